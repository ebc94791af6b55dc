/**
 * A card's words in another language: which one it is in, and what it says in others. The card
 * keeps its own words; nothing is put in their place.
 */
import { call } from "../parts/api.js";
import { direction } from "../parts/card-words.js";
import { el, setText, show, sheet } from "../parts/elements.js";
import { isText, shape } from "../parts/validators.js";
import { guess } from "./language-guess.js";
import { words } from "../words/translate-words.js";

/** @typedef {import("../types.js").InWords & {id: string}} Words */

const FIRST = ["en", "cy", "pl", "ro", "uk", "ur", "ar"];
const OTHERS = ["bg", "bn", "cs", "de", "el", "es", "fa", "fr", "gu", "hi", "hu", "it", "ku", "lt", "lv", "nl", "pa", "ps", "pt", "ru",
  "sk", "so", "sq", "sw", "ta", "ti", "tr", "vi", "yo", "zh"];
const isKept = shape({ id: isText });

/** What a language calls itself. @param {string} code */
export function ownName(code) {
  const name = new Intl.DisplayNames([code], { type: "language" }).of(code) || code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}

/** @param {string} id @param {string} chosen @param {string} [none] what stands for no choice */
function list(id, chosen, none) {
  const select = /** @type {HTMLSelectElement} */ (el("select", { class: "field", id }));
  if (none !== undefined) select.append(el("option", { value: "", text: none }));
  for (const code of [...FIRST, ...OTHERS]) select.append(el("option", { value: code, lang: code, dir: "auto", text: ownName(code) }));
  select.value = chosen;
  return select;
}

/** @typedef {{code: string, card: Words, writer: boolean, say: (text: string) => void, onclose?: () => void}} Asked
 *   `writer`: whose words these are may say in which language they are */

/** @param {Asked} asked */
export async function askWords(asked) {
  await sheet(new URL("../translate.css", import.meta.url));
  const before = /** @type {HTMLElement|null} */ (document.activeElement);
  const dialog = new Asking(asked).dialog;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
    else asked.onclose?.();
  });
  document.body.append(dialog);
  if (dialog.showModal) dialog.showModal();
  else show(dialog, true);
}

class Asking {
  /** @param {Asked} asked */
  constructor({ code, card, writer, say }) {
    this.code = code;
    this.card = card;
    this.writer = writer;
    this.say = say;
    const { dataset, lang } = document.documentElement;
    this.own = card.lang || dataset.method || lang;
    // Where nobody has said it, the letters may propose another language; saving says yes to it.
    this.seems = (!card.lang && writer && guess(card.text || "")) || this.own;
    this.is = list("words-own", this.seems);
    this.into = list("words-into", "", words.choose);
    this.box = /** @type {HTMLTextAreaElement} */ (el("textarea", { class: "field", id: "words-text", rows: "4", dir: "auto" }));
    this.wrong = el("p", { class: "words-said", role: "status" });
    this.was = "";
    this.dialog = this.drawn();
    this.into.addEventListener("change", this.change);
    this.is.addEventListener("change", this.apart);
    this.apart();
  }

  drawn = () => {
    const { is, into, box } = this;
    const proposed = this.seems !== this.own;
    if (proposed) is.setAttribute("aria-describedby", "words-seems");
    return /** @type {HTMLDialogElement} */ (el("dialog", { class: "words-dialog", "aria-labelledby": "words-title" },
      el("h2", { id: "words-title", text: words.title }),
      el("p", { class: "card-text", lang: this.seems, dir: direction(this.seems), text: this.card.text }),
      el("p", { text: words.help }),
      ...(this.writer ? [el("label", { for: is.id, text: words.cardIn }), is] : []),
      ...(proposed ? [el("p", { id: "words-seems", text: words.seems })] : []),
      el("label", { for: into.id, text: words.language }), into,
      el("label", { for: box.id, text: words.text }), box, this.wrong,
      el("div", { class: "row" },
        el("button", { type: "button", class: "button", text: words.save, click: () => this.save() }),
        el("button", { type: "button", class: "button quiet", text: words.close, click: () => this.dialog.close() }))));
  };

  change = () => {
    this.was = (this.card.said || []).find((each) => each.lang === this.into.value)?.text || "";
    this.box.value = this.was;
    this.box.lang = this.into.value;
    this.box.dir = direction(this.into.value);
  };

  /** A card is not put into the language that it is in. */
  apart = () => {
    for (const option of this.into.options) option.disabled = option.value === this.is.value;
    if (this.into.value !== this.is.value) return;
    this.into.value = "";
    this.change();
  };

  /** @param {string} path @param {object} body */
  put = (path, body) => call(this.code, `/cards/${this.card.id}/${path}`, { is: isKept, method: "PUT", body });

  save = async () => {
    const { is, into } = this;
    if (this.writer && is.value !== this.own) {
      const answer = await this.put("language", { language: is.value });
      if (!answer.ok) return setText(this.wrong, answer.detail || words.failed);
      this.own = is.value;
    }
    const text = this.box.value.trim();
    if (into.value && text !== this.was) {
      const answer = await this.put(`translations/${into.value}`, { text, was: this.was });
      if (!answer.ok && answer.data.current) {
        this.was = answer.data.current.text;
        return setText(this.wrong, words.newer(this.was));
      }
      if (!answer.ok) return setText(this.wrong, answer.detail || words.failed);
    }
    this.dialog.close();
    return this.say(words.saved);
  };
}
