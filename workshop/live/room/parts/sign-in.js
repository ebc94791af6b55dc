/**
 * Somebody else answers in the server's place: a guest wifi that wants a click, a proxy, another
 * program at this address. After a while that is said, with a link to where one signs in.
 */
import { el } from "./elements.js";
import { words } from "../words/sign-in-words.js";

const MOST = 3;
const WHILE_MS = 4_000;
const GATEWAYS = [502, 503, 504]; // a proxy whose server is away says these: no sign-in helps there

let strange = 0;
let since = 0;
/** @type {HTMLElement|null} */
let line = null;

/** @param {boolean} ours whether our server gave this answer @param {Response} answer */
export function heard(ours, answer) {
  if (ours) {
    strange = 0;
    line?.remove();
    line = null;
    return;
  }
  if (GATEWAYS.includes(answer.status)) return;
  if (!strange) since = performance.now();
  strange += 1;
  if (strange >= MOST && performance.now() - since >= WHILE_MS && !line) document.body.prepend((line = notice()));
}

function notice() {
  const made = el("div", { class: "sign-in", role: "alert", "data-part": "sign-in" },
    el("strong", { text: words.signIn }), " ",
    // This very address is what the wifi answers for, so its page shows there.
    el("a", { href: location.href, target: "_blank", rel: "noopener", text: words.openTab }), " ",
    el("span", { text: words.kept }));
  // Also on pages that have none of our styles; the system's own colours follow its scheme.
  Object.assign(made.style, { position: "sticky", top: "0", zIndex: "1000000", padding: "0.75rem 1rem",
    background: "Canvas", color: "CanvasText", borderBottom: "3px solid currentColor", font: "inherit" });
  return made;
}
