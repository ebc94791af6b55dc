/**
 * The wall: cards by id, newest first. A new card costs the same on a wall of fifty as on one of
 * five thousand, because only the cards that fit are in the page. Few cards are set huge; as they
 * become more, the type steps down to a fortieth of the screen's height and no further: the rest
 * is shown page by page.
 */
import { STEPS, board } from "./wall-columns.js";
import { el, setText, show } from "../parts/elements.js";
import { words } from "../words/room-words.js";

/** @typedef {import("../types.js").Change} Change */
/** @typedef {import("../types.js").Activity} Activity */
/** @typedef {ReturnType<typeof mount>} Wall */

const MOST_BACKS = 400;
const MANY = 40; // from here on the smallest type is needed, so nothing larger is tried
const SMALLEST = STEPS.length - 1;
const ABOUT_CARDS = ["theme", "comment"];

/** @param {string} text */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * @param {HTMLElement} root
 * @param {{flow?: boolean}} [options] `flow`: one column that grows with its page, for a phone;
 *   otherwise the wall fills its root and shows what fits
 */
export function mount(root, { flow = false } = {}) {
  /** @type {Map<string, Change>} every card that the room may know of, oldest first */
  const cards = new Map();
  /** @type {Set<string>} ids of the cards that belong on this wall, oldest first */
  let here = new Set();
  /** @type {string[]} the newest card of each older page that was opened */
  let trail = [];
  /** @type {Activity|null} */
  let activity = null;
  let step = 0;
  let backs = 0; // cards that lie face down, as the room's state counts them
  /** @type {Set<string>|null} the cards that are voted on, where nothing else belongs here */
  let chosen = null;
  let theme = ""; // the one theme whose cards are shown
  /** @type {Map<string, Set<string>>} card -> those that are shown with it as one */
  const followers = new Map();
  let wanted = ""; // letters that a card must hold
  let newest = true; // first

  const space = el("div", { class: flow ? "wall-board is-flow" : "wall-board" });
  const deck = el("div", { class: "wall-backs", hidden: true, "aria-hidden": "true" });
  const note = el("p", { class: "wall-note" });
  root.classList.add("wall");
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", words.wallLabel);
  root.replaceChildren(space, deck, note);
  const columns = board(space, { flow });

  /** @param {Change} card */
  const belongs = (card) => {
    if (card.text === undefined || !activity) return false;
    if (wanted && !plain(card.text).includes(wanted)) return false;
    const lead = card.merged_into && cards.get(card.merged_into);
    if (lead && lead.text !== undefined) return false;
    if (theme) return Boolean(card.themes && card.themes.includes(theme));
    if (chosen) return chosen.has(card.id);
    // What is about cards stands with them, unless it is what people write just now.
    if (ABOUT_CARDS.includes(card.kind || "") && card.kind !== activity.kind) return false;
    return activity.box ? card.activity === activity.key : card.kind === activity.kind;
  };

  const inOrder = () => (newest ? [...here].reverse() : [...here]);

  /** The cards of the open page and of all that follow it. */
  const fromHere = () => {
    const ids = inOrder();
    const anchor = trail.length ? ids.indexOf(trail[trail.length - 1]) : 0;
    if (anchor < 0) trail = [];
    return ids.slice(Math.max(0, anchor));
  };

  const fill = () => {
    show(space, here.size > 0);
    draw(); // its note takes room, so it is there before anything is measured
    const list = fromHere().map(whole);
    step = flow || trail.length || list.length > MANY ? SMALLEST : 0;
    let cut = SMALLEST; // the largest type at which all are there, if not with all their words
    let laid = columns.lay(list, step);
    while (laid !== "whole" && step < SMALLEST) {
      if (laid === "cut") cut = Math.min(cut, step);
      step += 1;
      laid = columns.lay(list, step);
    }
    if (laid !== "whole" && cut < step) columns.lay(list, (step = cut));
    draw();
  };

  const rebuild = () => {
    here = new Set();
    for (const card of cards.values()) if (belongs(card)) here.add(card.id);
    fill();
  };

  const draw = () => {
    show(space, here.size > 0);
    show(deck, here.size === 0 && backs > 0);
    if (here.size === 0) drawBacks();
    const newer = trail.length ? here.size - fromHere().length : 0;
    const older = here.size - newer - columns.size();
    const parts = [];
    if (newer > 0) parts.push(newest ? words.newerAbove(newer) : words.olderAbove(newer));
    if (older > 0) parts.push(words.andMore(older));
    if (!flow && (older > 0 || newer > 0)) parts.push(words.pageKeys);
    if (backs > 0) parts.push(words.faceDown(backs));
    if (!here.size && !backs && activity) parts.push(wanted ? words.noneFound : words.noCardsYet);
    setText(note, parts.join(" · "));
    root.dataset.cards = String(here.size);
    root.dataset.backs = String(backs);
  };

  const drawBacks = () => {
    const number = Math.min(backs, flow ? 0 : MOST_BACKS);
    const wide = (deck.clientWidth || 16) / (deck.clientHeight || 9) / 1.5; // backs are 3 by 2
    const across = Math.ceil(Math.sqrt(number * wide));
    while (deck.childElementCount > number) deck.lastElementChild?.remove();
    while (deck.childElementCount < number) deck.append(el("span", { class: "wall-back" }));
    deck.style.setProperty("--backs", String(Math.max(5, across + 1)));
  };

  /** @param {Change} change */
  const keep = (change) => {
    const before = cards.get(change.id);
    if (before?.merged_into) followers.get(before.merged_into)?.delete(change.id);
    if (change.op === "remove") cards.delete(change.id);
    else cards.set(change.id, change);
    if (change.op === "remove" || !change.merged_into) return;
    const found = followers.get(change.merged_into) || new Set();
    followers.set(change.merged_into, found.add(change.id));
  };
  /** A card with those that are shown with it. @param {string} id @returns {Change} */
  const whole = (id) => {
    const card = /** @type {Change} */ (cards.get(id));
    const others = [...(followers.get(id) || [])].map((one) => cards.get(one)).filter((one) => one && one.text !== undefined);
    return others.length ? { ...card, others: /** @type {Change[]} */ (others) } : card;
  };

  /**
   * @param {Change} change
   * @returns {boolean} whether the wall must be laid out again
   */
  const take = (change) => {
    const before = cards.get(change.id);
    keep(change);
    // Cards that part, or are made one, change two places of the wall.
    if (before?.merged_into !== change.merged_into || followers.get(change.id)?.size) return true;

    const known = here.has(change.id);
    if (change.op === "remove" || !belongs(change)) {
      here.delete(change.id);
      columns.remove(change.id);
      return known;
    }
    if (known) return !columns.redress(change);
    if (before) return true; // turned face up, or put back: it has its old place in the order
    here.add(change.id);
    if (trail.length) return false; // whoever reads an older page keeps it
    if (!newest) return true; // it goes to the end, or past it
    show(space, true);
    return here.size === 1 || !columns.top(change, step === SMALLEST);
  };

  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let later;
  const resized = () => {
    clearTimeout(later);
    later = setTimeout(fill, 150);
  };
  if (!flow) window.addEventListener("resize", resized);
  fill();

  return {
    /** @param {Change[]} changes */
    apply(changes) {
      if (changes.length > MANY) {
        for (const change of changes) keep(change);
        rebuild();
        return;
      }
      let again = false;
      for (const change of changes) again = take(change) || again;
      if (again) rebuild();
      else draw();
    },
    /** Forget everything: a full list follows. */
    reset() {
      cards.clear();
      followers.clear();
      here = new Set();
      trail = [];
    },
    /** What the room is doing now. @param {Activity|null} next an activity, or null */
    show(next) {
      const same = activity && next && activity.key === next.key && activity.box === next.box;
      activity = next;
      backs = next ? next.face_down || 0 : 0;
      if (same) return draw();
      trail = [];
      return rebuild();
    },
    /** The space has changed. */
    fit: () => fill(),
    /** @returns {boolean} whether there was an older page */
    older() {
      const list = fromHere();
      if (list.length <= columns.size()) return false;
      trail.push(list[columns.size()]);
      fill();
      return true;
    },
    /** @returns {boolean} whether there was a newer page */
    newer() {
      if (!trail.length) return false;
      trail.pop();
      fill();
      return true;
    },
    /** Only these cards, or what belongs to the activity. @param {Set<string>|null} ids */
    only(ids) {
      const same = (chosen && [...chosen].join()) === (ids && [...ids].join());
      chosen = ids;
      if (!same) rebuild();
    },
    /** Only the cards of a theme; "" for those of the activity. @param {string} id */
    focus(id) {
      if (theme === id) return;
      theme = id;
      trail = [];
      rebuild();
    },
    /** Every card that the room may know of, oldest first. */
    all: () => [...cards.values()],
    /** Only cards with these letters, whatever their case and accents. @param {string} text */
    find(text) {
      wanted = plain(text).trim();
      trail = [];
      rebuild();
    },
    /** The other order. @returns {boolean} whether the newest is first now */
    turn() {
      newest = !newest;
      trail = [];
      fill();
      return newest;
    },
    count: () => here.size,
    /** The cards that belong here, in their order. */
    cards: () => inOrder().map(whole),
    unmount: () => window.removeEventListener("resize", resized),
  };
}
