/* What the big screen shows, small and out of reach: the very page, in a frame. It holds no stream
   of its own; this module shares the one of the console, and tells the frame when to look. */
const WIDE = 1280
const HIGH = 720

/** @typedef {{code: string, version: string, home: string, said: string}} Data */
/** @typedef {typeof import("../../workshop/live/room/parts/pulse.js")} Pulses */
/** @typedef {HTMLElement|ShadowRoot} Root */

/** @type {WeakMap<Root, ReturnType<typeof preview>>} */
const kept = new WeakMap()

/** @param {{data: Data, parentElement: Root}} component */
export default function ({ data, parentElement }) {
  let mine = kept.get(parentElement)
  if (!mine) kept.set(parentElement, (mine = preview(parentElement, data)))
  mine.say(data.said)
  return () => {
    kept.delete(parentElement)
    mine.stop()
  }
}

/** @param {Root} root @param {Data} data */
function preview(root, { code, version, home }) {
  const screen = /** @type {HTMLElement} */ (root.querySelector("[data-screen]"))
  const frame = document.createElement("iframe")
  frame.title = "What the big screen shows"
  frame.tabIndex = -1
  frame.inert = true
  frame.width = String(WIDE)
  frame.height = String(HIGH)
  frame.src = `${location.origin}${home}/project/${code}?in=console`
  screen.replaceChildren(frame)
  const sized = new ResizeObserver(([entry]) => {
    if (entry) frame.style.transform = `scale(${entry.contentRect.width / WIDE})`
  })
  sized.observe(screen)
  const look = () => frame.contentWindow?.postMessage("look", location.origin)
  let stopped = false
  /** @type {ReturnType<Pulses["connect"]>|undefined} */
  let pulse
  import(`${location.origin}${home}/room/static/v-${version}/parts/pulse.js`).then(
    (/** @type {Pulses} */ pulses) => {
      if (stopped) return
      pulse = pulses.connect({ code, view: "console" })
      pulse.on("room", look)
      pulse.on("cards", look)
    },
    () => undefined,
  )
  return {
    /** @param {string} said */
    say: (said) => screen.setAttribute("aria-label", said),
    stop() {
      stopped = true
      sized.disconnect()
      pulse?.release()
      screen.replaceChildren()
    },
  }
}
