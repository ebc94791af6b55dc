/**
 * Cards to choose from, each a button with its words. Those that the step starts from stand there;
 * the others are one tap away.
 */
import { cardWords } from "../parts/card-words.js";
import { el } from "../parts/elements.js";
import { words } from "../words/room-words.js";

const AT_ONCE = 8;
let made = 0; // for names that no two groups on a page share

/** @typedef {{id: string, text: string, on: boolean, first: boolean, done?: boolean, lang?: string, translations?: import("../types.js").Said[]}} Choice
 *   `lang` is "" where its words are the page's own, and no card's */

/**
 * @param {{label: string, help?: string, options: Choice[], none?: string, noneOn?: boolean,
 *   press: (id: string) => void}} given `none` is the way out, with the id ""
 */
export function choices({ label, help = "", options, none = "", noneOn = false, press }) {
  const name = `taken-${(made += 1)}`;
  const near = options.filter((each) => each.on || each.first);
  const first = near.filter((each, place) => each.on || place < AT_ONCE);
  const rest = options.filter((each) => !first.includes(each));
  const list = el("div", { class: "chips taken" }, ...first.map((each) => button(each, press)));
  const out = none && button({ id: "", text: none, lang: "", on: noneOn, first: true }, press);
  if (out) list.append(out);
  if (rest.length) {
    const more = el("button", { type: "button", class: "button small quiet", "data-more": label,
      text: words.showOthers(rest.length), click: () => {
        const held = document.activeElement === more;
        const buttons = rest.map((each) => button(each, press));
        if (out) out.before(...buttons);
        else list.append(...buttons);
        list.setAttribute("data-open", label);
        more.remove();
        if (held) buttons[0].focus();
      } });
    list.append(more);
  }
  return el("div", { class: "ask", role: "group", "aria-labelledby": name },
    el("p", { class: "ask-label", id: name, text: label }),
    ...(help ? [el("small", { text: help })] : []), list);
}

/** @param {Choice} choice @param {(id: string) => void} press */
function button({ id, text, on, done, lang, translations }, press) {
  const shown = el("span", { dir: "auto" });
  cardWords(shown, { text: text || words.noName, lang: text && lang, said: translations });
  return el("button", { type: "button", class: "chip card-chip", "data-id": id || "none",
    "aria-pressed": String(on), click: () => press(id) },
    shown,
    ...(done ? [el("small", { text: words.hasAnswer })] : []));
}
