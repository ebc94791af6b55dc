/**
 * The colours of the big screen, chosen by whoever stands at it: a lamp and a room decide what can
 * be read. Remembered by this browser, and the same in every tab and frame of it.
 */
import { words } from "../words/board-words.js";

const NAME = "reframe.scheme";
const SCHEMES = ["", "light", "dark", "strong"];

function kept() {
  try {
    return localStorage.getItem(NAME) || "";
  } catch {
    return document.documentElement.dataset.scheme || "";
  }
}

/** @param {string} scheme */
function wear(scheme) {
  if (SCHEMES.includes(scheme) && scheme) document.documentElement.dataset.scheme = scheme;
  else delete document.documentElement.dataset.scheme;
}

/** Put on what was chosen, now and whenever another tab or frame chooses. */
export function follow() {
  wear(kept());
  addEventListener("storage", (event) => {
    if (event.key === NAME) wear(event.newValue || "");
  });
}

/** The next one, and its name to say. */
export function next() {
  const scheme = SCHEMES[(SCHEMES.indexOf(kept()) + 1) % SCHEMES.length];
  wear(scheme);
  try {
    localStorage.setItem(NAME, scheme);
  } catch {
    // It holds until the page is left.
  }
  return words.schemes[/** @type {keyof typeof words.schemes} */ (scheme || "system")];
}
