/**
 * A two-by-two map: each card where the room put it, with a ring as wide as opinions are apart.
 * Cards are told apart by their number, which stands before their words in the list beside it.
 */
import { el } from "../parts/elements.js";
import { words } from "../words/result-words.js";

const SVG = "http://www.w3.org/2000/svg";
const NAMES = /** @type {const} */ (["x", "y"]);

/** @typedef {import("../types.js").Results} Results */

/** @param {string} tag @param {Record<string, string|number>} look @param {string} [text] */
function shape(tag, look, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(look)) node.setAttribute(name, String(value));
  if (text !== undefined) node.textContent = text;
  return node;
}

/**
 * @param {HTMLElement} root
 * @param {Results} round of the method "matrix"
 */
export function draw(root, round) {
  const { axes } = round;
  if (!axes) return root.replaceChildren();
  const back = getComputedStyle(root).direction === "rtl"; // then the words of the axis begin at the right
  const [before, after] = back ? ["→", "←"] : ["←", "→"];
  const svg = shape("svg", { class: "map-field", role: "img", "aria-label": words.mapLabel(axes) });
  root.replaceChildren(
    el("div", { class: "map-up" }, el("span", { text: `↑\u00a0${axes.y_high}` }),
      el("b", { text: axes.y }), el("span", { text: `↓\u00a0${axes.y_low}` })),
    el("div", { class: "map-middle" }),
    el("div", { class: "map-across" }, el("span", { text: `${before}\u00a0${axes.x_low}` }),
      el("b", { text: axes.x }), el("span", { text: `${axes.x_high}\u00a0${after}` })),
  );
  root.children[1].append(svg);
  const { clientWidth: width, clientHeight: height } = /** @type {HTMLElement} */ (root.children[1]);
  const dot = window.innerHeight / 38; // its number is then taller than a fortieth
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.append(
    shape("rect", { x: 1, y: 1, width: width - 2, height: height - 2, rx: 8, class: "map-frame" }),
    shape("path", { d: `M${width / 2} 0V${height}M0 ${height / 2}H${width}`, class: "map-cross" }),
  );
  const places = apart(round, { width, height, dot, back });
  for (const { option, x, y } of places) {
    const [wide, tall] = NAMES.map((name) => option[`spread_${name}`] || 0);
    svg.append(shape("ellipse", { cx: x, cy: y, rx: dot + (wide / 100) * (width - 2 * dot),
      ry: dot + (tall / 100) * (height - 2 * dot), class: "map-spread" }));
  }
  for (const { number, x, y } of places) {
    svg.append(
      shape("circle", { cx: x, cy: y, r: dot, class: "map-dot" }),
      shape("text", { x, y, class: "map-number", "font-size": dot * 1.15, dy: "0.36em",
        "text-anchor": "middle" }, String(number)),
    );
  }
  return undefined;
}

/**
 * Where the dots go: cards in the same place stand beside each other, so that each can be read.
 *
 * @param {Results} round
 * @param {{width: number, height: number, dot: number, back: boolean}} space `back`: x grows to the left
 */
function apart(round, { width, height, dot, back }) {
  /** @type {{option: import("../types.js").OptionResult, number: number, x: number, y: number}[]} */
  const placed = [];
  round.options.forEach((option, i) => {
    if (option.x === undefined || option.y === undefined) return;
    const along = back ? 100 - option.x : option.x;
    const home = { x: dot + (along / 100) * (width - 2 * dot),
      y: height - dot - (option.y / 100) * (height - 2 * dot) };
    placed.push({ option, number: i + 1, ...free(home, placed, { width, height, dot }) });
  });
  return placed;
}

/**
 * The nearest free place, looked for on a spiral.
 *
 * @param {{x: number, y: number}} home @param {{x: number, y: number}[]} placed
 * @param {{width: number, height: number, dot: number}} space
 */
function free(home, placed, { width, height, dot }) {
  for (let turn = 0; turn < 200; turn += 1) {
    const far = dot * 0.28 * turn ** 0.75;
    const x = Math.min(width - dot, Math.max(dot, home.x + far * Math.cos(turn * 2.4)));
    const y = Math.min(height - dot, Math.max(dot, home.y + far * Math.sin(turn * 2.4)));
    if (placed.every((other) => Math.hypot(other.x - x, other.y - y) >= dot * 1.95)) return { x, y };
  }
  return home;
}
