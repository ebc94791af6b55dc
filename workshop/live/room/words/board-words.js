/**
 * Every sentence that the vision board's own page can say, also where it stands on the big screen.
 */
import { n, t } from "../parts/say.js";

export const words = Object.freeze({
  /** @param {number} left @param {boolean} none */
  more: (left, none) => (none ? n("{n} to read", "{n} to read", left) : n("and {n} more", "and {n} more", left)),
  onPhone: (/** @type {number} */ left) => n("and {n} more on the phone", "and {n} more on the phone", left),
  then: (/** @type {string} */ list) => t("Then: {list}", { list }),
  page: (/** @type {number} */ page) => t("Page {page}", { page }),
  scheme: t("Colours"),
  schemes: Object.freeze({
    system: t("Colours as on this computer"),
    light: t("Light colours"),
    dark: t("Dark colours"),
    strong: t("Black on white"),
  }),
  readAloud: t("Read aloud"),
  stopReading: t("Stop reading"),
  letters: Object.freeze({
    off: t("Letter keys off"),
    on: t("Letter keys on"),
    nowOn: t("Single letters act again"),
    nowOff: t("Single letters do nothing now"),
  }),
});
