/**
 * What is read on the projector, composed like the vision board: the story on the left, one number
 * on the right, one badge for how sure it is, questions on the band. A part without words is not
 * drawn.
 */
import { cardWords } from "./card-words.js";
import { el } from "./elements.js";
import { inEnglish } from "./say.js";
import { words } from "../words/shown-words.js";

/** @typedef {import("../types.js").Shown} Shown */

const LEVELS = 5;

/** @param {string} name @param {string} text @param {string} [tag] */
const line = (name, text, tag = "p") => (text ? [el(tag, { class: name, dir: "auto", text })] : []);

/** Questions under a label, one beside the other. @param {string} label @param {string[]} asked @param {string} name */
const questions = (label, asked, name) =>
  asked.length
    ? [el("section", { class: name }, ...line("shown-label", label),
        el("ul", { class: "shown-asked" }, ...asked.map((text) => el("li", { dir: "auto", text }))))]
    : [];

/** Five squares, as many filled as the level says; the words stand beside them. @param {number} level */
const badge = (level) =>
  el("p", { class: "shown-level" },
    el("span", { class: "shown-squares", "aria-hidden": "true" },
      ...Array.from({ length: LEVELS }, (_, at) => el("i", { class: at < level ? "is-filled" : "" }))),
    el("b", { text: words.levelOf(level) }));

/** @param {NonNullable<Shown["number"]>} number */
const counted = ({ label, value, level, sure, method, source }) =>
  el("aside", { class: "shown-band" },
    ...line(value ? "shown-claim" : "shown-none", label), ...line("shown-number", value),
    el("div", { class: "shown-sure" }, ...line("shown-label", words.howSure), badge(level),
      ...line("shown-why", sure), ...line("shown-why", method), ...line("shown-source", source)));

/** @param {Shown} item */
const caseParts = ({ title, subtitle, text, points, later, number }) => [
  el("div", { class: "shown-story" }, ...line("shown-title", title, "h1"), ...line("shown-subtitle", subtitle),
    ...line("shown-text", text), ...line("shown-later", later || ""), ...questions(words.askEachOther, points, "shown-foot")),
  ...(number ? [counted(number)] : [])];

/** @param {Shown} item */
const lensParts = ({ title, points, note, closing }) => [
  el("div", { class: "shown-story" }, ...line("shown-label", words.seeItAs), ...line("shown-title", title, "h1"),
    ...(note ? [el("div", { class: "shown-breaks" }, ...line("shown-label", words.breaksWhen), ...line("", note))] : [])),
  el("ol", { class: "shown-numbered" }, ...points.map((text) => el("li", { dir: "auto", text }))),
  ...questions(words.thenAsk, closing || [], "shown-last")];

/** @param {string} whom @param {string} runBy */
const people = (whom, runBy) => {
  const rows = [[words.forWhom, whom], [words.runBy, runBy]].filter(([, text]) => text);
  return rows.length
    ? [el("dl", { class: "shown-people" }, ...rows.map(([name, text]) => el("div", {}, el("dt", { text: name }), el("dd", { dir: "auto", text }))))]
    : [];
};

/** @param {import("../types.js").InWords} card */
const inWords = (card) => {
  const title = el("h1", { class: "shown-title", dir: "auto" });
  cardWords(title, card);
  return title;
};

/** @param {Shown} item */
const challengeParts = ({ title, lang, said, closing, turn }) => [
  el("div", { class: "shown-from" }, ...line("shown-label", turn?.before ? words.from : ""), ...line("shown-before", turn?.before || ""),
    ...people(turn?.whom[0] || "", turn?.run_by[0] || "")),
  el("div", { class: "shown-to" }, ...line("shown-label", words.to), inWords({ text: title, lang, said }),
    ...people(turn?.whom[1] || "", turn?.run_by[1] || "")),
  ...questions(words.soWeAsk, closing || [], "shown-last")];

/** The parts of an item that has a composition of its own; undefined for the others. @param {Shown} item */
export function composed(item) {
  inEnglish(item.english);
  if (item.kind === "case") return caseParts(item);
  if (item.kind === "lens") return lensParts(item);
  if (item.kind === "challenge") return challengeParts(item);
  return undefined;
}
