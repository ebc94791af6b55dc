/**
 * The results of a vote as a list, for phones: what was chosen, what came out level, and what
 * residents and staff see differently.
 */
import { cardWords } from "../parts/card-words.js";
import { el, sheet } from "../parts/elements.js";
import { figureText, groupText, levelWith, proposed, share, spreadText } from "./result-figures.js";
import { icon } from "../parts/icons.js";
import { words } from "../words/result-words.js";

/** @typedef {import("../types.js").Results} Results */

export const dressed = () => sheet(new URL("../results.css", import.meta.url));

/** What the room chose, in one sentence. @param {import("../types.js").Decision} now @returns {HTMLElement} */
export const chosen = (now) =>
  el("div", { class: "chosen", hidden: !now.told.length },
    ...now.told.map((one, place) =>
      el("p", { class: now.sentence && !place ? "chosen-sentence" : null, dir: "auto", text: proposed(one) })));

/** @param {Results} round @returns {HTMLElement} */
export function resultList(round) {
  return el("div", { class: "results" },
    el("p", { text: words.roundVoters(round.number, round.voters) }),
    ...(round.told ? [] : [el("p", { text: words.untold(round.voters) })]),
    el("ol", { class: "cards" }, ...round.options.map((option) => line(round, option))),
    ...(round.told && round.held_back ? [el("p", { text: words.heldBack(round.held_back) })] : []),
    ...(round.told && round.others && round.groups.length ? [el("p", { text: words.others(round.others) })] : []));
}

/** @param {Results} round @param {import("../types.js").OptionResult} option */
function line(round, option) {
  const text = el("p", { class: "card-text", dir: "auto" });
  cardWords(text, option, [option.text, ...(option.also || [])].join("\n"));
  const parts = [text];
  if (round.method !== "matrix" && option.votes) parts.push(bar(share(round, option)));
  parts.push(el("p", { class: "figure", text: [option.rank ? `${option.rank}.` : "", figureText(round, option)].join(" ").trim() }));
  const spread = spreadText(option);
  if (spread) parts.push(el("p", { text: spread }));
  const level = levelWith(round, option.id);
  if (level.length && option.votes) {
    parts.push(el("p", { class: "level", text: level.length > 3 ? words.levelCount(level.length) : words.level(level) }));
  }
  const groups = round.groups.filter(({ role_group: group, voice }) => option.groups[voice || group]);
  if (groups.length && option.votes) parts.push(el("ul", { class: "by-group", "aria-label": words.byGroup },
    ...groups.map(({ role_group: group, voice, label }) =>
      el("li", { "data-role": group }, icon(group), " ", el("bdi", { text: label }),
        `: ${groupText(round, option.groups[voice || group])}`))));
  if (option.talk) parts.push(el("p", { class: "talk" }, icon("alert"), words.talkWhy(option.gap || 0)));
  return el("li", { class: "card option" }, ...parts);
}

/** @param {number} part from 0 to 1 */
function bar(part) {
  const fill = el("span", { class: "bar-fill" });
  fill.style.setProperty("--part", String(part));
  return el("div", { class: "result-bar", "aria-hidden": "true" }, fill);
}
