/* Arrows go from the menu of one card to that of the next. They act where such a menu's button has
   the focus and nowhere else, so never while somebody types. */
const MENU = '[class*="-menu-"] [data-testid="stPopoverButton"]'

/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }

export default function () {
  const page = document.documentElement.dataset
  if (page.keyboard) return
  page.keyboard = "yes" // it stays the same document as long as it is open
  document.addEventListener("keydown", arrow)
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
