/** The page that says that somebody has signed out, wherever they pressed for it: JSON to stdout, what is left in the browser. */
import { kept } from "./fake-page.mjs";

const [room] = process.argv.slice(2);
const stories = {};
for (const left of [true, false]) {
  kept.clear();
  for (const name of ["reframe.BCDFG.out.a", "reframe.GHJKL.draft.b", "reframe.BCDFG.me", "reframe.scheme", "anothers.words"]) kept.set(name, "1");
  document.querySelector = (asked) => (left && asked === "[data-left]" ? {} : null);
  globalThis.localStorage = new Proxy(localStorage, { ownKeys: () => [...kept.keys()], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) });
  await import(`file://${room}/notice.js?${left}`);
  stories[left ? "signed out" : "another notice"] = [...kept.keys()].sort();
}
console.log(JSON.stringify(stories));
