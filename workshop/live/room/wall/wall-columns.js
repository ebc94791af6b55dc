/**
 * The columns of a wall. It holds only the cards that are in the page; each column knows its
 * height, so that a new card needs one measurement, however many cards there are.
 */
import { allWords, bothHalves } from "../parts/both-halves.js";
import { cardWords } from "../parts/card-words.js";
import { el } from "../parts/elements.js";
import { home } from "../parts/home.js";
import { icon } from "../parts/icons.js";
import { spoken } from "../parts/say.js";
import { words } from "../words/wall-words.js";

/** Type size as a part of the screen's height, and columns on a wide wall. */
export const STEPS = [
  { size: 1 / 11, columns: 1, lines: 6 },
  { size: 1 / 14, columns: 2, lines: 7 },
  { size: 1 / 18, columns: 2, lines: 9 },
  { size: 1 / 21, columns: 3, lines: 9 },
  { size: 1 / 25, columns: 4, lines: 9 },
  { size: 1 / 29, columns: 4, lines: 8 },
  { size: 1 / 33, columns: 5, lines: 7 },
  { size: 1 / 40, columns: 6, lines: 6 },
];
const ON_A_PHONE = 60;
const DENSE = 1 / 28; // below this size a short card carries its role on its last line
const SHORT = 150; // letters after which a dense wall cuts a card
const NARROWEST = 8; // letters' widths, about: a column narrower than that breaks words
const BATCH = 12; // cards that the browser measures at once
const FEW = 8; // cards that share the whole wall
const LARGEST = 1 / 7;
const LEAST = 1 / 25; // below it a wall is laid out like any other
const LARGER = 1.06; // what another column has to be worth
const EVEN = 0.6; // the least part of the highest column that another one fills
const TRIES = 5;
const GROWS = 1.05; // from one size of a fuller wall to the next, so that not every new card changes it
/** Sizes of a fuller wall, the smallest first. */
const SIZES = Array.from({ length: 36 }, (_, n) => GROWS ** n / 40);
const MOST_COLUMNS = 6;
const SLACK = 2; // sizes below the largest that a wall may stay, so that it is seldom laid out anew
const MORE = 0.15; // cards that a new layout has room for, as a part of those that are there

class WallColumns {
  /** @typedef {import("../types.js").Change} Change */
  /**
   * @param {HTMLElement} root
   * @param {{flow: boolean}} options `flow`: one column that grows with the page
   */
  constructor(root, { flow }) {
    this.root = root;
    this.flow = flow;
    /** @type {Map<string, HTMLElement>} */
    this.shown = new Map();
    /** @type {{node: HTMLElement, height: number}[]} */
    this.columns = [];
    /** @type {WeakMap<Element, number>} of two cards, the newer one has the larger number */
    this.age = new WeakMap();
    this.newest = 0;
    this.clipped = false; // whether a card has more words than are shown
    this.whole = 0; // cards with all their words
    this.few = false; // whether the cards share all of the height
    /** @type {Way|null} how a fuller wall is laid out now */
    this.way = null;
  }

  gap = () => window.innerHeight / 100; // as in the style sheet: 1vh

  room = () => this.root.clientHeight + this.gap();

  /** @param {HTMLElement} node */
  tall = (node) => (this.flow ? 0 : node.offsetHeight + this.gap());

  shortest = () => this.columns.reduce((best, each) => (each.height < best.height ? each : best));

  /** @param {HTMLElement} node */
  columnOf = (node) => this.columns.find((each) => each.node === node.parentNode);

  /** @typedef {{size: number, columns: number, lines: number, exactly?: boolean}} Step */
  /** @param {Step} step */
  setColumns = (step) => {
    const wide = this.root.clientWidth / Math.max(1, this.root.clientHeight);
    const { size, columns: most, lines } = step;
    this.share(false);
    this.root.style.setProperty("--card-size", String(size));
    const { fontSize, lineHeight } = getComputedStyle(this.root);
    const letter = parseFloat(fontSize);
    const fit = Math.floor(this.root.clientWidth / (letter * NARROWEST));
    const number = this.flow ? 1 : Math.max(1, Math.min(fit, step.exactly ? most : Math.round(most * Math.min(1, wide / 1.8))));
    // In the smallest type a card is as long as it needs, up to the whole height of the wall.
    const tallest = Math.floor((this.root.clientHeight - 4 * letter) / (parseFloat(lineHeight) || letter * 1.5));
    const lined = size === STEPS[STEPS.length - 1].size ? Math.max(lines, tallest) : lines;
    this.root.style.setProperty("--card-lines", String(lined));
    this.root.classList.toggle("is-dense", size < DENSE);
    this.columns = Array.from({ length: number }, () => ({
      node: el("ul", { class: "wall-column" }),
      height: 0,
    }));
    this.root.replaceChildren(...this.columns.map((column) => column.node));
    this.shown.clear();
    this.newest = 0;
  };

  /** @param {{node: HTMLElement, height: number}} column */
  dropLast = (column) => {
    const last = /** @type {HTMLElement} */ (column.node.lastElementChild);
    column.height -= this.tall(last);
    this.shown.delete(last.dataset.id || "");
    last.remove();
  };

  /** The oldest card lies last in its column, as the newest lies first. */
  dropOldest = () => {
    const last = (/** @type {{node: HTMLElement}} */ { node }) =>
      (node.lastElementChild && this.age.get(node.lastElementChild)) ?? Infinity;
    this.dropLast(this.columns.reduce((oldest, each) => (last(each) < last(oldest) ? each : oldest)));
  };

  /**
   * Lays out cards, newest first, until the columns are full.
   *
   * @param {Change[]} cards
   * @param {Step} step
   * @returns {boolean} whether all found their place, and with all their words
   */
  lay = (cards, step) => {
    this.setColumns(step);
    // Beside few others a picture is seen from the back row too.
    this.root.style.setProperty("--picture", `${cards.length > 4 ? 20 : cards.length > 2 ? 28 : 42}vh`);
    const most = this.flow ? Math.min(cards.length, ON_A_PHONE) : cards.length;
    this.clipped = false;
    this.whole = 0;
    for (let at = 0; at < most; at += BATCH) {
      const nodes = cards.slice(at, Math.min(at + BATCH, most)).map(make);
      this.columns[0].node.append(...nodes);
      const heights = nodes.map(this.tall);
      const cut = nodes.map(isClipped);
      nodes.forEach((node, i) => node.classList.toggle("is-cut", cut[i]));
      this.clipped ||= cut.includes(true);
      for (const [i, node] of nodes.entries()) {
        const column = this.shortest();
        if (column.height > 0 && column.height + heights[i] > this.room()) {
          for (const rest of nodes.slice(i)) rest.remove();
          return false;
        }
        column.height += heights[i];
        column.node.append(node);
        if (!cut[i]) this.whole += 1;
        this.shown.set(cards[at + i].id, node);
        this.age.set(node, -(at + i));
      }
    }
    return !this.clipped && this.columns.every((column) => column.height <= this.room());
  };

  /**
   * A page of more cards than find their place: in the smallest type, as many columns as show most
   * cards whole; of two alike the fewer, whose lines are longer, but not one across a whole screen.
   *
   * @param {Change[]} cards
   */
  page = (cards) => {
    const step = { ...STEPS[STEPS.length - 1], exactly: true };
    let best = { columns: 1, whole: 0 };
    for (let columns = MOST_COLUMNS; columns > 0; columns -= 1) {
      this.lay(cards, { ...step, columns });
      const { whole } = this;
      if (this.columns.length === columns && whole >= best.whole + (columns > 1 ? 0 : 1)) best = { columns, whole };
    }
    this.lay(cards, { ...step, columns: best.columns });
  };

  /** @param {boolean} wanted whether the cards take all of the height between them */
  share = (wanted) => {
    this.few = wanted;
    this.root.classList.toggle("is-few", wanted);
  };

  /**
   * A few cards share the wall: as many columns, about equally full, as make the letters largest.
   *
   * @param {Change[]} cards
   * @returns {boolean} false where they are too many, or too long for that
   */
  spread = (cards) => {
    if (this.flow || !cards.length || cards.length > FEW) return false;
    let best = { size: 0, columns: 1, lines: 99, exactly: true };
    const fits = (/** @type {number} */ size, /** @type {number} */ columns) => {
      if (!this.lay(cards, { ...best, size, columns }) || this.columns.length < columns) return false;
      const heights = this.columns.map(({ height }) => height);
      return Math.min(...heights) >= EVEN * Math.max(...heights);
    };
    for (let columns = 1; columns <= Math.min(3, cards.length); columns += 1) {
      let low = Math.max(LEAST, best.size * LARGER);
      if (low > LARGEST || !fits(low, columns)) continue;
      for (let high = LARGEST, tries = 0; tries < TRIES; tries += 1) {
        const size = tries ? (low + high) / 2 : high;
        if (fits(size, columns)) low = size;
        else high = size;
      }
      best = { ...best, size: low, columns };
    }
    this.share(best.size > 0 && fits(best.size, best.columns));
    return this.few;
  };

  /** @typedef {{at: number, columns: number}} Way a size of a fuller wall, and its columns */
  /** @param {Change[]} cards @param {Way} way */
  goes = (cards, { at, columns }) =>
    this.lay(cards, { size: SIZES[at], columns, lines: 99, exactly: true }) && this.columns.length === columns;

  /** Whether some more cards like these would find their place. @param {number} cards */
  roomy = (cards) => {
    const heights = this.columns.map(({ height }) => height);
    const one = heights.reduce((all, height) => all + height, 0) / cards;
    for (let more = Math.max(2, cards * MORE); more > 0; more -= 1) {
      heights.sort((a, b) => a - b);
      heights[0] += one;
      if (heights[0] > this.room()) return false;
    }
    return true;
  };

  /**
   * More cards, each as high as its words: as many columns as make the letters largest. Where cards
   * come one by one, it stays as it is while they fit; then it takes letters with room for more.
   *
   * @param {Change[]} cards
   * @param {boolean} [come] whether they come one by one
   * @returns {boolean} false where not all of them find their place, even in the smallest type
   */
  grow = (cards, come = false) => {
    const { way } = this;
    this.way = null;
    if (this.flow || !cards.length) return false;
    const best = this.largest(cards);
    if (best.at < 0) return false;
    const least = Math.max(0, best.at - SLACK);
    const tried = way ? [way.columns, best.columns] : [best.columns];
    const ways = [];
    for (let at = best.at; at >= least; at -= 1) ways.push(...[...new Set(tried)].map((columns) => ({ at, columns })));
    if (!come) this.way = best;
    else if (way && way.at >= least && this.goes(cards, way)) this.way = way;
    else this.way = ways.find((one) => this.goes(cards, one) && this.roomy(cards.length)) || { at: least, columns: best.columns };
    return this.goes(cards, this.way) || this.goes(cards, (this.way = best));
  };

  /** @param {Change[]} cards @returns {Way} with the largest letters, -1 where there are none */
  largest = (cards) => {
    let best = { at: -1, columns: 0 };
    for (let columns = 1; columns <= MOST_COLUMNS; columns += 1) {
      let [low, high] = [best.at, SIZES.length];
      if (low + 1 >= high || !this.goes(cards, { at: low + 1, columns })) continue;
      for (low += 1; high - low > 1; ) {
        const at = Math.floor((low + high) / 2);
        if (this.goes(cards, { at, columns })) low = at;
        else high = at;
      }
      best = { at: low, columns };
    }
    return best;
  };

  /**
   * Puts a new card on top of the column with most room. The oldest cards make room for it, so
   * that those in the page are always the newest ones.
   *
   * @param {Change} card
   * @param {boolean} crowd whether older cards may fall off the bottom
   * @returns {boolean} false when it does not fit and nothing was changed
   */
  top = (card, crowd) => {
    if (this.few) return false;
    const node = make(card);
    let column = this.shortest();
    node.classList.add("is-new");
    column.node.prepend(node);
    const height = this.tall(node);
    if (!crowd && !this.flow && column.height + height > this.room()) {
      node.remove();
      return false;
    }
    while (!this.flow && this.shown.size > 0 && column.height + height > this.room()) {
      this.dropOldest();
      column = this.shortest();
    }
    if (node.parentNode !== column.node) column.node.prepend(node);
    this.shown.set(card.id, node);
    this.newest += 1;
    this.age.set(node, this.newest);
    column.height += height;
    if (this.flow && this.shown.size > ON_A_PHONE) this.dropLast(column);
    return true;
  };

  /** @param {Change} card @returns {boolean} whether its column still fits */
  redress = (card) => {
    const node = this.shown.get(card.id);
    const column = node && this.columnOf(node);
    if (!node || !column) return true;
    if (this.few) return false;
    const before = this.tall(node);
    dress(node, card);
    column.height += this.tall(node) - before;
    return this.flow || column.height <= this.room();
  };

  /** @param {string} id */
  remove = (id) => {
    const node = this.shown.get(id);
    const column = node && this.columnOf(node);
    if (!node || !column) return;
    column.height -= this.tall(node);
    this.shown.delete(id);
    node.remove();
  };

  size = () => this.shown.size;

  /** Whether a column reaches below the wall, as when its room has become less. */
  over = () => !this.flow && this.columns.some((column) => column.height > this.room());
}

/** @param {ConstructorParameters<typeof WallColumns>[0]} root @param {ConstructorParameters<typeof WallColumns>[1]} options */
export function board(root, options) {
  return new WallColumns(root, options);
}

/** @param {HTMLElement} node */
function isClipped(node) {
  const text = /** @type {HTMLElement} */ (node.querySelector(".card-text"));
  const line = parseFloat(getComputedStyle(text).fontSize);
  return text.scrollHeight > text.clientHeight + line / 2;
}

/** The workshop's code: in the address of the light pages, or what the app's pages are asked for. */
const codeHere = () => new URLSearchParams(location.search).get("code") || location.pathname.slice(home.length).split("/")[2];

/** A card as it lies on the wall. @param {import("../types.js").Change} card */
export function make(card) {
  const node = el("li", { class: "card wall-card", "data-id": card.id });
  dress(node, card);
  return node;
}

/** @param {HTMLElement} node @param {Change} card */
function dress(node, card) {
  node.dataset.role = card.role || "";
  node.classList.toggle("is-short", allWords(card).length <= SHORT);
  const photos = (card.pictures || []).map(({ id, alt }) =>
    el("img", { class: "card-picture", alt, src: `${home}/api/${codeHere()}/pictures/${id}?view=projector` }));
  node.classList.toggle("has-picture", photos.length > 0);
  const text = el("p", { class: "card-text", dir: "auto" });
  cardWords(text, card, bothHalves(card));
  node.replaceChildren(...photos, text);
  const foot = el("p", { class: "card-foot" });
  const all = [card, ...(card.others || [])];
  for (const label of new Set(all.map((one) => one.role_label))) {
    const role = all.find((one) => one.role_label === label)?.role;
    if (role && label) foot.append(icon(role), el("bdi", { text: spoken({ label }).label }));
  }
  for (const one of card.others || []) {
    if (one.author) foot.append(el("span", { class: "card-author", dir: "auto", text: one.author }));
  }
  if (card.others) foot.append(el("b", { text: words.asOne(all.length) }));
  if (card.author) foot.append(el("span", { class: "card-author", dir: "auto", text: card.author }));
  if (all.some((each) => each.forward)) foot.append(icon("onward"), el("span", { text: words.putForward }));
  if (card.starred) {
    foot.append(icon("star"), el("span", { class: "unseen", text: words.starred }));
  }
  if (foot.childNodes.length) node.append(foot);
}
