/**
 * The bar that steers the whole day from the projector, by key, finger or mouse. It goes quiet
 * after a few seconds and comes back with any key, touch or movement.
 */
import { call } from "../parts/api.js";
import { el, setText, show } from "../parts/elements.js";
import { next as nextScheme } from "../parts/scheme.js";
import { isRoom } from "../parts/validators.js";
import { words } from "../words/projector-words.js";

const QUIET_MS = 5_000;
const SAID_MS = 6_000;

/** @typedef {import("../types.js").Room} Room */

/** Button name -> the key that does the same. */
const KEYS = {
  previous: "←",
  next: "→",
  open: "O",
  reveal: "R",
  minutes: "M",
  show: "J",
  wall: "W",
  themes: "T",
  board: "B",
  pause: "P",
  lock: "L",
  sound: "S",
  scheme: "C",
  help: "?",
  full: "F",
};

/** These stand beside the keys, so that the bar is one line. */
const SELDOM = ["themes", "lock", "sound", "scheme"];

/**
 * @param {HTMLElement} root
 * @param {{code: string, room: Room, bell: ReturnType<typeof import("../parts/sound.js").sound>,
 *   hear: (room: Room) => void, fullScreen: () => void, press: (key: string) => boolean, results: () => boolean, aside: () => boolean,
 *   turn: () => void}} options
 *   `hear` takes the new state that the server answers with; `press` is told keys that steer
 *   nothing; `turn` changes between the results of a vote and the wall (`aside`)
 */
export function mount(root, { code, room, bell, hear, fullScreen, press: pressOn, results, aside, turn }) {
  let now = room;
  let busy = false;
  /** @type {Record<string, HTMLElement>} */
  const labels = {};
  /** @type {Record<string, HTMLElement>} */
  const buttons = {};
  const said = el("p", { class: "bar-said", "aria-live": "polite" });
  const nextUp = el("p", { class: "bar-next" });
  const help = helpPanel(() => toggleHelp(false));
  const seldom = el("div", { class: "bar-row" });
  const row = el("div", { class: "bar-row", role: "toolbar", "aria-label": words.bar.label });

  /** @param {string} action */
  const wish = (action) => {
    const { activity, projector, paused } = now;
    return {
      previous: { do: "previous" },
      next: { do: "next" },
      open: activity && { do: activity.open ? "close" : "open" },
      reveal: activity && activity.hidden && !activity.revealed && { do: "reveal" },
      minutes: activity && { do: "minutes", minutes: 1 },
      show: { do: "show", what: projector.show === "join" ? "wall" : "join" },
      wall: projector.show !== "wall" && { do: "show", what: "wall" },
      themes: { do: "show", what: projector.show === "themes" && !projector.theme ? "wall" : "themes" },
      board: projector.show !== "board" && { do: "show", what: "board" },
      pause: { do: paused ? "resume" : "pause" },
      lock: { do: now.locked ? "unlock" : "lock" },
    }[action];
  };

  /** @param {string} action */
  const press = async (action) => {
    wake();
    if (action === "help") return toggleHelp(Boolean(help.hidden));
    if (action === "full") return fullScreen();
    if (action === "scheme") return tell(nextScheme());
    if (action === "sound") {
      tell(bell.turn() ? words.steered.soundOff : words.steered.soundOn);
      return update(now);
    }
    if (action === "wall" && !wish(action) && results()) return turn();
    const body = wish(action);
    if (!body || busy || now.closed) return undefined;
    busy = true;
    const answer = await call(code, "/steer", { is: isRoom, method: "POST", body, again: false });
    busy = false;
    if (!answer.ok) return tell(answer.detail || words.steerFailed);
    hear({ ...now, ...answer.data });
    const votes = ["open", "close"].includes(body.do) && now.activity && now.activity.way === "vote";
    const what = "what" in body ? body.what : votes ? `${body.do}Vote` : body.do;
    return tell(words.steered[/** @type {keyof typeof words.steered} */ (what)] || "");
  };

  for (const [action, key] of Object.entries(KEYS)) {
    labels[action] = el("span");
    buttons[action] = el("button", { type: "button", class: "bar-button", "data-do": action,
      click: () => press(action) }, labels[action], el("kbd", { text: key }));
    (SELDOM.includes(action) ? seldom : row).append(buttons[action]);
  }
  root.replaceChildren(el("div", { class: "bar-top" }, nextUp, said), row);
  root.after(help);
  help.append(seldom);

  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let saying;
  const tell = (/** @type {string} */ text) => {
    clearTimeout(saying);
    setText(said, text);
    saying = setTimeout(() => setText(said, ""), SAID_MS);
  };

  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let quiet;
  const wake = () => {
    clearTimeout(quiet);
    root.classList.remove("is-quiet");
    quiet = setTimeout(() => root.classList.add("is-quiet"), QUIET_MS);
  };

  const toggleHelp = (/** @type {boolean} */ shown) => {
    const held = help.contains(document.activeElement);
    show(help, shown);
    if (held && !shown) buttons.help.focus();
  };

  /** @param {KeyboardEvent} event */
  const onkey = (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (target.closest?.("input, textarea, select, [contenteditable]")) return;
    wake();
    if (event.key === "Escape") toggleHelp(false);
    const action = ACTIONS[event.key.length === 1 ? event.key.toUpperCase() : event.key];
    if (!action) {
      if (pressOn(event.key.length === 1 ? event.key.toUpperCase() : event.key)) event.preventDefault();
      return;
    }
    event.preventDefault();
    press(action);
  };
  for (const name of ["pointermove", "pointerdown", "focusin"]) {
    document.addEventListener(name, wake);
  }
  document.addEventListener("keydown", onkey);

  const update = (/** @type {Room} */ next) => {
    now = next;
    const { activity, projector, paused } = now;
    /** @type {Record<string, string>} */
    const wanted = {
      ...words.bar,
      open: activity && activity.open ? words.bar.close : words.bar.open,
      show: projector.show === "join" ? words.bar.wall : words.bar.join,
      wall: results() && aside() ? words.bar.results : words.bar.wall,
      pause: paused ? words.bar.resume : words.bar.pause,
      lock: now.locked ? words.bar.unlock : words.bar.lock,
      sound: bell.silent() ? words.bar.silent : words.bar.sound,
    };
    for (const [action, label] of Object.entries(labels)) {
      setText(label, wanted[action]);
      const idle = !["help", "full", "sound", "scheme"].includes(action) && !wish(action) &&
        !(action === "wall" && results());
      buttons[action].setAttribute("aria-disabled", String(idle));
    }
    show(buttons.wall, Boolean(results()) || ["item", "board"].includes(projector.show));
    setText(nextUp, [
      now.next ? words.nextUp(now.next.title) : "",
      wish("reveal") ? words.revealNote : "",
    ].filter(Boolean).join(" · "));
  };
  update(room);
  wake();
  return { update };
}

/** @type {Record<string, string>} key -> action */
const ACTIONS = {
  ArrowLeft: "previous",
  ArrowRight: "next",
  O: "open",
  R: "reveal",
  M: "minutes",
  J: "show",
  W: "wall",
  T: "themes",
  B: "board",
  P: "pause",
  L: "lock",
  S: "sound",
  C: "scheme",
  F: "full",
  "?": "help",
};

/** @param {() => void} close */
function helpPanel(close) {
  const list = el("dl", { class: "keys-list" });
  for (const [key, text] of words.keys) {
    list.append(el("div", {}, el("dt", {}, el("kbd", { text: key })), el("dd", { text })));
  }
  return el("section", { class: "keys", "aria-label": words.keysTitle, hidden: true },
    el("h2", { text: words.keysTitle }), list,
    el("button", { type: "button", class: "bar-button", text: words.closeKeys, click: close }));
}
