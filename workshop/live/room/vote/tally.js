/**
 * A vote on the projector: which cards it is about while it is open, and what came of it after.
 * While people vote nothing is counted but how many have voted, and the room's state tells that.
 */
import { call, worthWaiting } from "../parts/api.js";
import { el, pause, setText, show } from "../parts/elements.js";
import { figureText, groupText, levelWith, share, spreadText } from "./result-figures.js";
import { isVoting } from "./vote-answers.js";
import { icon } from "../parts/icons.js";
import { draw as drawMap } from "./quadrant.js";
import { words } from "../words/result-words.js";
import { words as voting } from "../words/vote-words.js";

/** @typedef {import("../types.js").Results} Results */
/** @typedef {import("../types.js").OptionResult} OptionResult */

const SIZES = [5, 4.4, 3.8, 3.3, 2.8]; // hundredths of the screen's height
const AGAIN_MS = 700;
const COMPARED = ["resident", "staff"]; // a map has room for no more

/**
 * @param {HTMLElement} root
 * @param {{code: string, onchange: () => void}} options `onchange`: the options or the results came
 */
export function mount(root, { code, onchange }) {
  let asked = "";
  /** @type {import("../types.js").Voting|null} */
  let known = null;
  let first = 0; // of the options on the open page
  let fits = 0;
  const list = el("ol", { class: "tally" });
  const map = el("div", { class: "map" });
  const note = el("p", { class: "wall-note" });
  const body = el("div", { class: "tally-body" }, map, list);
  root.replaceChildren(body, note);

  /** @returns {Results|null} of the round that the room has just closed */
  const results = () => {
    const found = known && known.results ? known.results[known.results.length - 1] : null;
    return found && asked === `${found.round} false` ? found : null;
  };

  const load = async (/** @type {number} */ ms) => {
    const wanted = asked;
    await pause(ms);
    for (let tries = 1; wanted === asked; tries += 1) {
      const answer = await call(code, "/votes?view=projector", { is: isVoting, again: false });
      if (wanted !== asked) return;
      if (answer.ok) {
        known = answer.data;
        onchange();
        return;
      }
      if (!worthWaiting(answer)) return;
      await pause(Math.min(3_000, 250 * 2 ** tries));
    }
  };

  /** Shows the page that begins at `first`, as large as it fits. */
  const lay = () => {
    const found = results();
    if (!found || root.hidden) return;
    const matrix = found.method === "matrix";
    show(map, matrix);
    body.classList.toggle("is-map", matrix);
    list.replaceChildren(...found.options.slice(first).map((option, i) => row(found, option, first + i + 1)));
    const rows = /** @type {HTMLElement[]} */ ([...list.children]);
    for (const size of SIZES.slice(matrix ? 2 : 0)) {
      body.style.setProperty("--tally-size", `${size}vh`);
      fits = rows.findIndex((each) => each.offsetTop + each.offsetHeight > list.clientHeight);
      if (fits < 0) break;
    }
    if (fits < 0) fits = rows.length;
    fits = Math.max(1, fits);
    rows.slice(fits).forEach((each) => each.remove());
    const all = found.options.length;
    const parts = [words.roundVoters(found.number, found.voters)];
    if (found.others && found.groups.length) parts.push(words.others(found.others));
    if (matrix) parts.push(words.wide);
    if (fits < all) parts.push(words.page(first + 1, first + fits, all));
    setText(note, parts.join(" · "));
    if (matrix) drawMap(map, found);
  };
  window.addEventListener("resize", lay);

  return {
    /** @param {import("../types.js").Round|null|undefined} round */
    update(round) {
      const wanted = round ? `${round.round} ${round.open}` : "";
      if (wanted === asked) return;
      if (!round || !known || known.round?.round !== round.round) known = null;
      asked = wanted;
      first = 0;
      if (round) load(0);
    },
    /** The cards have changed, so the options may have too. */
    refresh: (() => {
      /** @type {ReturnType<typeof setTimeout>|undefined} */
      let later;
      return () => {
        if (!asked) return;
        clearTimeout(later);
        later = setTimeout(() => load(0), AGAIN_MS);
      };
    })(),
    /** @returns {Set<string>} the cards that can be voted on */
    options: () => new Set((known ? known.options : []).map((option) => option.id)),
    results,
    lay,
    /** @returns {boolean} whether there was more */
    older() {
      const found = results();
      if (!found || first + fits >= found.options.length) return false;
      first += fits;
      lay();
      return true;
    },
    /** @returns {boolean} */
    newer() {
      if (!first) return false;
      first = Math.max(0, first - fits);
      lay();
      return true;
    },
  };
}

/** @param {Results} round @param {OptionResult} option @param {number} place as numbered on a map */
function row(round, option, place) {
  const matrix = round.method === "matrix";
  const rank = matrix ? place : option.rank;
  const parts = [
    el("span", { class: "tally-rank", text: rank === null ? "" : String(rank) }),
    el("p", { class: "tally-text", dir: "auto", text: [option.text, ...(option.also || [])].join(" · ") }),
  ];
  if (!matrix) {
    parts.push(round.method === "consent" ? stacked(option) : bar(share(round, option)));
    parts.push(el("p", { class: "tally-figure", text: figureText(round, option) }));
  }
  const level = option.votes ? levelWith(round, option.id) : [];
  const foot = [];
  if (matrix) foot.push(el("span", { text: option.votes ? spreadText(option) : words.noVotes }));
  if (level.length) {
    const text = level.length > 2 ? words.levelCount(level.length) : words.level(level);
    foot.push(el("span", { class: "level", text }));
  }
  if (option.votes) foot.push(...groups(round, option));
  if (option.talk) foot.push(el("span", { class: "talk" }, icon("alert"), words.talk));
  if (foot.length) parts.push(el("div", { class: "tally-foot" }, ...foot));
  return el("li", { class: matrix ? "tally-row is-place" : "tally-row" }, ...parts);
}

/** @param {Results} round @param {OptionResult} option */
function groups(round, option) {
  return round.groups
    .filter(({ role_group: group }) => option.groups[group] && (round.method !== "matrix" || COMPARED.includes(group)))
    .map(({ role_group: group, label }) => {
      const figures = option.groups[group];
      const text = el("span", { text: `${label} ${groupText(round, figures)}` });
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
