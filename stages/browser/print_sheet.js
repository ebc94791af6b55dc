/* A button that prints one sheet: made in a frame of its own, so that nothing else is on it. */
/** @typedef {{title: string, code: string, join: string, words: string, home: string}} Sheet */

/** @param {{data: Sheet, parentElement: HTMLElement|ShadowRoot}} component */
export default function ({ data, parentElement }) {
  const button = /** @type {HTMLButtonElement} */ (parentElement.querySelector("button"))
  button.onclick = () => print(data)
}

/** @param {Sheet} sheet */
function print({ title, code, join, words, home }) {
  const frame = document.createElement("iframe")
  frame.style.cssText = "position:fixed;width:0;height:0;border:0"
  frame.title = "Sheet to print"
  document.body.append(frame)
  const paper = /** @type {Document} */ (frame.contentDocument)
  /** @param {string} tag @param {string} text @param {string} size @param {string} gap */
  const add = (tag, text, size, gap) => {
    const line = paper.createElement(tag)
    line.textContent = text
    line.style.cssText = `font:600 ${size}/1.4 Georgia, serif;margin:0 0 ${gap}`
    paper.body.append(line)
    return line
  }
  paper.title = title
  add("h1", title, "26px", "18px")
  add("p", "Everybody joins with this code", "15px", "0")
  add("p", code, "52px", "0")
  add("p", join, "15px", "18px")
  const picture = paper.createElement("img")
  picture.alt = ""
  picture.style.cssText = "width:240px;height:240px;display:block;margin:0 0 18px"
  paper.body.append(picture)
  // A page of its own: the one before may hang on the door.
  const own = add("p", "Only for the facilitator: the four words", "15px", "0")
  own.style.breakBefore = "page"
  add("p", words, "30px", "0")
  let sent = false
  const send = () => {
    if (sent) return
    sent = true
    frame.contentWindow?.focus()
    frame.contentWindow?.print()
    setTimeout(() => frame.remove(), 60_000)
  }
  picture.onload = send
  picture.onerror = send
  picture.src = `${location.origin}${home}/qr/${encodeURIComponent(code)}.svg`
}
