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

/**
 * @param {HTMLElement} root
 * @param {{code: string, box: import("./composer.js").Composer,
 *   say: (text: string) => void, learn: (me: Me) => void,
 *   speak: (person: string) => void}} options
 *   `learn` takes what the server says of this device; `speak` for whom it writes from now on
 */
export function mount(root, { code, box, say, learn, speak }) {
  /** @type {Room|null} */
  let room = null;
  let me = /** @type {Me} */ ({});
  let mine = false; // the hand goes down by this device's own wish
  const composer = /** @type {HTMLElement} */ (root.closest("[data-part=composer]"));
  const done = toggle(words.done);
  const hand = toggle(words.hand);
  const signs = el("div", { class: "row signs" }, done, hand);
  const steer = el("p", { class: "steer-note", hidden: true }, `${words.steer} `,
    el("a", { href: `/console?code=${code}`, text: words.openConsole }));
  const back = el("p", { class: "way-back", hidden: true });
  root.replaceChildren(steer, signs, back);
  const people = seats(composer, root, { code, say, learn, speak });
  const adds = pictures(/** @type {HTMLElement} */ (part(composer, "writing")), { code, box, say });
  sheet(new URL("../extras.css", import.meta.url));

  /**
   * @param {string} path @param {import("../types.js").Is<Partial<Me>>} is @param {object} body
   * @param {string} said
   */
  const tell = async (path, is, body, said) => {
    const answer = await call(code, path, { is, method: "POST", body });
    if (!answer.ok) return say(answer.detail || words.failed);
    learn({ ...me, ...answer.data });
    return say(said);
  };
  done.addEventListener("click", () => {
    const now = done.getAttribute("aria-pressed") !== "true";
    const body = { activity: room?.activity?.key, done: now };
    tell("/done", isDone, body, now ? words.doneSay : words.notDoneSay);
  });
  hand.addEventListener("click", () => {
    mine = Boolean(me.hand);
    tell("/hand", isHand, { up: !me.hand }, me.hand ? words.handDownSay : words.handSay);
  });

  return {
    /** @param {Room} next @param {Me} who */
    update(next, who) {
      if (me.hand && who.hand === false && !mine) say(words.handSeen);
      if (!who.hand) mine = false;
      room = next;
      me = who;
      const key = room.activity && room.activity.open ? room.activity.key : "";
      show(done, Boolean(key));
      done.setAttribute("aria-pressed", String(Boolean(key) && me.done_in === key));
      hand.setAttribute("aria-pressed", String(Boolean(me.hand)));
      setText(hand, me.hand ? words.handUp : words.hand);
      show(signs, !me.facilitator);
      show(steer, Boolean(me.facilitator));
      show(back, Boolean(me.words));
      if (me.words && back.dataset.words !== me.words) {
        back.dataset.words = me.words;
        back.replaceChildren(`${words.wayBack} `, el("strong", { text: me.words }), `. ${words.wayBackMore}`);
      }
      people.update(me);
      adds.update();
    },
  };
}

/** @param {string} text */
function toggle(text) {
  return el("button", { type: "button", class: "chip", "aria-pressed": "false", text });
}
