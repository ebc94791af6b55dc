/* One row of the sheet: its handle, when it starts, minutes, words. */
import { made } from "./elements.js"

/** @typedef {import("./sheet.js").Sheet} Sheet */
/** @typedef {import("./sheet.js").Row} Row */

/** The row, and below it what each table does where they differ. @param {Sheet} sheet @param {Row} row */
export function line(sheet, row) {
  const drawn = made("tr", "", `${row.is} ${row.state}${row.rest ? " rest" : ""}`)
  drawn.dataset.key = row.key
  drawn.tabIndex = row.key === sheet.at ? 0 : -1
  const handle = made("td", "", "handle")
  if (row.is === "head") {
    const fold = made("button", sheet.folded.has(row.key) ? "▸" : "▾")
    fold.tabIndex = -1
    fold.setAttribute("aria-label", `${sheet.folded.has(row.key) ? "Open" : "Fold"} ${row.title}`)
    fold.onclick = () => sheet.toggle(row.key)
    handle.append(fold)
    fold.setAttribute("aria-expanded", String(!sheet.folded.has(row.key)))
  } else {
    drawn.setAttribute("aria-selected", String(sheet.picked.has(row.key)))
    const grip = made("span", "⠿", "grip")
    grip.setAttribute("aria-hidden", "true")
    grip.onpointerdown = (event) => sheet.drag.begin(event, row)
    handle.append(grip)
  }
  const title = made("td", row.title, "title")
  if (row.note) title.append(made("small", row.note))
  drawn.append(
    handle,
    made("td", row.starts + (row.held ? " fixed" : ""), "starts"),
    minutes(sheet, row),
    title,
    made("td", row.leads, "leads"),
    made("td", row.needs, "needs"),
  )
  drawn.onclick = (event) => sheet.point(event, row)
  return row.tables.length ? [drawn, lanes(row)] : [drawn]
}

/** Minutes, which change in place where the keyboard is. @param {Sheet} sheet @param {Row} row */
function minutes(sheet, row) {
  const cell = made("td", "", "minutes")
  const value = sheet.minutes.get(row.key) ?? row.minutes
  if (row.is === "head" || row.key !== sheet.at) {
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
  typed.onchange = () => sheet.minutes.set(row.key, sheet.within(Number(typed.value)))
  typed.onblur = () => {
    sheet.store()
    sheet.draw()
  }
  const [less, more] = [-1, 1].map((by) => {
    const button = made("button", by < 0 ? "−" : "+")
    button.tabIndex = -1
    button.setAttribute("aria-label", by < 0 ? "One minute less" : "One minute more")
    button.onclick = (event) => {
      event.stopPropagation()
      sheet.inside = true
      sheet.lengthen(by)
    }
    return button
  })
  cell.append(less ?? "", typed, more ?? "")
  return cell
}

/** @param {Row} row */
function lanes(row) {
  const line = made("tr", "", "lanes")
  const cell = /** @type {HTMLTableCellElement} */ (made("td"))
  cell.colSpan = 6
  cell.append(...row.tables.map((does) => made("span", does)))
  line.append(cell)
  return line
}
