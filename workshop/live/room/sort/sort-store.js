/**
 * What the board knows: every card that the room may read, as the stream tells it, and where each
 * lies. A move that was just made is shown at once, until the server's answer takes its place.
 */

/** @typedef {import("../types.js").Change} Change */

const ELSEWHERE = ["theme", "comment"]; // cards that are about cards

export function sortStore() {
  /** @type {Map<string, Change>} oldest first */
  const cards = new Map();
  /** @type {Map<string, Set<string>>} card -> those that are shown with it as one */
  const followers = new Map();
  /** @type {Map<string, Set<string>>} card -> what was said about it */
  const comments = new Map();
  /** @type {Map<string, string[]>} moves that the server has not answered yet */
  const moving = new Map();

  /** @param {Change} change */
  const keep = (change) => {
    const before = cards.get(change.id);
    for (const [index, was, is] of /** @type {const} */ ([
      [followers, before?.merged_into, change.merged_into],
      [comments, before?.about, change.about],
    ])) {
      if (was) index.get(was)?.delete(change.id);
      if (is && change.op !== "remove") index.set(is, (index.get(is) || new Set()).add(change.id));
    }
    if (change.op === "remove") cards.delete(change.id);
    else cards.set(change.id, change);
  };
  /** @param {Set<string>|undefined} ids @returns {Change[]} */
  const all = (ids) => [...(ids || [])].map(readable).filter((card) => card !== undefined);

  /** @param {string|undefined} id @returns {Change|undefined} a card that can be read here */
  const readable = (id) => {
    const card = id === undefined ? undefined : cards.get(id);
    return card && card.text !== undefined ? card : undefined;
  };
  /** @param {Change} card */
  const standsAlone = (card) => !readable(card.merged_into);
  /** @param {string} kind */
  const ofKind = (kind) =>
    [...cards.values()].filter((card) => card.kind === kind && card.text !== undefined && standsAlone(card));
  /** @param {string} id */
  const isTheme = (id) => {
    const card = readable(id);
    return Boolean(card && card.kind === "theme" && standsAlone(card));
  };
  /** @param {Change} card @returns {string[]} ids of the themes that gather it, and can be seen */
  const placesOf = (card) => (moving.get(card.id) || card.themes || []).filter(isTheme);

  return {
    /** @param {Change[]} changes */
    apply(changes) {
      for (const change of changes) keep(change);
    },
    reset() {
      cards.clear();
      followers.clear();
      comments.clear();
    },
    get: readable,
    placesOf,

    /** The kinds that are here to be sorted, those with most cards first. */
    kinds() {
      /** @type {Map<string, number>} */
      const counts = new Map();
      for (const card of cards.values()) {
        if (!card.kind || card.text === undefined || ELSEWHERE.includes(card.kind)) continue;
        counts.set(card.kind, (counts.get(card.kind) || 0) + 1);
      }
      return counts;
    },

    /**
     * The board of a kind: its themes, and the cards in each and in none.
     *
     * @param {string} kind
     * @param {(card: Change) => boolean} [wanted]
     */
    board(kind, wanted = () => true) {
      const here = ofKind(kind);
      /** @type {Map<string, Change[]>} */
      const columns = new Map(ofKind("theme").map((theme) => [theme.id, []]));
      /** @type {Change[]} */
      const loose = [];
      const used = new Set();
      for (const card of here) {
        const places = placesOf(card);
        for (const theme of places) used.add(theme);
        if (!wanted(card)) continue;
        if (!places.length) loose.push(card);
        for (const theme of places) columns.get(theme)?.push(card);
      }
      // A theme of other cards has its own board; an empty one may become this one's.
      for (const card of cards.values()) {
        if (card.kind === kind || card.text === undefined) continue;
        for (const theme of card.themes ? placesOf(card) : []) if (!used.has(theme)) columns.delete(theme);
      }
      const themes = [...columns.keys()].map((id) => /** @type {Change} */ (cards.get(id)));
      return { themes, columns, loose, count: here.length };
    },

    /** @param {string} id the cards shown with this one */
    followers: (id) => all(followers.get(id)),
    /** @param {string} id what was said about a card */
    comments: (id) => all(comments.get(id)),

    /** Show a move before it is answered. @param {string[]} ids @param {string|null} from @param {string|null} to */
    begin(ids, from, to) {
      for (const id of ids) {
        const card = cards.get(id);
        if (!card) continue;
        const left = placesOf(card).filter((theme) => theme !== from && theme !== to);
        moving.set(id, to ? [...left, to] : left);
      }
    },
    /**
     * The answer is here: what was moved lies there, what stayed lies where the stream says.
     *
     * @param {string[]} ids @param {string[]} stayed
     */
    settle(ids, stayed) {
      for (const id of ids) {
        const card = cards.get(id);
        const themes = moving.get(id);
        if (card && themes && !stayed.includes(id)) cards.set(id, { ...card, themes });
        moving.delete(id);
      }
    },
  };
}
