/**
 * The page where cards are sorted together. Each step is sent as what it is, with the ids of its
 * cards, so that two people at work lose nothing of each other's; the stream brings what others do.
 */
import { call, worthWaiting } from "./parts/api.js";
import { allWords } from "./parts/both-halves.js";
import { finder } from "./parts/finding.js";
import { later } from "./parts/later.js";
import { el, part, pause, random, setText, show } from "./parts/elements.js";
import * as pulseLine from "./parts/pulse.js";
import { spoken } from "./parts/say.js";
import { isRoom, isText, list, read, shape, table } from "./parts/validators.js";
import { isDone, isSuggested } from "./sort/sort-answers.js";
import { LOOSE, sortBoard } from "./sort/sort-board.js";
import { askCard, askLead, askMove, askName, askSuggested, askTheme } from "./sort/sort-dialogs.js";
import { sortDrag } from "./sort/sort-drag.js";
import { sortStore } from "./sort/sort-store.js";
import { namedUndo } from "./sort/sort-undo.js";
import { words } from "./words/sort-words.js";

/** @typedef {import("./types.js").Change} Change */
/** @typedef {import("./types.js").Room} Room */
/** @typedef {import("./sort/sort-answers.js").Done} Done */

const FEW = 12;
const SOME = 60;
const LONGEST_WAIT_MS = 3_000;
const TELL_MS = 15_000; // what others do is said together, and not too often
/** @type {Record<string, string>} */
const KEYS = { m: "move", g: "merge", s: "star", c: "comment", h: "hide" };
const asking = later((again) => import(`./write/translate.js${again}`));
const forward = later((again) => import(`./write/forward.js${again}`));

class SortPage {
  /**
   * @param {HTMLElement} root the page's main element, as served by sort.html
   * @param {{state: Room, kinds: {key: string, label: string}[], kind: string,
   *   promises: Record<string, string>}} options
   */
  constructor(root, { state, kinds, kind: first, promises }) {
    this.root = root;
    this.kinds = kinds;
    this.promises = promises;
    const { code } = state;
    this.code = code;
    this.steers = Boolean(state.me?.facilitator);
    const pulse = pulseLine.connect({ code: this.code, view: "projector" });
    pulse.clock(state.now);
    pulseLine.mount(this.get("pulse"), { pulse });
    this.store = sortStore();
    this.room = state;
    this.kind = first;
    this.search = "";
    this.done = 0; // the revision of the last act of this page
    this.whole = false; // a full list has come since the last gap
    /** @type {ReturnType<import("./sort/sort-store.js").Store["board"]>} */
    this.board = this.store.board(this.kind);
    this.columns = sortBoard(this.get("board"), { store: this.store, onselect: () => this.tools(), ontheme: this.openTheme, onopen: (id) => this.openCard(id, false) });

    // What others did is said now and then, in one sentence.
    this.came = 0;
    this.others = 0;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.telling = undefined;

    this.nameUndo = namedUndo(this.root, this.code);
    this.nameUndo();
    this.acts = this.actsByName();
    this.press();
    this.more();
    this.listen(pulse);
    this.drag();
    this.useKeys();
    this.choose();
    /** @type {Promise<import("./write/forward.js").Forward|null>|null} */
    this.forward = null;
    this.pulse = pulse;
    this.hear(this.room);
  }

  /** What each button and key does. @returns {Record<string, () => unknown>} */
  actsByName() {
    return {
      move: this.openMove,
      merge: this.merge,
      open: () => this.openCard(this.columns.picked().ids[0], false),
      star: () => this.each("star"),
      comment: () => this.openCard(this.columns.picked().ids[0], true),
      hide: () => this.each("hide"),
      clear: () => this.columns.clear(),
      undo: () => this.replay("undo"),
      redo: () => this.replay("redo"),
      "new-theme": () => this.openNew(this.columns.chosen().size ? this.columns.picked().ids : [], this.columns.picked().from),
      suggest: this.suggest,
      screen: () => this.steer({ do: "show", what: this.room.projector.show === "themes" ? "wall" : "themes" }, words.said.shown),
      all: () => this.steer({ do: "sorting", allowed: !this.room.activity?.sorting, at: this.room.activity?.key ?? null }, this.room.activity?.sorting ? words.onlyMeSaid : words.letAllSaid),
    };
  }

  press() {
    for (const button of this.root.querySelectorAll("[data-do]")) {
      const act = this.acts[/** @type {HTMLElement} */ (button).dataset.do || ""];
      button.addEventListener("click", () => button.getAttribute("aria-disabled") !== "true" && act());
    }
  }

  /** On a phone the acts that are used less stand behind a button. */
  more() {
    for (const button of this.root.querySelectorAll("[data-more]")) button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") !== "true";
      button.setAttribute("aria-expanded", String(open));
      button.nextElementSibling?.classList.toggle("is-open", open);
    });
  }

  /** @param {import("./types.js").Pulse} pulse */
  listen(pulse) {
    pulse.on("room", this.hear);
    pulse.on("snapshot", () => {
      this.whole = false;
      this.store.reset();
    });
    pulse.on("cards", (changes) => {
      if (this.whole) this.notice(changes);
      this.store.apply(changes);
      this.whole = true;
      this.draw();
    });
  }

  drag() {
    sortDrag(this.get("board"), {
      cardOf: this.columns.cardOf,
      allowed: this.allowed,
      cards: (card) => {
        const { id = "", column = "" } = card.dataset;
        const chosen = this.columns.chosen();
        return chosen.get(id) === column ? { ids: [...chosen.keys()], from: column } : { ids: [id], from: column };
      },
      drop: (ids, from, to) => this.move(ids, from, to || null),
      click: (card) => {
        card.focus({ preventScroll: true });
        this.columns.choose(card);
      },
    });
    this.get("board").addEventListener("dblclick", (event) => {
      const card = this.columns.cardOf(event.target);
      if (card) this.openCard(card.dataset.id || "", false);
    });
  }

  useKeys() {
    const keys = this.get("keys");
    for (const [key, text] of [...words.keys, ...(this.steers ? words.keysOfSteering : [])]) keys.append(el("div", {}, el("dt", {}, el("kbd", { text: key })), el("dd", { text })));
    this.root.addEventListener("keydown", (event) => {
      const target = /** @type {Element} */ (event.target);
      if (target.closest("input, textarea, select")) return;
      const letter = event.key.toLowerCase();
      if ((event.ctrlKey || event.metaKey) && (letter === "z" || letter === "y")) {
        this.replay(letter === "y" || event.shiftKey ? "redo" : "undo");
      } else if (!event.ctrlKey && !event.metaKey && !event.altKey && KEYS[letter] && this.columns.cardOf(target)) {
        this.acts[KEYS[letter]]();
      } else return;
      event.preventDefault();
    });
  }

  /** Which cards the board shows. */
  choose() {
    this.get("find").addEventListener("input", (event) => {
      this.search = /** @type {HTMLInputElement} */ (event.target).value.trim();
      this.draw();
    });
    this.get("kind").addEventListener("change", (event) => {
      this.kind = /** @type {HTMLSelectElement} */ (event.target).value;
      this.columns.clear();
      this.draw();
    });
  }

  get = (/** @type {string} */ name) => /** @type {HTMLElement} */ (part(this.root, name));

  allowed = () => !this.room.closed && !this.room.paused && (this.steers || Boolean(this.room.activity && this.room.activity.sorting));

  back = (/** @type {string} */ column) => () => this.columns.focusColumn(column);

  say = (/** @type {string} */ text) => setText(this.get("say"), text);

  draw = () => {
    if (!this.whole) return;
    const says = finder(this.search);
    this.board = this.store.board(this.kind, (card) => says(allWords(card)));
    this.columns.draw(this.board, this.search);
    setText(this.get("count"), words.cards(this.board.count));
    this.root.dataset.cards = String(this.board.count);
    this.root.dataset.density = this.board.count <= FEW ? "few" : this.board.count <= SOME ? "some" : "many";
    this.drawKinds();
  };

  /**
   * @param {Record<string, unknown>} body
   * @param {(data: Done) => string} said
   * @returns {Promise<Done|null>}
   */
  send = async (body, said) => {
    const asking = { is: isDone, method: "POST", body, key: random() }; // the same step, however often it is sent
    let answer = await call(this.code, "/sort", asking);
    for (let tries = 1; !answer.ok && worthWaiting(answer); tries += 1) {
      this.say(words.waits);
      await pause(Math.max(answer.retryAfter * 1000, Math.min(LONGEST_WAIT_MS, 250 * 2 ** tries) * (0.5 + Math.random() / 2)));
      answer = await call(this.code, "/sort", asking);
    }
    if (!answer.ok) {
      this.say(answer.detail || words.failed);
      return null;
    }
    this.done = answer.data.revision || this.done;
    this.nameUndo();
    const stayed = answer.data.stayed || [];
    this.say([said(answer.data), stayed.length ? words.said.stayed(stayed.length) : ""].filter(Boolean).join(" "));
    return answer.data;
  };

  name = (/** @type {string} */ theme) => this.store.get(theme)?.text || words.unnamed;

  /** @param {string[]} ids @param {string} from @param {string|null} to */
  move = async (ids, from, to) => {
    if (!ids.length || !this.allowed() || (to || LOOSE) === from) return;
    const source = from || null;
    this.store.begin(ids, source, to);
    this.columns.clear();
    this.draw();
    const answer = await this.send({ do: "move", cards: ids, source, target: to }, (data) => {
      const moved = ids.length - (data.stayed || []).length;
      return moved === 0 ? "" : to ? words.said.moved(moved, this.name(to)) : words.said.loose(moved);
    });
    this.store.settle(ids, answer && !answer.again ? answer.stayed || [] : ids);
    this.draw();
  };

  makeTheme = async (/** @type {string} */ title, /** @type {string[]} */ ids, /** @type {string} */ from) => {
    const body = { do: "add-theme", name: title, cards: ids, source: from || null };
    if (await this.send(body, () => words.said.made(title))) this.columns.clear();
  };

  merge = () => {
    const { ids, from } = this.columns.picked();
    const cards = ids.map((id) => this.store.get(id)).filter((card) => card !== undefined);
    if (cards.length < 2 || !this.allowed()) return;
    askLead({ cards, onclose: this.back(from), go: async (lead) => {
      const body = { do: "merge", cards: ids.filter((id) => id !== lead), card: lead };
      if (await this.send(body, () => words.said.merged(ids.length))) this.columns.clear();
    } });
  };

  /** @param {"star"|"hide"} what */
  each = async (what) => {
    const { ids } = this.columns.picked();
    if (!ids.length || !this.steers || !this.allowed()) return;
    const off = what === "star" && ids.every((id) => this.store.get(id)?.starred);
    const said = what === "hide" ? words.said.hidden : off ? words.said.unstarred : words.said.starred;
    for (const id of ids) if (!(await this.send({ do: off ? "unstar" : what, card: id }, () => said(ids.length)))) return;
    this.columns.clear();
  };

  replay = async (/** @type {"undo"|"redo"} */ what) => {
    if (!this.allowed()) return;
    const at = Math.max(this.done, this.room.revision); // what somebody else did since is not taken back
    await this.send({ do: what, at }, (data) => `${words.said[what === "undo" ? "undone" : "redone"]}${data.left ? ` ${words.said.left(data.left)}` : ""}`);
  };

  openMove = () => {
    const { ids, from } = this.columns.picked();
    if (!ids.length || !this.allowed()) return;
    askMove({ count: ids.length, themes: this.board.themes, from, onclose: this.back(from), go: (to) => this.move(ids, from, to),
      onnew: () => this.openNew(ids, from) });
  };

  openNew = (/** @type {string[]} */ ids, /** @type {string} */ from) => {
    if (this.allowed()) askName({ count: ids.length, onclose: this.back(from), go: (title) => this.makeTheme(title, ids, from) });
  };

  openCard = (/** @type {string} */ id, /** @type {boolean} */ writing) => {
    const card = this.store.get(id);
    if (!card) return;
    askCard({ card, followers: this.store.followers(id), comments: this.store.comments(id), allowed: this.allowed(), writing,
      promise: spoken({ promise: this.promises[card.activity || ""] || "" }).promise, onclose: this.back(LOOSE),
      inOther: () => this.inOther(card),
      apart: (one) => this.send({ do: "unmerge", cards: [one] }, () => words.said.apart),
      say: (text) => this.send({ do: "comment", card: id, text }, () => words.said.comment) });
  };

  /** @param {Change} card */
  inOther = async (card) => {
    const module = await asking.once();
    if (!module) return this.say(words.failed);
    return module.askWords({ code: this.code, card, writer: this.steers, say: this.say, onclose: this.back(LOOSE) });
  };

  openTheme = (/** @type {string} */ id) => {
    const theme = this.store.get(id);
    if (!theme || !this.allowed()) return;
    const others = this.board.themes.filter((other) => other.id !== id);
    askTheme({ theme, others, steers: this.steers, onclose: this.back(LOOSE),
      save: (title, colour) => this.send({ do: "change-theme", theme: id, name: title || undefined, colour, version: theme.version }, () => words.said.changed),
      mergeInto: (into) => this.send({ do: "merge-themes", theme: into, themes: [id] }, () => words.said.mergedThemes(this.name(into))),
      all: () => { this.columns.chooseAll(id); this.columns.focusColumn(id); },
      remove: () => this.send({ do: "remove-theme", theme: id }, () => words.said.removed),
      show: () => this.steer({ do: "show", what: `theme:${id}` }, words.said.shown) });
  };

  suggest = async () => {
    if (!this.allowed()) return;
    const answer = await call(this.code, `/sort/suggestions?kind=${encodeURIComponent(this.kind)}`, { is: isSuggested });
    if (!answer.ok) return this.say(answer.detail || words.failed);
    return askSuggested({ groups: answer.data.groups, onclose: this.back(LOOSE), find: (id) => this.store.get(id),
      accept: async (groups) => Boolean(await this.send({ do: "accept", groups }, (data) => words.said.madeAll((data.themes || []).length))) });
  };

  steer = async (/** @type {object} */ body, /** @type {string} */ said) => {
    const answer = await call(this.code, "/steer", { is: isRoom, method: "POST", body, again: false });
    if (answer.ok) this.hear({ ...this.room, ...answer.data });
    this.say(answer.ok ? said : answer.detail || words.failed);
  };

  /** What can be done with the chosen cards. */
  tools = () => {
    const { ids } = this.columns.picked();
    const chosen = this.columns.chosen().size;
    const may = this.allowed();
    setText(this.get("chosen"), chosen ? words.chosen(chosen) : may ? words.howTo : this.room.closed ? words.ended : words.notNow);
    /** @type {Record<string, boolean>} */
    const can = { move: ids.length > 0, merge: ids.length > 1, open: ids.length === 1, comment: ids.length === 1,
      star: this.steers && ids.length > 0, hide: this.steers && ids.length > 0, clear: chosen > 0 };
    for (const [what, possible] of Object.entries(can)) {
      const button = this.root.querySelector(`.sort-tools [data-do="${what}"]`);
      button?.setAttribute("aria-disabled", String(!possible || (what !== "open" && what !== "clear" && !may)));
    }
  };

  /** The cards that this table puts before the room, in a step that asks for them. @param {Room} room */
  putForward = (room) => {
    const key = room.activity?.forward && room.me?.joined !== false && !room.closed ? room.activity.key : "";
    if (key) this.forward ||= forward.surely(() => this.say(words.waits)).then((module) =>
      module.mount(this.get("forward"), { code: this.code, pulse: this.pulse, say: this.say }));
    this.forward?.then((part) => part?.update(key, room.me?.table));
  };

  drawKinds = () => {
    const counts = this.store.kinds();
    const there = this.kinds.filter((each) => counts.has(each.key) || each.key === this.kind);
    show(this.get("kinds"), there.length > 1);
    const select = /** @type {HTMLSelectElement} */ (this.get("kind"));
    const wanted = there.map((each) => each.key).join();
    if (select.dataset.drawn !== wanted) {
      select.dataset.drawn = wanted;
      select.replaceChildren(...there.map((each) => el("option", { value: each.key, text: each.label })));
    }
    select.value = this.kind;
  };

  hear = (/** @type {Room} */ next) => {
    if (this.steers && next.revision !== this.room.revision) this.nameUndo(); // facilitators share one history
    this.room = next;
    const may = this.allowed();
    this.root.dataset.allowed = String(may);
    this.get("board").inert = this.room.paused;
    for (const button of this.root.querySelectorAll(".sort-bar [data-do]")) button.setAttribute("aria-disabled", String(!may));
    setText(this.get("screen"), this.room.projector.show === "themes" ? words.asCards : words.byTheme);
    const all = this.root.querySelector('[data-do="all"]');
    setText(all, this.room.activity && this.room.activity.sorting ? words.onlyMe : words.letAll);
    all?.setAttribute("aria-disabled", String(!may || !this.room.activity || !this.room.activity.open));
    this.putForward(next);
    this.tools();
  };

  tell = () => {
    this.telling = undefined;
    const parts = [this.came ? words.said.came(this.came) : "", this.others ? words.said.others(this.others) : ""].filter(Boolean);
    this.came = this.others = 0;
    if (parts.length) setText(this.get("others"), parts.join(" "));
  };

  notice = (/** @type {Change[]} */ changes) => {
    for (const change of changes) {
      const before = this.store.get(change.id);
      if (change.kind !== this.kind || change.text === undefined) continue;
      if (!before) this.came += 1;
      else if (this.store.placesOf(before).join() !== (change.themes || []).join()) this.others += 1;
    }
    if (this.came + this.others && !this.telling) this.telling = setTimeout(this.tell, TELL_MS);
  };
}

/** @param {ConstructorParameters<typeof SortPage>[0]} root @param {ConstructorParameters<typeof SortPage>[1]} options */
function mount(root, options) {
  return new SortPage(root, options);
}

const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const isPage = shape({ state: isRoom, kinds: list(shape({ key: isText, label: isText })), kind: isText, promises: table(isText) });
const page = read(isPage, document.getElementById("state")?.textContent);
if (page) {
  mount(main, { ...page, state: spoken(page.state), kinds: spoken(page.kinds) });
  part(main, "plain-note")?.remove();
}
