/**
 * Moving cards with a mouse or a finger. A mouse drags a card anywhere; a finger drags it by its
 * grip, so that the rest of the card still scrolls the page. What can be dragged can be moved with
 * “Move to” as well.
 */
import { el } from "../parts/elements.js";

const FAR_PX = 6; // less than this is a click
const EDGE_PX = 56; // so near an edge the board scrolls along
const SCROLL_PX = 14;

/**
 * @param {HTMLElement} root the board
 * @param {{cardOf: (target: EventTarget|null) => HTMLElement|null, allowed: () => boolean,
 *   cards: (card: HTMLElement) => {ids: string[], from: string},
 *   drop: (ids: string[], from: string, to: string) => void,
 *   click: (card: HTMLElement) => void}} options
 */
export function sortDrag(root, { cardOf, allowed, cards, drop, click }) {
  /** @type {{card: HTMLElement, id: number, x: number, y: number, touch: boolean, grip: boolean}|null} */
  let held = null;
  /** @type {{ids: string[], from: string, ghost: HTMLElement, over: HTMLElement|null}|null} */
  let drag = null;
  let at = { x: 0, y: 0 };
  let frame = 0;

  /** @param {PointerEvent} event */
  const begin = (event) => {
    const card = cardOf(event.target);
    if (!card || event.button !== 0 || !event.isPrimary) return;
    const touch = event.pointerType !== "mouse";
    const grip = Boolean(/** @type {Element} */ (event.target).closest(".sort-grip"));
    held = { card, id: event.pointerId, x: event.clientX, y: event.clientY, touch, grip };
  };

  const lift = () => {
    if (!held) return;
    const { ids, from } = cards(held.card);
    const box = held.card.getBoundingClientRect();
    const ghost = el("div", { class: "sort-ghost", "aria-hidden": "true" });
    const copy = /** @type {HTMLElement} */ (held.card.cloneNode(true));
    for (const name of ["role", "tabindex", "aria-selected", "data-id"]) copy.removeAttribute(name);
    ghost.append(copy);
    if (ids.length > 1) ghost.append(el("span", { class: "sort-ghost-count", text: String(ids.length) }));
    ghost.style.width = `${box.width}px`;
    document.body.append(ghost);
    root.classList.add("is-dragging");
    drag = { ids, from, ghost, over: null };
    follow();
  };

  /** Once for each frame, however many moves the mouse reports. */
  const follow = () => {
    frame = 0;
    if (!drag) return;
    drag.ghost.style.transform = `translate3d(${at.x - 24}px, ${at.y - 18}px, 0)`;
    const under = document.elementFromPoint(at.x, at.y);
    const column = /** @type {HTMLElement|null} */ (under && under.closest(".sort-column"));
    const over = column && column.dataset.column !== drag.from ? column : null;
    if (over !== drag.over) {
      drag.over?.classList.remove("is-over");
      over?.classList.add("is-over");
      drag.over = over;
    }
    if (scroll(column)) frame = requestAnimationFrame(follow);
  };

  /** @param {HTMLElement|null} column @returns {boolean} whether something moves by itself */
  const scroll = (column) => {
    const wide = root.getBoundingClientRect();
    const sideways = at.x < wide.left + EDGE_PX ? -SCROLL_PX : at.x > wide.right - EDGE_PX ? SCROLL_PX : 0;
    const before = [root.scrollLeft, window.scrollY, column ? column.scrollTop : 0].join();
    root.scrollLeft += sideways;
    const list = column?.querySelector(".sort-list");
    const room = list && list.scrollHeight > list.clientHeight ? list.getBoundingClientRect() : null;
    const top = room ? room.top : 0;
    const bottom = room ? room.bottom : window.innerHeight;
    const down = at.y < top + EDGE_PX ? -SCROLL_PX : at.y > bottom - EDGE_PX ? SCROLL_PX : 0;
    if (list && room) {
      const was = list.scrollTop;
      list.scrollTop += down;
      if (was !== list.scrollTop) return true;
    } else if (down) window.scrollBy(0, down);
    return before !== [root.scrollLeft, window.scrollY, column ? column.scrollTop : 0].join();
  };

  const end = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    drag?.ghost.remove();
    drag?.over?.classList.remove("is-over");
    root.classList.remove("is-dragging");
    held = drag = null;
  };

  root.addEventListener("pointerdown", begin);
  document.addEventListener("pointermove", (event) => {
    if (!held || event.pointerId !== held.id) return;
    at = { x: event.clientX, y: event.clientY };
    const far = Math.hypot(at.x - held.x, at.y - held.y) > FAR_PX;
    if (!drag && far && allowed() && (!held.touch || held.grip)) lift();
    if (drag && !frame) frame = requestAnimationFrame(follow);
  });
  document.addEventListener("pointerup", (event) => {
    if (!held || event.pointerId !== held.id) return;
    const { card, x, y } = held;
    if (!drag) {
      const still = Math.hypot(event.clientX - x, event.clientY - y) <= FAR_PX;
      end();
      if (still && cardOf(event.target) === card) click(card);
      return;
    }
    at = { x: event.clientX, y: event.clientY };
    follow();
    const { ids, from, over } = drag;
    end();
    if (over) drop(ids, from, over.dataset.column || "");
  });
  document.addEventListener("pointercancel", (event) => {
    if (held && event.pointerId === held.id) end();
  });
  document.addEventListener("keydown", (event) => {
    if (!drag || event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    end();
  }, true);
  root.addEventListener("dragstart", (event) => event.preventDefault());
}
