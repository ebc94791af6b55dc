/**
 * One way to speak to the server: JSON in, JSON out, never a thrown error. What is not the
 * server's own answer counts as none: the caller waits and asks again.
 */
import { random } from "./elements.js";
import { home } from "./home.js";
import { retold, spoken } from "./say.js";
import * as signIn from "./sign-in.js";
import { store } from "./store.js";
import { isObject, isProblem } from "./validators.js";

/** @template T @typedef {import("../types.js").Answer<T>} Answer */
/** @typedef {import("../types.js").Refused} Refused */

const PATIENCE_MS = 10_000;

/** @type {Map<string, Promise<void>>} */
const rejoining = new Map();

/**
 * @template T
 * @param {string} code
 * @param {string} path below /api/CODE, such as "/cards", or ""
 * @param {import("../types.js").Asking<T>} options
 * @returns {Promise<Answer<T>>}
 */
export async function call(code, path, options) {
  const answer = await once(`${home}/api/${code}${path}`, options);
  if (answer.status !== 401 || options.again === false) return answer;
  await rejoin(code);
  return once(`${home}/api/${code}${path}`, options);
}

/**
 * Gets this device known again, with the role group that was chosen before. Many callers share
 * one attempt.
 *
 * @param {string} code
 */
function rejoin(code) {
  let running = rejoining.get(code);
  if (!running) {
    running = (async () => {
      await within(PATIENCE_MS, (signal) =>
        fetch(`${home}/join/${code}`, { redirect: "manual", credentials: "same-origin", cache: "no-store", signal }));
      const chosen = store(code).get("me");
      if (!chosen) return;
      const asWho = (/** @type {object} */ body) => once(`${home}/api/${code}/join`, { method: "POST", body, is: isObject });
      const answer = await asWho(chosen);
      // Of a group of the room's own that is not there any more: counted with its role group.
      if (!answer.ok && answer.status === 422) await asWho({ ...chosen, role_group: store(code).get("group") || "unknown" });
    })().finally(() => rejoining.delete(code));
    rejoining.set(code, running);
  }
  return running;
}

/**
 * @template T
 * @param {string} address
 * @param {import("../types.js").Asking<T>} options
 * @returns {Promise<Answer<T>>}
 */
async function once(address, { is, method = "GET", body, key, patience = PATIENCE_MS }) {
  const word = random(12); // comes back from our server alone, and only in the answer to this
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json", "X-Reframe-Ask": word };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  // What the network doubles or brings late is known by it, and undoes nothing that came after.
  if (key || method !== "GET") headers["Idempotency-Key"] = key || random();
  const answer = await within(patience, async (signal) => {
    const response = await fetch(address, {
      method,
      headers,
      credentials: "same-origin",
      cache: "no-store",
      redirect: "manual", // ours never leads elsewhere
      signal,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const ours = response.headers.get("X-Reframe-Answer") === word;
    signIn.heard(ours, response);
    return ours ? understood(response, is) : null;
  });
  return answer || { ...NOBODY };
}

/**
 * What comes of asking, or null where nothing has come by then: a line may stay open for ever.
 *
 * @template T @param {number} patience ms @param {(signal: AbortSignal) => Promise<T>} ask @returns {Promise<T|null>}
 */
async function within(patience, ask) {
  const stop = new AbortController();
  const waiting = setTimeout(() => stop.abort(), patience);
  try {
    return await ask(stop.signal);
  } catch {
    return null;
  } finally {
    clearTimeout(waiting);
  }
}

/** @type {Refused} the server was not reached, or somebody else has answered */
const NOBODY = { ok: false, status: 0, data: {}, detail: "", retryAfter: 0 };

/** @template T @param {Response} response @param {import("../types.js").Is<T>} is @returns {Promise<Answer<T>>} */
async function understood(response, is) {
  const { ok, status } = response;
  /** @type {unknown} */
  const data = await response.json().catch(() => null);
  const retryAfter = Number(response.headers.get("Retry-After")) || 0;
  if (ok && is(data)) return { ok, status, data: spoken(data), detail: "", retryAfter };
  if (!ok && isProblem(data)) return { ok, status, data, detail: retold(data), retryAfter };
  return { ...NOBODY, retryAfter };
}

/**
 * True when waiting and asking again may help; false when the answer was a clear no.
 *
 * @param {Refused} answer
 */
export function worthWaiting(answer) {
  const { status, data } = answer;
  if (status === 0 || status >= 500) return true;
  if ([401, 408, 425, 429].includes(status)) return true;
  return String(data.type || "").endsWith("paused");
}
