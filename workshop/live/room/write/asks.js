/**
 * The small questions beside the box: chips to choose from, or one short line. None is required.
 */
import { asPounds } from "../parts/digits.js";
import { el } from "../parts/elements.js";
import { words } from "../words/room-words.js";

const LONGEST_SCALE = 10;
let made = 0; // for names that no two asks on a page share

/** @typedef {import("../types.js").Fields} Fields */
/** @typedef {{value: string|number|boolean, label: string}[]} Options */

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
    /** @type {Fields} */
    this.values = {};
    /** @type {string[]} the names of the boxes for money */
    this.pounds = [];
  }

  /** @param {import("../types.js").Ask} ask @param {Options} options */
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
        "aria-pressed": String(chosen(value)),
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
      options.forEach((option, i) =>
        buttons[i].setAttribute("aria-pressed", String(chosen(option.value))),
      );
      this.onchange();
    };
    return el("div", { class: "ask", role: "group", "aria-labelledby": name },
      el("p", { class: "ask-label", id: name, text: ask.label }), ...this.help(ask),
      el("div", { class: "chips" }, ...buttons));
  };

  /** @param {import("../types.js").Ask} ask */
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
    const now = this.values[ask.name];
    input.value = ask.widget === "pence" && typeof now === "number" ? String(now / 100) : String(now ?? "");
    input.addEventListener("input", () => {
      if (input.value.trim()) this.values[ask.name] = input.value;
      else delete this.values[ask.name];
      this.onchange();
    });
    return el("div", { class: "ask" },
      el("label", { class: "ask-label", for: name, text: ask.label }), ...this.help(ask), input);
  };

  /** @param {import("../types.js").Ask} ask */
  one = (ask) => {
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
    this.values = Object.fromEntries(asks.map(({ name }) => [name, fields[name]]).filter(([, value]) => value !== undefined && value !== null));
    this.pounds = asks.filter((ask) => ask.widget === "pence").map((ask) => ask.name);
    const early = asks.filter(({ name }) => first.includes(name));
    this.before?.replaceChildren(...early.map(this.one));
    this.root.replaceChildren(...asks.filter((ask) => !early.includes(ask)).map(this.one));
  };

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
 * What was tapped and typed beside the box, as people read it.
 *
 * @param {import("../types.js").Ask[]} asks @param {Fields} fields
 */
export function inWords(asks, fields) {
  const named = (/** @type {import("../types.js").Ask} */ ask, /** @type {unknown} */ value) =>
    typeof value === "boolean" ? (value ? words.yes : words.no)
      : ask.options?.find((option) => option.value === value)?.label || String(value);
  return asks.filter(({ name }) => fields[name] !== undefined)
    .map((ask) => [fields[ask.name]].flat().map((value) => named(ask, value)).join(", ")).join(" · ");
}

/**
 * @param {ConstructorParameters<typeof Asks>[0]} root @param {ConstructorParameters<typeof Asks>[1]} options
 * @param {HTMLElement} [before]
 */
export function mount(root, options, before) {
  return new Asks(root, options, before);
}
