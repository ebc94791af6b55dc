/**
 * Undo on the big screen, where a press is seen by all: it is named first, and done when it is
 * pressed again.
 */
import { call } from "../parts/api.js";
import { retold } from "../parts/say.js";
import { isObject, isPutTogether, isText, optional, shape } from "../parts/validators.js";
import { words } from "../words/projector-words.js";

/** @typedef {{says: string, revision: number, until: number}} Asked */

const FOR_MS = 8_000;
const isNamed = shape({ undo_says: isText, undo_said: optional(isPutTogether) });

/**
 * @param {string} code
 * @param {Asked|null} asked what was named before
 * @param {number} revision of the room as it is shown
 * @param {(text: string) => void} tell
 * @returns {Promise<Asked|null>} what is named now
 */
export async function undoOnce(code, asked, revision, tell) {
  if (asked && performance.now() < asked.until) {
    const body = { do: "undo", at: asked.revision };
    const done = await call(code, "/sort", { is: /** @type {import("../types.js").Is<object>} */ (isObject), method: "POST", body, again: false });
    tell(done.ok ? words.undone(asked.says) : done.detail || words.steerFailed);
    return null;
  }
  const named = await call(code, "/sort", { is: isNamed, again: false });
  if (!named.ok) {
    tell(named.detail || words.steerFailed);
    return null;
  }
  const { undo_says: detail, undo_said: said } = named.data;
  const says = detail && retold({ detail, said });
  tell(says ? words.undoNamed(says) : words.nothingToUndo);
  return says ? { says, revision, until: performance.now() + FOR_MS } : null;
}
