/**
 * The projector page: what the whole room sees. It keeps showing the last thing it knew while the
 * server is away, with a small quiet mark.
 */
import { el, part, setText, show } from "./parts/elements.js";
import * as pulseLine from "./parts/pulse.js";
import { sound } from "./parts/sound.js";
import * as scheme from "./parts/scheme.js";
import * as timer from "./parts/timer.js";
import { mountLarge } from "./parts/shown-large.js";
import * as tally from "./vote/tally.js";
import * as wallModule from "./wall/wall.js";
import { words as resultWords } from "./words/result-words.js";
import { isRoom, read } from "./parts/validators.js";
import { words } from "./words/projector-words.js";

/** @typedef {import("./types.js").Room} Room */

/**
 * @param {HTMLElement} root the page's main element, as served by project.html
 * @param {{code: string, state: Room, canSteer: boolean}} options
 */
function mount(root, { code, state, canSteer }) {
  const get = (/** @type {string} */ name) => /** @type {HTMLElement} */ (part(root, name));
  const pulse = pulseLine.connect({ code, view: "projector" });
  pulse.clock(state.now);
  pulseLine.mount(get("pulse"), { pulse });
  const say = (/** @type {string} */ text) => setText(get("say"), text);
  const wall = wallModule.mount(get("wall"));
  const bell = sound(code);
  const time = timer.mount(get("timer"), { now: pulse.now, say, up: bell.play });
  let room = state;
  /** @type {ReturnType<typeof import("./wall/steering-bar.js").mount>|null} */
  let steering = null;
  /** @type {ReturnType<typeof import("./wall/close-up.js").mount>|null} */
  let closeup = null;
  /** @type {ReturnType<typeof import("./wall/theme-wall.js").mount>|null} */
  let themes = null;
  let aside = false; // the wall is wanted though there are results
  const shown = mountLarge(get("shown"));
  const vote = tally.mount(get("results"), { code, onchange: () => draw() });

  const view = () => {
    if (room.projector.show === "board") return "board";
    if (room.closed) return "ended";
    if (room.projector.item) return "item";
    if (!room.activity || room.projector.show === "join") return "join";
    if (room.projector.show === "themes" && !room.projector.theme) return "themes";
    return vote.results() && !aside ? "results" : "wall";
  };

  const draw = () => {
    const { activity, closed } = room;
    vote.update(activity && activity.vote);
    if (!vote.results()) aside = false;
    const now = view();
    const working = now === "wall" || now === "results" || now === "themes";
    root.dataset.show = now;
    show(get("joining"), now === "join");
    show(get("working"), working);
    show(get("corner"), working);
    show(get("ended"), now === "ended");
    vision(now === "board");
    show(get("shown"), now === "item");
    show(get("wall"), now === "wall");
    show(get("themes"), now === "themes");
    show(get("results"), now === "results");
    shown.update(room.projector.item || undefined);
    show(get("paused"), room.paused && !closed);
    show(get("locked"), Boolean(room.locked) && !closed);
    const signs = closed ? "" : words.signs(room.hands || 0, (activity && activity.open && room.done) || 0);
    setText(get("signs"), signs);
    show(get("signs"), Boolean(signs));
    setText(get("people"), words.people(room.people || 0));
    setText(get("people-small"), words.people(room.people || 0));
    const stage = activity ? activity.stage_title || "" : "";
    const shut = activity && activity.box && !activity.open;
    const voted = activity && activity.vote && !activity.vote.open;
    setText(get("stage"), voted ? words.closedVote(stage) : shut ? words.closedStage(stage) : stage);
    const counting = activity?.vote?.open ? activity.vote : null;
    setText(get("voted"), counting ? resultWords.haveVoted(counting.voted, counting.could) : "");
    show(get("voted"), Boolean(counting));
    setText(get("prompt"), activity ? activity.prompt : words.startSoon);
    setText(get("hint"), activity ? activity.hint || "" : "");
    setText(get("promise"), activity && activity.box ? activity.promise || "" : "");
    time.set(activity && !closed ? activity.ends_at : null);
    wall.only(activity && activity.vote && (!activity.box || activity.way === "vote") ? vote.options() : null);
    const { theme } = room.projector;
    wall.focus(theme || "");
    wall.show(activity);
    if (room.projector.show === "themes") byTheme();
    size();
    if (now === "results") vote.lay();
    closeup?.update();
    if (now !== "wall") closeup?.close();
    steering?.update(room);
  };

  /** Loaded when it is first wanted: most rooms sort once. */
  const byTheme = async () => {
    if (!themes) {
      const { mount: mountThemes } = await import("./wall/theme-wall.js");
      themes ||= mountThemes(get("themes"), { code, canSteer, say, hear: (next) => hear({ ...room, ...next }) });
      themes.reset();
      themes.apply(wall.all());
    }
    themes.draw(room.activity ? room.activity.kind || "insight" : "insight");
    const { theme } = room.projector;
    if (!theme || view() !== "wall") return;
    setText(get("stage"), words.theme);
    setText(get("prompt"), themes.name(theme));
    setText(get("hint"), "");
    setText(get("promise"), "");
  };

  /** The vision board is a page of its own, framed; it is told when cards change. @param {boolean} wanted */
  const vision = (wanted) => {
    const place = get("vision");
    show(place, wanted);
    if (wanted && !place.firstChild) {
      place.append(el("iframe", { src: `/board/${code}?in=projector`, title: words.visionBoard, tabindex: "-1" }));
    } else if (!wanted) {
      place.replaceChildren();
    }
  };
  const look = () => {
    const frame = /** @type {HTMLIFrameElement|null} */ (get("vision").firstChild);
    frame?.contentWindow?.postMessage("look", location.origin);
  };

  /** The prompt is huge while the wall is empty, and makes room for the cards as they come. */
  const size = () => {
    const { activity } = room;
    const prompt = activity ? activity.prompt : "";
    const cards = wall.count();
    const down = activity?.face_down || 0;
    const full = cards > 8 || ["results", "themes"].includes(root.dataset.show || "") ? "full" : cards > 0 ? "some" : down > 0 ? "backs" : "empty";
    const long = prompt.length > 140 ? "long" : prompt.length > 70 ? "middle" : "short";
    const changed = root.dataset.full !== full || root.dataset.prompt !== long;
    root.dataset.full = full;
    root.dataset.prompt = long;
    if (changed) wall.fit();
  };

  const hear = (/** @type {Room} */ next) => {
    const was = room;
    room = next;
    draw();
    const moved = (was.activity && was.activity.key) !== (next.activity && next.activity.key);
    if (moved && next.activity) say(next.activity.prompt);
  };
  pulse.on("room", hear);
  pulse.on("snapshot", () => {
    wall.reset();
    themes?.reset();
  });
  pulse.on("cards", (changes) => {
    wall.apply(changes);
    themes?.apply(changes);
    if (room.projector.show === "themes") byTheme();
    size();
    closeup?.update();
    vote.refresh();
    look();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pages = root.dataset.show === "results" ? vote : wall;
    if (event.key === "PageDown" && pages.older()) event.preventDefault();
    if (event.key === "PageUp" && pages.newer()) event.preventDefault();
    if (event.key.toLowerCase() === "f" && !canSteer) fullScreen();
    if (event.key.toLowerCase() === "c" && !canSteer) say(scheme.next());
  });

  draw();
  if (canSteer) {
    const active = () => root.dataset.show === "wall";
    const turn = () => {
      aside = !aside;
      draw();
    };
    Promise.all([import("./wall/steering-bar.js"), import("./wall/close-up.js")]).then(([bar, reader]) => {
      closeup = reader.mount(root, { wall, place: get("wall"), active, say });
      steering = bar.mount(get("bar"), { code, room, bell, hear, fullScreen, 
        press: (/** @type {string} */ key) =>
          (room.projector.show === "themes" && themes?.press(key, room.projector.theme || undefined)) || Boolean(closeup?.press(key)),
       
        results: () => Boolean(vote.results()), aside: () => aside, turn });
      steering.update(room);
    });
  }
}

/** Asks for the whole screen, or gives it back. */
function fullScreen() {
  const asked = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen?.();
  asked?.catch(() => undefined);
}

scheme.follow();
const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const state = read(isRoom, document.getElementById("state")?.textContent);
if (state) mount(main, { code: state.code, state, canSteer: main.dataset.steer === "yes" });
