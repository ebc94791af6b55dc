/**
 * Every sentence that the scripts of the room page can say, in one place, so that they can be
 * translated together; what comes later, as the wall, has words of its own. Functions take the
 * numbers and names that a sentence needs.
 */
import { first, listed, n, t } from "../parts/say.js";

/** @type {Record<string, string>} role group -> the people in it */
const GROUPS = {
  resident: t("Residents"),
  staff: t("Staff"),
  partner: t("Partners"),
  manager: t("Managers"),
  councillor: t("Councillors"),
  observer: t("Observers"),
};
const short = (/** @type {string} */ text) => first(text, 60);
const OTHERS = t("Others");

export const words = Object.freeze({
  // The pulse
  connected: t("Connected"),
  connecting: t("Connecting"),
  waitsOnDevices: t("What people send waits on their devices until this works again."),
  waitingForRoom: t("Waiting for the room"),
  partWaits: t("Waiting for the room. We keep trying."),
  failed: t("That did not reach the room. Please try again."),

  // The box
  boxLabel: t("Your words"),
  send: t("Send"),
  sendKeys: t("or press Ctrl and Enter"),
  sendEmpty: t("Write something first."),
  either: t("What is it?"),
  /** @param {string[]} labels */
  chooseKind: (labels) => t("Choose first what it is: {kinds}.", { kinds: listed(labels, "or") }),
  /** @param {number} letters @param {number} limit */
  nearLimit: (letters, limit) => t("{letters} of {limit} letters", { letters, limit }),
  /** @param {number} over */
  overLimit: (over) =>
    n("{n} letter too many. Make it shorter to send it.", "{n} letters too many. Make it shorter to send it.", over),
  yes: t("Yes"),
  no: t("No"),
  inOther: t("In another language"),
  hear: t("Your recording"),
  closedForWriting: t("This question is not open now. You can write. Your words stay here."),
  lateNote: t("This question is closed now. You can still send what you wrote. It counts like the others."),
  closedWhileWriting: t("This question is closed now. Your words are kept."),
  lookUp: t("We do this one together. Look up and talk."),
  sortTogether: t("Sort the cards together: here, or with the others at the table."),
  /** @param {string[]} writers role groups */
  writeFirst: (writers) =>
    writers.length < 3
      ? t("{groups} write first.", { groups: listed(writers.map((key) => GROUPS[key] || OTHERS), "and") })
      : t("The others write first."),
  youAnswer: t("You answer."),
  youRead: t("You read and listen."),
  theyAreAsked: (/** @type {string} */ prompt) => t("They are asked: {prompt}", { prompt }),
  voteSoon: t("The vote is not open yet. Read and think."),
  startSoon: t("We start soon."),
  startSoonMore: t("The first question will show here."),
  newQuestion: (/** @type {string} */ prompt) => t("New question. {prompt}", { prompt }),
  movedOn: t("The room has moved on. Your words are kept."),
  movedTo: (/** @type {string} */ title) => t("The new question is: {title}", { title }),
  movedSend: t("Send to the old question"),
  movedKeep: t("Keep them and go on"),
  readAloud: t("Read aloud"),
  stopReading: t("Stop reading"),
  memoryOnly: t("This browser cannot keep your words. Leave this page open until each card says saved."),

  // What a step starts from
  whichOne: t("Which one?"),
  noneOfThese: t("None of these: write a new one"),
  tapSome: (/** @type {number} */ some) => n("Tap {n} of them.", "Tap {n} of them.", some),
  showOthers: (/** @type {number} */ others) => t("Show the others ({others})", { others }),
  noName: t("No name yet"),
  hasAnswer: t("has an answer"),
  chooseFirst: t("Tap first which one you mean."),
  nothingNew: t("Write or tap something first. This is what is there already."),
  addedTo: (/** @type {string} */ title) => t("to “{title}”", { title }),
  oneQuestion: t("Not sent yet"),
  isItThis: t("Is it this one?"),
  thisOne: t("Yes: {card}").split("{card}"),
  short,
  newOne: t("No, it is new"),

  // My cards
  myCards: t("Your cards"),
  noCards: t("Your cards will show here."),
  earlierCards: (/** @type {number} */ before) => t("Your cards from before ({before})", { before }),
  waiting: t("Waiting to send"),
  sent: t("Sent, not saved yet"),
  saved: t("Saved"),
  savedLate: t("Saved. It still counts"),
  writtenFor: (/** @type {string} */ name) => t("for {name}", { name }),
  savingEdit: t("Saving your change"),
  refused: t("Not taken"),
  kept: t("Kept here, not sent"),
  withdrawn: t("Taken back"),
  hiddenCard: t("Not on the wall"),
  heldCard: t("Saved. With the facilitator"),
  edit: t("Change"),
  save: t("Save"),
  cancel: t("Cancel"),
  withdraw: t("Take back"),
  putBack: t("Put back"),
  remove: t("Remove"),
  removed: t("Removed"),
  tryAgain: t("Try again"),
  sendKept: t("Send to the old question"),
  useHere: t("Put in the box"),
  withoutVoice: t("Send without the recording"),
  editLabel: t("Change your words"),
  changedMeanwhile: (/** @type {string} */ text) => t("Somebody changed this card. It now says: {card}", { card: text }),
  useMine: t("Use my words"),
  useTheirs: t("Keep theirs"),
  /** @param {string} what @param {string} text */
  actionOn: (what, text) => `${what}: ${short(text)}`,
  savedSay: (/** @type {number} */ saved) => n("Your card is saved.", "{n} cards are saved.", saved),
  waitingSay: t("No connection. Your card is kept and goes out by itself."),
  refusedSay: (/** @type {string} */ why) => t("A card was not taken. {why}", { why }),

  // Joining
  chooseGroup: t("Choose one first. It shows whose voices we hear."),
  joining: t("Joining"),
  tableNumber: t("Write the table number with digits, or leave it empty."),
  joinRetry: t("Waiting for the room. We keep trying."),
  hereAs: (/** @type {string} */ label) => t("You are here as: {group}", { group: label }),
  /** @param {number} table */
  atTable: (table) => t("You are at table {table}", { table }),
  howTo: t("How we do it"),
  few: t("Only one or two people of your group are here. Others may guess that you wrote it."),
  wentOn: t("You have gone on in another browser. To be here again, choose “I was here before”."),

  // The room
  paused: t("Paused"),
  pausedMore: t("Look up for a moment. Your words are kept."),
  ended: t("This workshop has ended. Thank you."),
  showWall: t("Show the wall"),
  hideWall: t("Hide the wall"),

  // The timer
  /** @param {string} clock */
  left: (clock) => t("{clock} left", { clock }),
  timeUp: t("Time is up"),
  minuteLeft: t("One minute left."),
});
