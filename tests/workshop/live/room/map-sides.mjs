/**
 * Where the map of a vote puts a card that is as soon as can be and one that is as late, and what
 * stands at the two ends of its axis: JSON to stdout, by the direction of the page.
 */
import { Element } from "./fake-page.mjs";

const [room] = process.argv.slice(2);
const { draw } = await import(`${room}/vote/quadrant.js`);
Object.assign(globalThis.window, { innerHeight: 760 });
Object.assign(Element.prototype, { clientWidth: 600, clientHeight: 600 });
const axes = { x: "How soon", x_low: "later", x_high: "soon", y: "How much", y_low: "a little", y_high: "a lot" };
const options = [{ x: 100, y: 50 }, { x: 0, y: 50 }];

const found = {};
for (const direction of ["ltr", "rtl"]) {
  globalThis.getComputedStyle = () => ({ direction });
  const root = new Element();
  draw(root, { axes, options });
  const dots = root.all().filter((one) => one.getAttribute("class") === "map-dot");
  found[direction] = {
    soon: Number(dots[0].getAttribute("cx")) > 300 ? "right" : "left",
    late: Number(dots[1].getAttribute("cx")) > 300 ? "right" : "left",
    ends: [root.children[2].children[0], root.children[2].children.at(-1)].map((one) => one.textContent),
  };
}
process.stdout.write(JSON.stringify(found), () => process.exit());
