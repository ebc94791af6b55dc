/**
 * One card that can be voted on: its words, and what the round's method asks about it. Everything
 * is a button or a native radio button, so it works by finger, by keyboard and by screen reader.
 */
import { cardWords } from "../parts/card-words.js";
import { el, setText, show } from "../parts/elements.js";
import { words } from "../words/vote-words.js";

/** @typedef {import("../types.js").Choice} Choice */
/** @typedef {import("../types.js").Option} Option */
/** @typedef {{node: HTMLElement, update: (choice: Choice|undefined, left: number) => void}} Control */
/**
 * @typedef {{text: string, name: string, axes: import("../types.js").Axes|null,
 *   choose: (said: Omit<Choice, "card">|null) => void, say: (text: string) => void}} About
 *   `text` is the id of the card's words, `name` is shared by nothing else on the page
 */

const LONG = 260; // letters after which a card is folded
const STEPS = [0, 25, 50, 75, 100];
let made = 0;

/** @type {Record<import("../types.js").Method, (about: About) => Control>} */
const CONTROLS = { dots, score, consent, matrix };

/**
 * @param {import("../types.js").Round} round
 * @param {Option} option
 * @param {{choose: (said: Choice|null) => void, say: (text: string) => void}} options
 *   `choose` takes what this person now says about the card, or null
 */
export function row(round, option, { choose, say }) {
  const name = `option-${(made += 1)}`;
  const text = el("p", { class: "card-text", id: `${name}-text`, dir: "auto" });
  const fold = el("button", { type: "button", class: "fold", "aria-expanded": "false", hidden: true,
    text: words.showAll, click: () => open(fold.getAttribute("aria-expanded") !== "true") });
  const control = CONTROLS[round.method]({
    text: `${name}-text`,
    name,
    axes: round.axes,
    choose: (said) => choose(said && { card: option.id, ...said }),
    say,
  });
  const clear = el("button", { type: "button", class: "button small quiet", text: words.clear,
    hidden: true, click: () => {
      choose(null);
      /** @type {HTMLElement|null} */ (control.node.querySelector("input"))?.focus();
    } });
  const node = el("li", { class: "card option" }, text, fold, control.node, clear);

  /** @param {boolean} whole */
  const open = (whole) => {
    node.classList.toggle("is-folded", !whole);
    fold.setAttribute("aria-expanded", String(whole));
    setText(fold, whole ? words.showLess : words.showAll);
  };

  return {
    node,
    /** @param {Option} card */
    dress(card) {
      const next = [card.text, ...(card.also || [])].join("\n");
      const drawn = JSON.stringify([next, card.lang, card.said]);
      if (text.dataset.drawn === drawn) return;
      text.dataset.drawn = drawn;
      cardWords(text, card, next);
      show(fold, next.length > LONG);
      open(next.length <= LONG);
      clear.setAttribute("aria-label", words.clearOf(next));
    },
    /** @param {Choice|undefined} choice @param {number} left dots */
    update(choice, left) {
      node.classList.toggle("is-chosen", Boolean(choice));
      control.update(choice, left);
      show(clear, Boolean(choice) && round.method !== "dots");
    },
  };
}

/** @param {About} about @returns {Control} */
function dots({ text, choose, say }) {
  let mine = false;
  let full = false;
  const label = el("span", { id: `${text}-dot`, text: words.putDot });
  const node = el("button", { type: "button", class: "button quiet dot-button", "aria-labelledby": `${text}-dot ${text}`,
    click: () => {
      if (full && !mine) say(words.noDots);
      else choose(mine ? null : {});
    } }, el("span", { class: "dot", "aria-hidden": "true" }), label);
  return {
    node,
    update(choice, left) {
      mine = Boolean(choice);
      full = left <= 0;
      setText(label, mine ? words.takeDot : words.putDot);
      node.classList.toggle("has-dot", mine);
      node.setAttribute("aria-disabled", String(full && !mine));
    },
  };
}

/** @param {About} about @returns {Control} */
function score({ text, name, choose }) {
  const steps = [1, 2, 3, 4, 5].map((value) => ({ value, label: String(value) }));
  const scale = radios({ name, label: text, steps, wide: false, pick: (value) => choose({ score: Number(value) }) });
  scale.node.append(ends(words.low, words.high));
  return { node: scale.node, update: (choice) => scale.set(choice && choice.score) };
}

/** @param {About} about @returns {Control} */
function consent({ text, name, choose }) {
  const steps = words.consent.map(([value, label]) => ({ value, label }));
  const scale = radios({ name, label: text, steps, wide: true, pick: (value) => choose({ consent: value }) });
  return { node: scale.node, update: (choice) => scale.set(choice && choice.consent) };
}

/**
 * A map of two lines, with one square to tap. Arrows go from square to square, space takes one.
 *
 * @param {About} about @returns {Control}
 */
function matrix({ text, name, axes, choose }) {
  if (!axes) return { node: el("div"), update: () => undefined };
  /** @param {"x"|"y"} line @param {number} value */
  const said = (line, value) => {
    const end = value === 0 ? axes[`${line}_low`] : value === 100 ? axes[`${line}_high`] : "";
    return `${axes[line]}: ${words.step(STEPS.indexOf(value) + 1, end)}`;
  };
  const places = [...STEPS].reverse().flatMap((y) => STEPS.map((x) => ({ x, y })));
  const map = radios({ name, label: `${name}-x ${name}-y ${text}`, wide: false,
    steps: places.map(({ x, y }) => ({ value: `${x} ${y}`, label: "", unseen: `${said("x", x)}; ${said("y", y)}` })),
    pick: (value) => {
      const [x, y] = value.split(" ").map(Number);
      choose({ x, y });
    } });
  map.node.addEventListener("keydown", (event) => step(event, map.node));
  map.node.prepend(
    el("p", { class: "line-label", id: `${name}-y`, text: axes.y }),
    el("p", { class: "ends", "aria-hidden": "true" }, el("span", { text: "↑" }), el("bdi", { text: axes.y_high })));
  map.node.append(
    el("p", { class: "ends", "aria-hidden": "true" }, el("span", { text: "↓" }), el("bdi", { text: axes.y_low })),
    ends(axes.x_low, axes.x_high),
    el("p", { class: "line-label", id: `${name}-x`, text: axes.x }));
  return {
    node: el("div", { class: "map" }, map.node),
    update: (choice) => map.set(choice && `${choice.x} ${choice.y}`),
  };
}

/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** To the square beside, above or below: nothing is chosen on the way. @param {KeyboardEvent} event @param {HTMLElement} map */
function step(event, map) {
  const squares = [...map.querySelectorAll("input")];
  const at = squares.findIndex((each) => each === event.target);
  if (at < 0 || !(event.key in MOVES) || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const [across, down] = MOVES[event.key];
  const wide = STEPS.length;
  const column = (at % wide) + (getComputedStyle(map).direction === "rtl" ? -across : across);
  const row = Math.floor(at / wide) + down;
  if (Math.min(column, row) >= 0 && Math.max(column, row) < wide) squares[row * wide + column].focus();
}

/** @param {string} low @param {string} high */
function ends(low, high) {
  return el("p", { class: "ends", "aria-hidden": "true" }, el("span", { text: low }), el("span", { text: high }));
}

/**
 * @param {{name: string, label: string, wide: boolean, pick: (value: string) => void,
 *   steps: {value: string|number, label: string, unseen?: string}[]}} options
 *   `label` names the ids of what is asked; `wide` sets one answer a line
 */
function radios({ name, label, steps, wide, pick }) {
  const inputs = steps.map(({ value }) => /** @type {HTMLInputElement} */ (
    el("input", { type: "radio", name, value: String(value), change: () => pick(String(value)) })
  ));
  const choices = steps.map((step, i) =>
    el("label", { class: "step" }, inputs[i],
      el("span", { class: "step-face" },
        step.unseen ? el("span", { class: "unseen", text: step.unseen }) : step.label)));
  return {
    node: el("div", { class: wide ? "scale is-wide" : "scale", role: "radiogroup", "aria-labelledby": label },
      el("div", { class: "steps" }, ...choices)),
    /** @param {string|number|undefined} value */
    set(value) {
      inputs.forEach((input) => {
        input.checked = value !== undefined && input.value === String(value);
      });
    },
  };
}
