/* The plan as a run sheet: a grid with one row for each step. Rows are moved by their handle or by
   two keys, minutes change in place, several are chosen with Shift. What an edit makes of the plan
   is worked out on the server; this asks for it and draws what comes back. */
import { Drag } from "./drag.js"
import { host, part } from "./elements.js"
import { keyed } from "./keys.js"
import { line } from "./line.js"

const WAIT_MS = 500
const BELOW = 12 // pixels between the keys and the edge of the first view

/**
 * @typedef {{is: "head"|"step", key: string, title: string, starts: string, at: number|null,
 *   minutes: number, leads: string, needs: string, note: string, state: string, rest: boolean,
 *   held: boolean, session: number, tables: string[]}} Row
 * @typedef {{rows: Row[], chosen: string, undo: number, redo: number}} Data
 * @typedef {{act: string, keys?: string[], before?: string|null, session?: number,
 *   earlier?: boolean, seen?: number, minutes?: [string, number, number][]}} Edit
 * @typedef {import("./elements.js").Root} Root
 * @typedef {{data: Data, parentElement: Root,
 *   setTriggerValue: (name: string, value: Edit) => void}} Component
 */

/** @type {WeakMap<Root, Sheet>} */
const kept = new WeakMap()

/** @param {Component} component */
export function runSheet(component) {
  const { parentElement } = component
  let mine = kept.get(parentElement)
  if (!mine) kept.set(parentElement, (mine = new Sheet(parentElement)))
  mine.take(component)
  return () => {
    kept.delete(parentElement)
    mine.stop()
  }
}

export class Sheet {
  /** @param {Root} root */
  constructor(root) {
    this.root = root
    this.box = part(root, "[data-box]")
    this.body = part(root, "tbody")
    this.foot = part(root, ".foot")
    this.said = part(root, "[data-said]")
    this.bar = part(root, "[data-several]")
    /** @type {Set<string>} */
    this.folded = new Set()
    /** @type {Set<string>} */
    this.picked = new Set()
    /** @type {Map<string, number>} */
    this.minutes = new Map() // typed here and not stored yet
    /** @type {Row[]} */
    this.rows = []
    this.at = "" // the row in which the keyboard is
    this.from = "" // where choosing several began
    this.undo = 0 // the revision of what can be taken back
    this.redo = 0 // and of what can be done again
    this.begun = false
    this.seen = "" // what the rows were drawn from
    this.inside = false
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.timer = undefined
    /** @type {Component["setTriggerValue"]} */
    this.tell = () => {}
    /** @type {Edit|null} */
    this.next = null
    this.drag = new Drag(this)
    this.fitting = () => this.fit()
    this.sized = new ResizeObserver(this.fitting)
    this.listen()
  }

  /* The rows end where the keys still stand in the first view, whatever is said above the sheet. */
  fit() {
    const main = host(this.box).closest("[data-testid=stMain]")
    const top = this.box.getBoundingClientRect().top + (main ? main.scrollTop : scrollY)
    this.box.style.setProperty("--room", `${Math.floor(innerHeight - top - this.foot.offsetHeight - BELOW)}px`)
  }

  listen() {
    addEventListener("resize", this.fitting)
    const page = host(this.box).closest("[data-testid=stMainBlockContainer]")
    for (const one of [this.foot, page]) if (one) this.sized.observe(one)
    this.body.addEventListener("keydown", (event) => keyed(this, event))
    this.body.addEventListener("focusin", () => (this.inside = true))
    this.body.addEventListener("focusout", ({ relatedTarget: to }) => {
      if (to instanceof Node && !this.body.contains(to)) this.inside = false
    })
    this.bar.addEventListener("click", ({ target }) => {
      const act = target instanceof HTMLElement ? target.dataset.act : ""
      if (act === "less" || act === "more") this.lengthen(act === "less" ? -1 : 1)
      else if (act === "earlier" || act === "later") {
        this.ask({ act: "nudge", keys: this.chosen(), earlier: act === "earlier" })
      } else if (act) this.ask({ act, keys: this.chosen() })
    })
  }

  /** @param {Component} component */
  take({ data, setTriggerValue }) {
    this.tell = setTriggerValue
    this.undo = data.undo
    this.redo = data.redo
    this.rows = data.rows
    const keys = new Set(data.rows.map((row) => row.key))
    for (const key of [...this.picked]) if (!keys.has(key)) this.picked.delete(key)
    for (const [key, value] of [...this.minutes]) {
      if (this.find(key)?.minutes === value) this.minutes.delete(key)
    }
    if (!this.begun) this.begin(data)
    // Rows that say the same stay: whoever reads or holds one is not disturbed by a page drawn anew.
    const news = JSON.stringify(data)
    if (news !== this.seen) this.draw()
    if (!this.seen) this.showNow()
    this.seen = news
    const next = this.next
    this.next = null
    if (next) setTimeout(() => this.tell("edit", next))
  }

  /** What is done is folded, and the keyboard begins in the chosen step. @param {Data} data */
  begin(data) {
    this.begun = true
    this.at = data.chosen
    for (const row of data.rows) {
      if (row.is === "head" && row.state === "done") this.folded.add(row.key)
    }
  }

  /** Late in the day the step where the room is stands below the first rows; it is shown once. */
  showNow() {
    const top = this.body.querySelector("tr.now")?.getBoundingClientRect().top
    if (top === undefined) return
    this.box.scrollTop += top - this.box.getBoundingClientRect().top - this.box.clientHeight / 2
  }

  stop() {
    clearTimeout(this.timer)
    removeEventListener("resize", this.fitting)
    this.sized.disconnect()
  }

  steps() {
    return this.rows.filter((row) => row.is === "step")
  }

  shown() {
    let open = true
    return this.rows.filter((row) => {
      if (row.is === "head") open = !this.folded.has(row.key)
      return row.is === "head" || open
    })
  }

  /** @param {string} key */
  find(key) {
    return this.rows.find((row) => row.key === key)
  }

  chosen() {
    const keys = this.steps().map((row) => row.key)
    const several = keys.filter((key) => this.picked.has(key))
    return several.length ? several : keys.filter((key) => key === this.at)
  }

  /** @param {Edit} edit */
  ask(edit) {
    // One thing is asked for at a time: minutes that wait go first, the rest once they are there.
    if (this.store()) this.next = edit
    else this.tell("edit", edit)
  }

  /** Whether there were minutes to be stored. */
  store() {
    clearTimeout(this.timer)
    /** @type {[string, number, number][]} */
    const cuts = []
    for (const [key, value] of this.minutes) {
      const row = this.find(key)
      if (row && row.minutes !== value) cuts.push([key, row.minutes, value])
    }
    if (cuts.length) this.tell("edit", { act: "minutes", minutes: cuts })
    else this.minutes.clear()
    return cuts.length > 0
  }

  /** @param {number} by */
  lengthen(by) {
    for (const key of this.chosen()) {
      const row = this.find(key)
      if (row) this.minutes.set(key, this.within((this.minutes.get(key) ?? row.minutes) + by))
    }
    this.draw()
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.store(), WAIT_MS)
  }

  /** @param {number} value */
  within(value) {
    return Math.min(240, Math.max(1, Math.round(value) || 1))
  }

  draw() {
    const typing = this.root.querySelector("input:focus")
    if (typing) return
    const visible = this.shown()
    if (!visible.some((row) => row.key === this.at)) this.at = visible[0]?.key ?? ""
    const empty = (/** @type {"leads"|"needs"} */ name) => !this.rows.some((row) => row[name])
    this.box.classList.toggle("no-leads", empty("leads"))
    this.box.classList.toggle("no-needs", empty("needs"))
    this.body.replaceChildren(...visible.flatMap((row) => line(this, row)))
    this.bar.hidden = this.picked.size < 2
    part(this.bar, "[data-count]").textContent = `${this.picked.size} steps chosen`
    if (this.inside) this.focus()
  }

  focus() {
    const row = /** @type {HTMLElement|null} */ (this.body.querySelector('[tabindex="0"]'))
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: "nearest" })
  }

  /** @param {string} key */
  toggle(key) {
    if (!this.folded.delete(key)) this.folded.add(key)
    this.at = key
    this.inside = true
    this.draw()
  }

  /** @param {MouseEvent} event @param {Row} row */
  point(event, row) {
    const target = /** @type {Element} */ (event.target)
    if (target.closest("button, input")) return
    this.inside = true
    if (event.shiftKey) this.extend(row.key)
    else {
      this.picked.clear()
      this.at = this.from = row.key
      if (row.is === "step") this.ask({ act: "choose", keys: [row.key] })
      this.draw()
    }
  }

  /** @param {string} key */
  extend(key) {
    const keys = this.shown().filter((row) => row.is === "step").map((row) => row.key)
    const begin = keys.includes(this.from) ? keys.indexOf(this.from) : keys.indexOf(this.at)
    const end = keys.indexOf(key)
    if (end < 0) return
    this.from = keys[Math.max(0, begin)] ?? key
    this.picked.clear()
    keys.slice(Math.min(begin, end), Math.max(begin, end) + 1).forEach((one) => this.picked.add(one))
    this.at = key
    this.draw()
    this.said.textContent = this.picked.size === 1 ? "1 step chosen" : `${this.picked.size} steps chosen`
  }

  /** @param {number} by @param {boolean} several */
  go(by, several) {
    const keys = this.shown()
      .filter((row) => !several || row.is === "step")
      .map((row) => row.key)
    const to = keys[Math.min(keys.length - 1, Math.max(0, keys.indexOf(this.at) + by))]
    if (!to) return
    if (several) this.extend(to)
    else {
      this.picked.clear()
      this.at = this.from = to
      this.draw()
    }
  }
}
