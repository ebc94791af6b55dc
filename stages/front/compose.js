/* The room page's own composer on a page of the app: the same module, the same outbox. */
const kept = new WeakMap()

export default function ({ data, parentElement }) {
  let mine = kept.get(parentElement)
  if (!mine) kept.set(parentElement, (mine = compose(parentElement, data)))
  return () => {
    kept.delete(parentElement)
    mine.stop()
  }
}

function compose(root, { code, version }) {
  const place = root.querySelector("[data-place]")
  const from = (file) => `${location.origin}/room/static/v-${version}/${file}`
  let stopped = false
  let pulse
  let box

  const begin = async () => {
    const [composer, pulses, api] = await Promise.all(
      ["write/composer.js", "parts/pulse.js", "parts/api.js"].map((file) => import(from(file))),
    )
    await dress(root, from)
    const answer = await api.call(code, "")
    if (stopped) return
    if (!answer.ok) throw new Error(answer.detail)
    pulse = pulses.connect({ code, view: "phone" })
    pulse.clock(answer.data.now)
    place.replaceChildren()
    box = composer.mount(place, { code, pulse, room: answer.data })
    pulse.on("room", (room) => box.update(room))
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
async function dress(root, from) {
  const files = await Promise.all(
    ["tokens.css", "room.css"].map(async (file) => (await fetch(from(file))).text()),
  )
  const dark = getComputedStyle(root.host ?? root).colorScheme.startsWith("dark")
  const styles = files
    .join("\n")
    .replaceAll(":root", ":host")
    .replaceAll("(prefers-color-scheme: dark)", dark ? "all" : "not all")
  root.querySelector("[data-sheets]").textContent = styles
}
