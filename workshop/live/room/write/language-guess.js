/**
 * In which language words seem to be, by their letters alone and on this phone alone. It is a
 * proposal: nothing is kept of it before somebody has said yes.
 */

/** Letters that one language alone of its script has, those that settle it first. @type {[string, RegExp][]} */
const TELLING = [
  ["ur", /[ٹڈڑںےہ]/], ["ps", /[ټډړږښڼ]/], ["fa", /[پچژگ]/], ["ar", /\p{Script=Arabic}/u],
  ["uk", /[іїєґ]/i], ["ru", /[ыэё]/i], ["bg", /\p{Script=Cyrillic}/u],
  ["bn", /\p{Script=Bengali}/u], ["el", /\p{Script=Greek}/u], ["gu", /\p{Script=Gujarati}/u],
  ["hi", /\p{Script=Devanagari}/u], ["pa", /\p{Script=Gurmukhi}/u], ["ta", /\p{Script=Tamil}/u],
  ["ti", /\p{Script=Ethiopic}/u], ["zh", /\p{Script=Han}/u],
  ["pl", /[łąęśćźż]/i], ["ro", /[țșă]/i], ["cy", /[ŵŷ]/i], ["vi", /[ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i], ["tr", /[ğı]/], ["hu", /[őű]/i],
];

/** @param {string} text @returns {string} "" where its letters do not tell */
export const guess = (text) => TELLING.find(([, letters]) => letters.test(text))?.[0] || "";
