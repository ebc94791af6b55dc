/**
 * The small questions beside the box: chips to choose from, or one short line. None is required.
 * News of the room asks them again while somebody types: what stands there already stays as it is.
 */
import { asPounds } from "../parts/digits.js";
import { el } from "../parts/elements.js";
import { words } from "../words/room-words.js";

const LONGEST_SCALE = 10;
let made = 0; // for names that no two asks on a page share

/** @typedef {import("../types.js").Fields} Fields */
/** @typedef {{value: string|number|boolean, label: string}[]} Options */
/** @typedef {{is?: string, node: HTMLElement, fill: () => void}} Made `is` the question, `fill` shows what is said */

/** @type {Record<string, string>} widget -> keyboard of a phone */
const NUMBERS = { percent: "decimal", decimal: "decimal" };

class Asks {
  /**
   * @param {HTMLElement} root
   * @param {{onchange: () => void}} options
   * @param {HTMLElement} [before] the place of those that are asked before the box
   */
  constructor(root, { onchange }, before) {
    this.root = root;
    this.before = before;
    this.onchange = onchange;
    /** @type {Map<string, Made>} */
    this.made = new Map();
    /** @type {Fields} */
    this.values = {};
    /** @type {Fields} what is not asked just now */
    this.rest = {};
    /** @type {string[]} the names of the boxes for money */
    this.pounds = [];
  }

  /** @param {import("../types.js").Ask} ask @param {Options} options @returns {Made} */
  chips = (ask, options) => {
    const name = `ask-${(made += 1)}`;
    const several = ask.widget === "choices";
    const all = () => /** @type {Options[0]["value"][]} */ (this.values[ask.name] || []);
    /** @param {Options[0]["value"]} value */
    const chosen = (value) => (several ? all().includes(value) : this.values[ask.name] === value);
    const buttons = options.map(({ value, label }) =>
      el("button", {
        type: "button",
        class: "chip",
        text: label,
        click: () => press(value),
      }),
    );
    /** @param {Options[0]["value"]} value */
    const press = (value) => {
      const was = chosen(value);
      if (several) {
        const others = all().filter((each) => each !== value);
        this.values[ask.name] = /** @type {string[]} */ (was ? others : [...others, value]);
        if (!all().length) delete this.values[ask.name];
      } else if (was) delete this.values[ask.name];
      else this.values[ask.name] = value;
      fill();
      this.onchange();
    };
    const fill = () => options.forEach(({ value }, i) => buttons[i].setAttribute("aria-pressed", String(chosen(value))));
    const node = el("div", { class: "ask", role: "group", "aria-labelledby": name },
      el("p", { class: "ask-label", id: name, text: ask.label }), ...this.help(ask),
      el("div", { class: "chips" }, ...buttons));
    return { node, fill };
  };

  /** @param {import("../types.js").Ask} ask @returns {Made} */
  line = (ask) => {
    const name = `ask-${(made += 1)}`;
    const long = ["long", "list"].includes(ask.widget);
    const input = /** @type {HTMLInputElement|HTMLTextAreaElement} */ (
      el(long ? "textarea" : "input", {
        id: name,
        class: "field",
        rows: long && "2",
        type: ask.widget === "date" && "date",
        inputmode: NUMBERS[ask.widget],
        autocomplete: "off",
        dir: "auto",
      })
    );
    const fill = () => {
      const now = this.values[ask.name] ?? "";
      const text = String(ask.widget === "pence" && typeof now === "number" ? now / 100 : now);
      if (input.value.trim() !== text.trim()) input.value = text;
    };
    input.addEventListener("input", () => {
      if (input.value.trim()) this.values[ask.name] = input.value;
      else delete this.values[ask.name];
      this.onchange();
    });
    const node = el("div", { class: "ask" },
      el("label", { class: "ask-label", for: name, text: ask.label }), ...this.help(ask), input);
    return { node, fill };
  };

  /** @param {import("../types.js").Ask} ask */
  one = (ask) => {
    const is = JSON.stringify(ask);
    const old = this.made.get(ask.name);
    const made = old?.is === is ? old : { ...this.draw(ask), is };
    this.made.set(ask.name, made);
    made.fill();
    return made.node;
  };

  /** @param {import("../types.js").Ask} ask */
  draw = (ask) => {
    const low = ask.low ?? NaN;
    const high = ask.high ?? NaN;
    if (ask.widget === "whole" && high - low > 0 && high - low <= LONGEST_SCALE) {
      const steps = Array.from({ length: high - low + 1 }, (_, i) => low + i);
      return this.chips(ask, steps.map((value) => ({ value, label: String(value) })));
    }
    const yesNo = [{ value: true, label: words.yes }, { value: false, label: words.no }];
    if (ask.widget === "yesno") return this.chips(ask, yesNo);
    return ask.options && ask.options.length ? this.chips(ask, ask.options) : this.line(ask);
  };

  /** @param {import("../types.js").Ask} ask */
  help = (ask) => (ask.help ? [el("small", { text: ask.help })] : []);

  /** @param {import("../types.js").Ask[]} asks @param {Fields} fields @param {string[]} [first] asked before the box */
  set = (asks, fields, first = []) => {
    const asked = new Set(asks.map(({ name }) => name));
    const said = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
    this.values = Object.fromEntries(said.filter(([name]) => asked.has(name)));
    this.rest = Object.fromEntries(said.filter(([name]) => !asked.has(name)));
    this.pounds = asks.filter((ask) => ask.widget === "pence").map((ask) => ask.name);
    const early = asks.filter(({ name }) => first.includes(name));
    if (this.before) lay(this.before, early.map(this.one));
    lay(this.root, asks.filter((ask) => !early.includes(ask)).map(this.one));
  };

  /** All that is said, as it was typed, be it asked just now or not. */
  kept = () => ({ ...this.rest, ...this.values });

  /** What is said, money as pounds: to the server a bare number is pence. */
  value = () => {
    const said = { ...this.values };
    for (const name of this.pounds) {
      const typed = said[name];
      if (typeof typed === "string") said[name] = asPounds(typed);
    }
    return said;
  };
}

/**
 * What stands in its place already is not touched, so that whoever writes in it goes on.
 *
 * @param {HTMLElement} root @param {HTMLElement[]} nodes
 */
function lay(root, nodes) {
  for (const old of [...root.children]) if (!nodes.includes(/** @type {HTMLElement} */ (old))) old.remove();
  nodes.forEach((node, at) => root.children[at] !== node && root.insertBefore(node, root.children[at] || null));
}

/** Whether it is answered in words of one's own. @param {import("../types.js").Ask} ask */
const isTyped = ({ widget, options }) => !options?.length && !["yesno", "whole"].includes(widget);

/**
 * What was tapped and typed beside the box, as people read it; `typed`: what was typed alone.
 *
 * @param {import("../types.js").Ask[]} asks @param {Fields} fields @param {boolean} [typed]
 */
export function inWords(asks, fields, typed) {
  const named = (/** @type {import("../types.js").Ask} */ ask, /** @type {unknown} */ value) =>
    typeof value === "boolean" ? (value ? words.yes : words.no)
      : ask.options?.find((option) => option.value === value)?.label || String(value);
  return asks.filter((ask) => fields[ask.name] !== undefined && (!typed || isTyped(ask)))
    .map((ask) => [fields[ask.name]].flat().map((value) => named(ask, value)).join(", ")).join(" · ");
}

/**
 * @param {ConstructorParameters<typeof Asks>[0]} root @param {ConstructorParameters<typeof Asks>[1]} options
 * @param {HTMLElement} [before]
 */
export function mount(root, options, before) {
  return new Asks(root, options, before);
}
