/**
 * Sharing out £100 over the parts of the work, alone: a slider, two steps and a number for each
 * part, and what is left. The guess is one card; it goes through the outbox like any other.
 */
import { call } from "../parts/api.js";
import { plainDigits } from "../parts/digits.js";
import { el, setText, sheet, show } from "../parts/elements.js";
import { outbox } from "../parts/outbox.js";
import { first } from "../parts/say.js";
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

class Split {
  /**
   * @param {HTMLElement} root
   * @param {{code: string, pulse: import("../types.js").Pulse, say: (text: string) => void}} options
   */
  constructor(root, { code, pulse, say }) {
    this.root = root;
    this.code = code;
    this.say = say;
    sheet(new URL("../split.css", import.meta.url));
    this.out = outbox(this.code);
    this.kept = store(this.code);
    /** @type {Room|null} */
    this.room = null;
    this.key = "";
    this.person = ""; // whose guess it is, on a device that writes for several; "" is oneself
    /** @type {string[]} */
    this.parts = [];
    /** @type {Record<string, number>} */
    this.values = {};
    /** @type {Card|null} my guess, as it is saved */
    this.mine = null;
    this.changing = false;
    /** @type {Map<string, (value: number) => void>} */
    this.rows = new Map();

    this.list = el("div", { class: "split-parts" });
    this.left = el("p", { class: "split-left", role: "status" });
    this.fill = el("span", { class: "split-fill" });
    this.note = el("p", { class: "note" });
    this.send = el("button", { type: "button", class: "button", click: () => this.submit() });
    this.change = el("button", { type: "button", class: "button", text: words.change,
      click: () => this.edit(true) });
    this.leave = el("button", { type: "button", class: "button quiet", text: words.keep,
      click: () => this.edit(false) });
    this.promise = el("p", { class: "promise" });
    this.root.replaceChildren(
      el("p", { text: words.lead }),
      this.promise,
      this.list,
      el("div", { class: "split-foot" },
        el("span", { class: "split-bar", "aria-hidden": "true" }, this.fill), this.left,
        el("div", { class: "row" }, this.send, this.change, this.leave), this.note),
    );

    this.out.on("change", this.draw);
    this.out.on("saved", ({ item, id, version }) => {
      const ours = item.op === "add" ? item.activity === this.key && this.whose(item) : this.mine?.id === id;
      if (!item.fields?.split || !ours) return;
      this.mine = { person: this.person, id, version, activity: this.key, text: item.text, fields: item.fields, withdrawn: false,
        hidden: false };
      this.kept.remove(this.place());
      this.say(words.saved);
      this.draw();
    });
    pulse.on("mine", this.hear);
  }

  place = () => `split.${this.key}.${this.person}`; // what is not sent yet lies here

  whose = (/** @type {{person?: string|null}} */ one) => (one.person || "") === this.person;

  spare = () => ALL - this.parts.reduce((sum, name) => sum + (this.values[name] || 0), 0);

  lines = () => this.parts.map((name) => `${name}: ${this.values[name] || 0}`);

  /** @returns {import("../types.js").Item|undefined} what is on its way */
  waiting = () =>
    this.out.items().find((item) => item.state === "waiting" && item.fields?.split &&
      (item.op === "add" ? item.activity === this.key && this.whose(item)
        : item.op === "edit" && item.id === this.mine?.id));

  fixed = () => Boolean(this.waiting()) || (Boolean(this.mine) && !this.changing);

  /** @param {import("../types.js").Fields|null|undefined} fields */
  read = (fields) => {
    this.values = {};
    for (const line of Array.isArray(fields?.split) ? fields.split : []) {
      const [, name = "", pounds = "0"] = LINE.exec(line) || [];
      this.values[this.parts.find((each) => each.toLowerCase() === name.toLowerCase()) || name] = Number(pounds);
    }
  };

  /** @param {string} name @param {number} value */
  set = (name, value) => {
    this.values[name] = within(value);
    this.kept.set(this.place(), this.values);
    this.draw();
  };

  /** @param {boolean} wanted */
  edit = (wanted) => {
    this.changing = wanted;
    this.read(this.mine?.fields);
    this.kept.remove(this.place());
    this.draw();
    /** @type {HTMLElement|null} */ (wanted ? this.list.querySelector("input") : this.change)?.focus();
  };

  /** @param {string} name */
  row = (name) => {
    const step = (/** @type {number} */ by) => () => !this.fixed() && this.set(name, (this.values[name] || 0) + by);
    const button = (/** @type {string} */ text, /** @type {string} */ label, /** @type {number} */ by) =>
      el("button", { type: "button", class: "split-step", "aria-label": label, text, click: step(by) });
    const number = /** @type {HTMLInputElement} */ (el("input", { class: "field", inputmode: "numeric",
      maxlength: "3", autocomplete: "off", "aria-label": words.poundsOf(name) }));
    const slider = /** @type {HTMLInputElement} */ (el("input", { type: "range", min: "0", max: "100",
      step: "1", "aria-label": words.slider(name) }));
    number.addEventListener("input", () => this.set(name, Number(plainDigits(number.value).replace(/\D/g, ""))));
    number.addEventListener("focus", () => number.select());
    slider.addEventListener("input", () => this.set(name, Number(slider.value)));
    const buttons = [button("−", words.less(name), -1), button("+", words.more(name), 1)];
    this.rows.set(name, (value) => {
      if (document.activeElement !== number || Number(plainDigits(number.value)) !== value) {
        number.value = String(value);
      }
      slider.value = String(value);
      const still = this.fixed();
      number.readOnly = still;
      slider.disabled = still;
      for (const each of buttons) each.setAttribute("aria-disabled", String(still));
    });
    return el("div", { class: "split-part", role: "group", "aria-label": name },
      el("p", { class: "split-name", dir: "auto", text: name }),
      el("span", { class: "split-pounds" }, el("b", { text: "£", "aria-hidden": "true" }), number),
      el("div", { class: "split-slide" }, buttons[0], slider, buttons[1]));
  };

  draw = () => {
    for (const name of this.parts) this.rows.get(name)?.(this.values[name] || 0);
    const rest = this.spare();
    const shut = !this.room?.activity?.open;
    const still = this.fixed();
    this.root.classList.toggle("is-still", still);
    setText(this.left, still ? (this.waiting() ? words.waiting : words.saved) : words.left(rest));
    this.left.dataset.state = still || !rest ? "done" : rest > 0 ? "left" : "over";
    this.fill.style.width = `${within(ALL - rest)}%`;
    setText(this.send, this.mine ? words.sendChange : words.send);
    show(this.send, !still);
    show(this.change, still && !this.waiting() && !shut);
    show(this.leave, Boolean(this.mine) && this.changing && !still);
    this.send.setAttribute("aria-disabled", String(shut || !this.room || this.room.paused || rest !== 0));
    setText(this.note, shut && !still ? words.closed : "");
    show(this.note, Boolean(this.note.textContent));
  };

  submit = () => {
    const rest = this.spare();
    if (rest) return this.say(`${words.notYet} ${words.left(rest)}`);
    if (this.send.getAttribute("aria-disabled") === "true") return undefined;
    const text = this.parts.map((name) => words.said(name, this.values[name] || 0)).join(" · ");
    const short = first(text, LONGEST - 1); // it may end in one sign more
    const fields = { split: this.lines() };
    if (this.mine) this.out.edit({ id: this.mine.id, version: this.mine.version }, short, fields);
    else this.out.add(this.key, short, fields, undefined, { person: this.person || undefined });
    this.changing = false;
    this.draw();
    return undefined;
  };

  /** @param {Card[]} cards newest first */
  hear = (cards) => {
    for (const card of [...cards].reverse()) {
      if (card.activity !== this.key || !card.fields?.split || !this.whose(card)) continue;
      if (!card.withdrawn) this.mine = card;
      else if (this.mine?.id === card.id) this.mine = null;
    }
    if (this.mine && !this.changing && !this.waiting()) this.read(this.mine.fields);
    this.draw();
  };

  load = async () => {
    const answer = await call(this.code, "/mine", { is: isMine });
    if (answer.ok) this.hear(answer.data.cards);
  };

  /** @param {Room} next @param {import("../types.js").Me} me */
  update = (next, me) => {
    this.room = next;
    const activity = next.activity;
    const named = activity?.split || [];
    setText(this.promise, activity?.promise || "");
    if (activity && (activity.key !== this.key || (me.person || "") !== this.person)) {
      this.key = activity.key;
      this.person = me.person || "";
      this.mine = null;
      this.changing = false;
      this.values = /** @type {Record<string, number>|null} */ (this.kept.get(this.place())) || {};
      this.load();
    }
    if (JSON.stringify(named) !== JSON.stringify(this.parts)) {
      this.parts = named;
      this.rows.clear();
      this.list.replaceChildren(...this.parts.map(this.row));
    }
    this.draw();
  };
}

/** @param {ConstructorParameters<typeof Split>[0]} root @param {ConstructorParameters<typeof Split>[1]} options */
export function mount(root, options) {
  return new Split(root, options);
}
