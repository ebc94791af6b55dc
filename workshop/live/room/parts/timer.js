/**
 * The time that is left, the same on every screen because it counts on the server's clock. At
 * zero it says so and closes nothing.
 */
import { setText, show } from "./elements.js";
import { words } from "../words/room-words.js";

/**
 * @param {number} ms
 * @returns {string} such as "2:05" or "1:02:05"
 */
export function clockText(ms) {
  const all = Math.max(0, Math.ceil(ms / 1000));
  const seconds = String(all % 60).padStart(2, "0");
  const minutes = Math.floor(all / 60) % 60;
  const hours = Math.floor(all / 3600);
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}

/**
 * @param {HTMLElement} root
 * @param {{now: () => number, say?: (text: string) => void, up?: () => void}} options
 *   `now` is the server's clock; `say` speaks to screen readers; `up` is told when the time is up
 * @returns {{set: (endsAt: string|null|undefined, left?: number|null) => void, unmount: () => void}}
 */
export function mount(root, { now, say = () => undefined, up = () => undefined }) {
  /** @type {number|null} */
  let end = null;
  /** @type {number|null} milliseconds that are left while the clock stands still */
  let still = null;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let tick;
  let last = Infinity;
  root.setAttribute("role", "timer");

  const draw = () => {
    clearTimeout(tick);
    show(root, end !== null || still !== null);
    if (still !== null) {
      root.setAttribute("data-state", "still");
      setText(root, words.left(clockText(still)));
    }
    if (end === null) return;
    const left = end - now();
    const state = left <= 0 ? "up" : left <= 60_000 ? "soon" : "running";
    root.setAttribute("data-state", state);
    setText(root, left <= 0 ? words.timeUp : words.left(clockText(left)));
    if (last > 60_000 && left <= 60_000 && left > 55_000) say(words.minuteLeft);
    if (last > 0 && left <= 0 && left > -5_000) {
      say(words.timeUp);
      up();
    }
    last = left;
    if (left > 0) tick = setTimeout(draw, (left % 1000) + 5);
  };

  return {
    set(endsAt, left) {
      still = typeof left === "number" ? left * 1_000 : null;
      const next = endsAt ? Date.parse(endsAt) : NaN;
      const value = Number.isNaN(next) ? null : next;
      if (value !== end) last = value === null ? Infinity : value - now();
      end = value;
      draw();
    },
    unmount: () => clearTimeout(tick),
  };
}
