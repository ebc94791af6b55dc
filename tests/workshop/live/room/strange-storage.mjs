/**
 * What another program, or another version of ours, has left in this browser under our names: JSON
 * to stdout, what the page makes of it, what goes out all the same, and what lies there after it.
 */
import { Element, kept } from "./fake-page.mjs";

const [room] = process.argv.slice(2);
globalThis.location = { href: "http://192.168.4.1:8501/room/BCDFG", pathname: "/room/BCDFG", origin: "http://192.168.4.1:8501", replace() {} };
globalThis.performance.getEntriesByType = () => [];
globalThis.navigator.onLine ??= true;
const sent = [];
globalThis.fetch = async (_address, { body, headers }) => {
  sent.push(JSON.parse(body).text);
  const ask = Object.entries(headers).find(([name]) => name.toLowerCase() === "x-reframe-ask")?.[1];
  return new Response(JSON.stringify({ id: "card-1", revision: 8, version: 1 }),
    { status: 201, headers: { "content-type": "application/json", "X-Reframe-Answer": ask || "" } });
};

const STRANGE = ["5", "\"words\"", "[]", "{}", "true", "null", "{not json", "{\"text\":7}", "{\"text\":\"theirs\",\"fields\":null}",
  "{\"key\":\"other\",\"op\":\"add\",\"text\":\"theirs\",\"at\":1,\"state\":\"waiting\"}",
  ...[["", "theirs"], ["ed", "theirs"], ["add", 7]].map(([op, text]) => JSON.stringify({ key: "theirs", op, text, at: 1, state: "waiting" })),
  "{\"text\":7,\"fields\":{\"theirs\":7}}"];
const NAMES = ["out.theirs", "draft.theirs", "picture.theirs", "recording.theirs", "ballot.theirs", "split.theirs", "leaving", "passed", "joining", "lease", "me"];
const NEWER = { key: "newer", op: "fold", text: "of a version to come", at: 2, state: "waiting" };

const { outbox } = await import(`file://${room}/parts/outbox.js`);
const { ballot } = await import(`file://${room}/vote/ballot.js`);
const next = await import(`file://${room}/write/next-person.js`);
const cards = await import(`file://${room}/write/my-cards.js`);
Element.prototype.insertBefore = () => undefined;
document.styleSheets = [{ get href() { return `file://${room}/next-person.css`; } }];
const off = () => () => undefined;

const stories = {};
for (const [at, strange] of STRANGE.entries()) {
  const code = `BCDF${String.fromCharCode(65 + at)}`;
  kept.clear();
  for (const name of NAMES) kept.set(`reframe.${code}.${name}`, strange);
  kept.set(`reframe.${code}.out.newer`, JSON.stringify(NEWER));
  const before = new Map(kept);
  sent.length = 0;
  const out = outbox(code);
  const left = Boolean(out.handedOn({ joined: false }));
  const mine = cards.mount(new Element(), { code, out, pulse: { on: off }, say() {}, tell() {}, readOnly: () => false,
    current: () => "now", who: () => "", onUse() {} });
  const stands = mine.entries().length;
  out.add("now", "Mine", {});
  for (let tries = 0; tries < 300 && !(sent.length && !out.items().length); tries += 1) await new Promise((done) => setTimeout(done, 10));
  const lost = [...before].filter(([name, value]) => !name.endsWith(".lease") && kept.get(name) !== value).map(([name]) => name);
  stories[strange] = { left, stands, sent: [...sent], waiting: out.items().length, drafts: out.drafts().length, lost,
    passed: next.mount(new Element(), { code, box: { saved: () => 0 } }).passed(),
    ballot: ballot(code, "theirs", { onchange() {} }).held().choices };
}
console.log(JSON.stringify(stories));
process.exit();
