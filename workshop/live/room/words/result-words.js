/**
 * Every sentence about what a vote came to, on phones and on the projector.
 */

/** @param {number} n @param {string} one @param {string} many */
const count = (n, one, many) => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;
const short = (/** @type {string} */ text) => (text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text);

export const words = Object.freeze({
  /** @param {number} number @param {number} voters */
  roundVoters: (number, voters) =>
    [number > 1 ? `Round ${number}` : "", `${count(voters, "person", "people")} voted`].filter(Boolean).join(" · "),
  /** @param {number} voted @param {number} could */
  haveVoted: (voted, could) => `${voted.toLocaleString("en-GB")} of ${could.toLocaleString("en-GB")} have voted`,
  dots: (/** @type {number} */ n) => count(n, "dot", "dots"),
  mean: (/** @type {number} */ n) => `${n.toFixed(1)} of 5`,
  /** @param {string} high the end of the line that is 5 @param {number} place 1 to 5 */
  place: (high, place) => `${high}: ${place.toFixed(1)} of 5`,
  noVotes: "No votes",
  percent: (/** @type {number} */ n) => `${Math.round(n)}%`,
  spread: Object.freeze(["People agree", "People differ a little", "People are far apart"]),
  level: (/** @type {string[]} */ texts) => `Level with: ${texts.map(short).join(" · ")}`,
  levelCount: (/** @type {number} */ n) => `Level with ${n} others`,
  talk: "Talk about this",
  /** @param {number} gap points of percent, residents less staff */
  talkWhy: (gap) =>
    `Talk about this. ${gap > 0 ? "Residents" : "Staff"} want it more, by ${Math.round(Math.abs(gap))} points.`,
  /** Why no figure of a round is shown. @param {number} voters */
  untold: (voters) => voters < 3
    ? "Too few for a secret vote. Talk, then tap."
    : "Nearly the same people voted as before, so a vote could be worked out. Nothing is shown. Talk, then decide.",
  heldBack: (/** @type {number} */ n) =>
    `${count(n, "card", "cards")}: an answer could be worked out, so nothing is shown.`,
  byGroup: "By group",
  others: (/** @type {number} */ n) => `${count(n, "person", "people")} in small groups are counted in the whole only.`,
  mapLabel: (/** @type {import("../types.js").Axes} */ axes) =>
    `A map. Across: ${axes.x}, from ${axes.x_low} to ${axes.x_high}. Up: ${axes.y}, from ${axes.y_low} to ${axes.y_high}.`,
  wide: "A wide ring means that people are far apart",
  /** @param {number} from @param {number} to @param {number} all */
  page: (from, to, all) => `${from} to ${to} of ${all} · Page Down and Page Up show the rest`,
});
