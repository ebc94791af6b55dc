/**
 * A page in a full room fetches its wall, over a network that brings it late, never or not at all:
 * which streams it opens, how often it asks for the wall, what it shows and what it says of itself.
 * Where "strangers" come, the streams are another program's, or our own for somebody who asked before.
 * The clock is turned by hand. The folder of the modules and the answers come on the command line.
 */
import { mock } from "node:test";

const [room, answers] = process.argv.slice(2);
const coming = JSON.parse(answers);

mock.timers.enable({ apis: ["setTimeout"] });
const node = () => ({ append() {}, setAttribute() {}, addEventListener() {}, style: {} });
globalThis.document = { hidden: false, addEventListener() {}, createElement: node, getElementById: () => null, documentElement: { dataset: {} }, body: { prepend() {} } };
globalThis.window = { localStorage: undefined, addEventListener() {} };
globalThis.location = { href: "http://192.168.4.1:8501/room/BCDFG" };
globalThis.history = { state: {}, replaceState() {} };

const opened = [];
globalThis.EventSource = class {
  constructor(address) {
    const asked = new URL(address, "http://here").searchParams;
    opened.push({ since: asked.get("since"), fetches: asked.has("fetches") });
    this.heard = {};
    const says = (name, data) => this.heard[name]({ data: JSON.stringify(data), lastEventId: "" });
    setImmediate(() => {
      if (coming[0] === "strangers") {
        says("ping", { at: "another", now: WALL.room.now });
        for (const name of ["snapshot", "cards", "mine", "room"]) says(name, { ...WALL, snapshot: {} }[name]);
        return says("trouble", { detail: "Buy" });
      }
      says("ping", { at: asked.get("at"), now: WALL.room.now });
      return asked.has("fetches") && says("fetch", {});
    });
  }
  addEventListener(name, run) { this.heard[name] = run; }
  close() {}
};
const WALL = { id: "abc-7", snapshot: true, mine: [], cards: [], room: { code: "BCDFG", revision: 7,
  now: "2026-11-28T10:00:00Z", activity: null, closed: false, paused: false, projector: { show: "wall" } } };
let asked = 0;
globalThis.fetch = (address, { headers, signal }) => {
  if (!address.includes("/wall")) return Promise.reject(new TypeError("Not asked for"));
  asked += 1;
  const next = coming.shift();
  const ours = { "X-Reframe-Answer": headers["X-Reframe-Ask"] };
  if (next === "refused") {
    const problem = { type: "urn:reframe:problem:x", title: "No", status: 404, detail: "No." };
    return Promise.resolve(new Response(JSON.stringify(problem), { status: 404, headers: ours }));
  }
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new DOMException("Given up", "AbortError")));
    if (next !== "never") setTimeout(() => resolve(new Response(JSON.stringify(WALL), { headers: ours })), next * 1000);
  });
};

const { connect } = await import(`${room}/parts/pulse.js`);
const pulse = connect({ code: "BCDFG", view: "projector" });
const shown = [];
const statuses = [];
for (const name of ["snapshot", "cards", "trouble"]) pulse.on(name, () => name === "snapshot" || shown.push(opened.length));
pulse.on("status", (status) => statuses.push(status));
for (let second = 0; second < 300 && opened.at(-1).fetches; second += 1) {
  await new Promise((settled) => setImmediate(() => setImmediate(settled)));
  mock.timers.tick(1000);
  await new Promise((settled) => setImmediate(() => setImmediate(settled)));
}
process.stdout.write(JSON.stringify({ opened, asked, shown: shown.length, last: statuses.at(-1) ?? "" }));
process.exit(0);
