/**
 * Every sentence about votes and their results, on phones and on the projector.
 */

/** @param {number} n @param {string} one @param {string} many */
const count = (n, one, many) => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;
const short = (/** @type {string} */ text) => (text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text);

export const words = Object.freeze({
  title: "Your vote",
  how: Object.freeze({
    dots: "Put your dots on the cards that matter most to you. One dot for a card.",
    score: "Give each card from 1 to 5. 5 is the best.",
    consent: "Can you live with it? Answer for each card.",
    matrix: "Put each card where it fits on both lines.",
  }),
  secret: "Nobody sees your vote. You can change it until the vote closes.",
  facilitator: "This is the facilitator’s device. It does not vote.",
  nothing: "There is nothing to vote on yet.",
  loading: "The cards are coming.",
  again: "This is a new round. Please vote once more.",

  putDot: "Put a dot",
  takeDot: "Take my dot back",
  /** @param {number} left @param {number} all */
  dotsLeft: (left, all) => (left ? `${left} of ${count(all, "dot", "dots")} left` : "All your dots are used"),
  noDots: "All your dots are used. Take one back first.",
  /** @param {number} done @param {number} all */
  answered: (done, all) => `${done} of ${count(all, "card", "cards")} done`,
  score: "Score",
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
  /** @param {number} number @param {number} voters */
  roundVoters: (number, voters) =>
    [number > 1 ? `Round ${number}` : "", `${count(voters, "person", "people")} voted`].filter(Boolean).join(" · "),
  earlier: (/** @type {number} */ number) => `Round ${number}, before`,
  resultsSay: "The vote is closed. Here is what we chose.",
  /** @param {number} voted @param {number} could */
  haveVoted: (voted, could) => `${voted.toLocaleString("en-GB")} of ${could.toLocaleString("en-GB")} have voted`,
  dots: (/** @type {number} */ n) => count(n, "dot", "dots"),
  mean: (/** @type {number} */ n) => `${n.toFixed(1)} of 5`,
  /** @param {string} line @param {number} place 1 to 5 @param {string} high */
  place: (line, place, high) => `${line}: ${place.toFixed(1)} of 5 (5 is “${high}”)`,
  noVotes: "No votes",
  percent: (/** @type {number} */ n) => `${Math.round(n)} %`,
  spread: Object.freeze(["People agree", "People differ a little", "People are far apart"]),
  level: (/** @type {string[]} */ texts) => `Level with: ${texts.map(short).join(" · ")}`,
  levelCount: (/** @type {number} */ n) => `Level with ${n} others`,
  talk: "Talk about this",
  /** @param {number} gap points of percent, residents less staff */
  talkWhy: (gap) =>
    `Talk about this. ${gap > 0 ? "Residents" : "Staff"} want it more, by ${Math.round(Math.abs(gap))} points.`,
  byGroup: "By group",
  others: (/** @type {number} */ n) => `${count(n, "person", "people")} in small groups are counted in the whole only.`,
  mapLabel: (/** @type {import("./types.js").Axes} */ axes) =>
    `A map. Across: ${axes.x}, from ${axes.x_low} to ${axes.x_high}. Up: ${axes.y}, from ${axes.y_low} to ${axes.y_high}.`,
  wide: "A wide ring: people are far apart.",
  /** @param {number} from @param {number} to @param {number} all */
  page: (from, to, all) => `${from} to ${to} of ${all} · Page Down and Page Up show the rest`,
});
