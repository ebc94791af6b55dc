/**
 * The room page: join once, then follow the facilitator. What is typed survives everything that
 * happens here.
 */
import { call, worthWaiting } from "./parts/api.js";
import * as composer from "./write/composer.js";
import { el, part, pause, setText, show } from "./parts/elements.js";
import { icon } from "./parts/icons.js";
import * as pulseLine from "./parts/pulse.js";
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

/**
 * @param {HTMLElement} root the page's main element, as served by room.html
 * @param {{code: string, state: Room}} options `state` as in GET /api/{code}
 */
function mount(root, { code, state }) {
  const get = (/** @type {string} */ name) => /** @type {HTMLElement} */ (part(root, name));
  const pulse = pulseLine.connect({ code });
  pulse.clock(state.now);
  pulseLine.mount(get("pulse"), { pulse });
  let room = state;
  /** @type {Me} */
  let me = state.me || {};
  let opened = false;
  let settled = false;
  let changing = false;

  const box = composer.mount(get("composer"), { code, pulse, room });
  const time = timer.mount(get("timer"), { now: pulse.now, say: box.say });
  const wall = wallToggle(get("wall"), pulse, () => room);
  const vote = onDemand(
    (again) => import(`./vote/vote.js${again}`),
    (module) => module.mount(get("vote"), { code, pulse, say: box.say }),
  );
  const split = onDemand(
    (again) => import(`./vote/split.js${again}`),
    (module) => module.mount(get("split"), { code, pulse, say: box.say }),
  );
  const more = onDemand(
    (again) => import(`./write/after-joining.js${again}`),
    (module) => module.mount(get("extras"), { code, box, say: box.say, learn, speak }),
  );
  const shown = onDemand(
    (again) => import(`./parts/shown-large.js${again}`),
    (module) => module.mount(get("shown")),
  );

  for (const slot of root.querySelectorAll("[data-icon]")) {
    slot.replaceChildren(icon(slot.getAttribute("data-icon") || ""));
  }

  /** @param {Me} next what the server says of this device now */
  const learn = (next) => {
    const left = me.joined && !next.joined;
    me = { ...next, person: me.person };
    box.update({ ...room, me });
    if (left) {
      setText(part(get("join"), "join-say"), words.wentOn);
      box.reload();
    }
    draw();
  };
  const ask = async () => {
    const answer = await call(code, "", { is: isRoom, again: false });
    if (answer.ok && answer.data.me) learn(answer.data.me);
  };
  /** @param {string} person whose words and whose ballot come next; "" is oneself */
  const speak = (person) => {
    me = { ...me, person };
    box.speak(person);
    draw();
  };

  const draw = () => {
    const inside = Boolean(me.joined);
    show(get("join"), (!inside || changing) && !room.closed);
    show(get("composer"), inside || room.closed);
    show(get("ended"), room.closed);
    show(get("paused"), room.paused && !room.closed && inside);
    show(get("who"), inside && !room.closed);
    show(get("sort"), inside && Boolean(room.activity && room.activity.sorting) && !room.closed);
    root.classList.toggle("is-paused", room.paused && !room.closed);
    root.classList.toggle("is-closed", room.closed);
    const chosen = root.querySelector(`input[name="role_group"][value="${CSS.escape(me.role_group || "")}"]`);
    const label = chosen ? chosen.getAttribute("data-label") || "" : "";
    setText(get("who-text"), label ? words.hereAs(label) : "");
    time.set(room.closed || !room.activity ? null : room.activity.ends_at);
    wall.draw();
    drawExtras();
  };

  /** What only some activities need; its modules come when it is needed first. */
  const drawExtras = () => {
    const { activity, projector } = room;
    const item = projector && projector.item;
    const read = Boolean(item) && !room.closed &&
      (!activity || item?.kind === "figure" || READING.includes(activity.way || ""));
    show(get("shown"), read);
    shown(read, (part) => part.update((read && item) || undefined));
    const sharing = Boolean(activity && activity.split && activity.split.length) && !room.closed;
    show(get("split"), sharing);
    split(sharing, (part) => part.update(room, me));
    const voting = Boolean(activity && activity.vote) && !room.closed;
    show(get("vote"), voting);
    const before = activity && activity.way === "write" ? get("writing") : get("moved");
    if (voting && before.nextElementSibling !== get("vote")) before.after(get("vote"));
    vote(voting, (part) => part.update(room, me));
    const inside = Boolean(me.joined) && !room.closed;
    show(get("extras"), inside);
    more(settled && inside, (part) => part.update(room, me));
  };

  pulse.on("room", (next) => {
    const ended = next.closed && !room.closed;
    const halted = next.paused && !room.paused;
    // Only this device is told what became of its hand, and whether it may steer.
    const mine = next.facilitators !== room.facilitators || (me.hand && (next.hands || 0) < (room.hands || 0));
    if (mine) setTimeout(ask, Math.random() * APART_MS);
    room = next;
    box.update(next);
    draw();
    if (ended) box.say(words.ended);
    if (halted) box.say(`${words.paused}. ${words.pausedMore}`);
  });

  joinForm(/** @type {HTMLFormElement} */ (get("join")), code, (joined) => {
    came(joined);
  });
  const came = (/** @type {Me} */ joined) => {
    changing = false;
    me = joined;
    box.update({ ...room, me });
    pulse.again(); // the stream knows who listens only from its start
    draw();
    get("prompt").focus();
  };
  const back = get("back");
  back.addEventListener("click", async () => {
    const module = await import("./write/way-back.js").catch(() => null);
    module?.mount(back, { code, joined: (me) => {
      came(me);
      box.reload();
    } });
  });
  pulse.on("open", () => {
    if (opened) setTimeout(ask, Math.random() * APART_MS); // who I am may have changed meanwhile
    opened = true;
  });
  // The page is for writing first; the rest of it comes when that is there.
  setTimeout(() => {
    settled = true;
    draw();
  }, SETTLED_MS);
  get("change-who").addEventListener("click", () => {
    changing = true; // the room may go on meanwhile
    draw();
    const chosen = /** @type {HTMLElement|null} */ (get("join").querySelector("input:checked, input"));
    chosen?.focus();
  });

  draw();
  return { unmount: pulse.release };
}

/**
 * A part whose module is fetched when it is wanted first, and asked for again with the next news
 * of the room if that failed: some browsers remember a failure by its address.
 *
 * @template M, P
 * @param {(again: string) => Promise<M>} load
 * @param {(module: M) => P} make
 * @returns {(wanted: boolean, use: (part: P) => void) => Promise<void>}
 */
function onDemand(load, make) {
  /** @type {P|null} */
  let made = null;
  let tries = 0;
  let loading = false;
  /** @type {(part: P) => void} */
  let last = () => undefined;
  return async (wanted, use) => {
    last = use;
    if (made) return use(made);
    if (!wanted || loading) return undefined;
    loading = true;
    const module = await load(tries ? `?again=${tries}` : "").catch(() => null);
    loading = false;
    tries += 1;
    if (!module) return undefined;
    made = make(module);
    return last(made);
  };
}

/**
 * @param {HTMLFormElement} form
 * @param {string} code
 * @param {(me: Me) => void} joined
 */
function joinForm(form, code, joined) {
  const say = /** @type {HTMLElement} */ (part(form, "join-say"));
  const kept = store(code);
  let busy = false;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(form);
    const group = data.get("role_group");
    const table = String(data.get("table") || "").trim();
    if (!group) {
      setText(say, words.chooseGroup);
      /** @type {HTMLElement|null} */ (form.querySelector("input[name=role_group]"))?.focus();
      return;
    }
    if (table && !/^[0-9]{1,3}$/.test(table)) {
      setText(say, words.tableNumber);
      /** @type {HTMLElement|null} */ (form.querySelector("input[name=table]"))?.focus();
      return;
    }
    const body = {
      role_group: group,
      name: String(data.get("name") || "").trim(),
      table: table ? Number(table) : null,
    };
    busy = true;
    setText(say, words.joining);
    const asking = { is: isWho, method: "POST", body };
    let answer = await call(code, "/join", asking);
    while (!answer.ok && worthWaiting(answer)) {
      setText(say, words.joinRetry);
      await pause(Math.max(answer.retryAfter * 1000, 1_000 + Math.random() * 1_000));
      answer = await call(code, "/join", asking);
    }
    busy = false;
    if (!answer.ok) {
      setText(say, answer.detail);
      return;
    }
    setText(say, "");
    kept.set("me", body);
    joined(answer.data.me);
  });
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
  const slot = el("div", { class: "wall-slot", hidden: true });
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
    const module = await import("./wall/wall.js").catch(() => null);
    if (wall || !module) return;
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
if (state) mount(main, { code: state.code, state });
