/**
 * My own cards, each with what became of it: waiting, sent, saved, not taken, kept or taken back.
 * Rows are keyed and changed in place, so that a row under somebody's finger or focus stays there.
 */
import { call, worthWaiting } from "../parts/api.js";
import { home } from "../parts/home.js";
import { isMine } from "../parts/validators.js";
import { row } from "./card-row.js";
import { readable } from "../parts/card-words.js";
import { later } from "../parts/later.js";
import { el, pause, setText, show } from "../parts/elements.js";
import { words } from "../words/room-words.js";

/** @typedef {import("../types.js").Card} Card */
/** @typedef {import("../types.js").Entry} Entry */

const FIRST_MS = 400; // the stream opens meanwhile: asked before it, an answer may miss what came between

const asking = later((again) => import(`./translate.js${again}`));
const hearing = later((again) => import(`./own-voice.js${again}`));

class MyCards {
  /**
   * @param {HTMLElement} root
   * @param {{code: string, out: ReturnType<typeof import("../parts/outbox.js").outbox>,
   *   pulse: import("../types.js").Pulse, say: (text: string) => void, tell: (text: string) => void, readOnly: () => boolean,
   *   current: () => string, who: (id: string) => string, onUse: (text: string) => void}} options
   *   `current` is the activity whose draft is in the box, or ""
   */
  constructor(root, { code, out, pulse, say, tell, readOnly, current, who, onUse }) {
    this.root = root;
    this.code = code;
    this.out = out;
    this.say = say;
    this.tell = tell;
    this.readOnly = readOnly;
    this.current = current;
    this.who = who;
    this.onUse = onUse;
    /** @type {Map<string, Card>} newest first */
    this.mine = new Map();
    /** @type {Set<string>} those of my cards whose recording the server has */
    this.recorded = new Set();
    /** @type {Map<string, Entry>} removed here, and still able to come back */
    this.removed = new Map();
    /** @type {Map<string, Entry>} what was added to cards of the room, since this page was loaded */
    this.added = new Map();
    /** @type {Map<string, ReturnType<typeof row>>} */
    this.rows = new Map();
    /** @type {Map<string, string>} card -> the gentle question about its words */
    this.asked = new Map();
    this.gone = false;
    this.loads = 0;
    this.savedSince = 0;
    this.askedSince = "";
    this.heard = 0; // so many changes of my cards

    this.list = el("ol", { class: "cards", "data-part": "cards" });
    this.empty = el("p", { class: "empty", text: words.noCards });
    this.summary = el("summary");
    this.earlier = el("ol", { class: "cards" });
    this.before = el("details", { class: "before", hidden: true }, this.summary, this.earlier);
    this.root.replaceChildren(el("h2", { text: words.myCards }), this.empty, this.list, this.before);

    this.offs = [
      this.out.on("change", this.draw),
      this.out.on("saved", this.settled),
      this.out.on("stuck", (answer) => {
        this.say(words.waitingSay);
        if (answer.status === 0) pulse.again(); // the stream may be dead too, and not know it yet
      }),
      this.out.on("refused", ({ item, reason }) => {
        if (item.op === "act" || item.gone) return;
        this.say(item.alike?.length ? words.isItThis : words.refusedSay(reason));
        this.rows.get(item.key)?.node.scrollIntoView({ block: "nearest" });
      }),
      pulse.on("mine", this.hear),
      pulse.on("snapshot", () => {
        this.soon(this.loads ? Math.random() * 1_500 : 0);
      }),
    ];
    this.draw();
    this.soon(FIRST_MS);
  }

  /** @param {number} ms */
  soon = (ms) => {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.load, ms);
  };

  /** @returns {Entry[]} */
  entries = () => {
    const items = this.out.items();
    const fixed = this.readOnly();
    /** @type {Entry[]} */
    const found = [];
    for (const draft of this.out.drafts()) {
      const { activity, person, picture, recording } = draft;
      const written = allSaid(draft.text, draft.inWords ?? saidIn(draft.fields));
      const text = written || (picture || recording)?.text;
      const here = person === this.out.voice;
      if ((here && activity === this.current()) || !text) continue;
      const actions = written && here ? ["sendKept", "useHere", "removeDraft"] : ["sendKept", "removeDraft"];
      found.push({ key: `draft.${this.out.place(activity, person)}`, state: "kept", text, about: draft.title,
        draft, activity, person, picture, recording, pictures: seen(picture), who: this.who(person), actions: fixed ? [] : actions });
    }
    for (const item of items.filter((each) => each.op === "add" && !each.gone).reverse()) {
      const refused = item.state === "refused";
      found.push({ key: item.key, text: wordsOf(item), about: item.title, activity: item.activity || "", item,
        who: this.who(item.person || ""),
        pictures: seen(item.picture),
        state: item.alike?.length ? "asked" : refused ? "refused" : this.out.sending(item.key) ? "sent" : "waiting",
        reason: item.alike?.length ? words.isItThis : item.reason, alike: item.alike || [],
        actions: fixed && !refused ? [] : actionsOn(item, refused, !fixed && Boolean(this.current())) });
    }
    for (const entry of this.removed.values()) found.push(entry);
    found.push(...[...this.added.values()].reverse());
    const twins = this.twins(items);
    for (const card of this.mine.values()) if (!twins.has(card.id)) found.push(this.saved(card, items, fixed));
    for (const entry of found) {
      // £100 shared out is changed where it was shared out, since its words follow its numbers.
      if (!(entry.item || entry.card)?.fields?.split) continue;
      entry.actions = entry.actions.filter((name) => name !== "edit");
    }
    return found;
  };

  /**
   * The cards that are here by news of the room while the answer about them is still waited for: they stand as
   * what waits, once. A card of the same words that was there before is another one.
   *
   * @param {import("../types.js").Item[]} items
   */
  twins = (items) => {
    /** @type {Set<string>} */
    const found = new Set();
    for (const item of items) {
      if (item.op !== "add" || item.state !== "waiting") continue;
      const { activity, text, sentText = text } = item;
      const same = [...this.mine.values()].filter((card) => card.activity === activity && readable(card.text) === readable(sentText));
      if (!item.older) this.out.note({ ...item, older: same.map(({ id }) => id) });
      const one = same.find(({ id }) => item.older && !item.older.includes(id) && !found.has(id));
      if (one) found.add(one.id);
    }
    return found;
  };

  /**
   * @param {Card} card @param {import("../types.js").Item[]} items @param {boolean} fixed
   * @returns {Entry}
   */
  saved = (card, items, fixed) => {
    const item = items.filter((each) => each.id === card.id).pop();
    const base = { key: card.id, text: card.text, activity: card.activity, card, who: this.who(card.person || ""),
      pictures: (card.pictures || []).map(({ id, alt }) => ({ src: `${home}/api/${this.code}/pictures/${id}`, alt })) };
    if (item && item.state === "refused") {
      const reason = item.current
        ? words.changedMeanwhile(readable(item.current.text))
        : item.reason;
      const actions = item.current ? ["useMine", "useTheirs"] : ["edit", "useTheirs"];
      return { ...base, text: item.text, state: "refused", reason, item, actions };
    }
    if (item && item.op === "edit") {
      return { ...base, text: item.text, state: "saving", item, actions: fixed ? [] : ["edit"] };
    }
    if (item) return { ...base, state: "saving", actions: fixed ? [] : [item.op === "withdraw" ? "putBack" : "withdraw"] };
    if (card.withdrawn) return { ...base, state: "withdrawn", actions: fixed ? [] : ["putBack"] };
    const state = card.waiting ? "held" : card.hidden ? "hidden" : card.late ? "late" : "saved";
    return { ...base, state, reason: this.asked.get(card.id), actions: fixed ? [] : ["edit", "words", ...(this.recorded.has(card.id) ? ["hear"] : []), "withdraw"] };
  };

  /** @param {string} action @param {Entry} entry @param {string} [text] */
  act = (action, entry, text = "") => {
    const { key, item, card, person = "" } = entry;
    if (action === "save") {
      this.out.edit(card ? { id: card.id, version: card.version } : { key }, text);
    } else if (action === "remove") {
      this.out.remove(key);
      this.removed.set(key, { ...entry, state: "removed", actions: ["unremove"] });
    } else if (action === "removeDraft") {
      this.out.dropDraft(entry.activity, person);
      this.removed.set(key, { ...entry, state: "removed", actions: ["unremove"] });
    } else if (action === "unremove") {
      this.removed.delete(key);
      if (item) this.out.putBack(item);
      else {
        const place = this.out.place(entry.activity, person);
        this.out.putDraft(entry.activity, person, entry.draft, entry);
        if (person === this.out.voice) this.out.tell("draft", place); // it may be in its box
      }
    } else if (action === "sendKept") {
      const { text: kept, fields, kind, thread, title } = this.out.draft(entry.activity, person);
      const { onto, version, links } = thread || {};
      const { picture, recording } = entry;
      const added = onto && (kept.trim() || saidIn(fields)); // in words alone
      const whose = { person: person || undefined };
      this.out.dropDraft(entry.activity, person);
      if (added) this.out.putDraft(entry.activity, person, undefined, entry);
      this.out.add(entry.activity, kept.trim() || (!added && (picture || recording)?.text) || "", fields, kind,
        added ? { onto, version, title, ...whose } : { links, picture, recording, ...whose });
    } else if (action === "useHere" && item) {
      this.out.remove(key);
      this.onUse(allSaid(item.text, item.typed));
    } else if (action === "useHere") {
      this.out.dropDraft(entry.activity, person);
      this.out.putDraft(entry.activity, person, undefined, entry); // a box takes words alone
      this.onUse(allSaid(entry.draft?.text, entry.draft?.typed));
    } else if (action === "tryAgain" && item) this.out.retry(item.key);
    else if (action === "withoutVoice" && item) this.out.withoutVoice(item.key);
    else if (action === "same" && item) this.out.decide(item.key, text);
    else if (action === "newOne" && item) this.out.decide(item.key, "");
    else if (action === "words" && card) {
      asking.once().then((module) =>
        module ? module.askWords({ code: this.code, card, writer: true, say: this.say }) : this.tell(words.failed));
    } else if (action === "hear" && card) {
      const ongone = () => this.recorded.delete(card.id) && this.draw();
      hearing.once().then((module) =>
        module ? module.hear({ code: this.code, card, say: this.say, ongone }) : this.tell(words.failed));
    } else if (action === "withdraw" && card) this.out.withdraw(card.id, card.text);
    else if (action === "putBack" && card) this.out.restore(card.id, card.text);
    else if (action === "useMine" && item) this.out.retry(item.key, item.current?.version);
    else if (action === "useTheirs" && item) {
      if (card && item.current) this.mine.set(card.id, { ...card, ...item.current });
      this.out.remove(item.key);
    }
    this.draw();
  };

  draw = () => {
    const all = this.entries();
    const here = this.current();
    const seen = new Set();
    /** @type {Record<string, Element|null>} */
    const last = { now: null, then: null };
    let old = 0;
    for (const entry of all) {
      seen.add(entry.key);
      let line = this.rows.get(entry.key);
      if (!line) this.rows.set(entry.key, (line = row(this.act, this.out.kept)));
      line.update(entry);
      const done = ["saved", "late", "withdrawn", "hidden", "held"].includes(entry.state);
      const past = done && Boolean(here) && entry.activity !== here;
      if (past) old += 1;
      const where = past ? "then" : "now";
      place(past ? this.earlier : this.list, line.node, last[where]);
      last[where] = line.node;
    }
    for (const [key, line] of this.rows) {
      if (seen.has(key)) continue;
      line.node.remove();
      this.rows.delete(key);
    }
    show(this.root, all.length > 0 || Boolean(here)); // nothing to write, and nothing written
    show(this.empty, all.length === 0);
    show(this.before, old > 0);
    setText(this.summary, words.earlierCards(old));
  };

  load = async () => {
    clearTimeout(this.timer);
    const asked = (this.loads += 1);
    for (let tries = 1; !this.gone; tries += 1) {
      const { heard } = this;
      const answer = await call(this.code, "/mine", { is: isMine });
      if (asked !== this.loads) return; // asked again meanwhile
      if (answer.ok && heard === this.heard) {
        this.mine = new Map(answer.data.cards.map((card) => [card.id, card]));
        this.recorded = new Set(answer.data.recorded || []);
        return this.draw();
      }
      if (!answer.ok && !worthWaiting(answer)) return;
      if (!answer.ok) await pause(Math.min(3_000, 250 * 2 ** tries) * (0.5 + Math.random() / 2));
    }
  };

  /** @param {Card[]} changed */
  hear = (changed) => {
    this.heard += 1;
    for (const card of changed) {
      const known = this.mine.get(card.id);
      if (known && (card.revision || 0) < (known.revision || 0)) continue; // older than an answer
      if (known) this.mine.set(card.id, card);
      else this.mine = new Map([[card.id, card], ...this.mine]);
    }
    this.draw();
  };

  /** @param {{item: import("../types.js").Item, id: string, version: number, revision: number, ask?: string|null}} done */
  settled = ({ item, id, version, revision, ask: question }) => {
    this.heard += 1;
    const ask = question || "";
    const known = this.mine.get(id);
    if (item.op === "add" || item.op === "edit") this.asked.set(id, ask);
    this.removed.delete(item.key);
    if (item.onto) {
      this.added.set(item.key, { key: item.key, state: "saved", text: wordsOf(item), about: item.title,
        activity: item.activity || "", actions: [] });
      if (known) this.mine.set(id, { ...known, fields: { ...known.fields, ...item.fields }, version });
      this.say(words.savedSay(1));
    } else if (item.op === "add") {
      const { activity = "", sentText = "", fields = {}, person } = item;
      const card = known ||
        { id, activity, text: sentText, fields, version, revision, person, withdrawn: false, hidden: false };
      this.mine = new Map([[id, card], ...this.mine]);
      if (item.recording) this.recorded.add(id);
      const line = this.rows.get(item.key);
      const doubled = this.rows.get(id);
      if (line && doubled) doubled.node.remove();
      if (line) {
        this.rows.delete(item.key); // the same row goes on as the saved card
        this.rows.set(id, line);
      }
      this.savedSince += 1;
      this.askedSince = ask || this.askedSince;
      setTimeout(() => {
        if (this.savedSince) this.say(`${words.savedSay(this.savedSince)} ${this.askedSince}`.trim());
        this.savedSince = 0;
        this.askedSince = "";
      }, 400);
    } else if (known) {
      if (item.op === "edit") {
        this.mine.set(id, { ...known, text: item.text, version, revision });
        if (ask) this.say(ask);
      } else this.mine.set(id, { ...known, withdrawn: item.op === "withdraw", revision });
    }
    this.draw();
  };

  unmount = () => {
    this.gone = true;
    clearTimeout(this.timer);
    this.offs.forEach((off) => off());
  };
}

/** @param {ConstructorParameters<typeof MyCards>[0]} root @param {ConstructorParameters<typeof MyCards>[1]} options */
export function mount(root, options) {
  return new MyCards(root, options);
}

/** @param {import("../types.js").Picture|undefined} picture that waits here */
const seen = (picture) => (picture ? [{ src: `data:${picture.type};base64,${picture.content}`, alt: "" }] : []);

/** @param {...(string|undefined)} parts */
const allSaid = (...parts) => parts.filter(Boolean).join(" · ");

/** All that is added to a card; of a card its words alone, or what stands for them. @param {import("../types.js").Item} item */
const wordsOf = ({ text, inWords, fields, onto }) => {
  const besides = inWords || saidIn(fields);
  return onto ? allSaid(text, besides) : text || besides;
};

/** What was chosen or written beside the box, in one line. @param {import("../types.js").Fields|undefined} fields */
const saidIn = (fields) => Object.values(fields || {}).filter((value) => typeof value === "string" && value.length > 2).join(" · ");

/** @param {import("../types.js").Item} item @param {boolean} refused @param {boolean} box there is one for its words */
function actionsOn(item, refused, box) {
  if (item.alike?.length) return [...item.alike.map(({ id }) => `same:${id}`), "newOne", "edit", "remove"];
  if (refused && item.onto && item.current) return ["useMine", "remove"];
  const voice = item.recording && item.text !== item.recording.text ? ["withoutVoice"] : [];
  if (item.onto) return refused ? [...voice, "tryAgain", ...(box && item.text ? ["useHere"] : []), "remove"] : ["remove"];
  return refused ? ["edit", ...voice, "tryAgain", "remove"] : ["edit", "remove"];
}

/**
 * Puts a row after another one, unless it stands there already or holds the focus.
 *
 * @param {Element} list @param {Element} node @param {Element|null} after
 */
function place(list, node, after) {
  const next = after ? after.nextElementSibling : list.firstElementChild;
  if (next === node) return;
  if (node.parentNode && node.contains(document.activeElement)) return;
  list.insertBefore(node, next);
}
