/**
 * Reading the wall more closely, for whoever steers: one card over the whole screen, a search, and
 * the other order. Nothing of it leaves this screen.
 */
import { el, setText, show } from "../parts/elements.js";
import { icon } from "../parts/icons.js";
import { words } from "../words/projector-words.js";

/** @typedef {import("../types.js").Change} Change */

const LARGEST = 9; // hundredths of the screen's height
const SMALLEST = 2.7;

/**
 * @param {HTMLElement} root the page's main element
 * @param {{wall: ReturnType<typeof import("./wall.js").mount>, place: HTMLElement,
 *   active: () => boolean, say: (text: string) => void}} options
 *   `place` is where the wall lies; `active` whether it is what the page shows
 */
export function mount(root, { wall, place, active, say }) {
  let open = "";
  /** @type {Element|null} */
  let before = null;
  const text = el("p", { class: "closeup-text", dir: "auto" });
  const foot = el("p", { class: "closeup-foot" });
  const where = el("p", { class: "closeup-where" });
  const dialog = el("section", { class: "closeup", role: "dialog", "aria-modal": "true", "aria-label": words.oneCard,
    tabindex: "-1", hidden: true, keydown: (/** @type {KeyboardEvent} */ event) => onkey(event) },
    text, foot,
    el("div", { class: "closeup-bar" },
      button(words.cardBefore, "←", () => go(-1)),
      button(words.cardAfter, "→", () => go(1)),
      where,
      button(words.closeCard, "Esc", () => close())));
  const input = /** @type {HTMLInputElement} */ (
    el("input", { class: "find-box", type: "search", id: "find", autocomplete: "off", dir: "auto" })
  );
  const found = el("span", { class: "find-count", role: "status" });
  const find = el("search", { class: "find", hidden: true },
    el("label", { for: "find", text: words.find }), input, found,
    button(words.closeFind, "Esc", () => endFind()));
  place.prepend(find);
  root.append(dialog);
  place.setAttribute("tabindex", "0");

  const draw = () => {
    const cards = wall.cards();
    const at = cards.findIndex((card) => card.id === open);
    const card = cards[at];
    if (!card) return close();
    dialog.dataset.role = card.role || "";
    setText(text, [card, ...(card.others || [])].map((one) => one.text || "").join("\n\n"));
    const parts = [];
    if (card.role && card.role_label) parts.push(icon(card.role), el("span", { text: card.role_label }));
    if (card.author) parts.push(el("span", { dir: "auto", text: card.author }));
    if (card.starred) parts.push(icon("star"), el("span", { text: words.starred }));
    foot.replaceChildren(...parts);
    show(foot, parts.length > 0);
    setText(where, words.cardOf(at + 1, cards.length));
    for (let size = LARGEST; size >= SMALLEST; size -= 0.4) {
      dialog.style.setProperty("--card-size", `${size}vh`);
      if (text.scrollHeight <= text.clientHeight) break;
    }
    return undefined;
  };

  /** @param {string} id */
  const openCard = (id) => {
    if (dialog.hidden) before = document.activeElement;
    open = id;
    show(dialog, true);
    draw();
    dialog.focus();
  };
  const close = () => {
    if (dialog.hidden) return;
    open = "";
    show(dialog, false);
    /** @type {HTMLElement} */ (before && before.isConnected ? before : place).focus?.();
  };
  /** @param {number} by */
  const go = (by) => {
    const cards = wall.cards();
    const at = cards.findIndex((card) => card.id === open) + by;
    if (!cards[at]) return;
    open = cards[at].id;
    draw();
    say(cards[at].text || "");
  };

  /** Whatever is pressed on an open card steers nothing. @param {KeyboardEvent} event */
  const onkey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation();
    if (event.key === "Escape") close();
    else if (["ArrowRight", "ArrowDown", "PageDown"].includes(event.key)) go(1);
    else if (["ArrowLeft", "ArrowUp", "PageUp"].includes(event.key)) go(-1);
    else if (event.key === "Tab") return keepInside(event);
    else return;
    event.preventDefault();
  };
  /** @param {KeyboardEvent} event */
  const keepInside = (event) => {
    const stops = [...dialog.querySelectorAll("button")];
    const at = stops.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const next = (at + (event.shiftKey ? -1 : 1) + stops.length) % stops.length;
    stops[at < 0 ? (event.shiftKey ? stops.length - 1 : 0) : next].focus();
    event.preventDefault();
  };

  const beginFind = () => {
    show(find, true);
    input.focus();
    wall.fit();
  };
  const endFind = () => {
    input.value = "";
    setText(found, "");
    show(find, false);
    wall.find("");
    place.focus();
  };
  input.addEventListener("input", () => {
    wall.find(input.value);
    setText(found, input.value.trim() ? words.found(wall.count()) : "");
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") endFind();
    if (event.key === "Enter" && wall.count()) openCard(wall.cards()[0].id);
    if (["Escape", "Enter"].includes(event.key)) event.preventDefault();
    event.stopPropagation();
  });
  place.addEventListener("click", (event) => {
    const card = /** @type {HTMLElement} */ (event.target).closest?.(".wall-card");
    if (card instanceof HTMLElement && card.dataset.id) openCard(card.dataset.id);
  });

  return {
    /** @param {string} key @returns {boolean} whether it was a key for the wall */
    press(key) {
      if (!active()) return false;
      const on = document.activeElement;
      if (key === "/") beginFind();
      else if (key === "N") say(wall.turn() ? words.newestFirst : words.oldestFirst);
      else if (key === "Enter" && (on === place || on === document.body) && wall.count()) {
        openCard(wall.cards()[0].id);
      } else return false;
      return true;
    },
    /** The cards have changed. */
    update: () => dialog.hidden || draw(),
    close,
  };
}

/** @param {string} label @param {string} key @param {() => void} click */
function button(label, key, click) {
  return el("button", { type: "button", class: "bar-button", click }, el("span", { text: label }), el("kbd", { text: key }));
}
