/** The slim row of controls on the vision board: it comes when somebody moves, and goes again. */
import { part, setText, show } from "../parts/elements.js";
import * as scheme from "../parts/scheme.js";
import { words } from "../words/projector-words.js";

const QUIET_MS = 3_000;

function fullScreen() {
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
  const wake = () => {
    clearTimeout(quiet);
    bar.classList.remove("is-quiet");
    quiet = setTimeout(() => bar.classList.add("is-quiet"), QUIET_MS);
  };
  for (const name of ["pointermove", "pointerdown", "focusin"]) document.addEventListener(name, wake);
  wake();
  return hide;
}

/**
 * @param {HTMLElement} bar
 * @param {{turn: (by: number) => boolean, print: () => void, say: (text: string) => void}} board
 */
export function mount(bar, { turn, print, say }) {
  const hide = comeAndGo(bar);
  const colours = () => {
    const name = scheme.next();
    setText(part(bar, "scheme-name"), name);
    say(name);
  };
  /** @type {Record<string, () => unknown>} */
  const acts = { more: () => turn(1) || turn(-Infinity), print, scheme: colours, full: fullScreen, hide };
  for (const [name, act] of Object.entries(acts)) {
    part(bar, name)?.addEventListener("click", act);
    show(part(bar, name), true);
  }
  setText(part(bar, "scheme-name"), words.bar.scheme);
  show(part(bar, "full"), Boolean(document.documentElement.requestFullscreen));
  /** @type {Record<string, () => unknown>} */
  const keys = { arrowright: () => turn(1), arrowleft: () => turn(-1), home: () => turn(-Infinity), p: print, c: colours, f: fullScreen, escape: hide };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
