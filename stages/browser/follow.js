/* Follows the room: when its revision moves on, Python is asked to draw again. At most once in
   three seconds, never while somebody has words that are not saved or while the page is drawn (an
   act of its own may be what moved the room on), and again and again until Python answers with the
   new revision. It is given addresses and numbers, never the cards. */
const GAP_MS = 3_000
const JITTER_MS = 700
const ANEW_MS = 100
const DRAWING_MS = 200 // how soon to look again whether the page is drawn

/** @typedef {{code: string, view: "phone"|"console", version: string, home: string, revision: number, large?: boolean}} Data */
/** @typedef {typeof import("../../workshop/live/room/parts/timer.js")} Timers */
/** @typedef {import("../../workshop/live/room/types.js").Room} Room */
/** @typedef {typeof import("../../workshop/live/room/parts/pulse.js")} Pulses */
/** @typedef {typeof import("../../workshop/live/room/parts/api.js")} Api */
/** @typedef {typeof import("../../workshop/live/room/parts/validators.js")} Validators */
/** @typedef {HTMLElement|ShadowRoot} Root */
/**
 * @typedef {{data: Data, parentElement: Root,
 *   setTriggerValue: (name: string, value: number) => void}} Component
 */

/** @type {WeakMap<Root, ReturnType<typeof follow>>} */
const kept = new WeakMap()

/** @param {Component} component */
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

/** @param {Root} root @param {string} name */
const part = (root, name) => /** @type {HTMLElement} */ (root.querySelector(name))

/** Whether Python draws this page, or a part of it, just now. */
const drawing = () => Boolean(document.querySelector('[data-test-script-state="running"]'))

/** @param {Root} root @param {Data} data */
function follow(root, data) {
  part(root, "div").classList.toggle("large", Boolean(data.large))
  const news = part(root, "[data-news]")
  const writing = unsaved()
  let drawn = 0 // the revision that Python drew last
  let heard = 0 // the newest that the room told of
  let last = performance.now() // when Python was asked last
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer
  /** @type {Component["setTriggerValue"]} */
  let tell = () => {}
  let stopped = false

  const ask = () => {
    last = performance.now()
    tell("changed", heard)
    plan()
  }
  const plan = () => {
    clearTimeout(timer)
    const behind = heard > drawn
    news.hidden = !(behind && writing.now())
    if (!behind || stopped) return
    const wait = Math.max(0, last + GAP_MS - performance.now()) + Math.random() * JITTER_MS
    timer = setTimeout(() => {
      if (writing.now()) again()
      else if (drawing()) timer = setTimeout(plan, DRAWING_MS)
      else ask()
    }, wait)
  }
  const again = () => {
    news.hidden = false
    timer = setTimeout(plan, 1_000)
  }
  part(root, "button").onclick = ask
  const listening = listen(root, data, (revision) => {
    heard = Math.max(heard, revision)
    plan()
  })

  return {
    /** @param {Component} component */
    take(component) {
      tell = component.setTriggerValue
      drawn = component.data.revision
      plan()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      writing.stop()
      listening.stop()
    },
  }
}

/**
 * The line that says whether this page hears the room, the clock, and what is wrong.
 *
 * @param {Root} root @param {Data} data @param {(revision: number) => void} heard
 */
function listen(root, { code, view, version, home }, heard) {
  const line = part(root, "[data-line]")
  const trouble = part(root, "[data-trouble]")
  const from = (/** @type {string} */ name) =>
    `${location.origin}${home}/room/static/v-${version}/parts/${name}.js`
  let stopped = false
  /** @type {ReturnType<Pulses["connect"]>|undefined} */
  let pulse

  const begin = async () => {
    /** @type {[Pulses, Timers, Api, Validators]} */
    const [pulses, timers, api, { isRoom }] = await Promise.all([
      import(from("pulse")),
      import(from("timer")),
      import(from("api")),
      import(from("validators")),
    ])
    if (stopped) return
    pulse = pulses.connect({ code, view })
    pulses.mount(line, { pulse })
    const time = timers.mount(part(root, "[data-clock]"), { now: pulse.now })
    const hands = handsSaid(part(root, "[data-hands]"))
    const hear = (/** @type {Room} */ room) => {
      if (view === "console") hands(room)
      time.set(room.closed || !room.activity ? null : room.activity.ends_at)
      heard(room.revision)
    }
    pulse.on("room", hear)
    pulse.on("trouble", ({ detail }) => {
      trouble.textContent = detail
      trouble.hidden = !detail
    })
    // The stream may have been opened by another module before, and told its news already.
    const answer = await api.call(code, "", { is: isRoom, again: false })
    if (!answer.ok || stopped) return
    pulse.clock(answer.data.now)
    hear(answer.data)
  }
  begin().catch(() => {
    line.textContent = "This page does not follow the room. Load it again."
  })
  return {
    stop() {
      stopped = true
      pulse?.release()
    },
  }
}

/**
 * A hand that goes up is said once, to those who do not see the list of them. One that goes down,
 * or was up when the page came, is not.
 *
 * @param {HTMLElement} line a live region
 */
function handsSaid(line) {
  /** @type {{revision: number, hands: number, last: string}|null} */
  let before = null
  return (/** @type {Room} */ { revision, hands, last_hand }) => {
    if (before && revision < before.revision) return // an answer that the stream has overtaken
    const now = { revision, hands: hands || 0, last: last_hand || "" }
    const rose = before && now.hands && (now.hands > before.hands || now.last > before.last)
    // What was said goes away first: the same words again are news only so.
    if (rose || !now.hands) line.textContent = ""
    if (rose) setTimeout(() => (line.textContent = said(now.hands)), ANEW_MS)
    before = now
  }
}

const said = (/** @type {number} */ hands) =>
  ["Somebody has raised a hand.", ...(hands > 1 ? [`${hands} hands are raised now.`] : [])].join(" ")

/* Words that somebody typed and has not saved: in a form until it is sent (unsaved.js marks it), in a
   single box while it has the focus. */
function unsaved() {
  /** @type {HTMLTextAreaElement|HTMLInputElement|null} */
  let box = null
  let before = ""
  /** @param {EventTarget|null} element @returns {element is HTMLTextAreaElement|HTMLInputElement} */
  const isBox = (element) =>
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement &&
      ["text", "search", "number", "password", "tel", "url", "email"].includes(element.type))
  const onFocus = (/** @type {Event} */ { target }) => {
    box = isBox(target) ? target : null
    before = box ? box.value : ""
  }
  document.addEventListener("focusin", onFocus)
  return {
    now() {
      if (document.querySelector('[data-testid="stForm"][data-unsaved], [role="dialog"]')) return true
      return Boolean(box && box.isConnected && document.activeElement === box && box.value !== before)
    },
    stop: () => document.removeEventListener("focusin", onFocus),
  }
}
