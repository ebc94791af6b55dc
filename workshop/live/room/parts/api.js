/**
 * One way to speak to the server: JSON in, JSON out, never a thrown error.
 */
import { store } from "./store.js";

/** @typedef {import("../types.js").Answer} Answer */

const PATIENCE_MS = 10_000;

/** @type {Map<string, Promise<void>>} */
const rejoining = new Map();

/**
 * @param {string} code
 * @param {string} path below /api/CODE, such as "/cards", or ""
 * @param {{method?: string, body?: unknown, key?: string, again?: boolean}} [options]
 *   `key` is the Idempotency-Key; `again: false` does not join again on 401
 * @returns {Promise<Answer>}
 */
export async function call(code, path, options = {}) {
  const answer = await once(`/api/${code}${path}`, options);
  if (answer.status !== 401 || options.again === false) return answer;
  await rejoin(code);
  return once(`/api/${code}${path}`, options);
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
      await once(`/join/${code}`, { redirect: "manual" });
      const chosen = store(code).get("me");
      if (chosen) await once(`/api/${code}/join`, { method: "POST", body: chosen });
    })().finally(() => rejoining.delete(code));
    rejoining.set(code, running);
  }
  return running;
}

/**
 * @param {string} address
 * @param {{method?: string, body?: unknown, key?: string, redirect?: RequestRedirect}} options
 * @returns {Promise<Answer>}
 */
async function once(address, { method = "GET", body, key, redirect = "follow" }) {
  const stop = new AbortController();
  const patience = setTimeout(() => stop.abort(), PATIENCE_MS);
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (key) headers["Idempotency-Key"] = key;
  try {
    const response = await fetch(address, {
      method,
      headers,
      redirect,
      credentials: "same-origin",
      cache: "no-store",
      signal: stop.signal,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const data = await response.json().catch(() => ({}));
    return {
      ok: response.ok,
      status: response.status,
      data,
      detail: typeof data.detail === "string" ? data.detail : "",
      retryAfter: Number(response.headers.get("Retry-After")) || 0,
    };
  } catch {
    return { ok: false, status: 0, data: {}, detail: "", retryAfter: 0 };
  } finally {
    clearTimeout(patience);
  }
}

/**
 * True when waiting and asking again may help; false when the answer was a clear no.
 *
 * @param {Answer} answer
 */
export function worthWaiting(answer) {
  const { status, data } = answer;
  if (status === 0 || status >= 500) return true;
  if ([401, 408, 425, 429].includes(status)) return true;
  return String(data.type || "").endsWith("paused");
}
