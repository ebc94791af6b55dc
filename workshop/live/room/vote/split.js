/**
 * Sharing out £100 over the parts of the work, alone: a slider, two steps and a number for each
 * part, and what is left. The guess is one card; it goes through the outbox like any other.
 */
import { call } from "../parts/api.js";
import { el, setText, sheet, show } from "../parts/elements.js";
import { outbox } from "../parts/outbox.js";
import { words } from "../words/split-words.js";
import { store } from "../parts/store.js";
import { isMine } from "../parts/validators.js";

/** @typedef {import("../types.js").Room} Room */
/** @typedef {import("../types.js").Card} Card */

const ALL = 100;
const LONGEST = 200; // letters of a card of this kind
const LINE = /^(.*?)\s*:\s*£?\s*(\d{1,3})$/;

/** @param {number} value */
const within = (value) => Math.min(ALL, Math.max(0, Math.round(value) || 0));

/**
 * @param {HTMLElement} root
 * @param {{code: string, pulse: import("../types.js").Pulse, say: (text: string) => void}} options
 */
export function mount(root, { code, pulse, say }) {
  sheet(new URL("../split.css", import.meta.url));
  const out = outbox(code);
  const kept = store(code);
  /** @type {Room|null} */
  let room = null;
  let key = "";
  let person = ""; // whose guess it is, on a device that writes for several; "" is oneself
  /** @type {string[]} */
  let parts = [];
  /** @type {Record<string, number>} */
  let values = {};
  /** @type {Card|null} my guess, as it is saved */
  let mine = null;
  let changing = false;
  /** @type {Map<string, (value: number) => void>} */
  const rows = new Map();

  const list = el("div", { class: "split-parts" });
  const left = el("p", { class: "split-left", role: "status" });
  const fill = el("span", { class: "split-fill" });
  const note = el("p", { class: "note" });
  const send = el("button", { type: "button", class: "button", click: () => submit() });
  const change = el("button", { type: "button", class: "button", text: words.change,
    click: () => edit(true) });
  const leave = el("button", { type: "button", class: "button quiet", text: words.keep,
    click: () => edit(false) });
  root.replaceChildren(
    el("p", { class: "promise", text: words.lead }),
    list,
    el("div", { class: "split-foot" },
      el("span", { class: "split-bar", "aria-hidden": "true" }, fill), left,
      el("div", { class: "row" }, send, change, leave), note),
  );

  const place = () => `split.${key}.${person}`; // what is not sent yet lies here
  const whose = (/** @type {{person?: string|null}} */ one) => (one.person || "") === person;
  const spare = () => ALL - parts.reduce((sum, name) => sum + (values[name] || 0), 0);
  const lines = () => parts.map((name) => `${name}: ${values[name] || 0}`);
  /** @returns {import("../types.js").Item|undefined} what is on its way */
  const waiting = () =>
    out.items().find((item) => item.state === "waiting" && item.fields?.split &&
      (item.op === "add" ? item.activity === key && whose(item)
        : item.op === "edit" && item.id === mine?.id));
  const fixed = () => Boolean(waiting()) || (Boolean(mine) && !changing);

  /** @param {import("../types.js").Fields|null|undefined} fields */
  const read = (fields) => {
    values = {};
    for (const line of Array.isArray(fields?.split) ? fields.split : []) {
      const [, name = "", pounds = "0"] = LINE.exec(line) || [];
      values[parts.find((each) => each.toLowerCase() === name.toLowerCase()) || name] = Number(pounds);
    }
  };

  /** @param {string} name @param {number} value */
  const set = (name, value) => {
    values[name] = within(value);
    kept.set(place(), values);
    draw();
  };

  /** @param {boolean} wanted */
  const edit = (wanted) => {
    changing = wanted;
    read(mine?.fields);
    kept.remove(place());
    draw();
    /** @type {HTMLElement|null} */ (wanted ? list.querySelector("input") : change)?.focus();
  };

  /** @param {string} name */
  const row = (name) => {
    const step = (/** @type {number} */ by) => () => !fixed() && set(name, (values[name] || 0) + by);
    const button = (/** @type {string} */ text, /** @type {string} */ label, /** @type {number} */ by) =>
      el("button", { type: "button", class: "split-step", "aria-label": label, text, click: step(by) });
    const number = /** @type {HTMLInputElement} */ (el("input", { class: "field", inputmode: "numeric",
      maxlength: "3", autocomplete: "off", "aria-label": words.pounds(name) }));
    const slider = /** @type {HTMLInputElement} */ (el("input", { type: "range", min: "0", max: "100",
      step: "1", "aria-label": words.slider(name) }));
    number.addEventListener("input", () => set(name, Number(number.value.replace(/\D/g, ""))));
    number.addEventListener("focus", () => number.select());
    slider.addEventListener("input", () => set(name, Number(slider.value)));
    const buttons = [button("−", words.less(name), -1), button("+", words.more(name), 1)];
    rows.set(name, (value) => {
      if (document.activeElement !== number || Number(number.value) !== value) {
        number.value = String(value);
      }
      slider.value = String(value);
      const still = fixed();
      number.readOnly = still;
      slider.disabled = still;
      for (const each of buttons) each.setAttribute("aria-disabled", String(still));
    });
    return el("div", { class: "split-part", role: "group", "aria-label": name },
      el("p", { class: "split-name", dir: "auto", text: name }),
      el("span", { class: "split-pounds" }, el("b", { text: "£", "aria-hidden": "true" }), number),
      el("div", { class: "split-slide" }, buttons[0], slider, buttons[1]));
  };

  const draw = () => {
    for (const name of parts) rows.get(name)?.(values[name] || 0);
    const rest = spare();
    const shut = !room?.activity?.open;
    const still = fixed();
    root.classList.toggle("is-still", still);
    setText(left, still ? (waiting() ? words.waiting : words.saved) : words.left(rest));
    left.dataset.state = still || !rest ? "done" : rest > 0 ? "left" : "over";
    fill.style.width = `${within(ALL - rest)}%`;
    setText(send, mine ? words.sendChange : words.send);
    show(send, !still);
    show(change, still && !waiting() && !shut);
    show(leave, Boolean(mine) && changing && !still);
    send.setAttribute("aria-disabled", String(shut || !room || room.paused || rest !== 0));
    setText(note, shut && !still ? words.closed : "");
    show(note, Boolean(note.textContent));
  };

  const submit = () => {
    const rest = spare();
    if (rest) return say(`${words.notYet} ${words.left(rest)}`);
    if (send.getAttribute("aria-disabled") === "true") return undefined;
    const text = parts.map((name) => words.said(name, values[name] || 0)).join(" · ");
    const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
    const fields = { split: lines() };
    if (mine) out.edit({ id: mine.id, version: mine.version }, short, fields);
    else out.add(key, short, fields, undefined, { person: person || undefined });
    changing = false;
    draw();
    return undefined;
  };

  /** @param {Card[]} cards newest first */
  const hear = (cards) => {
    for (const card of [...cards].reverse()) {
      if (card.activity !== key || !card.fields?.split || !whose(card)) continue;
      if (!card.withdrawn) mine = card;
      else if (mine?.id === card.id) mine = null;
    }
    if (mine && !changing && !waiting()) read(mine.fields);
    draw();
  };

  const load = async () => {
    const answer = await call(code, "/mine", { is: isMine });
    if (answer.ok) hear(answer.data.cards);
  };

  out.on("change", draw);
  out.on("saved", ({ item, id, version }) => {
    const ours = item.op === "add" ? item.activity === key && whose(item) : mine?.id === id;
    if (!item.fields?.split || !ours) return;
    mine = { person, id, version, activity: key, text: item.text, fields: item.fields, withdrawn: false,
      hidden: false };
    kept.remove(place());
    say(words.saved);
    draw();
  });
  pulse.on("mine", hear);

  return {
    /** @param {Room} next @param {import("../types.js").Me} me */
    update(next, me) {
      room = next;
      const activity = next.activity;
      const named = activity?.split || [];
      if (activity && (activity.key !== key || (me.person || "") !== person)) {
        key = activity.key;
        person = me.person || "";
        mine = null;
        changing = false;
        values = /** @type {Record<string, number>|null} */ (kept.get(place())) || {};
        load();
      }
      if (JSON.stringify(named) !== JSON.stringify(parts)) {
        parts = named;
        rows.clear();
        list.replaceChildren(...parts.map(row));
      }
      draw();
    },
  };
}
