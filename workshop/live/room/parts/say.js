/**
 * Sentences in the language of this phone. The page brings its words with it, by their English
 * ones, in a script that runs first; English brings none. A sentence that is missing is said in
 * English, and marked so that voices and hyphens know. A page that says little has its words in it.
 */

const within = globalThis.document?.getElementById("spoken")?.textContent;
const { language, forms, said } = globalThis.reframeWords
  || (within ? JSON.parse(within) : { language: "en", forms: ["one", "other"], said: {} });
const page = globalThis.document?.documentElement.lang || language; // its words may not have come
export const region = language === "en" ? "en-GB" : language;
const numbers = new Intl.NumberFormat(region);
const rules = new Intl.PluralRules(region);

/** What is said in another language than the page's. @type {Map<string, string>} */
const strange = new Map();

/** @typedef {Record<string, string|number>} Values */

/** A Latin name keeps its place in a sentence from right to left. @param {string} text */
const apart = (text) => (globalThis.document?.documentElement.dir === "rtl" ? `\u2068${text}\u2069` : text);

/** @param {string} template @param {Values} [values] */
const filled = (template, values) =>
  values ? template.replace(/\{(\w+)\}/g, (name, key) => {
    const value = values[key];
    return typeof value === "number" ? numbers.format(value) : value == null ? name : apart(value);
  }) : template;

/** @param {string} text @param {string} from its language */
function left(text, from) {
  if (from !== page) strange.set(text, from);
  return text;
}

/** One sentence with its values. @param {string} text @param {Values} [values] */
export function t(text, values) {
  const own = said[text];
  return own ? filled(own[0], values) : left(filled(text, values), "en");
}

/** A sentence that counts; `{n}` is the number. @param {string} one @param {string} many @param {number} count @param {Values} [values] */
export function n(one, many, count, values) {
  const own = said[one];
  const all = { n: count, ...values };
  if (!own) return left(filled(count === 1 ? one : many, all), "en");
  return filled(own[forms.indexOf(rules.select(count))] || own[own.length - 1], all);
}

/** Two or more of a list. @param {string[]} parts @param {"and"|"or"} how */
export const listed = (parts, how) =>
  new Intl.ListFormat(region, { type: how === "and" ? "conjunction" : "disjunction" }).format(parts);

/** Its first words, where it has more than so many letters, half of them at least. @param {string} text @param {number} most */
export const first = (text, most) => {
  const end = text.lastIndexOf(" ", most);
  return text.length > most ? `${text.slice(0, end > most / 2 ? end : most).replace(/[\s,.]+$/, "")}…` : text;
};

/** Pounds without pence, as each sentence and each card writes them: “£1 832”. @param {number} value */
export const pounds = (value) => `£${numbers.format(value)}`;

/** The language of what is said in another than the page's, or "". @param {string} text */
export const strangeIn = (text) => strange.get(text) || "";

/** These stay in another language. @param {string[]} texts @param {string} from */
export const leftIn = (texts, from) => texts.forEach((text) => left(text, from));

/** What of a case stays English. @param {string[]} [texts] */
export const inEnglish = (texts = []) => leftIn(texts, "en");

/** What the method says; a promise is made of several sentences. @param {string} text @param {string} from @returns {string} */
function told(text, from) {
  const own = said[text];
  if (own || !text) return own ? own[0] : text;
  for (let at = text.indexOf(". "); at > 0; at = text.indexOf(". ", at + 1)) {
    const first = said[text.slice(0, at + 1)];
    if (first) return `${first[0]} ${told(text.slice(at + 2), from)}`;
  }
  return left(text, from);
}

const METHOD = ["title", "prompt", "hint", "stage_title", "together", "steps", "promise", "label", "help", "say", "says", "titles",
  "x", "x_low", "x_high", "y", "y_low", "y_high"];
const OF_PEOPLE = ["cards", "onto", "reads", "projector", "options", "mine", "people"];
const OF_LENS = ["title", "points", "note", "closing"];

/** A sentence of the method, or several; anything else stays. @param {unknown} value @param {string} from */
const each = (value, from) => {
  if (Array.isArray(value)) return value.map((one) => (typeof one === "string" ? told(one, from) : one));
  return typeof value === "string" ? told(value, from) : value;
};

/** A lens is the method's, whatever else lies on a table or is shown. @template T @param {T} item @param {string} from @returns {T} */
function throughLens(item, from) {
  if (!item || typeof item !== "object" || !("kind" in item) || item.kind !== "lens") return item;
  return /** @type {T} */ (Object.fromEntries(Object.entries(item).map(
    ([name, inner]) => [name, OF_LENS.includes(name) ? each(inner, from) : inner])));
}

/**
 * What came from the server with the method's sentences in this phone's language. The words of
 * people stay as they are.
 *
 * @template T @param {T} value @param {string} [from] the room's own language
 * @returns {T}
 */
export function spoken(value, from = document.documentElement.dataset.method || "en") {
  if (language === from || !value || typeof value !== "object") return value;
  if (Array.isArray(value)) return /** @type {T} */ (value.map((one) => spoken(one, from)));
  const found = Object.entries(value).map(([name, inner]) => {
    if (name === "title" && "code" in value) return [name, inner]; // the workshop's own
    if (METHOD.includes(name) && (typeof inner === "string" || Array.isArray(inner))) return [name, each(inner, from)];
    if (name === "reads" && Array.isArray(inner)) return [name, inner.map((one) => throughLens(one, from))];
    if (name === "projector" && inner) return [name, { ...inner, item: throughLens(inner.item, from) }];
    // Options of a question are the method's, those of a vote are cards.
    if (OF_PEOPLE.includes(name) && !(name === "options" && Array.isArray(inner) && inner[0]?.label)) return [name, inner];
    return [name, spoken(inner, from)];
  });
  return /** @type {T} */ (Object.fromEntries(found));
}

/** A label of ours, or several. @param {string} text */
const label = (text) => said[text]?.[0] || text.split(" · ").map((part) => said[part]?.[0] || part).join(" · ");

/**
 * A sentence of the server in this language, with its values, or as the server wrote it.
 *
 * @param {import("../types.js").Told} told
 */
export function retold({ detail, said: says }) {
  if (!says) return t(detail || "");
  // A card that says “Yes” stays as it was written: only what is ours is said in this language.
  const values = Object.fromEntries(Object.entries(says.values).map(([name, value]) =>
    [name, typeof value === "number" ? value : says.ours?.includes(name) ? label(String(value)) : String(value)]));
  const own = said[says.text];
  if (!own) return left(detail || "", "en");
  return typeof says.count === "number" ? n(says.text, says.text, says.count, values) : filled(own[0], values);
}
