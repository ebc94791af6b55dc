/**
 * Cards that were said and not typed, on a phone that speaks Welsh: JSON to stdout, what stands
 * there, what “Change” begins with, and how often a card that the server has already stands.
 */
import { Element } from "./fake-page.mjs";

const [room] = process.argv.slice(2);
const [UNTYPED, OURS] = ["Spoken, not yet typed", "Wedi ei ddweud, heb ei deipio eto"];
const said = { [UNTYPED]: [OURS], "{action}: {card}": ["{action}: {card}"], "Yes: {card}": ["Ie: {card}"],
  Yes: ["Ie"], Staff: ["Staff ni"], Residents: ["Trigolion"], "“{card}” of {groups}": ["“{card}” gan {groups}"] };
globalThis.reframeWords = { language: "cy", forms: ["one", "other"], said };
Object.assign(globalThis.document.documentElement, { lang: "cy", dataset: { method: "pl" } });
globalThis.location = { href: "http://192.168.4.1:8501/room/BCDFG" };

const { cardWords } = await import(`file://${room}/parts/card-words.js`);
const { retold } = await import(`file://${room}/parts/say.js`);
const { row } = await import(`file://${room}/write/card-row.js`);
const cards = await import(`file://${room}/write/my-cards.js`);

/** @param {Element} node each piece of text with the language that it is marked with */
const pieces = (node) => node.all().filter((each) => !each.children.length)
  .map((each) => [each.textContent, each.getAttribute("lang"), each.getAttribute("dir")]);
const drawn = (card, shown) => {
  const node = new Element();
  cardWords(node, card, shown);
  return pieces(node);
};
/** What a browser keeps for one room. */
const keeps = (all = new Map()) => ({ get: (name) => all.get(name) ?? null, set: (name, value) => all.set(name, value),
  remove: (name) => all.delete(name) });
const begins = (text) => {
  const line = row(() => undefined, keeps());
  line.update({ key: "a", state: "saved", text, activity: "a", actions: ["edit"], card: { text, lang: "ar" } });
  line.edit();
  return [line.text.other.children[0].value, line.actions.children[0].getAttribute("aria-label").split(": ")[1]];
};

/** @param {string[]} actions after a page was loaded anew while somebody changed a card: what stands there, as often */
const reloaded = (...actions) => {
  const kept = keeps();
  const card = { key: "a", state: "saved", text: "A bus", activity: "a", actions: ["edit"], card: { text: "A bus" } };
  const loaded = (can) => {
    const line = row(() => undefined, kept);
    line.update({ ...card, actions: can });
    return [line, line.editing ? line.text.other.all().find((each) => each.value !== undefined) : null];
  };
  const [before] = loaded(["edit"]);
  before.edit();
  const box = before.text.other.children[0];
  box.value = "A bus at six";
  box.heard.input();
  const [after, again] = loaded(actions);
  if (again) again.heard.keydown({ key: "Escape" });
  return [again?.value ?? null, after.editing, loaded(["edit"])[1]?.value ?? null];
};
/** A card that was waiting when somebody began to change it, and one that was changed elsewhere meanwhile. */
const since = () => {
  const kept = keeps();
  const saved = [];
  const loaded = (key, version) => {
    const line = row((name, entry, text) => saved.push([name, entry.card?.version, text]), kept);
    const tell = (at, now) => line.update({ key: at, state: "saved", text: "A bus", activity: "a", actions: ["edit"], card: now && { text: "A bus", version: now } });
    tell(key, version);
    return [line, tell, () => line.text.other.all().find((each) => each.value !== undefined)];
  };
  const [waiting, tell, box] = loaded("k");
  waiting.edit();
  box().value = "A bus at";
  box().heard.input();
  tell("card-1", 1);
  box().value = "A bus at six";
  box().heard.input();
  const [, , again] = loaded("card-1", 2);
  const there = again().value;
  again().heard.keydown({ key: "Enter", ctrlKey: true });
  return [there, saved, loaded("card-1", 2)[0].editing, loaded("k")[0].editing];
};

const asks = (alike) => {
  const line = row(() => undefined, keeps());
  line.update({ key: "a", state: "asked", text: "A bus", activity: "a", alike, actions: alike.map(({ id }) => `same:${id}`) });
  return line.actions.children.map((each) => each.children.map((part) => [part.textContent ?? part, part.getAttribute?.("lang")]));
};
const sentence = (ours) => retold({ detail: "", said: { text: "“{card}” of {groups}", count: null, ours,
  values: { card: "Yes", groups: "Staff · Residents" } } });

const noted = [];
const off = () => () => undefined;
const out = { on: off, voice: "", drafts: () => [], items: () => [], note: (item) => noted.push(item) };
const mine = cards.mount(new Element(), { code: "BCDFG", out, pulse: { on: off }, say() {}, tell() {}, readOnly: () => false,
  current: () => "", who: () => "", onUse() {} });
const twins = (card, item) => {
  mine.mine = new Map([["card-1", { id: "card-1", activity: "a", ...card }]]);
  return [...mine.twins([{ key: "k", op: "add", state: "waiting", activity: "a", older: [], ...item }])];
};

const found = {
  "in Arabic": drawn({ text: UNTYPED, lang: "ar" }),
  "in the room's language": drawn({ text: UNTYPED }),
  "as this phone says it": drawn({ text: OURS, lang: "ar" }),
  "typed in Arabic": drawn({ text: "سلام", lang: "ar" }),
  "typed, nobody said in what": drawn({ text: "Autobus" }),
  "typed in other letters, nobody said in what": drawn({ text: "سلام" }),
  "asked which is meant": asks([{ id: "one", text: "سلام", lang: "ar" }, { id: "two", text: "A bus" }]),
  "a card with the words of a label": [sentence(["groups"]), sentence(undefined)],
  "change, from the server": begins(UNTYPED),
  "change, from this phone": begins(OURS),
  "change, typed": begins("A bus"),
  "change, after a reload": reloaded("edit"),
  "change, after a reload, of one that is not to be changed now": reloaded("words"),
  "change, begun before it was saved, of what was changed elsewhere since": since(),
  "twin of a voice": twins({ text: UNTYPED }, { text: OURS, sentText: OURS, recording: { text: OURS } }),
  "no twin of words": twins({ text: UNTYPED }, { text: "A bus", sentText: "A bus" }),
};
process.stdout.write(JSON.stringify(found), () => process.exit());
