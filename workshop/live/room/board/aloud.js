/**
 * A button that reads the whole board aloud, also what is a page further on: each text in its own
 * language. Where this device has no voice for any of them, there is no button.
 */
import { setText, show } from "../parts/elements.js";
import { canRead, read, reader, spokenIn } from "../parts/voices.js";
import { words } from "../words/board-words.js";

const BLOCK = "li, p, dt, dd, h2, h3, blockquote, figcaption, caption, th, td, cite";
const UNREAD = "[aria-hidden=true], .vb-page-at, .vb-more, .vb-where";

/** Its texts in their order; what stands in one block in one language is one part. @param {Element} board */
function parts(board) {
  /** @type {(import("../parts/voices.js").Part & {block: Element|null})[]} */
  const found = [];
  const walk = document.createTreeWalker(board, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    const text = node.textContent || "";
    if (parent?.closest(UNREAD)) continue;
    const [block, lang] = [parent?.closest(BLOCK) || null, spokenIn(parent)];
    const last = found[found.length - 1];
    const goesOn = last && last.block === block && last.lang === lang;
    if (goesOn) last.text += text;
    else if (text.trim()) found.push({ text, lang, block });
  }
  return found.map(({ text, lang }) => ({ text: text.replace(/\s+/gu, " ").trim(), lang }));
}

/**
 * @param {HTMLElement} button
 * @param {() => Element} board as it stands now
 * @returns {() => void} to be called when the board was drawn anew
 */
export function mount(button, board) {
  const voice = reader();
  if (!voice) return () => undefined;
  let reading = false;
  const draw = () => {
    setText(button, reading ? words.stopReading : words.readAloud);
    show(button, reading || canRead(voice, parts(board())));
  };
  const stop = () => {
    reading = false;
    voice.cancel();
    draw();
  };
  button.addEventListener("click", () => {
    if (reading) return stop();
    voice.cancel();
    reading = true;
    draw();
    return read(voice, parts(board()), () => reading && stop());
  });
  voice.addEventListener?.("voiceschanged", draw);
  addEventListener("pagehide", () => voice.cancel());
  draw();
  return draw;
}
