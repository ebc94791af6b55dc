/**
 * One card at a time, with its place among the others: “2 of 5”. The next one comes when a card has
 * been placed; nobody scrolls through all of them.
 */
import { el, setText, show } from "../parts/elements.js";
import { words } from "../words/vote-words.js";

const SETTLE_MS = 450; // so that people see where they put it

class Turns {
  /** @param {(text: string) => void} say */
  constructor(say) {
    this.say = say;
    this.at = 0;
    /** @type {HTMLElement[]} */
    this.cards = [];
    this.back = el("button", { type: "button", class: "button small quiet", text: words.cardBefore, click: () => this.go(-1) });
    this.place = el("span", { class: "turn-at" });
    this.on = el("button", { type: "button", class: "button small quiet", text: words.cardAfter, click: () => this.go(1) });
    this.node = el("div", { class: "turns row", hidden: true }, this.back, this.place, this.on);
  }

  /** @param {number} step */
  go = (step) => {
    const held = this.cards[this.at]?.contains(document.activeElement);
    this.at = Math.max(0, Math.min(this.cards.length - 1, this.at + step));
    this.draw();
    this.say(words.turn(this.at + 1, this.cards.length));
    if (held) /** @type {HTMLElement|null} */ (this.cards[this.at].querySelector("input:checked, input"))?.focus();
  };

  /** A card was placed for the first time. @param {HTMLElement} card */
  placed = (card) => {
    setTimeout(() => {
      if (this.cards[this.at] === card && this.at < this.cards.length - 1) this.go(1);
    }, SETTLE_MS);
  };

  /** @param {HTMLElement[]} cards in their order; none where all stand below each other */
  update = (cards) => {
    const now = this.cards[this.at];
    this.cards = cards;
    this.at = Math.max(0, now ? cards.indexOf(now) : 0);
    this.draw();
  };

  draw = () => {
    this.cards.forEach((card, place) => show(card, place === this.at));
    show(this.node, this.cards.length > 1);
    setText(this.place, words.turn(this.at + 1, this.cards.length));
    this.back.setAttribute("aria-disabled", String(this.at === 0));
    this.on.setAttribute("aria-disabled", String(this.at >= this.cards.length - 1));
  };
}

/** @param {(text: string) => void} say */
export function turns(say) {
  return new Turns(say);
}
