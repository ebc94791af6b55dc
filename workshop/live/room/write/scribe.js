/**
 * A table's device: its scribe adds the people beside them and says whose words come next. Each is
 * a person of their own; the ballot of a vote goes by the same choice.
 */
import { call } from "../parts/api.js";
import { el, part, setText, show } from "../parts/elements.js";
import { isMe, isText, shape } from "../parts/validators.js";
import { words } from "../words/after-joining-words.js";

/** @typedef {import("../types.js").Me} Me */

const isSeated = shape({ id: isText, me: isMe });

/**
 * @param {HTMLElement} composer
 * @param {HTMLElement} root where people are added
 * @param {{code: string, say: (text: string) => void, learn: (me: Me) => void,
 *   speak: (person: string) => void}} options
 */
export function seats(composer, root, { code, say, learn, speak }) {
  let me = /** @type {Me} */ ({});
  let drawn = "";
  let chosen = "";
  const chips = el("div", { class: "chips" });
  const whose = el("div", { class: "ask whose", role: "group", "aria-labelledby": "whose", hidden: true },
    el("p", { class: "ask-label", id: "whose", text: words.whose }), chips);
  part(composer, "moved")?.before(whose);

  const groups = [...document.querySelectorAll("input[name=role_group]")].map((input) =>
    [/** @type {HTMLInputElement} */ (input).value, input.getAttribute("data-label") || ""]);
  /** @type {Record<string, string>} */
  const labels = Object.fromEntries(groups);
  const group = /** @type {HTMLSelectElement} */ (el("select", { class: "field", id: "seat-group" },
    el("option", { value: "" }), ...groups.map(([value, text]) => el("option", { value, text }))));
  const name = /** @type {HTMLInputElement} */ (
    el("input", { class: "field", id: "seat-name", maxlength: "60", autocomplete: "off", dir: "auto" }));
  const note = el("p", { class: "join-say", role: "status" });
  const form = /** @type {HTMLFormElement} */ (el("form", { class: "seat-form" },
    el("p", {}, el("label", { for: "seat-group", text: words.theirGroup }), group),
    el("p", {}, el("label", { for: "seat-name", text: words.theirName }), name),
    note, el("button", { class: "button small", text: words.add })));
  const box = el("details", { class: "seats" }, el("summary", { text: words.share }),
    el("p", { class: "hint", text: words.shareMore }), form);
  root.append(box);

  /** @param {string} id @param {string} text */
  const choose = (id, text) => {
    chosen = id;
    speak(id);
    draw();
    say(id ? words.nowFor(text) : words.nowMine);
  };

  const draw = () => {
    const people = me.people || [];
    show(whose, people.length > 0);
    const list = [["", words.me], ...people.map((one, at) =>
      [one.id, words.person(one.name || "", labels[one.role_group] || "", at + 1)])];
    const wanted = JSON.stringify(list);
    if (drawn !== wanted) {
      drawn = wanted;
      chips.replaceChildren(...list.map(([id, text]) =>
        el("button", { type: "button", class: "chip", "data-person": id, text, click: () => choose(id, text) })));
    }
    for (const chip of chips.children) {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("data-person") === chosen));
    }
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!group.value) {
      setText(note, words.chooseGroup);
      return group.focus();
    }
    const body = { role_group: group.value, name: name.value.trim() };
    const answer = await call(code, "/seats", { is: isSeated, method: "POST", body });
    if (!answer.ok) return setText(note, answer.detail || words.failed);
    setText(note, "");
    form.reset();
    /** @type {HTMLDetailsElement} */ (box).open = false;
    learn(answer.data.me);
    return choose(answer.data.id, words.person(body.name, labels[body.role_group], (answer.data.me.people || []).length));
  });

  return {
    /** @param {Me} next */
    update(next) {
      me = next;
      show(box, !me.facilitator);
      if (chosen && !(me.people || []).some((one) => one.id === chosen)) choose("", "");
      draw();
    },
  };
}
