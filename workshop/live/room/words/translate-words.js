/** The sentences of a card's words in other languages. */
import { t } from "../parts/say.js";

export const words = Object.freeze({
  title: t("In another language"),
  help: t("The card keeps its own words. What you write here stands below them."),
  cardIn: t("The card is in"),
  seems: t("We guess this from its letters. Change it if it is wrong."),
  language: t("Your words are in"),
  choose: t("Choose a language"),
  text: t("The same in that language"),
  save: t("Save"),
  close: t("Close"),
  saved: t("Saved."),
  failed: t("This could not be saved. Try it again."),
  /** @param {string} text */
  newer: (text) => t("Somebody wrote this meanwhile: “{text}”. Save again to put yours in its place.", { text }),
});
