/**
 * A phone that goes round: the words of whoever had it are put away before somebody else comes, and
 * a choice that was wrong is told from a person who is another one. Nothing is passed on while
 * something is on its way: it goes out as theirs who wrote it.
 */
import { call, worthWaiting } from "../parts/api.js";
import { el, random, setText, sheet, show } from "../parts/elements.js";
import { icon } from "../parts/icons.js";
import { outbox } from "../parts/outbox.js";
import { store } from "../parts/store.js";
import { isWho } from "../parts/validators.js";
import { words } from "../words/next-person-words.js";

/** @typedef {import("../types.js").Me} Me */
/** @typedef {import("../types.js").Passed} Passed */
/** @typedef {import("../types.js").Leaving} Leaving */

const LOOK_MS = 500;

class NextPerson {
  /**
   * @param {HTMLElement} root
   * @param {{code: string, box: import("./composer.js").Composer, me: () => Me,
   *   label: () => string, chooseAgain: () => void}} options
   *   `label` is the word for the group that was chosen; `chooseAgain` shows the form of joining
   */
  constructor(root, { code, box, me, label, chooseAgain }) {
    this.root = root;
    this.code = code;
    this.box = box;
    this.me = me;
    this.label = label;
    this.chooseAgain = chooseAgain;
    this.kept = store(code);
    this.out = outbox(code);
    this.open = false;
    this.busy = false;
    this.drawn = "";
    this.said = el("p", { class: "join-say", role: "status" });
    sheet(new URL("../next-person.css", import.meta.url));
    this.out.on("saved", this.stay);
    this.out.on("saved", ({ item }) => item.op === "add" && !item.person && this.shared() && !this.unsent() && this.pass());
    this.out.on("change", () => this.open && this.draw());
  }

  /** Whether this phone has been passed on before. */
  shared = () => this.passed().length > 0;

  passed = () => {
    const found = this.kept.get("passed");
    return /** @type {Passed[]} */ (Array.isArray(found) ? found : []);
  };

  mine = () => this.box.saved();

  /** So much is still on its way: cards, hands, a ballot. */
  waiting = () =>
    this.out.items().filter((each) => each.state === "waiting").length +
    this.kept.names("ballot.").filter((name) => /** @type {{state: string}|null} */ (this.kept.get(name))?.state === "waiting").length;

  /** So much was written or changed and not sent, is being drawn or said, or was not taken. */
  unsent = () =>
    this.out.drafts().length + this.kept.names("split.").length + this.changes() + Number(this.box.speaks()) +
    this.out.items().filter((each) => each.state === "refused").length;

  /** So many cards have a change that was begun and can still be saved. */
  changes = () => this.box.mine.entries().filter(({ key, text, actions }) => {
    const [begun] = /** @type {[string]|null} */ (this.kept.get(`edit.${key}`)) || [text];
    return actions.includes("edit") && begun !== text;
  }).length;

  /** “Change” was pressed: is it a mistake, or another person? */
  ask = () => {
    if (this.kept.get("leaving")) return this.pass();
    const button = (/** @type {string} */ text, /** @type {() => void} */ click) =>
      el("button", { type: "button", class: "button quiet wide", text, click });
    return this.show(el("h1", { text: words.change, tabindex: "-1" }),
      el("div", { class: "passing-go" },
        button(words.wrong, () => {
          this.close();
          this.chooseAgain();
        }),
        button(words.somebodyElse, this.pass),
        button(words.goBack, this.close)));
  };

  /** The words of this person are put away, and the phone can go on. */
  pass = () => {
    this.open = true;
    this.drawn = "";
    setText(this.said, "");
    this.draw();
  };

  close = () => {
    this.open = false;
    this.root.parentElement?.classList.remove("is-passing");
    show(this.root, false);
    this.box.focus();
  };

  /** @param {...HTMLElement} parts the first of them takes the focus */
  show = (...parts) => {
    this.root.replaceChildren(...parts, this.said);
    show(this.root, true);
    this.root.parentElement?.classList.add("is-passing");
    scrollTo(0, 0);
    this.root.querySelector("h1")?.focus();
  };

  draw = () => {
    const waiting = this.waiting();
    const unsent = this.unsent();
    const looks = JSON.stringify([waiting, unsent, this.mine()]);
    if (waiting) setTimeout(() => this.open && this.draw(), LOOK_MS); // a ballot tells of nothing
    if (looks === this.drawn) return;
    this.drawn = looks;
    if (waiting) this.drawWaiting(waiting);
    else this.drawNext(unsent);
  };

  /** @param {number} waiting */
  drawWaiting = (waiting) => this.show(
    el("h1", { text: words.onTheirWay(waiting), tabindex: "-1" }),
    el("p", { class: "passing-lead", text: words.onTheirWayMore }),
    el("button", { type: "button", class: "button quiet wide", text: words.goBack, click: this.close }));

  /** @param {number} unsent not told in words: the next person may be looking */
  drawNext = (unsent) => {
    const cards = this.mine();
    const so = [...this.passed(), { group: this.me().role_group || "", label: this.label(), cards }];
    const tick = el("p", { class: "passing-tick" });
    tick.append(icon("tick"));
    this.show(...(cards ? [tick] : []),
      el("h1", { text: words.thanks(cards), tabindex: "-1" }),
      ...(cards ? [el("p", { class: "passing-lead", text: words.passOn })] : []),
      ...(unsent ? [el("p", { class: "passing-unsent", text: words.unsent(unsent) })] : []),
      el("p", { class: "passing-note", text: words.putAway }),
      el("div", { class: "passing-so-far" }, el("p", { text: words.soFar }),
        el("ul", { class: "passing-people" }, ...so.map((one) =>
          el("li", { "data-role": one.group, text: words.oneSoFar(one.label, one.cards) })))),
      el("div", { class: "passing-go" },
        el("button", { type: "button", class: "button wide", text: words.next, click: this.go }),
        el("button", { type: "button", class: "button quiet wide", text: unsent ? words.sendFirst : words.oneMore, click: this.close }),
        el("button", { type: "button", class: "passing-only", text: words.onlyMe, click: this.alone })));
  };

  /** It goes round no more: nobody is asked after each card. */
  alone = () => {
    this.kept.remove("passed");
    this.close();
  };

  /** The phone is theirs still, and so is what was chosen when they joined. */
  stay = () => {
    const { me } = /** @type {Partial<Leaving>} */ (this.kept.get("leaving") || {});
    if (me) this.kept.set("me", me);
    this.kept.remove("leaving");
  };

  go = async () => {
    if (this.busy || this.waiting()) return this.draw();
    this.busy = true;
    setText(this.said, words.waits);
    const before = /** @type {Leaving|null} */ (this.kept.get("leaving")); // its answer did not come
    const passed = [...this.passed(), { group: this.me().role_group || "", label: this.label(), cards: this.mine() }];
    const key = before?.key || random();
    this.kept.set("leaving", { passed, key, me: before?.me || this.kept.get("me") });
    this.kept.remove("me"); // nobody is taken for who had it, should the server ask who this is
    const answer = await call(this.code, "/next", { is: isWho, method: "POST", body: {}, key, again: false });
    this.busy = false;
    if (this.out.left) return undefined; // the page has heard of it meanwhile
    if (answer.ok) return this.out.handedOn();
    if (!worthWaiting(answer)) this.stay();
    return setText(this.said, answer.detail || words.failed);
  };
}

/** @param {ConstructorParameters<typeof NextPerson>[0]} root @param {ConstructorParameters<typeof NextPerson>[1]} options */
export function mount(root, options) {
  return new NextPerson(root, options);
}
