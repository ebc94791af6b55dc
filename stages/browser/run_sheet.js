/* The plan as a run sheet: a grid with one row for each step. Rows are moved by their handle or by
   two keys, minutes change in place, several are chosen with Shift. What an edit makes of the plan
   is worked out on the server; this asks for it and draws what comes back. */
const WAIT_MS = 500
const BELOW = 12 // pixels between the keys and the edge of the first view
const EDGE = 40 // near the edge of the sheet it scrolls, while a row is dragged

/**
 * @typedef {{is: "head"|"step", key: string, title: string, starts: string, at: number|null,
 *   minutes: number, leads: string, needs: string, note: string, state: string, rest: boolean,
 *   held: boolean, session: number, tables: string[]}} Row
 * @typedef {{rows: Row[], chosen: string, undo: number, redo: number}} Data
 * @typedef {{act: string, keys?: string[], before?: string|null, session?: number,
 *   earlier?: boolean, seen?: number, minutes?: [string, number, number][]}} Edit
 * @typedef {HTMLElement|ShadowRoot} Root
 * @typedef {{data: Data, parentElement: Root,
 *   setTriggerValue: (name: string, value: Edit) => void}} Component
 */

/** @type {WeakMap<Root, Sheet>} */
const kept = new WeakMap()

/** @param {Component} component */
export default function (component) {
  const { parentElement } = component
  let mine = kept.get(parentElement)
  if (!mine) kept.set(parentElement, (mine = new Sheet(parentElement)))
  mine.take(component)
  return () => {
    kept.delete(parentElement)
    mine.stop()
  }
}

/** @template {HTMLElement} T @param {Root} root @param {string} name */
const part = (root, name) => /** @type {T} */ (root.querySelector(name))

/** @param {string} tag @param {string} [text] @param {string} [name] */
function made(tag, text = "", name = "") {
  const element = document.createElement(tag)
  element.textContent = text
  if (name) element.className = name
  return element
}

/** @param {Element} element */
const host = (element) => {
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? root.host : element
}

/** @param {number} at minutes of the day */
const clock = (at) => `${Math.floor(at / 60) % 24}:${String(at % 60).padStart(2, "0")}`

class Sheet {
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
    /** @type {{keys: string[], before: string|null, session: number}|null} */
    this.drop = null
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
    this.body.addEventListener("keydown", (event) => this.keyed(event))
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
    this.body.replaceChildren(...visible.flatMap((row) => this.drawn(row)))
    this.bar.hidden = this.picked.size < 2
    part(this.bar, "[data-count]").textContent = `${this.picked.size} steps chosen`
    if (this.inside) this.focus()
  }

  focus() {
    const row = /** @type {HTMLElement|null} */ (this.body.querySelector('[tabindex="0"]'))
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: "nearest" })
  }

  /** @param {Row} row */
  drawn(row) {
    const line = made("tr", "", `${row.is} ${row.state}${row.rest ? " rest" : ""}`)
    line.dataset.key = row.key
    line.tabIndex = row.key === this.at ? 0 : -1
    const handle = made("td", "", "handle")
    if (row.is === "head") {
      const fold = made("button", this.folded.has(row.key) ? "▸" : "▾")
      fold.tabIndex = -1
      fold.setAttribute("aria-label", `${this.folded.has(row.key) ? "Open" : "Fold"} ${row.title}`)
      fold.onclick = () => this.toggle(row.key)
      handle.append(fold)
      fold.setAttribute("aria-expanded", String(!this.folded.has(row.key)))
    } else {
      line.setAttribute("aria-selected", String(this.picked.has(row.key)))
      const grip = made("span", "⠿", "grip")
      grip.setAttribute("aria-hidden", "true")
      grip.onpointerdown = (event) => this.drag(event, row)
      handle.append(grip)
    }
    const title = made("td", row.title, "title")
    if (row.note) title.append(made("small", row.note))
    line.append(
      handle,
      made("td", row.starts + (row.held ? " fixed" : ""), "starts"),
      this.length(row),
      title,
      made("td", row.leads, "leads"),
      made("td", row.needs, "needs"),
    )
    line.onclick = (event) => this.point(event, row)
    return row.tables.length ? [line, this.lanes(row)] : [line]
  }

  /** @param {Row} row */
  length(row) {
    const cell = made("td", "", "minutes")
    const value = this.minutes.get(row.key) ?? row.minutes
    if (row.is === "head" || row.key !== this.at) {
      cell.textContent = String(value)
      return cell
    }
    const typed = /** @type {HTMLInputElement} */ (made("input"))
    typed.type = "number"
    typed.min = "1"
    typed.max = "240"
    typed.value = String(value)
    typed.tabIndex = -1
    typed.setAttribute("aria-label", `Minutes of ${row.title}`)
    typed.onchange = () => this.minutes.set(row.key, this.within(Number(typed.value)))
    typed.onblur = () => {
      this.store()
      this.draw()
    }
    const [less, more] = [-1, 1].map((by) => {
      const button = made("button", by < 0 ? "−" : "+")
      button.tabIndex = -1
      button.setAttribute("aria-label", by < 0 ? "One minute less" : "One minute more")
      button.onclick = (event) => {
        event.stopPropagation()
        this.inside = true
        this.lengthen(by)
      }
      return button
    })
    cell.append(less ?? "", typed, more ?? "")
    return cell
  }

  /** @param {Row} row */
  lanes(row) {
    const line = made("tr", "", "lanes")
    const cell = /** @type {HTMLTableCellElement} */ (made("td"))
    cell.colSpan = 6
    cell.append(...row.tables.map((does) => made("span", does)))
    line.append(cell)
    return line
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

  /** By keys. @param {KeyboardEvent} event */
  keyed(event) {
    const { key } = event
    if (event.target instanceof HTMLInputElement) return this.typedKey(event, event.target)
    if (key === "Escape" && this.drop) return this.putBack()
    const moves = { ArrowUp: -1, ArrowDown: 1 }[key]
    const row = this.find(this.at)
    const again = { y: "redo", z: event.shiftKey ? "redo" : "undo" }[key.toLowerCase()]
    if ((event.ctrlKey || event.metaKey) && again) {
      const seen = again === "undo" ? this.undo : this.redo
      if (seen) this.ask({ act: again, seen })
    } else if (event.ctrlKey || event.metaKey) {
      return
    } else if (moves && event.altKey) {
      this.ask({ act: "nudge", keys: this.chosen(), earlier: moves < 0 })
    } else if (moves) this.go(moves, event.shiftKey)
    else if (key === "Home" || key === "End") this.go(key === "Home" ? -999 : 999, false)
    else if (key === "Escape") {
      this.picked.clear()
      this.draw()
    } else if (row?.is === "head") {
      if (key !== "Enter" && key !== " ") return
      this.toggle(row.key)
    } else if (key === "+" || key === "=" || key === "-") this.lengthen(key === "-" ? -1 : 1)
    else if (key === "Enter") this.ask({ act: "choose", keys: [this.at] })
    else if (key.toLowerCase() === "d") this.ask({ act: "copy", keys: this.chosen() })
    else if (key === "Delete") this.ask({ act: "remove", keys: this.chosen() })
    else if (/^[0-9]$/.test(key)) {
      const typed = this.body.querySelector("input")
      if (typed) typed.value = ""
      typed?.focus()
      return // the digit goes into the box
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** @param {KeyboardEvent} event @param {HTMLInputElement} typed */
  typedKey(event, typed) {
    if (event.key !== "Enter" && event.key !== "Escape") return
    event.preventDefault()
    const row = this.find(this.at)
    if (event.key === "Escape" && row) {
      typed.value = String(row.minutes)
      this.minutes.delete(this.at)
    } else this.minutes.set(this.at, this.within(Number(typed.value)))
    this.inside = true
    this.focus()
  }

  /** By hand. @param {PointerEvent} event @param {Row} row */
  drag(event, row) {
    event.preventDefault()
    this.at = row.key
    const keys = this.picked.has(row.key) ? this.chosen() : [row.key]
    this.drop = { keys, before: row.key, session: row.session }
    // Rows are drawn anew meanwhile, so that the box hears the pointer, not the handle.
    this.box.setPointerCapture(event.pointerId)
    this.box.onpointermove = (moved) => this.over(moved.clientY)
    this.box.onpointerup = () => {
      const edit = this.drop
      this.putBack()
      if (edit && !(edit.before && edit.keys.includes(edit.before))) this.ask({ act: "move", ...edit })
    }
    this.box.onpointercancel = () => this.putBack()
    this.inside = true
    this.focus()
  }

  putBack() {
    this.drop = null
    this.box.onpointermove = this.box.onpointerup = this.box.onpointercancel = null
    this.said.textContent = ""
    this.mark("", false)
  }

  /** @param {string} key @param {boolean} below */
  mark(key, below) {
    this.body.querySelectorAll(".above, .below").forEach((row) => row.classList.remove("above", "below"))
    this.body.querySelector(`[data-key="${CSS.escape(key)}"]`)?.classList.add(below ? "below" : "above")
  }

  /** @param {number} y */
  over(y) {
    if (!this.drop) return
    const edge = this.box.getBoundingClientRect()
    if (y < edge.top + EDGE) this.box.scrollTop -= 12
    if (y > edge.bottom - EDGE) this.box.scrollTop += 12
    const lines = /** @type {HTMLElement[]} */ ([...this.body.querySelectorAll("[data-key]")])
    const line = lines.find((one) => y < one.getBoundingClientRect().bottom) ?? lines.at(-1)
    const row = this.find(line?.dataset.key ?? "")
    if (!line || !row) return
    const rect = line.getBoundingClientRect()
    const below = row.is === "head" || y > rect.top + rect.height / 2
    const here = this.rows.indexOf(row)
    const next = this.rows.slice(below ? here + 1 : here).find((one) => one.is === "step")
    this.drop = { ...this.drop, before: next?.key ?? null, session: row.session }
    this.mark(row.key, below)
    this.said.textContent = this.told(this.drop.keys, next)
  }

  /** Where it would start; across a fixed time only the server can say. @param {string[]} keys @param {Row|undefined} next */
  told(keys, next) {
    const all = this.steps()
    const first = all.find((row) => keys.includes(row.key))
    const name = keys.length > 1 ? `${keys.length} steps` : (first?.title ?? "")
    const where = next ? `before “${next.title}”` : "at the end"
    if (!first || !next || next.at === null || first.session !== next.session) {
      return `Put here, ${name} stands ${where}.`
    }
    const down = all.indexOf(first) < all.indexOf(next)
    const long = all.filter((row) => keys.includes(row.key)).reduce((sum, row) => sum + row.minutes, 0)
    const [low, high] = [all.indexOf(first), all.indexOf(next)].sort((one, two) => one - two)
    if (all.slice(low, (high ?? 0) + 1).some((row) => row.held)) {
      return `Put here, ${name} stands ${where}. Fixed times hold.`
    }
    return `Put here, ${name} starts at ${clock(next.at - (down ? long : 0))}, ${where}.`
  }
}
