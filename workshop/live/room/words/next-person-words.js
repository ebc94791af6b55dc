/**
 * What the room page says when a phone is passed on, or a group was chosen by mistake.
 */
import { n, t } from "../parts/say.js";
export const words = Object.freeze({
  failed: t("That did not reach the room. Please try again."),

  change: t("What do you want to change?"),
  wrong: t("I chose wrongly"),
  somebodyElse: t("Somebody else is here now"),
  goBack: t("Back"),
  /** @param {number} cards @param {string} group */
  putRight: (cards, group) => [
    ...(cards ? [n("{n} card says {group} now.", "{n} cards say {group} now.", cards, { group })] : []),
    t("What you wrote without a name holds no group. A vote that is closed stays as it was counted."),
  ].join(" "),

  /** @param {number} cards */
  thanks: (cards) => (cards ? n("Thank you. Your card is in.", "Thank you. Your {n} cards are in.", cards) : t("Pass the phone on")),
  passOn: t("Now pass the phone on."),
  putAway: t("Your words are put away. The next person cannot read or change them."),
  soFar: t("This phone so far"),
  /** @param {string} group @param {number} cards */
  oneSoFar: (group, cards) => (cards ? n("{group}, {n} card", "{group}, {n} cards", cards, { group }) : group),
  next: t("I am the next person"),
  oneMore: t("I have one more card"),
  onlyMe: t("It is only me on this phone"),

  /** @param {number} texts */
  unsent: (texts) => n("{n} thing is not sent yet. The next person does not get it: send it first, or it is thrown away.",
    "{n} things are not sent yet. The next person does not get them: send them first, or they are thrown away.", texts),
  sendFirst: t("Go back and send it"),

  /** @param {number} waiting */
  onTheirWay: (waiting) => 
    n("Wait a moment: {n} thing is still on the way", "Wait a moment: {n} things are still on the way", waiting),
  onTheirWayMore: t("What you sent goes out as yours. Pass the phone on when it is saved."),
  waits: t("Waiting for the room"),
});
