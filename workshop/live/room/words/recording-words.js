/** What is said to somebody who says their card in place of writing it. */
import { t } from "../parts/say.js";

export const words = Object.freeze({
  title: t("Say it"),
  whoHears: t("Only the facilitator hears it, when the cards are shown, and types what you say. Others may know you by your voice."),
  most: t("You can speak for a minute and a half."),
  start: t("Start"),
  stop: t("Stop"),
  again: t("Say it again"),
  use: t("Use this"),
  cancel: t("Cancel"),
  running: t("We are recording. Speak now."),
  stopped: t("We have stopped. You can listen to it now."),
  time: (/** @type {string} */ now, /** @type {string} */ most) => t("{now} of {most}", { now, most }),
  choose: t("Record or choose a file"),
  chooseMore: t("This page may not use the microphone itself. Your phone opens its recorder, or a list of files."),
  notAllowed: t("The microphone is not allowed here. Allow it in the settings of this page, or choose a recording."),
  noSound: t("This is not a recording that we can use. It must be smaller than 1 MB."),
  spoken: t("Spoken, not yet typed"),
  listen: t("Your recording"),
  ready: t("Your voice goes out with this card. You can write some words beside it."),
  remove: t("Take the recording away"),
  moved: (/** @type {string} */ question) => t("The room has moved on. You are still recording for “{question}”.", { question }),
  keptFor: (/** @type {string} */ question) => t("Your recording is kept for “{question}”. You find it below, under “Your cards”.", { question }),
  onlyNew: t("What is added to a card is written. Your recording is kept for a new card."),
});
