/**
 * My own cards, each with what became of it: waiting, sent, saved, not taken, kept or taken back.
 * Rows are keyed and changed in place, so that a row under somebody's finger or focus stays there.
 */
import { call } from "../parts/api.js";
import { isMine } from "../parts/validators.js";
import { row } from "./card-row.js";
import { el, setText, show } from "../parts/elements.js";
import { words } from "../words/room-words.js";

/** @typedef {import("../types.js").Card} Card */
/** @typedef {import("../types.js").Entry} Entry */

const FRESH_MS = 5_000;

/**
 * @param {HTMLElement} root
 * @param {{code: string, out: ReturnType<typeof import("../parts/outbox.js").outbox>,
 *   pulse: import("../types.js").Pulse, say: (text: string) => void, readOnly: () => boolean,
 *   current: () => string, who: (id: string) => string, onUse: (text: string) => void}} options
 *   `current` is the activity whose draft is in the box, or ""
 */
export function mount(root, { code, out, pulse, say, readOnly, current, who, onUse }) {
  /** @type {Map<string, Card>} newest first */
  let mine = new Map();
  /** @type {Map<string, Entry>} removed here, and still able to come back */
  const removed = new Map();
  /** @type {Map<string, ReturnType<typeof row>>} */
  const rows = new Map();
  /** @type {Map<string, string>} card -> the gentle question about its words */
  const asked = new Map();
  let loadedAt = 0;
  let savedSince = 0;
  let askedSince = "";

  const list = el("ol", { class: "cards", "data-part": "cards" });
  const empty = el("p", { class: "empty", text: words.noCards });
  const summary = el("summary");
  const earlier = el("ol", { class: "cards" });
  const before = el("details", { class: "before", hidden: true }, summary, earlier);
  root.replaceChildren(el("h2", { text: words.myCards }), empty, list, before);

  /** @returns {Entry[]} */
  const entries = () => {
    const items = out.items();
    const fixed = readOnly();
    /** @type {Entry[]} */
    const found = [];
    for (const draft of out.drafts()) {
      if (draft.activity === current()) continue;
      found.push({ key: `draft.${draft.activity}`, state: "kept", text: draft.text,
        activity: draft.activity, actions: fixed ? [] : ["sendKept", "useHere", "removeDraft"] });
    }
    for (const item of items.filter((each) => each.op === "add" && !each.gone).reverse()) {
      const refused = item.state === "refused";
      const actions = refused ? ["edit", "tryAgain", "remove"] : ["edit", "remove"];
      found.push({ key: item.key, text: item.text, activity: item.activity || "", item,
        who: who(item.person || ""),
        pictures: item.picture ? [{ src: `data:${item.picture.type};base64,${item.picture.content}`, alt: "" }] : [],
        state: refused ? "refused" : out.sending(item.key) ? "sent" : "waiting",
        reason: item.reason, actions: fixed && !refused ? [] : actions });
    }
    for (const entry of removed.values()) found.push(entry);
    for (const card of mine.values()) found.push(saved(card, items, fixed));
    for (const entry of found) {
      // £100 shared out is changed where it was shared out, since its words follow its numbers.
      if (!(entry.item || entry.card)?.fields?.split) continue;
      entry.actions = entry.actions.filter((name) => name !== "edit");
    }
    return found;
  };

  /**
   * @param {Card} card @param {import("../types.js").Item[]} items @param {boolean} fixed
   * @returns {Entry}
   */
  const saved = (card, items, fixed) => {
    const item = items.filter((each) => each.id === card.id).pop();
    const base = { key: card.id, text: card.text, activity: card.activity, card, who: who(card.person || ""),
      pictures: (card.pictures || []).map(({ id, alt }) => ({ src: `/api/${code}/pictures/${id}`, alt })) };
    if (item && item.state === "refused") {
      const reason = item.current
        ? words.changedMeanwhile(item.current.text)
        : item.reason;
      const actions = item.current ? ["useMine", "useTheirs"] : ["edit", "useTheirs"];
      return { ...base, text: item.text, state: "refused", reason, item, actions };
    }
    if (item && item.op === "edit") {
      return { ...base, text: item.text, state: "saving", item, actions: fixed ? [] : ["edit"] };
    }
    const gone = item ? item.op === "withdraw" : card.withdrawn;
    if (gone) return { ...base, state: "withdrawn", actions: fixed ? [] : ["putBack"] };
    const state = card.hidden ? "hidden" : card.late ? "late" : "saved";
    return { ...base, state, reason: asked.get(card.id), actions: fixed ? [] : ["edit", "withdraw"] };
  };

  /** @param {string} action @param {Entry} entry @param {string} [text] */
  const act = (action, entry, text = "") => {
    const { key, item, card } = entry;
    if (action === "save") {
      out.edit(card ? { id: card.id, version: card.version } : { key }, text);
    } else if (action === "remove") {
      out.remove(key);
      removed.set(key, { ...entry, state: "removed", actions: ["unremove"] });
    } else if (action === "removeDraft") {
      out.keepDraft(entry.activity, "");
      removed.set(key, { ...entry, state: "removed", actions: ["unremove"] });
    } else if (action === "unremove") {
      removed.delete(key);
      if (item) out.putBack(item);
      else out.keepDraft(entry.activity, entry.text);
    } else if (action === "sendKept") {
      const draft = out.draft(entry.activity);
      out.keepDraft(entry.activity, "");
      out.add(entry.activity, draft.text.trim(), draft.fields, draft.kind);
    } else if (action === "useHere") {
      out.keepDraft(entry.activity, "");
      onUse(entry.text);
    } else if (action === "tryAgain" && item) out.retry(item.key);
    else if (action === "withdraw" && card) out.withdraw(card.id, card.text);
    else if (action === "putBack" && card) out.restore(card.id, card.text);
    else if (action === "useMine" && item) out.retry(item.key, item.current?.version);
    else if (action === "useTheirs" && item) {
      if (card && item.current) mine.set(card.id, { ...card, ...item.current });
      out.remove(item.key);
    }
    draw();
  };

  const draw = () => {
    const all = entries();
    const here = current();
    const seen = new Set();
    /** @type {Record<string, Element|null>} */
    const last = { now: null, then: null };
    let old = 0;
    for (const entry of all) {
      seen.add(entry.key);
      let line = rows.get(entry.key);
      if (!line) rows.set(entry.key, (line = row(act)));
      line.update(entry);
      const done = ["saved", "late", "withdrawn", "hidden"].includes(entry.state);
      const past = done && Boolean(here) && entry.activity !== here;
      if (past) old += 1;
      const where = past ? "then" : "now";
      place(past ? earlier : list, line.node, last[where]);
      last[where] = line.node;
    }
    for (const [key, line] of rows) {
      if (seen.has(key)) continue;
      line.node.remove();
      rows.delete(key);
    }
    show(root, all.length > 0 || Boolean(here)); // nothing to write, and nothing written
    show(empty, all.length === 0);
    show(before, old > 0);
    setText(summary, words.earlierCards(old));
  };

  const load = async () => {
    loadedAt = Date.now();
    const answer = await call(code, "/mine", { is: isMine });
    if (!answer.ok) return;
    mine = new Map(answer.data.cards.map((card) => [card.id, card]));
    draw();
  };

  /** @param {Card[]} changed */
  const hear = (changed) => {
    for (const card of changed) {
      if (mine.has(card.id)) mine.set(card.id, card);
      else mine = new Map([[card.id, card], ...mine]);
    }
    draw();
  };

  /** @param {{item: import("../types.js").Item, id: string, version: number, ask?: string|null}} done */
  const settled = ({ item, id, version, ask: question }) => {
    const ask = question || "";
    const known = mine.get(id);
    if (item.op === "add" || item.op === "edit") asked.set(id, ask);
    removed.delete(item.key);
    if (item.op === "add") {
      const { activity = "", sentText = "", fields = {}, person } = item;
      const card = known ||
        { id, activity, text: sentText, fields, version, person, withdrawn: false, hidden: false };
      mine = new Map([[id, card], ...mine]);
      const line = rows.get(item.key);
      const doubled = rows.get(id);
      if (line && doubled) doubled.node.remove();
      if (line) {
        rows.delete(item.key); // the same row goes on as the saved card
        rows.set(id, line);
      }
      savedSince += 1;
      askedSince = ask || askedSince;
      setTimeout(() => {
        if (savedSince) say(`${words.savedSay(savedSince)} ${askedSince}`.trim());
        savedSince = 0;
        askedSince = "";
      }, 400);
    } else if (known) {
      if (item.op === "edit") {
        mine.set(id, { ...known, text: item.text, version });
        if (ask) say(ask);
      } else mine.set(id, { ...known, withdrawn: item.op === "withdraw" });
    }
    draw();
  };

  const offs = [
    out.on("change", draw),
    out.on("saved", settled),
    out.on("stuck", (answer) => {
      say(words.waitingSay);
      if (answer.status === 0) pulse.again(); // the stream may be dead too, and not know it yet
    }),
    out.on("refused", ({ reason }) => say(words.refusedSay(reason))),
    pulse.on("mine", hear),
    pulse.on("snapshot", () => {
      if (Date.now() - loadedAt > FRESH_MS) setTimeout(load, Math.random() * 1_500);
    }),
  ];
  draw();
  load();
  return {
    draw,
    load,
    unmount: () => offs.forEach((off) => off()),
  };
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
