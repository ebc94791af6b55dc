/**
 * All the words of a card in one text, where a page shows or looks through more than what is written on it.
 */

/** @typedef {import("../types.js").InWords} InWords */

/** A card's own words in their order, where they are one of two halves. @param {{text?: string, head?: string, more?: string}} card */
export const bothHalves = ({ head, text = "", more }) => [head ? `${head} ${text}` : text, more].filter(Boolean).join("\n");

/** All that can be read of a card, for a search. @param {InWords & {head?: string, more?: string}} card */
export const allWords = ({ said = [], ...card }) => [bothHalves(card), ...said.map((each) => each.text)].filter(Boolean).join("\n");
