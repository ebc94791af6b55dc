/**
 * Every sentence about what a vote came to, on phones and on the projector.
 */
import { first, n, region, t } from "../parts/say.js";
const short = (/** @type {string} */ text) => first(text, 60);
/** “3.4 of 5” stays on one line. @param {number} mean */
const ofFive = (mean) => t("{mean} of 5", { mean: tenth(mean) }).replaceAll(" ", "\u00a0");

/** A number with one digit behind the point. @param {number} value */
const tenth = (value) => value.toLocaleString(region, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** @param {number} part from 0 to 1 */
const percent = (part) => part.toLocaleString(region, { style: "percent" });

export const words = Object.freeze({
  /** @param {number} number @param {number} voters */
  roundVoters: (number, voters) =>
    [number > 1 ? t("Round {number}", { number }) : "", n("{n} person voted", "{n} people voted", voters)].filter(Boolean).join(" · "),
  /** @param {number} voted @param {number} could */
  haveVoted: (voted, could) => n("{n} of {could} has voted", "{n} of {could} have voted", voted, { could }),
  dots: (/** @type {number} */ dots) => n("{n} dot", "{n} dots", dots),
  mean: ofFive,
  /** @param {string} high the end of the line that is 5 @param {number} place 1 to 5 */
  place: (high, place) =>
    t("{end}: {mean} of 5", { end: high, mean: tenth(place) }).replace(` ${ofFive(place).replaceAll("\u00a0", " ")}`, `\u00a0${ofFive(place)}`),
  noVotes: t("No votes"),
  percent: (/** @type {number} */ of100) => percent(of100 / 100),
  spread: Object.freeze([t("People agree"), t("People differ a little"), t("People are far apart")]),
  level: (/** @type {string[]} */ texts) => t("Level with: {cards}", { cards: texts.map(short).join(" · ") }),
  levelCount: (/** @type {number} */ others) => n("Level with {n} other", "Level with {n} others", others),
  talk: t("Talk about this"),
  /** @param {number} gap points of percent, residents less staff */
  talkWhy: (gap) =>
    gap > 0
      ? n("Talk about this. Residents want it more, by {n} point.", "Talk about this. Residents want it more, by {n} points.", Math.round(gap))
      : n("Talk about this. Staff want it more, by {n} point.", "Talk about this. Staff want it more, by {n} points.", Math.round(-gap)),
  /** Why no figure of a round is shown. @param {number} voters */
  untold: (voters) => voters < 3
    ? t("Too few for a secret vote. Talk, then tap.")
    : t("Nearly the same people voted as before, so a vote could be worked out. Nothing is shown. Talk, then decide."),
  heldBack: (/** @type {number} */ cards) =>
    n("{n} card: an answer could be worked out, so nothing is shown.", "{n} cards: an answer could be worked out, so nothing is shown.", cards),
  byGroup: t("By group"),
  others: (/** @type {number} */ people) =>
    n("{n} person in a small group is counted in the whole only.", "{n} people in small groups are counted in the whole only.", people),
  mapLabel: (/** @type {import("../types.js").Axes} */ axes) =>
    t("A map. Across: {x}, from {x_low} to {x_high}. Up: {y}, from {y_low} to {y_high}.", { ...axes }),
  wide: t("A wide ring means that people are far apart"),
  /** @param {number} from @param {number} to @param {number} all */
  page: (from, to, all) => t("{from} to {to} of {all} · Page Down and Page Up show the rest", { from, to, all }),
});
