/**
 * What the room page says about signs, pictures, people who share a device, and the way back.
 */
import { first, t } from "../parts/say.js";
const short = (/** @type {string} */ text) => first(text, 24);

export const words = Object.freeze({
  failed: t("That did not reach the room. Please try again."),

  done: t("I’m done"),
  doneSay: t("The room counts you as done. You can still write."),
  notDoneSay: t("You have more to say. Take your time."),
  hand: t("Raise my hand"),
  handUp: t("My hand is up"),
  handSay: t("The facilitator sees that you want to speak."),
  handDownSay: t("Your hand is down."),
  handWaits: t("My hand goes up: waiting for the room"),
  handDownWaits: t("My hand goes down: waiting for the room"),
  doneWaits: t("I’m done: waiting for the room"),
  notDoneWaits: t("Not done: waiting for the room"),
  handSeen: t("The facilitator has seen your hand."),

  stepCloses: t("This step is closed now."),
  stepOpens: t("This step is open again."),
  cardsShown: t("Everybody can see the cards now."),
  moreTime: t("There is more time."),
  goesOn: t("We go on."),

  steer: t("You can steer this room."),
  openConsole: t("Open the console"),

  photo: t("Add a photo"),
  draw: t("Draw instead"),
  sayIt: t("Say it"),
  aPhoto: t("A photo"),
  aDrawing: t("A drawing"),
  pictureHelp: t("You can send it as it is, or write some words beside it."),
  readingPhoto: t("Getting the photo ready"),
  noPhoto: t("This file is not a picture that we can use. Please choose a photo."),
  largeHeic: t("This browser cannot open this photo (HEIC). On an iPhone choose Settings, Camera, Formats, Most Compatible. Or open the photo, make a screenshot of it, and choose that."),
  onlyNew: t("What is added to a card is written. Your picture is kept for a new card."),
  drawingKept: (/** @type {string} */ question) =>
    t("Your drawing is kept for “{question}”. You find it below, under “Your cards”.", { question }),
  removePicture: t("Take the picture away"),

  drawHere: t("Draw here with a finger, a pen or the mouse"),
  pens: Object.freeze([[t("Black"), "#1d1b16"], [t("Green"), "#0b6b66"], [t("Orange"), "#a8430e"]]),
  thick: t("Thick pen"),
  undo: t("Undo"),
  useDrawing: t("Use this drawing"),
  cancel: t("Cancel"),

  whose: t("Whose words are these?"),
  me: t("Mine"),
  share: t("Write for people beside me"),
  shareMore: t("Each one counts as a person of their own. Nobody else in the room sees that you typed."),
  theirGroup: t("Who are they here as?"),
  theirName: t("Their name. You can leave this empty."),
  add: t("Add them"),
  chooseGroup: t("Choose one first."),
  seatWaits: (/** @type {string} */ name) => t("{name}: waiting for the room", { name }),
  nowFor: (/** @type {string} */ name) => t("You write for {name} now.", { name }),
  nowMine: t("You write for yourself now."),
  /** @param {string} name @param {string} group @param {number} number */
  person: (name, group, number) => (name ? `${short(name)}, ${group}` : t("{group} {number}", { group, number })),

  wayBack: t("Your two words:"),
  wayBackMore: t("They bring you and your cards back in another browser or phone. Cards without a name stay in this one. Keep the words to yourself."),

  leave: t("Leave this browser"),
  leaveMore: t("Nobody who opens this browser later is you then. Note your two words first: they bring you back. Cards without a name stay as they are. What was not sent yet is lost."),
  leaveNow: t("Sign out"),

  back: t("I was here before"),
  backLabel: t("Your two words from the other screen"),
  backGo: t("Bring me back"),
  backHelp: t("You go on here, with your cards. The other browser is left."),
});
