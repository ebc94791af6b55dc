/** What an answer about sorting must be. */
import { isFlag, isNumber, isText, list, maybe, shape } from "../parts/validators.js";

/**
 * What a step has done: cards that stayed where they were, themes that were made, or how many
 * steps more can be taken back.
 *
 * @typedef {{revision?: number|null, verb?: string|null, stayed?: string[]|null,
 *   themes?: string[]|null, left?: number|null, again?: boolean|null}} Done `again`: it was done
 *   when it was sent first, and the stream shows what came of it
 */

const isAny = shape({ revision: maybe(isNumber), verb: maybe(isText), stayed: maybe(list(isText)),
  themes: maybe(list(isText)), left: maybe(isNumber), again: maybe(isFlag) });

/** @type {import("../types.js").Is<Done>} */
export const isDone = /** @type {import("../types.js").Is<Done>} */ (
  (value) => isAny(value) && (isNumber(value.revision) || isText(value.verb)));

export const isSuggested = shape({ groups: list(shape({ name: isText, cards: list(isText) })) });
