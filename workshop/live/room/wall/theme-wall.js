/**
 * The wall by theme: a field for each theme and one for the cards in none. All fields use the
 * largest type at which every card is there; where even the smallest does not do, a field shows
 * its newest cards and says how many more there are. One theme alone is the wall's own page.
 */
import { call } from "../parts/api.js";
import { bothHalves } from "../parts/both-halves.js";
import { cardWords } from "../parts/card-words.js";
import { el, setText } from "../parts/elements.js";
import { icon } from "../parts/icons.js";
import { colourOf, mark } from "../parts/theme-marks.js";
import { sortStore } from "../sort/sort-store.js";
import { spoken } from "../parts/say.js";
import { isRoom } from "../parts/validators.js";
import { words } from "../words/projector-words.js";

/** @typedef {import("../types.js").Change} Change */

const SIZES = [5.2, 4.4, 3.7, 3.2, 2.8, 2.5]; // hundredths of the screen's height; no less than a fortieth
const MOST = 24; // cards that a field can hold at the smallest type
const ACROSS = 4; // cards side by side at that type where one field has the screen
const GAP_MS = 250; // a room that writes fast is laid out so often, and no more
const WIDEST = 6; // fields beside each other
const LOOSE = "";

class ThemeWall {
  /**
   * @param {HTMLElement} root
   * @param {{code: string, canSteer: boolean, hear: (room: import("../types.js").Room) => void, say: (text: string) => void}} options
   */
  constructor(root, { code, canSteer, hear, say }) {
    this.root = root;
    this.code = code;
    this.canSteer = canSteer;
    this.hear = hear;
    this.say = say;
    this.store = sortStore();
    /** @type {Change[]} */
    this.themes = [];
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.waiting = undefined;
    this.last = 0;
    this.sorted = "";
    /** @type {Map<string, {node: HTMLElement, key: string}>} field by theme, "" for the loose cards */
    this.fields = new Map();
    this.tall = 0;
    this.most = MOST;
    this.tight = false; // not even the smallest type shows all
    window.addEventListener("resize", this.again);
  }

  /** The kind that is sorted just now, else that which most themes here gather. @param {string} sorted */
  kindOf = (sorted) => {
    if (sorted && this.store.board(sorted).count) return sorted;
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const [kind] of this.store.kinds()) counts.set(kind, this.store.board(kind).count - this.store.board(kind).loose.length);
    const [best] = [...counts].sort((one, other) => other[1] - one[1])[0] || [];
    return best && counts.get(best) ? best : sorted || "insight";
  };

  /** @param {Change} card */
  line = (card) => {
    const all = [card, ...this.store.followers(card.id)];
    const who = el("span", { class: "field-who" });
    for (const label of new Set(all.map((each) => each.role_label))) {
      const role = all.find((each) => each.role_label === label)?.role;
      if (role && label) who.append(icon(role), el("bdi", { class: "unseen", text: spoken({ label }).label }));
    }
    if (all.some((each) => each.forward)) who.append(icon("onward"), el("span", { class: "unseen", text: words.putForward }));
    if (card.starred) who.append(icon("star"), el("span", { class: "unseen", text: words.starred }));
    const text = el("span", { class: "card-text", dir: "auto" });
    cardWords(text, card, bothHalves(card));
    const node = el("li", { class: "card field-card", "data-role": card.role || "", "data-id": card.id },
      el("p", { class: "field-body" }, el("span", {}, who, text)));
    if (all.length > 1) node.firstElementChild?.firstElementChild?.append(el("b", { class: "field-as-one", text: words.asOne(all.length) }));
    return node;
  };

  /** @param {string} name @param {Change[]} cards @param {Change|null} theme @param {number} number */
  field = (name, cards, theme, number) => {
    const head = el("h2", { class: "field-head" });
    if (theme) head.append(mark(colourOf(theme)));
    head.append(el("span", { class: "field-name", dir: "auto", text: name }), el("span", { class: "field-count", text: words.cardCount(cards.length) }));
    if (theme && this.canSteer && number <= 9) head.append(el("kbd", { text: String(number) }));
    const list = el("ul", { class: "field-list" }, ...cards.slice(-this.most).reverse().map(this.line));
    const node = el("section", { class: theme ? "theme-field" : "theme-field is-loose" }, head, list, el("p", { class: "field-more" }));
    if (theme) {
      node.dataset.colour = colourOf(theme);
      if (this.canSteer) head.addEventListener("click", () => this.focus(theme.id));
    }
    return node;
  };

  /** Take out what reaches below a field, and say how many more there are. @param {HTMLElement} node */
  trim = (node) => {
    const list = /** @type {HTMLElement} */ (node.querySelector(".field-list"));
    const more = node.querySelector(".field-more");
    const all = Number(node.dataset.count);
    if (list.childElementCount < all || list.scrollHeight > list.clientHeight + 1) {
      setText(more, words.andMoreHere(all)); // it takes room too
    }
    const room = list.getBoundingClientRect().bottom + 1;
    const below = [...list.children].filter((card) => card.getBoundingClientRect().bottom > room);
    for (const card of below) card.remove();
    const left = all - list.childElementCount;
    setText(more, left > 0 ? words.andMoreHere(left) : "");
  };

  /** Fields of one row by how much is in them, the widest twice as wide as the least; "" for two rows. */
  widths = () => {
    const letters = [...this.fields.values()].map(({ node }) => (node.textContent || "").length);
    const most = Math.max(...letters);
    if (letters.length > WIDEST) return "";
    return letters.map((each) => `minmax(0, ${Math.max(0.5, each / most).toFixed(2)}fr)`).join(" ");
  };

  /** The largest type at which every card is there. */
  fit = () => {
    const lists = [...this.root.querySelectorAll(".field-list")];
    const holds = () => lists.every((list) => list.scrollHeight <= list.clientHeight + 1);
    const some = Math.max(...lists.map((list) => list.childElementCount));
    // Where a field holds many, only the smallest can do. Words are cut where not even that shows them whole.
    const sizes = some > this.most / 2 ? SIZES.slice(-1) : SIZES;
    const fits = (/** @type {boolean} */ whole, widths = "") => {
      this.root.classList.toggle("is-whole", whole);
      this.root.style.setProperty("--field-widths", widths || null);
      return sizes.some((size) => {
        this.root.style.setProperty("--field-size", `${size}vh`);
        return holds();
      });
    };
    const widths = this.widths();
    this.tight = !fits(true) && !(widths && fits(true, widths)) && !fits(false);
    for (const { node } of this.fields.values()) this.trim(node);
  };

  /** @param {string} theme */
  focus = async (theme) => {
    const answer = await call(this.code, "/steer", { is: isRoom, method: "POST", body: { do: "show", what: theme ? `theme:${theme}` : "themes" }, again: false });
    if (answer.ok) this.hear(answer.data);
    else this.say(answer.detail || words.steerFailed);
  };

  lay = () => {
    if (this.root.clientHeight !== this.tall) this.fields = new Map(); // the words above it have changed
    this.tall = this.root.clientHeight;
    const board = this.store.board(this.kindOf(this.sorted));
    this.themes = board.themes;
    /** @type {[string, string, Change[], Change|null][]} */
    const wanted = this.themes.map((theme) => [theme.id, theme.text || "", board.columns.get(theme.id) || [], theme]);
    if (board.loose.length || !this.themes.length) wanted.push([LOOSE, words.looseCards, board.loose, null]);
    this.most = wanted.length > 1 ? MOST : MOST * ACROSS;
    const same = [...this.fields.keys()].join() === wanted.map(([id]) => id).join();
    /** @type {ThemeWall["fields"]} */
    const next = new Map();
    const changed = [];
    for (const [at, [id, name, cards, theme]] of wanted.entries()) {
      const shown = cards.slice(-this.most).map((card) => [card, this.store.followers(card.id)]);
      const key = JSON.stringify([name, theme && colourOf(theme), cards.length, at, shown]);
      const old = this.fields.get(id);
      if (old && old.key === key) {
        next.set(id, old);
        continue;
      }
      const node = this.field(name, cards, theme, at + 1);
      node.dataset.count = String(cards.length);
      if (same && old) old.node.replaceWith(node);
      next.set(id, { node, key });
      changed.push(node);
    }
    this.fields = next;
    if (!changed.length && same) return;
    if (same && this.tight) return changed.forEach(this.trim); // the type stays the smallest one
    const rows = wanted.length > WIDEST ? 2 : 1;
    this.root.style.setProperty("--fields", String(Math.ceil(wanted.length / rows)));
    this.root.style.setProperty("--field-rows", String(rows));
    if (!same || !this.root.childElementCount) this.root.replaceChildren(...[...this.fields.values()].map(({ node }) => node));
    return this.fit();
  };

  /** Everything anew: the type may be another one now. */
  again = () => {
    this.fields = new Map();
    if (!this.root.hidden) this.lay();
  };

  /** @param {Change[]} changes */
  apply = (changes) => this.store.apply(changes);

  reset = () => this.store.reset();

  /** However many cards have come. @param {string} sorted the kind that is sorted in the room's step, or "" */
  draw = (sorted) => {
    this.sorted = sorted;
    if (this.waiting) return;
    const run = () => {
      this.waiting = undefined;
      this.last = performance.now();
      if (!this.root.hidden) this.lay();
    };
    this.waiting = setTimeout(run, Math.max(0, this.last + GAP_MS - performance.now()));
  };

  /** @param {string|undefined} id */
  name = (id) => (id && this.store.get(id)?.text) || "";

  /** @param {string} key @param {string|undefined} theme the one that is shown alone */
  press = (key, theme) => {
    if (!this.canSteer) return false;
    const wanted = /^[1-9]$/.test(key) ? this.themes[Number(key) - 1] : undefined;
    if (wanted) this.focus(wanted.id);
    else if (theme && (key === "0" || key === "Escape")) this.focus("");
    else return false;
    return true;
  };
}

/** @param {ConstructorParameters<typeof ThemeWall>[0]} root @param {ConstructorParameters<typeof ThemeWall>[1]} options */
export function mount(root, options) {
  return new ThemeWall(root, options);
}
