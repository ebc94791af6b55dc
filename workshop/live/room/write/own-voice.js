/**
 * The recording of one's own card: to hear, where its writer presses play, and to take away for good.
 */
import { call } from "../parts/api.js";
import { cardWords } from "../parts/card-words.js";
import { el, setText, sheet, show } from "../parts/elements.js";
import { home } from "../parts/home.js";
import { isText, shape } from "../parts/validators.js";
import { words } from "../words/recording-words.js";

const GONE = 404;
const isGone = shape({ id: isText });

/** @param {{code: string, card: import("../types.js").Card, say: (text: string) => void, ongone: () => void}} options */
export async function hear({ code, card, say, ongone }) {
  await sheet(new URL("../translate.css", import.meta.url));
  const before = /** @type {HTMLElement|null} */ (document.activeElement);
  const path = `/cards/${encodeURIComponent(card.id)}/recording`;
  const sound = /** @type {HTMLAudioElement} */ (
    el("audio", { controls: true, preload: "none", src: `${home}/api/${code}${path}`, "aria-label": words.listen }));
  const text = el("p", { class: "card-text", dir: "auto" });
  cardWords(text, card);
  const wrong = el("p", { class: "words-said", role: "status" });
  sound.addEventListener("error", () => setText(wrong, words.cannot));
  const remove = async () => {
    const answer = await call(code, path, { is: isGone, method: "DELETE" });
    if (!answer.ok && answer.status !== GONE) return setText(wrong, answer.detail || words.cannot);
    dialog.close();
    ongone();
    return say(answer.ok ? words.removed : answer.detail);
  };
  const dialog = /** @type {HTMLDialogElement} */ (el("dialog", { class: "words-dialog", "aria-labelledby": "voice-title" },
    el("h2", { id: "voice-title", text: words.listen }), text, sound, wrong,
    el("div", { class: "row" },
      el("button", { type: "button", class: "button", text: words.close, click: () => dialog.close() }),
      el("button", { type: "button", class: "button quiet", text: words.remove, click: remove }))));
  dialog.addEventListener("close", () => {
    sound.pause();
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  document.body.append(dialog);
  if (dialog.showModal) dialog.showModal();
  else show(dialog, true);
}
