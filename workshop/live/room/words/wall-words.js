/**
 * Every sentence of a wall of cards, on the big screen or opened on a phone.
 */
import { n, t } from "../parts/say.js";

export const words = Object.freeze({
  noCardsYet: t("No cards yet"),
  keptPrivate: t("What you write here is not shown"),
  faceDown: (/** @type {number} */ cards) => n("{n} card is face down", "{n} cards are face down", cards),
  andMore: (/** @type {number} */ more) => n("and {n} more", "and {n} more", more),
  newerAbove: (/** @type {number} */ newer) => n("{n} newer", "{n} newer", newer),
  olderAbove: (/** @type {number} */ older) => n("{n} earlier", "{n} earlier", older),
  noneFound: t("No card has these words"),
  pageKeys: t("Page Down and Page Up show the rest"),
  starred: t("Starred"),
  putForward: t("Put forward"),
  asOne: (/** @type {number} */ cards) => n("{n} as one", "{n} as one", cards),
  wallLabel: t("The wall"),
});
