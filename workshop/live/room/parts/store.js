/**
 * What this browser keeps for one workshop. Falls back to memory where localStorage is missing,
 * forbidden or full, and says so through `durable`. What lies in memory outlives a reload of this
 * tab all the same, in the state of its history, which no browser forbids.
 */

/** @typedef {import("../types.js").Store} Store */

const CARRY_MS = 400;

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
    this.lasting = true;
    this.box = disk();
    if (!this.box) this.lasting = false;
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
    try {
      const { [this.prefix]: before, ...others } = history.state || {};
      const kept = [...this.memory].filter(([name, raw]) => name !== "lease" && (raw !== null || this.box));
      if (before || kept.length) history.replaceState({ ...others, [this.prefix]: kept }, "");
    } catch {
      // Too much, such as a photo: the words said already that this page must stay open.
    }
  };

  /** @template T @param {() => T} act @param {() => T} otherwise @returns {T} */
  attempt = (act, otherwise) => {
    if (!this.box) return otherwise();
    try {
      return act();
    } catch {
      return otherwise();
    }
  };

  /** @template T @param {string} name @returns {T|null} */
  get = (name) => {
    const raw = this.memory.has(name)
      ? this.memory.get(name)
      : this.attempt(() => this.box?.getItem(this.prefix + name), () => null);
    try {
      return raw === null || raw === undefined ? null : JSON.parse(raw);
    } catch {
      return null;
    }
  };

  /** @param {string} name @param {unknown} value */
  set = (name, value) => {
    const raw = JSON.stringify(value);
    this.attempt(
      () => {
        this.box?.setItem(this.prefix + name, raw);
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
    if (this.memory.delete(name)) this.later();
    this.attempt(
      () => this.box?.removeItem(this.prefix + name),
      () => {
        this.memory.set(name, null);
      },
    );
  };

  /** @param {string} start */
  names = (start) => {
    /** @type {Set<string>} */
    const found = new Set();
    this.attempt(
      () => {
        for (let i = 0; i < (this.box?.length || 0); i += 1) {
          const full = this.box?.key(i) || "";
          if (full.startsWith(this.prefix + start)) found.add(full.slice(this.prefix.length));
        }
      },
      () => undefined,
    );
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
      if (event.key && event.key.startsWith(this.prefix)) run(event.key.slice(this.prefix.length));
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

/** @returns {Storage|null} */
function disk() {
  try {
    const name = "reframe.check";
    window.localStorage.setItem(name, "1");
    window.localStorage.removeItem(name);
    return window.localStorage;
  } catch {
    return null;
  }
}
