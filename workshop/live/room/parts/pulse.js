/**
 * The pulse of the room: one stream of server-sent events per tab and view, shared by every
 * module. It is closed while the tab is hidden, because a browser allows only six connections to
 * one address. When the stream stays silent it asks for changes instead; when the server is gone
 * it keeps trying, never more than three seconds apart.
 */
import { call } from "./api.js";
import { el, listeners, setText } from "./elements.js";
import { NEWS, isMissed, read } from "./validators.js";
import { words } from "../words/room-words.js";

/** @typedef {import("../types.js").Pulse} Pulse */
/** @typedef {import("../types.js").News} News */
/** @typedef {keyof typeof NEWS} Name */

const SILENCE_MS = 35_000; // a ping comes every 15 s, so two were missed
const OPENING_MS = 5_000;
const LONGEST_WAIT_MS = 3_000; // every page is back within five seconds of the server
const POLL_MS = 2_000;
const STREAM_AGAIN_MS = 20_000; // while polling, how often the stream is tried
const CALM_MS = 1_500; // short gaps are not worth a word

/** @type {Map<string, {pulse: Omit<Pulse, "release">, stop: () => void, users: number}>} */
const shared = new Map();

/**
 * @param {{code: string, view?: "phone"|"projector"|"console"}} options
 * @returns {Pulse}
 */
export function connect({ code, view = "phone" }) {
  const name = `${code} ${view}`;
  let entry = shared.get(name);
  if (!entry) shared.set(name, (entry = { ...begin(code, view), users: 0 }));
  const mine = entry;
  mine.users += 1;
  let held = true;
  return {
    ...mine.pulse,
    release() {
      if (!held) return;
      held = false;
      mine.users -= 1;
      if (mine.users > 0) return;
      shared.delete(name);
      mine.stop();
    },
  };
}

/** @param {string} code @param {string} view */
function begin(code, view) {
  const { on, tell } = /** @type {ReturnType<typeof listeners<News>>} */ (listeners());
  const time = clock();
  /** @type {EventSource|null} */
  let source = null;
  let id = "";
  let halfSnapshot = false; // forgotten, but the full list has not come yet
  let failures = 0;
  /** @type {import("../types.js").PulseStatus} */
  let status = "connecting";
  let polling = false;
  /** @type {Record<string, ReturnType<typeof setTimeout>|undefined>} */
  const timers = {};

  /** @param {string} name @param {number} ms @param {() => void} run */
  const later = (name, ms, run) => {
    clearTimeout(timers[name]);
    timers[name] = setTimeout(run, ms);
  };

  /** @param {"connected"|"waiting"} next */
  const become = (next) => {
    clearTimeout(timers.calm);
    timers.calm = undefined;
    if (status === next) return;
    status = next;
    tell("status", status);
  };
  const unsure = () => {
    if (status !== "waiting" && !timers.calm) later("calm", CALM_MS, () => become("waiting"));
  };

  let troubled = false; // told by an answer, since the stream that would tell it is gone
  const trouble = (/** @type {string} */ detail) => {
    troubled = Boolean(detail);
    tell("trouble", { detail });
  };

  /** @template {Name} K @param {K} name @param {News[K]} data */
  const deliver = (name, data) => {
    if ("now" in data) time.learn(data.now);
    if (troubled && name !== "trouble") trouble("");
    if (name === "snapshot") halfSnapshot = true;
    if (name === "cards") halfSnapshot = false;
    if (name !== "ping") tell(name, data);
  };

  const shut = () => {
    source?.close();
    source = null;
    clearTimeout(timers.silence);
    clearTimeout(timers.open);
  };

  const open = () => {
    shut();
    const since = id ? `&since=${encodeURIComponent(id)}` : "";
    const stream = new EventSource(`/live/${code}?view=${view}${since}`);
    source = stream;
    const fail = () => source === stream && lost();
    const hush = () => source === stream && silent();
    later("silence", OPENING_MS * Math.min(2, 1 + failures / 4), fail);
    stream.onopen = () => {
      later("silence", SILENCE_MS, hush);
      tell("open", undefined);
    };
    stream.onerror = fail;
    for (const name of /** @type {Name[]} */ (Object.keys(NEWS))) {
      stream.addEventListener(name, (event) => {
        if (source !== stream) return;
        const data = read(/** @type {import("../types.js").Is<News[Name]>} */ (NEWS[name]), event.data);
        if (!data) return fail(); // not what the room says: somebody else speaks here
        failures = 0;
        polling = false;
        clearTimeout(timers.poll);
        timers.poll = undefined;
        later("silence", SILENCE_MS, hush);
        become("connected");
        deliver(name, data);
        if (event.lastEventId && !halfSnapshot) id = event.lastEventId;
        return undefined;
      });
    }
  };

  const lost = () => {
    shut();
    failures += 1;
    if (!polling) unsure();
    const wait = Math.min(LONGEST_WAIT_MS, 250 * 2 ** failures) * (0.5 + Math.random() / 2);
    later("open", polling ? STREAM_AGAIN_MS : wait, open);
    // The stream alone may be blocked, or this device may be unknown: asking tells which.
    if (failures >= 2 && !timers.poll) later("poll", 0, poll);
  };

  const silent = () => {
    failures = 2;
    polling = true;
    lost();
  };

  const poll = async () => {
    const answer = await call(code, `/changes?since=${encodeURIComponent(id)}&view=${view}`, { is: isMissed });
    timers.poll = undefined;
    if (stopped() || (failures === 0 && !polling)) return; // the stream is back
    if (!answer.ok) {
      if (answer.status === 503) trouble(`${answer.detail} ${words.waitsOnDevices}`);
      if (polling) later("open", LONGEST_WAIT_MS * Math.random(), open);
      polling = false;
      unsure();
      return;
    }
    if (!polling) {
      polling = true;
      later("open", STREAM_AGAIN_MS, open);
    }
    const { snapshot, room, cards, mine } = answer.data;
    if (snapshot) deliver("snapshot", {});
    if (room) deliver("room", room);
    if (cards && (cards.length || snapshot)) deliver("cards", cards);
    if (mine && mine.length) deliver("mine", mine);
    if (answer.data.id) id = answer.data.id;
    become("connected");
    later("poll", POLL_MS * (0.75 + Math.random() / 2), poll);
  };

  let ended = false;
  const stopped = () => ended || document.hidden;
  const sleep = () => {
    shut();
    for (const name of Object.keys(timers)) {
      clearTimeout(timers[name]);
      timers[name] = undefined;
    }
    polling = false;
  };
  const wake = () => {
    if (stopped()) return;
    failures = 0;
    time.forget();
    unsure();
    open();
  };
  const look = () => (document.hidden ? sleep() : source || wake());
  const again = () => document.hidden || open();
  const gone = () => source && lost();
  const hurry = () => source?.readyState !== 1 && wake();
  const back = (/** @type {PageTransitionEvent} */ event) => event.persisted && wake();
  document.addEventListener("visibilitychange", look);
  window.addEventListener("online", hurry);
  window.addEventListener("offline", gone);
  window.addEventListener("pagehide", sleep);
  window.addEventListener("pageshow", back);
  if (!document.hidden) open();

  return {
    pulse: {
      on,
      again,
      now: time.now,
      clock: time.learn,
      status: () => status,
    },
    stop() {
      ended = true;
      sleep();
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("online", hurry);
      window.removeEventListener("offline", gone);
      window.removeEventListener("pagehide", sleep);
      window.removeEventListener("pageshow", back);
    },
  };
}

/**
 * The server's clock. A time that arrives is always a little old, never too new, so the largest
 * of the last few differences is the best guess.
 */
function clock() {
  /** @type {number[]} */
  let differences = [];
  return {
    /** @param {string|null|undefined} sent */
    learn(sent) {
      const there = Date.parse(sent || "");
      if (Number.isNaN(there)) return;
      differences = [...differences.slice(-7), there - Date.now()];
    },
    forget() {
      differences = differences.slice(-1);
    },
    now: () => Date.now() + (differences.length ? Math.max(...differences) : 0),
  };
}

/**
 * The quiet line that says whether this page hears the room.
 *
 * @param {Element} root
 * @param {{pulse: Pulse}} options
 */
export function mount(root, { pulse }) {
  const text = el("span");
  root.classList.add("pulse");
  root.replaceChildren(el("span", { class: "pulse-dot", "aria-hidden": "true" }), text);
  const draw = () => {
    const status = pulse.status();
    root.setAttribute("data-status", status);
    setText(
      text,
      status === "connected"
        ? words.connected
        : status === "waiting"
          ? words.waitingForRoom
          : words.connecting,
    );
  };
  draw();
  return { unmount: pulse.on("status", draw) };
}
