/**
 * What comes to the room page when somebody has joined: signs (done, a raised hand), a photo or a
 * drawing as a card, people who share this device, and the two words that lead back. The page can
 * be written on before this is there.
 */
import { call } from "../parts/api.js";
import { el, part, setText, sheet, show } from "../parts/elements.js";
import { words } from "../words/after-joining-words.js";
import { seats } from "./scribe.js";
import { isFlag, isText, orNull, shape } from "../parts/validators.js";
import { pictures } from "./pictures.js";

/** @typedef {import("../types.js").Me} Me */
/** @typedef {import("../types.js").Room} Room */

const isDone = shape({ done_in: orNull(isText) });
const isHand = shape({ hand: isFlag });

class AfterJoining {
  /**
   * @param {HTMLElement} root
   * @param {{code: string, box: import("./composer.js").Composer,
   *   say: (text: string) => void, learn: (me: Me) => void,
   *   speak: (person: string) => void}} options
   *   `learn` takes what the server says of this device; `speak` for whom it writes from now on
   */
  constructor(root, { code, box, say, learn, speak }) {
    this.code = code;
    this.say = say;
    this.learn = learn;
    /** @type {Room|null} */
    this.room = null;
    this.me = /** @type {Me} */ ({});
    this.mine = false; // the hand goes down by this device's own wish
    const composer = /** @type {HTMLElement} */ (root.closest("[data-part=composer]"));
    this.done = toggle(words.done);
    this.hand = toggle(words.hand);
    this.signs = el("div", { class: "row signs" }, this.done, this.hand);
    this.steer = el("p", { class: "steer-note", hidden: true }, `${words.steer} `,
      el("a", { href: `/console?code=${this.code}`, text: words.openConsole }));
    this.back = el("p", { class: "way-back", hidden: true });
    root.replaceChildren(this.steer, this.signs, this.back);
    this.people = seats(composer, root, { code: this.code, say: this.say, learn: this.learn, speak });
    this.adds = pictures(/** @type {HTMLElement} */ (part(composer, "writing")), { code: this.code, box, say: this.say });
    sheet(new URL("../extras.css", import.meta.url));
    this.done.addEventListener("click", () => {
      const now = this.done.getAttribute("aria-pressed") !== "true";
      const body = { activity: this.room?.activity?.key, done: now };
      this.tell("/done", isDone, body, now ? words.doneSay : words.notDoneSay);
    });
    this.hand.addEventListener("click", () => {
      this.mine = Boolean(this.me.hand);
      this.tell("/hand", isHand, { up: !this.me.hand }, this.me.hand ? words.handDownSay : words.handSay);
    });
  }

  /**
   * @param {string} path @param {import("../types.js").Is<Partial<Me>>} is @param {object} body
   * @param {string} said
   */
  tell = async (path, is, body, said) => {
    const answer = await call(this.code, path, { is, method: "POST", body });
    if (!answer.ok) return this.say(answer.detail || words.failed);
    this.learn({ ...this.me, ...answer.data });
    return this.say(said);
  };

  /** @param {Room} next @param {Me} who */
  update = (next, who) => {
    if (this.me.hand && who.hand === false && !this.mine) this.say(words.handSeen);
    if (!who.hand) this.mine = false;
    this.room = next;
    this.me = who;
    const key = this.room.activity && this.room.activity.open ? this.room.activity.key : "";
    show(this.done, Boolean(key));
    this.done.setAttribute("aria-pressed", String(Boolean(key) && this.me.done_in === key));
    this.hand.setAttribute("aria-pressed", String(Boolean(this.me.hand)));
    setText(this.hand, this.me.hand ? words.handUp : words.hand);
    show(this.signs, !this.me.facilitator);
    show(this.steer, Boolean(this.me.facilitator));
    show(this.back, Boolean(this.me.words));
    if (this.me.words && this.back.dataset.words !== this.me.words) {
      this.back.dataset.words = this.me.words;
      this.back.replaceChildren(`${words.wayBack} `, el("strong", { text: this.me.words, translate: "no" }), `. ${words.wayBackMore}`);
    }
    this.people.update(this.me);
    this.adds.update();
  };
}

/** @param {ConstructorParameters<typeof AfterJoining>[0]} root @param {ConstructorParameters<typeof AfterJoining>[1]} options */
export function mount(root, options) {
  return new AfterJoining(root, options);
}

/** @param {string} text */
function toggle(text) {
  return el("button", { type: "button", class: "chip", "aria-pressed": "false", text });
}
