/**
 * The wall on paper: a sheet holds every card whole, also those that are a page further on the
 * screen; by theme where the screen shows themes. It exists only while something is printed.
 */
import { el } from "../parts/elements.js";
import { colourOf, mark } from "../parts/theme-marks.js";
import { words } from "../words/projector-words.js";
import { make } from "./wall-columns.js";

/** @typedef {import("../types.js").Change} Change */

/** The cards under the names and marks of their themes as they stand on the screen, the loose ones last. @param {Change[]} cards @param {Change[]} themes */
function byTheme(cards, themes) {
  const known = new Set(themes.map(({ id }) => id));
  const inTheme = (/** @type {string} */ theme) => cards.filter((card) => card.themes?.includes(theme));
  const loose = cards.filter((card) => !card.themes?.some((one) => known.has(one)));
  return [
    ...themes.map((theme) => ({ colour: colourOf(theme), name: theme.text || "", held: inTheme(theme.id) })),
    { colour: "", name: words.looseCards, held: loose },
  ].filter((group) => group.held.length);
}

/** @param {{name: string, colour: string}} group */
const head = ({ name, colour }) =>
  el("h2", { class: "paper-theme", "data-colour": colour }, ...(colour ? [mark(colour)] : []), el("span", { dir: "auto", text: name }));

/** @param {Change[]} cards */
const list = (cards) => el("ul", { class: "paper-list" }, ...cards.map(make));

/**
 * @param {HTMLElement} root the page's main element
 * @param {{cards: () => Change[], themed: () => Change[]|null, wanted: () => boolean}} options
 *   `themed` gives the themes, in their order, where cards stand under them; `wanted` whether the wall is shown
 */
export function mount(root, { cards, themed, wanted }) {
  /** @type {HTMLElement|null} */
  let sheet = null;
  addEventListener("beforeprint", () => {
    sheet?.remove();
    sheet = null;
    if (!wanted()) return;
    const themes = themed();
    sheet = el("section", { class: "paper" }, ...(themes
      ? byTheme(cards(), themes).flatMap((group) => [head(group), list(group.held)])
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
