/**
 * Sets the vision board so that all of it can be read from the back row. Letters grow before
 * anything is left out, and none is smaller than 1/40 of the height; then whole items leave a list
 * from its end and are a page further on. No sentence is ever cut.
 */
import { words } from "../words/projector-words.js";

/** The few sizes of the board, in units of 1/135 of its height. */
const SCALE = [1.75, 1.9, 2.05, 2.2, 2.4, 2.65, 3, 3.375, 3.75, 4.25, 4.75, 5.25, 5.75, 6.25, 7, 8, 9, 10];
const FORMS = {
  wide: { least: 3.375, list: 5, vision: 16, top: 66, say: 60, mid: 42, page: [10, 4], pair: [10, 3.375], low: [4.25, 3.375] },
  four3: { least: 3.375, list: 5, vision: 14, top: 60, say: 56, mid: 42, page: [6.25, 3.75], pair: [5.75, 3.375], low: [4.25, 3.375] },
  a3: { least: 1.9, list: 2.65, vision: 12, top: 52, say: 48, mid: 32, page: [3.75, 2.4], pair: [3.375, 2.4], low: [2.65, 2.05] },
};
const STEP = 0.5;

/** @typedef {keyof typeof FORMS} Form */

/** How a board of this window is set; undefined where it flows. @param {number} width @param {number} height @returns {Form|undefined} */
export function formOf(width, height) {
  if (width < 760 || width / height < 1.2) return undefined;
  return width / height < 1.55 ? "four3" : "wide";
}

/** @param {Element} node */
const over = (node) => node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1;

class Fitting {
  /** @param {HTMLElement} board @param {Form} form @param {number} page */
  constructor(board, form, page) {
    this.board = board;
    this.form = FORMS[form];
    this.page = page;
    this.top = this.unit("--top");
    this.mid = this.unit("--mid");
    this.say = this.one(".vb-say");
    this.sure = this.form.least * 1.5; // a size at which the vision fits
    this.lists = /** @type {HTMLElement[]} */ ([...board.querySelectorAll("[data-list]")]);
  }

  /** @param {string} name */
  unit = (name) => Number.parseFloat(getComputedStyle(this.board).getPropertyValue(name));

  /** @param {string} selector */
  one = (selector) => /** @type {HTMLElement|null} */ (this.board.querySelector(selector));

  /** The largest size of the scale at which it fits. @param {HTMLElement} node @param {number[]} range @param {string} name */
  grow(node, [most, least], name = "--g") {
    const sizes = SCALE.filter((size) => size <= most && size >= least).reverse();
    const found = sizes.find((size) => {
      node.style.setProperty(name, String(size));
      return !over(node);
    });
    return found ?? least;
  }

  folio() {
    const line = this.one(".vb-folio");
    if (line && over(line)) this.one(".vb-label")?.setAttribute("hidden", "");
    const name = this.one(".vb-name");
    if (line && (over(line) || (name && over(name)))) line.classList.add("is-two");
  }

  /** Front page and promise: as large as their row allows, and the row grows before a quote leaves. */
  middle() {
    const page = this.one("[data-grow=page]");
    const pair = this.one("[data-grow=pair]");
    const low = this.one("[data-grow=low]");
    const cost = this.one(".vb-cost");
    const set = () => {
      if (page) this.grow(page, this.form.page, "--gl");
      const most = pair ? this.grow(pair, this.form.pair) : 99;
      if (low) this.grow(low, [Math.max(this.form.low[1], Math.min(this.form.low[0], most)), this.form.low[1]], "--gl");
    };
    const full = () => [page, pair, low, cost].some((one) => one && one.offsetParent && over(one));
    set();
    for (; full() && this.mid < this.form.mid; this.mid += STEP) {
      this.board.style.setProperty("--mid", String(this.mid + STEP));
      set();
    }
    for (const least of [".vb-others", ".vb-quote"]) {
      if (page && over(page)) page.querySelector(least)?.setAttribute("hidden", "");
    }
    set();
    this.small([page, pair, low]);
  }

  /** A last resort for what nobody wrote by hand: below the stated size, but never cut. @param {(HTMLElement|null)[]} nodes */
  small(nodes) {
    for (const node of nodes) {
      for (let size = this.form.least; node && over(node) && size > 1; size -= 0.125) {
        for (const name of ["--g", "--gl", "--gq", "--t"]) node.style.setProperty(name, String(size));
        node.style.setProperty("--l", String(size * 1.185));
      }
    }
  }

  /** Never cropped: as high as its row, and at most a third of the width. */
  picture() {
    const drawn = /** @type {HTMLImageElement|null} */ (this.board.querySelector(".vb-picture img"));
    const row = this.one(".vb-top");
    if (!drawn?.naturalWidth || !row) return;
    drawn.style.removeProperty("height");
    const ratio = drawn.naturalWidth / drawn.naturalHeight;
    const high = Math.min(drawn.getBoundingClientRect().height, row.clientWidth / 3 / ratio);
    drawn.style.height = `${high}px`;
    drawn.style.width = `${high * ratio}px`;
  }

  /** The row of the vision: higher, then fewer words about whom it is for. */
  row() {
    const say = this.say;
    if (!say) return;
    this.picture();
    this.board.style.setProperty("--v", String(this.sure));
    for (; over(say) && this.top < this.form.say; this.top += STEP) this.board.style.setProperty("--top", String(this.top + STEP));
    this.fewerWords(say);
    const told = this.one(".vb-told");
    for (let size = 4.25; told && over(told) && size > 1.5; size -= 0.125) told.style.setProperty("--gq", String(size));
  }

  /** At its least size: without whom it is for, without where it comes from, then smaller. @param {HTMLElement} say */
  fewerWords(say) {
    if (over(say)) this.one(".vb-whom")?.setAttribute("hidden", "");
    if (over(say)) this.one(".vb-from")?.setAttribute("hidden", "");
    for (; over(say) && this.sure > this.form.least; this.sure -= 0.125) this.board.style.setProperty("--v", String(this.sure));
  }

  fine = () => this.lists.every((list) => !over(list));

  /** All items of all lists at one size, the largest; else the least size and whole items. */
  foot() {
    const from = this.lists.map(() => 0);
    for (let page = 0; page <= this.page; page += 1) {
      this.lists.forEach((list, at) => {
        list.style.removeProperty("--s");
        show(list, from[at], Infinity);
      });
      const sizes = SCALE.filter((size) => size <= this.form.list && size >= this.form.least).reverse();
      if (!sizes.some((size) => this.set(size) && this.fine())) {
        this.lists.forEach((list, at) => fewer(list, from[at], this.form.least));
      }
      if (page < this.page) this.lists.forEach((list, at) => (from[at] = next(list, from[at])));
    }
  }

  /** @param {number} size */
  set = (size) => {
    this.board.style.setProperty("--s", String(size));
    return true;
  };

  /** Whether every box holds what is in it. */
  whole = () => {
    const boxes = ".vb-folio, .vb-say, .vb-told, .vb-page, .vb-pair, .vb-low, .vb-cost, .vb-col";
    const all = /** @type {NodeListOf<HTMLElement>} */ (this.board.querySelectorAll(boxes));
    return [...all].every((one) => !one.offsetParent || !over(one));
  };

  /** What is left over goes to the vision, and then the vision grows. */
  vision() {
    while (this.lists.length && this.top < this.form.top) {
      this.board.style.setProperty("--top", String(this.top + STEP));
      if (!this.fine()) break;
      this.top += STEP;
    }
    this.board.style.setProperty("--top", String(this.top));
    this.picture();
    let size = this.form.vision;
    for (; this.say && size > this.form.least * 1.5; size -= 0.125) {
      this.board.style.setProperty("--v", String(size));
      if (!over(this.say)) return;
    }
    this.board.style.setProperty("--v", String(this.sure));
    if (this.say) this.fewerWords(this.say); // the picture may have come meanwhile, and taken room
  }
}

/** The items of a list. @param {HTMLElement} list */
const items = (list) => /** @type {HTMLElement[]} */ ([...list.querySelectorAll("li")]);

/** Show so many items from this one on, and say how many come after them. @param {HTMLElement} list @param {number} from @param {number} many */
function show(list, from, many) {
  const all = items(list);
  all.forEach((item, at) => (item.hidden = at < from || at >= from + many));
  const left = Math.max(0, all.length - from - many);
  const more = /** @type {HTMLElement} */ (list.querySelector(".vb-more"));
  more.hidden = left === 0;
  more.textContent = left ? words.vision.more(left, many === 0) : "";
}

/** Lessons go first where names and verdicts then fit; then whole items from the end. One that does not fit alone gets smaller letters. @param {HTMLElement} list @param {number} from @param {number} least */
function fewer(list, from, least) {
  if (!over(list)) return;
  const lessons = /** @type {HTMLElement[]} */ ([...list.querySelectorAll(".vb-lesson")]);
  lessons.forEach((one) => (one.hidden = true));
  if (lessons.length && !over(list)) {
    for (const one of lessons) {
      one.hidden = false;
      if (over(list)) one.hidden = true;
    }
    return;
  }
  lessons.forEach((one) => (one.hidden = false));
  for (let many = items(list).length - from - 1; many > 0 && over(list); many -= 1) show(list, from, many);
  for (let size = least; over(list) && size > least / 2; size -= 0.125) list.style.setProperty("--s", String(size));
  if (over(list)) show(list, from, 0);
}

/** Where the next page of this list begins: after what is shown, or here where nothing is left. @param {HTMLElement} list @param {number} from */
function next(list, from) {
  const shown = items(list).filter((item) => !item.hidden).length;
  return from + shown < items(list).length ? from + Math.max(1, shown) : from;
}

/** Forget what an earlier fit has set. @param {HTMLElement} board */
function clear(board) {
  board.removeAttribute("style");
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (board.querySelectorAll("[style]"))) one.removeAttribute("style");
  for (const one of board.querySelectorAll("[hidden]:not(.vb-page-at)")) one.removeAttribute("hidden");
  for (const one of board.querySelectorAll(".vb-more")) one.setAttribute("hidden", "");
  board.querySelector(".vb-folio")?.classList.remove("is-two");
}

/**
 * Set the board in this form, at this page of its lists; true where a later page holds more.
 *
 * @param {HTMLElement} board @param {Form|undefined} form @param {number} page
 */
export function fit(board, form, page = 0) {
  clear(board);
  if (!form) {
    delete board.dataset.form;
    return false;
  }
  board.dataset.form = form;
  const setting = new Fitting(board, form, page);
  setting.folio();
  setting.middle();
  setting.row();
  setting.foot();
  setting.vision();
  if (!setting.whole()) return fit(board, undefined); // rather scrolled than cut
  return setting.lists.some((list) => !(/** @type {HTMLElement} */ (list.querySelector(".vb-more")).hidden));
}
