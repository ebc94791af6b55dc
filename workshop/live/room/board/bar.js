/**
 * The slim row of controls on a screen where nobody steers, the vision board and a spare wall: it
 * comes when somebody moves, and goes again.
 */
import { part, setText, show } from "../parts/elements.js";
import * as letters from "../parts/letters.js";
import * as scheme from "../parts/scheme.js";
import { words } from "../words/board-words.js";

const QUIET_MS = 3_000;
const FIRST_MS = 1_200; // long enough to be noticed, over before anybody reads

/** Asks for the whole screen, or gives it back. */
export function fullScreen() {
  const asked = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
  asked?.catch(() => undefined);
}

/** Comes at a touch or a key, and stays while focus is in it. @param {HTMLElement} bar */
function comeAndGo(bar) {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let quiet;
  const hide = () => {
    clearTimeout(quiet);
    if (bar.contains(document.activeElement)) /** @type {HTMLElement} */ (document.activeElement).blur();
    bar.classList.add("is-quiet");
  };
  const wake = (/** @type {number} */ ms) => {
    clearTimeout(quiet);
    bar.classList.remove("is-quiet");
    quiet = setTimeout(() => bar.classList.add("is-quiet"), ms);
  };
  for (const name of ["pointermove", "pointerdown", "focusin"]) document.addEventListener(name, () => wake(QUIET_MS));
  wake(FIRST_MS);
  return hide;
}

/** @typedef {Record<string, () => unknown>} Acts */

/**
 * @param {HTMLElement} bar
 * @param {{say: (text: string) => void, acts?: Acts, keys?: Acts}} page `acts` by the names of its
 *   buttons, and `keys` that do more here
 */
export function mount(bar, { say, acts: more = {}, keys: others = {} }) {
  const hide = comeAndGo(bar);
  const colours = () => {
    const name = scheme.next();
    setText(part(bar, "scheme-name"), name);
    say(name);
  };
  const lettered = () => letters.name(part(bar, "letters"));
  const turnLetters = () => {
    say(letters.turn());
    lettered();
  };
  /** @type {Acts} */
  const acts = { ...more, scheme: colours, full: fullScreen, letters: turnLetters, hide };
  for (const [name, act] of Object.entries(acts)) {
    part(bar, name)?.addEventListener("click", act);
    show(part(bar, name), true);
  }
  setText(part(bar, "scheme-name"), words.scheme);
  lettered();
  show(part(bar, "full"), Boolean(document.documentElement.requestFullscreen));
  /** @type {Acts} */
  const keys = { ...others, c: colours, f: fullScreen, escape: hide };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys[event.key.toLowerCase()];
    if (!act || !letters.mayAct(event.key)) return;
    event.preventDefault();
    act();
  });
}
