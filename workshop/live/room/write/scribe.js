/**
 * A table's device: its scribe adds the people beside them and says whose words come next. Each is
 * a person of their own; the ballot of a vote goes by the same choice.
 */
import { el, part, setText, show } from "../parts/elements.js";
import { outbox } from "../parts/outbox.js";
import { words } from "../words/after-joining-words.js";

/** @typedef {import("../types.js").Me} Me */

class Scribe {
  /**
   * @param {HTMLElement} composer
   * @param {HTMLElement} root where people are added
   * @param {{code: string, say: (text: string) => void, speak: (person: string) => void}} options
   */
  constructor(composer, root, { code, say, speak }) {
    this.say = say;
    this.out = outbox(code);
    this.speak = speak;
    this.me = /** @type {Me} */ ({});
    this.drawn = "";
    this.chosen = "";
    this.chips = el("div", { class: "chips" });
    this.whose = el("div", { class: "ask whose", role: "group", "aria-labelledby": "whose", hidden: true },
      el("p", { class: "ask-label", id: "whose", text: words.whose }), this.chips);
    part(composer, "moved")?.before(this.whose);

    const groups = [...document.querySelectorAll("input[name=role_group]")].map((input) =>
      [/** @type {HTMLInputElement} */ (input).value, input.getAttribute("data-label") || ""]);
    /** @type {Record<string, string>} */
    this.labels = Object.fromEntries(groups);
    const group = /** @type {HTMLSelectElement} */ (el("select", { class: "field", id: "seat-group" },
      el("option", { value: "" }), ...groups.map(([value, text]) => el("option", { value, text }))));
    const name = /** @type {HTMLInputElement} */ (
      el("input", { class: "field", id: "seat-name", maxlength: "60", autocomplete: "off", dir: "auto" }));
    this.group = group;
    this.name = name;
    this.note = el("p", { class: "join-say", role: "status" });
    const form = /** @type {HTMLFormElement} */ (el("form", { class: "seat-form" },
      el("p", {}, el("label", { for: "seat-group", text: words.theirGroup }), group),
      el("p", {}, el("label", { for: "seat-name", text: words.theirName }), name),
      this.note, el("button", { class: "button small", text: words.add })));
    this.box = el("details", { class: "seats" }, el("summary", { text: words.share }),
      el("p", { class: "hint", text: words.shareMore }), form);
    root.append(this.box);

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!group.value) {
        setText(this.note, words.chooseGroup);
        return group.focus();
      }
      const body = { role_group: group.value, name: name.value.trim() };
      setText(this.note, "");
      form.reset();
      /** @type {HTMLDetailsElement} */ (this.box).open = false;
      return this.out.act("seats", body, body.name);
    });
    this.out.on("change", this.draw);
    this.out.on("acted", ({ item, data }) => item.act === "seats" && this.seated(item, data));
    this.out.on("refused", this.giveBack);
  }

  /** @param {import("../types.js").Item} item @param {{id?: string, me?: Me}} data */
  seated = (item, { id = "", me = {} }) => {
    const { role_group: group, name } = asked(item);
    this.choose(id, words.person(name, this.labels[group] || "", (me.people || []).length));
  };

  /** What the room did not take stands in the form again, with the reason. */
  giveBack = () => {
    const back = this.out.items().find((each) => each.act === "seats" && each.state === "refused");
    if (!back || this.name.value) return;
    const { role_group: group, name } = asked(back);
    this.group.value = group;
    this.name.value = name;
    setText(this.note, back.reason || words.failed);
    /** @type {HTMLDetailsElement} */ (this.box).open = true;
    this.out.drop(back.key);
  };

  /** @param {string} id @param {string} text */
  choose = (id, text) => {
    this.chosen = id;
    this.speak(id);
    this.draw();
    this.say(id ? words.nowFor(text) : words.nowMine);
  };

  draw = () => {
    const people = this.me.people || [];
    const coming = this.out.items().filter((each) => each.act === "seats" && each.state === "waiting").map(asked)
      .map(({ name, role_group: group }) => words.seatWaits(name || this.labels[group] || ""));
    show(this.whose, people.length + coming.length > 0);
    const list = [["", words.me], ...people.map((one, at) =>
      [one.id, words.person(one.name || "", this.labels[one.voice || one.role_group] || this.labels[one.role_group] || "", at + 1)])];
    const wanted = JSON.stringify([list, coming]);
    if (this.drawn !== wanted) {
      this.drawn = wanted;
      this.chips.replaceChildren(...list.map(([id, text]) =>
        el("button", { type: "button", class: "chip", "data-person": id, text, click: () => this.choose(id, text) })),
        ...coming.map((text) => el("span", { class: "seat-waits", dir: "auto", text })));
    }
    for (const chip of this.chips.querySelectorAll("button")) {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("data-person") === this.chosen));
    }
  };

  /** @param {Me} next */
  update = (next) => {
    this.me = next;
    show(this.box, !this.me.facilitator);
    this.giveBack();
    if (this.chosen && !(this.me.people || []).some((one) => one.id === this.chosen)) this.choose("", "");
    this.draw();
  };
}

/** Whom an act seats. @param {import("../types.js").Item} item */
function asked({ body }) {
  return /** @type {{role_group: string, name: string}} */ (body);
}

/** @param {ConstructorParameters<typeof Scribe>[0]} composer @param {ConstructorParameters<typeof Scribe>[1]} root @param {ConstructorParameters<typeof Scribe>[2]} options */
export function seats(composer, root, options) {
  return new Scribe(composer, root, options);
}
