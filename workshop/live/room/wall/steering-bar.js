/**
 * The bar that steers the whole day from the projector, by key, finger or mouse. It goes quiet
 * after a few seconds and comes back with any key, touch or movement.
 */
import { call } from "../parts/api.js";
import { el, part, setText, show } from "../parts/elements.js";
import { later } from "../parts/later.js";
import * as letters from "../parts/letters.js";
import { retold } from "../parts/say.js";
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
  take: "A",
  again: "V",
  show: "J",
  wall: "W",
  themes: "T",
  board: "B",
  more: "PgDn",
  tables: "G",
  pause: "P",
  undo: "U",
  lock: "L",
  sound: "S",
  scheme: "C",
  letters: "",
  help: "?",
  full: "F",
};

const undo = later((again) => import(`./undo.js${again}`));

/** What a closed vote proposes, in words of its own length, stands in the line above the other buttons. */
const OFFERS = ["take", "again"];

/** Pressed several times in a row on purpose; the second click of another button is that of a double one, by habit. */
const AGAIN = ["minutes", "more", "sound", "scheme", "letters"];

/** These stand beside the keys, so that the bar is one line. */
const SELDOM = ["themes", "tables", "undo", "lock", "sound", "scheme", "letters", "full"];

class SteeringBar {
  /**
   * @param {HTMLElement} root
   * @param {{code: string, room: Room, bell: ReturnType<typeof import("../parts/sound.js").sound>,
   *   hear: (room: Room) => void, fullScreen: () => void, press: (key: string) => boolean, results: () => boolean, aside: () => boolean,
   *   turn: () => void, turnBoard: () => boolean, decision: () => import("../types.js").Decision|null}} options
   *   `hear` takes the new state that the server answers with; `press` is told keys that steer
   *   nothing; `turn` changes between the results of a vote and the wall (`aside`); `turnBoard` shows the
   *   next page of the vision board, if there is one; `decision` is
   *   what the vote that has just closed proposes
   */
  constructor(root, { code, room, bell, hear, fullScreen, press: pressOn, results, aside, turn, turnBoard, decision }) {
    this.root = root;
    this.code = code;
    this.bell = bell;
    this.hear = hear;
    this.fullScreen = fullScreen;
    this.pressOn = pressOn;
    this.results = results;
    this.aside = aside;
    this.turn = turn;
    this.turnBoard = turnBoard;
    this.decision = decision;
    this.now = room;
    this.busy = false;
    this.last = ""; // what the first click of a double one was on
    this.warned = ""; // the step that is left with the next press, though cards lie face down
    /** @type {import("./undo.js").Asked|null} what an undo would take back, once that was said */
    this.asked = null;
    /** @type {Record<string, HTMLElement>} */
    this.labels = {};
    /** @type {Record<string, HTMLElement>} */
    this.buttons = {};
    this.said = el("p", { class: "bar-said", "aria-live": "polite" });
    this.nextUp = el("p", { class: "bar-next" });
    this.help = helpPanel(() => this.toggleHelp(false));
    const seldom = el("div", { class: "bar-row" });
    this.offers = el("div", { class: "bar-row bar-offers" });
    const row = el("div", { class: "bar-row", role: "toolbar", "aria-label": words.bar.label });

    for (const [action, key] of Object.entries(KEYS)) {
      this.labels[action] = el("span");
      this.buttons[action] = el("button", { type: "button", class: "bar-button", "data-do": action,
        click: (/** @type {MouseEvent} */ event) => this.clicked(event, action) }, this.labels[action], key ? el("kbd", { text: key }) : "");
      (SELDOM.includes(action) ? seldom : OFFERS.includes(action) ? this.offers : row).append(this.buttons[action]);
    }
    this.root.replaceChildren(el("div", { class: "bar-top" }, this.nextUp, this.said, this.offers), row);
    this.root.after(this.help);
    const tongues = part(document.body, "languages");
    if (tongues) show(tongues, true);
    this.help.append(seldom);
    this.help.querySelector("h2")?.after(tongues || "");

    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.saying = undefined;

    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.quiet = undefined;
    for (const name of ["pointermove", "pointerdown", "focusin"]) {
      document.addEventListener(name, this.wake);
    }
    document.addEventListener("keydown", this.onkey);
    this.update(room);
    this.wake();
  }

  /** @param {string} action */
  wish = (action) => {
    const { activity, projector, paused } = this.now;
    const at = activity ? activity.key : null; // what is meant of this step does nothing at another
    const chose = this.decision();
    const vote = { activity: at, at, round: activity?.vote?.round }; // and of this result at no other
    return {
      previous: { do: "previous", at },
      next: { do: "next", at },
      open: activity && { do: activity.open ? "close" : "open", at },
      reveal: activity && activity.hidden && !activity.revealed && { do: "reveal", at },
      minutes: activity && { do: "minutes", minutes: 1, at },
      take: chose?.step && { do: chose.step, ...vote, anyway: chose.doubts },
      again: chose && chose.level.length > 1 && { do: "vote-again", ...vote },
      undo: { do: "undo" },
      show: { do: "show", what: projector.show === "join" ? "wall" : "join" },
      wall: projector.show !== "wall" && { do: "show", what: "wall" },
      themes: { do: "show", what: projector.show === "themes" && !projector.theme ? "wall" : "themes" },
      board: projector.show !== "board" && { do: "show", what: "board" },
      tables: projector.show === "tables" ? { do: "show", what: "wall" }
        : this.now.tables?.length ? { do: "show", what: "tables" } : { do: "tables", formed: false },
      pause: { do: paused ? "resume" : "pause" },
      lock: { do: this.now.locked ? "unlock" : "lock" },
    }[action];
  };

  /** @param {MouseEvent} event @param {string} action */
  clicked = (event, action) => {
    const again = this.last === action && AGAIN.includes(action); // another one may stand in that place by now
    if (event.detail > 1 && !again) return;
    this.last = action;
    this.press(action);
  };

  /** @param {string} action */
  press = async (action) => {
    this.wake();
    if (action === "help") return this.toggleHelp(Boolean(this.help.hidden));
    if (action === "full") return this.fullScreen();
    if (action === "scheme") return this.tell(nextScheme());
    if (action === "letters") {
      this.tell(letters.turn());
      return this.update(this.now);
    }
    if (action === "sound") {
      this.tell(this.bell.turn() ? words.steered.soundOff : words.steered.soundOn);
      return this.update(this.now);
    }
    if (action === "wall" && !this.wish(action) && this.results() && !this.now.paused) return this.turn();
    if (this.now.paused && action !== "pause") return this.tell(words.pausedNow);
    if (action === "more") return this.tell(this.turnBoard() ? "" : words.wholeBoard);
    if (this.staysFor(action)) return undefined;
    if (action === "undo") return this.undo();
    const body = this.wish(action);
    if (!body || this.busy || this.now.closed) return undefined;
    this.busy = true;
    const answer = await call(this.code, "/steer", { is: isRoom, method: "POST", body, again: false });
    this.busy = false;
    if (!answer.ok) return this.tell(answer.detail || words.steerFailed);
    this.hear({ ...this.now, ...answer.data });
    const votes = ["open", "close"].includes(body.do) && this.now.activity && this.now.activity.way === "vote";
    const what = "what" in body ? body.what : votes ? `${body.do}Vote` : body.do;
    return this.tell(words.steered[/** @type {keyof typeof words.steered} */ (what)] || "");
  };

  /** Cards that nobody has seen yet are named before a step is left. @param {string} action */
  staysFor = (action) => {
    const { activity } = this.now;
    const left = activity && !activity.revealed ? activity.face_down || 0 : 0;
    if (!["next", "previous"].includes(action) || !left) return false;
    const here = `${activity?.key} ${action}`;
    if (this.warned === here) return (this.warned = "") !== "";
    this.warned = here;
    this.tell(words.leaving(left, KEYS[/** @type {keyof typeof KEYS} */ (action)]));
    return true;
  };

  /** The first press says what would be taken back, the second one takes it back. */
  undo = async () => {
    if (this.busy || this.now.closed) return undefined;
    this.busy = true;
    const module = await undo.once();
    if (module) this.asked = await module.undoOnce(this.code, this.asked, this.now.revision, this.tell);
    else this.tell(words.steerFailed);
    this.busy = false;
    return undefined;
  };

  tell = (/** @type {string} */ text) => {
    clearTimeout(this.saying);
    setText(this.said, text);
    this.saying = setTimeout(() => setText(this.said, ""), SAID_MS);
  };

  /** Where the board is shown, its next page stands in the place of its own button. @param {boolean} onBoard */
  swap = (onBoard) => {
    const { board, more } = this.buttons;
    const held = [board, more].includes(/** @type {HTMLElement} */ (document.activeElement));
    show(board, !onBoard);
    show(more, onBoard);
    if (held) (onBoard ? more : board).focus();
  };

  wake = () => {
    clearTimeout(this.quiet);
    this.root.classList.remove("is-quiet");
    this.quiet = setTimeout(() => this.root.classList.add("is-quiet"), QUIET_MS);
  };

  toggleHelp = (/** @type {boolean} */ shown) => {
    const held = this.help.contains(document.activeElement);
    show(this.help, shown);
    if (held && !shown) this.buttons.help.focus();
  };

  /** @param {KeyboardEvent} event */
  onkey = (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (target.closest?.("input, textarea, select, [contenteditable]")) return;
    if (!letters.mayAct(event.key)) return;
    this.wake();
    if (event.key === "Escape") this.toggleHelp(false);
    const action = ACTIONS[event.key.length === 1 ? event.key.toUpperCase() : event.key];
    if (!action) {
      if (!this.now.paused && this.pressOn(event.key.length === 1 ? event.key.toUpperCase() : event.key)) event.preventDefault();
      return;
    }
    event.preventDefault();
    this.press(action);
  };

  update = (/** @type {Room} */ next) => {
    this.now = next;
    const { activity, projector, paused } = this.now;
    const chose = this.decision();
    /** @type {Record<string, string>} */
    const wanted = {
      ...words.bar,
      open: activity && activity.open ? words.bar.close : words.bar.open,
      show: projector.show === "join" ? words.bar.wall : words.bar.join,
      take: chose ? retold({ detail: chose.press, said: chose.press_said }) : "",
      wall: this.results() && this.aside() ? words.bar.results : words.bar.wall,
      pause: paused ? words.bar.resume : words.bar.pause,
      lock: this.now.locked ? words.bar.unlock : words.bar.lock,
      sound: this.bell.silent() ? words.bar.silent : words.bar.sound,
    };
    for (const [action, label] of Object.entries(this.labels)) {
      if (action === "letters") letters.name(label);
      else setText(label, wanted[action]);
      const idle = !["help", "full", "sound", "scheme", "letters", "more"].includes(action) && !this.wish(action) &&
        !(action === "wall" && this.results());
      this.buttons[action].setAttribute("aria-disabled", String(idle));
    }
    for (const action of OFFERS) show(this.buttons[action], Boolean(this.wish(action)));
    show(this.offers, OFFERS.some((action) => this.wish(action)));
    this.swap(projector.show === "board");
    show(this.buttons.wall, Boolean(this.results()) || ["item", "board"].includes(projector.show));
    setText(this.nextUp, [
      this.now.next ? words.nextUp(this.now.next.title) : "",
      this.wish("reveal") ? words.revealNote : "",
    ].filter(Boolean).join(" · "));
  };
}

/** @param {ConstructorParameters<typeof SteeringBar>[0]} root @param {ConstructorParameters<typeof SteeringBar>[1]} options */
export function mount(root, options) {
  return new SteeringBar(root, options);
}

/** @type {Record<string, string>} key -> action */
const ACTIONS = {
  ArrowLeft: "previous",
  ArrowRight: "next",
  O: "open",
  R: "reveal",
  M: "minutes",
  A: "take",
  V: "again",
  U: "undo",
  J: "show",
  W: "wall",
  T: "themes",
  B: "board",
  G: "tables",
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
    ...(document.documentElement.dir === "rtl" ? [el("p", { class: "keys-hold", text: words.keysHold })] : []),
    el("button", { type: "button", class: "bar-button", text: words.closeKeys, click: close }));
}
