/**
 * A case that the room reads comes to all screens in the room's language. One that speaks another
 * asks for it in its own, and until then marks what it shows with the room's.
 */
import { call } from "./api.js";
import { leftIn } from "./say.js";
import { isShown, optional, shape } from "./validators.js";

/** @typedef {import("../types.js").Shown} Shown */

const isTold = shape({ projector: shape({ item: optional(isShown) }) });

/**
 * @param {string} code
 * @param {() => void} draw it has come
 * @param {number} [apart] a whole room asks at the same news: within so many milliseconds
 * @returns {(item: Shown|undefined) => Shown|undefined} what of it is to be shown now
 */
export function inOwnWords(code, draw, apart = 0) {
  const { lang, dataset } = document.documentElement;
  const room = dataset.method || lang;
  /** @type {Map<string, Shown>} by its title, which is the same in all */
  const known = new Map();
  let asked = "";

  const ask = async (/** @type {string} */ title) => {
    const answer = await call(code, "/shown", { is: isTold, again: false });
    const item = answer.ok ? answer.data.projector.item : undefined;
    asked = "";
    if (item?.title !== title) return;
    known.set(title, item);
    draw();
  };
  return (item) => {
    if (item?.kind !== "case" || lang === room) return item;
    const own = known.get(item.title);
    if (own) return own;
    const { title, subtitle, text, points, note, later = "", number } = item;
    const told = [title, subtitle, text, ...points, note, later, ...Object.values(number || {}).map(String)];
    leftIn(told.filter((each) => /\p{L}/u.test(each)), room); // a figure alone is in no language
    if (asked !== title) {
      asked = title;
      setTimeout(() => ask(title), Math.random() * apart);
    }
    return item;
  };
}
