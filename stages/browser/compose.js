/* The room page's own composer on a page of the app: the same module, the same outbox. */
/** @typedef {{code: string, version: string, home: string, opened: boolean}} Data */
const USUAL = "44rem" // high is the box with its question, on a wide page
/** @typedef {typeof import("../../workshop/live/room/write/composer.js")} Composers */
/** @typedef {typeof import("../../workshop/live/room/write/composer-parts.js")} Parts */
/** @typedef {typeof import("../../workshop/live/room/parts/pulse.js")} Pulses */
/** @typedef {typeof import("../../workshop/live/room/parts/api.js")} Api */
/** @typedef {typeof import("../../workshop/live/room/parts/validators.js")} Validators */
/** @typedef {HTMLElement|ShadowRoot} Root */

/** @type {WeakMap<Root, ReturnType<typeof compose>>} */
const kept = new WeakMap()

/** @param {{data: Data, parentElement: Root}} component */
export default function ({ data, parentElement }) {
  let mine = kept.get(parentElement)
  if (!mine) kept.set(parentElement, (mine = compose(parentElement, data)))
  return () => {
    kept.delete(parentElement)
    mine.stop()
  }
}

/** @param {Root} root @param {Data} data */
function compose(root, { code, version, home, opened }) {
  const place = /** @type {HTMLElement} */ (root.querySelector("[data-place]"))
  const from = (/** @type {string} */ file) => `${location.origin}${home}/room/static/v-${version}/${file}`
  if (opened) place.style.minHeight = USUAL // what stands below would be pushed out of the window
  let stopped = false
  /** @type {ReturnType<Pulses["connect"]>|undefined} */
  let pulse
  /** @type {ReturnType<Composers["mount"]>|undefined} */
  let box

  const begin = async () => {
    /** @type {[Composers, Parts, Pulses, Api, Validators]} */
    const [composer, { parts }, pulses, api, { isRoom }] = await Promise.all([
      import(from("write/composer.js")),
      import(from("write/composer-parts.js")),
      import(from("parts/pulse.js")),
      import(from("parts/api.js")),
      import(from("parts/validators.js")),
    ])
    await dress(root, from)
    const answer = await api.call(code, "", { is: isRoom })
    if (stopped) return
    if (!answer.ok) throw new Error(answer.detail)
    pulse = pulses.connect({ code, view: "phone" })
    pulse.clock(answer.data.now)
    place.replaceChildren(...parts())
    const made = composer.mount(place, { code, pulse, room: answer.data })
    place.style.minHeight = ""
    place.querySelector("h1")?.setAttribute("aria-level", "2") // the page has a title of its own
    box = made
    pulse.on("room", (room) => made.update(room))
  }
  const tryAgain = () => {
    if (stopped || box) return
    begin().catch(() => setTimeout(tryAgain, 2_000))
  }
  tryAgain()

  return {
    stop() {
      stopped = true
      if (box) box.unmount()
      if (pulse) pulse.release()
    },
  }
}

/* The light pages' styles, inside this component only: their tokens are for a whole page and
   follow the system's colour scheme, here they are for this element and follow the app's. */
/** @param {Root} root @param {(file: string) => string} from */
async function dress(root, from) {
  const files = await Promise.all(
    ["tokens.css", "room.css"].map(async (file) => {
      const answer = await fetch(from(file))
      const ours = answer.ok && answer.headers.get("Content-Type")?.startsWith("text/css")
      if (!ours) throw new Error("Somebody else has answered.")
      return answer.text()
    }),
  )
  const dark = getComputedStyle(root instanceof ShadowRoot ? root.host : root).colorScheme.startsWith("dark")
  const styles = files
    .join("\n")
    .replaceAll(":root", ":host")
    .replaceAll("screen and (prefers-color-scheme: dark)", dark ? "all" : "not all")
  const place = root.querySelector("[data-sheets]")
  if (place) place.textContent = styles
}
