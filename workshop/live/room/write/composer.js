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
import * as taken from "./taking.js";
import { LIMIT, hasWords, newIn, picked, taskOf, withDoing } from "./task.js";
import { words } from "../words/room-words.js";

/** @typedef {import("../types.js").Task} Task */
/** @typedef {import("../types.js").Room} Room */
/** @typedef {CardComposer} Composer */

const NEAR = 200;

class CardComposer {
  /**
   * @param {HTMLElement} root
   * @param {{code: string, pulse: import("../types.js").Pulse, room: Room}} options
   *   `room.me` tells who writes; a later room without it leaves that as it was
   */
  constructor(root, { code, pulse, room }) {
    this.root = root;
    this.pulse = pulse;
    this.box = /** @type {HTMLTextAreaElement} */ (this.get("box"));
    this.send = this.get("send");
    this.why = el("p", { class: "note", "data-part": "why", id: "why", hidden: true });
    this.note = el("p", { class: "note", "data-part": "note", hidden: true });
    this.number = el("p", { class: "count", "data-part": "count", hidden: true });
    this.either = el("div", { class: "either ask", role: "group", hidden: true });
    this.stands = ""; // what is offered there
    this.above = el("div", { class: "taken-part", hidden: true });
    this.below = el("div", { class: "taken-part", hidden: true });
    this.first = el("div", { "data-part": "asks-first" });
    this.label = el("label", { class: "ask-label", for: "box", hidden: true });
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
    this.extra = /** @type {import("../types.js").Extra} */ ({}); // goes out with the next card
    /** @type {import("../types.js").Fields} what the page holds from earlier cards */
    this.filled = {};

    this.say = speech(this.get("say"));
    this.reader = speaker.mount(this.get("prompt"), { text: () => (this.here ? [this.here.prompt, this.here.hint].filter(Boolean).join("\n") : "") });
    this.chips = asks.mount(this.get("asks"), { onchange: () => this.keep() }, this.first);
    this.taking = taken.mount({ before: this.above, after: this.below },
      { code, pulse, joined: () => Boolean(this.me.joined), onchange: () => this.tapped(), onnews: () => this.told() });
    this.mine = cards.mount(this.get("mine"), {
      code,
      out: this.out,
      pulse: this.pulse,
      say: this.say,
      tell: this.tell,
      readOnly: () => this.now.closed,
      current: () => (this.here && this.writable() ? this.here.key : ""),
      who: (id) => (this.me.people || []).find((each) => each.id === id)?.name || "",
      onUse: (text) => {
        this.box.value = this.box.value ? `${this.box.value}\n${text}` : text;
        this.keep();
        this.box.focus();
      },
    });

    this.offs = this.listen();
    this.take(taskOf(room, this.me));
    this.inPlaceOfTheForm();
  }

  listen() {
    this.box.addEventListener("input", this.keep);
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
        event.preventDefault();
        this.submit();
      }
    });
    this.send.addEventListener("click", () => this.submit() && this.box.focus());

    return [
      this.pulse.on("status", (status) => status === "connected" && this.out.run()),
      this.out.on("saved", ({ item, id, version }) => item.onto && this.taking.saved(id, version)),
      this.out.on("draft", (activity) => {
        if (!this.here || activity !== this.out.place(this.here.key) || this.get("writing").contains(document.activeElement)) return;
        if (!this.moved) return this.take(taskOf(this.now, this.me));
        this.box.value = this.out.draft(activity).text;
        this.draw();
      }),
    ];
  }

  lay() {
    this.box.after(this.number);
    this.get("writing").prepend(this.either, this.above);
    this.box.before(this.first, this.why, this.label);
    this.get("asks").after(this.below);
    /** @type {HTMLElement} */ (this.send.parentElement).prepend(this.note); // seen wherever Send is
  }

  /** Up to here the page's own form sends; a script that fails before leaves it so. */
  inPlaceOfTheForm = () => {
    this.send.setAttribute("type", "button");
    this.get("writing").addEventListener("submit", (event) => event.preventDefault());
    show(this.get("keys"), true);
    for (const one of document.querySelectorAll("[data-part^=plain-]")) one.remove();
  };

  get = (/** @type {string} */ name) => /** @type {HTMLElement} */ (part(this.root, name));

  sent = () => undefined;

  /** Takes what is drawn and not used yet. @type {() => void} */
  gather = () => undefined;

  /** Whether somebody says a card just now. */
  speaks = () => false;

  drawn = () => undefined;

  writable = () => Boolean(this.here && this.here.box) && !this.now.closed;

  /** What a card has from the earlier ones, or what the tapped one says already. @returns {import("../types.js").Fields} */
  held = () => {
    const card = this.taking.onto();
    return card ? { ...card.said, ...(this.taking.doing()?.box && { text: card.text }) } : this.taking.fills();
  };

  /** Whether a card can be said here: what is added to an earlier one is written. */
  takesVoice = () => this.writable() && !this.box.hidden && !this.taking.onto();

  /** Words of this person's own in the box, not what was carried into it. */
  typed = () => {
    const text = this.box.value.trim();
    return text === String(this.held().text || "").trim() ? "" : text;
  };

  /** Whether something would be lost. */
  holds = () => Boolean(this.typed() || hasWords(newIn(this.unsent(), this.held())));

  /** What is said besides, also what waits for a tap on the card that it is about. */
  unsent = () => (this.taking.asksFirst() ? this.chips.kept() : this.chips.value());

  /** Whether something would be lost or cut short, be it written, said or seen. */
  keeps = () => Boolean(this.holds() || this.extra.picture || this.extra.recording || this.speaks());

  /** What goes out besides the words. */
  besides = () => (this.taking.onto() ? { person: this.extra.person } : this.extra);

  /**
   * What stood in the page before from earlier cards; what was typed stays.
   * @param {import("../types.js").Fields} was @param {boolean} [news]
   */
  refill = (was, news) => {
    if (!this.here) return;
    const { text = "", ...fields } = this.held();
    if (!this.box.value.trim() || this.box.value === was.text) this.box.value = String(text || "");
    const own = newIn(this.chips.kept(), was);
    this.here = withDoing(this.here, this.taking.doing());
    this.chips.set(this.asked(), { ...fields, ...own }, this.taking.doing()?.first);
    this.filled = this.held();
    this.draw(news);
  };

  asked = () => (this.here && !this.taking.asksFirst() ? this.here.asks : []);

  /** One of the earlier cards was tapped. */
  tapped = () => {
    this.refill(this.filled);
    this.keep();
  };

  /** The server told of earlier cards. */
  told = () => {
    const own = !this.taking.doing() || this.holds();
    this.refill(own ? this.filled : { ...this.filled, text: this.box.value }, true);
  };

  late = () => this.inTime && Boolean(this.here && Date.parse(this.here.late || "") > this.pulse.now());

  closed = () => !this.here || (!this.moved && !this.here.open && !this.late());

  keep = () => {
    if (!this.here) return;
    const fields = newIn(this.unsent(), this.filled);
    const thread = this.here.takes ? this.taking.thread : undefined;
    const { asks: all, kind, key } = this.here;
    this.out.keepDraft(key, { text: this.typed() && this.box.value, fields, kind, thread, title: this.taking.onto()?.text,
      inWords: asks.inWords(all, fields), typed: asks.inWords(all, fields, true) });
    this.draw();
  };

  /** A person says first what it is. @param {string} kind */
  pick = (kind) => {
    if (!this.here) return;
    this.here = picked(this.here, kind);
    this.taking.kind = kind;
    this.taking.tap({ links: undefined });
    this.ask();
    this.keep();
    this.box.focus();
  };

  drawEither = () => {
    const all = this.here?.either || [];
    const stands = JSON.stringify([all, this.here?.kind]);
    if (this.stands === stands) return; // the focus may be there
    this.stands = stands;
    show(this.either, all.length > 0);
    this.either.setAttribute("aria-label", words.either);
    this.either.replaceChildren(...all.map((one) =>
      el("button", { type: "button", class: "chip", "aria-pressed": String(one.kind === this.here?.kind),
        text: one.label, click: () => this.pick(one.kind) })));
  };

  /** @param {boolean} [news] of the room: what was said of a press is still so */
  draw = (news) => {
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
      : this.wasOpen && this.keeps()
        ? words.closedWhileWriting
        : words.closedForWriting;
    const waits = this.taking.waits > 1 ? words.partWaits : "";
    setText(this.why, why || waits || (this.out.durable() ? "" : words.memoryOnly));
    show(this.why, Boolean(this.why.textContent));
    if (!news) show(this.note, false);
    show(this.get("writing"), this.writable());
    this.drawBox();
    this.drawMoved();
    this.drawn();
  };

  /** The box stands there once it is known what it is for. */
  drawBox = () => {
    const doing = this.taking.doing();
    const first = this.taking.asksFirst();
    const box = !first && (!doing || doing.box || (doing.adds && !this.taking.onto()));
    show(this.box, box);
    const more = doing && box && (doing.asks.length || doing.adds) && doing.label !== this.here?.prompt;
    setText(this.label, more ? doing.label : "");
    show(this.label, Boolean(this.label.textContent));
    show(/** @type {HTMLElement} */ (this.send.parentElement), !first);
    this.get("writing").classList.toggle("is-adding", first || Boolean(this.taking.onto()));
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
          click: () => {
            this.gather();
            if (this.submit()) this.goOn();
          } })),
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
    if (task && this.here === null) this.letGo(task.key);
    /** @type {import("../types.js").Draft} */
    const draft = task ? this.out.draft(task.key) : { text: "", fields: {} };
    this.here = task && picked(task, draft.kind);
    this.taking.kind = this.here?.kind || "";
    this.taking.set(task?.takes ? task.key : "", draft.thread, Boolean(task?.either?.length), task?.adds && !draft.text && !typedEarly);
    if (this.here) this.here = withDoing(this.here, this.taking.doing());
    this.filled = this.held();
    delete this.get("moved").dataset.for;
    this.ask();
    const { text: carried = "", ...carriedOver } = this.filled;
    const text = typedEarly && !draft.text ? this.box.value : draft.text || String(carried || "");
    if (this.box.value !== text) this.box.value = text;
    this.inTime = this.holds();
    this.chips.set(this.asked(), { ...carriedOver, ...draft.fields }, this.taking.doing()?.first);
    this.reader.stop();
    if (typedEarly) this.keep();
    this.draw();
    this.mine.draw();
  };

  /** The page's own form has saved what a script that came meanwhile kept as begun. @param {string} key */
  letGo = (key) => {
    const { saved } = this.get("writing").dataset;
    if (!saved) return;
    if (saved === String(sum(`${key}\n${this.out.draft(key).text.trim()}`))) this.out.keepDraft(key);
    history.replaceState(history.state, "", location.pathname); // the same words begun anew are not sent
  };

  /** What has to be done before this can go out, or "". @param {string} text */
  missing = (text) => {
    if (this.taking.asksFirst()) return words.chooseFirst;
    if (!this.taking.onto()) return text || this.inFirst() ? "" : words.sendEmpty;
    return this.typed() || Object.keys(newIn(this.chips.value(), this.held())).length ? "" : words.nothingNew;
  };

  /** What a new card is called by where its first question is the only box. */
  inFirst = () => {
    const doing = this.taking.doing();
    return doing && !doing.adds && !doing.box ? String(this.chips.value()[doing.asks[0].name] || "").trim() : "";
  };

  /** Into the outbox: a new card, or what is added to an earlier one. @param {string} text */
  queue = (text) => {
    if (!this.here) return;
    const thread = this.taking.value();
    const said = this.chips.value();
    const fields = thread.onto ? newIn(said, this.held()) : said;
    const words = thread.onto ? this.typed() : text;
    const { asks: all, key, kind } = this.here;
    const inWords = asks.inWords(all, fields);
    const typed = asks.inWords(all, fields, true);
    this.out.add(key, words, fields, thread.kind || kind, { ...this.besides(), ...thread, inWords, typed });
    this.taking.sent(fields);
  };

  /** @returns {boolean} whether it went into the outbox */
  submit = () => {
    const { picture, recording } = /** @type {import("../types.js").Extra} */ (this.besides());
    const text = this.box.value.trim() || (picture || recording)?.text || "";
    if (this.send.getAttribute("aria-disabled") === "true" || !this.here) return false;
    const missing = this.missing(text);
    if (missing) {
      this.tell(missing);
      if (!this.box.hidden) this.box.focus();
      return false;
    }
    if (this.here.either?.length && !this.here.kind) {
      this.tell(words.chooseKind(this.here.either.map((one) => one.label)));
      /** @type {HTMLElement|null} */ (this.either.querySelector("button"))?.focus();
      return false;
    }
    this.queue(text || this.inFirst());
    this.out.keepDraft(this.here.key);
    if (this.here.either?.length) this.here = picked(this.here, "");
    this.inTime = false;
    this.extra = { person: this.extra.person };
    this.sent();
    this.filled = this.held();
    const { text: carried = "", ...fields } = this.filled;
    this.box.value = String(carried || "");
    this.chips.set(this.asked(), fields, this.taking.doing()?.first);
    this.ask();
    this.draw();
    this.mine.draw();
    return true;
  };

  /** @param {Room} next */
  update = (next) => {
    const ended = next.closed !== this.now.closed;
    this.now = next;
    const joined = !this.me.joined && next.me?.joined;
    this.me = next.me || this.me;
    if (joined) this.taking.load();
    const task = taskOf(next, this.me);
    const changed = (this.here && this.here.key) !== (task && task.key);
    if (!changed) {
      if (this.here && task && this.here.open && !task.open) {
        this.wasOpen = true;
        this.inTime = this.keeps();
      }
      if (this.moved) this.moved = false; // the room came back to the question in the box
      const asked = JSON.stringify(this.here && this.here.asks);
      this.here = task && withDoing(picked(task, this.here?.kind), this.taking.doing());
      this.ask();
      if (this.here && asked !== JSON.stringify(this.here.asks)) this.chips.set(this.asked(), this.chips.kept(), this.taking.doing()?.first);
      this.draw(!ended);
      if (ended) this.mine.draw(); // what lies in the box is now a card that is kept, or no longer
      return;
    }
    this.wasOpen = false;
    if (this.here && this.here.box && this.keeps() && !next.closed) {
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

  /** @param {import("../types.js").Extra} what goes out with the next card */
  attach = (what) => {
    this.extra = { ...this.extra, ...what };
  };

  /** Each one's words stay theirs, also half of them. @param {string} person for whom the next cards are written; "" is oneself */
  speak = (person) => {
    if (this.out.voice === person) return;
    this.out.voice = person;
    this.extra = { person: person || undefined };
    this.moved = false;
    this.take(taskOf(this.now, this.me));
  };

  /** What lies in the box belongs here, or "". */
  place = () => this.activity() && this.out.place(this.activity());

  /** How many cards this person has in the room. */
  saved = () => [...this.mine.mine.values()].filter((card) => !card.withdrawn).length;

  /** @param {() => undefined} run when a card has gone into the outbox */
  onsent = (run) => {
    this.sent = run;
  };

  /** @param {() => undefined} run when the box stands there anew */
  ondraw = (run) => {
    this.drawn = run;
  };

  focus = () => this.box.focus();

  /** Somebody else sits here now, as far as the server knows. */
  reload = () => this.mine.load();

  /** @param {string} text stands beside Send until the next change, and is said */
  tell = (text) => {
    this.say(text);
    setText(this.note, text);
    show(this.note, true);
  };

  unmount = () => {
    for (const off of this.offs) off();
    this.mine.unmount();
    this.taking.unmount();
    this.reader.stop();
  };
}

/** @param {ConstructorParameters<typeof CardComposer>[0]} root @param {ConstructorParameters<typeof CardComposer>[1]} options */
export function mount(root, options) {
  return new CardComposer(root, options);
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

/** Of the letters by their numbers, as the server counts. @param {string} text */
const sum = (text) => [...text].reduce((all, one) => (all * 65599 + /** @type {number} */ (one.codePointAt(0))) % 1e9, 0);
