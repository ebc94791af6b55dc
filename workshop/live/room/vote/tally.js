/**
 * A vote on the projector: which cards it is about while it is open, and what came of it after.
 * While people vote nothing is counted but how many have voted, and the room's state tells that.
 */
import { call, worthWaiting } from "../parts/api.js";
import { cardWords } from "../parts/card-words.js";
import { el, pause, setText, show } from "../parts/elements.js";
import { figureText, groupText, levelWith, proposed, share, spreadText } from "./result-figures.js";
import { isVoting } from "./vote-answers.js";
import { icon } from "../parts/icons.js";
import { draw as drawMap } from "./quadrant.js";
import { words } from "../words/result-words.js";
import { words as voting } from "../words/vote-words.js";

/** @typedef {import("../types.js").Results} Results */
/** @typedef {import("../types.js").OptionResult} OptionResult */

const SIZES = [8, 6.8, 5.8, 5, 4.4, 3.8, 3.3, 2.8]; // hundredths of the screen's height
const BESIDE = [38, 50, 58]; // per cent of the width that cards beside a map have
const AGAIN_MS = 700;
const COMPARED = ["resident", "staff"]; // a map has room for no more

class Tally {
  /**
   * @param {HTMLElement} root
   * @param {{code: string, onchange: () => void}} options `onchange`: the options or the results came
   */
  constructor(root, { code, onchange }) {
    this.root = root;
    this.code = code;
    this.onchange = onchange;
    this.asked = "";
    /** @type {import("../types.js").Voting|null} */
    this.known = null;
    this.first = 0; // of the options on the open page
    this.fits = 0;
    this.chose = el("div", { class: "tally-chose", role: "status" });
    this.list = el("ol", { class: "tally" });
    this.map = el("div", { class: "map" });
    this.note = el("p", { class: "wall-note" });
    this.body = el("div", { class: "tally-body" }, this.map, this.list);
    this.root.replaceChildren(this.chose, this.body, this.note);
    window.addEventListener("resize", this.lay);
    this.bar = /** @type {HTMLElement|null} */ (document.querySelector(".project > [data-part=bar]"));
    if (this.bar) new ResizeObserver(() => this.lay()).observe(this.bar);
    /** The cards have changed, so the options may have too. */
    this.refresh = (() => {
      /** @type {ReturnType<typeof setTimeout>|undefined} */
      let later;
      return () => {
        if (!this.asked) return;
        clearTimeout(later);
        later = setTimeout(() => this.load(0), AGAIN_MS);
      };
    })();
  }

  /** @returns {Results|null} of the round that the room has just closed */
  results = () => {
    const found = this.known && this.known.results ? this.known.results[this.known.results.length - 1] : null;
    return found && this.asked === `${found.round} false` ? found : null;
  };

  /** @returns {import("../types.js").Decision|null} what the closed round proposes or has become */
  decision = () => (this.results() && this.known?.decision) || null;

  load = async (/** @type {number} */ ms) => {
    const wanted = this.asked;
    await pause(ms);
    for (let tries = 1; wanted === this.asked; tries += 1) {
      const answer = await call(this.code, "/votes?view=projector", { is: isVoting, again: false });
      if (wanted !== this.asked) return;
      if (answer.ok) {
        this.known = answer.data;
        this.onchange();
        return;
      }
      if (!worthWaiting(answer)) return;
      await pause(Math.min(3_000, 250 * 2 ** tries));
    }
  };

  /** Shows the page that begins at `first`, as large as it fits. */
  lay = () => {
    const found = this.results();
    if (!found || this.root.hidden) return;
    const matrix = found.method === "matrix";
    this.tell(this.decision());
    show(this.map, matrix && found.told);
    this.body.classList.toggle("is-map", matrix);
    this.list.replaceChildren(...found.options.slice(this.first).map((option, i) => row(found, option, this.first + i + 1)));
    const rows = /** @type {HTMLElement[]} */ ([...this.list.children]);
    this.aboveBar();
    const measured = () => rows.findIndex((each) => each.offsetTop + each.offsetHeight > this.list.clientHeight);
    this.list.classList.add("is-whole");
    const allFit = (/** @type {number} */ beside) => {
      this.body.style.setProperty("--beside", `${beside}%`);
      return SIZES.slice(matrix ? 5 : 0).some((size) => {
        this.body.style.setProperty("--tally-size", `${size}vh`);
        this.fits = measured();
        return this.fits < 0;
      });
    };
    // A map gives up some of its width before a card goes to the next page; where one goes anyway, it does not.
    if (!BESIDE.slice(0, matrix ? BESIDE.length : 1).some(allFit)) allFit(BESIDE[0]);
    if (this.fits === 0) { // words are cut only where one row alone is longer than the screen
      this.list.classList.remove("is-whole");
      this.fits = measured();
    }
    if (this.fits < 0) this.fits = rows.length;
    this.fits = Math.max(1, this.fits);
    rows.slice(this.fits).forEach((each) => each.remove());
    const all = found.options.length;
    const parts = [words.roundVoters(found.number, found.voters)];
    if (!found.told) parts.push(words.untold(found.voters));
    else if (found.held_back) parts.push(words.heldBack(found.held_back));
    if (found.others && found.groups.length) parts.push(words.others(found.others));
    if (matrix) parts.push(words.wide);
    if (this.fits < all) parts.push(words.page(this.first + 1, this.first + this.fits, all));
    setText(this.note, parts.join(" · "));
    if (matrix && found.told) drawMap(this.map, found);
  };

  /** Whoever steers has a bar over the foot of the screen: its room stays free, so that nothing jumps when it comes. */
  aboveBar() {
    const under = this.root.getBoundingClientRect().bottom + (this.bar?.offsetHeight || 0) - innerHeight;
    this.root.style.setProperty("--under-bar", `${this.bar ? Math.max(0, under) : 0}px`);
  }

  /** One sentence says what was chosen, and under it what is to be talked about. @param {import("../types.js").Decision|null} now */
  tell = (now) => {
    this.chose.replaceChildren(...(now?.told || []).map((one, place) =>
      el("p", { class: now?.sentence && !place ? "tally-sentence" : "tally-says", dir: "auto", text: proposed(one) })));
    show(this.chose, this.chose.childElementCount > 0);
  };

  /** @param {import("../types.js").Round|null|undefined} round */
  update = (round) => {
    const wanted = round ? `${round.round} ${round.open}` : "";
    if (wanted === this.asked) return;
    if (!round || !this.known || this.known.round?.round !== round.round) this.known = null;
    this.asked = wanted;
    this.first = 0;
    if (round) this.load(0);
  };

  /** @returns {Set<string>} the cards that can be voted on */
  options = () => new Set((this.known ? this.known.options : []).map((option) => option.id));

  /** @returns {boolean} whether there was more */
  older = () => {
    const found = this.results();
    if (!found || this.first + this.fits >= found.options.length) return false;
    this.first += this.fits;
    this.lay();
    return true;
  };

  /** @returns {boolean} */
  newer = () => {
    if (!this.first) return false;
    this.first = Math.max(0, this.first - this.fits);
    this.lay();
    return true;
  };
}

/** @param {ConstructorParameters<typeof Tally>[0]} root @param {ConstructorParameters<typeof Tally>[1]} options */
export function mount(root, options) {
  return new Tally(root, options);
}

/** @param {Results} round @param {OptionResult} option @param {number} place as numbered on a map */
function row(round, option, place) {
  const matrix = round.method === "matrix";
  const rank = matrix ? place : option.rank;
  const text = el("p", { class: "tally-text", dir: "auto" });
  cardWords(text, option, [option.text, ...(option.also || [])].join(" · "));
  const parts = [
    el("span", { class: "tally-rank", text: rank === null ? "" : String(rank) }),
    text,
  ];
  if (!matrix) {
    parts.push(round.method === "consent" ? stacked(option) : bar(share(round, option)));
    parts.push(el("p", { class: "tally-figure", text: figureText(round, option) }));
  }
  const level = option.votes ? levelWith(round, option.id) : [];
  const foot = [];
  if (matrix) foot.push(el("span", { text: option.votes ? spreadText(option) : words.noVotes }));
  if (level.length) {
    foot.push(el("span", { class: "level", text: level.length > 2 ? words.levelCount(level.length) : words.level(level) }));
  }
  if (option.votes) foot.push(...groups(round, option));
  if (option.talk) foot.push(el("span", { class: "talk" }, icon("alert"), words.talk));
  if (foot.length) parts.push(el("div", { class: "tally-foot" }, ...foot));
  return el("li", { class: matrix ? "tally-row is-place" : "tally-row" }, ...parts);
}

/** @param {Results} round @param {OptionResult} option */
function groups(round, option) {
  return round.groups
    .filter(({ role_group: group, voice }) => option.groups[voice || group] && (round.method !== "matrix" || COMPARED.includes(group)))
    .map(({ role_group: group, voice, label }) => {
      const figures = option.groups[voice || group];
      const text = el("span", {}, el("bdi", { text: label }), ` ${groupText(round, figures)}`);
      if (round.method === "matrix") return el("span", { class: "tally-group", "data-role": group }, icon(group), text);
      const part = round.method === "score" ? share(round, figures) : (figures.percent || 0) / 100;
      return el("span", { class: "tally-group", "data-role": group },
        icon(group), text, bar(part));
    });
}

/** @param {number} part from 0 to 1 */
function bar(part) {
  const fill = el("span", { class: "bar-fill" });
  fill.style.setProperty("--part", String(part));
  return el("div", { class: "tally-bar", "aria-hidden": "true" }, fill);
}

/** Yes, yes with a doubt and no, one behind the other. @param {OptionResult} option */
function stacked(option) {
  const pieces = voting.consent.map(([key]) => {
    const fill = el("span", { class: `bar-fill is-${key}` });
    const number = (option.counts || {})[key] || 0;
    fill.style.setProperty("--part", String(option.votes ? number / option.votes : 0));
    return fill;
  });
  return el("div", { class: "tally-bar is-stacked", "aria-hidden": "true" }, ...pieces);
}
