/* Moving rows by hand. */
import { clock } from "./elements.js"

const EDGE = 40 // near the edge of the sheet it scrolls, while a row is dragged

/** @typedef {import("./sheet.js").Sheet} Sheet */
/** @typedef {import("./sheet.js").Row} Row */

export class Drag {
  /** @param {Sheet} sheet */
  constructor(sheet) {
    this.sheet = sheet
    /** @type {{keys: string[], before: string|null, session: number}|null} */
    this.drop = null
  }

  /** @param {PointerEvent} event @param {Row} row */
  begin(event, row) {
    event.preventDefault()
    this.sheet.at = row.key
    const keys = this.sheet.picked.has(row.key) ? this.sheet.chosen() : [row.key]
    this.drop = { keys, before: row.key, session: row.session }
    // Rows are drawn anew meanwhile, so that the box hears the pointer, not the handle.
    this.sheet.box.setPointerCapture(event.pointerId)
    this.sheet.box.onpointermove = (moved) => this.over(moved.clientY)
    this.sheet.box.onpointerup = () => {
      const edit = this.drop
      this.putBack()
      if (edit && !(edit.before && edit.keys.includes(edit.before))) this.sheet.ask({ act: "move", ...edit })
    }
    this.sheet.box.onpointercancel = () => this.putBack()
    this.sheet.inside = true
    this.sheet.focus()
  }

  putBack() {
    this.drop = null
    this.sheet.box.onpointermove = this.sheet.box.onpointerup = this.sheet.box.onpointercancel = null
    this.sheet.said.textContent = ""
    this.mark("", false)
  }

  /** @param {string} key @param {boolean} below */
  mark(key, below) {
    this.sheet.body.querySelectorAll(".above, .below").forEach((row) => row.classList.remove("above", "below"))
    this.sheet.body.querySelector(`[data-key="${CSS.escape(key)}"]`)?.classList.add(below ? "below" : "above")
  }

  /** @param {number} y */
  over(y) {
    if (!this.drop) return
    const edge = this.sheet.box.getBoundingClientRect()
    if (y < edge.top + EDGE) this.sheet.box.scrollTop -= 12
    if (y > edge.bottom - EDGE) this.sheet.box.scrollTop += 12
    const lines = /** @type {HTMLElement[]} */ ([...this.sheet.body.querySelectorAll("[data-key]")])
    const line = lines.find((one) => y < one.getBoundingClientRect().bottom) ?? lines.at(-1)
    const row = this.sheet.find(line?.dataset.key ?? "")
    if (!line || !row) return
    const rect = line.getBoundingClientRect()
    const below = row.is === "head" || y > rect.top + rect.height / 2
    const here = this.sheet.rows.indexOf(row)
    const next = this.sheet.rows.slice(below ? here + 1 : here).find((one) => one.is === "step")
    this.drop = { ...this.drop, before: next?.key ?? null, session: row.session }
    this.mark(row.key, below)
    this.sheet.said.textContent = this.told(this.drop.keys, next)
  }

  /** Where it would start; across a fixed time only the server can say. @param {string[]} keys @param {Row|undefined} next */
  told(keys, next) {
    const all = this.sheet.steps()
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
