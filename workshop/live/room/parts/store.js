/**
 * What this browser keeps for one workshop. Falls back to memory where localStorage is missing
 * or full, and says so through `durable`.
 */

/** @typedef {import("../types.js").Store} Store */

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
    this.lasting = true;
    this.box = disk();
    if (!this.box) this.lasting = false;
  }

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
        this.memory.delete(name);
      },
      () => {
        this.lasting = false;
        this.memory.set(name, raw);
      },
    );
  };

  /** @param {string} name */
  remove = (name) => {
    this.memory.delete(name);
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
