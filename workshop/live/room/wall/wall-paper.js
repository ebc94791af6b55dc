/**
 * The wall on paper: a sheet holds every card whole, also those that are a page further on the
 * screen; by theme where the screen shows themes. It exists only while something is printed.
 */
import { el } from "../parts/elements.js";
import { words } from "../words/projector-words.js";
import { make } from "./wall-columns.js";

/** @typedef {import("../types.js").Change} Change */

/** The cards under the names of their themes, the loose ones last. @param {Change[]} cards @param {(id: string) => string} name */
function byTheme(cards, name) {
  /** @type {Map<string, Change[]>} */
  const groups = new Map();
  for (const card of cards) {
    for (const id of card.themes?.length ? card.themes : [""]) groups.set(id, [...(groups.get(id) || []), card]);
  }
  return [...groups].sort(([one], [other]) => Number(!one) - Number(!other)).map(([id, held]) => ({ name: id ? name(id) : words.looseCards, held }));
}

/** @param {Change[]} cards */
const list = (cards) => el("ul", { class: "paper-list" }, ...cards.map(make));

/**
 * @param {HTMLElement} root the page's main element
 * @param {{cards: () => Change[], themed: () => ((id: string) => string)|null, wanted: () => boolean}} options
 *   `themed` gives the names of themes where cards stand under them; `wanted` whether the wall is shown
 */
export function mount(root, { cards, themed, wanted }) {
  /** @type {HTMLElement|null} */
  let sheet = null;
  addEventListener("beforeprint", () => {
    sheet?.remove();
    sheet = null;
    if (!wanted()) return;
    const name = themed();
    sheet = el("section", { class: "paper" }, ...(name
      ? byTheme(cards(), name).flatMap((group) => [el("h2", { class: "paper-theme", dir: "auto", text: group.name }), list(group.held)])
      : [list(cards())]));
    root.append(sheet);
    root.classList.add("is-on-paper");
  });
  addEventListener("afterprint", () => {
    sheet?.remove();
    sheet = null;
    root.classList.remove("is-on-paper");
  });
}
