/** The buttons of undo and redo say what they would do, before anybody presses them. */
import { call } from "../parts/api.js";
import { el } from "../parts/elements.js";
import { retold, strangeIn } from "../parts/say.js";
import { isPutTogether, isText, optional, shape } from "../parts/validators.js";
import { words } from "../words/sort-words.js";

const AGAIN_MS = 600;
const isNamed = shape({ undo_says: isText, redo_says: isText, undo_said: optional(isPutTogether), redo_said: optional(isPutTogether) });

/**
 * @param {Element} root the page with both buttons
 * @param {string} code
 * @returns {() => void} asks again, a moment later
 */
export function namedUndo(root, code) {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let later;
  const say = (/** @type {string} */ name, /** @type {string} */ label, /** @type {string} */ detail, /** @type {import("../types.js").Told["said"]} */ said) => {
    const button = root.querySelector(`[data-do="${name}"]`);
    const what = detail && retold({ detail, said });
    const named = Boolean(what) && !strangeIn(what); // in another language the label says enough
    button?.classList.toggle("is-named", named);
    button?.replaceChildren(label, ...(named ? [el("span", { class: "sort-colon", text: ": " }), el("span", { class: "sort-what", dir: "auto", text: what })] : []));
  };
  const ask = async () => {
    const answer = await call(code, "/sort", { is: isNamed, again: false });
    if (!answer.ok) return;
    say("undo", words.undo, answer.data.undo_says, answer.data.undo_said);
    say("redo", words.redo, answer.data.redo_says, answer.data.redo_said);
  };
  return () => {
    clearTimeout(later);
    later = setTimeout(ask, AGAIN_MS * (0.5 + Math.random()));
  };
}
