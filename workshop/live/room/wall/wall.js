/**
 * The wall: cards by id, newest first. A new card costs the same on a wall of fifty as on one of
 * five thousand, because only the cards that fit are in the page. Few cards are set huge; as they
 * become more, the type steps down to a fortieth of the screen's height and no further: the rest
 * is shown page by page.
 */
import { STEPS, board } from "./wall-columns.js";
import { allWords } from "../parts/both-halves.js";
import { el, setText, show } from "../parts/elements.js";
import { words } from "../words/wall-words.js";

/** @typedef {import("../types.js").Change} Change */
/** @typedef {import("../types.js").Activity} Activity */
/** @typedef {CardWall} Wall */

const MOST_BACKS = 400;
const MANY = 40; // from here on the smallest type is needed, so nothing larger is tried
const SMALLEST = STEPS.length - 1;
const ABOUT_CARDS = ["theme", "comment"];

/** @param {string} text */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

class CardWall {
  /**
   * @param {HTMLElement} root
   * @param {{flow?: boolean}} [options] `flow`: one column that grows with its page, for a phone;
   *   otherwise the wall fills its root and shows what fits
   */
  constructor(root, { flow = false } = {}) {
    this.root = root;
    this.flow = flow;
    /** @type {Map<string, Change>} every card that the room may know of, oldest first */
    this.known = new Map();
    /** @type {Set<string>} ids of the cards that belong on this wall, oldest first */
    this.here = new Set();
    /** @type {string[]} the newest card of each older page that was opened */
    this.trail = [];
    /** @type {Activity|null} */
    this.activity = null;
    this.step = 0;
    this.backs = 0; // cards that lie face down, as the room's state counts them
    /** @type {Set<string>|null} the cards that are voted on, where nothing else belongs here */
    this.chosen = null;
    this.theme = ""; // the one theme whose cards are shown
    /** @type {Map<string, Set<string>>} card -> those that are shown with it as one */
    this.followers = new Map();
    this.wanted = ""; // letters that a card must hold
    this.newest = true; // first

    this.space = el("div", { class: this.flow ? "wall-board is-flow" : "wall-board" });
    this.deck = el("div", { class: "wall-backs", hidden: true, "aria-hidden": "true" });
    this.note = el("p", { class: "wall-note" });
    this.root.classList.add("wall");
    this.root.setAttribute("role", "region");
    this.root.setAttribute("aria-label", words.wallLabel);
    this.root.replaceChildren(this.space, this.deck, this.note);
    this.columns = board(this.space, { flow: this.flow });

    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.later = undefined;
    if (!this.flow) window.addEventListener("resize", this.resized);
    this.fill();
  }

  /** @param {Change} card */
  belongs = (card) => {
    if (card.text === undefined || !this.activity) return false;
    if (this.wanted && !plain(allWords(card)).includes(this.wanted)) return false;
    const lead = card.merged_into && this.known.get(card.merged_into);
    if (lead && lead.text !== undefined) return false;
    if (this.theme) return Boolean(card.themes && card.themes.includes(this.theme));
    if (this.chosen) return this.chosen.has(card.id);
    // What is about cards stands with them, unless it is what people write just now.
    if (ABOUT_CARDS.includes(card.kind || "") && card.kind !== this.activity.kind) return false;
    if (this.activity.box) return card.activity === this.activity.key;
    return card.kind === this.activity.kind || Boolean(this.activity.about?.includes(card.kind || ""));
  };

  inOrder = () => (this.newest ? [...this.here].reverse() : [...this.here]);

  /** The cards of the open page and of all that follow it. */
  fromHere = () => {
    const ids = this.inOrder();
    const anchor = this.trail.length ? ids.indexOf(this.trail[this.trail.length - 1]) : 0;
    if (anchor < 0) this.trail = [];
    return ids.slice(Math.max(0, anchor));
  };

  /** @param {boolean} [come] whether cards come one by one, and those who read along keep their place */
  fill = (come = false) => {
    this.lay(come);
    if (this.columns.over()) this.lay(come); // the note below has taken another line
  };

  /** @param {boolean} come */
  lay = (come) => {
    show(this.space, this.here.size > 0);
    this.draw(); // its note takes room, so it is there before anything is measured
    const list = this.fromHere().map(this.whole);
    this.step = this.flow || this.trail.length || list.length > MANY ? SMALLEST : 0;
    if (this.step || !(this.columns.spread(list) || this.columns.grow(list, come))) this.stepDown(list);
    this.draw();
  };

  /** The largest type in which all cards are there, or a page of them. @param {Change[]} list */
  stepDown = (list) => {
    let all = this.columns.lay(list, STEPS[this.step]);
    for (; !all && this.step < SMALLEST; all = this.columns.lay(list, STEPS[this.step])) this.step += 1;
    if (!all && !this.flow) this.columns.page(list);
  };

  /** @param {boolean} [come] */
  rebuild = (come = false) => {
    this.here = new Set();
    for (const card of this.known.values()) if (this.belongs(card)) this.here.add(card.id);
    this.fill(come);
  };

  draw = () => {
    show(this.space, this.here.size > 0);
    show(this.deck, this.here.size === 0 && this.backs > 0);
    if (this.here.size === 0) this.drawBacks();
    const newer = this.trail.length ? this.here.size - this.fromHere().length : 0;
    const older = this.here.size - newer - this.columns.size();
    const parts = [];
    if (newer > 0) parts.push(this.newest ? words.newerAbove(newer) : words.olderAbove(newer));
    if (older > 0) parts.push(words.andMore(older));
    if (!this.flow && (older > 0 || newer > 0)) parts.push(words.pageKeys);
    if (this.backs > 0) parts.push(words.faceDown(this.backs));
    if (!this.here.size && !this.backs && this.activity) parts.push(this.wanted ? words.noneFound : this.activity.private ? words.keptPrivate : words.noCardsYet);
    setText(this.note, parts.join(" · "));
    this.root.dataset.cards = String(this.here.size);
    this.root.dataset.backs = String(this.backs);
  };

  drawBacks = () => {
    const number = Math.min(this.backs, this.flow ? 0 : MOST_BACKS);
    const wide = (this.deck.clientWidth || 16) / (this.deck.clientHeight || 9) / 1.5; // backs are 3 by 2
    const across = Math.ceil(Math.sqrt(number * wide));
    while (this.deck.childElementCount > number) this.deck.lastElementChild?.remove();
    while (this.deck.childElementCount < number) this.deck.append(el("span", { class: "wall-back" }));
    this.deck.style.setProperty("--backs", String(Math.max(5, across + 1)));
  };

  /** @param {Change} change */
  keep = (change) => {
    const before = this.known.get(change.id);
    if (before?.merged_into) this.followers.get(before.merged_into)?.delete(change.id);
    if (change.op === "remove") this.known.delete(change.id);
    else this.known.set(change.id, change);
    if (change.op === "remove" || !change.merged_into) return;
    const found = this.followers.get(change.merged_into) || new Set();
    this.followers.set(change.merged_into, found.add(change.id));
  };

  /** A card with those that are shown with it. @param {string} id @returns {Change} */
  whole = (id) => {
    const card = /** @type {Change} */ (this.known.get(id));
    const others = [...(this.followers.get(id) || [])].map((one) => this.known.get(one)).filter((one) => one && one.text !== undefined);
    return others.length ? { ...card, others: /** @type {Change[]} */ (others) } : card;
  };

  /**
   * @param {Change} change
   * @returns {boolean} whether the wall must be laid out again
   */
  take = (change) => {
    const before = this.known.get(change.id);
    this.keep(change);
    // Cards that part, or are made one, change two places of the wall.
    if (before?.merged_into !== change.merged_into || this.followers.get(change.id)?.size) return true;

    const known = this.here.has(change.id);
    if (change.op === "remove" || !this.belongs(change)) {
      this.here.delete(change.id);
      this.columns.remove(change.id);
      return known;
    }
    if (known) return !this.columns.redress(change);
    if (before) return true; // turned face up, or put back: it has its old place in the order
    this.here.add(change.id);
    if (this.trail.length) return false; // whoever reads an older page keeps it
    if (!this.newest) return true; // it goes to the end, or past it
    show(this.space, true);
    return this.here.size === 1 || !this.columns.top(change, this.step === SMALLEST);
  };

  resized = () => {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.fill(), 150);
  };

  /** @param {Change[]} changes */
  apply = (changes) => {
    if (changes.length > MANY) {
      for (const change of changes) this.keep(change);
      this.rebuild();
      return;
    }
    let again = false;
    for (const change of changes) again = this.take(change) || again;
    if (again) this.rebuild(true);
    else this.draw();
  };

  /** Forget everything: a full list follows. */
  reset = () => {
    this.known.clear();
    this.followers.clear();
    this.here = new Set();
    this.trail = [];
  };

  /** What the room is doing now. @param {Activity|null} next an activity, or null */
  show = (next) => {
    const same = this.activity && next && this.activity.key === next.key && this.activity.box === next.box;
    this.activity = next;
    this.backs = next ? next.face_down || 0 : 0;
    if (same) return this.draw();
    this.trail = [];
    return this.rebuild();
  };

  /** The space has changed. */
  fit = () => this.fill();

  /** @returns {boolean} whether there was an older page */
  older = () => {
    const list = this.fromHere();
    if (list.length <= this.columns.size()) return false;
    this.trail.push(list[this.columns.size()]);
    this.fill();
    return true;
  };

  /** @returns {boolean} whether there was a newer page */
  newer = () => {
    if (!this.trail.length) return false;
    this.trail.pop();
    this.fill();
    return true;
  };

  /** Only these cards, or what belongs to the activity. @param {Set<string>|null} ids */
  only = (ids) => {
    const same = (this.chosen && [...this.chosen].join()) === (ids && [...ids].join());
    this.chosen = ids;
    if (!same) this.rebuild();
  };

  /** Only the cards of a theme; "" for those of the activity. @param {string} id */
  focus = (id) => {
    if (this.theme === id) return;
    this.theme = id;
    this.trail = [];
    this.rebuild();
  };

  /** Every card that the room may know of, oldest first. */
  all = () => [...this.known.values()];

  /** Only cards with these letters, whatever their case and accents. @param {string} text */
  find = (text) => {
    this.wanted = plain(text).trim();
    this.trail = [];
    this.rebuild();
  };

  /** The other order. @returns {boolean} whether the newest is first now */
  turn = () => {
    this.newest = !this.newest;
    this.trail = [];
    this.fill();
    return this.newest;
  };

  count = () => this.here.size;

  /** The cards that belong here, in their order. */
  cards = () => this.inOrder().map(this.whole);

  unmount = () => window.removeEventListener("resize", this.resized);
}

/** @param {ConstructorParameters<typeof CardWall>[0]} root @param {ConstructorParameters<typeof CardWall>[1]} [options] */
export function mount(root, options) {
  return new CardWall(root, options);
}
