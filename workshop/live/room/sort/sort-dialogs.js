/**
 * The questions that the page for sorting asks, each in a dialog of the browser's own: it keeps the
 * focus inside, closes with Escape and gives the focus back.
 */
import { bothHalves } from "../parts/both-halves.js";
import { cardWords } from "../parts/card-words.js";
import { el } from "../parts/elements.js";
import { icon } from "../parts/icons.js";
import { later } from "../parts/later.js";
import { COLOURS, colourOf, mark } from "../parts/theme-marks.js";
import { spoken } from "../parts/say.js";
import { words } from "../words/sort-words.js";

/** @typedef {import("../types.js").Change} Change */

const reading = later((again) => import(`../write/read-aloud.js${again}`));

/**
 * @param {string} title
 * @param {(close: () => void) => Node[]} content
 * @param {{wide?: boolean, onclose?: () => void}} [options]
 */
function ask(title, content, { wide = false, onclose } = {}) {
  const before = /** @type {HTMLElement|null} */ (document.activeElement);
  const dialog = /** @type {HTMLDialogElement} */ (
    el("dialog", { class: wide ? "sort-dialog is-wide" : "sort-dialog", "aria-labelledby": "dialog-title" })
  );
  const close = () => dialog.close();
  dialog.append(
    el("h2", { id: "dialog-title", text: title }),
    ...content(close),
    el("button", { type: "button", class: "button quiet", text: words.close, click: close }),
  );
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
    else onclose?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** @param {string} text @param {() => void} click @param {Node|null} [before] */
function choice(text, click, before = null) {
  return el("button", { type: "button", class: "sort-choice", click }, ...(before ? [before] : []), el("span", { dir: "auto", text }));
}

/** A card's words in a list, each part in its language. @template {Element} T @param {T} node @param {Change} card */
function inWords(node, card) {
  cardWords(node, card, bothHalves(card));
  return node;
}

/** @param {Change} theme */
function signOf(theme) {
  return el("span", { class: "sort-sign", "data-colour": colourOf(theme) }, mark(colourOf(theme)));
}

/**
 * Where to?
 *
 * @param {{count: number, themes: Change[], from: string, go: (to: string|null) => void,
 *   onnew: () => void, onclose: () => void}} options
 */
export function askMove({ count, themes, from, go, onnew, onclose }) {
  ask(words.moveTitle(count), (close) => {
    const to = (/** @type {string|null} */ theme) => () => {
      close();
      go(theme);
    };
    const list = el("ul", { class: "sort-choices" });
    for (const theme of themes) {
      if (theme.id !== from) list.append(el("li", {}, choice(theme.text || "", to(theme.id), signOf(theme))));
    }
    list.append(el("li", {}, choice(words.newThemeWith, () => { close(); onnew(); })));
    if (from) list.append(el("li", {}, choice(words.noTheme, to(null))));
    return [list];
  }, { onclose });
}

/**
 * A new theme, for some cards or for none.
 *
 * @param {{count: number, go: (name: string) => void, onclose: () => void}} options
 */
export function askName({ count, go, onclose }) {
  ask(count ? `${words.newThemeWith} · ${words.cards(count)}` : words.newTheme, (close) => {
    const name = nameField("");
    const form = el("form", { method: "dialog", class: "sort-form" }, ...name.nodes, el("button", { class: "button", text: words.make }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!name.input.value.trim()) return name.input.focus();
      close();
      return go(name.input.value.trim());
    });
    return [form];
  }, { onclose });
}

/** @param {string} value */
function nameField(value) {
  const input = /** @type {HTMLInputElement} */ (
    el("input", { class: "field", id: "theme-name", maxlength: "200", autocomplete: "off", required: true, dir: "auto", value, "aria-describedby": "theme-name-help" })
  );
  const label = el("label", { for: "theme-name", text: words.nameLabel });
  return { input, nodes: [label, input, el("small", { id: "theme-name-help", text: words.nameHelp })] };
}

/**
 * One theme: its name, its colour, and what else can be done with it.
 *
 * @param {{theme: Change, others: Change[], steers: boolean, save: (name: string, colour: string) => void,
 *   mergeInto: (theme: string) => void, all: () => void, remove: () => void, show: () => void,
 *   onclose: () => void}} options
 */
export function askTheme({ theme, others, steers, save, mergeInto, all, remove, show, onclose }) {
  ask(theme.text || "", (close) => {
    const name = nameField(theme.text || "");
    const colours = el("fieldset", { class: "sort-colours" }, el("legend", { text: words.colourLabel }));
    for (const colour of COLOURS) {
      const input = el("input", { type: "radio", name: "colour", value: colour, checked: colour === colourOf(theme) });
      const label = words.colours[/** @type {keyof typeof words.colours} */ (colour)];
      colours.append(el("label", { "data-colour": colour }, input, el("span", { class: "sort-sign" }, mark(colour)), ` ${label}`));
    }
    const form = el("form", { method: "dialog", class: "sort-form" }, ...name.nodes, colours, el("button", { class: "button", text: words.save }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const picked = /** @type {HTMLInputElement} */ (form.querySelector("input[name=colour]:checked"));
      close();
      save(name.input.value.trim(), picked.value);
    });
    const then = (/** @type {() => void} */ act) => () => {
      close();
      act();
    };
    const more = el("div", { class: "sort-more" }, choice(words.chooseAll, then(all)));
    if (steers) more.append(choice(words.showTheme, then(show)));
    if (others.length) more.append(mergeForm(others, (into) => then(() => mergeInto(into))()));
    more.append(el("p", { class: "sort-help", text: words.split }));
    more.append(choice(words.remove, then(remove)), el("p", { class: "sort-help", text: words.removeHelp }));
    return [form, more];
  }, { onclose });
}

/** @param {Change[]} others @param {(into: string) => void} go */
function mergeForm(others, go) {
  const select = /** @type {HTMLSelectElement} */ (el("select", { class: "field", id: "theme-into" }));
  for (const other of others) select.append(el("option", { value: other.id, text: other.text }));
  return el("p", { class: "sort-merge" }, el("label", { for: "theme-into", text: words.mergeThemes }), select,
    el("button", { type: "button", class: "button small", text: words.mergeThemesGo, click: () => go(select.value) }));
}

/**
 * One card, large: what is shown with it, what was said about it, and a box to say something.
 *
 * @param {{card: Change, followers: Change[], comments: Change[], promise: string, allowed: boolean,
 *   writing: boolean, apart: (card: string) => void, say: (text: string) => void, inOther: () => void,
 *   onclose: () => void}} options
 */
export function askCard({ card, followers, comments, promise, allowed, writing, apart, say, inOther, onclose }) {
  const dialog = ask(words.cardTitle, (close) => {
    const nodes = [whole(card)];
    if (followers.length) {
      const list = el("ul", { class: "sort-with" });
      for (const each of followers) {
        const row = el("li", {}, whole(each));
        if (allowed) row.append(el("button", { type: "button", class: "button small quiet", text: words.apart, click: () => { close(); apart(each.id); } }));
        list.append(row);
      }
      nodes.push(el("h3", { text: words.alsoSays }), list);
    }
    if (comments.length) {
      nodes.push(el("h3", { text: words.saidAbout }), el("ul", { class: "sort-with" }, ...comments.map((each) => el("li", {}, whole(each)))));
    }
    nodes.push(el("button", { type: "button", class: "button small quiet", text: words.inOther, click: () => { close(); inOther(); } }));
    if (allowed) nodes.push(commentForm(promise, (text) => { close(); say(text); }));
    return nodes;
  }, { wide: true, onclose });
  if (writing) /** @type {HTMLElement|null} */ (dialog.querySelector("textarea"))?.focus();
  reading.once().then((aloud) => aloud?.mount(dialog));
}

/** @param {Change} card */
function whole(card) {
  const foot = el("p", { class: "card-foot" });
  if (card.role && card.role_label) foot.append(icon(card.role), el("bdi", { text: spoken({ label: card.role_label }).label }));
  if (card.author) foot.append(el("span", { dir: "auto", text: card.author }));
  if (card.starred) foot.append(icon("star"), el("span", { text: words.starred }));
  const own = inWords(el("p", { class: "card-text", dir: "auto" }), card);
  return el("div", { class: "card sort-whole", "data-role": card.role || "" }, own, foot);
}

/** @param {string} promise @param {(text: string) => void} go */
function commentForm(promise, go) {
  const box = /** @type {HTMLTextAreaElement} */ (el("textarea", { id: "comment", rows: "3", dir: "auto", "aria-describedby": "comment-promise" }));
  const wrong = el("p", { class: "sort-wrong", role: "alert" });
  return el("form", { class: "sort-form", submit: (/** @type {Event} */ event) => {
    event.preventDefault();
    if (box.value.trim()) return go(box.value.trim());
    wrong.textContent = words.commentEmpty;
    return box.focus();
  } }, el("label", { for: "comment", text: words.commentLabel }), el("small", { id: "comment-promise", text: promise }),
    box, wrong, el("button", { class: "button", text: words.commentSend }));
}

/**
 * Which of the cards stands first when they are made into one?
 *
 * @param {{cards: Change[], go: (lead: string) => void, onclose: () => void}} options
 */
export function askLead({ cards, go, onclose }) {
  ask(words.mergeTitle, (close) => {
    const list = el("ul", { class: "sort-choices" });
    for (const card of cards) {
      const button = choice("", () => { close(); go(card.id); });
      inWords(/** @type {Element} */ (button.lastElementChild), card);
      list.append(el("li", {}, button));
    }
    return [el("p", { class: "sort-help", text: words.mergeHelp }), list];
  }, { onclose });
}

/**
 * Proposed themes, to accept, rename or refuse, all or one by one.
 *
 * @param {{groups: {name: string, cards: string[]}[], find: (card: string) => Change|undefined,
 *   accept: (groups: {name: string, cards: string[]}[]) => Promise<boolean>, onclose: () => void}} options
 */
export function askSuggested({ groups, find, accept, onclose }) {
  ask(words.suggestTitle, (close) => {
    const list = el("ol", { class: "sort-suggestions" });
    const all = el("button", { type: "button", class: "button" });
    const none = el("p", { class: "sort-help", text: words.suggestNone });
    /** @type {Map<Element, () => {name: string, cards: string[]}>} */
    const left = new Map();
    const count = () => {
      all.textContent = words.suggestAll(left.size);
      all.hidden = left.size === 0;
      none.hidden = groups.length > 0;
    };
    const drop = (/** @type {Element} */ row) => {
      const next = /** @type {HTMLElement|null} */ ((row.nextElementSibling || row.previousElementSibling)?.querySelector("input") || null);
      left.delete(row);
      row.remove();
      count();
      if (left.size) next?.focus();
      else close();
    };
    for (const [at, group] of groups.entries()) {
      const input = /** @type {HTMLInputElement} */ (
        el("input", { class: "field", id: `group-${at}`, maxlength: "200", dir: "auto", value: group.name, autocomplete: "off" })
      );
      const row = el("li", { class: "sort-suggestion" });
      const now = () => ({ name: input.value.trim() || group.name, cards: group.cards });
      const details = el("details", {}, el("summary", { text: words.suggestCards(group.cards.length) }),
        el("ul", {}, ...group.cards.map(find).flatMap((card) => card ? [inWords(el("li", { dir: "auto" }), card)] : [])));
      row.append(el("label", { for: input.id, text: words.nameLabel }), input, details,
        el("div", { class: "sort-row" },
          el("button", { type: "button", class: "button small", text: words.suggestOne, click: async () => { if (await accept([now()])) drop(row); } }),
          el("button", { type: "button", class: "button small quiet", text: words.suggestNo, click: () => drop(row) })));
      left.set(row, now);
      list.append(row);
    }
    all.addEventListener("click", async () => {
      if (await accept([...left.values()].map((now) => now()))) close();
    });
    count();
    return [el("p", { class: "sort-help", text: words.suggestHelp }), none, all, list];
  }, { wide: true, onclose });
}
