/**
 * Parts of a page that are fetched when they are first wanted, and may not come then: a wifi that
 * is away for a moment, or cuts a file short.
 */
import { pause } from "./elements.js";

const LONGEST_WAIT_MS = 15_000;

/**
 * Some browsers remember a failure by its address, so each further try asks at another one.
 *
 * @template M
 * @param {(again: string) => Promise<M>} load the address ends with `again`
 * @returns {{once: () => Promise<M|null>, surely: (slow: () => void) => Promise<M>}} `once` tries and
 *   gives null if it did not come; `surely` goes on until it has come, and calls `slow` if that takes
 *   more than two tries
 */
export function later(load) {
  let tries = 0;
  /** @type {Promise<M|null>|null} */
  let coming = null;

  const once = () =>
    (coming ||= load(tries ? `?again=${tries}` : "").catch(() => {
      tries += 1;
      coming = null;
      return null;
    }));

  const surely = async (/** @type {() => void} */ slow) => {
    for (let tried = 1; ; tried += 1) {
      const module = await once();
      if (module) return module;
      if (tried === 2) slow();
      await pause(Math.min(LONGEST_WAIT_MS, 250 * 2 ** tried));
    }
  };

  return { once, surely };
}
