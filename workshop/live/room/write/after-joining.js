/**
 * What comes to the room page when somebody has joined: signs (done, a raised hand), a photo or a
 * drawing as a card, people who share this device, and the two words that lead back. The page can
 * be written on before this is there.
 */
import { el, part, setText, sheet, show } from "../parts/elements.js";
import { home } from "../parts/home.js";
import { outbox } from "../parts/outbox.js";
import { words } from "../words/after-joining-words.js";
import { seats } from "./scribe.js";
import { pictures } from "./pictures.js";
import * as readAloud from "./read-aloud.js";

/** @typedef {import("../types.js").Me} Me */
/** @typedef {import("../types.js").Room} Room */

const WHILE_MS = 600; // what is answered at once is not said to wait
const A_MINUTE = 55_000; // a clock may be read a moment later

class AfterJoining {
  /**
   * @param {HTMLElement} root
   * @param {{code: string, box: import("./composer.js").Composer,
   *   say: (text: string) => void, speak: (person: string) => void}} options
   *   `speak` takes for whom this device writes from now on
   */
  constructor(root, { code, box, say, speak }) {
    this.code = code;
    this.out = outbox(code);
    this.say = say;
    /** @type {Room|null} */
    this.room = null;
    this.me = /** @type {Me} */ ({});
    this.mine = false; // the hand goes down by this device's own wish
    const composer = /** @type {HTMLElement} */ (root.closest("[data-part=composer]"));
    this.done = toggle(words.done);
    this.hand = toggle(words.hand);
    this.signs = el("div", { class: "row signs" }, this.done, this.hand);
    this.steer = el("p", { class: "steer-note", hidden: true }, `${words.steer} `,
      el("a", { href: `${home}/console?code=${this.code}`, text: words.openConsole }));
    this.back = el("p", { class: "way-back", hidden: true });
    this.leave = el("details", { class: "leave", hidden: true }, el("summary", { text: words.leave }),
      el("p", { text: words.leaveMore }),
      el("form", { method: "post", action: `${home}/sign-out` }, el("button", { class: "button", text: words.leaveNow })));
    root.replaceChildren(this.steer, this.signs, this.back, this.leave);
    this.people = seats(composer, root, { code: this.code, say: this.say, speak });
    this.adds = pictures(/** @type {HTMLElement} */ (part(composer, "writing")), { code: this.code, box, say: this.say });
    sheet(new URL("../extras.css", import.meta.url));
    readAloud.mount(composer);
    this.done.addEventListener("click", () => {
      const wish = this.wish("done");
      this.out.act("done", { activity: this.key(), done: wish ? !wish.body?.done : !this.isDone() });
    });
    this.hand.addEventListener("click", () => {
      const wish = this.wish("hand");
      const up = wish ? !wish.body?.up : !this.me.hand;
      this.mine = !up;
      this.out.act("hand", { up });
    });
    this.out.on("change", this.draw);
    this.out.on("acted", ({ item }) => this.acted(item));
    this.mine = this.wish("hand")?.body?.up === false;
    this.out.on("refused", ({ item, reason }) => item.op === "act" && item.act !== "seats" && this.say(reason));
  }

  key = () => (this.room?.activity?.open && this.room.activity.key) || "";

  isDone = () => Boolean(this.key()) && this.me.done_in === this.key();

  /** What was pressed and the room has not answered. @param {"hand"|"done"} act */
  wish = (act) => {
    const found = this.out.wished(act);
    return act === "hand" || found?.body?.activity === this.key() ? found : undefined;
  };

  /** The room has it now. @param {import("../types.js").Item} item */
  acted = ({ act, body = {} }) => {
    if (act === "hand") this.say(body.up ? words.handSay : words.handDownSay);
    if (act === "done") this.say(body.done ? words.doneSay : words.notDoneSay);
  };

  /** Pressed is what the room knows; what is wished beside that waits, and says so. */
  draw = () => {
    const waits = (/** @type {import("../types.js").Item|undefined} */ wish) => {
      const left = wish ? wish.at + WHILE_MS - Date.now() : 0;
      const soon = left > 0 && left <= WHILE_MS; // longer than that: the clock was set back
      if (soon) setTimeout(this.draw, left);
      return wish && !soon ? wish.body : undefined;
    };
    this.done.setAttribute("aria-pressed", String(this.isDone()));
    this.hand.setAttribute("aria-pressed", String(Boolean(this.me.hand)));
    const hand = waits(this.wish("hand"));
    const done = waits(this.wish("done"));
    setText(this.hand, hand ? (hand.up ? words.handWaits : words.handDownWaits) : this.me.hand ? words.handUp : words.hand);
    setText(this.done, done ? (done.done ? words.doneWaits : words.notDoneWaits) : words.done);
  };

  /** @param {Room} next @param {Me} who */
  update = (next, who) => {
    if (this.me.hand && who.hand === false && !this.mine) this.say(words.handSeen);
    if (!who.hand) this.mine = false;
    const news = this.room ? happened(this.room, next) : "";
    if (news) this.say(news);
    this.room = next;
    this.me = who;
    show(this.done, Boolean(this.key()));
    this.draw();
    show(this.signs, !this.me.facilitator);
    show(this.steer, Boolean(this.me.facilitator));
    show(this.back, Boolean(this.me.words));
    show(this.leave, Boolean(this.me.words));
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

/**
 * What somebody who sees it notices by itself, as a sentence for who does not: a step that closes or
 * opens again, cards that are turned over, more time, the end of a pause. "" while the question is
 * another one or nothing of this happened.
 *
 * @param {Room} was @param {Room} next
 */
function happened(was, next) {
  const [before, now] = [was.activity, next.activity];
  if (next.closed || next.paused || !before || !now || before.key !== now.key) return "";
  const later = before.ends_at && now.ends_at && Date.parse(now.ends_at) - Date.parse(before.ends_at) >= A_MINUTE;
  return [
    was.paused ? words.goesOn : "",
    before.open && !now.open && !now.vote ? words.stepCloses : "",
    !before.open && now.open ? words.stepOpens : "",
    !before.revealed && now.revealed ? words.cardsShown : "",
    later && before.open && !was.paused ? words.moreTime : "",
  ].filter(Boolean).join(" ");
}

/** @param {string} text */
function toggle(text) {
  return el("button", { type: "button", class: "chip", "aria-pressed": "false", text });
}
