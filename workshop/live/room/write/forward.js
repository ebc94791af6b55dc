/**
 * Which of its cards a table puts before the whole room: each stands there to tap, everybody at
 * the table sees what is tapped, and it can be changed until the room goes on.
 */
import { call, worthWaiting } from "../parts/api.js";
import { pause, random, show } from "../parts/elements.js";
import { isFlag, isNumber, isReceiptOf, isSaid, isText, list, optional, orNull, shape } from "../parts/validators.js";
import { words } from "../words/forward-words.js";
import { choices } from "./choices.js";

/** @typedef {import("../types.js").PuttingForward} PuttingForward */

/** @type {import("../types.js").Is<PuttingForward>} */
const isForward = shape({ activity: orNull(isText), kind: orNull(isText), most: isNumber, cards: list(shape({ id: isText, text: isText, on: isFlag, lang: optional(isText), translations: optional(list(isSaid)) })) });
/** @type {PuttingForward} */
const NOTHING = { activity: null, kind: null, most: 0, cards: [] };
const APART_MS = 1_000; // a whole table asks at the same news, so not all at once

export class Forward {
  /**
   * @param {HTMLElement} root
   * @param {{code: string, pulse: import("../types.js").Pulse, say: (text: string) => void}} options
   */
  constructor(root, { code, pulse, say }) {
    this.root = root;
    this.code = code;
    this.say = say;
    this.key = "";
    this.timer = 0;
    this.taps = 0; // only the newest tap is asked for again and again
    this.table = 0;
    this.tables = 0; // from some number on, each of them has fewer to put forward
    this.found = NOTHING;
    this.down = false; // a finger is on a card: what stands under it stays until it lifts
    this.late = false; // something was drawn later for that
    root.addEventListener("pointerdown", () => { this.down = true; });
    for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, this.lift);
    pulse.on("cards", (changes) => {
      if (changes.some(this.matters)) this.later();
    });
    pulse.on("snapshot", this.later);
    pulse.on("room", ({ tables }) => {
      if ((tables?.length || 0) !== this.tables) this.later();
      this.tables = tables?.length || 0;
    });
  }

  /**
   * Whether a change may be about what stands here: what lies face down does not say its kind, and
   * a card that goes may be one that another was shown with.
   * @param {import("../types.js").Change} change
   */
  matters = ({ op, id, kind }) => !this.found.kind || kind === this.found.kind ||
    (op === "remove" && this.found.cards.length > 0) || this.found.cards.some((card) => card.id === id);

  later = () => {
    if (!this.key || this.timer) return;
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      this.load();
    }, 200 + Math.random() * APART_MS);
  };

  /**
   * @param {string} key the step in which something is put forward; "" for none
   * @param {number|null} [table] where this person sits
   */
  update = (key, table) => {
    if (key === this.key && (table || 0) === this.table) return;
    this.table = table || 0;
    this.key = key;
    this.found = NOTHING;
    this.draw();
    if (key) this.load();
  };

  load = async () => {
    const { key, taps } = this;
    const answer = await call(this.code, "/forward", { is: isForward, again: false });
    if (!answer.ok && worthWaiting(answer)) this.later();
    // What was tapped meanwhile is newer than this answer.
    if (!answer.ok || key !== this.key || taps !== this.taps || answer.data.activity !== key) return;
    const found = { ...answer.data, cards: afterThese(this.found.cards, answer.data.cards) };
    if (JSON.stringify(found) === JSON.stringify(this.found)) return;
    this.found = found;
    if (this.down) this.late = true;
    else this.draw();
  };

  lift = () => {
    this.down = false;
    if (this.late) window.setTimeout(this.draw); // the press itself comes first
    this.late = false;
  };

  /** @param {string} id */
  tap = async (id) => {
    const card = this.found.cards.find((each) => each.id === id);
    if (!card) return;
    const on = !card.on;
    this.taps += 1;
    const { taps, key } = this;
    const asking = { is: isReceiptOf(id), method: "PUT", body: { forward: on }, key: random() };
    let answer = await call(this.code, `/cards/${id}/forward`, asking);
    while (!answer.ok && worthWaiting(answer) && taps === this.taps && key === this.key) {
      this.say(words.waits);
      await pause(Math.max(answer.retryAfter * 1000, 1_000 + Math.random() * 1_000));
      answer = await call(this.code, `/cards/${id}/forward`, asking);
    }
    if (!answer.ok) this.say(answer.detail);
    else this.say(on ? words.goesOn : words.staysHere);
    await this.load();
  };

  draw = () => {
    const held = this.root.contains(document.activeElement) ? document.activeElement?.getAttribute("data-id") : null;
    const { cards, most } = this.found;
    show(this.root, cards.length > 0);
    this.root.replaceChildren(...(cards.length ? [choices({
      label: words.lead(most),
      help: words.help,
      options: cards.map((card) => ({ ...card, first: true })),
      press: this.tap,
    })] : []));
    if (held) /** @type {HTMLElement|null} */ (this.root.querySelector(`[data-id="${CSS.escape(held)}"]`))?.focus();
  };
}

/**
 * Cards that stand there already keep their place, and new ones come behind them: nothing moves
 * under a finger.
 * @param {PuttingForward["cards"]} before @param {PuttingForward["cards"]} now
 */
function afterThese(before, now) {
  const kept = before.flatMap(({ id }) => now.find((card) => card.id === id) || []);
  return [...kept, ...now.filter((card) => !kept.includes(card))];
}

/** @param {ConstructorParameters<typeof Forward>[0]} root @param {ConstructorParameters<typeof Forward>[1]} options */
export function mount(root, options) {
  return new Forward(root, options);
}
