/**
 * What a page has typed and then does not find in the browser any more: JSON to stdout, by what
 * became of it meanwhile the names that the page finds, what it reads and what lies there.
 */
import { kept } from "./fake-page.mjs";

const [room] = process.argv.slice(2);
globalThis.performance.getEntriesByType = () => [];
const KEY = "reframe.BCDFG.";
const OUT = { key: "a", op: "edit", text: "A bus", at: 1, state: "waiting" };
const ofPeople = (names) => names.filter((name) => name !== "era").sort();
const left = () => ofPeople([...kept.keys()].filter((name) => name.startsWith(KEY)).map((name) => name.slice(KEY.length)));

/** A page of its own of the same browser. */
const fresh = () => import(`file://${room}/parts/store.js?${Math.random()}`).then(({ store }) => store("BCDFG"));

/** @param {(others: any) => void} act what others do, of which this page does not hear @param {boolean} [full] the disk, when it came */
async function story(act, full = false) {
  kept.clear();
  const { setItem } = localStorage;
  if (full) localStorage.setItem = () => { throw new Error("The quota has been exceeded."); };
  const mine = await fresh();
  localStorage.setItem = setItem;
  mine.set("out.a", OUT);
  mine.set("draft.now", { text: "Half a thought", fields: {} });
  const other = await fresh();
  act(other);
  return { names: ofPeople(mine.names("")), item: mine.get("out.a")?.text ?? null, draft: mine.get("draft.now")?.text ?? null, left: left() };
}

const cleared = (then) => story((other) => {
  kept.clear();
  then(other);
});
console.log(JSON.stringify({
  "nothing": await story(() => undefined),
  "sent by another page": await story((other) => other.remove("out.a")),
  "sent and removed by another page": await story((other) => other.names("").forEach((name) => name !== "era" && other.remove(name))),
  "sent by another page, the disk was full before": await story((other) => other.remove("out.a"), true),
  "cleared": await cleared(() => undefined),
  "cleared, and another page has looked since": await cleared((other) => other.names("")),
  "cleared, and another page has written the same since": await cleared((other) => other.set("draft.now", { text: "Newer", fields: {} })),
  "cleared, and somebody else has this browser": await cleared((other) => other.set("seat", "another")),
  "cleared by who signed out": await cleared(() => kept.set("reframe.left", "1")),
}));
