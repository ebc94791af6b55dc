/**
 * The room page: join once, then follow the facilitator. What is typed survives everything that
 * happens here.
 */
import { call, worthWaiting } from "./parts/api.js";
import * as composer from "./write/composer.js";
import { plainDigits } from "./parts/digits.js";
import { el, part, pause, random, setText, show } from "./parts/elements.js";
import * as focus from "./parts/held-focus.js";
import { icon } from "./parts/icons.js";
import { later } from "./parts/later.js";
import { outbox } from "./parts/outbox.js";
import * as pulseLine from "./parts/pulse.js";
import { spoken } from "./parts/say.js";
import { store } from "./parts/store.js";
import * as timer from "./parts/timer.js";
import { isRoom, isWho, read } from "./parts/validators.js";
import { words } from "./words/room-words.js";

/** @typedef {import("./types.js").Room} Room */
/** @typedef {import("./types.js").Me} Me */
/** @typedef {import("./types.js").Change} Change */

const READING = ["read", "talk"];
const APART_MS = 1_500; // a whole room asks at the same news, so not all at once
const SETTLED_MS = 800;
const LONGEST_WAIT_MS = 3_000;
const PASSED_ON_MS = 15_000; // nobody passes a phone on at once

class RoomPage {
  /**
   * @param {HTMLElement} root the page's main element, as served by room.html
   * @param {{code: string, state: Room}} options `state` as in GET /api/{code}
   */
  constructor(root, { code, state }) {
    this.root = root;
    this.code = code;
    this.pulse = pulseLine.connect({ code: this.code });
    this.pulse.clock(state.now);
    pulseLine.mount(this.get("pulse"), { pulse: this.pulse });
    this.room = state;
    /** @type {Me} */
    this.me = state.me || {};
    this.settled = false;
    this.learned = 0; // answers of our server about this device; the page itself may be one that somebody kept
    this.askedFor = 0;
    this.asking = 0; // the timer of the next question to the server
    this.changing = false;

    this.box = composer.mount(this.get("composer"), { code: this.code, pulse: this.pulse, room: this.room });
    this.time = timer.mount(this.get("timer"), { now: this.pulse.now, say: this.box.say });
    this.wall = wallToggle(this.get("wall"), this.pulse, () => this.room);
    const usual = { code: this.code, pulse: this.pulse, say: this.box.say };
    this.vote = onDemand(this.get("vote"), (again) => import(`./vote/vote.js${again}`), usual);
    this.split = onDemand(this.get("split"), (again) => import(`./vote/split.js${again}`), usual);
    this.forward = onDemand(this.get("forward"), (again) => import(`./write/forward.js${again}`), usual);
    this.more = onDemand(this.get("extras"), (again) => import(`./write/after-joining.js${again}`),
      { ...usual, box: this.box, speak: this.speak });
    this.next = onDemand(this.get("passing"), (again) => import(`./write/next-person.js${again}`),
      { ...usual, box: this.box, me: () => this.me, label: this.label, chooseAgain: this.chooseAgain });
    this.shown = onDemand(this.get("shown"), (again) => import(`./parts/shown-large.js${again}`), usual);

    for (const slot of this.root.querySelectorAll("[data-icon]")) {
      slot.replaceChildren(icon(slot.getAttribute("data-icon") || ""));
    }

    focus.keep(root, this.get("prompt"));
    this.listen();
    this.letJoin();
    // The page is for writing first; the rest of it comes when that is there.
    setTimeout(() => {
      this.settled = true;
      this.draw();
    }, SETTLED_MS);
    // Here before it is needed, since the wifi may be away then; on a phone that goes round it asks after each card.
    setTimeout(() => this.next(true), store(code).get("passed") ? 0 : PASSED_ON_MS);
    this.draw();
    this.showBox();
    this.unmount = this.pulse.release;
  }

  listen() {
    this.pulse.on("room", (next) => {
      const ended = next.closed && !this.room.closed;
      const halted = next.paused && !this.room.paused;
      // Only this device is told what became of its hand, and whether it may steer.
      // One hand may go down while another goes up: then there are as many as before.
      const hands = next.hands !== this.room.hands || next.last_hand !== this.room.last_hand;
      const mine = next.facilitators !== this.room.facilitators || (this.me.hand && hands);
      const seated = JSON.stringify(next.tables || []) !== JSON.stringify(this.room.tables || []);
      const alone = this.me.few && next.activity?.key !== this.room.activity?.key; // more of them may be here now
      if (mine || alone || (seated && this.me.joined)) this.askSoon();
      this.room = next;
      this.box.update(next);
      this.draw();
      if (ended) this.box.say(words.ended);
      if (halted) this.box.say(`${words.paused}. ${words.pausedMore}`);
    });
    // Also what an earlier page of this phone has asked for: the part that shows it comes later.
    outbox(this.code).on("acted", ({ item, data }) => {
      this.learn({ ...this.me, ...(item.act === "seats" ? data.me : data) });
      if (item.act === "hand") this.askSoon(); // it may have been seen before this answer came
    });
    // A no to the second try says nothing of the first, and another tab hears its answers alone.
    outbox(this.code).on("refused", ({ item }) => item.op === "act" && this.askSoon());
    outbox(this.code).on("elsewhere", this.askSoon);
    // Who I am may have changed meanwhile, and this very page may be one that somebody has kept.
    this.pulse.on("open", this.askSoon);
    this.askSoon();
  }

  letJoin() {
    joinForm(/** @type {HTMLFormElement} */ (this.get("join")), this.code, (joined) => {
      this.came(joined.me, joined.cards || 0);
    }, this.passes);
    const back = this.get("back");
    back.hidden = false;
    const wayBack = later((again) => import(`./write/way-back.js${again}`));
    back.addEventListener("click", async () => {
      const module = await wayBack.once();
      if (!module) setText(this.get("join-say"), words.failed);
      module?.mount(back, { code: this.code, joined: (/** @type {Me} */ me) => {
        this.came(me);
        this.box.reload();
      } });
    });
    this.get("change-who").addEventListener("click", () =>
      this.me.facilitator ? this.chooseAgain() : this.next(true, (part) => part.ask()));
    this.get("next-person").addEventListener("click", () => this.next(true, (part) => part.pass()));
  }

  chooseAgain = () => {
    this.changing = true; // the room may go on meanwhile
    this.draw();
    const join = this.get("join");
    const table = /** @type {HTMLInputElement} */ (join.querySelector("input[name=table]"));
    table.dataset.seated = table.value = String(this.me.table || "");
    const chosen = /** @type {HTMLElement|null} */ (join.querySelector("input:checked, input"));
    chosen?.focus();
  };

  /** Another tab has begun to let this person go, so whoever chooses here may be the next one. */
  passes = () => {
    const goes = this.changing && store(this.code).get("leaving");
    if (goes) this.next(true, (part) => part.pass());
    return goes;
  };

  /** The word for the group that this person chose, or "". */
  label = () => {
    const of = (/** @type {string} */ group) =>
      this.root.querySelector(`input[name="role_group"][value="${CSS.escape(group)}"]`)?.getAttribute("data-label");
    return (this.me.voice && of(this.me.voice)) || of(this.me.role_group || "") || "";
  };

  get = (/** @type {string} */ name) => /** @type {HTMLElement} */ (part(this.root, name));

  /** @param {Me} next what the server says of this device now */
  learn = (next) => {
    this.learned += 1;
    const left = this.me.joined && !next.joined;
    if (outbox(this.code).handedOn(next)) return;
    this.me = { ...next, person: this.me.person };
    this.box.update({ ...this.room, me: this.me });
    if (left) {
      setText(part(this.get("join"), "join-say"), words.wentOn);
      this.box.reload();
    }
    this.draw();
  };

  /** Once for all that comes meanwhile. */
  askSoon = () => {
    this.asking ||= window.setTimeout(() => {
      this.asking = 0;
      this.ask();
    }, Math.random() * APART_MS);
  };

  /** Who this device is now; asked until there is an answer that is newer than what is known. */
  ask = async () => {
    this.askedFor += 1;
    if (this.askedFor > 1) return;
    for (let tries = 1, done = false; !done; tries += 1) {
      const { learned, askedFor } = this;
      const answer = await call(this.code, "", { is: isRoom, again: false });
      const newer = learned === this.learned;
      done = newer && askedFor === this.askedFor && (answer.ok || answer.status === 401 || !worthWaiting(answer));
      if (newer && answer.ok && answer.data.me) this.learn(answer.data.me);
      if (!answer.ok) await pause(Math.min(LONGEST_WAIT_MS, 250 * 2 ** tries) * (0.5 + Math.random() / 2));
    }
    this.askedFor = 0;
  };

  /** @param {string} person whose words and whose ballot come next; "" is oneself */
  speak = (person) => {
    this.me = { ...this.me, person };
    this.box.speak(person);
    this.draw();
  };

  draw = () => {
    const inside = Boolean(this.me.joined);
    show(this.get("join"), (!inside || this.changing) && !this.room.closed);
    show(this.get("composer"), inside || this.room.closed);
    show(this.get("ended"), this.room.closed);
    show(this.get("paused"), this.room.paused && !this.room.closed && inside);
    show(this.get("who"), inside && !this.room.closed);
    show(this.get("sort"), inside && Boolean(this.room.activity && this.room.activity.sorting) && !this.room.closed);
    this.root.classList.toggle("is-paused", this.room.paused && !this.room.closed);
    this.root.classList.toggle("is-closed", this.room.closed);
    const label = this.label();
    show(this.get("change-who"), true);
    show(this.get("next-person"), !this.me.facilitator);
    setText(this.get("who-text"), label ? words.hereAs(label) : "");
    const timed = this.room.closed ? null : this.room.activity;
    this.time.set(timed?.ends_at, timed?.left);
    // What lies under a pause can be neither tapped nor reached by key; the words in it stay.
    for (const name of ["composer", "who"]) this.get(name).inert = this.room.paused && !this.room.closed;
    drawTogether(this.get("together"), this.room, this.me);
    this.wall.draw();
    this.drawExtras();
  };

  /** What only some activities need; its modules come when it is needed first. */
  drawExtras = () => {
    const { activity, projector } = this.room;
    const item = projector && projector.item;
    const read = Boolean(item) && !this.room.closed &&
      (!activity || item?.kind === "figure" || READING.includes(activity.way || ""));
    show(this.get("shown"), read);
    this.shown(read, (part) => part.update((read && item) || undefined));
    const sharing = Boolean(activity && activity.split && activity.split.length) && !this.room.closed;
    show(this.get("split"), sharing);
    this.split(sharing, (part) => part.update(this.room, this.me));
    const putsForward = Boolean(activity?.forward && this.me.joined) && !this.room.closed;
    this.forward(putsForward, (part) => part.update(putsForward ? activity?.key || "" : "", this.me.table));
    const voting = Boolean(activity && activity.vote) && !this.room.closed;
    show(this.get("vote"), voting);
    const before = activity && activity.way === "write" ? this.get("writing") : this.get("moved");
    if (voting && before.nextElementSibling !== this.get("vote")) before.after(this.get("vote"));
    this.vote(voting, (part) => part.update(this.room, this.me));
    const inside = Boolean(this.me.joined) && !this.room.closed;
    show(this.get("extras"), inside);
    // Signs, two words and seats are this very person's: not before the server has said so.
    this.more(this.settled && inside && this.learned > 0, (part) => part.update(this.room, this.me));
  };

  came = (/** @type {Me} */ joined, cards = 0) => {
    const putRight = this.me.joined && (joined.role_group !== this.me.role_group || (joined.voice || "") !== (this.me.voice || ""));
    this.changing = false;
    this.learned += 1;
    this.me = joined;
    if (putRight) {
      import("./words/next-person-words.js").then(({ words: more }) => {
        setText(this.get("put-right"), more.putRight(cards, this.label()));
        this.box.say(more.putRight(cards, this.label()));
      }).catch(() => null);
    }
    this.box.update({ ...this.room, me: this.me });
    this.pulse.again(); // the stream knows who listens only from its start
    this.draw();
    this.get("prompt").focus();
    this.showBox();
  };

  /** On a low screen the question comes to the top, so that the box below it is seen. */
  showBox = () => {
    const at = (/** @type {string} */ name) => this.get(name).getBoundingClientRect().top;
    const box = at("box"); // 0 where there is none; 96 pixels of it are to be seen
    if (box && box + 96 > Math.min(innerHeight, at("send"))) this.get("prompt").scrollIntoView();
  };
}

/** @param {ConstructorParameters<typeof RoomPage>[0]} root @param {ConstructorParameters<typeof RoomPage>[1]} options */
function mount(root, options) {
  return new RoomPage(root, options);
}

/**
 * With whom this is done and where, what the table does, and a word of warning for who may be told
 * by the size of their group.
 *
 * @param {HTMLElement} root @param {Room} room @param {Me} me
 */
function drawTogether(root, room, me) {
  const { activity } = room;
  const at = room.tables?.length && me.table ? words.atTable(me.table) : "";
  const warned = activity?.box && activity.open && me.few && activity.attribution !== "named" ? words.few : "";
  const own = me.table ? activity?.tracks?.[me.table - 1] || "" : "";
  const parts = [[activity?.together || "", at].filter(Boolean).join(" · "), own, ...(activity?.steps || []), warned];
  const wanted = JSON.stringify(parts);
  show(root, Boolean(activity || at) && Boolean(me.joined) && !room.closed);
  if (root.dataset.shows === wanted) return;
  root.dataset.shows = wanted;
  const steps = activity?.steps || [];
  root.replaceChildren(
    el("p", { class: "together-who", text: parts[0] }),
    ...(own ? [el("p", { dir: "auto", text: own })] : []),
    ...(steps.length ? [el("details", { class: "together-how" }, el("summary", { text: words.howTo }),
      el("ol", {}, ...steps.map((text) => el("li", { text }))))] : []),
    ...(warned ? [el("p", { class: "together-few", role: "note", text: warned })] : []));
}

/**
 * A part whose module is fetched when it is wanted first. While it does not come, its place says so.
 *
 * @template P
 * @param {HTMLElement} place
 * @param {(again: string) => Promise<{mount: (place: HTMLElement, options: any) => P}>} load
 * @param {object} options what the part's `mount` takes beside its place
 * @returns {(wanted: boolean, use?: (part: P) => void) => Promise<void>} without `use` it is only fetched
 */
function onDemand(place, load, options) {
  const part = later(load);
  const note = el("p", { class: "hint", role: "status", text: words.partWaits });
  /** @type {P|null} */
  let made = null;
  let loading = false;
  /** @type {((part: P) => void)|undefined} */
  let last;
  let late = false;
  const said = () => {
    if (!late || !last) return;
    place.append(note);
    show(place, true);
  };
  return async (wanted, use) => {
    last = use || last;
    if (made) return use?.(made);
    if (!wanted) return note.remove();
    if (loading) return said();
    loading = true;
    const module = await part.surely(() => {
      late = true;
      said();
    });
    note.remove();
    made = module.mount(place, options);
    return last?.(made);
  };
}

/** @typedef {{body: {role_group: string, name: string, table: number|null, seated?: number}, key: string}} Joining */

/**
 * @param {HTMLFormElement} form
 * @param {string} code
 * @param {(answer: {me: Me, cards?: number|null}) => void} joined
 * @param {() => unknown} passes whether this person goes, in place of joining
 */
function joinForm(form, code, joined, passes) {
  const say = /** @type {HTMLElement} */ (part(form, "join-say"));
  const kept = store(code);
  let busy = false;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy || passes()) return;
    const data = new FormData(form);
    const group = String(data.get("role_group") || "");
    const table = plainDigits(String(data.get("table") || "").trim());
    const at = /** @type {HTMLInputElement|null} */ (form.querySelector("input[name=table]"));
    if (!group) {
      setText(say, words.chooseGroup);
      /** @type {HTMLElement|null} */ (form.querySelector("input[name=role_group]"))?.focus();
      return;
    }
    if (table && !/^[0-9]{1,3}$/.test(table)) {
      setText(say, words.tableNumber);
      at?.focus();
      return;
    }
    const body = {
      role_group: group,
      name: String(data.get("name") || "").trim(),
      table: table ? Number(table) : null,
      seated: Number(at?.dataset.seated), // where it was opened; who comes in has none, and says null
    };
    await go({ body, key: random() });
  });

  /** @param {Joining} joining kept until it is answered, so that a reload goes on with it */
  const go = async ({ body, key }) => {
    busy = true;
    kept.set("joining", { body, key });
    setText(say, words.joining);
    const asking = { is: isWho, method: "POST", body, key };
    let answer = await call(code, "/join", asking);
    while (!answer.ok && worthWaiting(answer)) {
      setText(say, words.joinRetry);
      await pause(Math.max(answer.retryAfter * 1000, 1_000 + Math.random() * 1_000));
      answer = await call(code, "/join", asking);
    }
    busy = false;
    kept.remove("joining");
    if (!answer.ok) {
      setText(say, answer.detail);
      return;
    }
    setText(say, "");
    kept.set("me", body);
    kept.set("group", answer.data.me.role_group || "unknown");
    joined(answer.data);
  };

  const before = /** @type {Joining|null} */ (kept.get("joining"));
  if (before?.body) go(before);
}

/**
 * The wall on a phone, for whoever cannot see the projector. Its module is fetched on demand.
 *
 * @param {HTMLElement} root
 * @param {import("./types.js").Pulse} pulse
 * @param {() => Room} room
 */
function wallToggle(root, pulse, room) {
  /** @type {Map<string, Change>} */
  const heard = new Map();
  /** @type {import("./wall/wall.js").Wall|null} */
  let wall = null;
  let open = false;
  const all = later((again) => /** @type {Promise<typeof import("./wall/wall.js")>} */ (import(`./wall/wall.js${again}`)));
  const slow = el("p", { class: "hint", role: "status" });
  const slot = el("div", { class: "wall-slot", hidden: true }, slow);
  const label = el("span", { text: words.showWall });
  const button = el("button", { type: "button", class: "button quiet wide", "aria-expanded": "false" },
    icon("observer"), label);
  root.replaceChildren(button, slot);

  pulse.on("snapshot", () => {
    heard.clear();
    wall?.reset();
  });
  pulse.on("cards", (changes) => {
    for (const change of changes) {
      if (change.op === "remove") heard.delete(change.id);
      else heard.set(change.id, change);
    }
    wall?.apply(changes);
  });
  button.addEventListener("click", async () => {
    open = !open;
    button.setAttribute("aria-expanded", String(open));
    setText(label, open ? words.hideWall : words.showWall);
    show(slot, open);
    if (!open || wall) return;
    const module = await all.surely(() => setText(slow, words.partWaits));
    if (wall) return;
    slow.remove();
    wall = module.mount(slot, { flow: true });
    wall.show(room().activity);
    wall.apply([...heard.values()]);
  });
  return {
    draw() {
      const activity = room().activity;
      const cards = activity && (activity.box || !activity.vote);
      show(root, Boolean(cards) && !room().closed);
      wall?.show(activity);
    },
  };
}

const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const state = read(isRoom, document.getElementById("state")?.textContent);
try {
  if (state && !outbox(state.code).handedOn(state.me)) {
    // Whoever writes in the page's own form by now goes on there until it is sent.
    const own = /** @type {HTMLInputElement[]} */ ([...main.querySelectorAll("[name*='.']")]);
    if (state.closed || !own.some(({ value }) => value)) mount(main, { code: state.code, state: spoken(state) });
    else main.classList.add("is-plain");
  }
} catch (problem) {
  main.classList.add("is-plain"); // a browser of another time: the page's own forms show at once
  throw problem;
}
