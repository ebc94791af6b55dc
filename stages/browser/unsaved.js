/* What is typed into a form stays until the form is sent. Python knows nothing of it before, so a
   form that is drawn elsewhere, put away for a while or filled anew by somebody else's words would
   lose it. Words are kept here by page, workshop and key of their box, and put back into it. Who
   leaves the app's pages with words that are not sent is asked first by the browser. */
const FORM = '[data-testid="stForm"]'
const SENDS = '[data-testid="stFormSubmitButton"]'
const PLACE = '[data-testid="stElementContainer"]'
const BOX = '[data-testid="stTextArea"] textarea, [data-testid="stTextInput"] input:not([type="password"])'
const REFUSED = '[data-testid="stAlert"]'
const NOTE = "unsaved-note"
const FILLED_MS = 50 // a box that is new is empty first, then it holds what Python says

/**
 * ``was`` is what the box held before, ``theirs`` what somebody else has saved since; ``sent`` says how
 * far the sending is: not begun, pressed, or being drawn by Python.
 *
 * @typedef {{was: string, now: string, sent: ""|"pressed"|"drawn", theirs?: string}} Typed
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
    for (const [name, typed] of kept) if (typed.sent) settle(kept, name, typed, boxOf(name))
    clearTimeout(timer)
    timer = setTimeout(restore, FILLED_MS)
  }
  typing(kept)
  sending(kept)
  addEventListener("beforeunload", (event) => {
    if ([...kept.values()].some(({ sent }) => !sent)) event.preventDefault()
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
