/* The parts of the sheet, found and made. */
/** @typedef {HTMLElement|ShadowRoot} Root */

/** @template {HTMLElement} T @param {Root} root @param {string} name */
export const part = (root, name) => /** @type {T} */ (root.querySelector(name))

/** @param {string} tag @param {string} [text] @param {string} [name] */
export function made(tag, text = "", name = "") {
  const element = document.createElement(tag)
  element.textContent = text
  if (name) element.className = name
  return element
}

/** @param {Element} element */
export const host = (element) => {
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? root.host : element
}

/** @param {number} at minutes of the day */
export const clock = (at) => `${Math.floor(at / 60) % 24}:${String(at % 60).padStart(2, "0")}`
