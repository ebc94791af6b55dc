/**
 * What a person has written and the room has not yet acknowledged. Every item lies under its own
 * name in localStorage, so two tabs never overwrite each other's. One tab at a time sends (a
 * lease), one item at a time, in order, for as long as it takes; the idempotency key makes a
 * second sending harmless. Nothing is removed before the server has answered.
 */
import { call, worthWaiting } from "./api.js";
import { listeners, pause, random } from "./elements.js";
import { store } from "./store.js";
import { isReceipt } from "./validators.js";

/** @typedef {import("../types.js").Item} Item */
/** @typedef {import("../types.js").Fields} Fields */
/** @typedef {import("../types.js").Answer<{id: string, version?: number|null, ask?: string|null}>} Receipt */
/**
 * @typedef {{change: undefined, draft: string, stuck: import("../types.js").Refused,
 *   refused: {item: Item, reason: string},
 *   saved: {item: Item, id: string, version: number, ask?: string|null}}} Told
 */

const LEASE_MS = 12_000;
const LONGEST_WAIT_MS = 3_000;

/** @type {Map<string, ReturnType<typeof make>>} */
const boxes = new Map();

/** @param {string} code @returns {ReturnType<typeof make>} */
export function outbox(code) {
  let box = boxes.get(code);
  if (!box) boxes.set(code, (box = make(code)));
  return box;
}

/** @param {string} code */
function make(code) {
  const kept = store(code);
  const { on, tell } = /** @type {ReturnType<typeof listeners<Told>>} */ (listeners());
  const tab = random(8);
  let running = false;
  let inFlight = "";
  let counter = 0;
  /** @type {() => void} */
  let hurry = () => undefined;

  const items = () =>
    kept
      .names("out.")
      .map((name) => /** @type {Item|null} */ (kept.get(name)))
      .filter((each) => each !== null)
      .sort((a, b) => a.at - b.at);
  /** @param {string} key @returns {Item|null} */
  const item = (key) => kept.get(`out.${key}`);
  /** @param {Item} value */
  const put = (value) => {
    kept.set(`out.${value.key}`, value);
    tell("change", undefined);
  };
  /** @param {string} key */
  const drop = (key) => {
    kept.remove(`out.${key}`);
    tell("change", undefined);
  };
  /** @param {Partial<Item>} value @returns {Item} */
  const queue = (value) => {
    counter += 1;
    const at = Date.now() + (counter % 1000) / 1000;
    const whole = /** @type {Item} */ ({ key: random(), state: "waiting", at, text: "", ...value });
    put(whole);
    run();
    return whole;
  };

  const holds = () => /** @type {{tab: string}|null} */ (kept.get("lease"))?.tab === tab;

  /** Only one tab sends. A tab that was closed in between loses its lease by time. */
  const lease = async () => {
    const held = /** @type {{tab: string, until: number}|null} */ (kept.get("lease"));
    const ours = held && held.tab === tab;
    if (held && !ours && held.until > Date.now()) return false;
    kept.set("lease", { tab, until: Date.now() + LEASE_MS });
    if (ours) return true;
    await pause(15 + Math.random() * 25); // both may have written: the last one wins
    return holds();
  };

  const giveUpLease = () => {
    if (holds()) kept.remove("lease");
  };

  const run = async () => {
    hurry();
    if (running) return;
    running = true;
    let failures = 0;
    for (;;) {
      const next = items().find((each) => each.state === "waiting");
      if (!next) break;
      if (!(await lease())) {
        await wait(1_000);
        continue;
      }
      const answer = await send(next.key);
      if (!answer) continue;
      if (answer.ok || !worthWaiting(answer)) {
        failures = 0;
        settle(next.key, answer);
        continue;
      }
      failures += 1;
      if (failures === 1) tell("stuck", answer);
      const backoff = Math.min(LONGEST_WAIT_MS, 250 * 2 ** failures);
      await wait(Math.max(answer.retryAfter * 1000, backoff * (0.5 + Math.random() / 2)));
    }
    giveUpLease();
    running = false;
  };

  /** @param {number} ms */
  const wait = (ms) =>
    new Promise((/** @type {(value?: unknown) => void} */ done) => {
      const timer = setTimeout(done, ms);
      hurry = () => {
        clearTimeout(timer);
        done();
      };
    });

  /** @param {string} key */
  const send = async (key) => {
    const next = item(key); // read again: it may have changed while the lease was settled
    if (!next) return null;
    inFlight = key;
    if (next.op === "add" && next.sentText === undefined) next.sentText = next.text;
    put(next);
    const path = next.op === "add" ? "/cards" : `/cards/${encodeURIComponent(next.id || "")}`;
    const answer = await {
      add: () =>
        call(code, path, {
          is: isReceipt,
          method: "POST",
          key: next.key,
          body: { activity: next.activity, kind: next.kind, text: next.sentText,
            fields: next.fields || {}, person: next.person,
            picture: next.picture && { content: next.picture.content } },
        }),
      edit: () =>
        call(code, path, { is: isReceipt, method: "PATCH",
        body: { text: next.text, version: next.version, fields: next.fields } }),
      withdraw: () => call(code, path, { is: isReceipt, method: "DELETE" }),
      restore: () => call(code, `${path}/restore`, { is: isReceipt, method: "POST" }),
    }[next.op]();
    inFlight = "";
    tell("change", undefined);
    return answer;
  };

  /** @param {string} key @param {Receipt} answer */
  const settle = (key, answer) => {
    const now = item(key); // as it is now: it may have been changed while it was on its way
    if (!now) return;
    const current = answer.ok ? null : answer.data.current;
    const same = now.op === "edit" && current && current.text === now.text;
    if (!answer.ok && !same) {
      if (now.gone) return drop(key);
      put({ ...now, state: "refused", reason: answer.detail, current });
      tell("refused", { item: now, reason: answer.detail });
      return;
    }
    const got = answer.ok ? answer.data : { id: now.id || "", version: current?.version, ask: "" };
    const { id, ask } = got;
    const version = got.version || 1;
    kept.remove(`out.${key}`);
    tell("saved", { item: now, id, version, ask });
    for (const each of items()) {
      if (each.op === "edit" && each.id === id) put({ ...each, version }); // builds on this one
    }
    if (now.op === "add" && now.gone) queue({ op: "withdraw", id, text: now.text });
    else if (now.op === "add" && now.text !== now.sentText) {
      queue({ op: "edit", id, text: now.text, version: 1 });
    }
    tell("change", undefined);
  };

  kept.onOther((name) => {
    if (name.startsWith("out.")) {
      tell("change", undefined);
      run();
    } else if (name.startsWith("draft.")) tell("draft", name.slice("draft.".length));
  });
  window.addEventListener("online", run);
  window.addEventListener("pagehide", giveUpLease); // so that a reload goes on at once
  run();

  return {
    on,
    items,
    /** Try again now: the server is back. */
    run,
    /** @param {string} key */
    sending: (key) => inFlight === key,
    durable: kept.durable,

    /** @param {string} activity @returns {import("../types.js").Draft} */
    draft: (activity) => kept.get(`draft.${activity}`) || { text: "", fields: {} },
    /**
     * @param {string} activity @param {string} text @param {Fields} [fields]
     * @param {string} [kind] where it is not the first kind that the activity asks for
     */
    keepDraft(activity, text, fields = {}, kind = undefined) {
      if (text) kept.set(`draft.${activity}`, { text, fields, kind });
      else kept.remove(`draft.${activity}`);
    },
    drafts: () =>
      kept.names("draft.").map((name) => ({
        activity: name.slice("draft.".length),
        .../** @type {import("../types.js").Draft} */ (kept.get(name)),
      })),

    /**
     * @param {string} activity @param {string} text @param {Fields} fields
     * @param {string} [kind] @param {{picture?: import("../types.js").Picture, person?: string}} [more]
     */
    add: (activity, text, fields, kind, more) =>
      queue({ op: "add", activity, text, fields, kind, ...more }),

    /**
     * Changes a card, or an item that is still here.
     * @param {{key?: string, id?: string, version?: number}} target @param {string} text
     * @param {Fields} [fields] left as they are where none are given
     */
    edit(target, text, fields) {
      const waiting = target.key ? item(target.key) : null;
      if (!waiting) {
        const earlier = items().find((each) => each.op === "edit" && each.id === target.id);
        if (earlier && earlier.key !== inFlight) {
          put({ ...earlier, text, fields, state: "waiting", reason: undefined });
          run();
        } else queue({ op: "edit", id: target.id, version: target.version, text, fields });
        return;
      }
      if (waiting.state === "refused") {
        // The server stored nothing under the old key, so the new words get a new one.
        kept.remove(`out.${waiting.key}`);
        queue({ ...waiting, key: random(), state: "waiting", text, sentText: undefined });
      } else put({ ...waiting, text });
    },

    /** @param {string} id @param {string} text */
    withdraw: (id, text) => queue({ op: "withdraw", id, text }),
    /** @param {string} id @param {string} text */
    restore: (id, text) => queue({ op: "restore", id, text }),

    /** Removes an item that the server has not acknowledged. @param {string} key */
    remove(key) {
      const found = item(key);
      if (!found) return;
      // It may already lie on the server, whose answer was lost: ask, then take it back.
      if (found.op === "add" && found.state === "waiting" && found.sentText !== undefined) {
        put({ ...found, gone: true });
      } else drop(key);
    },
    /** @param {Item} value put back an item that was removed */
    putBack(value) {
      put({ ...value, gone: undefined });
      run();
    },
    /** @param {string} key @param {number} [version] the version to build on now */
    retry(key, version) {
      const found = item(key);
      if (!found) return;
      put({ ...found, state: "waiting", reason: undefined, current: undefined,
        version: version || found.version });
      run();
    },
  };
}
