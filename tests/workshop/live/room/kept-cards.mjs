/**
 * What was begun for another question and not sent, be it written, said or drawn: JSON to stdout,
 * how it stands among the cards, what goes out, and what is left in this browser.
 */
import { Element, kept } from "./fake-page.mjs";

const [room] = process.argv.slice(2);
globalThis.location = { href: "http://192.168.4.1:8501/room/BCDFG", replace() {} };
globalThis.performance.getEntriesByType = () => [];
globalThis.navigator.onLine ??= true;

const { outbox } = await import(`file://${room}/parts/outbox.js`);
const cards = await import(`file://${room}/write/my-cards.js`);

const out = outbox("BCDFG");
const sent = [];
out.queue = ({ text, onto, picture, recording }) => sent.push([text, onto || "", picture?.content || "", recording?.content || ""]);
const used = [];
const off = () => () => undefined;
const mine = cards.mount(new Element(), { code: "BCDFG", out, pulse: { on: off }, say() {}, tell() {}, readOnly: () => false,
  current: () => "now", who: () => "", onUse: (text) => used.push(text) });
mine.draw = () => undefined;

const voice = { content: "sound", type: "audio/mp4", text: "Spoken, not yet typed" };
const picture = { content: "lines", type: "image/png", text: "A drawing" };
const words = (text, thread) => ({ text, fields: {}, thread });
const left = () => [...kept.keys()].filter((name) => /\.(draft|picture|recording)\./.test(name)).map((name) => name.slice("reframe.BCDFG.".length)).sort();

/** @param {Record<string, unknown>} begun @param {string[]} acts */
function story(begun, acts) {
  for (const name of left()) out.kept.remove(name);
  for (const [name, value] of Object.entries(begun)) kept.set(`reframe.BCDFG.${name}`, JSON.stringify(value));
  mine.removed.clear();
  [sent.length, used.length] = [0, 0];
  const stands = mine.entries().map(({ text, pictures, actions }) => [text, (pictures || []).length, actions.join(" ")]);
  for (const act of acts) typeof act === "string" ? mine.act(act, mine.entries().at(act === "unremove" ? -1 : 0)) : act();
  return { stands, sent: [...sent], used: [...used], left: left() };
}

const begin = (draft) => () => kept.set("reframe.BCDFG.draft.old", JSON.stringify(draft));
const all = { "draft.old": words("A bus"), "picture.old": picture, "recording.old": voice };
const onto = { ...all, "draft.old": words("At night", { onto: "card-1", version: 2 }) };
const small = { "draft.old": { text: "At night", fields: { different: "Nobody waits", basis: "observed" }, kind: "idea", thread: { onto: "card-1", version: 2 },
  inWords: "Nobody waits · From what I see", typed: "Nobody waits" } };
const other = { text: "By day", fields: { different: "All wait" }, kind: "idea", thread: { onto: "card-2", version: 1 } };
const tapped = { "draft.old": words("", { onto: "card-1", version: 2 }), "recording.old": voice };
process.stdout.write(JSON.stringify({
  "a voice, sent": story({ "recording.old": voice }, ["sendKept"]),
  "a drawing, sent": story({ "picture.old": picture }, ["sendKept"]),
  "a drawing, removed": story({ "picture.old": picture }, ["removeDraft"]),
  "a drawing, removed and put back": story({ "picture.old": picture }, ["removeDraft", "unremove"]),
  "all, sent": story(all, ["sendKept"]),
  "all, removed and put back": story(all, ["removeDraft", "unremove"]),
  "all, the words put in the box": story(all, ["useHere"]),
  "added to a card, sent": story(onto, ["sendKept"]),
  "said, then a card was tapped": story(tapped, ["sendKept"]),
  "small questions, put in the box": story(small, ["useHere"]),
  "small questions, removed and put back": [story(small, ["removeDraft", "unremove"]), JSON.parse(kept.get("reframe.BCDFG.draft.old"))],
  "put back where another card was begun": [story(small, ["removeDraft", begin(other), "unremove"]), JSON.parse(kept.get("reframe.BCDFG.draft.old"))],
  "of this question": story({ "picture.now": picture, "recording.now": voice }, []),
}), () => process.exit());
