/**
 * Voting on a phone. It is fetched when the first vote opens. The ballot is secret, can be changed
 * until the round closes, and nothing is counted before that.
 */
import { call, worthWaiting } from "../parts/api.js";
import { ballot } from "./ballot.js";
import { later } from "../parts/later.js";
import { turns } from "./turns.js";
import { isVoting } from "./vote-answers.js";
import { el, pause, setText, sheet, show } from "../parts/elements.js";
import { words } from "../words/vote-words.js";

/** @typedef {import("../types.js").Round} Round */

const APART_MS = 1_200; // a whole room asks when a vote opens or closes, so not all at once
const CHANGED_MS = 800;
const cards = later((again) => /** @type {Promise<typeof import("./vote-cards.js")>} */ (import(`./vote-cards.js${again}`)));
const lister = later((again) => /** @type {Promise<typeof import("./result-list.js")>} */ (import(`./result-list.js${again}`)));

class Vote {
  /**
   * @param {HTMLElement} root
   * @param {{code: string, pulse: import("../types.js").Pulse, say: (text: string) => void}} options
   */
  constructor(root, { code, pulse, say }) {
    this.root = root;
    this.code = code;
    this.say = say;
    /** @type {Round|null} */
    this.round = null;
    this.asked = ""; // which round, open or closed, was asked for last
    /** @type {import("../types.js").Voting|null} */
    this.known = null;
    /** @type {ReturnType<typeof ballot>|null} */
    this.paper = null;
    this.late = false; // a part of this page was long in coming
    this.turn = 0; // questions to the server, and the newest of them that was answered
    this.taken = 0;
    this.me = /** @type {import("../types.js").Me} */ ({});
    /** @type {Map<string, ReturnType<typeof import("./vote-cards.js").row>>} */
    this.rows = new Map();

    this.title = el("h2", { text: words.title });
    this.how = el("p", { class: "vote-how" });
    this.list = el("ol", { class: "cards", "aria-label": words.title });
    this.turns = turns(say);
    this.left = el("span", { class: "vote-left" });
    this.state = el("span", { class: "vote-state" });
    this.bar = el("div", { class: "vote-bar", role: "status" }, this.left, this.state);
    this.done = el("div", { class: "vote-done" });
    this.root.replaceChildren(this.title, this.how, this.turns.node, this.list, this.bar, this.done);
    this.dressed = sheet(new URL("../vote.css", import.meta.url));

    /** @type {ReturnType<typeof setTimeout>|undefined} */
    let later;
    let whole = false; // the next list of cards is the full one
    this.offs = [
      pulse.on("status", (status) => status === "connected" && this.paper?.run()),
      pulse.on("snapshot", () => {
        whole = true;
      }),
      pulse.on("cards", (changes) => {
        const all = whole;
        whole = false;
        if (!this.round) return;
        // While the answer about this round is on its way it may be older than these changes.
        const known = this.known?.round?.round === this.round.round ? this.known : null;
        const news = !known || (this.round.open ? touches(changes, known.options, all) : decides(changes, known));
        if (!news) return;
        clearTimeout(later);
        later = setTimeout(() => this.load(0), CHANGED_MS + Math.random() * APART_MS);
      }),
    ];
  }

  draw = () => {
    show(this.root, Boolean(this.round));
    if (!this.round) return;
    const closed = !this.round.open;
    const votes = this.round.open && !this.me.facilitator;
    const told = this.known?.round?.round === this.round.round ? this.known : null;
    const here = told?.options.length && votes && !this.rows.size ? null : told; // they have yet to be drawn
    const late = this.late && !(closed ? this.done.childElementCount : here);
    setText(this.title, closed ? words.results : words.title);
    setText(this.how, late ? words.waits : closed ? "" : this.me.facilitator ? words.facilitator : howTo(this.round, here));
    show(this.how, Boolean(this.how.textContent));
    show(this.list, votes && this.rows.size > 0);
    if (!votes) show(this.turns.node, false);
    show(this.bar, (votes && this.rows.size > 0) || (closed && this.paper?.held().state === "refused"));
    show(this.done, closed);
    this.drawBallot(this.round);
  };

  /** What draws cards or results has not come yet. */
  waits = () => {
    this.late = true;
    this.draw();
  };

  /** @param {Round} now */
  drawBallot = (now) => {
    if (!this.paper) return;
    const held = this.paper.held();
    const on = held.choices.filter((each) => this.rows.has(each.card)).length;
    const free = now.dots - on;
    for (const [id, row] of this.rows) row.update(this.paper.choice(id), free);
    const many = now.method === "dots" ? words.dotsLeft(Math.max(0, free), now.dots) : words.answered(on, this.rows.size);
    setText(this.left, now.open ? (now.closes_at ? words.closing : many) : "");
    const said = held.state === "refused" ? `${words.refused}. ${held.reason || ""}` : held.state === "empty" ? "" : words[held.state];
    setText(this.state, said);
    this.bar.dataset.state = held.state;
  };

  /** @param {import("../types.js").Voting} found @param {string|null} asked */
  take = async (found, asked) => {
    this.known = found;
    if (!this.round || !found.round || found.round.round !== this.round.round) return this.draw();
    if (this.round.open) await this.takeOptions(found, this.round, asked);
    else await this.takeResults(found);
    return this.draw();
  };

  /** @param {import("../types.js").Voting} found @param {Round} now @param {string|null} asked */
  takeOptions = async ({ options, mine }, now, asked) => {
    const module = await cards.surely(this.waits);
    if (this.round !== now && this.round?.round !== now.round) return;
    const offered = new Set(options.map((option) => option.id));
    if (!this.me.facilitator) {
      this.paper?.learn(mine || [], asked);
      this.paper?.keepOnly(offered);
    }
    for (const [id, row] of this.rows) {
      if (offered.has(id)) continue;
      row.node.remove();
      this.rows.delete(id);
    }
    for (const option of options) {
      if (!this.rows.has(option.id)) {
        const row = module.row(now, option, { choose: (said) => this.choose(option.id, said), say: this.say });
        this.rows.set(option.id, row);
        this.list.append(row.node);
      }
      this.rows.get(option.id)?.dress(option);
    }
    this.turns.update(now.method === "matrix" ? [...this.rows.values()].map((row) => row.node) : []);
  };

  /** @param {string} id @param {import("../types.js").Choice|null} said */
  choose = (id, said) => {
    const first = !this.paper?.choice(id);
    this.paper?.set(id, said);
    const row = this.rows.get(id);
    if (first && said && row && this.round?.method === "matrix") this.turns.placed(row.node);
  };

  /** @param {import("../types.js").Voting} found */
  takeResults = async ({ results, decision }) => {
    const shower = await lister.surely(this.waits);
    await shower.dressed();
    const last = results[results.length - 1];
    const before = results.slice(0, -1).reverse().map((old) =>
      el("details", { class: "before" }, el("summary", { text: words.earlier(old.number) }), shower.resultList(old)));
    const chose = decision ? [shower.chosen(decision)] : [];
    this.done.replaceChildren(...chose, ...(last ? [shower.resultList(last)] : []), ...before);
  };

  /** Asks until there is an answer, unless something newer was asked for. @param {number} ms */
  load = async (ms) => {
    const wanted = this.asked;
    await pause(ms);
    const turn = (this.turn += 1);
    for (let tries = 1; wanted === this.asked; tries += 1) {
      const before = this.paper?.asking() ?? null;
      const answer = await call(this.code, this.me.person ? `/votes?person=${this.me.person}` : "/votes", { is: isVoting });
      if (wanted !== this.asked || turn < this.taken) return;
      if (answer.ok) {
        this.taken = turn; // an answer that was asked for earlier and comes later says less
        await this.dressed;
        try {
          await this.take(answer.data, before);
          return;
        } catch {
          // A module could not be fetched: the room is away, so try again as for any request.
        }
      } else if (!worthWaiting(answer)) return;
      await pause(Math.min(3_000, 250 * 2 ** tries) * (0.5 + Math.random() / 2));
    }
  };

  /** @param {Round} next */
  begin = (next) => {
    this.paper?.unmount();
    this.rows.clear();
    this.turns.update([]);
    this.list.replaceChildren();
    this.done.replaceChildren();
    this.paper = ballot(this.code, next.round, { person: this.me.person, onchange: this.draw });
  };

  /** @param {import("../types.js").Room} room @param {import("../types.js").Me} who */
  update = (room, who) => {
    const was = this.round;
    const other = (this.me.person || "") !== (who.person || "");
    this.me = who;
    this.round = (room.activity && !room.closed && room.activity.vote) || null;
    const wanted = this.round ? `${this.round.round} ${this.round.open} ${Boolean(this.me.joined)} ${this.me.person || ""}` : "";
    if (wanted !== this.asked) {
      if (this.round && (other || was?.round !== this.round.round)) this.begin(this.round);
      if (this.round && was && was.round === this.round.round && was.open && !this.round.open) this.say(words.resultsSay);
      const first = !this.asked;
      this.asked = wanted;
      if (this.round) this.load(first || other ? 0 : Math.random() * APART_MS);
    }
    this.draw();
  };

  unmount = () => {
    this.paper?.unmount();
    for (const off of this.offs) off();
  };
}

/** @param {ConstructorParameters<typeof Vote>[0]} root @param {ConstructorParameters<typeof Vote>[1]} options */
export function mount(root, options) {
  return new Vote(root, options);
}

/**
 * Whether what can be voted on may be other than was known.
 *
 * @param {import("../types.js").Change[]} changes
 * @param {import("../types.js").Option[]} options
 * @param {boolean} all `changes` is every card of the room
 */
function touches(changes, options, all) {
  const spoken = (/** @type {import("../types.js").InWords} */ { text, lang, said }) => JSON.stringify([text, lang, said]);
  const texts = new Map(options.map((option) => [option.id, spoken(option)]));
  const kinds = new Set(options.map((option) => option.kind));
  const here = new Set(changes.map((change) => change.id));
  if (all && options.some((option) => !here.has(option.id))) return true;
  return changes.some((change) =>
    texts.has(change.id)
      ? change.op === "remove" || spoken(change) !== texts.get(change.id)
      : change.op !== "remove" && change.text !== undefined && (!kinds.size || kinds.has(change.kind || "")));
}

/**
 * Whether the room may have taken something on, or taken it back.
 *
 * @param {import("../types.js").Change[]} changes
 * @param {import("../types.js").Voting} known
 */
function decides(changes, known) {
  const cards = new Set(known.options.map((option) => option.id));
  return Boolean(known.decision) && changes.some(({ id }) => cards.has(id));
}

/** @param {Round} round @param {import("../types.js").Voting|null} known */
function howTo(round, known) {
  if (!known) return words.loading;
  if (!known.options.length) return words.nothing;
  return [round.number > 1 ? words.again : "", words.how[round.method], words.secret].filter(Boolean).join(" ");
}
