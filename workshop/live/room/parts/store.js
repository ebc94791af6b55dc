/**
 * What this browser keeps for one workshop. Falls back to memory where localStorage is missing,
 * forbidden or full, and says so through `durable`. What lies in memory outlives a reload of this
 * tab all the same, in the state of its history, which no browser forbids.
 */

/** @typedef {import("../types.js").Store} Store */

const CARRY_MS = 400;
const MOST_CARRIED = 50_000; // letters of one thing, where all of it is too much
const LEFT = "reframe.left"; // another value each time that somebody signs out
const TYPED = /^(out|draft|edit|picture|recording)\./;

/** @type {Map<string, Store>} */
const stores = new Map();

/**
 * @param {string} code the workshop's code
 * @returns {Store}
 */
export function store(code) {
  let found = stores.get(code);
  if (!found) stores.set(code, (found = make(`reframe.${code}.`)));
  return found;
}

class BrowserStore {
  /** @param {string} prefix */
  constructor(prefix) {
    this.prefix = prefix;
    /** @type {Map<string, string|null>} */
    this.memory = new Map(); // null: removed, though localStorage could not be told
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.timer = undefined;
    /** @type {Map<string, string>} */
    this.typed = new Map(); // by this tab: a browser may be told to forget while somebody types
    this.box = disk();
    this.seat = this.raw("seat");
    this.left = this.read(LEFT);
    this.lasting = Boolean(this.box && takes(this.box));
    this.begin();
    for (const [name, raw] of earlier(prefix)) {
      this.memory.set(name, raw);
      this.lasting = false;
    }
    window.addEventListener("pagehide", this.carry);
  }

  /** Soon rather than at each key: browsers count how often. */
  later = () => {
    this.timer ||= setTimeout(this.carry, CARRY_MS);
  };

  carry = () => {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.look();
    const kept = [...this.memory].filter(([name, raw]) => name !== "lease" && (raw !== null || this.box));
    // A photo may be too much: the words said already that this page must stay open.
    if (!this.hand(kept)) this.hand(kept.filter(([, raw]) => (raw || "").length < MOST_CARRIED));
  };

  hand = (/** @type {[string, string|null][]} */ kept) => {
    try {
      const { [this.prefix]: before, ...others } = history.state || {};
      if (before || kept.length) history.replaceState({ ...others, [this.prefix]: kept }, "");
      return true;
    } catch {
      return false;
    }
  };

  /** @template T @param {(box: Storage) => T} act @param {() => void} [otherwise] @returns {T|null} */
  attempt = (act, otherwise) => {
    try {
      if (this.box) return act(this.box);
    } catch {
      // full, or forbidden meanwhile
    }
    otherwise?.();
    return null;
  };

  read = (/** @type {string} */ name) => this.attempt((box) => box.getItem(name));

  raw = (/** @type {string} */ name) => this.read(this.prefix + name);

  /** An era of this browser lasts until all that it kept is cleared; without a disk there is none. */
  begin = () => {
    this.attempt((box) => this.raw("era") || box.setItem(this.prefix + "era", String(Math.random())));
    this.era = this.raw("era");
  };

  /**
   * What was cleared meanwhile is put back, if nobody else has this browser since. What is missing while
   * the era lasts was sent or removed by a page that this one may not have heard of yet.
   */
  look = () => {
    const { era } = this;
    if (this.raw("era") === era || this.read(LEFT) !== this.left || ![null, this.seat].includes(this.raw("seat"))) return;
    this.begin();
    // Without an era before, as on a full disk, nothing tells what was cleared.
    if (era) for (const [name, raw] of this.typed) if (this.raw(name) === null) this.put(name, raw);
  };

  /** @template T @param {string} name @returns {T|null} */
  get = (name) => {
    this.look();
    const raw = this.memory.has(name) ? this.memory.get(name) : this.raw(name);
    try {
      return raw === null || raw === undefined ? null : JSON.parse(raw);
    } catch {
      return null;
    }
  };

  /** @param {string} name @param {unknown} value */
  set = (name, value) => {
    const raw = JSON.stringify(value);
    if (TYPED.test(name)) this.typed.set(name, raw);
    if (name === "seat") this.seat = raw;
    this.put(name, raw);
  };

  put = (/** @type {string} */ name, /** @type {string} */ raw) => {
    this.attempt(
      (box) => {
        box.setItem(this.prefix + name, raw);
        if (this.raw(name) !== raw) throw 0; // some browsers only act as if
        if (this.memory.delete(name)) this.later();
      },
      () => {
        this.lasting = false;
        this.memory.set(name, raw);
        this.later();
      },
    );
  };

  /** @param {string} name */
  remove = (name) => {
    this.typed.delete(name);
    if (this.memory.delete(name)) this.later();
    this.attempt((box) => box.removeItem(this.prefix + name), () => this.memory.set(name, null));
  };

  /** @param {string} start */
  names = (start) => {
    /** @type {Set<string>} */
    const found = new Set();
    this.look();
    this.attempt((box) => {
      for (let i = 0; i < box.length; i += 1) {
        const full = box.key(i) || "";
        if (full.startsWith(this.prefix + start)) found.add(full.slice(this.prefix.length));
      }
    });
    for (const [name, raw] of this.memory) {
      if (raw === null) found.delete(name);
      else if (name.startsWith(start)) found.add(name);
    }
    return [...found].sort();
  };

  durable = () => this.lasting;

  /** @param {(name: string) => void} run */
  onOther = (run) => {
    /** @param {StorageEvent} event */
    const heard = (event) => {
      if (event.key === LEFT) {
        this.typed.clear();
        for (const name of this.names("")) this.remove(name);
        this.memory.clear();
        return run("seat");
      }
      if (!event.key?.startsWith(this.prefix)) return;
      const name = event.key.slice(this.prefix.length);
      this.typed.delete(name); // another tab's from now on
      run(name);
    };
    window.addEventListener("storage", heard);
    return () => window.removeEventListener("storage", heard);
  };
}

/** @param {ConstructorParameters<typeof BrowserStore>[0]} prefix */
function make(prefix) {
  return new BrowserStore(prefix);
}

/** What lay in memory before a reload; by the way back another person may come. @param {string} prefix @returns {[string, string|null][]} */
function earlier(prefix) {
  const [came] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const found = came?.type === "reload" && history.state?.[prefix];
  return Array.isArray(found) ? found : [];
}

/** What can be read, be it full. @returns {Storage|null} */
function disk() {
  try {
    return window.localStorage.length >= 0 ? window.localStorage : null;
  } catch {
    return null;
  }
}

/** @param {Storage} box */
function takes(box) {
  try {
    box.setItem("reframe.check", "1");
    box.removeItem("reframe.check");
    return true;
  } catch {
    return false;
  }
}
