/**
 * Moving cards with a mouse or a finger. A mouse drags a card anywhere; a finger drags it by its
 * grip, so that the rest of the card still scrolls the page. What can be dragged can be moved with
 * “Move to” as well.
 */
import { el } from "../parts/elements.js";

const FAR_PX = 6; // less than this is a click
const EDGE_PX = 56; // so near an edge the board scrolls along
const SCROLL_PX = 14;

class SortDrag {
  /**
   * @param {HTMLElement} root the board
   * @param {{cardOf: (target: EventTarget|null) => HTMLElement|null, allowed: () => boolean,
   *   cards: (card: HTMLElement) => {ids: string[], from: string},
   *   drop: (ids: string[], from: string, to: string) => void,
   *   click: (card: HTMLElement) => void}} options
   */
  constructor(root, { cardOf, allowed, cards, drop, click }) {
    this.root = root;
    this.cardOf = cardOf;
    this.cards = cards;
    /** @type {{card: HTMLElement, id: number, x: number, y: number, touch: boolean, grip: boolean}|null} */
    this.held = null;
    /** @type {{ids: string[], from: string, ghost: HTMLElement, over: HTMLElement|null}|null} */
    this.drag = null;
    this.at = { x: 0, y: 0 };
    this.frame = 0;

    this.root.addEventListener("pointerdown", this.begin);
    document.addEventListener("pointermove", (event) => {
      if (!this.held || event.pointerId !== this.held.id) return;
      this.at = { x: event.clientX, y: event.clientY };
      const far = Math.hypot(this.at.x - this.held.x, this.at.y - this.held.y) > FAR_PX;
      if (!this.drag && far && allowed() && (!this.held.touch || this.held.grip)) this.lift();
      if (this.drag && !this.frame) this.frame = requestAnimationFrame(this.follow);
    });
    document.addEventListener("pointerup", (event) => {
      if (!this.held || event.pointerId !== this.held.id) return;
      const { card, x, y } = this.held;
      if (!this.drag) {
        const still = Math.hypot(event.clientX - x, event.clientY - y) <= FAR_PX;
        this.end();
        if (still && this.cardOf(event.target) === card) click(card);
        return;
      }
      this.at = { x: event.clientX, y: event.clientY };
      this.follow();
      const { ids, from, over } = this.drag;
      this.end();
      if (over) drop(ids, from, over.dataset.column || "");
    });
    document.addEventListener("pointercancel", (event) => {
      if (this.held && event.pointerId === this.held.id) this.end();
    });
    document.addEventListener("keydown", (event) => {
      if (!this.drag || event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      this.end();
    }, true);
    this.root.addEventListener("dragstart", (event) => event.preventDefault());
  }

  /** @param {PointerEvent} event */
  begin = (event) => {
    const card = this.cardOf(event.target);
    if (!card || event.button !== 0 || !event.isPrimary) return;
    const touch = event.pointerType !== "mouse";
    const grip = Boolean(/** @type {Element} */ (event.target).closest(".sort-grip"));
    this.held = { card, id: event.pointerId, x: event.clientX, y: event.clientY, touch, grip };
  };

  lift = () => {
    if (!this.held) return;
    const { ids, from } = this.cards(this.held.card);
    const box = this.held.card.getBoundingClientRect();
    const ghost = el("div", { class: "sort-ghost", "aria-hidden": "true" });
    const copy = /** @type {HTMLElement} */ (this.held.card.cloneNode(true));
    for (const name of ["role", "tabindex", "aria-selected", "data-id"]) copy.removeAttribute(name);
    ghost.append(copy);
    if (ids.length > 1) ghost.append(el("span", { class: "sort-ghost-count", text: String(ids.length) }));
    ghost.style.width = `${box.width}px`;
    document.body.append(ghost);
    this.root.classList.add("is-dragging");
    this.drag = { ids, from, ghost, over: null };
    this.follow();
  };

  /** Once for each frame, however many moves the mouse reports. */
  follow = () => {
    this.frame = 0;
    if (!this.drag) return;
    this.drag.ghost.style.transform = `translate3d(${this.at.x - 24}px, ${this.at.y - 18}px, 0)`;
    const under = document.elementFromPoint(this.at.x, this.at.y);
    const column = /** @type {HTMLElement|null} */ (under && under.closest(".sort-column"));
    const over = column && column.dataset.column !== this.drag.from ? column : null;
    if (over !== this.drag.over) {
      this.drag.over?.classList.remove("is-over");
      over?.classList.add("is-over");
      this.drag.over = over;
    }
    if (this.scroll(column)) this.frame = requestAnimationFrame(this.follow);
  };

  /** @param {HTMLElement|null} column @returns {boolean} whether something moves by itself */
  scroll = (column) => {
    const wide = this.root.getBoundingClientRect();
    const sideways = this.at.x < wide.left + EDGE_PX ? -SCROLL_PX : this.at.x > wide.right - EDGE_PX ? SCROLL_PX : 0;
    const before = [this.root.scrollLeft, window.scrollY, column ? column.scrollTop : 0].join();
    this.root.scrollLeft += sideways;
    const list = column?.querySelector(".sort-list");
    const room = list && list.scrollHeight > list.clientHeight ? list.getBoundingClientRect() : null;
    const top = room ? room.top : 0;
    const bottom = room ? room.bottom : window.innerHeight;
    const down = this.at.y < top + EDGE_PX ? -SCROLL_PX : this.at.y > bottom - EDGE_PX ? SCROLL_PX : 0;
    if (list && room) {
      const was = list.scrollTop;
      list.scrollTop += down;
      if (was !== list.scrollTop) return true;
    } else if (down) window.scrollBy(0, down);
    return before !== [this.root.scrollLeft, window.scrollY, column ? column.scrollTop : 0].join();
  };

  end = () => {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.drag?.ghost.remove();
    this.drag?.over?.classList.remove("is-over");
    this.root.classList.remove("is-dragging");
    this.held = this.drag = null;
  };
}

/** @param {ConstructorParameters<typeof SortDrag>[0]} root @param {ConstructorParameters<typeof SortDrag>[1]} options */
export function sortDrag(root, options) {
  return new SortDrag(root, options);
}
