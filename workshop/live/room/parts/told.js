/**
 * The pulse of a page inside another one, which hears the room already: this one holds no stream
 * of its own, since a browser allows six connections to one address. It asks what is new when the
 * page around it says that something is.
 */
import { call } from "./api.js";
import { listeners } from "./elements.js";
import { clock } from "./pulse.js";
import { isMissed } from "./validators.js";

/** @typedef {import("../types.js").Pulse} Pulse */
/** @typedef {import("../types.js").News} News */

const GAP_MS = 700;

/**
 * @param {{code: string, view: "phone"|"projector"|"console"}} options
 * @returns {Pulse}
 */
export function connect({ code, view }) {
  const { on, tell } = /** @type {ReturnType<typeof listeners<News>>} */ (listeners());
  const time = clock();
  /** @type {import("../types.js").PulseStatus} */
  let status = "connecting";
  let id = "";
  let asking = false;
  let wanted = false;
  let ended = false;

  const become = (/** @type {"connected"|"waiting"} */ next) => {
    if (status === next) return;
    status = next;
    tell("status", status);
  };
  const ask = async () => {
    wanted = true;
    if (asking || ended) return;
    asking = true;
    while (wanted && !ended) {
      wanted = false;
      const answer = await call(code, `/changes?since=${encodeURIComponent(id)}&view=${view}`, { is: isMissed, again: false });
      if (ended) return;
      become(answer.ok ? "connected" : "waiting");
      if (answer.ok) take(answer.data);
      await new Promise((done) => setTimeout(done, GAP_MS));
    }
    asking = false;
  };
  const take = (/** @type {import("../types.js").Missed} */ { id: now, snapshot, room, cards }) => {
    if (snapshot) tell("snapshot", {});
    if (room) {
      time.learn(room.now);
      tell("room", room);
    }
    if (cards && (cards.length || snapshot)) tell("cards", cards);
    if (now) id = now;
  };
  const hear = (/** @type {MessageEvent} */ { data, origin, source }) => {
    if (data === "look" && origin === location.origin && source === parent) ask();
  };
  window.addEventListener("message", hear);
  ask();
  return {
    on,
    again: ask,
    now: time.now,
    clock: time.learn,
    status: () => status,
    release() {
      ended = true;
      window.removeEventListener("message", hear);
    },
  };
}
