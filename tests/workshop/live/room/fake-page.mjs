/**
 * So much of a browser as the parts of the room page need that are tried without one.
 */
export const kept = new Map();
/** What was made, with its attributes and those who listen. */
export class Element {
  constructor() {
    Object.assign(this, { hidden: false, attributes: new Map(), heard: {}, dataset: {}, files: [], children: [], text: "" });
  }
  get textContent() { return this.children.length ? this.children.map((each) => each.textContent ?? each).join("") : this.text; }
  set textContent(text) { [this.children, this.text] = [[], text]; }
  append(...made) { this.children.push(...made); }
  replaceChildren(...made) { [this.children, this.text] = [made, ""]; }
  /** Itself and all that is in it. */
  all() { return [this, ...this.children.flatMap((each) => (each instanceof Element ? each.all() : []))]; }
  contains() { return false; }
  querySelector() { return null; }
  after(made) { this.next = made; }
  before() {}
  prepend() {}
  remove() {}
  replaceWith(other) { this.other = other; }
  pause() {}
  focus() {}
  setAttribute(name, value) { this.attributes.set(name, value); if (name === "hidden") this.hidden = true; }
  removeAttribute(name) { this.attributes.delete(name); }
  hasAttribute(name) { return this.attributes.has(name); }
  getAttribute(name) { return this.attributes.get(name) ?? null; }
  addEventListener(name, run) { this.heard[name] = run; }
}
globalThis.document = { createElement: () => new Element(), createElementNS: () => new Element(), getElementById: () => null, documentElement: { dataset: {} } };
globalThis.localStorage = {
  get length() { return kept.size; },
  key: (at) => [...kept.keys()][at],
  getItem: (name) => kept.get(name) ?? null,
  setItem: (name, value) => kept.set(name, value),
  removeItem: (name) => kept.delete(name),
};
globalThis.history = { state: null, replaceState() {} };
globalThis.window = { localStorage, addEventListener() {}, setInterval, setTimeout };

