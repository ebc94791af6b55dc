/* Follows the room: when its revision moves on, Python is asked to draw again. At most once in
   three seconds, never while somebody has words that are not saved, and again and again until
   Python answers with the new revision. It is given addresses and numbers, never the cards. */
const GAP_MS = 3_000
const JITTER_MS = 700

const kept = new WeakMap()

export default function (component) {
  const { data, parentElement } = component
  let mine = kept.get(parentElement)
  if (!mine) kept.set(parentElement, (mine = follow(parentElement, data)))
  mine.take(component)
  return () => {
    kept.delete(parentElement)
    mine.stop()
  }
}

function follow(root, { code, view, version }) {
  const line = root.querySelector("[data-line]")
  const clock = root.querySelector("[data-clock]")
  const news = root.querySelector("[data-news]")
  const trouble = root.querySelector("[data-trouble]")
  const now = root.querySelector("button")
  const writing = unsaved()
  let drawn = 0 // the revision that Python drew last
  let heard = 0 // the newest that the room told of
  let last = Date.now() // when Python was asked last
  let timer
  let tell = () => {}
  let pulse
  let stopped = false

  const ask = () => {
    last = Date.now()
    tell("changed", heard)
    plan()
  }
  const plan = () => {
    clearTimeout(timer)
    const behind = heard > drawn
    news.hidden = !(behind && writing.now())
    if (!behind || stopped) return
    const wait = Math.max(0, last + GAP_MS - Date.now()) + Math.random() * JITTER_MS
    timer = setTimeout(() => (writing.now() ? again() : ask()), wait)
  }
  const again = () => {
    news.hidden = false
    timer = setTimeout(plan, 1_000)
  }
  now.onclick = ask

  const begin = async () => {
    const [pulses, timers, api] = await Promise.all(
      ["parts/pulse", "parts/timer", "parts/api"].map(
        (name) => import(`${location.origin}/room/static/v-${version}/${name}.js`),
      ),
    )
    if (stopped) return
    pulse = pulses.connect({ code, view })
    pulses.mount(line, { pulse })
    const time = timers.mount(clock, { now: pulse.now })
    const hear = (room) => {
      heard = Math.max(heard, room.revision)
      time.set(room.closed || !room.activity ? null : room.activity.ends_at)
      plan()
    }
    pulse.on("room", hear)
    pulse.on("trouble", ({ detail }) => {
      trouble.textContent = detail
      trouble.hidden = !detail
    })
    // The stream may have been opened by another module before, and told its news already.
    const answer = await api.call(code, "", { again: false })
    if (!answer.ok || stopped) return
    pulse.clock(answer.data.now)
    hear(answer.data)
  }
  begin().catch(() => {
    line.textContent = "This page does not follow the room. Load it again."
  })

  return {
    take(component) {
      tell = component.setTriggerValue
      drawn = component.data.revision
      plan()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      writing.stop()
      if (pulse) pulse.release()
    },
  }
}

/* Words that somebody typed and has not saved: in a form until it is sent, in a single box while
   it has the focus. */
function unsaved() {
  const forms = new Set()
  let box = null
  let before = ""
  const isBox = (element) =>
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement &&
      ["text", "search", "number", "password", "tel", "url", "email"].includes(element.type))
  const onFocus = ({ target }) => {
    box = isBox(target) ? target : null
    before = box ? box.value : ""
  }
  const onInput = ({ target }) => {
    const form = target instanceof Element && target.closest('[data-testid="stForm"]')
    if (form) forms.add(form)
  }
  const onClick = ({ target }) => {
    const sent = target instanceof Element && target.closest('[data-testid="stFormSubmitButton"]')
    if (sent) forms.delete(sent.closest('[data-testid="stForm"]'))
  }
  const onKey = ({ target, key, ctrlKey, metaKey }) => {
    const sends = key === "Enter" && (ctrlKey || metaKey || target instanceof HTMLInputElement)
    if (sends) forms.delete(target.closest('[data-testid="stForm"]'))
  }
  const listen = (change) => {
    change.call(document, "focusin", onFocus)
    change.call(document, "input", onInput)
    change.call(document, "click", onClick)
    change.call(document, "keydown", onKey)
  }
  listen(document.addEventListener)
  return {
    now() {
      for (const form of forms) if (!form.isConnected) forms.delete(form)
      if (forms.size) return true
      if (document.querySelector('[role="dialog"]')) return true
      return Boolean(box && box.isConnected && document.activeElement === box && box.value !== before)
    },
    stop: () => listen(document.removeEventListener),
  }
}
