/**
 * Every sentence that the scripts of the room page can say, in one place, so that they can be
 * translated together; those of the projector alone are in projector-words.js. Functions take the
 * numbers and names that a sentence needs.
 */

/** @param {number} n @param {string} one @param {string} many */
const count = (n, one, many) => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;

/** @type {Record<string, string>} role group -> the people in it */
const GROUPS = {
  resident: "Residents",
  staff: "Staff",
  partner: "Partners",
  manager: "Managers",
  councillor: "Councillors",
  observer: "Observers",
};
const OTHERS = "Others";

export const words = Object.freeze({
  // The pulse
  connected: "Connected",
  connecting: "Connecting",
  waitsOnDevices: "What people send waits on their devices until this works again.",
  waitingForRoom: "Waiting for the room",

  // The box
  boxLabel: "Your words",
  send: "Send",
  sendKeys: "or press Ctrl and Enter",
  sendEmpty: "Write something first.",
  either: "What is it?",
  /** @param {string[]} labels */
  chooseKind: (labels) => `Choose first what it is: ${labels.join(" or ")}.`,
  /** @param {number} n @param {number} limit */
  nearLimit: (n, limit) => `${n.toLocaleString("en-GB")} of ${limit.toLocaleString("en-GB")} letters`,
  /** @param {number} over */
  overLimit: (over) => `${count(over, "letter", "letters")} too many. Make it shorter to send it.`,
  yes: "Yes",
  no: "No",
  closedForWriting: "This question is not open now. You can write. Your words stay here.",
  lateNote: "This question is closed now. You can still send what you wrote. It counts like the others.",
  closedWhileWriting: "This question is closed now. Your words are kept.",
  lookUp: "We do this one together. Look up and talk.",
  sortTogether: "Sort the cards together: here, or with the others at the table.",
  /** @param {string[]} writers role groups */
  writeFirst: (writers) =>
    writers.length < 3
      ? `${writers.map((key) => GROUPS[key] || OTHERS).join(" and ")} write first.`
      : "The others write first.",
  youAnswer: "You answer.",
  youRead: "You read and listen.",
  theyAreAsked: (/** @type {string} */ prompt) => `They are asked: ${prompt}`,
  voteSoon: "The vote is not open yet. Read and think.",
  startSoon: "We start soon.",
  startSoonMore: "The first question will show here.",
  newQuestion: (/** @type {string} */ prompt) => `New question. ${prompt}`,
  movedOn: "The room has moved on. Your words are kept.",
  movedTo: (/** @type {string} */ title) => `The new question is: ${title}`,
  movedSend: "Send to the old question",
  movedKeep: "Keep them and go on",
  readAloud: "Read aloud",
  stopReading: "Stop reading",
  memoryOnly:
    "This browser cannot keep your words. Leave this page open until each card says saved.",

  // What a step starts from
  whichOne: "Which one?",
  noneOfThese: "None of these: write a new one",
  tapSome: (/** @type {number} */ n) => `Tap ${n} of them.`,
  showOthers: (/** @type {number} */ n) => `Show the others (${n})`,
  noName: "No name yet",
  hasAnswer: "has an answer",
  chooseFirst: "Tap first which one you mean.",
  nothingNew: "Write or tap something first. This is what is there already.",
  addedTo: (/** @type {string} */ title) => `to “${title}”`,
  oneQuestion: "Not sent yet",
  isItThis: "Is it this one?",
  thisOne: (/** @type {string} */ text) => `Yes: ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`,
  newOne: "No, it is new",

  // My cards
  myCards: "Your cards",
  noCards: "Your cards will show here.",
  earlierCards: (/** @type {number} */ n) => `Your cards from before (${n})`,
  waiting: "Waiting to send",
  sent: "Sent, not saved yet",
  saved: "Saved",
  savedLate: "Saved. It still counts",
  writtenFor: (/** @type {string} */ name) => `for ${name}`,
  savingEdit: "Saving your change",
  refused: "Not taken",
  kept: "Kept here, not sent",
  withdrawn: "Taken back",
  hiddenCard: "Not on the wall",
  heldCard: "Saved. With the facilitator",
  edit: "Change",
  save: "Save",
  cancel: "Cancel",
  withdraw: "Take back",
  putBack: "Put back",
  remove: "Remove",
  removed: "Removed",
  tryAgain: "Try again",
  sendKept: "Send to the old question",
  useHere: "Put in the box",
  editLabel: "Change your words",
  changedMeanwhile: (/** @type {string} */ text) => `Somebody changed this card. It now says: ${text}`,
  useMine: "Use my words",
  useTheirs: "Keep theirs",
  /** @param {string} what @param {string} text */
  actionOn: (what, text) => `${what}: ${text.length > 40 ? `${text.slice(0, 40)}…` : text}`,
  savedSay: (/** @type {number} */ n) => (n === 1 ? "Your card is saved." : `${n} cards are saved.`),
  waitingSay: "No connection. Your card is kept and goes out by itself.",
  refusedSay: (/** @type {string} */ why) => `A card was not taken. ${why}`,

  // Joining
  chooseGroup: "Choose one first. It shows whose voices we hear.",
  joining: "Joining",
  tableNumber: "Write the table number with digits, or leave it empty.",
  joinRetry: "Waiting for the room. We keep trying.",
  hereAs: (/** @type {string} */ label) => `You are here as: ${label}`,
  changeWho: "Change",
  /** @param {number} table */
  atTable: (table) => `You are at table ${table}`,
  howTo: "How we do it",
  few: "Only one or two people of your group are here. Others may guess that you wrote it.",
  wentOn: "You have gone on in another browser. To be here again, choose “I was here before”.",

  // The room
  paused: "Paused",
  pausedMore: "Look up for a moment. Your words are kept.",
  ended: "This workshop has ended. Thank you.",
  endedMore: "You can still read your cards here.",
  onTheWall: "On the big screen",
  from: "From",
  showWall: "Show the wall",
  hideWall: "Hide the wall",

  // The wall
  noCardsYet: "No cards yet",
  keptPrivate: "What you write here is not shown",
  faceDown: (/** @type {number} */ n) =>
    n === 1 ? "1 card is face down" : `${n.toLocaleString("en-GB")} cards are face down`,
  andMore: (/** @type {number} */ n) => `and ${n.toLocaleString("en-GB")} more`,
  newerAbove: (/** @type {number} */ n) => `${n.toLocaleString("en-GB")} newer`,
  olderAbove: (/** @type {number} */ n) => `${n.toLocaleString("en-GB")} earlier`,
  noneFound: "No card has these words",
  pageKeys: "Page Down and Page Up show the rest",
  cards: (/** @type {number} */ n) => count(n, "card", "cards"),
  starred: "Starred",
  asOne: (/** @type {number} */ n) => `${n} as one`,
  wallLabel: "The wall",

  // The timer
  /** @param {string} clock */
  left: (clock) => `${clock} left`,
  timeUp: "Time is up",
  minuteLeft: "One minute left.",
});
