/**
 * What comes over the wire is looked at before it is believed: a wifi's sign-in page, a proxy or
 * another server may answer anything with 200. What more a server may say is left alone.
 */

/** @template T @typedef {import("../types.js").Is<T>} Is */

/** @param {unknown} value @returns {value is object} */
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @param {unknown} value @returns {value is string} */
export const isText = (value) => typeof value === "string";
/** @param {unknown} value @returns {value is number} */
export const isNumber = (value) => typeof value === "number";
/** @param {unknown} value @returns {value is boolean} */
export const isFlag = (value) => typeof value === "boolean";

/** @template T @param {Is<T>} is @returns {Is<T[]>} */
export const list = (is) => /** @type {Is<T[]>} */ ((value) => Array.isArray(value) && value.every(is));

/** @template T @param {Is<T>} is @returns {Is<Record<string, T>>} */
export const table = (is) =>
  /** @type {Is<Record<string, T>>} */ ((value) => isObject(value) && Object.values(value).every(is));

/** It may be missing. @template T @param {Is<T>} is @returns {Is<T|undefined>} */
export const optional = (is) => /** @type {Is<T|undefined>} */ ((value) => value === undefined || is(value));

/** It may be missing, or null. @template T @param {Is<T>} is @returns {Is<T|null|undefined>} */
export const maybe = (is) => /** @type {Is<T|null|undefined>} */ ((value) => value === null || value === undefined || is(value));

/** It may be null. @template T @param {Is<T>} is @returns {Is<T|null>} */
export const orNull = (is) => /** @type {Is<T|null>} */ ((value) => value === null || is(value));

/** @template {string} T @param {readonly T[]} names @returns {Is<T>} */
export const oneOf = (names) => /** @type {Is<T>} */ ((value) => /** @type {readonly unknown[]} */ (names).includes(value));

/** @template {object} T @param {{[K in keyof T]: Is<T[K]>}} fields @returns {Is<T>} */
export const shape = (fields) => {
  const checks = /** @type {[string, Is<unknown>][]} */ (Object.entries(fields));
  return /** @type {Is<T>} */ ((value) =>
    isObject(value) && checks.every(([name, is]) => is(/** @type {Record<string, unknown>} */ (value)[name])));
};

/** What a text holds as JSON, if it is what it should be; otherwise null. @template T @param {Is<T>} is @param {string|null|undefined} json @returns {T|null} */
export function read(is, json) {
  try {
    const value = JSON.parse(json || "");
    return is(value) ? value : null;
  } catch {
    return null;
  }
}

const isPicture = shape({ id: isText, alt: isText });
/** @type {Is<import("../types.js").Said>} */
export const isSaid = shape({ lang: isText, text: isText, older: optional(isFlag) });
const isMark = shape({ name: isText, said: isText, part: orNull(isNumber), dots: list(isNumber),
  look: oneOf(/** @type {const} */ (["counted", "forecast", "start", "goal", "guess", "people", "need"])) });

/** @type {Is<import("../types.js").Shown>} */
export const isShown = shape({ kind: isText, title: isText, subtitle: isText, text: isText, points: list(isText), note: isText,
  lang: optional(isText), said: optional(list(isSaid)), later: optional(isText), closing: optional(list(isText)), english: optional(list(isText)), turn: optional(shape({ before: isText, whom: list(isText), run_by: list(isText) })),
  number: optional(shape({ label: isText, value: isText, level: isNumber, sure: isText, method: isText, source: isText })),
  drawing: optional(shape({ rows: list(shape({ label: isText, note: isText, marks: list(isMark) })) })) });

/** @type {Is<import("../types.js").Round>} */
export const isRound = shape({ round: isText, number: isNumber, dots: isNumber, open: isFlag, voted: isNumber, could: isNumber, closes_at: maybe(isText),
  method: oneOf(/** @type {const} */ (["dots", "score", "consent", "matrix"])),
  axes: orNull(shape({ x: isText, x_low: isText, x_high: isText, y: isText, y_low: isText, y_high: isText })) });

/** @type {Is<import("../types.js").Ask>} */
const isAsk = shape({ name: isText, label: isText, widget: isText, help: maybe(isText), low: maybe(isNumber), high: maybe(isNumber),
  options: maybe(list(shape({ value: isText, label: isText }))) });

/** @type {Is<import("../types.js").Activity>} */
const isActivity = shape({ key: isText, title: isText, prompt: isText, hint: maybe(isText), stage_title: maybe(isText), open: isFlag,
  hidden: maybe(isFlag), revealed: maybe(isFlag), ends_at: maybe(isText), left: maybe(isNumber), late_until: maybe(isText), kind: maybe(isText), box: isFlag, promise: maybe(isText),
  asks: maybe(list(isAsk)), max: maybe(isNumber), way: maybe(isText), private: maybe(isFlag), sorting: maybe(isFlag), forward: maybe(isFlag), face_down: maybe(isNumber),
  writers: maybe(list(isText)), answer: maybe(shape({ kind: isText, prompt: isText, max: isNumber })),
  either: maybe(list(shape({ kind: isText, label: isText, promise: isText, max: isNumber, asks: list(isAsk) }))),
  vote: maybe(isRound), split: maybe(list(isText)), takes: maybe(isFlag), adds: maybe(isFlag), about: maybe(list(isText)), form: maybe(isText),
  together: maybe(isText), tracks: maybe(list(isText)), steps: maybe(list(isText)), attribution: maybe(isText),
  dealt: maybe(list(shape({ table: orNull(isNumber), titles: list(isText) }))) });

/** @type {Is<import("../types.js").Me>} */
export const isMe = shape({ joined: isFlag, role_group: maybe(isText), voice: maybe(isText), facilitator: maybe(isFlag), done_in: maybe(isText),
  hand: maybe(isFlag), table: maybe(isNumber), few: maybe(isFlag), words: maybe(isText), people: maybe(list(shape({ id: isText, role_group: isText, voice: maybe(isText), name: orNull(isText) }))) });

/** @type {Is<import("../types.js").Room>} */
export const isRoom = shape({ code: isText, revision: isNumber, now: isText, activity: orNull(isActivity), closed: isFlag,
  paused: isFlag, locked: maybe(isFlag), people: maybe(isNumber), facilitators: maybe(isNumber), done: maybe(isNumber),
  hands: maybe(isNumber), last_hand: maybe(isText), tables: maybe(list(isNumber)), next: maybe(shape({ key: isText, title: isText })), projector: shape({ show: isText, theme: maybe(isText), item: maybe(isShown) }), me: maybe(isMe) });


/** @type {Is<import("../types.js").Change>} */
const isChange = shape({ op: oneOf(/** @type {const} */ (["add", "edit", "remove"])), id: isText, activity: optional(isText),
  kind: optional(isText), text: optional(isText), head: optional(isText), more: optional(isText), role: optional(isText), role_label: optional(isText),
  author: optional(isText), starred: optional(isFlag), forward: optional(isFlag), pictures: optional(list(isPicture)), themes: optional(list(isText)),
  merged_into: optional(isText), about: optional(isText), colour: optional(isText), version: optional(isNumber),
  lang: optional(isText), said: optional(list(isSaid)) });
export const isChanges = list(isChange);

/** What lies in the browser may be another program's, or a later version's of ours. */
export const isItem = shape({ text: isText, op: oneOf(["add", "edit", "withdraw", "restore", "act"]) });
export const isDraft = shape({ text: isText, fields: isObject });

/** @type {Is<import("../types.js").Value|undefined>} */
const isValue = /** @type {Is<import("../types.js").Value|undefined>} */ (
  (value) => value === null || ["string", "number", "boolean", "object"].includes(typeof value));

/** @type {Is<import("../types.js").Card>} */
const isCard = shape({ id: isText, activity: isText, text: isText, fields: maybe(table(isValue)), version: isNumber, revision: maybe(isNumber),
  withdrawn: isFlag, hidden: isFlag, waiting: maybe(isFlag), late: maybe(isFlag), person: maybe(isText), pictures: maybe(list(isPicture)),
  lang: optional(isText), said: optional(list(isSaid)) });
export const isCards = list(isCard);

/** @type {Is<import("../types.js").Missed>} */
export const isMissed = shape({ id: maybe(isText), snapshot: maybe(isFlag), room: maybe(isRoom), cards: maybe(isChanges), mine: maybe(isCards) });

export const isPutTogether = shape({ text: isText, values: table(isValue), count: maybe(isNumber), ours: optional(list(isText)) });
/** @type {Is<import("../types.js").Told & {detail: string}>} */
export const isTold = shape({ detail: isText, said: optional(isPutTogether) });

/** @type {Is<import("../types.js").Problem & {detail: string}>} */
export const isProblem = shape({ type: maybe(isText), detail: isText, current: maybe(shape({ text: isText, version: isNumber })),
  alike: maybe(list(shape({ id: isText, text: isText, lang: optional(isText) }))),
  said: maybe(isPutTogether) });

const tapped = { id: isText, text: isText, first: isFlag, lang: optional(isText), translations: optional(list(isSaid)) };
const isTapCard = shape({ ...tapped, fills: maybe(table(isValue)) });
const isOffered = shape({ ...tapped, said: table(isValue), version: isNumber });
const isDoing = shape({ kind: isText, say: isText, adds: isFlag, anew: isFlag, label: isText, box: isFlag, first: list(isText),
  carries: isFlag, max: isNumber, asks: list(isAsk), known: table(isValue), onto: list(isOffered),
  taps: list(shape({ link: isText, label: isText, least: isNumber, one: isFlag, alone: isFlag, cards: list(isTapCard) })) });
/** What a step starts from. @type {Is<import("../types.js").Taking>} */
export const isTaking = shape({ activity: orNull(isText), kinds: list(isText), doings: list(isDoing), says: list(isText),
  reads: list(shape({ key: isText, kind: isText, title: isText, subtitle: isText, text: isText, points: list(isText), note: isText })) });

/** Who this device is now. */
export const isWho = shape({ me: isMe, cards: maybe(isNumber) });
export const isMine = shape({ cards: isCards, recorded: maybe(list(isText)) });

/** A card that lies with the server now. */
export const isReceipt = shape({ id: isText, revision: isNumber, version: maybe(isNumber), ask: maybe(isText) });

/** What became of this very card. @param {string} id @returns {Is<{id: string, revision: number, version?: number|null, ask?: string|null}>} */
export const isReceiptOf = (id) => /** @type {Is<{id: string, revision: number, version?: number|null, ask?: string|null}>} */ (
  (value) => isReceipt(value) && value.id === id);

/** What an act has brought about, by its name: its address is the same. */
export const ACTS = { hand: shape({ hand: isFlag }), done: shape({ done_in: orNull(isText) }), seats: shape({ id: isText, me: isMe }) };

/** Each event of the stream. @type {{[K in Exclude<keyof import("../types.js").News, "status"|"open">]: Is<import("../types.js").News[K]>}} */
export const NEWS = { room: isRoom, cards: isChanges, mine: isCards, snapshot: isObject, fetch: isObject, trouble: shape({ detail: isText }),
  ping: shape({ now: maybe(isText), at: maybe(isText) }) };
