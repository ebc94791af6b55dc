/**
 * Sets the vision board so that all of it can be read from the back row. Letters grow before
 * anything is left out, and none is smaller than 1/40 of the height; then whole items leave a list
 * from its end and are a page further on, where the lists have the room of the promise too. No sentence
 * is ever cut.
 */
import { words } from "../words/board-words.js";

/** The few sizes of the board, in units of 1/135 of its height. */
const SCALE = [1.75, 1.9, 2.05, 2.2, 2.4, 2.65, 3, 3.375, 3.75, 4.25, 4.75, 5.25, 5.75, 6.25, 7, 8, 9, 10];
const FORMS = {
  wide: { least: 3.375, list: 5, vision: 16, top: 66, say: 60, mid: 48, far: 58, page: [10, 4], pair: [10, 3.375], low: [4.25, 3.375] },
  four3: { least: 3.375, list: 5, vision: 14, top: 60, say: 56, mid: 48, far: 58, page: [6.25, 3.75], pair: [5.75, 3.375], low: [4.25, 3.375] },
  a3: { least: 1.9, list: 2.65, vision: 14, top: 58, say: 48, mid: 32, far: 32, page: [3.75, 2.4], pair: [3.375, 2.4], low: [2.65, 2.05] },
};
const STEP = 0.5;
const AIR = 1; // below the vision
const FOOT = 11; // of a list at the least: its name, and how many are to be read

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
    this.paper = form === "a3";
    this.page = page;
    this.top = this.unit("--top");
    this.mid = this.unit("--mid");
    this.say = this.one(".vb-say");
    this.u = board.clientHeight / 135;
    this.sure = this.form.least * 1.5; // a size at which the vision fits
    this.places = places(board, form);
  }

  /** The lists that are to be seen now. */
  get lists() {
    return this.places.map(({ lists, at }) => lists[at]);
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

  /** Whether the lists still have room for their names and for what is further on. */
  roomy() {
    const foot = this.one(".vb-foot");
    const lists = this.lists.map((list) => list.offsetTop);
    const rows = new Set(lists).size; // on 4:3 two lists share a column
    return !foot || foot.clientHeight - STEP * this.u >= FOOT * this.u * rows;
  }

  /** The row of front page and promise is so high, and their letters as large as it allows. @param {number} mid */
  promise(mid) {
    this.mid = mid;
    this.board.style.setProperty("--mid", String(mid));
    const [page, pair, low] = ["page", "pair", "low"].map((name) => this.one(`[data-grow=${name}]`));
    const more = mid > this.form.mid || this.one(".vb-noband") ? 1.6 : 1; // where little was written yet
    if (page) this.grow(page, [this.form.page[0] * more, this.form.page[1]], "--gl");
    const most = pair ? this.grow(pair, [this.form.pair[0] * more, this.form.pair[1]]) : 99;
    const beside = this.one(".vb-cost") ? this.form.low[0] : this.form.pair[0] * more;
    if (low) this.grow(low, [Math.max(this.form.low[1], Math.min(beside, most)), this.form.low[1]], "--gl");
  }

  /** Front page and promise: as large as their row allows, and the row grows before a quote leaves; then it grows as far as the lists let it. */
  middle() {
    const page = this.one("[data-grow=page]");
    const pair = this.one("[data-grow=pair]");
    const low = this.one("[data-grow=low]");
    const cost = this.one(".vb-cost");
    const full = () => [page, pair, low, cost].some((one) => one && one.offsetParent && over(one));
    const least = this.mid;
    const high = (/** @type {number} */ mid) => this.promise(mid);
    // The lowest row that holds its words, or beyond which the lists have no room.
    const raise = (/** @type {number} */ most) => {
      const from = this.mid;
      const enough = () => !full() || this.mid >= most || !this.roomy();
      if (enough()) return;
      let [low, found] = [0, Math.ceil((most - from) / STEP)];
      while (found - low > 1) {
        const steps = Math.floor((low + found) / 2);
        high(from + steps * STEP);
        if (enough()) found = steps;
        else low = steps;
      }
      if (this.mid !== from + found * STEP) high(from + found * STEP);
    };
    high(least);
    raise(this.form.mid);
    for (const leaves of [".vb-others", ".vb-quote"]) {
      const left = page && over(page) && page.querySelector(leaves);
      if (!left) continue;
      left.setAttribute("hidden", "");
      high(least); // without it the row may do with less
      raise(this.form.mid);
    }
    raise(this.form.far);
    if (this.paper) this.small([page, pair, low]);
  }

  /** A last resort on paper, which cannot be scrolled: below the stated size, but never cut. @param {(HTMLElement|null)[]} nodes */
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
    const high = Math.min(drawn.getBoundingClientRect().height, (row.clientWidth * 0.33) / ratio);
    drawn.style.height = `${high}px`;
    drawn.style.width = `${high * ratio}px`;
  }

  /** The row of the vision: higher, then fewer words about whom it is for. */
  row() {
    const say = this.say;
    if (!say) return;
    this.picture();
    this.says("--v", this.sure);
    for (; over(say) && this.top < this.form.say && this.roomy(); this.picture()) {
      this.top += STEP;
      this.board.style.setProperty("--top", String(this.top)); // a higher row has a wider picture
    }
    this.fewerWords(say);
    const told = this.one(".vb-told");
    for (let size = 4.25; told && over(told) && size >= this.form.least; size -= 0.125) told.style.setProperty("--gq", String(size));
  }

  /** At its least size: without whom it is for, without where it comes from, then smaller. @param {HTMLElement} say */
  fewerWords(say) {
    if (over(say)) this.one(".vb-whom")?.setAttribute("hidden", "");
    if (over(say)) this.one(".vb-from")?.setAttribute("hidden", "");
    for (; over(say) && this.sure > this.form.least; this.sure -= 0.125) this.says("--v", this.sure);
  }

  fine = () => this.lists.every((list) => !over(list));

  /** All items of all lists at one size, the largest; else the least size and whole items. */
  foot() {
    for (let page = 0; page <= this.page; page += 1) {
      if (page) this.places.forEach(turn);
      this.one(".vb-mid")?.toggleAttribute("hidden", page > 0); // read by then: its room is for the lists
      for (const { lists, at, from } of this.places) {
        lists.forEach((list, other) => (list.hidden = other !== at));
        lists[at].style.removeProperty("--s");
        show(lists[at], from, Infinity, lists[at + 1]);
      }
      const sizes = SCALE.filter((size) => size <= this.form.list && size >= this.form.least).reverse();
      if (!sizes.some((size) => this.set(size) && this.fine())) {
        for (const { lists, at, from } of this.places) fewer(lists[at], from, page || this.paper ? this.form.least : 0, lists[at + 1]);
      }
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
    const most = this.form.vision * (this.lists.length ? 1 : 1.5); // before there is a way to it, the sheet is its own
    const size = this.largest(most, this.form.least * 1.5);
    if (size) {
      this.lines(size);
      return this.share();
    }
    this.says("--v", this.sure);
    if (this.say) this.fewerWords(this.say); // the picture may have come meanwhile, and taken room
    return undefined;
  }

  /** Only what stands in the row of the vision is styled anew. @param {string} name @param {number} size */
  says = (name, size) => this.say?.style.setProperty(name, String(size));

  /** The largest size between these at which the vision fits, and set so; 0 where there is none. It is sought in steps of 1, then of 1/8. @param {number} most @param {number} least */
  largest(most, least) {
    const fits = (/** @type {number} */ size) => {
      this.says("--v", size);
      return this.say && !over(this.say);
    };
    let size = most;
    while (size > least && !fits(size)) size -= 1;
    for (let more = size + 0.875; more > Math.max(size, least); more -= 0.125) if (more <= most && fits(more)) return more;
    return size > least && fits(size) ? size : 0;
  }

  /** The lines below the vision are as large as the lists, where that costs it no more than a tenth. @param {number} size */
  lines(size) {
    const sizes = SCALE.filter((one) => one > this.form.least && one <= Math.min(4.25, this.unit("--s"))).reverse();
    const fits = (/** @type {number} */ lines) => {
      this.says("--k", lines);
      return this.largest(size, size * 0.9) > 0;
    };
    if (this.paper || !this.lists.length || sizes.some(fits)) return;
    this.say?.style.removeProperty("--k");
    this.says("--v", size);
  }

  /** What no other part could use goes to the lists. */
  rest() {
    const set = this.unit("--s");
    const larger = SCALE.filter((size) => size > set && size <= this.form.list * (this.paper ? 1.6 : 1.3)).reverse();
    if (!larger.some((size) => this.set(size) && this.fine())) this.set(set);
  }

  /** One more line may be too much for the vision, and a picture uses its row: else what is free there goes to the promise. */
  share() {
    const said = this.one(".vb-nopic h2");
    if (!said || !this.one(".vb-mid:not([hidden])")) return;
    const { mid } = this;
    const high = said.offsetHeight;
    said.style.flex = "none";
    const free = Math.floor((high - said.offsetHeight) / this.u - AIR);
    said.style.removeProperty("flex");
    if (free <= 0) return;
    // A large letter reaches further below its line than a small one, so the row is asked too.
    for (let given = free; given > 0; given -= STEP) {
      this.board.style.setProperty("--top", String(this.top - given));
      this.promise(mid + given);
      if (!this.say || !over(this.say)) return;
    }
    this.board.style.setProperty("--top", String(this.top));
    this.promise(mid);
  }
}

/** The items of a list. @param {HTMLElement} list */
const items = (list) => /** @type {HTMLElement[]} */ ([...list.querySelectorAll("li")]);

/** Where one list stands at a time, which of them, and its first item there. @typedef {{lists: HTMLElement[], at: number, from: number}} Place */

/**
 * On a screen a list that follows another (data-after) takes its place once that was shown whole;
 * on paper each has a place of its own.
 *
 * @param {HTMLElement} board @param {Form} form @returns {Place[]}
 */
function places(board, form) {
  const found = /** @type {Place[]} */ ([]);
  for (const list of /** @type {NodeListOf<HTMLElement>} */ (board.querySelectorAll("[data-list]"))) {
    const before = form === "a3" ? undefined : found.find(({ lists }) => lists[0].dataset.list === list.dataset.after);
    if (before) before.lists.push(list);
    else found.push({ lists: [list], at: 0, from: 0 });
  }
  return found;
}

/** Show so many items from this one on, and say how many come after them, or which list. @param {HTMLElement} list @param {number} from @param {number} many @param {HTMLElement} [then] */
function show(list, from, many, then) {
  const all = items(list);
  all.forEach((item, at) => (item.hidden = at < from || at >= from + many));
  const left = Math.max(0, all.length - from - many);
  const more = /** @type {HTMLElement} */ (list.querySelector(".vb-more"));
  more.hidden = left === 0 && !then;
  const name = then?.querySelector("h3")?.textContent ?? "";
  if (left && list.closest("[data-form=a3]")) more.textContent = words.onPhone(left);
  else {
    const key = list.closest("[data-framed=yes]") ? "" : " →"; // framed, that key moves the whole room on
    more.textContent = (left ? words.more(left, many === 0) : words.then(name)) + key;
  }
}

/** Lessons go first where names and verdicts then fit; then whole items from the end. One that does not fit alone leaves its second line, waits for a page with more room, and gets smaller letters where none has. @param {HTMLElement} list @param {number} from @param {number} least 0: it waits @param {HTMLElement} [then] */
function fewer(list, from, least, then) {
  const details = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("li > b ~ .vb-sub")]);
  details.forEach((one) => (one.hidden = false)); // an earlier try had less room
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
  for (let many = items(list).length - from - 1; many > 0 && over(list); many -= 1) show(list, from, many, then);
  if (list.dataset.list !== "who") details.forEach((one) => (one.hidden = over(list)));
  for (let size = least; size && over(list) && size > least / 2; size -= 0.125) list.style.setProperty("--s", String(size));
  if (over(list)) show(list, from, 0, then);
}

/** The next page of this place: after what is shown, then the list that follows, or here where nothing is left. @param {Place} place */
function turn(place) {
  const list = place.lists[place.at];
  const shown = items(list).filter((item) => !item.hidden).length;
  if (place.from + shown < items(list).length) place.from += shown;
  else if (place.at + 1 < place.lists.length) Object.assign(place, { at: place.at + 1, from: 0 });
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
  const square = /** @type {HTMLElement|null} */ (board.querySelector(".vb-square"));
  square?.setAttribute("hidden", ""); // it comes where room is left
  const setting = new Fitting(board, form, page);
  setting.folio();
  setting.middle();
  setting.row();
  setting.foot();
  setting.vision();
  setting.rest();
  if (!setting.whole()) return fit(board, undefined); // rather scrolled than cut
  square?.removeAttribute("hidden");
  square?.toggleAttribute("hidden", over(/** @type {Element} */ (square.closest(".vb-col"))));
  return setting.lists.some((list) => !(/** @type {HTMLElement} */ (list.querySelector(".vb-more")).hidden));
}
