/**
 * The vision board on a whole screen: set as large as its window allows, turned through its lists
 * by a key, and following the room. Inside the projector page it is told when to look again, and
 * when to turn: the keys are that page's.
 */
import { fit, formOf } from "./board/fitting.js";
import * as aloud from "./board/aloud.js";
import * as bar from "./board/bar.js";
import { part, setText, show } from "./parts/elements.js";
import * as pulseLine from "./parts/pulse.js";
import * as scheme from "./parts/scheme.js";
import { words } from "./words/board-words.js";

const LOOK_MS = 2_000; // a board that is being written redraws at most this often

const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const code = main.dataset.code || "";
const board = () => /** @type {HTMLElement} */ (main.querySelector(".vb"));
const say = (/** @type {string} */ text) => setText(part(main, "say"), text);
let page = 0;
let hasMore = false;
let onPaper = false;

function set() {
  const form = onPaper ? "a3" : formOf(innerWidth, innerHeight);
  hasMore = fit(board(), form, onPaper ? 0 : page);
  const at = /** @type {HTMLElement|null} */ (board().querySelector(".vb-page-at"));
  setText(at, words.page(page + 1));
  show(at, page > 0 && Boolean(form) && !onPaper);
  if (part(main, "more")) show(part(main, "more"), hasMore || page > 0);
}

/** So many pages on or back; false where there is none. @param {number} by */
function turn(by) {
  if (by > 0 && !hasMore) return false;
  const next = Math.max(0, page + by);
  if (next === page) return false;
  page = next;
  set();
  say(words.page(page + 1));
  return true;
}

/** Take the board of the page as the server makes it now; its words were escaped there. */
async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store", redirect: "manual" }).catch(() => null);
  if (!answer?.ok) return;
  const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".vb");
  if (!next || next.outerHTML === drawn) return;
  drawn = next.outerHTML;
  board().replaceWith(document.adoptNode(next));
  set();
  onceDrawn();
  drawnAnew();
}

/** Set anew by the button that reads aloud. */
let drawnAnew = () => {};

/** The drawing comes after the words, and has a say in how they are set. */
const onceDrawn = () => board().querySelector("img")?.addEventListener("load", set);

let drawn = board().outerHTML;
/** @type {ReturnType<typeof setTimeout>|undefined} */
let waiting;
const soon = () => {
  waiting ??= setTimeout(() => {
    waiting = undefined;
    look();
  }, LOOK_MS);
};

/** A sheet of A3 holds more than a screen, so it is set anew for it. */
function paper() {
  const wear = (/** @type {boolean} */ now) => {
    onPaper = now;
    set();
  };
  addEventListener("beforeprint", () => wear(true));
  addEventListener("afterprint", () => wear(false));
}

scheme.follow();
set();
paper();
addEventListener("resize", () => onPaper || set());
document.fonts?.ready.then(set);
onceDrawn();
if (main.dataset.framed === "yes") {
  addEventListener("message", (event) => {
    if (event.origin !== location.origin) return;
    if (event.data === "look") soon();
    if (event.data === "on") turn(1);
    if (event.data === "back") turn(-1);
    if (event.data === "round") turn(1) || turn(-Infinity);
  });
  soon(); // what came between the page and this script was told to nobody
} else {
  const print = () => window.print();
  drawnAnew = aloud.mount(/** @type {HTMLElement} */ (part(main, "aloud")), board);
  const pulse = pulseLine.connect({ code, view: "projector", since: main.dataset.since });
  pulse.on("cards", soon);
  pulse.on("snapshot", soon);
  bar.mount(/** @type {HTMLElement} */ (main.querySelector(".board-tools")), {
    say,
    acts: { more: () => turn(1) || turn(-Infinity), print },
    keys: { arrowright: () => turn(1), arrowleft: () => turn(-1), home: () => turn(-Infinity), p: print },
  });
}
