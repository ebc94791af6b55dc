/**
 * The page where cards are sorted together. Each step is sent as what it is, with the ids of its
 * cards, so that two people at work lose nothing of each other's; the stream brings what others do.
 */
import { call } from "./parts/api.js";
import { el, part, random, setText, show } from "./parts/elements.js";
import * as pulseLine from "./parts/pulse.js";
import { isRoom, isText, list, read, shape, table } from "./parts/validators.js";
import { isDone, isSuggested } from "./sort/sort-answers.js";
import { LOOSE, sortBoard } from "./sort/sort-board.js";
import { askCard, askLead, askMove, askName, askSuggested, askTheme } from "./sort/sort-dialogs.js";
import { sortDrag } from "./sort/sort-drag.js";
import { sortStore } from "./sort/sort-store.js";
import { words } from "./words/sort-words.js";

/** @typedef {import("./types.js").Change} Change */
/** @typedef {import("./types.js").Room} Room */
/** @typedef {import("./sort/sort-answers.js").Done} Done */

const FEW = 12;
const SOME = 60;
const TELL_MS = 4_000; // what others do is said together, and not too often
const plain = (/** @type {string} */ text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * @param {HTMLElement} root the page's main element, as served by sort.html
 * @param {{state: Room, kinds: {key: string, label: string}[], kind: string,
 *   promises: Record<string, string>}} options
 */
function mount(root, { state, kinds, kind: first, promises }) {
  const { code } = state;
  const steers = Boolean(state.me?.facilitator);
  const get = (/** @type {string} */ name) => /** @type {HTMLElement} */ (part(root, name));
  const pulse = pulseLine.connect({ code, view: "projector" });
  pulse.clock(state.now);
  pulseLine.mount(get("pulse"), { pulse });
  const store = sortStore();
  let room = state;
  let kind = first;
  let search = "";
  let whole = false; // a full list has come since the last gap
  /** @type {ReturnType<typeof store.board>} */
  let board = store.board(kind);

  const allowed = () => !room.closed && (steers || Boolean(room.activity && room.activity.sorting));
  const columns = sortBoard(get("board"), { store, onselect: () => tools(), ontheme: openTheme, onopen: (id) => openCard(id, false) });
  const back = (/** @type {string} */ column) => () => columns.focusColumn(column);

  const say = (/** @type {string} */ text) => setText(get("say"), text);
  const draw = () => {
    if (!whole) return;
    board = store.board(kind, (card) => !search || plain(`${card.text} ${card.more || ""}`).includes(search));
    columns.draw(board, search);
    setText(get("count"), words.cards(board.count));
    root.dataset.cards = String(board.count);
    root.dataset.density = board.count <= FEW ? "few" : board.count <= SOME ? "some" : "many";
    drawKinds();
  };

  /**
   * @param {Record<string, unknown>} body
   * @param {(data: Done) => string} said
   * @returns {Promise<Done|null>}
   */
  const send = async (body, said) => {
    const key = body.do === "comment" ? random() : undefined;
    const answer = await call(code, "/sort", { is: isDone, method: "POST", body, key });
    if (!answer.ok) {
      say(answer.detail || words.failed);
      return null;
    }
    const stayed = answer.data.stayed || [];
    say([said(answer.data), stayed.length ? words.said.stayed(stayed.length) : ""].filter(Boolean).join(" "));
    return answer.data;
  };
  const name = (/** @type {string} */ theme) => store.get(theme)?.text || words.unnamed;

  /** @param {string[]} ids @param {string} from @param {string|null} to */
  const move = async (ids, from, to) => {
    if (!ids.length || !allowed() || (to || LOOSE) === from) return;
    const source = from || null;
    store.begin(ids, source, to);
    columns.clear();
    draw();
    const answer = await send({ do: "move", cards: ids, source, target: to }, (data) => {
      const moved = ids.length - (data.stayed || []).length;
      return moved === 0 ? "" : to ? words.said.moved(moved, name(to)) : words.said.loose(moved);
    });
    store.settle(ids, answer ? answer.stayed || [] : ids);
    draw();
  };

  const makeTheme = async (/** @type {string} */ title, /** @type {string[]} */ ids, /** @type {string} */ from) => {
    const body = { do: "add-theme", name: title, cards: ids, source: from || null };
    if (await send(body, () => words.said.made(title))) columns.clear();
  };

  const merge = () => {
    const { ids, from } = columns.picked();
    const cards = ids.map((id) => store.get(id)).filter((card) => card !== undefined);
    if (cards.length < 2 || !allowed()) return;
    askLead({ cards, onclose: back(from), go: async (lead) => {
      const body = { do: "merge", cards: ids.filter((id) => id !== lead), card: lead };
      if (await send(body, () => words.said.merged(ids.length))) columns.clear();
    } });
  };

  /** @param {"star"|"hide"} what */
  const each = async (what) => {
    const { ids } = columns.picked();
    if (!ids.length || !steers || !allowed()) return;
    const off = what === "star" && ids.every((id) => store.get(id)?.starred);
    const said = what === "hide" ? words.said.hidden : off ? words.said.unstarred : words.said.starred;
    for (const id of ids) if (!(await send({ do: off ? "unstar" : what, card: id }, () => said(ids.length)))) return;
    columns.clear();
  };

  const replay = async (/** @type {"undo"|"redo"} */ what) => {
    if (!allowed()) return;
    await send({ do: what }, (data) => words.said[what === "undo" ? "undone" : "redone"] + (data.left ? words.said.left(data.left) : ""));
  };

  const openMove = () => {
    const { ids, from } = columns.picked();
    if (!ids.length || !allowed()) return;
    askMove({ count: ids.length, themes: board.themes, from, onclose: back(from), go: (to) => move(ids, from, to),
      onnew: () => openNew(ids, from) });
  };
  const openNew = (/** @type {string[]} */ ids, /** @type {string} */ from) => {
    if (allowed()) askName({ count: ids.length, onclose: back(from), go: (title) => makeTheme(title, ids, from) });
  };
  function openCard(/** @type {string} */ id, /** @type {boolean} */ writing) {
    const card = store.get(id);
    if (!card) return;
    askCard({ card, followers: store.followers(id), comments: store.comments(id), allowed: allowed(), writing,
      promise: promises[card.activity || ""] || "", onclose: back(LOOSE),
      apart: (one) => send({ do: "unmerge", cards: [one] }, () => words.said.apart),
      say: (text) => send({ do: "comment", card: id, text }, () => words.said.comment) });
  }
  function openTheme(/** @type {string} */ id) {
    const theme = store.get(id);
    if (!theme || !allowed()) return;
    const others = board.themes.filter((other) => other.id !== id);
    askTheme({ theme, others, steers, onclose: back(LOOSE),
      save: (title, colour) => send({ do: "change-theme", theme: id, name: title || undefined, colour, version: theme.version }, () => words.said.changed),
      mergeInto: (into) => send({ do: "merge-themes", theme: into, themes: [id] }, () => words.said.mergedThemes(name(into))),
      all: () => { columns.chooseAll(id); columns.focusColumn(id); },
      remove: () => send({ do: "remove-theme", theme: id }, () => words.said.removed),
      show: () => steer({ do: "show", what: `theme:${id}` }, words.said.shown) });
  }
  const suggest = async () => {
    if (!allowed()) return;
    const answer = await call(code, `/sort/suggestions?kind=${encodeURIComponent(kind)}`, { is: isSuggested });
    if (!answer.ok) return say(answer.detail || words.failed);
    return askSuggested({ groups: answer.data.groups, onclose: back(LOOSE), text: (id) => store.get(id)?.text || "",
      accept: async (groups) => Boolean(await send({ do: "accept", groups }, (data) => words.said.madeAll((data.themes || []).length))) });
  };
  const steer = async (/** @type {object} */ body, /** @type {string} */ said) => {
    const answer = await call(code, "/steer", { is: isRoom, method: "POST", body, again: false });
    if (answer.ok) hear({ ...room, ...answer.data });
    say(answer.ok ? said : answer.detail || words.failed);
  };

  /** @type {Record<string, () => unknown>} */
  const acts = {
    move: openMove,
    merge,
    open: () => openCard(columns.picked().ids[0], false),
    star: () => each("star"),
    comment: () => openCard(columns.picked().ids[0], true),
    hide: () => each("hide"),
    clear: () => columns.clear(),
    undo: () => replay("undo"),
    redo: () => replay("redo"),
    "new-theme": () => openNew(columns.chosen().size ? columns.picked().ids : [], columns.picked().from),
    suggest,
    screen: () => steer({ do: "show", what: room.projector.show === "themes" ? "wall" : "themes" }, words.said.shown),
    all: () => steer({ do: "sorting", allowed: !room.activity?.sorting }, room.activity?.sorting ? words.onlyMeSaid : words.letAllSaid),
  };
  for (const button of root.querySelectorAll("[data-do]")) {
    const act = acts[/** @type {HTMLElement} */ (button).dataset.do || ""];
    button.addEventListener("click", () => button.getAttribute("aria-disabled") !== "true" && act());
  }

  /** What can be done with the chosen cards. */
  const tools = () => {
    const { ids } = columns.picked();
    const chosen = columns.chosen().size;
    const may = allowed();
    setText(get("chosen"), chosen ? words.chosen(chosen) : may ? words.howTo : room.closed ? words.ended : words.notNow);
    /** @type {Record<string, boolean>} */
    const can = { move: ids.length > 0, merge: ids.length > 1, open: ids.length === 1, comment: ids.length === 1,
      star: steers && ids.length > 0, hide: steers && ids.length > 0, clear: chosen > 0 };
    for (const [what, possible] of Object.entries(can)) {
      const button = root.querySelector(`.sort-tools [data-do="${what}"]`);
      button?.setAttribute("aria-disabled", String(!possible || (what !== "open" && what !== "clear" && !may)));
    }
  };

  const drawKinds = () => {
    const counts = store.kinds();
    const there = kinds.filter((each) => counts.has(each.key) || each.key === kind);
    show(get("kinds"), there.length > 1);
    const select = /** @type {HTMLSelectElement} */ (get("kind"));
    const wanted = there.map((each) => each.key).join();
    if (select.dataset.drawn !== wanted) {
      select.dataset.drawn = wanted;
      select.replaceChildren(...there.map((each) => el("option", { value: each.key, text: each.label })));
    }
    select.value = kind;
  };

  const hear = (/** @type {Room} */ next) => {
    room = next;
    const may = allowed();
    root.dataset.allowed = String(may);
    for (const button of root.querySelectorAll(".sort-bar [data-do]")) button.setAttribute("aria-disabled", String(!may));
    setText(get("screen"), room.projector.show === "themes" ? words.asCards : words.byTheme);
    const all = root.querySelector('[data-do="all"]');
    setText(all, room.activity && room.activity.sorting ? words.onlyMe : words.letAll);
    all?.setAttribute("aria-disabled", String(!may || !room.activity || !room.activity.open));
    tools();
  };

  // What others did is said now and then, in one sentence.
  let came = 0;
  let others = 0;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let telling;
  const tell = () => {
    telling = undefined;
    const parts = [came ? words.said.came(came) : "", others ? words.said.others(others) : ""].filter(Boolean);
    came = others = 0;
    if (parts.length) setText(get("others"), `${parts.join(", ")}.`);
  };
  const notice = (/** @type {Change[]} */ changes) => {
    for (const change of changes) {
      const before = store.get(change.id);
      if (change.kind !== kind || change.text === undefined) continue;
      if (!before) came += 1;
      else if (store.placesOf(before).join() !== (change.themes || []).join()) others += 1;
    }
    if (came + others && !telling) telling = setTimeout(tell, TELL_MS);
  };

  pulse.on("room", hear);
  pulse.on("snapshot", () => {
    whole = false;
    store.reset();
  });
  pulse.on("cards", (changes) => {
    if (whole) notice(changes);
    store.apply(changes);
    whole = true;
    draw();
  });

  sortDrag(get("board"), {
    cardOf: columns.cardOf,
    allowed,
    cards(card) {
      const { id = "", column = "" } = card.dataset;
      const chosen = columns.chosen();
      return chosen.get(id) === column ? { ids: [...chosen.keys()], from: column } : { ids: [id], from: column };
    },
    drop: (ids, from, to) => move(ids, from, to || null),
    click(card) {
      card.focus({ preventScroll: true });
      columns.choose(card);
    },
  });
  get("board").addEventListener("dblclick", (event) => {
    const card = columns.cardOf(event.target);
    if (card) openCard(card.dataset.id || "", false);
  });

  /** @type {Record<string, string>} */
  const KEYS = { m: "move", g: "merge", s: "star", c: "comment", h: "hide" };
  root.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("input, textarea, select")) return;
    const letter = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && (letter === "z" || letter === "y")) {
      replay(letter === "y" || event.shiftKey ? "redo" : "undo");
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey && KEYS[letter] && columns.cardOf(target)) {
      acts[KEYS[letter]]();
    } else return;
    event.preventDefault();
  });
  get("find").addEventListener("input", (event) => {
    search = plain(/** @type {HTMLInputElement} */ (event.target).value).trim();
    draw();
  });
  get("kind").addEventListener("change", (event) => {
    kind = /** @type {HTMLSelectElement} */ (event.target).value;
    columns.clear();
    draw();
  });
  const keys = get("keys");
  for (const [key, text] of words.keys) keys.append(el("div", {}, el("dt", {}, el("kbd", { text: key })), el("dd", { text })));
  hear(room);
}

const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const isPage = shape({ state: isRoom, kinds: list(shape({ key: isText, label: isText })), kind: isText, promises: table(isText) });
const page = read(isPage, document.getElementById("state")?.textContent);
if (page) mount(main, page);
