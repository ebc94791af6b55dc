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
/** @typedef {ReturnType<typeof mount>} Composer */

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

/**
 * @param {HTMLElement} root
 * @param {{code: string, pulse: import("../types.js").Pulse, room: Room}} options
 *   `room.me` tells who writes; a later room without it leaves that as it was
 */
export function mount(root, { code, pulse, room }) {
  if (!part(root, "box")) root.append(...parts());
  const get = (/** @type {string} */ name) => /** @type {HTMLElement} */ (part(root, name));
  const box = /** @type {HTMLTextAreaElement} */ (get("box"));
  const send = get("send");
  const note = el("p", { class: "note", "data-part": "note" });
  const number = el("p", { class: "count", "data-part": "count", hidden: true });
  box.after(number);
  get("writing").append(note);

  const out = outbox(code);
  let me = room.me || {};
  /** @type {Task|null} what the box belongs to */
  let here = null;
  /** @type {Room} */
  let now = room;
  let wasOpen = false;
  let moved = false;
  let inTime = false; // the box holds what was written while the question was open
  let extra = /** @type {{picture?: Picture, person?: string}} */ ({}); // goes out with the next card
  let sent = () => undefined;

  const writable = () => Boolean(here && here.box) && !now.closed;
  const late = () => inTime && Boolean(here && Date.parse(here.late || "") > pulse.now());
  const closed = () => !here || (!moved && !here.open && !late());

  const say = speech(get("say"));
  const speak = speaker.mount(get("prompt"), { text: () => (here ? here.prompt : "") });
  const chips = asks.mount(get("asks"), { onchange: () => keep() });
  const mine = cards.mount(get("mine"), {
    code,
    out,
    pulse,
    say,
    readOnly: () => now.closed,
    current: () => (here && writable() ? here.key : ""),
    who: (id) => (me.people || []).find((each) => each.id === id)?.name || "",
    onUse: (text) => {
      box.value = box.value ? `${box.value}\n${text}` : text;
      keep();
      box.focus();
    },
  });

  const keep = () => {
    if (here) out.keepDraft(here.key, box.value, chips.value(), here.kind);
    draw();
  };

  const draw = () => {
    const length = [...box.value].length;
    const limit = here ? here.max : LIMIT;
    const over = length - limit;
    show(number, over > -Math.min(NEAR, limit / 4));
    setText(number, over > 0 ? words.overLimit(over) : words.nearLimit(length, limit));
    number.classList.toggle("is-over", over > 0);
    box.setAttribute("aria-invalid", String(over > 0));
    box.readOnly = now.paused;
    const blocked = now.paused || closed() || over > 0;
    send.setAttribute("aria-disabled", String(blocked));
    const why = now.paused || moved || (!closed() && !late())
      ? ""
      : late()
        ? words.lateNote
      : wasOpen && box.value
        ? words.closedWhileWriting
        : words.closedForWriting;
    setText(note, why || (out.durable() ? "" : words.memoryOnly));
    show(note, Boolean(note.textContent));
    show(get("writing"), writable());
    drawMoved();
  };

  const drawMoved = () => {
    const slot = get("moved");
    show(slot, moved && Boolean(now.activity));
    const title = moved && now.activity ? taskOf(now, me)?.prompt || "" : "";
    if (!title || slot.dataset.for === title) return;
    slot.dataset.for = title;
    slot.replaceChildren(
      el("p", { class: "moved-lead" }, icon("onward"), el("strong", { text: words.movedOn })),
      el("p", { text: words.movedTo(title) }),
      el("div", { class: "row" },
        el("button", { type: "button", class: "button", text: words.movedKeep, click: goOn }),
        el("button", { type: "button", class: "button quiet", text: words.movedSend,
          click: () => submit() && goOn() })),
    );
  };

  const goOn = () => {
    const held = box.contains(document.activeElement) || root.contains(document.activeElement);
    moved = false;
    take(taskOf(now, me));
    if (held) box.focus();
  };

  const ask = () => {
    setText(get("stage"), here ? here.stage : "");
    setText(get("prompt"), here ? here.prompt : words.startSoon);
    setText(get("hint"), here ? here.hint : words.startSoonMore);
    setText(get("promise"), here ? here.promise : "");
    for (const name of ["hint", "promise"]) show(get(name), Boolean(get(name).textContent));
  };

  /** Makes this what the box belongs to. @param {Task|null} task */
  const take = (task) => {
    const typedEarly = here === null && box.value; // before this script had loaded
    here = task;
    delete get("moved").dataset.for;
    ask();
    const draft = task ? out.draft(task.key) : { text: "", fields: {} };
    const text = typedEarly && !draft.text ? box.value : draft.text;
    if (box.value !== text) box.value = text;
    inTime = Boolean(text);
    chips.set(task ? task.asks : [], draft.fields);
    speak.stop();
    if (typedEarly) keep();
    draw();
    mine.draw();
  };

  /** @returns {boolean} whether it went into the outbox */
  const submit = () => {
    const text = box.value.trim() || (extra.picture ? extra.picture.text : "");
    if (send.getAttribute("aria-disabled") === "true" || !here) return false;
    if (!text) {
      say(words.sendEmpty);
      setText(note, words.sendEmpty);
      show(note, true);
      box.focus();
      return false;
    }
    out.add(here.key, text, chips.value(), here.kind, extra);
    out.keepDraft(here.key, "");
    box.value = "";
    inTime = false;
    extra = { person: extra.person };
    sent();
    chips.set(here.asks, {});
    draw();
    mine.draw();
    return true;
  };

  box.addEventListener("input", keep);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  });
  send.addEventListener("click", () => submit() && box.focus());

  const offs = [
    pulse.on("status", (status) => status === "connected" && out.run()),
    out.on("draft", (activity) => {
      if (!here || activity !== here.key || document.activeElement === box) return;
      box.value = out.draft(activity).text;
      draw();
    }),
  ];

  /** @param {Room} next */
  const update = (next) => {
    const ended = next.closed !== now.closed;
    now = next;
    me = next.me || me;
    const task = taskOf(next, me);
    const changed = (here && here.key) !== (task && task.key);
    if (!changed) {
      if (here && task && here.open && !task.open) {
        wasOpen = true;
        inTime = Boolean(box.value.trim() || extra.picture);
      }
      if (moved) moved = false; // the room came back to the question in the box
      const asked = JSON.stringify(here && here.asks);
      here = task;
      ask();
      if (task && asked !== JSON.stringify(task.asks)) chips.set(task.asks, chips.value());
      draw();
      if (ended) mine.draw(); // what lies in the box is now a card that is kept, or no longer
      return;
    }
    wasOpen = false;
    if (here && here.box && box.value.trim() && !next.closed) {
      const first = !moved;
      moved = true;
      draw();
      if (first) say(words.movedOn);
      return;
    }
    moved = false;
    const known = here !== null;
    take(task);
    if (known && task) say(words.newQuestion(task.prompt));
  };

  take(taskOf(room, me));
  return {
    update,
    say,
    /** The activity whose card is in the box, or "". */
    activity: () => (here && writable() ? here.key : ""),
    /** @param {Picture|null} picture goes out with the next card, or null */
    attach(picture) {
      extra = { ...extra, picture: picture || undefined };
    },
    /** @param {string} person for whom the next cards are written; "" is oneself */
    speak(person) {
      extra = { ...extra, person: person || undefined };
    },
    /** @param {() => undefined} run when a card has gone into the outbox */
    onsent(run) {
      sent = run;
    },
    focus: () => box.focus(),
    /** Somebody else sits here now, as far as the server knows. */
    reload: () => mine.load(),
    /** @param {string} text stands below the box until the next change */
    tell(text) {
      setText(note, text);
      show(note, true);
    },
    unmount() {
      for (const off of offs) off();
      mine.unmount();
      speak.stop();
    },
  };
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
  };
  if (!writers.length || me.facilitator || writers.includes(me.role_group || "unknown")) return mine;
  const first = words.writeFirst(writers);
  if (!answer) return { ...mine, box: false, asks: [], hint: `${first} ${words.youRead}` };
  const asked = words.theyAreAsked(activity.prompt);
  return { ...mine, kind: answer.kind, prompt: answer.prompt, max: answer.max || LIMIT, asks: [],
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
