/* What is typed into a form stays until the form is sent. Python knows nothing of it before, so a
   form that is drawn elsewhere, put away for a while or filled anew by somebody else's words would
   lose it. Words are kept here by page, workshop and key of their box, and put back into it; those of
   a card's form go with the card to another list. Who leaves the app's pages with words that are not
   sent is asked first by the browser, and who stays is shown those that no box holds. */
const FORM = '[data-testid="stForm"]'
const SENDS = '[data-testid="stFormSubmitButton"]'
const PLACE = '[data-testid="stElementContainer"]'
const BOX = '[data-testid="stTextArea"] textarea, [data-testid="stTextInput"] input:not([type="password"])'
const REFUSED = '[data-testid="stAlert"]'
const NOTE = "unsaved-note"
const LEFT = "unsaved-left"
const OF_A_CARD = /-edit-.+$/ // what a list writes of its own stands before it
const STAYED_MS = 1000 // who was asked and is still here then has stayed
const FILLED_MS = 50 // a box that is new is empty first, then it holds what Python says

/**
 * ``was`` is what the box held before, ``theirs`` what somebody else has saved since; ``sent`` says how
 * far the sending is: not begun, pressed, or being drawn by Python. ``shown`` are words that somebody
 * has seen by themselves, while no box held them.
 *
 * @typedef {{was: string, now: string, sent: ""|"pressed"|"drawn", theirs?: string, shown?: boolean}} Typed
 * @typedef {HTMLTextAreaElement|HTMLInputElement} Box
 */

export default function () {
  const page = document.documentElement.dataset
  if (page.unsaved) return
  page.unsaved = "kept" // it stays the same document as long as it is open
  keep()
}

/** Whether Python draws this page, or a part of it, just now. */
const drawing = () => Boolean(document.querySelector('[data-test-script-state="running"]'))

/** @param {EventTarget|null} target @returns {HTMLElement|null} */
const formOf = (target) => (target instanceof Element ? target.closest(FORM) : null)

/** Which page of which workshop this is. */
const here = () => `${location.pathname} ${new URLSearchParams(location.search).get("code")} `

/** The class that Streamlit makes of a widget's key. @param {Element} box */
const keyOf = (box) =>
  [...(box.closest(PLACE)?.classList ?? [])].find((name) => name.startsWith("st-key-")) ?? ""

/** @param {EventTarget|null} target @returns {target is Box} */
const isBox = (target) => target instanceof Element && target.matches(BOX) && keyOf(target) !== ""

/** The box that has this name, if it is on the page. @param {string} name @returns {Box|null} */
function boxOf(name) {
  if (!name.startsWith(here())) return null
  const place = `${FORM} ${PLACE}.${CSS.escape(name.slice(here().length))}`
  return document.querySelector(BOX.split(", ").map((box) => `${place} ${box}`).join(", "))
}

/** The form of a card goes with it to another list, and so do its words. @param {Map<string, Typed>} kept */
function follow(kept) {
  for (const [name, typed] of [...kept]) {
    const own = OF_A_CARD.exec(name)?.[0]
    if (!own || !name.startsWith(here()) || boxOf(name)) continue
    const place = `${FORM} ${PLACE}[class*="${CSS.escape(own)}"]`
    const boxes = document.querySelectorAll(BOX.split(", ").map((box) => `${place} ${box}`).join(", "))
    const box = [...boxes].find((one) => keyOf(one).endsWith(own))
    if (!box) continue
    kept.delete(name)
    kept.set(here() + keyOf(box), typed)
  }
}

/** As if it had been typed, so that Streamlit knows of it. @param {Box} box @param {string} words */
function put(box, words) {
  const own = box instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
  Object.getOwnPropertyDescriptor(own.prototype, "value")?.set?.call(box, words)
  box.dispatchEvent(new Event("input", { bubbles: true }))
}

/** Both are kept where somebody else has saved the same meanwhile. @param {Box} box @param {string} theirs */
function tell(box, theirs) {
  const place = box.closest(PLACE)
  const note = place?.querySelector(`.${NOTE}`) ?? document.createElement("p")
  note.className = NOTE
  note.setAttribute("role", "status")
  if (!note.isConnected) place?.append(note)
  const said = theirs ? `Somebody saved this in the meantime: “${theirs}”` : "Somebody emptied this in the meantime"
  const whole = `${said}. Your own words are in the box. Keep what you need of each.`
  if (note.textContent !== whole) note.textContent = whole
}

/** @param {ReadonlyMap<string, Typed>} kept @param {HTMLElement} form */
const inForm = (kept, form) => [...kept].filter(([name]) => boxOf(name)?.closest(FORM) === form)

function keep() {
  /** @type {Map<string, Typed>} */
  const kept = new Map()
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer
  const restore = () => {
    if (drawing()) return // it looks again at the end
    for (const [name, typed] of kept) {
      const box = boxOf(name)
      if (box && !box.disabled && !typed.sent) putBack(box, typed)
    }
  }
  const looked = () => {
    if (!kept.size) return
    follow(kept)
    for (const [name, typed] of kept) if (typed.sent) settle(kept, name, typed, boxOf(name))
    clearTimeout(timer)
    timer = setTimeout(restore, FILLED_MS)
  }
  typing(kept)
  sending(kept)
  addEventListener("beforeunload", (event) => {
    const lost = [...kept].filter(([name, { sent, shown }]) => !sent && !shown && !boxOf(name))
    const held = [...kept].some(([name, { sent }]) => !sent && boxOf(name))
    if (lost.length || held) event.preventDefault()
    if (lost.length) setTimeout(() => show(lost.map(([, typed]) => typed)), STAYED_MS)
  })
  new MutationObserver(looked).observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["value", "data-test-script-state"],
  })
}

/** What is typed, and what stood in the box before. @param {Map<string, Typed>} kept */
function typing(kept) {
  /** @type {WeakMap<EventTarget, string>} */
  const began = new WeakMap()
  document.addEventListener("focusin", ({ target }) => {
    if (!isBox(target)) return
    const typed = kept.get(here() + keyOf(target))
    if (!typed) began.set(target, target.value)
    else if (!typed.sent) putBack(target, typed) // before anything is typed over it
  })
  document.addEventListener("input", ({ target }) => {
    const form = formOf(target)
    if (!form) return
    form.dataset.unsaved = "yes"
    if (!isBox(target)) return
    const name = here() + keyOf(target)
    const before = kept.get(name)
    const was = before?.was ?? began.get(target) ?? ""
    if (target.value === was) kept.delete(name)
    else kept.set(name, { ...before, was, now: target.value, sent: "" })
  })
}

/** When a form is sent, by its button or by a key. @param {ReadonlyMap<string, Typed>} kept */
function sending(kept) {
  const sent = (/** @type {EventTarget|null} */ target) => {
    const form = formOf(target)
    if (!form) return
    delete form.dataset.unsaved
    for (const [, typed] of inForm(kept, form)) typed.sent = "pressed"
  }
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest(SENDS)) sent(target)
  })
  document.addEventListener("keydown", ({ target, key, ctrlKey, metaKey }) => {
    const sends = key === "Enter" && (ctrlKey || metaKey || target instanceof HTMLInputElement)
    if (sends) sent(target)
  })
}

/** Words that no box of this page holds, to be copied. They are not asked for again. @param {Typed[]} lost */
function show(lost) {
  document.querySelector(`.${LEFT}`)?.remove()
  const said = document.createElement("dialog")
  said.className = LEFT
  const head = document.createElement("h2")
  head.textContent = "What you typed was not sent"
  const how = document.createElement("p")
  how.textContent = "Its box is not on this page now. Copy what you need."
  const words = lost.map((typed) => {
    typed.shown = true
    const one = document.createElement("blockquote")
    one.dir = "auto"
    one.textContent = typed.now
    return one
  })
  const close = document.createElement("button")
  close.className = "rf-button"
  close.textContent = "Close"
  close.addEventListener("click", () => said.close())
  said.addEventListener("close", () => said.remove())
  said.append(head, how, ...words, close)
  said.setAttribute("aria-label", head.textContent)
  document.body.append(said)
  said.showModal()
}

/** @param {Box} box @param {Typed} typed */
function putBack(box, typed) {
  const { value } = box
  if (value !== typed.now) {
    if (value !== typed.was) typed.theirs = value
    typed.was = value
    put(box, typed.now)
  }
  if (typed.theirs !== undefined) tell(box, typed.theirs)
}

/**
 * Words that were sent are Python's: they are forgotten here once it has drawn what came of it. Where
 * it refused them they still stand in their box, and are kept.
 *
 * @param {Map<string, Typed>} kept @param {string} name @param {Typed} typed @param {Box|null} box
 */
function settle(kept, name, typed, box) {
  if (drawing()) typed.sent = "drawn"
  else if (typed.sent === "drawn") {
    if (box?.value === typed.now && formOf(box)?.querySelector(REFUSED)) typed.sent = ""
    else kept.delete(name)
    box?.closest(PLACE)?.querySelector(`.${NOTE}`)?.remove()
  }
}
