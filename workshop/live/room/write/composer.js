/**
 * The composer: one prompt, one box, and what became of each card. What is typed is kept in this
 * browser with every key; Send puts it into the outbox. When the room moves on while somebody
 * writes, their words stay in the box, tied to the question they were written for.
 */
import * as asks from "./asks.js";
import * as cards from "./my-cards.js";
import { el, part, setText, show } from "../parts/elements.js";
import { icon } from "../parts/icons.js";
import { outbox } from "../parts/outbox.js";
import * as speaker from "../parts/speaker.js";
import { words } from "../words/room-words.js";

/** @typedef {import("../types.js").Task} Task */
/** @typedef {import("../types.js").Room} Room */
/** @typedef {import("../types.js").Picture} Picture */
/** @typedef {CardComposer} Composer */

const LIMIT = 2_000; // where the activity names none
const NEAR = 200;

/** The same parts that room.html serves, for a page that comes without them. */
function parts() {
  return [
    el("p", { class: "stage", "data-part": "stage" }),
    el("h1", { class: "prompt", "data-part": "prompt", tabindex: "-1" }),
    el("p", { class: "hint", "data-part": "hint", id: "hint" }),
    el("div", { "data-part": "moved", class: "moved", hidden: true }),
    el("div", { "data-part": "writing", class: "writing" },
      el("p", { class: "promise", "data-part": "promise", id: "promise" }),
      el("label", { class: "unseen", for: "box", text: words.boxLabel }),
      el("textarea", { id: "box", "data-part": "box", rows: "4", autocomplete: "off", dir: "auto",
        "aria-describedby": "promise hint" }),
      el("div", { "data-part": "asks" }),
      el("div", { class: "send-row" },
        el("button", { type: "button", class: "button", "data-part": "send", text: words.send }),
        el("span", { class: "send-keys", "data-part": "keys", text: words.sendKeys }))),
    el("div", { "data-part": "mine" }),
    el("p", { class: "unseen", "data-part": "say", "aria-live": "polite" }),
  ];
}

class CardComposer {
  /**
   * @param {HTMLElement} root
   * @param {{code: string, pulse: import("../types.js").Pulse, room: Room}} options
   *   `room.me` tells who writes; a later room without it leaves that as it was
   */
  constructor(root, { code, pulse, room }) {
    this.root = root;
    this.pulse = pulse;
    if (!part(this.root, "box")) this.root.append(...parts());
    this.box = /** @type {HTMLTextAreaElement} */ (this.get("box"));
    this.send = this.get("send");
    this.note = el("p", { class: "note", "data-part": "note" });
    this.number = el("p", { class: "count", "data-part": "count", hidden: true });
    this.either = el("div", { class: "either ask", role: "group", hidden: true });
    this.lay();
    this.out = outbox(code);
    this.me = room.me || {};
    /** @type {Task|null} what the box belongs to */
    this.here = null;
    /** @type {Room} */
    this.now = room;
    this.wasOpen = false;
    this.moved = false;
    this.inTime = false; // the box holds what was written while the question was open
    this.extra = /** @type {{picture?: Picture, person?: string}} */ ({}); // goes out with the next card

    this.say = speech(this.get("say"));
    this.reader = speaker.mount(this.get("prompt"), { text: () => (this.here ? this.here.prompt : "") });
    this.chips = asks.mount(this.get("asks"), { onchange: () => this.keep() });
    this.mine = cards.mount(this.get("mine"), {
      code,
      out: this.out,
      pulse: this.pulse,
      say: this.say,
      readOnly: () => this.now.closed,
      current: () => (this.here && this.writable() ? this.here.key : ""),
      who: (id) => (this.me.people || []).find((each) => each.id === id)?.name || "",
      onUse: (text) => {
        this.box.value = this.box.value ? `${this.box.value}\n${text}` : text;
        this.keep();
        this.box.focus();
      },
    });

    this.box.addEventListener("input", this.keep);
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
        event.preventDefault();
        this.submit();
      }
    });
    this.send.addEventListener("click", () => this.submit() && this.box.focus());

    this.offs = [
      this.pulse.on("status", (status) => status === "connected" && this.out.run()),
      this.out.on("draft", (activity) => {
        if (!this.here || activity !== this.here.key || document.activeElement === this.box) return;
        this.box.value = this.out.draft(activity).text;
        this.draw();
      }),
    ];

    this.take(taskOf(room, this.me));
    this.inPlaceOfTheForm();
  }

  lay() {
    this.box.after(this.number);
    this.get("writing").prepend(this.either);
    this.get("writing").append(this.note);
  }

  /** Up to here the page's own form sends; a script that fails before leaves it so. */
  inPlaceOfTheForm = () => {
    this.send.setAttribute("type", "button");
    this.get("writing").addEventListener("submit", (event) => event.preventDefault());
    for (const name of ["plain-note", "plain-said"]) part(this.root, name)?.remove();
  };

  get = (/** @type {string} */ name) => /** @type {HTMLElement} */ (part(this.root, name));

  sent = () => undefined;

  writable = () => Boolean(this.here && this.here.box) && !this.now.closed;

  late = () => this.inTime && Boolean(this.here && Date.parse(this.here.late || "") > this.pulse.now());

  closed = () => !this.here || (!this.moved && !this.here.open && !this.late());

  keep = () => {
    if (this.here) this.out.keepDraft(this.here.key, this.box.value, this.chips.value(), this.here.kind);
    this.draw();
  };

  /** A person says first what it is. @param {string} kind */
  pick = (kind) => {
    if (!this.here) return;
    this.here = picked(this.here, kind);
    this.chips.set(this.here.asks, this.chips.value());
    this.ask();
    this.keep();
    this.box.focus();
  };

  drawEither = () => {
    const all = this.here?.either || [];
    show(this.either, all.length > 0);
    this.either.setAttribute("aria-label", words.either);
    this.either.replaceChildren(...all.map((one) =>
      el("button", { type: "button", class: "chip", "aria-pressed": String(one.kind === this.here?.kind),
        text: one.label, click: () => this.pick(one.kind) })));
  };

  draw = () => {
    const length = [...this.box.value].length;
    const limit = this.here ? this.here.max : LIMIT;
    const over = length - limit;
    show(this.number, over > -Math.min(NEAR, limit / 4));
    setText(this.number, over > 0 ? words.overLimit(over) : words.nearLimit(length, limit));
    this.number.classList.toggle("is-over", over > 0);
    this.box.setAttribute("aria-invalid", String(over > 0));
    this.box.readOnly = this.now.paused;
    const blocked = this.now.paused || this.closed() || over > 0;
    this.send.setAttribute("aria-disabled", String(blocked));
    const why = this.now.paused || this.moved || (!this.closed() && !this.late())
      ? ""
      : this.late()
        ? words.lateNote
      : this.wasOpen && this.box.value
        ? words.closedWhileWriting
        : words.closedForWriting;
    setText(this.note, why || (this.out.durable() ? "" : words.memoryOnly));
    show(this.note, Boolean(this.note.textContent));
    show(this.get("writing"), this.writable());
    this.drawMoved();
  };

  drawMoved = () => {
    const slot = this.get("moved");
    show(slot, this.moved && Boolean(this.now.activity));
    const title = this.moved && this.now.activity ? taskOf(this.now, this.me)?.prompt || "" : "";
    if (!title || slot.dataset.for === title) return;
    slot.dataset.for = title;
    slot.replaceChildren(
      el("p", { class: "moved-lead" }, icon("onward"), el("strong", { text: words.movedOn })),
      el("p", { text: words.movedTo(title) }),
      el("div", { class: "row" },
        el("button", { type: "button", class: "button", text: words.movedKeep, click: this.goOn }),
        el("button", { type: "button", class: "button quiet", text: words.movedSend,
          click: () => this.submit() && this.goOn() })),
    );
  };

  goOn = () => {
    const held = this.box.contains(document.activeElement) || this.root.contains(document.activeElement);
    this.moved = false;
    this.take(taskOf(this.now, this.me));
    scrollTo(0, 0);
    if (held) this.box.focus();
  };

  ask = () => {
    setText(this.get("stage"), this.here ? this.here.stage : "");
    setText(this.get("prompt"), this.here ? this.here.prompt : words.startSoon);
    setText(this.get("hint"), this.here ? this.here.hint : words.startSoonMore);
    setText(this.get("promise"), this.here ? this.here.promise : "");
    for (const name of ["hint", "promise"]) show(this.get(name), Boolean(this.get(name).textContent));
    this.drawEither();
  };

  /** Makes this what the box belongs to. @param {Task|null} task */
  take = (task) => {
    // Before this script had loaded; not what the browser has put back of a card or an older question.
    const kept = [...this.out.drafts(), ...this.out.items()].map((each) => each.text.trim());
    const typedEarly = this.here === null && this.box.value && !kept.includes(this.box.value.trim());
    const draft = task ? this.out.draft(task.key) : { text: "", fields: {} };
    this.here = task && picked(task, draft.kind);
    delete this.get("moved").dataset.for;
    this.ask();
    const text = typedEarly && !draft.text ? this.box.value : draft.text;
    if (this.box.value !== text) this.box.value = text;
    this.inTime = Boolean(text);
    this.chips.set(this.here ? this.here.asks : [], draft.fields);
    this.reader.stop();
    if (typedEarly) this.keep();
    this.draw();
    this.mine.draw();
  };

  /** @returns {boolean} whether it went into the outbox */
  submit = () => {
    const text = this.box.value.trim() || (this.extra.picture ? this.extra.picture.text : "");
    if (this.send.getAttribute("aria-disabled") === "true" || !this.here) return false;
    if (!text) {
      this.say(words.sendEmpty);
      setText(this.note, words.sendEmpty);
      show(this.note, true);
      this.box.focus();
      return false;
    }
    if (this.here.either?.length && !this.here.kind) {
      this.tell(words.chooseKind(this.here.either.map((one) => one.label)));
      this.say(words.chooseKind(this.here.either.map((one) => one.label)));
      /** @type {HTMLElement|null} */ (this.either.querySelector("button"))?.focus();
      return false;
    }
    this.out.add(this.here.key, text, this.chips.value(), this.here.kind, this.extra);
    this.out.keepDraft(this.here.key, "");
    this.box.value = "";
    if (this.here.either?.length) this.here = picked(this.here, "");
    this.inTime = false;
    this.extra = { person: this.extra.person };
    this.sent();
    this.chips.set(this.here.asks, {});
    this.ask();
    this.draw();
    this.mine.draw();
    return true;
  };

  /** @param {Room} next */
  update = (next) => {
    const ended = next.closed !== this.now.closed;
    this.now = next;
    this.me = next.me || this.me;
    const task = taskOf(next, this.me);
    const changed = (this.here && this.here.key) !== (task && task.key);
    if (!changed) {
      if (this.here && task && this.here.open && !task.open) {
        this.wasOpen = true;
        this.inTime = Boolean(this.box.value.trim() || this.extra.picture);
      }
      if (this.moved) this.moved = false; // the room came back to the question in the box
      const asked = JSON.stringify(this.here && this.here.asks);
      this.here = task && picked(task, this.here?.kind);
      this.ask();
      if (this.here && asked !== JSON.stringify(this.here.asks)) this.chips.set(this.here.asks, this.chips.value());
      this.draw();
      if (ended) this.mine.draw(); // what lies in the box is now a card that is kept, or no longer
      return;
    }
    this.wasOpen = false;
    if (this.here && this.here.box && this.box.value.trim() && !next.closed) {
      const first = !this.moved;
      this.moved = true;
      this.draw();
      if (first) {
        this.say(words.movedOn);
        this.get("moved").scrollIntoView({ block: "start" });
      }
      return;
    }
    this.moved = false;
    const known = this.here !== null;
    this.take(task);
    scrollTo(0, 0); // the question stands at the top, wherever this person had scrolled to
    if (known && task) this.say(words.newQuestion(task.prompt));
  };

  /** The activity whose card is in the box, or "". */
  activity = () => (this.here && this.writable() ? this.here.key : "");

  /** @param {Picture|null} picture goes out with the next card, or null */
  attach = (picture) => {
    this.extra = { ...this.extra, picture: picture || undefined };
  };

  /** @param {string} person for whom the next cards are written; "" is oneself */
  speak = (person) => {
    this.extra = { ...this.extra, person: person || undefined };
  };

  /** @param {() => undefined} run when a card has gone into the outbox */
  onsent = (run) => {
    this.sent = run;
  };

  focus = () => this.box.focus();

  /** Somebody else sits here now, as far as the server knows. */
  reload = () => this.mine.load();

  /** @param {string} text stands below the box until the next change */
  tell = (text) => {
    setText(this.note, text);
    show(this.note, true);
  };

  unmount = () => {
    for (const off of this.offs) off();
    this.mine.unmount();
    this.reader.stop();
  };
}

/** @param {ConstructorParameters<typeof CardComposer>[0]} root @param {ConstructorParameters<typeof CardComposer>[1]} options */
export function mount(root, options) {
  return new CardComposer(root, options);
}

/**
 * The question with what was chosen to be written. Where not all is promised alike, nothing can be
 * sent without a choice.
 *
 * @param {Task} task @param {string|undefined} kind @returns {Task}
 */
function picked(task, kind) {
  if (!task.either?.length) return task;
  const alike = task.either.every((each) => each.promise === task.promise);
  const one = task.either.find((each) => each.kind === kind) || (alike ? task.either[0] : undefined);
  if (!one) return { ...task, kind: undefined, promise: task.either.map((each) => each.promise).join(" "), asks: [] };
  return { ...task, kind: one.kind, promise: one.promise, max: one.max, asks: one.asks };
}

/**
 * What one person is asked. Where some write first, the others answer them or listen.
 *
 * @param {Room} room @param {import("../types.js").Me} me
 * @returns {Task|null}
 */
function taskOf({ activity }, me) {
  if (!activity) return null;
  const { key, open, way, answer, vote } = activity;
  const writers = activity.writers || [];
  const split = Boolean(activity.split && activity.split.length); // has a place of its own
  const hint = split ? "" : activity.hint || "";
  const mine = {
    key,
    open,
    late: activity.late_until,
    prompt: activity.prompt,
    hint: way === "vote" && !vote
      ? [hint, words.voteSoon].filter(Boolean).join(" ")
      : hint || (activity.box || vote ? "" : words.lookUp),
    stage: activity.stage_title || "",
    promise: activity.promise || "",
    box: activity.box && !split,
    max: activity.max || LIMIT,
    asks: activity.asks || [],
    either: activity.either || [],
  };
  if (!writers.length || me.facilitator || writers.includes(me.role_group || "unknown")) return mine;
  const first = words.writeFirst(writers);
  if (!answer) return { ...mine, box: false, asks: [], hint: `${first} ${words.youRead}` };
  const asked = words.theyAreAsked(activity.prompt);
  return { ...mine, kind: answer.kind, prompt: answer.prompt, max: answer.max || LIMIT, asks: [], either: [],
    hint: `${first} ${words.youAnswer} ${asked}` };
}

/**
 * Speaks to screen readers through one polite region; the same words twice are said twice.
 *
 * @param {HTMLElement} region
 */
function speech(region) {
  return (/** @type {string} */ text) => {
    region.textContent = region.textContent === text ? `${text}\u00a0` : text;
  };
}
