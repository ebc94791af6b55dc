/**
 * Reading the wall more closely, for whoever steers: one card over the whole screen, a search, and
 * the other order. Nothing of it leaves this screen.
 */
import { bothHalves } from "../parts/both-halves.js";
import { cardWords } from "../parts/card-words.js";
import { el, setText, show } from "../parts/elements.js";
import { icon } from "../parts/icons.js";
import { spoken } from "../parts/say.js";
import { words } from "../words/projector-words.js";

/** @typedef {import("../types.js").Change} Change */

const LARGEST = 9; // hundredths of the screen's height
const SMALLEST = 2.7;

class CloseUp {
  /**
   * @param {HTMLElement} root the page's main element
   * @param {{wall: ReturnType<typeof import("./wall.js").mount>, place: HTMLElement,
   *   active: () => boolean, say: (text: string) => void}} options
   *   `place` is where the wall lies; `active` whether it is what the page shows
   */
  constructor(root, { wall, place, active, say }) {
    this.wall = wall;
    this.place = place;
    this.active = active;
    this.say = say;
    this.open = "";
    /** @type {Element|null} */
    this.before = null;
    this.text = el("p", { class: "closeup-text", dir: "auto" });
    this.foot = el("p", { class: "closeup-foot" });
    this.where = el("p", { class: "closeup-where" });
    this.dialog = el("section", { class: "closeup", role: "dialog", "aria-modal": "true", "aria-label": words.oneCard,
      tabindex: "-1", hidden: true, keydown: (/** @type {KeyboardEvent} */ event) => this.onkey(event) },
      this.text, this.foot,
      el("div", { class: "closeup-bar" },
        button(words.cardBefore, "←", () => this.go(-1)),
        button(words.cardAfter, "→", () => this.go(1)),
        this.where,
        button(words.closeCard, "Esc", () => this.close())));
    this.input = /** @type {HTMLInputElement} */ (
      el("input", { class: "find-box", type: "search", id: "find", autocomplete: "off", dir: "auto" })
    );
    this.found = el("span", { class: "find-count", role: "status" });
    this.find = el("search", { class: "find", hidden: true },
      el("label", { for: "find", text: words.find }), this.input, this.found,
      button(words.closeFind, "Esc", () => this.endFind()));
    this.place.prepend(this.find);
    root.append(this.dialog);
    this.place.setAttribute("tabindex", "0");
    this.input.addEventListener("input", () => {
      this.wall.find(this.input.value);
      setText(this.found, this.input.value.trim() ? words.found(this.wall.count()) : "");
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.endFind();
      if (event.key === "Enter" && this.wall.count()) this.openCard(this.wall.cards()[0].id);
      if (["Escape", "Enter"].includes(event.key)) event.preventDefault();
      event.stopPropagation();
    });
    this.place.addEventListener("click", (event) => {
      const card = /** @type {HTMLElement} */ (event.target).closest?.(".wall-card");
      if (card instanceof HTMLElement && card.dataset.id) this.openCard(card.dataset.id);
    });
  }

  draw = () => {
    const cards = this.wall.cards();
    const at = cards.findIndex((card) => card.id === this.open);
    const card = cards[at];
    if (!card) return this.close();
    this.dialog.dataset.role = card.role || "";
    cardWords(this.text, card, [card, ...(card.others || [])].map(bothHalves).join("\n\n"));
    const parts = [];
    if (card.role && card.role_label) parts.push(icon(card.role), el("bdi", { text: spoken({ label: card.role_label }).label }));
    if (card.author) parts.push(el("span", { dir: "auto", text: card.author }));
    if (card.starred) parts.push(icon("star"), el("span", { text: words.starred }));
    this.foot.replaceChildren(...parts);
    show(this.foot, parts.length > 0);
    setText(this.where, words.cardOf(at + 1, cards.length));
    for (let size = LARGEST; size >= SMALLEST; size -= 0.4) {
      this.dialog.style.setProperty("--card-size", `${size}vh`);
      if (this.text.scrollHeight <= this.text.clientHeight) break;
    }
    return undefined;
  };

  /** @param {string} id */
  openCard = (id) => {
    if (this.dialog.hidden) this.before = document.activeElement;
    this.open = id;
    show(this.dialog, true);
    this.draw();
    this.dialog.focus();
  };

  close = () => {
    if (this.dialog.hidden) return;
    this.open = "";
    show(this.dialog, false);
    /** @type {HTMLElement} */ (this.before && this.before.isConnected ? this.before : this.place).focus?.();
  };

  /** @param {number} by */
  go = (by) => {
    const cards = this.wall.cards();
    const at = cards.findIndex((card) => card.id === this.open) + by;
    if (!cards[at]) return;
    this.open = cards[at].id;
    this.draw();
    this.say(cards[at].text || "");
  };

  /** Whatever is pressed on an open card steers nothing. @param {KeyboardEvent} event */
  onkey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation();
    if (event.key === "Escape") this.close();
    else if (["ArrowRight", "ArrowDown", "PageDown"].includes(event.key)) this.go(1);
    else if (["ArrowLeft", "ArrowUp", "PageUp"].includes(event.key)) this.go(-1);
    else if (event.key === "Tab") return this.keepInside(event);
    else return;
    event.preventDefault();
  };

  /** @param {KeyboardEvent} event */
  keepInside = (event) => {
    const stops = [...this.dialog.querySelectorAll("button")];
    const at = stops.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const next = (at + (event.shiftKey ? -1 : 1) + stops.length) % stops.length;
    stops[at < 0 ? (event.shiftKey ? stops.length - 1 : 0) : next].focus();
    event.preventDefault();
  };

  beginFind = () => {
    show(this.find, true);
    this.input.focus();
    this.wall.fit();
  };

  endFind = () => {
    this.input.value = "";
    setText(this.found, "");
    show(this.find, false);
    this.wall.find("");
    this.place.focus();
  };

  /** @param {string} key @returns {boolean} whether it was a key for the wall */
  press = (key) => {
    if (!this.active()) return false;
    const on = document.activeElement;
    if (key === "/") this.beginFind();
    else if (key === "N") this.say(this.wall.turn() ? words.newestFirst : words.oldestFirst);
    else if (key === "Enter" && (on === this.place || on === document.body) && this.wall.count()) {
      this.openCard(this.wall.cards()[0].id);
    } else return false;
    return true;
  };

  /** The cards have changed. */
  update = () => this.dialog.hidden || this.draw();
}

/** @param {ConstructorParameters<typeof CloseUp>[0]} root @param {ConstructorParameters<typeof CloseUp>[1]} options */
export function mount(root, options) {
  return new CloseUp(root, options);
}

/** @param {string} label @param {string} key @param {() => void} click */
function button(label, key, click) {
  return el("button", { type: "button", class: "bar-button", click }, el("span", { text: label }), el("kbd", { text: key }));
}
