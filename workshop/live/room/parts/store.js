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

/** @param {string} prefix @returns {Store} */
function make(prefix) {
  /** @type {Map<string, string|null>} */
  const memory = new Map(); // null: removed, though localStorage could not be told
  let lasting = true;
  const box = disk();
  if (!box) lasting = false;

  /** @template T @param {() => T} act @param {() => T} otherwise @returns {T} */
  const attempt = (act, otherwise) => {
    if (!box) return otherwise();
    try {
      return act();
    } catch {
      return otherwise();
    }
  };

  return {
    get(name) {
      const raw = memory.has(name)
        ? memory.get(name)
        : attempt(() => box?.getItem(prefix + name), () => null);
      try {
        return raw === null || raw === undefined ? null : JSON.parse(raw);
      } catch {
        return null;
      }
    },
    set(name, value) {
      const raw = JSON.stringify(value);
      attempt(
        () => {
          box?.setItem(prefix + name, raw);
          memory.delete(name);
        },
        () => {
          lasting = false;
          memory.set(name, raw);
        },
      );
    },
    remove(name) {
      memory.delete(name);
      attempt(
        () => box?.removeItem(prefix + name),
        () => {
          memory.set(name, null);
        },
      );
    },
    names(start) {
      /** @type {Set<string>} */
      const found = new Set();
      attempt(
        () => {
          for (let i = 0; i < (box?.length || 0); i += 1) {
            const full = box?.key(i) || "";
            if (full.startsWith(prefix + start)) found.add(full.slice(prefix.length));
          }
        },
        () => undefined,
      );
      for (const [name, raw] of memory) {
        if (raw === null) found.delete(name);
        else if (name.startsWith(start)) found.add(name);
      }
      return [...found].sort();
    },
    durable: () => lasting,
    onOther(run) {
      /** @param {StorageEvent} event */
      const heard = (event) => {
        if (event.key && event.key.startsWith(prefix)) run(event.key.slice(prefix.length));
      };
      window.addEventListener("storage", heard);
      return () => window.removeEventListener("storage", heard);
    },
  };
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
