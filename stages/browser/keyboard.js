/* What the whole window is for every page: its keys, double clicks, and whether it is narrow. */
/* Arrows go from the menu of one card to that of the next. They act where such a menu's button has
   the focus and nowhere else, so never while somebody types. */
const MENU = '[class*="-menu-"] [data-testid="stPopoverButton"]'

/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }

/** So wide, a page with the road beside it has two thirds of what it is drawn for; below, Streamlit folds it. */
const NARROW = "(min-width: 769px) and (max-width: 1180px)"

/** @param {{setStateValue: (name: "narrow", value: boolean) => void}} component */
export default function ({ setStateValue }) {
  const page = document.documentElement.dataset
  const width = matchMedia(NARROW)
  const tell = () => {
    if (page.narrow === String(width.matches)) return
    page.narrow = String(width.matches)
    setStateValue("narrow", width.matches)
  }
  page.narrow ||= "false" // what Python takes for granted
  tell()
  width.addEventListener("change", tell)
  if (!page.keyboard) {
    page.keyboard = "yes" // it stays the same document as long as it is open
    document.addEventListener("keydown", arrow)
    document.addEventListener("click", once, true)
  }
  return () => width.removeEventListener("change", tell)
}

/** What the first click of a double one was on, and what that said. @type {[Element | null, string]} */
let pressed = [null, ""]

/**
 * The second click of a double one acts on what was pressed, or on nothing: by then the same place
 * may hold another act, “Close the writing” where “Open for writing” was. @param {MouseEvent} event
 */
function once(event) {
  const button = event.target instanceof Element ? event.target.closest("button") : null
  const now = button?.textContent || ""
  const [first, said] = pressed
  if (event.detail > 1 && button && first && (button !== first || now !== said)) {
    event.preventDefault()
    event.stopPropagation()
  } else pressed = [button, now]
}

/** @param {Element} one */
const middle = (one) => {
  const box = one.getBoundingClientRect()
  return [box.left + box.width / 2, box.top + box.height / 2]
}

/** To the menu of the nearest card in this direction. @param {KeyboardEvent} event */
function arrow(event) {
  const way = WAYS[event.key]
  const here = event.target instanceof Element ? event.target.closest(MENU) : null
  if (!way || !here || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  if (here.getAttribute("aria-expanded") === "true") return
  const [x, y] = middle(here)
  const near = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(MENU))]
    .map((one) => {
      const [dx, dy] = [middle(one)[0] - x, middle(one)[1] - y]
      const along = dx * way[0] + dy * way[1]
      return { one, along, cost: along + 3 * Math.abs(dx * way[1] + dy * way[0]) }
    })
    .filter(({ one, along }) => one !== here && along > 4)
    .sort((a, b) => a.cost - b.cost)[0]
  if (!near) return
  event.preventDefault() // rather than scroll
  near.one.focus()
}
