/**
 * What a closed round came to, as words and as lengths, for the list on a phone and for the
 * projector alike.
 */
import { retold, t } from "../parts/say.js";
import { words } from "../words/result-words.js";
import { words as voting } from "../words/vote-words.js";

/** @typedef {import("../types.js").Figures} Figures */
/** @typedef {import("../types.js").OptionResult} OptionResult */
/** @typedef {import("../types.js").Results} Results */

const FAR = 30; // of 100: two of five steps between most people
const NEAR = 15;

/** @param {number} value 0 to 100 @returns {number} 1 to 5, as it was asked */
const step = (value) => 1 + value / 25;

/**
 * @param {Results} round @param {Figures} figures
 * @returns {string} what people said about one card
 */
export function figureText(round, figures) {
  if (!figures.votes) return words.noVotes;
  if (round.method === "dots") return words.dots(figures.votes);
  if (round.method === "score") return words.mean(figures.mean || 0);
  if (round.method === "consent") return consentText(figures);
  const { axes } = round;
  if (!axes) return "";
  const { x = 0, y = 0 } = figures;
  return [words.place(axes.x_high, step(x)), words.place(axes.y_high, step(y))].join("\u00a0· ");
}

/** @param {Figures} figures */
const consentText = (figures) =>
  voting.consent.map(([key, label]) => `${label}: ${(figures.counts || {})[key] || 0}`).join(" · ");

/**
 * @param {Results} round @param {Figures} figures
 * @returns {string} the same for one role group, shorter
 */
export function groupText(round, figures) {
  if (round.method === "matrix") return figureText(round, figures);
  if (round.method === "score" && figures.votes) return words.mean(figures.mean || 0);
  return words.percent(figures.percent || 0);
}

/**
 * @param {Results} round @param {Figures} figures
 * @returns {number} from 0 to 1, for a bar
 */
export function share(round, figures) {
  const most = Math.max(1, ...round.options.map((option) => option.votes));
  if (round.method === "dots") return figures.votes / most;
  if (round.method === "score") return (figures.mean || 0) / 5;
  return (figures.percent || 0) / 100;
}

/** @param {Figures} figures @returns {string} how far apart people put a card, or "" */
export function spreadText({ spread_x: x, spread_y: y }) {
  if (x === undefined || y === undefined) return "";
  const far = Math.max(x, y);
  return words.spread[far >= FAR ? 2 : far >= NEAR ? 1 : 0];
}

/**
 * @param {Results} round @param {string} id
 * @returns {string[]} the words of the cards that came out level with this one
 */
export function levelWith(round, id) {
  const tie = round.ties.find((ids) => ids.includes(id)) || [];
  return round.options.filter((each) => each.id !== id && tie.includes(each.id)).map((each) => each.text);
}

/** Cards in quotes, one after another, as this language writes them: “a”, “b”. @param {string[]} cards */
const inQuotes = (cards) => {
  const [opens, between, closes] = t("“{card}”, “{last}”").split(/\{\w+\}/);
  return opens + cards.join(between) + closes;
};

/**
 * What a vote proposes.
 *
 * @param {import("../types.js").Told} told
 */
export function proposed({ detail, said }) {
  const lists = Object.entries(said?.quoted || {}).filter(([, cards]) => Array.isArray(cards));
  const quoted = lists.map(([name, cards]) => [name, inQuotes(cards)]);
  return retold({ detail, said: said && { ...said, values: { ...said.values, ...Object.fromEntries(quoted) } } });
}
