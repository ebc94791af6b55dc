/**
 * One row of "my cards": the words, the state in a word and a picture, and what can be done.
 */
import { el, setText, show } from "../parts/elements.js";
import { icon } from "../parts/icons.js";
import { words } from "../words/room-words.js";

/** State -> its words and its picture. */
const STATES = {
  waiting: [words.waiting, "clock"],
  sent: [words.sent, "onward"],
  saved: [words.saved, "tick"],
  late: [words.savedLate, "tick"],
  saving: [words.savingEdit, "clock"],
  refused: [words.refused, "alert"],
  kept: [words.kept, "clock"],
  removed: [words.removed, "alert"],
  withdrawn: [words.withdrawn, "alert"],
  hidden: [words.hiddenCard, "observer"],
};

/** @type {Record<string, string>} */
const LABELS = {
  edit: words.edit,
  withdraw: words.withdraw,
  putBack: words.putBack,
  unremove: words.putBack,
  remove: words.remove,
  removeDraft: words.remove,
  tryAgain: words.tryAgain,
  sendKept: words.sendKept,
  useHere: words.useHere,
  useMine: words.useMine,
  useTheirs: words.useTheirs,
};

/**
 * @param {(action: string, entry: import("../types.js").Entry, text?: string) => void} act
 * @returns {{node: HTMLElement, update: (entry: import("../types.js").Entry) => void}}
 */
export function row(act) {
  /** @type {import("../types.js").Entry} */
  let entry;
  let drawn = "";
  let editing = false;
  const text = el("p", { class: "card-text", dir: "auto" });
  const mark = el("span", { class: "card-mark" });
  const word = el("span");
  const reason = el("p", { class: "card-reason", hidden: true });
  const actions = el("div", { class: "row" });
  const photos = el("div", { hidden: true });
  const whose = el("span", { dir: "auto" });
  const node = el("li", { class: "card mine" }, photos, text, reason,
    el("div", { class: "card-foot-row" }, el("p", { class: "card-state" }, mark, word, whose), actions));

  const edit = () => {
    editing = true;
    const box = /** @type {HTMLTextAreaElement} */ (
      el("textarea", { class: "field", rows: "3", dir: "auto", "aria-label": words.editLabel })
    );
    box.value = entry.text;
    const done = (/** @type {boolean} */ save) => {
      const changed = box.value.trim();
      if (save && !changed) return box.focus();
      editing = false;
      form.replaceWith(text);
      show(actions, true);
      if (save && changed !== entry.text) act("save", entry, changed);
      /** @type {HTMLElement|null} */ (actions.querySelector("button"))?.focus();
    };
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
    text.replaceWith(form);
    show(actions, false);
    box.focus();
  };

  /** Buttons that stay are left alone, so that the focus stays with them. */
  const drawActions = () => {
    const held = actions.contains(document.activeElement);
    const old = new Map([...actions.children].map((each) => [each.getAttribute("data-do"), each]));
    for (const [name, button] of old) if (!entry.actions.includes(name || "")) button.remove();
    for (const name of entry.actions) {
      const button = old.get(name) || el("button", {
        type: "button",
        class: "button small quiet",
        "data-do": name,
        text: LABELS[name],
        click: () => (name === "edit" ? edit() : act(name, entry)),
      });
      button.setAttribute("aria-label", words.actionOn(LABELS[name], entry.text));
      if (!old.has(name)) actions.append(button);
    }
    if (held && !actions.contains(document.activeElement)) {
      /** @type {HTMLElement|null} */ (actions.querySelector("button"))?.focus();
    }
  };

  return {
    node,
    update(next) {
      entry = next;
      node.dataset.key = next.key;
      node.dataset.state = next.state;
      setText(text, next.text);
      setText(whose, next.who ? words.writtenFor(next.who) : "");
      const pictures = next.pictures || [];
      const seen = pictures.map(({ src }) => src).join();
      if (photos.dataset.seen !== seen) {
        photos.dataset.seen = seen;
        photos.replaceChildren(...pictures.map((each) => el("img", { class: "card-picture", ...each })));
        show(photos, pictures.length > 0);
      }
      const [label, picture] = STATES[next.state];
      if (word.textContent !== label) {
        setText(word, label);
        mark.replaceChildren(icon(picture));
      }
      setText(reason, next.reason || "");
      show(reason, Boolean(next.reason));
      const wanted = `${next.actions.join()} ${next.text}`;
      if (wanted !== drawn && !editing) {
        drawn = wanted;
        drawActions();
      }
    },
  };
}
