/**
 * A button beside each card and each list of choices that reads it aloud, every part in its own
 * language, where this device has a voice for it. Where it has none, there is no button.
 */
import { el, sheet } from "../parts/elements.js";
import { icon } from "../parts/icons.js";
import { canRead, read, reader, spokenIn } from "../parts/voices.js";
import { words } from "../words/room-words.js";

const CARDS = ".card-text";
const CHOICES = ".ask[role=group]";
const APART = "[lang], .ask-label, small, button.chip"; // in a list of choices each of them is a part
const SOON_MS = 200; // what changes together is looked through together

/** @typedef {import("../parts/voices.js").Part} Part */

class ReadAloud {
  /** @param {HTMLElement} root @param {SpeechSynthesis} voice */
  constructor(root, voice) {
    this.root = root;
    this.voice = voice;
    /** @type {Map<Element, HTMLElement>} what is read -> its button */
    this.buttons = new Map();
    /** @type {HTMLElement|null} the button of what is being read */
    this.reading = null;
    this.later = 0;
    voice.addEventListener?.("voiceschanged", this.soon);
    new MutationObserver(this.soon).observe(root, { childList: true, subtree: true, characterData: true });
    this.look();
  }

  soon = () => {
    clearTimeout(this.later);
    this.later = window.setTimeout(this.look, SOON_MS);
  };

  look = () => {
    const found = new Set([...this.root.querySelectorAll(`${CARDS}, ${CHOICES}`)]
      .filter((node) => canRead(this.voice, parts(node))));
    for (const [node, button] of this.buttons) {
      if (found.has(node)) continue;
      if (this.reading === button) this.stop();
      button.remove();
      this.buttons.delete(node);
    }
    for (const node of found) {
      const button = this.buttons.get(node) || this.made(node);
      const place = node.matches(CARDS) ? node : node.querySelector(".ask-label") || node.firstElementChild;
      if (button.previousElementSibling !== place) place?.after(button);
      name(button, node, this.reading === button);
    }
  };

  /** @param {Element} node */
  made(node) {
    const button = el("button", { type: "button", class: "speak speak-card", click: () => this.press(node, button) }, icon("speaker"));
    this.buttons.set(node, button);
    return button;
  }

  /** @param {Element} node @param {HTMLElement} button */
  press(node, button) {
    const goesOn = this.reading !== button;
    this.stop();
    if (!goesOn) return;
    this.reading = button;
    read(this.voice, parts(node), () => this.reading === button && this.stop());
    name(button, node, true);
  }

  stop() {
    const was = this.reading;
    this.reading = null;
    this.voice.cancel();
    for (const [node, button] of this.buttons) if (button === was) name(button, node, false);
  }
}

/** What is to be read of an element, each part with its language. @param {Element} node @returns {Part[]} */
function parts(node) {
  const marked = [...node.querySelectorAll(node.matches(CARDS) ? "[lang]" : APART)];
  return (marked.length ? marked : [node])
    .map((each) => ({ text: wordsOf(each, marked).trim(),
      lang: spokenIn(each) }))
    .filter(({ text }) => text);
}

/** What stands in it and in none of the others within it: nothing is read twice. @param {Node} node @param {Element[]} others @returns {string} */
const wordsOf = (node, others) => [...node.childNodes].map((each) =>
  each instanceof Element ? (others.includes(each) ? "" : wordsOf(each, others)) : each.textContent || "").join("");

/** @param {HTMLElement} button @param {Element} node @param {boolean} reads */
function name(button, node, reads) {
  const said = words.actionOn(reads ? words.stopReading : words.readAloud, parts(node)[0]?.text || "");
  if (button.getAttribute("aria-label") === said) return;
  button.setAttribute("aria-label", said);
  button.classList.toggle("is-reading", reads);
}

/** @param {HTMLElement} root */
export function mount(root) {
  const voice = reader();
  if (!voice) return;
  sheet(new URL("../extras.css", import.meta.url));
  const aloud = new ReadAloud(root, voice);
  root.addEventListener("close", () => aloud.stop()); // of a dialog that is read
}
