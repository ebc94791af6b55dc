/**
 * One row of "my cards": the words, the state in a word and a picture, and what can be done.
 */
import { cardWords, readable, untyped } from "../parts/card-words.js";
import { el, setText, show } from "../parts/elements.js";
import { icon } from "../parts/icons.js";
import { words } from "../words/room-words.js";

const SAME = "same:";

/** State -> its words and its picture. */
const STATES = {
  waiting: [words.waiting, "clock"],
  sent: [words.sent, "onward"],
  saved: [words.saved, "tick"],
  late: [words.savedLate, "tick"],
  saving: [words.savingEdit, "clock"],
  refused: [words.refused, "alert"],
  asked: [words.oneQuestion, "alert"],
  kept: [words.kept, "clock"],
  removed: [words.removed, "alert"],
  withdrawn: [words.withdrawn, "alert"],
  hidden: [words.hiddenCard, "observer"],
  held: [words.heldCard, "tick"],
};

/** @type {Record<string, string>} */
const LABELS = {
  edit: words.edit,
  words: words.inOther,
  hear: words.hear,
  withdraw: words.withdraw,
  putBack: words.putBack,
  unremove: words.putBack,
  remove: words.remove,
  removeDraft: words.remove,
  tryAgain: words.tryAgain,
  sendKept: words.sendKept,
  useHere: words.useHere,
  withoutVoice: words.withoutVoice,
  useMine: words.useMine,
  useTheirs: words.useTheirs,
  newOne: words.newOne,
};

/** @type {import("../types.js").Entry} before the first is told */
const NONE = { key: "", state: "waiting", text: "", activity: "", actions: [] };

class CardRow {
  /**
   * @param {(action: string, entry: import("../types.js").Entry, text?: string) => void} act
   * @param {import("../types.js").Store} kept a change that is being typed outlives a reload there
   */
  constructor(act, kept) {
    this.act = act;
    this.kept = kept;
    /** @type {import("../types.js").Entry} */
    this.entry = NONE;
    this.drawn = "";
    this.editing = false;
    this.text = el("p", { class: "card-text", dir: "auto" });
    this.mark = el("span", { class: "card-mark" });
    this.word = el("span");
    this.reason = el("p", { class: "card-reason", hidden: true });
    this.actions = el("div", { class: "row" });
    this.photos = el("div", { hidden: true });
    this.whose = el("span", { dir: "auto" });
    this.about = el("p", { class: "card-about", dir: "auto", hidden: true });
    this.node = el("li", { class: "card mine" }, this.photos, this.about, this.text, this.reason,
      el("div", { class: "card-foot-row" }, el("p", { class: "card-state" }, this.mark, this.word, this.whose), this.actions));
  }

  edit = (asked = true) => {
    this.editing = true;
    let at = `edit.${this.entry.key}`;
    const [begun, version] = /** @type {[string, number?]} */ (this.kept.get(at) || [untyped(this.entry.text) ? "" : this.entry.text]);
    const box = /** @type {HTMLTextAreaElement} */ (
      el("textarea", { class: "field", rows: "3", dir: "auto", "aria-label": words.editLabel })
    );
    box.value = begun;
    const done = (/** @type {boolean} */ save) => {
      const changed = box.value.trim();
      if (save && !changed) return box.focus();
      this.editing = false;
      this.kept.remove(at);
      form.replaceWith(this.text);
      show(this.actions, true);
      const { card } = this.entry; // what was begun on older words does not replace newer ones unasked
      const on = card && version ? { ...this.entry, card: { ...card, version } } : this.entry;
      if (save && changed !== this.entry.text) this.act("save", on, changed);
      /** @type {HTMLElement|null} */ (this.actions.querySelector("button"))?.focus();
    };
    box.addEventListener("input", () => {
      this.kept.remove(at); // a card that was saved meanwhile has another key
      at = `edit.${this.entry.key}`;
      this.kept.set(at, [box.value, version ?? this.entry.card?.version]);
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") done(false);
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) done(true);
    });
    const form = el("div", { class: "card-edit" }, box,
      el("div", { class: "row" },
        el("button", { type: "button", class: "button small", text: words.save,
          click: () => done(true) }),
        el("button", { type: "button", class: "button small quiet", text: words.cancel,
          click: () => done(false) })));
    this.text.replaceWith(form);
    show(this.actions, false);
    if (asked) box.focus();
  };

  /** “Yes: …”, with the card in its own language. @param {string} name @returns {(Node|string)[]} */
  meant = (name) => {
    const found = (this.entry.alike || []).find(({ id }) => name === SAME + id);
    if (!found) return [];
    const [before, after] = words.thisOne;
    return [before, el("bdi", { lang: found.lang, text: words.short(readable(found.text)) }), after];
  };

  /** Buttons that stay are left alone, so that the focus stays with them. */
  drawActions = () => {
    const held = this.actions.contains(document.activeElement);
    const old = new Map([...this.actions.children].map((each) => [each.getAttribute("data-do"), each]));
    for (const [name, button] of old) if (!this.entry.actions.includes(name || "")) button.remove();
    for (const name of this.entry.actions) {
      const button = old.get(name) || el("button", {
        type: "button",
        class: "button small quiet",
        "data-do": name,
        text: LABELS[name],
        click: () => (name === "edit" ? this.edit() : this.act(...sorted(name, this.entry))),
      }, ...this.meant(name));
      const about = name.startsWith(SAME) ? "" : readable(this.entry.text);
      if (about) button.setAttribute("aria-label", words.actionOn(LABELS[name], about));
      if (!held || !old.has(name)) this.actions.append(button);
    }
    if (held && !this.actions.contains(document.activeElement)) {
      /** @type {HTMLElement|null} */ (this.actions.querySelector("button"))?.focus();
    }
  };

  /** @param {import("../types.js").Entry} next */
  update = (next) => {
    this.entry = next;
    this.node.dataset.key = next.key;
    this.node.dataset.state = next.state;
    cardWords(this.text, { ...next.card, text: next.text });
    setText(this.whose, next.who ? words.writtenFor(next.who) : "");
    const pictures = next.pictures || [];
    const seen = pictures.map(({ src }) => src).join();
    if (this.photos.dataset.seen !== seen) {
      this.photos.dataset.seen = seen;
      this.photos.replaceChildren(...pictures.map((each) => el("img", { class: "card-picture", ...each })));
      show(this.photos, pictures.length > 0);
    }
    const [label, picture] = STATES[next.state];
    if (this.word.textContent !== label) {
      setText(this.word, label);
      this.mark.replaceChildren(icon(picture));
    }
    setText(this.about, next.about ? words.addedTo(next.about) : "");
    show(this.about, Boolean(next.about));
    setText(this.reason, next.reason || "");
    show(this.reason, Boolean(next.reason));
    const wanted = `${next.actions.join()} ${next.text}`;
    if (wanted !== this.drawn && !this.editing) {
      this.drawn = wanted;
      this.drawActions();
      if (next.actions.includes("edit") && this.kept.get(`edit.${next.key}`) !== null) this.edit(false);
    }
  };
}

/** @param {string} name @param {import("../types.js").Entry} entry @returns {[string, import("../types.js").Entry, string]} */
function sorted(name, entry) {
  return name.startsWith(SAME) ? ["same", entry, name.slice(SAME.length)] : [name, entry, ""];
}

/** @param {ConstructorParameters<typeof CardRow>} given */
export function row(...given) {
  return new CardRow(...given);
}
