/**
 * The pulse of the room: one stream of server-sent events per tab and view, shared by every
 * module. It is closed while the tab is hidden, because a browser allows only six connections to
 * one address. When the stream stays silent it asks for changes instead; when the server is gone
 * it keeps trying, never more than three seconds apart.
 */
import { call } from "./api.js";
import { el, listeners, random, setText } from "./elements.js";
import { home } from "./home.js";
import { NEWS, isMissed, read } from "./validators.js";
import { spoken } from "./say.js";
import { words } from "../words/room-words.js";

/** @typedef {import("../types.js").Pulse} Pulse */
/** @typedef {import("../types.js").News} News */
/** @typedef {keyof typeof NEWS} Name */

const SILENCE_MS = 35_000; // a ping comes every 15 s, so two were missed
const OPENING_MS = 5_000;
const LONGEST_WAIT_MS = 3_000; // every page is back within five seconds of the server
const POLL_MS = 2_000;
const STREAM_AGAIN_MS = 20_000; // while polling, how often the stream is tried
const WALL_MS = 60_000; // a large wall takes that long where the network is weak
const MOST_CUT = 3; // so often in a row is a wall fetched that did not come
const CALM_MS = 1_500; // short gaps are not worth a word

/** @type {Map<string, {pulse: Omit<Pulse, "release">, stop: () => void, users: number}>} */
const shared = new Map();

/**
 * @param {{code: string, view?: "phone"|"projector"|"console", since?: string}} options ``since``
 *   is what the page shows already: then the first to connect hears only what is new
 * @returns {Pulse}
 */
export function connect({ code, view = "phone", since = "" }) {
  const name = `${code} ${view}`;
  let entry = shared.get(name);
  if (!entry) {
    const { pulse, stop } = begin(code, view, since);
    shared.set(name, (entry = { pulse, stop, users: 0 }));
  }
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

class RoomPulse {
  /** @param {string} code @param {string} view @param {string} since */
  constructor(code, view, since) {
    this.code = code;
    this.view = view;
    const { on, tell } = /** @type {ReturnType<typeof listeners<News>>} */ (listeners());
    this.tell = tell;
    this.time = clock();
    /** @type {EventSource|null} */
    this.source = null;
    this.id = since;
    this.halfSnapshot = false; // forgotten, but the full list has not come yet
    this.failures = 0;
    this.cut = 0;
    /** @type {import("../types.js").PulseStatus} */
    this.status = "connecting";
    this.polling = false;
    /** @type {Record<string, ReturnType<typeof setTimeout>|undefined>} */
    this.timers = {};

    this.troubled = false; // told by an answer, since the stream that would tell it is gone

    this.ended = false;
    document.addEventListener("visibilitychange", this.look);
    window.addEventListener("online", this.hurry);
    window.addEventListener("offline", this.gone);
    window.addEventListener("pagehide", this.sleep);
    window.addEventListener("pageshow", this.back);
    if (!document.hidden) this.open();
    this.pulse = {
      on,
      again: this.again,
      now: this.time.now,
      clock: this.time.learn,
      status: () => this.status,
    };
  }

  /** @param {string} name @param {number} ms @param {() => void} run */
  later = (name, ms, run) => {
    clearTimeout(this.timers[name]);
    this.timers[name] = setTimeout(run, ms);
  };

  /** @param {"connected"|"waiting"} next */
  become = (next) => {
    clearTimeout(this.timers.calm);
    this.timers.calm = undefined;
    if (this.status === next) return;
    this.status = next;
    this.tell("status", this.status);
  };

  unsure = () => {
    if (this.status !== "waiting" && !this.timers.calm) this.later("calm", CALM_MS, () => this.become("waiting"));
  };

  trouble = (/** @type {string} */ detail) => {
    this.troubled = Boolean(detail);
    this.tell("trouble", { detail });
  };

  /** @template {Name} K @param {K} name @param {News[K]} data */
  deliver = (name, data) => {
    if ("now" in data) this.time.learn(data.now);
    if (this.troubled && name !== "trouble") this.trouble("");
    if (name === "snapshot") this.halfSnapshot = true;
    if (name === "cards") this.halfSnapshot = false;
    if (name !== "ping") this.tell(name, data);
  };

  shut = () => {
    this.source?.close();
    this.source = null;
    clearTimeout(this.timers.silence);
    clearTimeout(this.timers.open);
  };

  /** @param {string} fetches whether a large wall may be fetched by itself, packed */
  open = (fetches = "&fetches=1") => {
    this.shut();
    const since = this.id ? `&since=${encodeURIComponent(this.id)}` : "";
    // Said back first by our server alone: not by another program's stream, nor one that a proxy kept.
    const word = random(6);
    let ours = false;
    const stream = new EventSource(`${home}/live/${this.code}?view=${this.view}${since}${fetches}&at=${word}`);
    this.source = stream;
    const fail = () => this.source === stream && this.lost();
    const hush = () => this.source === stream && this.silent();
    this.later("silence", OPENING_MS * Math.min(2, 1 + this.failures / 4), fail);
    stream.onopen = () => {
      this.later("silence", SILENCE_MS, hush);
      this.tell("open", undefined);
    };
    stream.onerror = fail;
    for (const name of /** @type {Name[]} */ (Object.keys(NEWS))) {
      stream.addEventListener(name, (event) => {
        if (this.source !== stream) return;
        const data = read(/** @type {import("../types.js").Is<News[Name]>} */ (NEWS[name]), event.data);
        if (name === "ping" && data && /** @type {News["ping"]} */ (data).at === word) return void (ours = true);
        const other = name === "room" && data && /** @type {News["room"]} */ (data).code !== this.code;
        if (!data || other || !ours) return fail(); // not what the room says: somebody else speaks here
        this.failures = 0;
        this.polling = false;
        clearTimeout(this.timers.poll);
        this.timers.poll = undefined;
        this.later("silence", SILENCE_MS, hush);
        if (name === "fetch") return this.whole();
        this.become("connected");
        this.deliver(name, name === "room" ? spoken(data) : data);
        if (event.lastEventId && !this.halfSnapshot) this.id = event.lastEventId;
        return undefined;
      });
    }
  };

  lost = () => {
    this.shut();
    this.failures += 1;
    if (!this.polling) this.unsure();
    const wait = Math.min(LONGEST_WAIT_MS, 250 * 2 ** this.failures) * (0.5 + Math.random() / 2);
    this.later("open", this.polling ? STREAM_AGAIN_MS : wait, this.open);
    // The stream alone may be blocked, or this device may be unknown: asking tells which.
    if (this.failures >= 2 && !this.timers.poll) this.later("poll", 0, this.poll);
  };

  silent = () => {
    this.failures = 2;
    this.polling = true;
    this.lost();
  };

  poll = async () => {
    const answer = await call(this.code, `/changes?since=${encodeURIComponent(this.id)}&view=${this.view}`, { is: isMissed });
    this.timers.poll = undefined;
    if (this.stopped() || (this.failures === 0 && !this.polling)) return; // the stream is back
    if (!answer.ok) {
      if (answer.status === 503) this.trouble(`${answer.detail} ${words.waitsOnDevices}`);
      if (this.polling) this.later("open", LONGEST_WAIT_MS * Math.random(), this.open);
      this.polling = false;
      this.unsure();
      return;
    }
    if (!this.polling) {
      this.polling = true;
      this.later("open", STREAM_AGAIN_MS, this.open);
    }
    this.take(answer.data);
    this.become("connected");
    this.later("poll", POLL_MS * (0.75 + Math.random() / 2), this.poll);
  };

  take = (/** @type {import("../types.js").Missed} */ { id, snapshot, room, cards, mine }) => {
    if (snapshot) this.deliver("snapshot", {});
    if (room) this.deliver("room", room);
    if (cards && (cards.length || snapshot)) this.deliver("cards", cards);
    if (mine && mine.length) this.deliver("mine", mine);
    if (id) this.id = id;
  };

  /**
   * The wall is large: it comes packed, and then what is new since. Cut off, it is fetched again,
   * since unpacked it is ten times as much; refused, all of it comes by the stream.
   */
  whole = async () => {
    this.shut();
    const answer = await call(this.code, `/wall?view=${this.view}`, { is: isMissed, patience: WALL_MS });
    if (this.stopped() || this.source) return;
    this.cut = answer.status === 0 ? this.cut + 1 : 0;
    if (this.cut % MOST_CUT) return this.lost();
    if (answer.ok) {
      this.take(answer.data);
      this.become("connected");
    }
    this.open("");
  };

  stopped = () => this.ended || document.hidden;

  sleep = () => {
    this.shut();
    for (const name of Object.keys(this.timers)) {
      clearTimeout(this.timers[name]);
      this.timers[name] = undefined;
    }
    this.polling = false;
  };

  wake = () => {
    if (this.stopped()) return;
    this.failures = 0;
    this.time.forget();
    this.unsure();
    this.open();
  };

  look = () => (document.hidden ? this.sleep() : this.source || this.wake());

  again = () => document.hidden || this.open();

  gone = () => this.source && this.lost();

  hurry = () => this.source?.readyState !== 1 && this.wake();

  back = (/** @type {PageTransitionEvent} */ event) => event.persisted && this.wake();

  stop = () => {
    this.ended = true;
    this.sleep();
    document.removeEventListener("visibilitychange", this.look);
    window.removeEventListener("online", this.hurry);
    window.removeEventListener("offline", this.gone);
    window.removeEventListener("pagehide", this.sleep);
    window.removeEventListener("pageshow", this.back);
  };
}

/** @param {ConstructorParameters<typeof RoomPulse>} asked */
function begin(...asked) {
  return new RoomPulse(...asked);
}

/**
 * The server's clock, counted by how long this page has been there: the device's own clock may be
 * wrong, or be set anew. A time that arrives is always a little old, never too new, so the largest
 * of the last few differences is the best guess.
 */
export function clock() {
  /** @type {number[]} */
  let differences = [];
  return {
    /** @param {string|null|undefined} sent */
    learn(sent) {
      const there = Date.parse(sent || "");
      if (Number.isNaN(there)) return;
      differences = [...differences.slice(-7), there - performance.now()];
    },
    forget() {
      differences = differences.slice(-1);
    },
    now: () => (differences.length ? performance.now() + Math.max(...differences) : Date.now()),
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
