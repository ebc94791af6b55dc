/**
 * The projector page: what the whole room sees. It keeps showing the last thing it knew while the
 * server is away, with a small quiet mark.
 */
import { part, setText, show } from "./elements.js";
import * as pulseLine from "./pulse.js";
import * as timer from "./timer.js";
import * as wallModule from "./wall.js";
import { words } from "./projector-words.js";

/**
 * @param {HTMLElement} root the page's main element, as served by project.html
 * @param {{code: string, state: any, canSteer: boolean}} options
 */
export function mount(root, { code, state, canSteer }) {
  const get = (/** @type {string} */ name) => /** @type {HTMLElement} */ (part(root, name));
  const pulse = pulseLine.connect({ code, view: "projector" });
  pulse.clock(state.now);
  pulseLine.mount(get("pulse"), { pulse });
  const say = (/** @type {string} */ text) => setText(get("say"), text);
  const wall = wallModule.mount(get("wall"));
  const time = timer.mount(get("timer"), { now: pulse.now, say });
  let room = state;
  /** @type {any} */
  let steering = null;

  const draw = () => {
    const { activity, closed } = room;
    const joining = !closed && (!activity || room.projector.show === "join");
    root.dataset.show = closed ? "ended" : joining ? "join" : "wall";
    show(get("joining"), joining);
    show(get("working"), !joining && !closed);
    show(get("corner"), !joining && !closed);
    show(get("ended"), closed);
    show(get("paused"), room.paused && !closed);
    setText(get("people"), words.people(room.people || 0));
    setText(get("people-small"), words.people(room.people || 0));
    const stage = activity ? activity.stage_title || "" : "";
    const shut = activity && activity.box && !activity.open;
    setText(get("stage"), shut ? words.closedStage(stage) : stage);
    setText(get("prompt"), activity ? activity.prompt : words.startSoon);
    setText(get("hint"), activity ? activity.hint || "" : "");
    setText(get("promise"), activity && activity.box ? activity.promise || "" : "");
    time.set(activity && !closed ? activity.ends_at : null);
    wall.show(activity);
    size();
    steering?.update(room);
  };

  /** The prompt is huge while the wall is empty, and makes room for the cards as they come. */
  const size = () => {
    const { activity } = room;
    const prompt = activity ? activity.prompt : "";
    const cards = wall.count();
    const down = activity ? activity.face_down : 0;
    const full = cards > 8 ? "full" : cards > 0 ? "some" : down > 0 ? "backs" : "empty";
    const long = prompt.length > 140 ? "long" : prompt.length > 70 ? "middle" : "short";
    const changed = root.dataset.full !== full || root.dataset.prompt !== long;
    root.dataset.full = full;
    root.dataset.prompt = long;
    if (changed) wall.fit();
  };

  const hear = (/** @type {any} */ next) => {
    const was = room;
    room = next;
    draw();
    const moved = (was.activity && was.activity.key) !== (next.activity && next.activity.key);
    if (moved && next.activity) say(next.activity.prompt);
  };
  pulse.on("room", hear);
  pulse.on("snapshot", wall.reset);
  pulse.on("cards", (changes) => {
    wall.apply(changes);
    size();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "PageDown" && wall.older()) event.preventDefault();
    if (event.key === "PageUp" && wall.newer()) event.preventDefault();
    if (event.key.toLowerCase() === "f" && !canSteer) fullScreen();
  });

  draw();
  if (canSteer) {
    import("./steering.js").then((module) => {
      steering = module.mount(get("bar"), { code, room, hear, fullScreen });
      steering.update(room);
    });
  }
}

/** Asks for the whole screen, or gives it back. */
export function fullScreen() {
  const asked = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen?.();
  asked?.catch(() => undefined);
}
