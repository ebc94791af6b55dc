/**
 * The words that people go home with, beside the thanks at the end: single words large, sentences
 * in italics. The largest letters at which all are there; then whole words leave, and it says how
 * many.
 */
import { cardWords } from "../parts/card-words.js";
import { el, show } from "../parts/elements.js";
import { words } from "../words/projector-words.js";

/** @typedef {import("../types.js").Change} Change */

const ACTIVITY = "vision.close";
const SIZES = [12, 10.5, 9, 8, 7, 6, 5, 4.4]; // hundredths of the screen's height, for a single word

/** @param {string} text */
const single = (text) => !/\s/.test(text.trim());

/** @param {HTMLElement} root @param {Change[]} cards all that the room may read, oldest first */
export function draw(root, cards) {
  const said = cards.filter((card) => card.activity === ACTIVITY && card.text && !card.about);
  show(root, said.length > 0);
  if (!said.length) return;
  const items = said.map((card) => {
    const item = el("li", { class: single(card.text || "") ? "is-word" : "", dir: "auto" });
    cardWords(item, card);
    return item;
  });
  const more = el("p", { class: "ended-more", hidden: true });
  const list = el("ul", { class: "ended-list" });
  root.replaceChildren(el("p", { class: "shown-label", text: words.wordsHome }), list, more);
  const over = () => root.scrollHeight > root.clientHeight + 1;
  const fit = () => {
    list.replaceChildren(...items);
    show(more, false);
    for (const size of SIZES) {
      root.style.setProperty("--word-size", `${size}vh`);
      if (!over()) return;
    }
    for (let left = 1; over() && items.length > left; left += 1) {
      items[items.length - left].remove();
      more.textContent = words.andMoreWords(left);
      show(more, true);
    }
  };
  fit();
  document.fonts?.ready.then(fit); // in other letters more or fewer fit
}
