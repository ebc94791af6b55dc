/** How often the wall by theme is laid out where no type shows all, by how many themes: JSON to stdout. */
import { Element } from "./fake-page.mjs";

const [room] = process.argv.slice(2);
globalThis.location = { href: "http://192.168.4.1:8501/project/BCDFG" };
const { mount } = await import(`${room}/wall/theme-wall.js`);
const found = {};
for (const themes of [2, 7]) {
  const laid = [];
  const list = { scrollHeight: 900, clientHeight: 100, childElementCount: 3 };
  const root = Object.assign(new Element(), { classList: { toggle() {} }, querySelectorAll: () => [list],
    style: { setProperty: (name, value) => name === "--field-size" && laid.push(value) } });
  const wall = mount(root, { code: "BCDFG", canSteer: false, hear() {}, say() {} });
  wall.trim = () => {};
  wall.fields = new Map(Array.from({ length: themes }, (_, at) => [String(at), { node: { textContent: "Buses" }, key: "" }]));
  wall.fit();
  found[themes] = laid.length;
}
process.stdout.write(JSON.stringify(found), () => process.exit());
