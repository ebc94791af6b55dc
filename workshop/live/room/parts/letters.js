/**
 * Single letters that press something on a big screen: whether they act (WCAG 2.1.4), for whoever
 * speaks to the computer or presses keys by accident. Remembered by this browser.
 */
import { setText } from "./elements.js";
import { words } from "../words/board-words.js";

const NAME = "reframe.letters";
let off = false; // where nothing can be kept, it holds until the page is left

function areOff() {
  try {
    off = localStorage.getItem(NAME) === "off";
  } catch {
    // What was chosen here holds.
  }
  return off;
}

/** Whether this key may act: keys that write nothing, such as arrows, always do. @param {string} key */
export const mayAct = (key) => key.length > 1 || !areOff();

/** What the switch would do, written on it. @param {Element|null} label */
export const name = (label) => setText(label, areOff() ? words.letters.on : words.letters.off);

/** Switches them, and says what holds now. */
export function turn() {
  off = !areOff();
  try {
    localStorage.setItem(NAME, off ? "off" : "");
  } catch {
    // It holds until the page is left.
  }
  return off ? words.letters.nowOff : words.letters.nowOn;
}
