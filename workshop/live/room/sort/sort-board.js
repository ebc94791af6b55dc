/**
 * The columns of the board: one list for the cards in no theme, one for each theme. A list is a
 * list box with a single tab stop; arrows move inside it and to its neighbours. Nodes stay as they
 * are while cards come and go, so that neither focus nor a selection is lost.
 */
import { bothHalves } from "../parts/both-halves.js";
import { cardWords } from "../parts/card-words.js";
import { el, setText, show } from "../parts/elements.js";
import { icon } from "../parts/icons.js";
import { colourOf, mark } from "../parts/theme-marks.js";
import { spoken } from "../parts/say.js";
import { words } from "../words/sort-words.js";

/** @typedef {import("../types.js").Change} Change */

export const LOOSE = "";

class SortBoard {
  /**
   * @param {HTMLElement} root
   * @param {{store: ReturnType<typeof import("./sort-store.js").sortStore>,
   *   onselect: () => void, ontheme: (id: string) => void, onopen: (id: string) => void}} options
   */
  constructor(root, { store, onselect, ontheme, onopen }) {
    this.root = root;
    this.store = store;
    this.onselect = onselect;
    this.ontheme = ontheme;
    /** @type {Map<string, ReturnType<SortBoard["makeColumn"]>>} */
    this.columns = new Map();
    /** @type {Map<string, string>} chosen card -> the column in which it was chosen */
    this.picks = new Map();
    this.loose = this.makeColumn(LOOSE);
    this.columns.set(LOOSE, this.loose);
    this.root.replaceChildren(this.loose.node);

    this.root.addEventListener("keydown", (event) => {
      const list = /** @type {Element} */ (event.target).closest?.(".sort-list");
      if (!list || event.altKey || event.metaKey) return;
      const node = this.cardOf(event.target);
      if (event.ctrlKey && event.key.toLowerCase() === "a") {
        for (const each of list.children) this.choose(/** @type {HTMLElement} */ (each), true);
        return event.preventDefault();
      }
      if (event.ctrlKey) return;
      if (["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
        const next = this.neighbour(node || /** @type {HTMLElement} */ (list), event.key);
        if (next) {
          this.stop(next);
          next.focus();
          if (event.shiftKey && node && this.cardOf(next)) this.choose(next, true);
        }
        return event.preventDefault();
      }
      if (!node) return;
      if (event.key === " ") this.choose(node);
      else if (event.key === "Enter") onopen(node.dataset.id || "");
      else if (event.key === "Escape") this.clear();
      else return;
      event.preventDefault();
    });
    this.root.addEventListener("focusin", (event) => {
      const node = this.cardOf(event.target);
      if (node) this.stop(node);
    });
  }

  /** @param {string} id */
  makeColumn = (id) => {
    const name = el("span", { class: "sort-name", dir: "auto" });
    const count = el("span", { class: "sort-count" });
    const sign = el("span", { class: "sort-sign" });
    const title = el("h2", { id: `head-${id || "loose"}`, class: "sort-head" });
    if (id === LOOSE) title.append(name, count);
    else title.append(el("button", { type: "button", class: "sort-theme", click: () => this.ontheme(id) }, sign, name, count));
    const empty = el("p", { class: "sort-empty" });
    const list = el("ul", { class: "sort-list", role: "listbox", "aria-multiselectable": "true",
      "aria-labelledby": title.id, tabindex: "0", "data-column": id });
    const node = el("section", { class: id === LOOSE ? "sort-column is-loose" : "sort-column", "data-column": id },
      title, list, empty);
    /** @type {Map<string, HTMLElement>} */
    const nodes = new Map();
    return { id, node, list, name, count, sign, empty, nodes, drawn: "" };
  };

  /** @param {Change} card @param {string} column */
  makeCard = (card, column) => {
    return el("li", { class: "sort-card card", role: "option", tabindex: "-1", "aria-selected": "false",
      "data-id": card.id, "data-column": column });
  };

  /** @param {HTMLElement} node @param {Change} card */
  dress = (node, card) => {
    const with_ = this.store.followers(card.id);
    const said = this.store.comments(card.id).length;
    const key = JSON.stringify([bothHalves(card), card.lang, card.said, card.role, card.role_label, card.author, card.starred, with_.map((c) => [c.text, c.role, c.role_label, c.author]), said]);
    if (node.dataset.drawn === key) return;
    node.dataset.drawn = key;
    node.dataset.role = card.role || "";
    const foot = el("span", { class: "card-foot" });
    for (const one of [card, ...with_]) {
      if (one.role && one.role_label) foot.append(el("span", { class: "sort-who" }, icon(one.role), " ", el("bdi", { text: spoken({ label: one.role_label }).label })));
      if (one.author) foot.append(el("span", { dir: "auto", text: one.author }));
    }
    if (card.starred) foot.append(el("span", {}, icon("star"), el("span", { class: "unseen", text: words.starred })));
    if (with_.length) foot.append(el("span", { class: "sort-badge", text: words.asOne(with_.length + 1) }));
    if (said) foot.append(el("span", { class: "sort-badge", text: words.comments(said) }));
    const text = el("span", { class: "card-text", dir: "auto" });
    cardWords(text, card, bothHalves(card));
    node.replaceChildren(el("span", { class: "sort-grip", "aria-hidden": "true" }), text);
    if (foot.childNodes.length) node.append(foot);
  };

  /** @param {ReturnType<SortBoard["makeColumn"]>} column @param {Change[]} cards */
  fill = (column, cards) => {
    const wanted = new Set(cards.map((card) => card.id));
    const focused = document.activeElement;
    let lost = -1;
    for (const [id, node] of column.nodes) {
      if (wanted.has(id)) continue;
      if (node === focused) lost = [...column.list.children].indexOf(node);
      node.remove();
      column.nodes.delete(id);
      if (this.picks.get(id) === column.id) this.picks.delete(id);
    }
    for (const [at, card] of cards.entries()) {
      let node = column.nodes.get(card.id);
      if (!node) column.nodes.set(card.id, (node = this.makeCard(card, column.id)));
      this.dress(node, card);
      node.setAttribute("aria-selected", String(this.picks.get(card.id) === column.id));
      if (column.list.children[at] !== node) column.list.insertBefore(node, column.list.children[at] || null);
    }
    // Whoever stood on a card that went stands on the one that took its place.
    if (lost >= 0) this.focusAt(column, lost);
    const stops = column.list.querySelector('[tabindex="0"]');
    if (!stops && cards.length) /** @type {HTMLElement} */ (column.list.firstElementChild).tabIndex = 0;
    column.list.tabIndex = cards.length ? -1 : 0;
  };

  /** @param {ReturnType<SortBoard["makeColumn"]>} column @param {number} at */
  focusAt = (column, at) => {
    const children = column.list.children;
    const node = /** @type {HTMLElement|undefined} */ (children[Math.min(at, children.length - 1)]);
    this.stop(node || column.list);
    (node || column.list).focus();
  };

  /** Make this the only tab stop of its list. @param {HTMLElement} node */
  stop = (node) => {
    for (const other of node.closest(".sort-list")?.querySelectorAll('[tabindex="0"]') || []) {
      if (other !== node) /** @type {HTMLElement} */ (other).tabIndex = -1;
    }
    node.tabIndex = 0;
  };

  /** @param {ReturnType<import("./sort-store.js").Store["board"]>} board @param {string} search */
  draw = (board, search) => {
    const ids = [LOOSE, ...board.themes.map((theme) => theme.id)];
    for (const [id, column] of this.columns) {
      if (ids.includes(id)) continue;
      const inside = column.node.contains(document.activeElement);
      for (const card of column.nodes.keys()) if (this.picks.get(card) === id) this.picks.delete(card);
      column.node.remove();
      this.columns.delete(id);
      if (inside) this.focusAt(this.loose, 0);
    }
    for (const [at, id] of ids.entries()) {
      let column = this.columns.get(id);
      if (!column) this.columns.set(id, (column = this.makeColumn(id)));
      if (this.root.children[at] !== column.node) this.root.insertBefore(column.node, this.root.children[at] || null);
      const cards = id === LOOSE ? board.loose : board.columns.get(id) || [];
      const theme = id === LOOSE ? undefined : this.store.get(id);
      setText(column.name, theme ? theme.text || "" : words.loose);
      setText(column.count, words.cards(cards.length));
      if (theme && column.drawn !== colourOf(theme)) {
        column.drawn = colourOf(theme);
        column.node.dataset.colour = column.drawn;
        column.sign.replaceChildren(mark(column.drawn));
      }
      this.fill(column, cards);
      show(column.empty, cards.length === 0);
      setText(column.empty, search ? words.noneFound : id !== LOOSE ? words.emptyTheme : board.count ? words.noLoose : words.noCards);
    }
    this.onselect();
  };

  /** @param {Element|EventTarget|null} target @returns {HTMLElement|null} */
  cardOf = (target) => (target instanceof Element ? target.closest(".sort-card") : null);

  /** @param {HTMLElement} node @param {boolean} [on] */
  choose = (node, on) => {
    const { id = "", column = "" } = node.dataset;
    const wanted = on ?? this.picks.get(id) !== column;
    // Cards of one column are moved together, so that it is plain where they come from.
    if (wanted && [...this.picks.values()].some((other) => other !== column)) this.clear();
    if (wanted) this.picks.set(id, column);
    else this.picks.delete(id);
    node.setAttribute("aria-selected", String(wanted));
    this.onselect();
  };

  clear = () => {
    this.picks.clear();
    for (const node of this.root.querySelectorAll('[aria-selected="true"]')) node.setAttribute("aria-selected", "false");
    this.onselect();
  };

  /** @param {HTMLElement} node @param {string} key @returns {HTMLElement|null} */
  neighbour = (node, key) => {
    const list = /** @type {HTMLElement} */ (node.closest(".sort-list"));
    const all = [...list.children];
    const at = all.indexOf(node);
    if (key === "ArrowDown") return /** @type {HTMLElement} */ (all[at + 1]) || null;
    if (key === "ArrowUp") return /** @type {HTMLElement} */ (all[at - 1]) || null;
    if (key === "Home") return /** @type {HTMLElement} */ (all[0]);
    if (key === "End") return /** @type {HTMLElement} */ (all[all.length - 1]);
    const lists = [...this.root.querySelectorAll(".sort-list")];
    const on = getComputedStyle(this.root).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const next = lists[lists.indexOf(list) + (key === on ? 1 : -1)];
    if (!next) return null;
    return /** @type {HTMLElement} */ (next.children[Math.min(Math.max(at, 0), next.children.length - 1)] || next);
  };

  /** Cards to act on: the chosen ones, or the one that has the focus. */
  picked = () => {
    if (this.picks.size) return { ids: [...this.picks.keys()], from: [...this.picks.values()][0] };
    const node = this.cardOf(document.activeElement);
    return node ? { ids: [node.dataset.id || ""], from: node.dataset.column || "" } : { ids: [], from: LOOSE };
  };

  chosen = () => this.picks;

  /** @param {string} theme */
  chooseAll = (theme) => {
    this.clear();
    for (const node of this.columns.get(theme)?.nodes.values() || []) this.choose(node, true);
  };

  /** @param {string} column */
  focusColumn = (column) => {
    const found = this.columns.get(column) || this.loose;
    this.focusAt(found, 0);
  };
}

/** @param {ConstructorParameters<typeof SortBoard>[0]} root @param {ConstructorParameters<typeof SortBoard>[1]} options */
export function sortBoard(root, options) {
  return new SortBoard(root, options);
}
