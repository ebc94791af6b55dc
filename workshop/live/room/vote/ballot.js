/**
 * One person's ballot of one round. It is kept in this browser with every tap and sent as a whole
 * until the server has acknowledged it; sending it twice does no harm, and the last one counts.
 */
import { call, worthWaiting } from "../parts/api.js";
import { pause, random } from "../parts/elements.js";
import { store } from "../parts/store.js";
import { isCounted } from "./vote-answers.js";

/** @typedef {import("../types.js").Choice} Choice */
/**
 * @typedef {{choices: Choice[], state: "empty"|"waiting"|"saved"|"refused", turn: string,
 *   reason?: string}} Held `turn` is another one with every change
 */

const GATHER_MS = 250; // quick taps go out together
const OTHER_TAB_MS = 3_000;
const LONGEST_WAIT_MS = 3_000;

/**
 * @param {string} code
 * @param {string} round
 * @param {{person?: string, onchange: () => void}} options `person` has no device of their own
 */
export function ballot(code, round, { person, onchange }) {
  const kept = store(code);
  const name = person ? `ballot.${round}.${person}` : `ballot.${round}`;
  let running = false;
  /** @type {() => void} */
  let hurry = () => undefined;

  /** @returns {Held} */
  const held = () => /** @type {Held|null} */ (kept.get(name)) || { choices: [], state: "empty", turn: "" };
  /** @param {Held} value */
  const put = (value) => {
    kept.set(name, value);
    onchange();
  };
  /** @param {number} ms */
  const wait = (ms) => Promise.race([pause(ms), new Promise((done) => (hurry = () => done(null)))]);

  const run = async () => {
    hurry();
    if (running) return;
    running = true;
    let failures = 0;
    await pause(GATHER_MS);
    while (held().state === "waiting") {
      const { choices, turn } = held();
      const answer = await call(code, `/votes/${round}`, { is: isCounted, method: "PUT", body: { choices, person } });
      if (!answer.ok && worthWaiting(answer)) {
        failures += 1;
        const backoff = Math.min(LONGEST_WAIT_MS, 250 * 2 ** failures);
        await wait(Math.max(answer.retryAfter * 1000, backoff * (0.5 + Math.random() / 2)));
        continue;
      }
      failures = 0;
      const now = held(); // it may have been changed while it was on its way
      if (now.turn !== turn) continue;
      put({ ...now, state: answer.ok ? "saved" : "refused", reason: answer.detail || undefined });
    }
    running = false;
  };

  const off = kept.onOther((changed) => {
    if (changed !== name) return;
    onchange();
    setTimeout(run, OTHER_TAB_MS);
  });
  window.addEventListener("online", run);
  for (const old of kept.names("ballot.")) {
    if (!old.startsWith(`ballot.${round}`) && /** @type {Held|null} */ (kept.get(old))?.state !== "waiting") kept.remove(old);
  }
  if (held().state === "waiting") run();

  return {
    held,
    /** Try again now: the server is back. */
    run,
    /** @param {string} card @returns {Choice|undefined} */
    choice: (card) => held().choices.find((each) => each.card === card),
    /** What the server has; it counts unless something here is still on its way. @param {Choice[]} mine */
    learn(mine) {
      const { state } = held();
      if (state === "waiting" || (state === "empty" && !mine.length)) return;
      put({ choices: mine, state: "saved", turn: random(8) });
    },
    /** @param {string} card @param {Choice|null} said null takes it back */
    set(card, said) {
      const others = held().choices.filter((each) => each.card !== card);
      put({ choices: said ? [...others, said] : others, state: "waiting", turn: random(8) });
      run();
    },
    /** Leaves out what can no longer be voted on. @param {Set<string>} offered */
    keepOnly(offered) {
      const { choices } = held();
      const left = choices.filter((each) => offered.has(each.card));
      if (left.length === choices.length) return;
      put({ choices: left, state: "waiting", turn: random(8) });
      run();
    },
    unmount() {
      off();
      window.removeEventListener("online", run);
    },
  };
}
