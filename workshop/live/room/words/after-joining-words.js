/**
 * What the room page says about signs, pictures, people who share a device, and the way back.
 */
const short = (/** @type {string} */ text) => (text.length > 24 ? `${text.slice(0, 23).trimEnd()}…` : text);

export const words = Object.freeze({
  failed: "That did not reach the room. Please try again.",

  done: "I’m done",
  doneSay: "The room counts you as done. You can still write.",
  notDoneSay: "You have more to say. Take your time.",
  hand: "Raise my hand",
  handUp: "My hand is up",
  handSay: "The facilitator sees that you want to speak.",
  handDownSay: "Your hand is down.",
  handWaits: "My hand goes up: waiting for the room",
  handDownWaits: "My hand goes down: waiting for the room",
  doneWaits: "I’m done: waiting for the room",
  notDoneWaits: "Not done: waiting for the room",
  handSeen: "The facilitator has seen your hand.",

  steer: "You can steer this room.",
  openConsole: "Open the console",

  photo: "Add a photo",
  draw: "Draw instead",
  aPhoto: "A photo",
  aDrawing: "A drawing",
  pictureHelp: "You can send it as it is, or write some words beside it.",
  readingPhoto: "Getting the photo ready",
  noPhoto: "This file is not a picture that we can use. Please choose a photo.",
  largeHeic: "This browser cannot open this photo (HEIC). On an iPhone choose Settings, Camera, Formats, Most Compatible. Or open the photo, make a screenshot of it, and choose that.",
  removePicture: "Take the picture away",

  drawHere: "Draw here with a finger, a pen or the mouse",
  pens: Object.freeze([["Black", "#1d1b16"], ["Green", "#0b6b66"], ["Orange", "#a8430e"]]),
  thick: "Thick pen",
  undo: "Undo",
  useDrawing: "Use this drawing",
  cancel: "Cancel",

  whose: "Whose words are these?",
  me: "Mine",
  share: "Write for people beside me",
  shareMore: "Each one counts as a person of their own. Nobody else in the room sees that you typed.",
  theirGroup: "Who are they here as?",
  theirName: "Their name. You can leave this empty.",
  add: "Add them",
  chooseGroup: "Choose one first.",
  seatWaits: (/** @type {string} */ name) => `${name}: waiting for the room`,
  nowFor: (/** @type {string} */ name) => `You write for ${name} now.`,
  nowMine: "You write for yourself now.",
  /** @param {string} name @param {string} group @param {number} number */
  person: (name, group, number) => (name ? `${short(name)}, ${group}` : `${group} ${number}`),

  wayBack: "Your two words:",
  wayBackMore: "They bring you and your cards back in another browser or phone. Cards without a name stay in this one. Keep the words to yourself.",

  leave: "Leave this browser",
  leaveMore: "Nobody who opens this browser later is you then. Note your two words first: they bring you back. Cards without a name stay as they are. What was not sent yet is lost.",
  leaveNow: "Sign out",

  back: "I was here before",
  backLabel: "Your two words from the other screen",
  backGo: "Bring me back",
  backHelp: "You go on here, with your cards. The other browser is left.",
});
