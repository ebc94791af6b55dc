/**
 * The projector page: what the whole room sees. It keeps showing the last thing it knew while the
 * server is away, with a small quiet mark.
 */
import { fullScreen, mount as mountBar } from "./board/bar.js";
import { el, part, setText, show } from "./parts/elements.js";
import { home } from "./parts/home.js";
import { later } from "./parts/later.js";
import * as pulseLine from "./parts/pulse.js";
import { spoken } from "./parts/say.js";
import { sound } from "./parts/sound.js";
import * as scheme from "./parts/scheme.js";
import * as timer from "./parts/timer.js";
import * as told from "./parts/told.js";
import { composed } from "./parts/shown-family.js";
import { mountLarge } from "./parts/shown-large.js";
import * as tally from "./vote/tally.js";
import * as closing from "./wall/closing-words.js";
import * as paper from "./wall/wall-paper.js";
import * as wallModule from "./wall/wall.js";
import { words as resultWords } from "./words/result-words.js";
import { isRoom, read } from "./parts/validators.js";
import { words } from "./words/projector-words.js";

const ASKED = [1, 0.85, 0.7, 0.55, 0.45]; // parts of the largest size
const steeringBar = later((again) =>
  /** @type {Promise<typeof import("./wall/steering-bar.js")>} */ (import(`./wall/steering-bar.js${again}`)));
const closeUp = later((again) =>
  /** @type {Promise<typeof import("./wall/close-up.js")>} */ (import(`./wall/close-up.js${again}`)));
const themeWall = later((again) =>
  /** @type {Promise<typeof import("./wall/theme-wall.js")>} */ (import(`./wall/theme-wall.js${again}`)));

class Projector {
  /** @typedef {import("./types.js").Room} Room */
  /**
   * @param {HTMLElement} root the page's main element, as served by project.html
   * @param {{code: string, state: Room, canSteer: boolean}} options
   */
  constructor(root, { code, state, canSteer }) {
    this.root = root;
    this.code = code;
    this.canSteer = canSteer;
    // The console shows this page small. It hears the room for it, and two bells would ring.
    const small = root.dataset.in === "console";
    const pulse = (small ? told : pulseLine).connect({ code: this.code, view: "projector" });
    pulse.clock(state.now);
    pulseLine.mount(this.get("pulse"), { pulse });
    this.wall = wallModule.mount(this.get("wall"));
    const bell = sound(this.code);
    this.time = timer.mount(this.get("timer"), { now: pulse.now, say: this.say, ...(small ? {} : { up: bell.play }) });
    this.room = state;
    /** @type {ReturnType<typeof import("./wall/steering-bar.js").mount>|null} */
    this.steering = null;
    /** @type {ReturnType<typeof import("./wall/close-up.js").mount>|null} */
    this.closeup = null;
    /** @type {ReturnType<typeof import("./wall/theme-wall.js").mount>|null} */
    this.themes = null;
    this.aside = false; // the wall is wanted though there are results
    this.shown = mountLarge(this.get("shown"), composed, code);
    this.vote = tally.mount(this.get("results"), { code: this.code, onchange: () => this.draw() });
    this.bell = bell;
    paper.mount(root, { cards: () => this.wall.cards(), wanted: () => ["wall", "themes"].includes(this.view()),
      themed: () => (this.view() === "themes" && this.themes ? this.themes.themes : null) });
    this.listen(pulse);
    this.draw();
    if (canSteer) this.steer();
    else if (!small) mountBar(this.get("tools"), { say: this.say });
  }

  /** @param {import("./types.js").Pulse} pulse */
  listen(pulse) {
    pulse.on("room", this.hear);
    pulse.on("snapshot", () => {
      this.wall.reset();
      this.themes?.reset();
    });
    pulse.on("cards", (changes) => {
      this.wall.apply(changes);
      this.themes?.apply(changes);
      if (this.room.projector.show === "themes") this.byTheme();
      this.size();
      this.closeup?.update();
      if (this.view() === "ended") closing.draw(this.get("closing"), this.wall.all());
      this.vote.refresh();
      this.toBoard("look");
    });
    addEventListener("resize", this.size);
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const by = event.key === "PageDown" ? "on" : event.key === "PageUp" ? "back" : "";
      if (by && this.view() === "board") {
        event.preventDefault();
        return this.toBoard(by);
      }
      const pages = this.root.dataset.show === "results" ? this.vote : this.wall;
      if (event.key === "PageDown" && pages.older()) event.preventDefault();
      if (event.key === "PageUp" && pages.newer()) event.preventDefault();
      return undefined;
    });
  }

  /** The bar and the closer look come for whoever steers. */
  steer() {
    const active = () => this.root.dataset.show === "wall";
    const turn = () => {
      this.aside = !this.aside;
      this.draw();
    };
    const slow = () => setText(this.get("bar"), words.partWaits);
    Promise.all([steeringBar.surely(slow), closeUp.surely(slow)]).then(([bar, reader]) => {
      this.closeup = reader.mount(this.root, { wall: this.wall, place: this.get("wall"), active, say: this.say });
      this.steering = bar.mount(this.get("bar"), { code: this.code, room: this.room, bell: this.bell, hear: this.hear, fullScreen,
        press: (/** @type {string} */ key) =>
          (this.room.projector.show === "themes" && this.themes?.press(key, this.room.projector.theme || undefined)) || Boolean(this.closeup?.press(key)),
        results: () => Boolean(this.vote.results()), aside: () => this.aside, turn, turnBoard: this.turnBoard, decision: () => this.vote.decision() });
      this.steering.update(this.room);
    });
  }

  get = (/** @type {string} */ name) => /** @type {HTMLElement} */ (part(this.root, name));

  say = (/** @type {string} */ text) => setText(this.get("say"), text);

  view = () => {
    if (this.room.projector.show === "board") return "board";
    if (this.room.closed) return "ended";
    if (this.room.projector.item) return "item";
    if (!this.room.activity || this.room.projector.show === "join") return "join";
    if (this.room.projector.show === "tables") return "tables";
    if (this.room.projector.show === "themes" && !this.room.projector.theme) return "themes";
    return this.vote.results() && !this.aside ? "results" : "wall";
  };

  draw = () => {
    const { activity, closed } = this.room;
    this.vote.update(activity && activity.vote);
    if (!this.vote.results()) this.aside = false;
    const now = this.view();
    const working = now === "wall" || now === "results" || now === "themes";
    this.root.dataset.show = now;
    show(this.get("joining"), now === "join");
    show(this.get("working"), working);
    show(this.get("corner"), working);
    show(this.get("ended"), now === "ended");
    if (now === "ended") closing.draw(this.get("closing"), this.wall.all());
    this.vision(now === "board");
    show(this.get("tables"), now === "tables");
    if (now === "tables") drawTables(this.get("tables"), this.room.tables || []);
    for (const name of ["working", "shown", "joining", "tables"]) this.get(name).inert = this.room.paused && !closed;
    show(this.get("shown"), now === "item");
    show(this.get("wall"), now === "wall");
    show(this.get("themes"), now === "themes");
    show(this.get("results"), now === "results");
    this.shown.update(this.room.projector.item || undefined);
    show(this.get("paused"), this.room.paused && !closed);
    show(this.get("locked"), Boolean(this.room.locked) && !closed);
    const signs = closed ? "" : words.signs(this.room.hands || 0, (activity && activity.open && this.room.done) || 0);
    setText(this.get("signs"), signs);
    show(this.get("signs"), Boolean(signs));
    setText(this.get("people"), words.people(this.room.people || 0));
    setText(this.get("people-small"), words.people(this.room.people || 0));
    const stage = activity ? activity.stage_title || "" : "";
    const shut = activity && activity.box && !activity.open;
    const voted = activity && activity.vote && !activity.vote.open;
    setText(this.get("stage"), voted ? words.closedVote(stage) : shut ? words.closedStage(stage) : stage);
    const counting = activity?.vote?.open ? activity.vote : null;
    setText(this.get("voted"), counting ? [resultWords.haveVoted(counting.voted, counting.could), counting.closes_at ? words.closing : ""].filter(Boolean).join(". ") : "");
    show(this.get("voted"), Boolean(counting));
    setText(this.get("prompt"), activity ? activity.prompt : words.startSoon);
    setText(this.get("hint"), activity ? activity.hint || "" : "");
    setText(this.get("together"), activity?.together || "");
    show(this.get("together"), Boolean(activity?.together));
    const task = ["pair", "table"].includes(activity?.form || "") ? activity?.steps || [] : [];
    this.get("steps").replaceChildren(...task.map((text) => el("li", { text })));
    setText(this.get("promise"), activity && activity.box ? activity.promise || "" : "");
    const tracks = (activity?.tracks || []).map((does, place) => ({ table: place + 1, titles: [does] }));
    this.drawDealt([...(activity?.dealt || []), ...tracks.filter(({ titles }) => titles[0])]);
    const timed = closed ? null : activity;
    this.time.set(timed?.ends_at, timed?.left);
    this.wall.only(activity && activity.vote && (!activity.box || activity.way === "vote") ? this.vote.options() : null);
    const { theme } = this.room.projector;
    this.wall.focus(theme || "");
    this.wall.show(activity);
    if (this.room.projector.show === "themes") this.byTheme();
    this.size();
    if (now === "results") this.vote.lay();
    this.closeup?.update();
    if (now !== "wall") this.closeup?.close();
    this.steering?.update(this.room);
  };

  /** Which table reads or does what. @param {{table: number|null, titles: string[]}[]} dealt */
  drawDealt = (dealt) => {
    const list = this.get("dealt");
    show(list, dealt.length > 0);
    if (list.dataset.is === JSON.stringify(dealt)) return;
    list.dataset.is = JSON.stringify(dealt);
    list.replaceChildren(...dealt.map(({ table, titles }) =>
      el("li", {}, el("b", { text: words.tableReads(table) }), ` ${titles.join(" · ")}`)));
  };

  /** Loaded when it is first wanted: most rooms sort once. */
  byTheme = async () => {
    if (!this.themes) {
      const { mount: mountThemes } = await themeWall.surely(() => setText(this.get("themes"), words.themesWait));
      this.themes ||= mountThemes(this.get("themes"), { code: this.code, canSteer: this.canSteer, say: this.say, hear: (next) => this.hear({ ...this.room, ...next }) });
      this.themes.reset();
      this.themes.apply(this.wall.all());
    }
    const { way, about = [], kind } = this.room.activity || {};
    const sorted = way === "sort" ? [...(about || []), kind].find((one) => one && one !== "theme") : "";
    this.themes.draw(sorted || "");
    const { theme } = this.room.projector;
    if (!theme || this.view() !== "wall") return;
    setText(this.get("stage"), words.theme);
    setText(this.get("prompt"), this.themes.name(theme));
    setText(this.get("hint"), "");
    setText(this.get("promise"), "");
  };

  /** The vision board is a page of its own, framed; it is told when cards change and when to turn. @param {boolean} wanted */
  vision = (wanted) => {
    const place = this.get("vision");
    show(place, wanted);
    if (wanted && !place.firstChild) {
      place.append(el("iframe", { src: `${home}/board/${this.code}?in=projector`, title: words.visionBoard, tabindex: "-1" }));
    } else if (!wanted) {
      place.replaceChildren();
    }
  };

  get frame() {
    return /** @type {HTMLIFrameElement|null} */ (this.get("vision").firstChild);
  }

  /** @param {string} what "look" again, or turn its page "on", "back" or "round" */
  toBoard = (what) => this.frame?.contentWindow?.postMessage(what, location.origin);

  /** The button's turn of the board, which goes round; false where it has one page only. */
  turnBoard = () => {
    const others = this.frame?.contentDocument?.querySelector(":is(.vb-more, .vb-page-at):not([hidden])");
    if (others) this.toBoard("round");
    return Boolean(others);
  };

  /** The prompt is huge while the wall is empty, and makes room for the cards as they come. */
  size = () => {
    const { activity } = this.room;
    const prompt = activity ? activity.prompt : "";
    const cards = this.wall.count();
    const down = activity?.face_down || 0;
    const full = cards > 8 || ["results", "themes"].includes(this.root.dataset.show || "") ? "full" : cards > 0 ? "some" : down > 0 ? "backs" : "empty";
    const long = prompt.length > 140 ? "long" : prompt.length > 70 ? "middle" : prompt.length > 44 ? "short" : "shortest";
    const changed = this.root.dataset.full !== full || this.root.dataset.prompt !== long;
    this.root.dataset.full = full;
    this.root.dataset.prompt = long;
    if (changed) this.wall.fit();
    if (full === "empty") this.ask();
  };

  /** The question is as large as what belongs to it leaves room for. */
  ask = () => {
    const asked = /** @type {HTMLElement} */ (this.root.querySelector(".question"));
    const note = /** @type {HTMLElement} */ (this.root.querySelector(".wall-note"));
    for (const part of ASKED) {
      asked.style.setProperty("--ask", String(part));
      if (asked.getBoundingClientRect().bottom <= note.getBoundingClientRect().top) return;
    }
  };

  hear = (/** @type {Room} */ next) => {
    const was = this.room;
    this.room = next;
    this.draw();
    const moved = (was.activity && was.activity.key) !== (next.activity && next.activity.key);
    if (moved && next.activity) this.say(next.activity.prompt);
  };
}

/** @param {ConstructorParameters<typeof Projector>[0]} root @param {ConstructorParameters<typeof Projector>[1]} options */
function mount(root, options) {
  return new Projector(root, options);
}

/** Where everybody sits, as numbers: who it is stands on each phone. @param {HTMLElement} root @param {number[]} tables */
function drawTables(root, tables) {
  const rows = Math.ceil(tables.length / (Math.ceil(Math.sqrt(tables.length * 1.6)) || 1)) || 1;
  root.style.setProperty("--tables", String(Math.ceil(tables.length / rows) || 1)); // as many in each row
  root.style.setProperty("--rows", String(rows));
  root.replaceChildren(
    el("h1", { text: words.tables.title }),
    el("p", { class: "tables-how", text: words.tables.how }),
    el("ol", { class: "tables-list" }, ...tables.map((people, place) =>
      el("li", {}, el("b", { text: words.tables.name(place + 1) }), el("span", { text: words.tables.people(people) })))));
}

scheme.follow();
const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const state = read(isRoom, document.getElementById("state")?.textContent);
if (state) {
  mount(main, { code: state.code, state: spoken(state), canSteer: main.dataset.steer === "yes" });
  part(main, "plain-note")?.remove();
}
