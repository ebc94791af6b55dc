/** What an answer about a vote must be; they come with the first vote. */
import { isFlag, isNumber, isPutTogether, isRound, isSaid, isText, isTold, list, maybe, oneOf, optional, orNull, shape, table } from "../parts/validators.js";

/** @template T @typedef {import("../types.js").Is<T>} Is */

const option = { id: isText, kind: isText, text: isText, also: maybe(list(isText)),
  lang: optional(isText), said: optional(list(isSaid)) };
const figures = { votes: isNumber, voters: isNumber, percent: optional(isNumber), counts: optional(table(isNumber)),
  mean: optional(isNumber), median: optional(isNumber), spread: optional(isNumber), x: optional(isNumber), y: optional(isNumber),
  spread_x: optional(isNumber), spread_y: optional(isNumber) };

/** @type {Is<import("../types.js").OptionResult>} */
const isResult = shape({ ...option, ...figures, rank: orNull(isNumber), groups: table(shape(figures)), gap: orNull(isNumber), talk: isFlag });

/** @type {Is<Omit<import("../types.js").Results, keyof import("../types.js").Round>>} */
const isOutcome = shape({ voters: isNumber, groups: list(shape({ role_group: isText, label: isText, voters: isNumber, voice: optional(isText) })),
  others: isNumber, options: list(isResult), ties: list(list(isText)),
  told: isFlag, held_back: isNumber });

export const isCounted = shape({ revision: isNumber });

/** @type {Is<import("../types.js").Results>} */
const isResults = /** @type {Is<import("../types.js").Results>} */ ((value) => isRound(value) && isOutcome(value));

/** @type {Is<import("../types.js").Choice>} */
const isChoice = shape({ card: isText, score: optional(isNumber), consent: optional(isText), x: optional(isNumber), y: optional(isNumber) });

/** @type {Is<import("../types.js").Decision>} */
const isDecision = shape({ say: isText, sentence: isText, says: list(isText), told: list(isTold), level: list(isText), press: isText, press_said: optional(isPutTogether), doubts: isFlag,
  step: orNull(oneOf(/** @type {const} */ (["ask", "take-on"]))) });

/** @type {Is<import("../types.js").Voting>} */
export const isVoting = shape({ round: orNull(isRound), options: list(shape(option)), mine: optional(list(isChoice)),
  left: maybe(isNumber), results: list(isResults), decision: maybe(isDecision) });
