/**
 * What the board knows: every card that the room may read, as the stream tells it, and where each
 * lies. A move that was just made is shown at once, until the server's answer takes its place.
 */

/** @typedef {import("../types.js").Change} Change */

/** @typedef {ReturnType<typeof sortStore>} Store */

const ELSEWHERE = ["theme", "comment"]; // cards that are about cards

class SortStore {
  
  constructor() {
    /** @type {Map<string, Change>} oldest first */
    this.cards = new Map();
    /** @type {Map<string, Set<string>>} card -> those that are shown with it as one */
    this.followed = new Map();
    /** @type {Map<string, Set<string>>} card -> what was said about it */
    this.remarks = new Map();
    /** @type {Map<string, string[]>} moves that the server has not answered yet */
    this.moving = new Map();
    this.get = this.readable;
  }

  /** @param {Change} change */
  keep = (change) => {
    const before = this.cards.get(change.id);
    for (const [index, was, is] of /** @type {const} */ ([
      [this.followed, before?.merged_into, change.merged_into],
      [this.remarks, before?.about, change.about],
    ])) {
      if (was) index.get(was)?.delete(change.id);
      if (is && change.op !== "remove") index.set(is, (index.get(is) || new Set()).add(change.id));
    }
    if (change.op === "remove") this.cards.delete(change.id);
    else this.cards.set(change.id, change);
  };

  /** @param {Set<string>|undefined} ids @returns {Change[]} */
  all = (ids) => [...(ids || [])].map(this.readable).filter((card) => card !== undefined);

  /** @param {string|undefined} id @returns {Change|undefined} a card that can be read here */
  readable = (id) => {
    const card = id === undefined ? undefined : this.cards.get(id);
    return card && card.text !== undefined ? card : undefined;
  };

  /** @param {Change} card */
  standsAlone = (card) => !this.readable(card.merged_into);

  /** @param {string} kind */
  ofKind = (kind) =>
    [...this.cards.values()].filter((card) => card.kind === kind && card.text !== undefined && this.standsAlone(card));

  /** @param {string} id */
  isTheme = (id) => {
    const card = this.readable(id);
    return Boolean(card && card.kind === "theme" && this.standsAlone(card));
  };

  /** @param {Change} card @returns {string[]} ids of the themes that gather it, and can be seen */
  placesOf = (card) => (this.moving.get(card.id) || card.themes || []).filter(this.isTheme);

  /** @param {Change[]} changes */
  apply = (changes) => {
    for (const change of changes) this.keep(change);
  };

  reset = () => {
    this.cards.clear();
    this.followed.clear();
    this.remarks.clear();
  };

  /** The kinds that are here to be sorted, those with most cards first. */
  kinds = () => {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const card of this.cards.values()) {
      if (!card.kind || card.text === undefined || ELSEWHERE.includes(card.kind)) continue;
      counts.set(card.kind, (counts.get(card.kind) || 0) + 1);
    }
    return counts;
  };

  /**
   * The board of a kind: its themes, and the cards in each and in none.
   *
   * @param {string} kind
   * @param {(card: Change) => boolean} [wanted]
   */
  board = (kind, wanted = () => true) => {
    const here = this.ofKind(kind);
    /** @type {Map<string, Change[]>} */
    const columns = new Map(this.ofKind("theme").map((theme) => [theme.id, []]));
    /** @type {Change[]} */
    const loose = [];
    const used = new Set();
    for (const card of here) {
      const places = this.placesOf(card);
      for (const theme of places) used.add(theme);
      if (!wanted(card)) continue;
      if (!places.length) loose.push(card);
      for (const theme of places) columns.get(theme)?.push(card);
    }
    // A theme of other cards has its own board; an empty one may become this one's.
    for (const card of this.cards.values()) {
      if (card.kind === kind || card.text === undefined) continue;
      for (const theme of card.themes ? this.placesOf(card) : []) if (!used.has(theme)) columns.delete(theme);
    }
    const themes = [...columns.keys()].map((id) => /** @type {Change} */ (this.cards.get(id)));
    return { themes, columns, loose, count: here.length };
  };

  /** @param {string} id the cards shown with this one */
  followers = (id) => this.all(this.followed.get(id));

  /** @param {string} id what was said about a card */
  comments = (id) => this.all(this.remarks.get(id));

  /** Show a move before it is answered. @param {string[]} ids @param {string|null} from @param {string|null} to */
  begin = (ids, from, to) => {
    for (const id of ids) {
      const card = this.cards.get(id);
      if (!card) continue;
      const left = this.placesOf(card).filter((theme) => theme !== from && theme !== to);
      this.moving.set(id, to ? [...left, to] : left);
    }
  };

  /**
   * The answer is here: what was moved lies there, what stayed lies where the stream says.
   *
   * @param {string[]} ids @param {string[]} stayed
   */
  settle = (ids, stayed) => {
    for (const id of ids) {
      const card = this.cards.get(id);
      const themes = this.moving.get(id);
      if (card && themes && !stayed.includes(id)) this.cards.set(id, { ...card, themes });
      this.moving.delete(id);
    }
  };
}

export function sortStore() {
  return new SortStore();
}
