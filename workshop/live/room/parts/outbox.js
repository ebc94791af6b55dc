/**
 * What a person has written and the room has not yet acknowledged. Every item lies under its own
 * name in localStorage, so two tabs never overwrite each other's. One tab at a time sends (a
 * lease), one item at a time, in order, for as long as it takes; the idempotency key makes a
 * second sending harmless. Nothing is removed before the server has answered.
 */
import { call, worthWaiting } from "./api.js";
import { listeners, pause, random } from "./elements.js";
import { store } from "./store.js";
import { ACTS, isDraft, isItem, isReceipt, isReceiptOf } from "./validators.js";

/** @typedef {import("../types.js").Item} Item */
/** @typedef {import("../types.js").Fields} Fields */
/** @typedef {import("../types.js").Acted} Acted */
/** @typedef {import("../types.js").Answer<import("../types.js").Got>} Receipt */
/**
 * @typedef {{change: undefined, elsewhere: undefined, draft: string, spoken: string, stuck: import("../types.js").Refused,
 *   refused: {item: Item, reason: string},
 *   saved: {item: Item, id: string, version: number, revision: number, ask?: string|null},
 *   acted: {item: Item, data: import("../types.js").Got}}} Told
 */

const LEASE_MS = 12_000;
const LONGEST_WAIT_MS = 3_000;
const BEGUN = ["draft.", "picture.", "recording."];

/** @type {Map<string, ReturnType<typeof make>>} */
const boxes = new Map();

/** @param {string} code @returns {ReturnType<typeof make>} */
export function outbox(code) {
  let box = boxes.get(code);
  if (!box) boxes.set(code, (box = make(code)));
  return box;
}

class Outbox {
  /** @param {string} code */
  constructor(code) {
    this.code = code;
    this.kept = store(this.code);
    const { on, tell } = /** @type {ReturnType<typeof listeners<Told>>} */ (listeners());
    this.on = on;
    this.tell = tell;
    this.tab = random(8);
    this.running = false;
    this.inFlight = "";
    this.counter = 0;
    this.voice = ""; // whose words the boxes of this tab hold: "" is oneself
    this.seat = this.kept.get("seat"); // changes when this browser is passed on
    this.left = false;

    this.kept.onOther((name) => {
      if (name === "seat") this.leave();
      else if (name.startsWith("out.")) {
        this.tell("change", undefined);
        if (!this.kept.get(name)) this.tell("elsewhere", undefined);
        this.run();
      } else if (name.startsWith("draft.")) this.tell("draft", name.slice("draft.".length));
    });
    window.addEventListener("online", this.run);
    window.addEventListener("pagehide", this.giveUpLease); // so that a reload goes on at once
    this.run();
    this.durable = this.kept.durable;
  }

  /** @type {() => void} */
  hurry = () => undefined;

  items = () =>
    this.kept
      .names("out.")
      .map((name) => this.item(name.slice(4)))
      .filter((each) => each !== null)
      .sort((a, b) => a.at - b.at);

  /** @param {string} key @returns {Item|null} */
  item = (key) => {
    const found = /** @type {Item|null} */ (this.kept.get(`out.${key}`));
    return found?.key === key && isItem(found) ? found : null;
  };

  /** @param {Item} value */
  put = (value) => {
    this.kept.set(`out.${value.key}`, value);
    this.tell("change", undefined);
  };

  /** Keeps what is known of an item besides; nothing that is shown changes by it. @param {Item} value */
  note = (value) => this.kept.set(`out.${value.key}`, value);

  /** @param {string} key */
  drop = (key) => {
    this.kept.remove(`out.${key}`);
    this.tell("change", undefined);
  };

  /** This browser is somebody else's now: what stands on this page is not theirs to see or send. */
  /**
   * Somebody else has this browser now: nothing of who had it stays, and every tab hears of it. They
   * pressed for it, and the server has done it, though its answer may have been lost.
   *
   * @param {import("../types.js").Me|null} [me] what the server says of this device
   */
  handedOn = (me) => {
    const held = /** @type {import("../types.js").Leaving|null} */ (this.kept.get("leaving"));
    const leaving = !me?.joined && held?.passed && held;
    if (leaving) {
      for (const name of this.kept.names("")) this.kept.remove(name);
      this.kept.set("passed", leaving.passed);
      this.kept.set("seat", random(8));
      this.leave();
    }
    return leaving;
  };

  leave = () => {
    if (this.left) return;
    this.left = true;
    for (const box of document.querySelectorAll("textarea, input:not([type=radio]):not([type=hidden])")) {
      /** @type {HTMLInputElement} */ (box).value = "";
    }
    location.replace(location.href.split("#")[0]);
  };

  /** A tab that slept through it must not speak for the next person. */
  ours = () => {
    if (!this.left && this.kept.get("seat") !== this.seat) this.leave();
    return !this.left;
  };

  /** @param {Partial<Item>} value @returns {Item} */
  queue = (value) => {
    this.counter += 1;
    const last = Math.max(0, ...this.items().map((each) => each.at)); // though the clock be set back
    const at = Math.max(Date.now(), last) + (this.counter % 1000 + 1) / 1000;
    const whole = /** @type {Item} */ ({ key: random(), state: "waiting", at, text: "", ...value });
    if (!this.ours()) return whole;
    this.put(whole);
    this.run();
    return whole;
  };

  holds = () => /** @type {{tab: string}|null} */ (this.kept.get("lease"))?.tab === this.tab;

  /** Only one tab sends. A tab that was closed in between loses its lease by time. */
  lease = async () => {
    const held = /** @type {{tab: string, until: number}|null} */ (this.kept.get("lease"));
    const ours = held && held.tab === this.tab;
    const left = held && !ours ? held.until - Date.now() : 0;
    if (left > 0 && left <= LEASE_MS) return false; // longer than any lease: the clock was set back
    this.kept.set("lease", { tab: this.tab, until: Date.now() + LEASE_MS });
    if (ours) return true;
    await pause(15 + Math.random() * 25); // both may have written: the last one wins
    return this.holds();
  };

  giveUpLease = () => {
    if (this.holds()) this.kept.remove("lease");
  };

  /** A hand waits for no card, and no card for a hand. @param {number} failures in a row */
  next = (failures) => {
    const waiting = this.items().filter((each) => each.state === "waiting");
    const acts = failures % 2 === 0;
    return waiting.find((each) => (each.op === "act") === acts) || waiting[0];
  };

  run = async () => {
    this.hurry();
    if (this.running) return;
    this.running = true;
    let failures = 0;
    for (;;) {
      const next = this.next(failures);
      if (!next) break;
      if (!(await this.lease())) {
        await this.wait(1_000);
        continue;
      }
      const answer = await this.send(next.key);
      if (!answer) continue;
      if (answer.ok || !worthWaiting(answer)) {
        failures = 0;
        this.settle(next.key, answer);
        continue;
      }
      failures += 1;
      if (failures === 1) this.tell("stuck", answer);
      const backoff = Math.min(LONGEST_WAIT_MS, 250 * 2 ** failures);
      await this.wait(Math.max(answer.retryAfter * 1000, backoff * (0.5 + Math.random() / 2)));
    }
    this.giveUpLease();
    this.running = false;
  };

  /** @param {number} ms */
  wait = (ms) =>
    new Promise((/** @type {(value?: unknown) => void} */ done) => {
      const timer = setTimeout(done, ms);
      this.hurry = () => {
        clearTimeout(timer);
        done();
      };
    });

  /** @param {string} key */
  send = async (key) => {
    const next = this.item(key); // read again: it may have changed while the lease was settled
    if (!next) return null;
    this.inFlight = key;
    if (next.sentText === undefined) next.sentText = next.text;
    this.put(next);
    const path = next.op === "add" ? "/cards" : `/cards/${encodeURIComponent(next.id || "")}`;
    const { id = "", act = "hand" } = next;
    const is = isReceiptOf(id);
    const answer = await {
      add: () =>
        call(this.code, path, {
          is: isReceipt,
          method: "POST",
          key: next.key,
          body: { activity: next.activity, kind: next.kind, text: (next.recording?.text !== next.sentText && next.sentText) || undefined,
            fields: next.fields || {}, person: next.person, ...threadOf(next),
            picture: next.picture && { content: next.picture.content },
            recording: next.recording && { content: next.recording.content } },
        }),
      edit: () =>
        call(this.code, path, { is, method: "PATCH",
        body: { text: next.text, version: next.version, fields: next.fields } }),
      withdraw: () => call(this.code, path, { is, method: "DELETE", key }),
      restore: () => call(this.code, `${path}/restore`, { is, method: "POST", key }),
      act: () => call(this.code, `/${act}`, { is: /** @type {import("../types.js").Is<Acted[keyof Acted]>} */ (ACTS[act]),
        method: "POST", key, body: next.body }),
    }[next.op]();
    this.inFlight = "";
    this.tell("change", undefined);
    return answer;
  };

  /** @param {string} key @param {Receipt} answer */
  settle = (key, answer) => {
    const now = this.item(key); // as it is now: it may have been changed while it was on its way
    if (!now) return;
    if (!answer.ok) return this.refuse(now, answer);
    this.kept.remove(`out.${key}`);
    if (now.op === "act") {
      this.tell("acted", { item: now, data: answer.data });
      return this.tell("change", undefined);
    }
    const { id = "", ask, revision = 0 } = answer.data;
    const version = answer.data.version || 1;
    this.tell("saved", { item: now, id, version, revision, ask });
    for (const each of this.items()) {
      // Later changes of the same card build on this one.
      if (each.op === "edit" ? each.id === id : each.onto === id) this.put({ ...each, version });
    }
    // The newest words go out also where they are taken back at once: they may be put back.
    if (now.op === "add" && now.text !== now.sentText) this.queue({ op: "edit", id, text: now.text, version: 1 });
    if (now.op === "add" && now.gone) this.queue({ op: "withdraw", id, text: now.text });
    this.tell("change", undefined);
  };

  /** @param {Item} now @param {import("../types.js").Refused} answer */
  refuse = (now, answer) => {
    // What is wished no longer is not kept; a name that was typed is.
    if (now.gone || (now.op === "act" && now.act !== "seats")) this.drop(now.key);
    else this.put({ ...now, state: "refused", reason: answer.detail, current: answer.data.current, alike: answer.data.alike });
    this.tell("refused", { item: { ...now, alike: answer.data.alike }, reason: answer.detail });
  };

  /** @param {string} key */
  sending = (key) => this.inFlight === key;

  /** Where the words for an activity lie: of each person of a table's device apart. @param {string} activity */
  place = (activity, person = this.voice) => (person ? `${activity}@${person}` : activity);

  /** @param {string} activity @param {string} [person] @returns {import("../types.js").Draft} */
  draft = (activity, person) => {
    const found = /** @type {import("../types.js").Draft|null} */ (this.kept.get(`draft.${this.place(activity, person)}`));
    return isDraft(found) ? found : { text: "", fields: {} };
  };

  /** @param {string} activity @param {import("../types.js").Draft} [draft] none: it has gone out */
  keepDraft = (activity, draft = { text: "", fields: {} }) => {
    if (!this.ours()) return;
    const at = `draft.${this.place(activity)}`;
    if (isBegun(draft)) this.kept.set(at, draft);
    else this.kept.remove(at);
  };

  /** Takes away all that somebody has begun for an activity. @param {string} activity @param {string} person */
  dropDraft = (activity, person) => {
    const place = this.place(activity, person);
    for (const start of BEGUN) this.kept.remove(start + place);
    this.tell("spoken", place);
  };

  /**
   * Puts something back, its words after what was begun since.
   * @param {string} activity @param {string} person @param {import("../types.js").Draft|undefined} draft @param {import("../types.js").Extra} more
   */
  putDraft = (activity, person, draft, { picture, recording }) => {
    const place = this.place(activity, person);
    if (picture) this.kept.set(`picture.${place}`, picture);
    if (recording) this.kept.set(`recording.${place}`, recording);
    if (draft && isBegun(draft)) {
      const { text, fields, kind, thread, title, inWords, typed } = draft;
      const begun = this.draft(activity, person);
      // What was said to one card goes to no other: of that the words alone are left.
      const alike = !isBegun(begun) || (begun.kind === kind && begun.thread?.onto === thread?.onto);
      const own = alike ? text : [text, typed].filter(Boolean).join(" · ");
      this.kept.set(`draft.${place}`, { ...(alike ? { kind, thread, title, inWords, typed } : {}), ...begun,
        ...(alike ? { fields: { ...fields, ...begun.fields } } : {}), text: [begun.text, own].filter(Boolean).join("\n") });
    }
    this.tell("spoken", place);
  };

  /** What was not sent, of everybody who writes here. */
  drafts = () =>
    [...new Set(BEGUN.flatMap((start) => this.kept.names(start).map((name) => name.slice(start.length))))].map((place) => {
      const [activity, person = ""] = place.split("@");
      const [picture, recording] = ["picture.", "recording."].map((start) => {
        const found = /** @type {any} */ (this.kept.get(start + place));
        return found?.content && found;
      });
      return { activity, person, picture, recording, ...this.draft(activity, person) };
    }).filter((each) => each.picture || each.recording || isBegun(each));

  /**
   * @param {string} activity @param {string} text @param {Fields} fields
   * @param {string} [kind]
   * @param {Partial<Pick<Item, "picture"|"recording"|"person"|"onto"|"version"|"title"|"links"|"inWords"|"typed">>} [more]
   */
  add = (activity, text, fields, kind, more) =>
    this.queue({ op: "add", activity, text, fields, kind, ...more });

  /**
   * Changes a card, or an item that is still here.
   * @param {{key?: string, id?: string, version?: number}} target @param {string} text
   * @param {Fields} [fields] left as they are where none are given
   */
  edit = (target, text, fields) => {
    const waiting = target.key ? this.item(target.key) : null;
    if (!waiting) {
      // Words that went out may lie there already, though no answer came: they stay as they went.
      const earlier = this.items().find((each) => each.op === "edit" && each.id === target.id &&
        (each.sentText === undefined || each.state === "refused"));
      if (earlier && earlier.key !== this.inFlight) {
        this.put({ ...earlier, text, fields, state: "waiting", reason: undefined, sentText: undefined });
        this.run();
      } else this.queue({ op: "edit", id: target.id, version: target.version, text, fields });
      return;
    }
    if (waiting.state === "refused") {
      // The server stored nothing under the old key, so the new words get a new one.
      this.kept.remove(`out.${waiting.key}`);
      this.queue({ ...waiting, key: random(), state: "waiting", text, sentText: undefined, alike: undefined, reason: undefined });
    } else this.put({ ...waiting, text });
  };

  /** @param {string} id @param {string} text */
  withdraw = (id, text) => this.queue({ op: "withdraw", id, text });

  /** @param {string} id @param {string} text */
  restore = (id, text) => this.queue({ op: "restore", id, text });

  /**
   * Does what makes no card. Of a hand or of being done the last wish counts.
   * @param {keyof Acted} act @param {Record<string, unknown>} body @param {string} [text]
   */
  act = (act, body, text = "") => {
    const earlier = this.wished(act);
    if (act !== "seats" && earlier && earlier.sentText === undefined) this.put({ ...earlier, body });
    else this.queue({ op: "act", act, body, text });
  };

  /** The last act of this name that waits, if there is one. @param {keyof Acted} act */
  wished = (act) => this.items().filter((each) => each.act === act && each.state === "waiting").pop();

  /** Removes an item that the server has not acknowledged. @param {string} key */
  remove = (key) => {
    const found = this.item(key);
    if (!found) return;
    // It may already lie on the server, whose answer was lost: ask, then take it back.
    if (found.op === "add" && found.state === "waiting" && found.sentText !== undefined) {
      this.put({ ...found, gone: true });
    } else this.drop(key);
  };

  /** @param {Item} value put back an item that was removed */
  putBack = (value) => {
    this.put({ ...value, gone: undefined });
    this.run();
  };

  /** What was refused goes out as it is written. @param {string} key */
  withoutVoice = (key) => {
    const found = this.item(key);
    if (!found) return;
    this.kept.remove(`out.${key}`);
    this.queue({ ...found, key: random(), state: "waiting", recording: undefined, reason: undefined, sentText: undefined });
  };

  /** Its writer said which card is meant. @param {string} key @param {string} id the same one; "" where it is new */
  decide = (key, id) => {
    const found = this.item(key);
    if (!found) return;
    this.put({ ...found, state: "waiting", reason: undefined, alike: undefined, sure: !id, sameAs: id || undefined });
    this.run();
  };

  /** @param {string} key @param {number} [version] the version to build on now */
  retry = (key, version) => {
    const found = this.item(key);
    if (!found) return;
    this.put({ ...found, state: "waiting", reason: undefined, current: undefined,
      version: version || found.version });
    this.run();
  };
}

/** @param {import("../types.js").Draft} draft */
const isBegun = ({ text, fields, thread }) => Boolean(text || Object.keys(fields).length || thread?.onto || thread?.links);

/** How a card is tied to earlier ones. @param {Item} item */
function threadOf({ onto, version, links, sure, sameAs }) {
  if (onto) return { onto, version };
  return { links: links || {}, ask_if_alike: !sure && !sameAs, same_as: sameAs };
}

/** @param {ConstructorParameters<typeof Outbox>[0]} code */
function make(code) {
  return new Outbox(code);
}
