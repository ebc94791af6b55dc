/* What can be done by keys. */
/** @typedef {import("./sheet.js").Sheet} Sheet */
/** @typedef {import("./sheet.js").Row} Row */

/** A key in the sheet. @param {Sheet} sheet @param {KeyboardEvent} event */
export function keyed(sheet, event) {
  const { key } = event
  if (event.target instanceof HTMLInputElement) return typed(sheet, event, event.target)
  if (key === "Escape" && sheet.drag.drop) return sheet.drag.putBack()
  const moves = { ArrowUp: -1, ArrowDown: 1 }[key]
  const row = sheet.find(sheet.at)
  const again = { y: "redo", z: event.shiftKey ? "redo" : "undo" }[key.toLowerCase()]
  if ((event.ctrlKey || event.metaKey) && again) {
    const seen = again === "undo" ? sheet.undo : sheet.redo
    if (seen) sheet.ask({ act: again, seen })
  } else if (event.ctrlKey || event.metaKey) {
    return
  } else if (moves && event.altKey) {
    sheet.ask({ act: "nudge", keys: sheet.chosen(), earlier: moves < 0 })
  } else if (moves) sheet.go(moves, event.shiftKey)
  else if (key === "Home" || key === "End") sheet.go(key === "Home" ? -999 : 999, false)
  else if (key === "Escape") {
    sheet.picked.clear()
    sheet.draw()
  } else if (row?.is === "head") {
    if (key !== "Enter" && key !== " ") return
    sheet.toggle(row.key)
  } else if (key === "+" || key === "=" || key === "-") sheet.lengthen(key === "-" ? -1 : 1)
  else if (key === "Enter") sheet.ask({ act: "choose", keys: [sheet.at] })
  else if (key.toLowerCase() === "d") sheet.ask({ act: "copy", keys: sheet.chosen() })
  else if (key === "Delete") sheet.ask({ act: "remove", keys: sheet.chosen() })
  else if (/^[0-9]$/.test(key)) {
    const box = sheet.body.querySelector("input")
    if (box) box.value = ""
    box?.focus()
    return // the digit goes into the box
  } else return
  event.preventDefault()
  event.stopPropagation()
}

/** A key in the box of minutes. @param {Sheet} sheet @param {KeyboardEvent} event @param {HTMLInputElement} box */
function typed(sheet, event, box) {
  if (event.key !== "Enter" && event.key !== "Escape") return
  event.preventDefault()
  const row = sheet.find(sheet.at)
  if (event.key === "Escape" && row) {
    box.value = String(row.minutes)
    sheet.minutes.delete(sheet.at)
  } else sheet.minutes.set(sheet.at, sheet.within(Number(box.value)))
  sheet.inside = true
  sheet.focus()
}
