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
 *   sent?: {choices: Choice[], turn: string}, reason?: string}} Held `turn` is another one with
 *   every change; what was `sent` goes out until it is answered, so that nothing that the network
 *   brings late can take the place of newer choices
 */

const GATHER_MS = 250; // quick taps go out together
const OTHER_TAB_MS = 3_000;
const LONGEST_WAIT_MS = 3_000;

class Ballot {
  /**
   * @param {string} code
   * @param {string} round
   * @param {{person?: string, onchange: () => void}} options `person` has no device of their own
   */
  constructor(code, round, { person, onchange }) {
    this.code = code;
    this.round = round;
    this.person = person;
    this.onchange = onchange;
    this.kept = store(this.code);
    this.name = this.person ? `ballot.${this.round}.${this.person}` : `ballot.${this.round}`;
    this.running = false;

    this.off = this.kept.onOther((changed) => {
      if (changed !== this.name) return;
      this.onchange();
      setTimeout(this.run, OTHER_TAB_MS);
    });
    window.addEventListener("online", this.run);
    for (const old of this.kept.names("ballot.")) {
      if (!old.startsWith(`ballot.${this.round}`) && /** @type {Held|null} */ (this.kept.get(old))?.state !== "waiting") this.kept.remove(old);
    }
    if (this.held().state === "waiting") this.run();
  }

  /** @type {() => void} */
  hurry = () => undefined;

  /** @returns {Held} */
  held = () => {
    const found = /** @type {Held|null} */ (this.kept.get(this.name));
    return Array.isArray(found?.choices) ? found : { choices: [], state: "empty", turn: "" };
  };

  /** @param {Held} value */
  put = (value) => {
    this.kept.set(this.name, value);
    this.onchange();
  };

  /** @param {number} ms */
  wait = (ms) => Promise.race([pause(ms), new Promise((done) => (this.hurry = () => done(null)))]);

  run = async () => {
    this.hurry();
    if (this.running) return;
    this.running = true;
    let failures = 0;
    await pause(GATHER_MS);
    while (this.held().state === "waiting") {
      const held = this.held();
      const sent = held.sent || { choices: held.choices, turn: held.turn };
      if (!held.sent) this.kept.set(this.name, { ...held, sent });
      const answer = await call(this.code, `/votes/${this.round}`,
        { is: isCounted, method: "PUT", key: sent.turn, body: { choices: sent.choices, person: this.person } });
      if (!answer.ok && worthWaiting(answer)) {
        failures += 1;
        const backoff = Math.min(LONGEST_WAIT_MS, 250 * 2 ** failures);
        await this.wait(Math.max(answer.retryAfter * 1000, backoff * (0.5 + Math.random() / 2)));
        continue;
      }
      failures = 0;
      const now = this.held(); // it may have been changed while it was on its way
      if (now.turn !== sent.turn) {
        if (now.sent?.turn === sent.turn) this.kept.set(this.name, { ...now, sent: undefined });
        continue;
      }
      this.put({ ...now, sent: undefined, state: answer.ok ? "saved" : "refused", reason: answer.detail || undefined });
    }
    this.running = false;
  };

  /** @param {string} card @returns {Choice|undefined} */
  choice = (card) => this.held().choices.find((each) => each.card === card);

  /** What `learn` needs to know of the moment when the server was asked. */
  asking = () => (this.held().state === "waiting" ? null : this.held().turn);

  /**
   * What the server has; it counts unless something here is still on its way, or was when it was asked.
   * @param {Choice[]} mine @param {string|null} asked
   */
  learn = (mine, asked) => {
    const { state, turn } = this.held();
    if (state === "waiting" || asked !== turn || (state === "empty" && !mine.length)) return;
    this.put({ choices: mine, state: "saved", turn: random(8) });
  };

  /** @param {string} card @param {Choice|null} said null takes it back */
  set = (card, said) => {
    const { choices, sent } = this.held();
    const others = choices.filter((each) => each.card !== card);
    this.put({ sent, choices: said ? [...others, said] : others, state: "waiting", turn: random(8) });
    this.run();
  };

  /** Leaves out what can no longer be voted on. @param {Set<string>} offered */
  keepOnly = (offered) => {
    const { choices, sent } = this.held();
    const left = choices.filter((each) => offered.has(each.card));
    if (left.length === choices.length) return;
    this.put({ sent, choices: left, state: "waiting", turn: random(8) });
    this.run();
  };

  unmount = () => {
    this.off();
    window.removeEventListener("online", this.run);
  };
}

/** @param {ConstructorParameters<typeof Ballot>[0]} code @param {ConstructorParameters<typeof Ballot>[1]} round @param {ConstructorParameters<typeof Ballot>[2]} options */
export function ballot(code, round, options) {
  return new Ballot(code, round, options);
}
