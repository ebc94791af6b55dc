/**
 * Every sentence about voting itself; those about results are in result-words.js.
 */
import { first, n, t } from "../parts/say.js";

const short = (/** @type {string} */ text) => first(text, 60);

export const words = Object.freeze({
  /** @param {number} at @param {number} all */
  turn: (at, all) => t("{at} of {all}", { at, all }),
  cardBefore: t("Back"),
  cardAfter: t("Next"),
  title: t("Your vote"),
  how: Object.freeze({
    dots: t("Put your dots on the cards that matter most to you. One dot for a card."),
    score: t("Give each card from 1 to 5. 5 is the best."),
    consent: t("Can you live with it? Answer for each card."),
    matrix: t("Put each card where it fits on both lines."),
  }),
  secret: t("Nobody sees your vote. Only totals of three people or more are shown. You can change it until the vote closes."),
  facilitator: t("This is the facilitator’s device. It does not vote."),
  nothing: t("Cards to vote on will show here."),
  loading: t("The cards are coming."),
  waits: t("Waiting for the room. We keep trying."),
  again: t("This is a new round. Please vote once more."),

  closing: t("Everybody has voted. The vote closes in a few seconds."),

  putDot: t("Put a dot"),
  takeDot: t("Take my dot back"),
  /** @param {number} left @param {number} all */
  dotsLeft: (left, all) => (left ? n("{left} of {n} dot left", "{left} of {n} dots left", all, { left }) : t("All your dots are used")),
  noDots: t("All your dots are used. Take one back first."),
  /** @param {number} done @param {number} all */
  answered: (done, all) => n("{done} of {n} card done", "{done} of {n} cards done", all, { done }),
  low: t("1 is low"),
  high: t("5 is high"),
  consent: Object.freeze([
    ["yes", t("Yes")],
    ["live", t("Yes, with a doubt")],
    ["no", t("No")],
  ]),
  /** @param {number} step @param {string} end */
  step: (step, end) => [t("{step} of 5", { step }), end].filter(Boolean).join(", "),
  clear: t("Clear"),
  clearOf: (/** @type {string} */ text) => t("Clear: {card}", { card: short(text) }),
  showAll: t("Show all"),
  showLess: t("Show less"),

  saved: t("Saved"),
  waiting: t("Waiting to send"),
  refused: t("Not taken"),

  results: t("What we chose"),
  resultsSay: t("The vote is closed. Here is what we chose."),
  earlier: (/** @type {number} */ round) => t("Round {round}, before", { round }),
});
