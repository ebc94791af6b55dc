/** How the wall is laid out where letters are half as wide as high, as JSON: while cards come one by one, and where they need pages. */
import { Element } from "./fake-page.mjs";

const [room] = process.argv.slice(2);
const [WIDE, HIGH] = [1800, 700]; // of the wall, on a screen of 1080
globalThis.location = { href: "http://192.168.4.1:8501/project/BCDFG", search: "", pathname: "/project/BCDFG" };
Object.assign(globalThis.window, { innerHeight: 1080 });
globalThis.getComputedStyle = (node) => ({ fontSize: `${node.letter}px`, lineHeight: `${node.letter * 1.25}px` });

/** An element that knows its place, and how high its words are there. */
class Laid extends Element {
  constructor() {
    super();
    Object.assign(this, { parentNode: null, clientWidth: WIDE, set: {}, classList: { add() {}, toggle() {} } });
    this.style = { setProperty: (name, value) => (this.set[name] = Number(value)) };
  }
  get childNodes() { return this.children; }
  get clientHeight() { return HIGH; }
  get board() { return this.set["--card-size"] ? this : this.parentNode?.board; }
  get letter() { return (this.board?.set["--card-size"] ?? 0) * 1080; }
  get lastElementChild() { return this.children.at(-1) ?? null; }
  get offsetHeight() {
    const across = this.board.children.length;
    const line = (WIDE - (across - 1) * 10.8) / across - 1.4 * this.letter;
    return (Math.ceil((this.textContent.length * this.letter) / 2 / line) * 1.25 + 0.8) * this.letter;
  }
  take(made) {
    for (const one of made) if (one instanceof Laid) Object.assign((one.remove(), one), { parentNode: this });
    return made;
  }
  append(...made) { super.append(...this.take(made)); }
  prepend(...made) { this.children.unshift(...this.take(made)); }
  replaceChildren(...made) { super.replaceChildren(...this.take(made)); }
  setAttribute(name, value) {
    super.setAttribute(name, value);
    if (name === "data-id") this.dataset.id = value;
  }
  remove() {
    const from = this.parentNode?.children ?? [];
    if (from.includes(this)) from.splice(from.indexOf(this), 1);
    this.parentNode = null;
  }
  querySelector() { return { scrollHeight: 0, clientHeight: 0 }; }
}
globalThis.document.createElement = () => new Laid();

const { mount } = await import(`${room}/wall/wall.js`);
const wall = mount(new Laid());
/** @param {number} at @param {number} letters */
const card = (at, letters) => ({ op: "add", id: `c${at}`, kind: "insight", text: "x".repeat(letters + ((at * 7) % 30)) });
/** Its letters and columns. */
const seen = () => ({ letters: wall.space.set["--card-size"], columns: wall.space.children.length });
wall.show({ key: "a", kind: "insight" });

const grown = [];
for (let at = 0; at < 40; at += 1) {
  wall.apply([card(at, 40)]);
  grown.push(seen());
}
const [anew, least] = grown.slice(8).reduce(([times, part], each, at) => {
  const before = grown[at + 7];
  for (const one of wall.all()) wall.keep({ op: "remove", id: one.id });
  for (let some = 0; some < at + 9; some += 1) wall.keep(card(some, 40));
  wall.rebuild();
  return [times + (before.letters !== each.letters || before.columns !== each.columns), Math.min(part, each.letters / seen().letters)];
}, [0, 1]);

// Cards on the first page of sixty, every fourth of them long, and the most that any number of columns holds.
for (let at = 0; at < 60; at += 1) wall.keep(card(at, at % 4 ? 40 : 220));
wall.rebuild();
const page = wall.columns.size();
const most = Math.max(...[1, 2, 3, 4, 5, 6].map((columns) => {
  wall.columns.lay(wall.cards(), { size: 1 / 40, columns, lines: 99, exactly: true });
  return wall.columns.size();
}));
process.stdout.write(JSON.stringify({ anew, least: Math.round(least * 1000) / 1000, page, most }), () => process.exit());
