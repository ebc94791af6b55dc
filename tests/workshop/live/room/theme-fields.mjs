/** How often the wall by theme is laid out where no type shows all, by how many themes, and how often the board: JSON to stdout. */
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
// How many cards the field of those in no theme draws: alone on the screen, and beside a theme.
for (const [name, themes] of [["alone", 0], ["beside", 1]]) {
  const wall = mount(Object.assign(new Element(), { classList: { toggle() {} }, style: { setProperty() {} } }), { code: "BCDFG", canSteer: false, hear() {}, say() {} });
  const loose = Array.from({ length: 120 }, (_, at) => ({ id: String(at), op: "add", text: "Buses" }));
  wall.fit = () => {};
  wall.store.board = () => ({ themes: [{ id: "t", text: "Getting about" }].slice(0, themes), columns: new Map(), loose, count: 120 });
  wall.line = (card) => new Element();
  let drawn = 0;
  wall.field = (_, cards) => { drawn = Math.max(drawn, cards.slice(-wall.most).length); return Object.assign(new Element(), { dataset: {} }); };
  wall.lay();
  found[name] = drawn;
}
// How often the board sets the row of its promise, and how high, where that holds its words from so high on.
const { fit } = await import(`${room}/board/fitting.js`);
globalThis.getComputedStyle = () => ({ getPropertyValue: () => "20" });
for (const enough of [45, 99]) {
  const rows = [];
  const style = { setProperty: (name, value) => name === "--mid" && rows.push(Number(value)) };
  const pair = Object.assign(new Element(), { style, offsetParent: {}, clientHeight: 100 });
  Object.defineProperty(pair, "scrollHeight", { get: () => (rows.at(-1) < enough ? 900 : 100) });
  const board = Object.assign(new Element(), { style, clientHeight: 1350, querySelectorAll: () => [], querySelector: (one) => (one === "[data-grow=pair]" ? pair : null) });
  fit(board, "wide");
  found[`row ${enough}`] = [rows.length, rows.at(-1)];
}
process.stdout.write(JSON.stringify(found), () => process.exit());
