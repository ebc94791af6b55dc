/**
 * Digits of any script are numbers: “٢٥” is 25.
 */

/**
 * The same text with each digit as 0 to 9. Scripts keep their ten digits in one row of sixteen,
 * from its beginning or from its seventh place (Unicode 15, general category Nd).
 *
 * @param {string} text
 */
export const plainDigits = (text) =>
  text.replace(/[^\P{Nd}0-9]/gu, (digit) => {
    const at = digit.codePointAt(0) || 0;
    const place = at & 15;
    return String(/\p{Nd}/u.test(String.fromCodePoint(at - place)) ? place : place - 6);
  });

const BARE = /^[\d,]*\.?\d{1,2}$/;
/** @type {Record<string, string>} */
const ARABIC_SIGNS = { "٬": ",", "٫": "." };

/** Money as it was typed: a bare number is pounds, in whose digits it may be. @param {string} text */
export function asPounds(text) {
  const plain = plainDigits(text.trim()).replace(/[٬٫]/g, (sign) => ARABIC_SIGNS[sign] || sign);
  return BARE.test(plain) ? `£${plain}` : text;
}
