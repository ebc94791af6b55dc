/**
 * What the room reads together, such as a case, a lens, one card or a figure. On the projector it is set as
 * large as it fits; on a phone it is plain text that can be read aloud.
 */
import { cardWords } from "./card-words.js";
import { el } from "./elements.js";
import { later } from "./later.js";
import { inOwnWords } from "./own-case.js";
import { inEnglish } from "./say.js";
import * as speaker from "./speaker.js";
import { words } from "../words/shown-words.js";

const LARGEST = 7.5; // hundredths of the screen's height
const SMALLEST = 2.7;
const STEP = 0.3;
const APART_MS = 1_500;
const figureBars = later((again) => import(`./figure-bars.js${again}`));

/** @typedef {import("../types.js").Shown} Shown */

/** @param {Shown} item @param {string} heading its tag */
function parts({ kind, title, lang, said, subtitle, text, points, note, turn, closing, english }, heading) {
  inEnglish(english);
  const first = el(heading, { class: kind === "card" ? "shown-title is-card" : "shown-title", dir: "auto" });
  cardWords(first, { text: title, lang, said });
  const found = [first];
  if (turn?.before) found.unshift(el("p", { class: "shown-note", dir: "auto", text: `${words.from}: ${turn.before}` }));
  if (subtitle) found.push(el("p", { class: "shown-subtitle", dir: "auto", text: subtitle }));
  const body = el("div", { class: text && points.length ? "shown-body is-two" : "shown-body" });
  if (text) body.append(el("p", { class: "shown-text", dir: "auto", text }));
  if (points.length) {
    body.append(el("ul", { class: "shown-points" }, ...points.map((point) => el("li", { dir: "auto", text: point }))));
  }
  if (body.childElementCount) found.push(body);
  if (note) found.push(el("p", { class: "shown-note", dir: "auto", text: note }));
  for (const question of closing || []) found.push(el("p", { class: "shown-note", dir: "auto", text: question }));
  return found;
}

/**
 * Puts the bars of a figure above its note, when they have come.
 *
 * @param {HTMLElement} root @param {Shown} item @param {() => boolean} wanted still?
 */
async function draw(root, { drawing }, wanted) {
  if (!drawing) return;
  const bars = await figureBars.surely(() => undefined);
  await bars.styles();
  if (!wanted()) return;
  const note = root.querySelector(".shown-note");
  root.insertBefore(bars.figure(drawing), note);
}

/**
 * Whether nothing of it is cut. Set tightly, the strokes of letters reach out of their line by less than a third
 * of their size, which is no overflow.
 *
 * @param {Element} one
 */
function holds(one) {
  const strokes = parseFloat(getComputedStyle(one).fontSize) / 3;
  return one.scrollHeight <= one.clientHeight + strokes && one.scrollWidth <= one.clientWidth + 1;
}

/**
 * On the projector: as large as it fits without scrolling.
 *
 * @param {HTMLElement} root
 * @param {(item: Shown) => HTMLElement[]|undefined} composed the parts of what has a composition of its own
 * @param {string} code
 */
export function mountLarge(root, composed, code) {
  let drawn = "";
  /** @type {Shown|undefined} */
  let told;
  const own = inOwnWords(code, () => large.update(told));
  const fit = () => {
    if (root.hidden || !root.clientHeight) return;
    for (let size = LARGEST; size >= SMALLEST; size -= STEP) {
      root.style.setProperty("--item-size", `${size}vh`);
      if (root.scrollHeight <= root.clientHeight + 1 && [root, ...root.children].every(holds)) return;
    }
  };
  window.addEventListener("resize", fit);
  const large = {
    /** @param {Shown|undefined} next */
    update(next) {
      told = next;
      const item = own(next);
      const wanted = JSON.stringify(item || null);
      const fresh = wanted !== drawn;
      drawn = wanted;
      if (fresh) {
        root.dataset.kind = item?.kind || "";
        root.replaceChildren(...(item ? composed(item) || parts(item, "h1") : []));
      }
      if (fresh && item) draw(root, item, () => drawn === wanted).then(fit);
      fit();
    },
  };
  return large;
}

/** @param {Shown} item @returns {string} all its words, those at the bars included */
function aloud({ title, said = [], subtitle, text, points, note, drawing }) {
  const bars = (drawing ? drawing.rows : []).map(({ label, marks }) =>
    [label, ...marks.map((mark) => `${mark.name}: ${mark.said}`)].join(". "));
  return [title, ...said.map((each) => each.text), subtitle, text, ...points, ...bars, note].filter(Boolean).join(". ");
}

/**
 * On a phone: the same words, small.
 *
 * @param {HTMLElement} root
 * @param {{code: string}} options
 */
export function mount(root, { code }) {
  /** @type {Shown|undefined} */
  let item;
  /** @type {Shown|undefined} */
  let told;
  const own = inOwnWords(code, () => part.update(told), APART_MS);
  const body = el("div", { class: "shown-words" });
  const lead = el("p", { class: "stage", text: words.onTheWall });
  root.replaceChildren(lead, body);
  const speak = speaker.mount(lead, {
    text: () => (item ? aloud(item) : ""),
  });
  let drawn = "";
  const part = {
    /** @param {Shown|undefined} next */
    update(next) {
      told = next;
      item = own(next);
      const wanted = JSON.stringify(item || null);
      if (wanted === drawn) return;
      drawn = wanted;
      speak.stop();
      body.replaceChildren(...(item ? parts(item, "h2") : []));
      if (item) draw(body, item, () => drawn === wanted);
    },
  };
  return part;
}
