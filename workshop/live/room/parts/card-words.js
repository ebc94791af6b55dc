/**
 * A card's own words in their language and direction, and below them what they say in others.
 */
import { words } from "../words/card-words.js";
import { el } from "./elements.js";

/** @typedef {import("../types.js").InWords} InWords */

const UNTYPED = "Spoken, not yet typed"; // said by the server

/** Of a card whose words nobody knows yet. @param {string} text */
export const untyped = (text) => text === UNTYPED || text === words.untyped;

/** In the page's language where nobody's words stand there. @param {string} text */
export const readable = (text) => (untyped(text) ? words.untyped : text);

const LETTERS = Object.freeze({ ar: "Arabic", ur: "Arabic", uk: "Cyrillic" });

/** The room's language, where the page speaks another one and its letters stand there. @param {string} text */
const rooms = (text) => {
  const { lang, dataset: { method = lang } } = document.documentElement;
  const script = LETTERS[/** @type {keyof LETTERS} */ (method)] || "Latin";
  return method !== lang && new RegExp(`\\p{Script=${script}}`, "u").test(text) ? method : undefined;
};

/** A name in other letters does not turn a sentence round. @param {string|undefined} lang */
export const direction = (lang) => (!lang ? "auto" : ["ar", "fa", "ps", "ur"].includes(lang) ? "rtl" : "ltr");

/** @param {Element} node @param {InWords} card @param {string} [shown] its own words as they stand here */
export function cardWords(node, { text, lang, said = [] }, shown = text || "") {
  const known = untyped(shown) ? undefined : lang;
  const own = known || (untyped(shown) ? undefined : rooms(shown));
  if (untyped(shown)) shown = words.untyped;
  if (!own && !said.length) {
    if (node.textContent !== shown) node.textContent = shown;
    return;
  }
  node.replaceChildren(el("span", { class: "card-own", lang: own, dir: direction(known), text: shown }), ...said.flatMap((each) => [
    ...(each.older ? [el("small", { class: "card-older", text: words.older })] : []),
    el("span", { class: "card-said", lang: each.lang, dir: direction(each.lang), text: each.text }),
  ]));
}
