/**
 * Small tools to build a page out of text, never out of markup.
 */
import { strangeIn } from "./say.js";

/** Marks words that are not in the page's language. @param {Element} node @param {string} text */
function mark(node, text) {
  const lang = strangeIn(text);
  if (lang) {
    node.setAttribute("lang", lang);
    if (!node.hasAttribute("dir")) node.setAttribute("dir", "auto");
    node.setAttribute("data-strange", "");
  } else if (node.hasAttribute("data-strange")) {
    for (const name of ["lang", "data-strange"]) node.removeAttribute(name);
  }
}

/**
 * One element. `text` becomes textContent; other keys are attributes; functions are listeners.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} [props]
 * @param {...(Node|string)} children
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "text") setText(node, String(value));
    else if (typeof value === "function") node.addEventListener(name, /** @type {EventListener} */ (value));
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children);
  return node;
}

/**
 * Sets text only when it differs, so that a live region does not repeat itself and a selection
 * is not lost.
 *
 * @param {Element|null} node
 * @param {string} text
 */
export function setText(node, text) {
  if (!node || node.textContent === text) return;
  node.textContent = text;
  mark(node, text);
}

/** @param {Element|null} node @param {boolean} shown */
export function show(node, shown) {
  if (node && /** @type {HTMLElement} */ (node).hidden === shown) {
    /** @type {HTMLElement} */ (node).hidden = !shown;
  }
}

/**
 * The part of a page with this name, wherever the page was made: by the server or by a script.
 *
 * @param {ParentNode} root
 * @param {string} name
 * @returns {HTMLElement|null}
 */
export const part = (root, name) => root.querySelector(`[data-part="${name}"]`);

/**
 * Letters that nobody can guess. `crypto.randomUUID` does not exist on plain http.
 *
 * @param {number} [bytes]
 */
export function random(bytes = 16) {
  const values = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(values, (value) => value.toString(16).padStart(2, "0")).join("");
}

/** @param {number} ms */
export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Adds styles to the page, once.
 *
 * @param {URL} address
 * @returns {Promise<unknown>} settled when they are there, or cannot be had
 */
export function sheet({ href }) {
  if ([...document.styleSheets].some((each) => each.href === href)) return Promise.resolve();
  return new Promise((done) =>
    document.head.append(el("link", { rel: "stylesheet", href, load: done, error: done })),
  );
}

/**
 * Who listens to what: names, and what is told with each.
 *
 * @template {object} N
 */
export function listeners() {
  /** @type {Map<keyof N, Set<(data: never) => void>>} */
  const byName = new Map();
  return {
    /** @template {keyof N} K @param {K} name @param {(data: N[K]) => void} run @returns {() => void} */
    on(name, run) {
      const found = byName.get(name) || new Set();
      byName.set(name, found.add(run));
      return () => found.delete(run);
    },
    /** @template {keyof N} K @param {K} name @param {N[K]} data */
    tell(name, data) {
      for (const run of [...(byName.get(name) || [])]) /** @type {(data: N[K]) => void} */ (run)(data);
    },
  };
}
