/**
 * Finds words in cards of any language: without marks that people leave out, with letters that look alike as
 * one, and by the beginnings of words, since “szkoły” is to find “szkoła”. The server groups cards
 * by stems of each language; a box that finds with every key has no stemmer of seven languages.
 */

/** Letters that Unicode does not take apart, and those that two keyboards of one script have for one. */
const ALIKE = new Map(/** @type {[string, string][]} */ ([
  ..."łl đd øo ıi ґг ىي یي ېي ےي کك ہه ةه ھه ’' ʼ' ‘' `'".split(" ").map(([one, other]) => [one, other]),
  ["ß", "ss"], ["æ", "ae"], ["œ", "oe"], ["\u0640", ""], ["\u200c", ""], ["\u200d", ""],
]));
/** Accents of Latin, Greek and Cyrillic, vowels of Hebrew and Arabic; a vowel sign of Hindi or Thai makes another word. */
const LEFT_OUT = /[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u06d6-\u06ed]/gu;
const ARTICLE = /^[وفبك]?ال(?=\p{L}{2})|^لل(?=\p{L}{2})/u;
const [SHORT, ENDING] = [4, 2];

/** @param {string} text */
const plain = (text) => [...text.normalize("NFKD").replace(LEFT_OUT, "").normalize("NFKC").toLowerCase()].map((one) => ALIKE.get(one) ?? one).join("");

/** @param {string} text */
const wordsIn = (text) => (text.match(/[\p{L}\p{N}\p{M}]+/gu) || []).map((word) => word.replace(ARTICLE, ""));

/** How a word begins in most of its forms. @param {string} word */
const beginning = (word) => word.slice(0, Math.max(SHORT, word.length - ENDING));

/**
 * Whether a text says what is looked for: as it was typed, or each of its words in some form.
 *
 * @param {string} typed
 * @returns {(text: string) => boolean}
 */
export function finder(typed) {
  const whole = plain(typed.trim());
  const starts = wordsIn(whole).map(beginning);
  return (text) => {
    const there = plain(text);
    if (!whole || there.includes(whole)) return true;
    const words = wordsIn(there);
    return starts.length > 0 && starts.every((start) => words.some((word) => word.startsWith(start)));
  };
}
