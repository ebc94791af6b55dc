/**
 * One phone of a room, without a browser: the page that the server sends, in a small DOM, with the
 * very scripts that phones run. A hand presses what a person could press. Storage and cookies come
 * from the phone and go back to it, so that a page can be loaded again.
 */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { parentPort, workerData } from "node:worker_threads";

const { packages, modules, name } = workerData;
const { parseHTML } = await import(`${packages}/linkedom/esm/index.js`);
const { EventSource } = await import(`${packages}/eventsource/dist/index.js`);
const tell = (what) => parentPort.postMessage(what);
const failed = (problem) => tell({ problem: String(problem?.stack || problem) });
process.on("unhandledRejection", failed);
process.on("uncaughtException", failed);

// The scripts stand at the address that the server gives them, and each page loads them anew: what
// they hold is gone with the page.
const SERVED = "room://server/room/static/";
registerHooks({
  resolve(specifier, context, next) {
    const from = context.parentURL || "";
    if (!specifier.startsWith(SERVED) && !(from.startsWith(SERVED) && specifier.startsWith("."))) return next(specifier, context);
    const found = new URL(specifier, from || undefined);
    if (from.startsWith(SERVED)) found.searchParams.set("page", new URL(from).searchParams.get("page") || "");
    return { url: found.href, format: "module", shortCircuit: true };
  },
  load(url, context, next) {
    if (!url.startsWith(SERVED)) return next(url, context);
    const file = new URL(url).pathname.slice("/room/static".length);
    return { format: "module", source: readFileSync(`${modules}${file}`, "utf-8"), shortCircuit: true };
  },
});

/** mulberry32 @param {number} state */
function dice(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
let roll = dice(0);
const one = (list) => list[Math.floor(roll() * list.length)];

/** The day of this phone: where it is, and what it keeps over a reload. */
let day = { base: "", code: "", speed: 1, disk: new Map(), jar: new Map(), chains: [], seats: [] };
/** The page that is open; what an earlier one began comes to nothing. */
let page = 0;
let streams = [];
const never = new Promise(() => undefined);

// Time: what a page waits for takes a part of it; what it only watches for is left alone.
const real = { setTimeout, now: Date.now, performance: performance.now.bind(performance), fetch, Event };
const WATCH_MS = 30_000;
globalThis.setTimeout = (run, ms = 0, ...more) => {
  const mine = page;
  return real.setTimeout(() => mine === page && run(...more), ms < WATCH_MS ? ms / day.speed : ms);
};
const began = real.now();
Date.now = () => Math.round(began + (real.now() - began) * day.speed);
const start = real.performance();
performance.now = () => start + (real.performance() - start) * day.speed;
const sleep = (ms) => new Promise((done) => real.setTimeout(done, ms));

// The network: one cookie jar, addresses of the page's own server.
/** What this phone asked last and what came of it; a phone that waits for ever tells why. */
let heard = [];
const note = (what) => void (heard = [...heard, what].slice(-8));
const asked = async (address, options = {}) => {
  const mine = page;
  const { base, jar } = day;
  const headers = new Headers(options.headers);
  headers.set("Cookie", [...jar].map(([key, value]) => `${key}=${value}`).join("; "));
  const what = `${options.method || "GET"} ${String(address).slice(-40)}`;
  note(`${what} …`);
  const answer = await real.fetch(new URL(address, base), { ...options, headers }).catch((problem) => {
    note(`${what} ${problem.name}`);
    if (mine === page) throw problem;
    return never;
  });
  note(`${what} ${answer.status}`);
  if (mine !== page) return never;
  const whole = answer.json.bind(answer);
  answer.json = () => whole().then((data) => (mine === page ? data : never), (problem) => {
    if (mine === page) throw problem;
    return never; // or a page that has gone would live on with the next one's timers
  });
  for (const line of answer.headers.getSetCookie()) {
    const [pair] = line.split(";");
    const at = pair.indexOf("=");
    jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
  return answer;
};
globalThis.fetch = asked;
globalThis.EventSource = class extends EventSource {
  constructor(address) {
    super(new URL(address, day.base), { fetch: asked });
    streams.push(this);
  }
};
globalThis.localStorage = {
  get length() { return day.disk.size; },
  key: (at) => [...day.disk.keys()][at],
  getItem: (key) => day.disk.get(key) ?? null,
  setItem: (key, value) => day.disk.set(key, String(value)),
  removeItem: (key) => day.disk.delete(key),
};

/** The room's own page, asked for until it comes. */
async function html() {
  for (;;) {
    const found = await arrive().catch(() => "");
    if (found.includes('id="state"')) return found;
    await sleep(200);
  }
}
async function arrive() {
  if (!day.jar.size) await (await asked(`/join/${day.code}`, { redirect: "manual" })).text();
  return (await asked(`/room/${day.code}`, { redirect: "manual" })).text();
}

const define = (target, fields) => Object.defineProperties(target, Object.fromEntries(
  Object.entries(fields).map(([key, get]) => [key, { configurable: true, get }])));
let Inner = Event;
let outside = new EventTarget();

/** What a browser has around a page, as far as the room's page asks for it. */
function open(text) {
  const { window: dom, document } = parseHTML(text);
  outside = new EventTarget();
  Inner = dom.Event;
  Object.assign(globalThis, {
    window: globalThis, document, location: new URL(`/room/${day.code}`, day.base),
    Node: dom.Node, Element: dom.Element, HTMLElement: dom.HTMLElement, Event: dom.Event,
    addEventListener: outside.addEventListener.bind(outside),
    removeEventListener: outside.removeEventListener.bind(outside), scrollTo() {}, innerHeight: 844, CSS: { escape: (word) => word },
  });
  let focused = document.body;
  define(document, { hidden: () => false, activeElement: () => focused,
    styleSheets: () => [{ get href() { return undefined; } }] });
  const lists = new WeakMap(); // what this DOM's lists and forms cannot do
  Object.defineProperty(dom.HTMLSelectElement.prototype, "value", { configurable: true,
    get() { return lists.get(this) ?? ""; },
    set(value) { lists.set(this, value); } });
  Object.assign(dom.HTMLElement.prototype, {
    focus() { focused = this; },
    scrollIntoView() {},
    getBoundingClientRect: () => ({ top: 0, bottom: 0 }), // nothing is laid out
    reset() { for (const field of this.querySelectorAll("input, select")) field.value = ""; },
  });
  const append = document.head.append.bind(document.head);
  document.head.append = (...nodes) => { // styles are there at once
    append(...nodes);
    for (const node of nodes) queueMicrotask(() => node.dispatchEvent(new Inner("load")));
  };
}
globalThis.MutationObserver = class { observe() {} }; // robots have no keyboard whose place could go
globalThis.FormData = class {
  constructor(form) {
    this.form = form;
  }
  get(field) {
    const found = [...this.form.querySelectorAll(`[name=${field}]`)];
    const radio = found.length && found[0].getAttribute("type") === "radio";
    const chosen = radio ? found.find((each) => each.checked) : found[0];
    return chosen ? chosen.value : null;
  }
};

/** A page is opened; it is there when it can be pressed. */
async function load() {
  const mine = page;
  const text = await html();
  if (mine !== page) return;
  open(text);
  await import(`${SERVED}room.js?page=${name}-${page}`);
  const kept = [...day.disk.keys()];
  if (!kept.some((key) => key.endsWith(".me") || key.endsWith(".joining"))) join();
}

/** The page goes, as when a phone is put away for good or loads it anew. */
function leave() {
  outside.dispatchEvent(new real.Event("pagehide"));
  page += 1;
  for (const stream of streams) stream.close();
  streams = [];
}

// A hand.
const all = (path, root = document) => [...root.querySelectorAll(path)];
const shown = (node) => {
  for (let each = node; each && each !== document; each = each.parentNode) if (each.hidden) return false;
  return true;
};
const press = (node) => node.dispatchEvent(new Inner("click", { bubbles: true, cancelable: true }));
const submit = (node) => node.dispatchEvent(new Inner("submit", { bubbles: true, cancelable: true }));
const type = (node, text) => {
  node.value = text;
  node.dispatchEvent(new Inner("input", { bubbles: true }));
};
const rows = () => all("[data-part=mine] li.card").map((node) => ({
  node, key: node.dataset.key, state: node.dataset.state, text: node.querySelector(".card-text")?.textContent ?? null,
  does: all("[data-do]", node).map((each) => each.dataset.do) }));
let typed = 0;
const words = () => `${name} said ${(typed += 1)}.${Math.floor(roll() * 1e6)}`;

/** What this person has meant, card by card: the last words count. */
const chainOf = (text) => day.chains.find((each) => each.texts.at(-1) === text);

const acts = {
  write() {
    const box = document.getElementById("box");
    const send = document.querySelector("[data-part=send]");
    if (!box || !shown(box) || box.readOnly || send.getAttribute("aria-disabled") === "true" || box.value) return false;
    const text = words();
    day.chains.push({ texts: [text], gone: false });
    type(box, text);
    if (roll() < 0.85) press(send);
  },
  send() {
    const box = document.getElementById("box");
    if (!box?.value || !shown(box)) return false;
    return press(document.querySelector("[data-part=send]"));
  },
  edit() {
    const row = one(rows().filter((each) => each.text && each.does.includes("edit")));
    const chain = row && chainOf(row.text);
    if (!chain) return false;
    press(row.node.querySelector("[data-do=edit]"));
    const text = words();
    chain.texts.push(text);
    const area = row.node.querySelector("textarea");
    area.value = text;
    press(all("button", row.node).find((each) => each.textContent === "Save"));
  },
  takeBack() {
    const row = one(rows().filter((each) => each.text && each.does.some((name) => ["withdraw", "remove", "removeDraft"].includes(name))));
    const chain = row && chainOf(row.text);
    if (!chain) return false;
    chain.gone = true;
    press(row.node.querySelector("[data-do=withdraw], [data-do=remove], [data-do=removeDraft]"));
  },
  putBack() {
    const row = one(rows().filter((each) => each.text && each.does.some((name) => ["putBack", "unremove"].includes(name))));
    const chain = row && chainOf(row.text);
    if (!chain) return false;
    chain.gone = false;
    press(row.node.querySelector("[data-do=putBack], [data-do=unremove]"));
  },
  kept() {
    const row = one(rows().filter((each) => each.does.includes("sendKept")));
    return row ? press(row.node.querySelector("[data-do=sendKept]")) : false;
  },
  decide() {
    const row = one(rows().filter((each) => each.does.includes("useMine") || each.does.includes("tryAgain")));
    return row ? press(row.node.querySelector("[data-do=useMine], [data-do=tryAgain]")) : false;
  },
  vote() {
    const dots = all("[data-part=vote] .dot-button").filter((each) => shown(each) && each.getAttribute("aria-disabled") !== "true");
    if (dots.length) return press(one(dots));
    const maps = all("[data-part=vote] .map").filter(shown);
    if (!maps.length) return false;
    one(all("input", one(maps))).dispatchEvent(new Inner("change", { bubbles: true }));
  },
  sign() {
    const chips = all(".signs .chip").filter(shown);
    return chips.length ? press(one(chips)) : false;
  },
  seat() {
    const form = document.querySelector(".seat-form");
    if (!form || !shown(form) || day.seats.length > 3) return false;
    const who = words();
    const group = form.querySelector("select");
    const field = form.querySelector("input");
    if (field.value) return false;
    day.seats.push(who);
    group.value = "resident";
    field.value = who;
    submit(form);
  },
};
const WEIGHTS = { write: 10, send: 4, edit: 5, takeBack: 3, putBack: 4, kept: 3, decide: 3, vote: 5, sign: 2, seat: 1 };
const LIST = Object.entries(WEIGHTS).flatMap(([act, weight]) => Array(weight).fill(act));

/** Join in, by the page's own form. */
function join() {
  const form = document.querySelector("[data-part=join]");
  const radio = form.querySelector(`input[value=${one(["resident", "staff", "partner"])}]`);
  radio.checked = true;
  const field = form.querySelector("input[name=name]");
  if (field) field.value = name;
  submit(form);
}

let acting = false;
let done = 0;
/** @param {number} pace milliseconds between two acts, about */
async function act(pace) {
  acting = true;
  while (acting) {
    await sleep(pace * (0.5 + roll()));
    if (!acting) break;
    for (let tries = 0; tries < 4; tries += 1) {
      if (acts[one(LIST)]() === false) continue; // there was nothing of this kind to press
      done += 1;
      break;
    }
  }
}

/** What this screen says, and what the phone still holds. */
function look() {
  const items = [...day.disk].filter(([key]) => key.includes(".out.")).map(([, value]) => JSON.parse(value));
  const ballots = [...day.disk].filter(([key]) => key.includes(".ballot.")).map(([key, value]) =>
    ({ round: key.split(".ballot.")[1], ...JSON.parse(value) }));
  const chips = all(".signs .chip");
  return {
    name,
    rows: rows().map(({ key, state, text }) => ({ key, state, text })),
    said: all("[data-part=mine] li.card .card-state").map((node) => node.textContent),
    items, ballots, chains: day.chains, seats: day.seats,
    drafts: [...day.disk].filter(([key]) => key.includes(".draft.")).map(([, value]) => JSON.parse(value).text),
    form: document.querySelector(".seat-form input")?.value || "",
    done: chips[0] && shown(chips[0]) ? chips[0].getAttribute("aria-pressed") === "true" : null,
    hand: chips[1] && shown(chips[1]) ? chips[1].getAttribute("aria-pressed") === "true" : null,
    people: all("[data-person]").map((node) => node.textContent),
    vote: document.querySelector(".vote-state")?.textContent || "",
    joining: [...day.disk.keys()].some((key) => key.endsWith(".joining")),
    inside: all(".signs").some(shown),
    heard,
    acts: done,
  };
}

const does = {
  async begin({ base, code, speed, seed }) {
    leave();
    roll = dice(seed);
    done = 0;
    day = { base, code, speed, disk: new Map(), jar: new Map(), chains: [], seats: [] };
    await load();
  },
  async reload() {
    leave();
    await load();
  },
  act: ({ pace }) => void act(pace),
  rest: () => void (acting = false),
  look,
  end: leave,
};
parentPort.on("message", async ({ ask, id, ...more }) => {
  try {
    tell({ id, ...(await does[ask](more)) });
  } catch (problem) {
    failed(problem);
  }
});
