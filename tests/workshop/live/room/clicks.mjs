/**
 * Double clicks, by the very modules that answer them: JSON to stdout, which clicks did something.
 * `Streamlit's page` has the guard of all of its buttons, `the bar` those of the big screen.
 */
import { Element, kept } from "./fake-page.mjs";

const [room] = process.argv.slice(2);
Object.assign(globalThis, { Element, addEventListener() {}, location: { href: "http://192.168.4.1:8501/project/BCDFG", pathname: "/project/BCDFG" } });
globalThis.matchMedia = () => ({ matches: false, addEventListener() {} });
Object.assign(Element.prototype, { closest() { return this; }, classList: { add() {}, remove() {} } });
const heard = {};
Object.assign(document, { addEventListener: (name, run) => { heard[name] = run; }, body: new Element(), querySelector: () => null });

/** Each click is what it is on, what that says, and the how-manieth in a row it is. */
const guard = (await import(`file://${room}/../../../stages/browser/keyboard.js`)).default;
guard({ setStateValue() {} });
const buttons = {};
const goes = ([name, says, detail]) => {
  const button = name ? (buttons[name] ??= new Element()) : Object.assign(new Element(), { closest: () => null });
  button.textContent = says;
  let stopped = false;
  heard.click({ target: button, detail, preventDefault() { stopped = true; }, stopPropagation() {} });
  return !stopped;
};
const page = (...clicks) => clicks.map(goes);

const { mount } = await import(`file://${room}/wall/steering-bar.js`);
const state = { revision: 7, activity: null, projector: { show: "board" }, tables: [], closed: false, paused: false, hands: 0 };
const turned = [];
const bar = mount(new Element(), { code: "BCDFG", room: state, bell: { silent: () => false, turn: () => false }, hear() {}, fullScreen() {}, press: () => false,
  results: () => false, aside: () => false, turn() {}, turnBoard: () => turned.push("page") > 0, decision: () => null });
const undone = [];
bar.undo = () => undone.push("undo");
const clicked = (...clicks) => {
  [turned.length, undone.length] = [0, 0];
  for (const [action, detail] of clicks) bar.buttons[action].heard.click({ detail });
  return [...turned, ...undone];
};

console.log(JSON.stringify({
  "Streamlit's page": {
    "one button that says the same, twice": page(["minute", "+1 minute", 1], ["minute", "+1 minute", 2]),
    "it says another thing by then": page(["main", "Open for writing", 1], ["main", "Close the writing", 2]),
    "another one stands there by then": page(["first", "Star", 1], ["second", "Star", 2]),
    "back by one step": page(["back", "Back: Meet", 1], ["back", "Back: Begin", 2]),
    "a third click on what the first was on": page(["undo", "Undo: a", 1], ["undo", "Undo: b", 2], ["undo", "Undo: b", 3]),
    "the first met no button": page(["", "", 1], ["main", "Begin", 2]),
    "two clicks apart": page(["main", "Begin", 1], ["main", "Next: Meet", 1]),
  },
  "the bar": {
    "undo, twice": clicked(["undo", 1], ["undo", 2]),
    "undo, two clicks apart": clicked(["undo", 1], ["undo", 1]),
    "more, twice": clicked(["more", 1], ["more", 2]),
    "the board, with more in its place by the second": clicked(["board", 1], ["more", 2]),
  },
}));
process.exit();
