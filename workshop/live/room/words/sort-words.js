/**
 * Every sentence that the page for sorting can say. Those for whoever steers alone stay English.
 */
import { n, t } from "../parts/say.js";

const cards = (/** @type {number} */ count) => n("{n} card", "{n} cards", count);
/** What stands for `{cards}` in a sentence. */
const of = (/** @type {number} */ count) => ({ cards: cards(count) });
const steering = (/** @type {string} */ one, /** @type {string} */ many) =>
  (/** @type {number} */ count) => (count === 1 ? one : many.replace("{n}", String(count)));

export const words = Object.freeze({
  cards,
  loose: t("In no theme yet"),
  noLoose: t("Every card is in a theme."),
  noCards: t("No cards to sort yet. They come when they are shown to the room."),
  emptyTheme: t("No cards yet. Move some here."),
  noneFound: t("No card has these words."),
  starred: t("Starred"),
  asOne: (/** @type {number} */ count) => n("{n} as one", "{n} as one", count),
  comments: (/** @type {number} */ count) => n("{n} comment", "{n} comments", count),
  chosen: (/** @type {number} */ count) => (count ? t("{cards} chosen", of(count)) : t("No card chosen")),
  howTo: t("Drag cards into a theme. Or choose some, then press “Move to”."),
  notNow: t("The facilitator sorts the cards just now. Say what you would move."),
  ended: t("This workshop has ended. The cards stay as they are."),
  waits: t("Waiting for the room. We keep trying."),
  failed: t("The room did not hear that. Try again."),
  unnamed: t("this theme"),

  undo: t("Undo"),
  redo: t("Do again"),
  newTheme: t("New theme"),

  moveTitle: (/** @type {number} */ count) => t("Move {cards} to", of(count)),
  noTheme: t("No theme"),
  newThemeWith: t("A new theme"),
  inOther: t("In another language"),
  close: t("Close"),
  save: t("Save"),
  nameLabel: t("Name of the theme"),
  nameHelp: t("A few plain words that a neighbour would get."),
  colourLabel: t("Colour and mark"),
  make: t("Make the theme"),
  mergeThemes: t("Put this theme into"),
  mergeThemesGo: t("Put together"),
  chooseAll: t("Choose all its cards"),
  split: t("To split it, choose some cards, press “Move to”, then “A new theme”."),
  remove: t("Take this theme away"),
  removeHelp: t("Its cards stay. They are in no theme then."),
  showTheme: "Show on the big screen",
  colours: Object.freeze({
    teal: t("Teal circle"), orange: t("Orange square"), blue: t("Blue triangle"), plum: t("Plum diamond"),
    gold: t("Gold hexagon"), green: t("Green cross"), red: t("Red wedge"), slate: t("Grey ring"),
  }),

  cardTitle: t("Card"),
  alsoSays: t("Shown with it as one"),
  apart: t("Let it stand alone"),
  commentLabel: t("What do you want to say about this card?"),
  commentSend: t("Add the comment"),
  commentEmpty: t("Write something first."),
  saidAbout: t("What people said about it"),

  mergeTitle: t("Which words stand first?"),
  mergeHelp: t("All of them are kept, with who wrote them. Their votes add up."),

  suggestTitle: t("Suggested themes"),
  suggestHelp: t("Made on this machine from the words that cards share. Change what you like."),
  suggestNone: t("No cards share enough words. Sort them by hand."),
  suggestAll: (/** @type {number} */ count) => n("Make this theme", "Make all {n} themes", count),
  suggestOne: t("Make this one"),
  suggestNo: t("Not this one"),
  suggestCards: (/** @type {number} */ count) => t("Show its {cards}", of(count)),

  said: Object.freeze({
    moved: (/** @type {number} */ count, /** @type {string} */ to) =>
      t("{cards} moved to “{to}”.", { cards: cards(count), to }),
    loose: (/** @type {number} */ count) => t("{cards} moved out of the theme.", of(count)),
    stayed: (/** @type {number} */ count) => t("Somebody else moved {cards} first. That stays so.", of(count)),
    made: (/** @type {string} */ name) => t("The theme “{name}” is made.", { name }),
    madeAll: (/** @type {number} */ count) =>
      n("{n} theme is made. Undo takes it back.", "{n} themes are made. Undo takes them back.", count),
    changed: t("The theme is changed."),
    mergedThemes: (/** @type {string} */ name) => t("The themes are one now: “{name}”.", { name }),
    removed: t("The theme is taken away. Its cards are in no theme."),
    merged: (/** @type {number} */ count) => t("{cards} are shown as one.", of(count)),
    apart: t("The card stands alone again."),
    starred: steering("1 card starred.", "{n} cards starred."),
    unstarred: steering("Star taken off 1 card.", "Star taken off {n} cards."),
    hidden: steering("1 card hidden from the room. The console shows it again.",
      "{n} cards hidden from the room. The console shows them again."),
    comment: t("Your comment is saved."),
    undone: t("Taken back."),
    redone: t("Done again."),
    left: (/** @type {number} */ count) =>
      t("{cards} stayed, because somebody moved them since.", of(count)),
    shown: "It is on the big screen.",
    came: (/** @type {number} */ count) => t("New: {cards}.", of(count)),
    others: (/** @type {number} */ count) => t("Others moved {cards}.", of(count)),
  }),

  byTheme: "Show by theme",
  asCards: "Show as cards",
  letAll: "Let everybody sort",
  onlyMe: "Only I sort",
  letAllSaid: "Everybody in the room can sort now.",
  onlyMeSaid: "Only the facilitator sorts now.",
  /** What each key does; the last ones are for whoever steers. */
  keys: Object.freeze([
    ["↑ ↓", t("The card above or below")],
    ["← →", t("The theme beside")],
    ["Space", t("Choose a card, or not")],
    ["Ctrl A", t("Choose all of this theme")],
    ["M", t("Move to")],
    ["G", t("Make one card")],
    ["Enter", t("Open the card")],
    ["C", t("Comment")],
    ["Ctrl Z", t("Undo")],
    ["Ctrl Y", t("Do again")],
    ["Esc", t("Choose none")],
  ]),
  keysOfSteering: Object.freeze([["S", t("Star")], ["H", t("Hide")]]),
});
