/**
 * What a step starts from: earlier cards to tap, as the server names them for this person. Which
 * were tapped is kept with the draft; the list itself is kept too, so that it stands there without
 * a network.
 */
import { call, worthWaiting } from "../parts/api.js";
import { el, show } from "../parts/elements.js";
import { inEnglish } from "../parts/say.js";
import { store } from "../parts/store.js";
import { isTaking } from "../parts/validators.js";
import { words } from "../words/room-words.js";
import { choices } from "./choices.js";

/** @typedef {import("../types.js").Taking} Taking */
/** @typedef {import("../types.js").Doing} Doing */
/** @typedef {import("../types.js").Offered} Offered */
/** @typedef {import("../types.js").Thread} Thread */
/** @typedef {import("../types.js").Fields} Fields */

const APART_MS = 1_500; // a whole table asks at the same news, so not all at once
const SAID_MS = 1_000;
const PATIENCE_MS = 5_000; // then people write all the same
/** @type {Taking} */
const NOTHING = { activity: "", kinds: [], doings: [], says: [], reads: [] };

class WhatIsTaken {
  /**
   * @param {{before: HTMLElement, after: HTMLElement}} roots above and below the box
   * @param {{code: string, pulse: import("../types.js").Pulse, joined: () => boolean, onchange: () => void,
   *   onnews: () => void}} options `joined`: whether there is anybody here to ask for; `onchange`: this person
   *   tapped something; `onnews`: the server told more
   */
  constructor({ before, after }, { code, pulse, joined, onchange, onnews }) {
    this.code = code;
    this.joined = joined;
    this.kept = store(code);
    this.onchange = onchange;
    this.onnews = onnews;
    this.before = before;
    this.after = after;
    this.key = "";
    this.found = NOTHING;
    /** @type {Thread} */
    this.thread = {};
    this.kind = ""; // chosen elsewhere on the page
    this.apart = true;
    this.timer = 0;
    this.waits = 0; // 1 while nothing is known of what is added to, 2 once that is said
    this.waiting = 0;
    this.offs = [
      pulse.on("cards", (changes) => {
        if (changes.some(({ kind, id }) => this.found.kinds.includes(kind || "") || this.shows(id))) this.later();
      }),
      pulse.on("snapshot", () => this.later()),
    ];
  }

  /** @param {string} id */
  shows = (id) => this.found.doings.some((doing) => [...doing.onto, ...doing.taps.flatMap((tap) => tap.cards)].some((card) => card.id === id));

  later = () => {
    if (!this.key || this.timer) return;
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      this.load();
    }, 300 + Math.random() * APART_MS);
  };

  load = async () => {
    const key = this.key;
    if (!key || !this.joined()) return;
    const answer = await call(this.code, "/taking", { is: isTaking, again: false });
    if (key !== this.key) return;
    if (!answer.ok || answer.data.activity !== key) {
      const comes = answer.ok ? this.waits : worthWaiting(answer) && answer.status !== 401;
      if (this.found === NOTHING && comes) this.later();
      return;
    }
    this.wait(0);
    if (JSON.stringify(answer.data) === JSON.stringify(this.found)) return;
    this.found = answer.data;
    this.kept.set("taking", this.found);
    this.start();
    this.draw();
    this.onnews();
  };

  /**
   * @param {string} key the step whose cards are taken; "" where it takes none
   * @param {Thread} [thread] what was tapped before
   * @param {boolean} [apart] the kinds are chosen between elsewhere
   * @param {boolean} [adds] nothing is written before it is known to what
   */
  set = (key, thread, apart = false, adds = false) => {
    const other = key !== this.key;
    this.key = key;
    this.apart = apart;
    this.thread = { ...thread };
    const kept = /** @type {Taking|null} */ (this.kept.get("taking"));
    if (other) this.found = key && kept && kept.activity === key && isTaking(kept) ? kept : NOTHING;
    if (other) this.wait(key && adds && this.found === NOTHING ? 1 : 0);
    this.start();
    this.draw();
    if (other) this.load();
  };

  /** @param {number} now how the wait for what is added to stands */
  wait = (now) => {
    clearTimeout(this.waiting);
    this.waits = now;
    if (!now) return;
    this.waiting = window.setTimeout(() => {
      this.wait(now === 1 ? 2 : 0);
      this.onnews();
    }, now === 1 ? SAID_MS : PATIENCE_MS);
  };

  /** A single card that is meant stands there tapped. */
  start = () => {
    const doing = this.doing();
    if (!doing) return;
    const open = doing.onto.filter((card) => card.first);
    if (doing.adds && open.length === 1 && this.thread.onto === undefined) this.thread = { ...this.thread, ...ontoOf(open[0]) };
  };

  /** @returns {Doing|null} what is done now */
  doing = () => {
    const all = this.found.doings;
    if (this.apart) return all.find((each) => each.kind === this.kind) || (this.kind ? null : all[0]) || null;
    return all[this.thread.doing || 0] || all[0] || null;
  };

  /** The card that is added to; null where a new one is written. */
  onto = () => {
    const doing = this.doing();
    return (doing?.adds && doing.onto.find((card) => card.id === this.thread.onto)) || null;
  };

  /** Whether it has to be tapped first which card is meant. */
  asksFirst = () => {
    if (this.waits) return true;
    const doing = this.doing();
    return Boolean(doing?.adds && !this.onto() && (doing.onto.length ? this.thread.onto !== "" : !doing.anew));
  };

  /** The ids tapped for a link. @param {import("../types.js").Tap} tap @returns {string[]} */
  tapped = (tap) => {
    const there = new Set(tap.cards.map((card) => card.id));
    const own = this.thread.links?.[tap.link];
    if (own) return own.filter((id) => there.has(id));
    return tap.alone ? tap.cards.filter((card) => card.first).map((card) => card.id) : [];
  };

  /** What a new card has from those that were tapped. @returns {Fields} */
  fills = () => {
    const doing = this.doing();
    if (!doing || this.onto()) return {};
    const from = doing.taps.flatMap((tap) => tap.cards.filter((card) => this.tapped(tap).includes(card.id)));
    return Object.assign({ ...doing.known }, ...from.reverse().map((card) => card.fills || {}));
  };

  /** What goes out with the card. @returns {{kind?: string, onto?: string, version?: number, title?: string, links?: Record<string, string[]>}} */
  value = () => {
    const doing = this.doing();
    if (!doing) return {};
    const card = this.onto();
    if (card) return { onto: card.id, version: this.thread.version, title: card.text };
    const links = Object.fromEntries(doing.taps.map((tap) => [tap.link, this.tapped(tap)]).filter(([, ids]) => ids.length));
    return { kind: doing.kind, links: /** @type {Record<string, string[]>} */ (links) };
  };

  /** A card has gone out: on to the next one without an answer. @param {Fields} fields */
  sent = (fields) => {
    const doing = this.doing();
    const card = this.onto();
    this.thread = { doing: this.thread.doing };
    if (doing && card) {
      Object.assign(card.said, fields);
      this.kept.set("taking", this.found);
      const next = doing.onto.find((each) => each.first && !isSaid(each));
      if (next) this.thread = { ...this.thread, ...ontoOf(next) };
      else this.thread.onto = card.id === this.thread.onto ? "" : undefined;
    }
    this.draw();
  };

  /** The server has kept what was added. @param {string} id @param {number} version */
  saved = (id, version) => {
    for (const doing of this.found.doings) {
      for (const card of doing.onto) if (card.id === id) card.version = version;
    }
    if (this.thread.onto === id) this.thread.version = version;
    this.kept.set("taking", this.found);
    this.later();
  };

  /** @param {Partial<Thread>} change */
  tap = (change) => {
    this.thread = { ...this.thread, ...change };
    this.draw();
    this.onchange();
  };

  draw = () => {
    const doing = this.doing();
    const reads = this.found.reads;
    const says = doing && !doing.onto.length && !doing.taps.length ? this.found.says : [];
    const parts = [...reads.map(card), ...says.map((text) => el("p", { class: "taken-says", role: "note", text }))];
    /** @type {HTMLElement[]} */
    const below = [];
    if (doing) {
      if (!this.apart && this.found.doings.length > 1) parts.push(this.which(doing));
      if (doing.adds && doing.onto.length) parts.push(this.whichCard(doing));
      if (!this.onto()) for (const tap of doing.taps) (tap.cards.some(carries) ? parts : below).push(this.link(tap));
    }
    fill(this.before, parts);
    fill(this.after, below);
  };

  /** @param {Doing} now */
  which = (now) => choices({
    label: words.either,
    options: this.found.doings.map((doing, place) => ({ id: `do-${place}`, text: doing.say, lang: "", on: doing === now, first: true })),
    press: (id) => this.tap({ doing: Number(id.slice(3)), onto: undefined, links: undefined }),
  });

  /** @param {Doing} doing */
  whichCard = (doing) => choices({
    label: words.whichOne,
    options: doing.onto.map((card) => ({ ...card, on: card.id === this.thread.onto, done: isSaid(card) })),
    none: doing.anew ? words.noneOfThese : "",
    noneOn: this.thread.onto === "",
    press: (id) => {
      const card = doing.onto.find((each) => each.id === id);
      this.tap(card ? ontoOf(card) : { onto: "", version: undefined });
    },
  });

  /** @param {import("../types.js").Tap} tap */
  link = (tap) => {
    const on = this.tapped(tap);
    return choices({
      label: tap.label,
      help: tap.least > 1 ? words.tapSome(tap.least) : "",
      options: tap.cards.map((card) => ({ ...card, on: on.includes(card.id) })),
      press: (id) => {
        const rest = on.filter((each) => each !== id);
        const now = on.includes(id) ? rest : tap.one ? [id] : [...rest, id];
        this.tap({ links: { ...this.thread.links, [tap.link]: now } });
      },
    });
  };

  unmount = () => {
    clearTimeout(this.timer);
    clearTimeout(this.waiting);
    for (const off of this.offs) off();
  };
}

/** A case or a lens: one tap away while people write. @param {Taking["reads"][0]} item */
const card = (item) => {
  inEnglish(item.english);
  return el("details", { class: "dealt", "data-key": item.key },
    el("summary", {}, el("bdi", { text: item.title }), ...(item.subtitle ? [el("small", { text: item.subtitle })] : [])),
    ...(item.text ? [el("p", { dir: "auto", text: item.text })] : []),
    el("ul", {}, ...item.points.map((text) => el("li", { dir: "auto", text }))),
    ...(item.note ? [el("p", { class: "dealt-note", dir: "auto", text: item.note })] : []));
};

/** @param {Offered} card */
const ontoOf = (card) => ({ onto: card.id, version: card.version });

/** @param {Offered} card */
const isSaid = (card) => Object.keys(card.said).length > 0;

/** @param {import("../types.js").TapCard} card */
const carries = (card) => Object.keys(card.fills || {}).length > 0;

/**
 * New parts in place of the old ones; the focus stays on the same choice.
 *
 * @param {HTMLElement} root @param {HTMLElement[]} parts
 */
function fill(root, parts) {
  const held = root.contains(document.activeElement) ? document.activeElement?.getAttribute("data-id") : null;
  const open = new Set([...root.querySelectorAll("[data-open]")].map((each) => each.getAttribute("data-open")));
  const read = new Set([...root.querySelectorAll("details[open]")].map((each) => each.getAttribute("data-key")));
  root.replaceChildren(...parts);
  for (const each of root.querySelectorAll("details")) each.open = read.has(each.getAttribute("data-key"));
  for (const each of root.querySelectorAll("[data-more]")) {
    if (open.has(each.getAttribute("data-more"))) /** @type {HTMLElement} */ (each).click();
  }
  show(root, parts.length > 0);
  if (held) /** @type {HTMLElement|null} */ (root.querySelector(`[data-id="${CSS.escape(held)}"]`))?.focus();
}

/** @param {ConstructorParameters<typeof WhatIsTaken>[0]} roots @param {ConstructorParameters<typeof WhatIsTaken>[1]} options */
export function mount(roots, options) {
  return new WhatIsTaken(roots, options);
}
