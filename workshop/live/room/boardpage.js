/**
 * The vision board on a whole screen: it says less of each thing where there is too much to say,
 * and follows the room. Inside the projector page it is told when to look again.
 */
import { part, setText, show } from "./parts/elements.js";
import * as pulseLine from "./parts/pulse.js";
import * as scheme from "./parts/scheme.js";
import { words } from "./words/projector-words.js";

const TIGHTEST = 4;
const LOOK_MS = 2_000; // a board that is being written redraws at most this often
const QUIET_MS = 5_000;

const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const code = main.dataset.code || "";
const board = () => /** @type {HTMLElement} */ (main.querySelector(".vb"));

/** Each column for itself, so that one long answer does not shorten all the others. */
function fit() {
  for (const column of /** @type {NodeListOf<HTMLElement>} */ (board().querySelectorAll(".vb-column"))) {
    delete column.dataset.tight;
    for (let tight = 1; tight <= TIGHTEST && column.scrollHeight > column.clientHeight + 1; tight += 1) {
      column.dataset.tight = String(tight);
    }
  }
}

/** Take the board of the page as the server makes it now; its words were escaped there. */
async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector(".vb");
  if (!next || next.outerHTML === drawn) return;
  drawn = next.outerHTML;
  board().replaceWith(document.adoptNode(next));
  fit();
}

let drawn = board().outerHTML;
/** @type {ReturnType<typeof setTimeout>|undefined} */
let waiting;
const soon = () => {
  waiting ??= setTimeout(() => {
    waiting = undefined;
    look();
  }, LOOK_MS);
};

function tools() {
  const bar = /** @type {HTMLElement|null} */ (main.querySelector(".board-tools"));
  if (!bar) return;
  const print = /** @type {HTMLElement} */ (part(bar, "print"));
  const full = /** @type {HTMLElement} */ (part(bar, "full"));
  print.addEventListener("click", () => window.print());
  full.addEventListener("click", () => {
    const asked = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
    asked?.catch(() => undefined);
  });
  const colours = /** @type {HTMLElement} */ (part(bar, "scheme"));
  setText(colours, words.bar.scheme);
  colours.addEventListener("click", () => setText(colours, scheme.next()));
  show(print, true);
  show(colours, true);
  show(full, Boolean(document.documentElement.requestFullscreen));
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let quiet;
  const wake = () => {
    clearTimeout(quiet);
    bar.classList.remove("is-quiet");
    quiet = setTimeout(() => bar.classList.add("is-quiet"), QUIET_MS);
  };
  for (const name of ["pointermove", "pointerdown", "keydown"]) document.addEventListener(name, wake);
  wake();
}

scheme.follow();
fit();
addEventListener("resize", fit);
document.fonts?.ready.then(fit);
if (main.dataset.framed === "yes") {
  addEventListener("message", (event) => {
    if (event.origin === location.origin && event.data === "look") soon();
  });
  soon(); // what came between the page and this script was told to nobody
} else {
  const pulse = pulseLine.connect({ code, view: "projector" });
  pulse.on("cards", soon);
  pulse.on("snapshot", soon);
  tools();
}
