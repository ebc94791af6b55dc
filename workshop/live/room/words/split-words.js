/**
 * Every sentence that sharing out £100 can say; it is fetched with the module that needs it.
 */
import { pounds, t } from "../parts/say.js";
export const words = Object.freeze({
  lead: t("Share out £100 over the parts of the work. Guess. Nobody can be wrong."),
  /** @param {string} part */
  poundsOf: (part) => t("{part}: pounds out of 100", { part }),
  slider: (/** @type {string} */ part) => t("{part}: slide for more or less", { part }),
  less: (/** @type {string} */ part) => t("One pound less for {part}", { part }),
  more: (/** @type {string} */ part) => t("One pound more for {part}", { part }),
  /** @param {number} left below 0 when too much is shared out */
  left: (left) =>
    left > 0
      ? t("{pounds} left to share out", { pounds: pounds(left) })
      : left < 0
        ? t("{pounds} too much. Take some away.", { pounds: pounds(-left) })
        : t("All £100 is shared out."),
  send: t("Send my guess"),
  sendChange: t("Send my new guess"),
  change: t("Change my guess"),
  keep: t("Leave it as it was"),
  saved: t("Your guess is saved."),
  waiting: t("Your guess is kept here. It goes out by itself."),
  notYet: t("Share out all £100 first. Then you can send your guess."),
  closed: t("This question is not open now. Your numbers stay here."),
  /** @param {string} part @param {number} given */
  said: (part, given) => `${part} ${pounds(given)}`,
});
