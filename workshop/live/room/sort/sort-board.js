/**
 * The columns of the board: one list for the cards in no theme, one for each theme. A list is a
 * list box with a single tab stop; arrows move inside it and to its neighbours. Nodes stay as they
 * are while cards come and go, so that neither focus nor a selection is lost.
 */
import { el, setText, show } from "../parts/elements.js";
import { icon } from "../parts/icons.js";
import { colourOf, mark } from "../parts/theme-marks.js";
import { words } from "../words/sort-words.js";

/** @typedef {import("../types.js").Change} Change */

export const LOOSE = "";

/**
 * @param {HTMLElement} root
 * @param {{store: ReturnType<typeof import("./sort-store.js").sortStore>,
 *   onselect: () => void, ontheme: (id: string) => void, onopen: (id: string) => void}} options
 */
export function sortBoard(root, { store, onselect, ontheme, onopen }) {
  /** @type {Map<string, ReturnType<typeof makeColumn>>} */
  const columns = new Map();
  /** @type {Map<string, string>} chosen card -> the column in which it was chosen */
  const chosen = new Map();
  const loose = makeColumn(LOOSE);
  columns.set(LOOSE, loose);
  root.replaceChildren(loose.node);

  /** @param {string} id */
  function makeColumn(id) {
    const name = el("span", { class: "sort-name", dir: "auto" });
    const count = el("span", { class: "sort-count" });
    const sign = el("span", { class: "sort-sign" });
    const title = el("h2", { id: `head-${id || "loose"}`, class: "sort-head" });
    if (id === LOOSE) title.append(name, count);
    else title.append(el("button", { type: "button", class: "sort-theme", click: () => ontheme(id) }, sign, name, count));
    const empty = el("p", { class: "sort-empty" });
    const list = el("ul", { class: "sort-list", role: "listbox", "aria-multiselectable": "true",
      "aria-labelledby": title.id, tabindex: "0", "data-column": id });
    const node = el("section", { class: id === LOOSE ? "sort-column is-loose" : "sort-column", "data-column": id },
      title, list, empty);
    /** @type {Map<string, HTMLElement>} */
    const nodes = new Map();
    return { id, node, list, name, count, sign, empty, nodes, drawn: "" };
  }

  /** @param {Change} card @param {string} column */
  function makeCard(card, column) {
    return el("li", { class: "sort-card card", role: "option", tabindex: "-1", "aria-selected": "false",
      "data-id": card.id, "data-column": column });
  }

  /** @param {HTMLElement} node @param {Change} card */
  const dress = (node, card) => {
    const with_ = store.followers(card.id);
    const said = store.comments(card.id).length;
    const key = JSON.stringify([card.text, card.more, card.role, card.role_label, card.author, card.starred, with_.map((c) => [c.text, c.role, c.author]), said]);
    if (node.dataset.drawn === key) return;
    node.dataset.drawn = key;
    node.dataset.role = card.role || "";
    const foot = el("span", { class: "card-foot" });
    for (const one of [card, ...with_]) {
      if (one.role && one.role_label) foot.append(el("span", { class: "sort-who" }, icon(one.role), ` ${one.role_label}`));
      if (one.author) foot.append(el("span", { dir: "auto", text: one.author }));
    }
    if (card.starred) foot.append(el("span", {}, icon("star"), el("span", { class: "unseen", text: words.starred })));
    if (with_.length) foot.append(el("span", { class: "sort-badge", text: words.asOne(with_.length + 1) }));
    if (said) foot.append(el("span", { class: "sort-badge", text: words.comments(said) }));
    node.replaceChildren(
      el("span", { class: "sort-grip", "aria-hidden": "true" }),
      el("span", { class: "card-text", dir: "auto", text: card.more ? `${card.text}\n${card.more}` : card.text }),
    );
    if (foot.childNodes.length) node.append(foot);
  };

  /** @param {ReturnType<typeof makeColumn>} column @param {Change[]} cards */
  const fill = (column, cards) => {
    const wanted = new Set(cards.map((card) => card.id));
    const focused = document.activeElement;
    let lost = -1;
    for (const [id, node] of column.nodes) {
      if (wanted.has(id)) continue;
      if (node === focused) lost = [...column.list.children].indexOf(node);
      node.remove();
      column.nodes.delete(id);
      if (chosen.get(id) === column.id) chosen.delete(id);
    }
    for (const [at, card] of cards.entries()) {
      let node = column.nodes.get(card.id);
      if (!node) column.nodes.set(card.id, (node = makeCard(card, column.id)));
      dress(node, card);
      node.setAttribute("aria-selected", String(chosen.get(card.id) === column.id));
      if (column.list.children[at] !== node) column.list.insertBefore(node, column.list.children[at] || null);
    }
    // Whoever stood on a card that went stands on the one that took its place.
    if (lost >= 0) focusAt(column, lost);
    const stops = column.list.querySelector('[tabindex="0"]');
    if (!stops && cards.length) /** @type {HTMLElement} */ (column.list.firstElementChild).tabIndex = 0;
    column.list.tabIndex = cards.length ? -1 : 0;
  };

  /** @param {ReturnType<typeof makeColumn>} column @param {number} at */
  const focusAt = (column, at) => {
    const children = column.list.children;
    const node = /** @type {HTMLElement|undefined} */ (children[Math.min(at, children.length - 1)]);
    stop(node || column.list);
    (node || column.list).focus();
  };

  /** Make this the only tab stop of its list. @param {HTMLElement} node */
  const stop = (node) => {
    for (const other of node.closest(".sort-list")?.querySelectorAll('[tabindex="0"]') || []) {
      if (other !== node) /** @type {HTMLElement} */ (other).tabIndex = -1;
    }
    node.tabIndex = 0;
  };

  /** @param {ReturnType<typeof store.board>} board @param {string} search */
  const draw = (board, search) => {
    const ids = [LOOSE, ...board.themes.map((theme) => theme.id)];
    for (const [id, column] of columns) {
      if (ids.includes(id)) continue;
      const inside = column.node.contains(document.activeElement);
      for (const card of column.nodes.keys()) if (chosen.get(card) === id) chosen.delete(card);
      column.node.remove();
      columns.delete(id);
      if (inside) focusAt(loose, 0);
    }
    for (const [at, id] of ids.entries()) {
      let column = columns.get(id);
      if (!column) columns.set(id, (column = makeColumn(id)));
      if (root.children[at] !== column.node) root.insertBefore(column.node, root.children[at] || null);
      const cards = id === LOOSE ? board.loose : board.columns.get(id) || [];
      const theme = id === LOOSE ? undefined : store.get(id);
      setText(column.name, theme ? theme.text || "" : words.loose);
      setText(column.count, words.cards(cards.length));
      if (theme && column.drawn !== colourOf(theme)) {
        column.drawn = colourOf(theme);
        column.node.dataset.colour = column.drawn;
        column.sign.replaceChildren(mark(column.drawn));
      }
      fill(column, cards);
      show(column.empty, cards.length === 0);
      setText(column.empty, search ? words.noneFound : id !== LOOSE ? words.emptyTheme : board.count ? words.noLoose : words.noCards);
    }
    onselect();
  };

  /** @param {Element|EventTarget|null} target @returns {HTMLElement|null} */
  const cardOf = (target) => (target instanceof Element ? target.closest(".sort-card") : null);

  /** @param {HTMLElement} node @param {boolean} [on] */
  const choose = (node, on) => {
    const { id = "", column = "" } = node.dataset;
    const wanted = on ?? chosen.get(id) !== column;
    // Cards of one column are moved together, so that it is plain where they come from.
    if (wanted && [...chosen.values()].some((other) => other !== column)) clear();
    if (wanted) chosen.set(id, column);
    else chosen.delete(id);
    node.setAttribute("aria-selected", String(wanted));
    onselect();
  };
  const clear = () => {
    chosen.clear();
    for (const node of root.querySelectorAll('[aria-selected="true"]')) node.setAttribute("aria-selected", "false");
    onselect();
  };

  /** @param {HTMLElement} node @param {string} key @returns {HTMLElement|null} */
  const neighbour = (node, key) => {
    const list = /** @type {HTMLElement} */ (node.closest(".sort-list"));
    const all = [...list.children];
    const at = all.indexOf(node);
    if (key === "ArrowDown") return /** @type {HTMLElement} */ (all[at + 1]) || null;
    if (key === "ArrowUp") return /** @type {HTMLElement} */ (all[at - 1]) || null;
    if (key === "Home") return /** @type {HTMLElement} */ (all[0]);
    if (key === "End") return /** @type {HTMLElement} */ (all[all.length - 1]);
    const lists = [...root.querySelectorAll(".sort-list")];
    const next = lists[lists.indexOf(list) + (key === "ArrowRight" ? 1 : -1)];
    if (!next) return null;
    return /** @type {HTMLElement} */ (next.children[Math.min(Math.max(at, 0), next.children.length - 1)] || next);
  };

  root.addEventListener("keydown", (event) => {
    const list = /** @type {Element} */ (event.target).closest?.(".sort-list");
    if (!list || event.altKey || event.metaKey) return;
    const node = cardOf(event.target);
    if (event.ctrlKey && event.key.toLowerCase() === "a") {
      for (const each of list.children) choose(/** @type {HTMLElement} */ (each), true);
      return event.preventDefault();
    }
    if (event.ctrlKey) return;
    if (["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
      const next = neighbour(node || /** @type {HTMLElement} */ (list), event.key);
      if (next) {
        stop(next);
        next.focus();
        if (event.shiftKey && node && cardOf(next)) choose(next, true);
      }
      return event.preventDefault();
    }
    if (!node) return;
    if (event.key === " ") choose(node);
    else if (event.key === "Enter") onopen(node.dataset.id || "");
    else if (event.key === "Escape") clear();
    else return;
    event.preventDefault();
  });
  root.addEventListener("focusin", (event) => {
    const node = cardOf(event.target);
    if (node) stop(node);
  });

  return {
    draw,
    choose,
    clear,
    cardOf,
    /** Cards to act on: the chosen ones, or the one that has the focus. */
    picked() {
      if (chosen.size) return { ids: [...chosen.keys()], from: [...chosen.values()][0] };
      const node = cardOf(document.activeElement);
      return node ? { ids: [node.dataset.id || ""], from: node.dataset.column || "" } : { ids: [], from: LOOSE };
    },
    chosen: () => chosen,
    /** @param {string} theme */
    chooseAll(theme) {
      clear();
      for (const node of columns.get(theme)?.nodes.values() || []) choose(node, true);
    },
    /** @param {string} column */
    focusColumn(column) {
      const found = columns.get(column) || loose;
      focusAt(found, 0);
    },
  };
}
