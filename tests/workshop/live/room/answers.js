/**
 * Thousands of answers that are not ours, given to the outbox and to every kind of question, by
 * the very modules that a phone runs: JSON to stdout, one line for each that was believed.
 */
const [room, seed, rounds] = process.argv.slice(2);

/** mulberry32 @param {number} state */
function dice(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const roll = dice(Number(seed));
const one = (list) => list[Math.floor(roll() * list.length)];

const disk = new Map();
globalThis.localStorage = {
  get length() { return disk.size; },
  key: (at) => [...disk.keys()][at],
  getItem: (name) => disk.get(name) ?? null,
  setItem: (name, value) => disk.set(name, value),
  removeItem: (name) => disk.delete(name),
};
const said = [];
const node = () => ({ append() {}, setAttribute() {}, addEventListener() {}, remove() { said.pop(); }, style: {} });
globalThis.document = { createElement: node, getElementById: () => null, documentElement: { dataset: {} }, body: { prepend: (made) => said.push(made) } };
const heard = {};
globalThis.window = { localStorage, addEventListener: (name, run) => ((heard[name] ??= []).push(run)) };
globalThis.location = { href: "http://192.168.4.1:8501/room/BCDFG" };

const CARD = { id: "card-1", revision: 9, version: 2, ask: null };
const GOOD = [CARD, { left: 3, revision: 4 }, { me: { joined: true } }, { hand: true }, { done_in: null },
  { cards: [] }, { code: "BCDFG", revision: 1, now: "2026-11-28T10:00:00Z", activity: null, closed: false,
    paused: false, projector: { show: "wall" } }, { id: "x", me: { joined: true } }, {}];
const REFUSALS = [401, 403, 404, 409, 410, 422, 429].map((status) => ({ status,
  body: JSON.stringify({ type: "urn:reframe:problem:not-allowed", title: "No", status, detail: "No." }) }));
const PAGES = ["", "ok", "<!doctype html><title>Sign in</title><form></form>", "null", "true", "[]", "{}", "{\"id\":",
  JSON.stringify(CARD).slice(0, -4), "\u0000\u0001", "<html>{\"id\":\"card-1\",\"revision\":1}</html>"];
const STATUSES = [200, 200, 200, 201, 202, 206, 400, 401, 403, 404, 405, 407, 409, 410, 413, 422, 429, 451,
  500, 502, 503, 504, 511];

/** An answer of somebody else; `kept` is a word that we once asked with. */
function strange(kept) {
  const luck = roll();
  if (luck < 0.05) return Promise.reject(new TypeError("Failed to fetch"));
  if (luck < 0.1) return { status: 0, ok: false, type: "opaqueredirect", headers: new Headers(), json: () => Promise.reject(new Error()) };
  const headers = new Headers({ "Content-Type": one(["text/html", "application/json", "application/problem+json", "text/plain"]) });
  const marks = [() => 0, () => 0, () => headers.set("X-Reframe-Answer", one(["", "1", "0", "true", "undefined", "null"])),
    () => kept && headers.set("X-Reframe-Answer", kept), () => headers.set("Retry-After", "0")];
  one(marks)();
  if (luck < 0.15) return new Response(null, { status: one([204, 205, 304]), headers });
  const refused = one(REFUSALS);
  if (luck < 0.3) return new Response(refused.body, { status: refused.status, headers });
  const body = roll() < 0.6 ? JSON.stringify(one(GOOD)) : one(PAGES);
  return new Response(body, { status: one(STATUSES), headers });
}

const real = setTimeout;
globalThis.setTimeout = /** @type {typeof setTimeout} */ ((run, ms, ...more) => real(run, ms > 5_000 ? ms : 0, ...more));
const settle = () => new Promise((done) => real(done, 0));

let portal = true;
let kept = "";
let asked = 0;
globalThis.fetch = async (address, { headers = {}, redirect } = {}) => {
  asked += 1;
  const word = headers["X-Reframe-Ask"];
  if (!portal) {
    const id = /cards\/([\w-]+)/.exec(address)?.[1] || `card-${asked}`;
    const more = { hand: true, done_in: "insights.write", me: { joined: true } };
    return new Response(JSON.stringify({ ...CARD, id, ...more }), { status: 200, headers: { "X-Reframe-Answer": word } });
  }
  const answer = await strange(kept);
  if (word) kept = word;
  return answer;
};

const { outbox } = await import(`${room}/parts/outbox.js`);
const { call } = await import(`${room}/parts/api.js`);
const validators = await import(`${room}/parts/validators.js`);
const out = outbox("BCDFG");
const believed = [];
out.on("saved", (told) => portal && believed.push({ saved: told.item.key }));
out.on("acted", (told) => portal && believed.push({ acted: told.item.key }));
out.on("refused", (told) => portal && believed.push({ refused: told.item.key }));

// Of the outbox itself: what it holds but for what a sending notes beside the words.
const held = () => JSON.stringify(out.items().map(({ sentText, ...item }) => item));
const first = out.add("insights.write", "Our bus comes once an hour", {});
out.edit({ id: "card-2", version: 1 }, "Changed words");
out.withdraw("card-3", "Taken back");
out.restore("card-4", "Put back");
out.act("hand", { up: true });
out.act("done", { activity: "insights.write", done: true });
out.act("seats", { role_group: "resident", name: "Dora" }, "Dora");
const before = held();
while (asked < Number(rounds)) {
  for (const run of heard.online) run();
  await settle();
  if (held() !== before) believed.push({ outbox: held() });
  if (believed.length > 5) break;
}
const outboxAsked = asked;

// Every act and every reading asks through the same door, each with its own idea of an answer.
for (const [name, is] of Object.entries(validators)) {
  if (!/^is[A-Z]/.test(name) || ["isText", "isNumber", "isFlag", "isReceiptOf"].includes(name)) continue;
  for (let n = 0; n < Number(rounds) / 20; n += 1) {
    const answer = await call("BCDFG", "/anything", { is, method: one(["GET", "POST", "PUT", "DELETE"]), again: false });
    if (answer.ok || answer.status !== 0) believed.push({ name, answer });
  }
}

portal = false;
for (let n = 0; n < 400 && out.items().length; n += 1) {
  for (const run of heard.online) run();
  await settle();
}
process.stdout.write(JSON.stringify({ asked: outboxAsked, believed, left: out.items(), first: first.key }));
process.exit(0);
