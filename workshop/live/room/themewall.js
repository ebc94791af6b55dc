/**
 * The wall by theme: a field for each theme and one for the cards in none. All fields use the
 * largest type at which every card is there; where even the smallest does not do, a field shows
 * its newest cards and says how many more there are. One theme alone is the wall's own page.
 */
import { call } from "./api.js";
import { el, setText } from "./elements.js";
import { icon } from "./icons.js";
import { colourOf, mark } from "./marks.js";
import { sortStore } from "./sortstore.js";
import { words } from "./projector-words.js";

/** @typedef {import("./types.js").Change} Change */

const SIZES = [5.2, 4.4, 3.7, 3.2, 2.8, 2.5]; // hundredths of the screen's height; no less than a fortieth
const MOST = 40; // cards that a field can hold at the smallest type
const WIDEST = 6; // fields beside each other

/**
 * @param {HTMLElement} root
 * @param {{code: string, canSteer: boolean, hear: (room: any) => void, say: (text: string) => void}} options
 */
export function mount(root, { code, canSteer, hear, say }) {
  const store = sortStore();
  /** @type {Change[]} */
  let themes = [];
  let frame = 0;

  /** The kind of card that most themes here gather. @param {string} usual */
  const kindOf = (usual) => {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const [kind] of store.kinds()) counts.set(kind, store.board(kind).count - store.board(kind).loose.length);
    const [best] = [...counts].sort((one, other) => other[1] - one[1])[0] || [];
    return best && counts.get(best) ? best : usual;
  };

  /** @param {Change} card */
  const line = (card) => {
    const all = [card, ...store.followers(card.id)];
    const who = el("span", { class: "field-who" });
    for (const role of new Set(all.map((each) => each.role).filter(Boolean))) {
      const label = all.find((each) => each.role === role)?.role_label || "";
      who.append(icon(/** @type {string} */ (role)), el("span", { class: "unseen", text: label }));
    }
    if (card.starred) who.append(icon("star"), el("span", { class: "unseen", text: words.starred }));
    const node = el("li", { class: "card field-card", "data-role": card.role || "", "data-id": card.id },
      el("p", { class: "field-body" }, el("span", {}, who, el("span", { class: "card-text", dir: "auto", text: card.text }))));
    if (all.length > 1) node.firstElementChild?.firstElementChild?.append(el("b", { class: "field-as-one", text: words.asOne(all.length) }));
    return node;
  };

  /** @param {string} name @param {Change[]} cards @param {Change|null} theme @param {number} number */
  const field = (name, cards, theme, number) => {
    const head = el("h2", { class: "field-head" });
    if (theme) head.append(mark(colourOf(theme)));
    head.append(el("span", { class: "field-name", dir: "auto", text: name }), el("span", { class: "field-count", text: words.cardCount(cards.length) }));
    if (theme && canSteer && number <= 9) head.append(el("kbd", { text: String(number) }));
    const list = el("ul", { class: "field-list" }, ...cards.slice(-MOST).reverse().map(line));
    const node = el("section", { class: theme ? "field" : "field is-loose" }, head, list, el("p", { class: "field-more" }));
    if (theme) {
      node.dataset.colour = colourOf(theme);
      if (canSteer) head.addEventListener("click", () => focus(theme.id));
    }
    return node;
  };

  const fit = () => {
    const fields = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".field")]);
    const lists = fields.map((each) => /** @type {HTMLElement} */ (each.querySelector(".field-list")));
    for (const size of SIZES) {
      root.style.setProperty("--field-size", `${size}vh`);
      if (lists.every((list) => list.scrollHeight <= list.clientHeight + 1)) break;
    }
    for (const [at, list] of lists.entries()) {
      const all = Number(fields[at].dataset.count);
      if (list.childElementCount < all || list.scrollHeight > list.clientHeight + 1) {
        setText(fields[at].querySelector(".field-more"), words.andMoreHere(all)); // it takes room too
      }
      const room = list.getBoundingClientRect().bottom + 1;
      // From the last card backwards, one look at each: what reaches below the field goes.
      const below = [...list.children].filter((card) => card.getBoundingClientRect().bottom > room);
      for (const card of below) card.remove();
      const left = all - list.childElementCount;
      setText(fields[at].querySelector(".field-more"), left > 0 ? words.andMoreHere(left) : "");
    }
  };

  /** @param {string} theme */
  const focus = async (theme) => {
    const answer = await call(code, "/steer", { method: "POST", body: { do: "show", what: theme ? `theme:${theme}` : "themes" }, again: false });
    if (answer.ok) hear(answer.data);
    else say(answer.detail || words.steerFailed);
  };

  const lay = (/** @type {string} */ usual) => {
    const board = store.board(kindOf(usual));
    themes = board.themes;
    const fields = themes.map((theme, at) => field(theme.text || "", board.columns.get(theme.id) || [], theme, at + 1));
    if (board.loose.length || !themes.length) fields.push(field(words.looseCards, board.loose, null, 0));
    for (const node of fields) node.dataset.count = String(node === fields[themes.length] ? board.loose.length : 0);
    for (const [at, theme] of themes.entries()) fields[at].dataset.count = String((board.columns.get(theme.id) || []).length);
    const rows = fields.length > WIDEST ? 2 : 1;
    root.style.setProperty("--fields", String(Math.ceil(fields.length / rows)));
    root.style.setProperty("--field-rows", String(rows));
    root.replaceChildren(...fields);
    fit();
  };
  window.addEventListener("resize", () => root.hidden || fit());

  return {
    /** @param {Change[]} changes */
    apply: (changes) => store.apply(changes),
    reset: () => store.reset(),
    /** Once for each frame, however many cards have come. @param {string} usual */
    draw(usual) {
      if (!frame) frame = requestAnimationFrame(() => {
        frame = 0;
        if (!root.hidden) lay(usual);
      });
    },
    /** @param {string|undefined} id */
    name: (id) => (id && store.get(id)?.text) || "",
    /** @param {string} key @param {string|undefined} theme the one that is shown alone */
    press(key, theme) {
      if (!canSteer) return false;
      const wanted = /^[1-9]$/.test(key) ? themes[Number(key) - 1] : undefined;
      if (wanted) focus(wanted.id);
      else if (theme && (key === "0" || key === "Escape")) focus("");
      else return false;
      return true;
    },
  };
}
