/**
 * A button that reads the prompt aloud with the browser's own voice. It is not there where the
 * browser has none.
 */
import { el, setText } from "./elements.js";
import { icon } from "./icons.js";
import { words } from "../words/room-words.js";

/**
 * @param {HTMLElement} after the element that the button follows
 * @param {{text: () => string}} options
 * @returns {{stop: () => void}}
 */
export function mount(after, { text }) {
  const voice = window.speechSynthesis;
  if (!voice || typeof SpeechSynthesisUtterance === "undefined") return { stop: () => undefined };
  const label = el("span", { text: words.readAloud });
  let speaking = false;

  const stop = () => {
    if (!speaking) return;
    speaking = false;
    voice.cancel();
    setText(label, words.readAloud);
  };
  const start = () => {
    const spoken = new SpeechSynthesisUtterance(text());
    spoken.lang = after.closest("[lang]")?.getAttribute("lang") || "en";
    spoken.onend = stop;
    spoken.onerror = stop;
    voice.cancel();
    voice.speak(spoken);
    speaking = true;
    setText(label, words.stopReading);
  };
  after.after(
    el("button", { type: "button", class: "speak", click: () => (speaking ? stop() : start()) },
      icon("speaker"), label),
  );
  return { stop };
}
