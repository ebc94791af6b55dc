/**
 * What one person is asked: the room's question, or the answer to others; with what was chosen to
 * be written, and with the earlier cards that were tapped.
 */
import { words } from "../words/room-words.js";

/** @typedef {import("../types.js").Task} Task */
/** @typedef {import("../types.js").Room} Room */
/** @typedef {import("../types.js").Fields} Fields */

export const LIMIT = 2_000; // where the activity names none

/**
 * The question with what was chosen to be written. Where not all is promised alike, nothing can be
 * sent without a choice.
 *
 * @param {Task} task @param {string|undefined} kind @returns {Task}
 */
export function picked(task, kind) {
  if (!task.either?.length) return task;
  const alike = task.either.every((each) => each.promise === task.promise);
  const one = task.either.find((each) => each.kind === kind) || (alike ? task.either[0] : undefined);
  if (!one) return { ...task, kind: undefined, promise: task.either.map((each) => each.promise).join(" "), asks: [] };
  return { ...task, kind: one.kind, promise: one.promise, max: one.max, asks: one.asks };
}

/**
 * What one person is asked. Where some write first, the others answer them or listen.
 *
 * @param {Room} room @param {import("../types.js").Me} me
 * @returns {Task|null}
 */
export function taskOf({ activity }, me) {
  if (!activity) return null;
  const { key, open, way, answer, vote } = activity;
  const writers = activity.writers || [];
  const split = Boolean(activity.split && activity.split.length); // has a place of its own
  const hint = split ? "" : activity.hint || "";
  const mine = {
    key,
    open,
    late: activity.late_until,
    prompt: activity.prompt,
    hint: way === "vote" && !vote
      ? [hint, words.voteSoon].filter(Boolean).join(" ")
      : hint || (activity.box || vote ? "" : way === "sort" ? words.sortTogether : words.lookUp),
    stage: activity.stage_title || "",
    promise: activity.promise || "",
    box: activity.box && !split,
    max: activity.max || LIMIT,
    asks: activity.asks || [],
    either: activity.either || [],
    takes: Boolean(activity.takes) && !split,
    adds: Boolean(activity.adds),
  };
  if (!writers.length || me.facilitator || writers.includes(me.role_group || "unknown")) return mine;
  const first = words.writeFirst(writers);
  if (!answer) return { ...mine, box: false, takes: false, asks: [], hint: `${first} ${words.youRead}` };
  const asked = words.theyAreAsked(activity.prompt);
  return { ...mine, kind: answer.kind, prompt: answer.prompt, max: answer.max || LIMIT, asks: [], either: [], takes: false,
    hint: `${first} ${words.youAnswer} ${asked}` };
}

/**
 * The question as it stands once it is known what is done with the earlier cards.
 *
 * @param {Task} task @param {import("../types.js").Doing|null} doing @returns {Task}
 */
export function withDoing(task, doing) {
  if (!doing) return task;
  return { ...task, kind: doing.kind, max: doing.max, asks: doing.asks, box: true };
}

/**
 * What was said that a card does not hold already.
 *
 * @param {Fields} said @param {Fields} held @returns {Fields}
 */
export function newIn(said, held) {
  const names = Object.keys(said).filter((name) => JSON.stringify(said[name]) !== JSON.stringify(held[name]));
  return Object.fromEntries(names.map((name) => [name, said[name]]));
}

/** Whether somebody wrote words into the small questions. @param {Fields} fields */
export const hasWords = (fields) => Object.values(fields).some((value) => typeof value === "string" && value.trim().length > 2);
