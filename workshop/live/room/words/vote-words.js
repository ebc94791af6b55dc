/**
 * Every sentence about voting itself; those about results are in result-words.js.
 */

/** @param {number} n @param {string} one @param {string} many */
const count = (n, one, many) => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;
const short = (/** @type {string} */ text) => (text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text);

export const words = Object.freeze({
  /** @param {number} at @param {number} all */
  turn: (at, all) => `${at} of ${all}`,
  cardBefore: "Back",
  cardAfter: "Next",
  title: "Your vote",
  how: Object.freeze({
    dots: "Put your dots on the cards that matter most to you. One dot for a card.",
    score: "Give each card from 1 to 5. 5 is the best.",
    consent: "Can you live with it? Answer for each card.",
    matrix: "Put each card where it fits on both lines.",
  }),
  secret: "Nobody sees your vote. Only totals of three people or more are shown. You can change it until the vote closes.",
  facilitator: "This is the facilitator’s device. It does not vote.",
  nothing: "Cards to vote on will show here.",
  loading: "The cards are coming.",
  again: "This is a new round. Please vote once more.",

  closing: "Everybody has voted. The vote closes in a few seconds.",

  putDot: "Put a dot",
  takeDot: "Take my dot back",
  /** @param {number} left @param {number} all */
  dotsLeft: (left, all) => (left ? `${left} of ${count(all, "dot", "dots")} left` : "All your dots are used"),
  noDots: "All your dots are used. Take one back first.",
  /** @param {number} done @param {number} all */
  answered: (done, all) => `${done} of ${count(all, "card", "cards")} done`,
  low: "1 is low",
  high: "5 is high",
  consent: Object.freeze([
    ["yes", "Yes"],
    ["live", "Yes, with a doubt"],
    ["no", "No"],
  ]),
  /** @param {number} step @param {string} end */
  step: (step, end) => `${step} of 5${end ? `, ${end}` : ""}`,
  bothLines: "Choose on the other line too.",
  clear: "Clear",
  clearOf: (/** @type {string} */ text) => `Clear: ${short(text)}`,
  showAll: "Show all",
  showLess: "Show less",

  saved: "Saved",
  waiting: "Waiting to send",
  refused: "Not taken",

  results: "What we chose",
  resultsSay: "The vote is closed. Here is what we chose.",
  earlier: (/** @type {number} */ number) => `Round ${number}, before`,
});
