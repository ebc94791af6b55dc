/* What is typed into a form stays until the form is sent. Python knows nothing of it before, so a
   form that is drawn elsewhere, put away for a while or filled anew by somebody else's words would
   lose it. Words are kept here by page, workshop and key of their box, and put back into it; those of
   a card's form go with the card to another list. Who leaves the app's pages with words that are not
   sent is asked first by the browser, and who stays is shown those that no box holds.

   What is chosen is kept as the words that it was shown with. Only a person can choose it again, as
   nothing here sets the lists, ticks and dates of Streamlit; the form says what it was. */
const FORM = '[data-testid="stForm"]'
const SENDS = '[data-testid="stFormSubmitButton"]'
const PLACE = '[data-testid="stElementContainer"]'
const BOX = '[data-testid="stTextArea"] textarea, [data-testid="stTextInput"] input:not([type="password"])'
const CHOICE = ["Selectbox", "MultiSelect", "DateInput", "TimeInput", "NumberInput", "Checkbox", "Radio", "ButtonGroup"]
  .map((kind) => `[data-testid="st${kind}"]`)
  .join(", ")
const PAGES = ["Main", "PopoverBody", "Dialog", "Sidebar"].map((kind) => `[data-testid="st${kind}"]`).join(", ") // forms stand in these
const REFUSED = '[data-testid="stAlert"]'
const NOTE = "unsaved-note"
const LEFT = "unsaved-left"
const OF_A_CARD = /-edit-.+$/ // what a list writes of its own stands before it
const STAYED_MS = 1000 // who was asked and is still here then has stayed
const FILLED_MS = 50 // a box that is new is empty first, then it holds what Python says

/**
 * ``was`` is what the box held before, ``theirs`` what somebody else has saved since; ``sent`` says how
 * far the sending is: not begun, pressed, or being drawn by Python. ``shown`` are words that somebody
 * has seen by themselves, while no box held them. ``label`` is that of a choice.
 *
 * @typedef {{was: string, now: string, sent: ""|"pressed"|"drawn", theirs?: string, shown?: boolean, label?: string}} Typed
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

/** All of these kinds in such a place. @param {string} place @param {string} kinds */
const inPlace = (place, kinds) => kinds.split(", ").map((kind) => `${FORM} ${place} ${kind}`).join(", ")

/** The box or the choice that has this name, if it is on the page. @param {string} name @returns {HTMLElement|null} */
function boxOf(name) {
  if (!name.startsWith(here())) return null
  return document.querySelector(inPlace(`${PLACE}.${CSS.escape(name.slice(here().length))}`, `${BOX}, ${CHOICE}`))
}

/** What it holds, in words. @param {HTMLElement} box */
function held(box) {
  if (isBox(box)) return box.value
  const parts = box.querySelectorAll('[data-tag], input, [role="radio"][aria-checked="true"], [aria-pressed="true"]')
  const words = [...parts].map((part) => {
    if (part.closest("template")) return "" // a second copy, to measure
    if (!(part instanceof HTMLInputElement)) return part.textContent ?? ""
    if (part.type === "checkbox" || part.type === "radio")
      return part.checked ? (part.closest("label")?.textContent ?? "") : ""
    return box.matches('[data-testid="stMultiSelect"]') ? "" : part.value // there it is what is looked for
  })
  return words.map((word) => word.trim()).filter(Boolean).join(", ")
}

/** The form of a card goes with it to another list, and so do its words. @param {Map<string, Typed>} kept */
function follow(kept) {
  for (const [name, typed] of [...kept]) {
    const own = OF_A_CARD.exec(name)?.[0]
    if (!own || !name.startsWith(here()) || boxOf(name)) continue
    const boxes = document.querySelectorAll(inPlace(`${PLACE}[class*="${CSS.escape(own)}"]`, `${BOX}, ${CHOICE}`))
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

/** Both are kept where somebody else has saved the same meanwhile. @param {string} theirs */
function alsoTheirs(theirs) {
  const said = theirs ? `Somebody saved this in the meantime: “${theirs}”` : "Somebody emptied this in the meantime"
  return `${said}. Your own words are in the box. Keep what you need of each.`
}

/** @param {string} mine */
const chosen = (mine) =>
  mine
    ? `You had chosen “${mine}” here, and it was not sent. Choose it again.`
    : "You had taken the choice away here, and it was not sent. Take it away again."

/** @param {HTMLElement} box @param {string} whole "" where nothing is to be said any more */
function tell(box, whole) {
  const place = box.closest(PLACE)
  const there = place?.querySelector(`.${NOTE}`)
  if (!whole) return there?.remove()
  const note = there ?? document.createElement("p")
  note.className = NOTE
  note.setAttribute("role", "status")
  if (!note.isConnected) place?.append(note)
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
      if (!box || typed.sent) continue
      if (!isBox(box)) tell(box, held(box) === typed.now ? "" : chosen(typed.now))
      else if (!box.disabled) putBack(box, typed)
    }
  }
  const choices = choosing(kept)
  const looked = () => {
    choices.look()
    if (!kept.size) return
    follow(kept)
    for (const [name, typed] of kept) if (typed.sent) settle(kept, name, typed, boxOf(name))
    clearTimeout(timer)
    timer = setTimeout(restore, FILLED_MS)
  }
  typing(kept)
  sending(kept, choices.leave)
  addEventListener("beforeunload", (event) => {
    const lost = [...kept].filter(([name, { sent, shown }]) => !sent && !shown && !boxOf(name))
    const still = [...kept].some(([name, { sent }]) => !sent && boxOf(name))
    if (lost.length || still) event.preventDefault()
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

/**
 * What is chosen, from before somebody touches it until they leave it. No event tells of a choice, and
 * its list opens outside the page; so it is looked at whenever something changes.
 *
 * @param {Map<string, Typed>} kept
 */
function choosing(kept) {
  /** @type {{choice: HTMLElement, name: string, was: string, seen: string}|null} */
  let touched = null
  const look = () => {
    if (!touched?.choice.isConnected || drawing() || document.querySelector('[role="listbox"]')) return
    const { choice, name, was, seen } = touched
    const now = held(choice)
    if (now === seen) return
    touched.seen = now
    if (now === was) kept.delete(name)
    else {
      const label = choice.querySelector('[data-testid="stWidgetLabel"]')?.textContent?.trim() ?? ""
      kept.set(name, { was, now, sent: "", label })
      const form = formOf(choice)
      if (form) form.dataset.unsaved = "yes"
    }
    tell(choice, "")
  }
  const leave = () => {
    look()
    touched = null
  }
  const touch = (/** @type {Event} */ { target }) => {
    if (!(target instanceof Element) || !target.closest(PAGES)) return // in its list
    const choice = target.closest(`${FORM} :is(${CHOICE})`)
    if (choice && choice === touched?.choice) return
    leave()
    if (!(choice instanceof HTMLElement) || !keyOf(choice)) return
    const name = here() + keyOf(choice)
    const seen = held(choice)
    touched = { choice, name, was: kept.get(name)?.was ?? seen, seen }
  }
  for (const kind of ["pointerdown", "focusin"]) document.addEventListener(kind, touch, true)
  for (const kind of ["click", "keyup"]) document.addEventListener(kind, () => setTimeout(look, FILLED_MS))
  return { look, leave }
}

/** When a form is sent, by its button or by a key. @param {ReadonlyMap<string, Typed>} kept @param {() => void} leave */
function sending(kept, leave) {
  const sent = (/** @type {EventTarget|null} */ target) => {
    const form = formOf(target)
    if (!form) return
    leave()
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
  head.textContent = "What you typed or chose was not sent"
  const how = document.createElement("p")
  how.textContent = "Its box is not on this page now. Copy what you need."
  const words = lost.map((typed) => {
    typed.shown = true
    const one = document.createElement("blockquote")
    one.dir = "auto"
    one.textContent = typed.label ? `${typed.label}: ${typed.now || "nothing"}` : typed.now
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
  if (typed.theirs !== undefined) tell(box, alsoTheirs(typed.theirs))
}

/**
 * Words that were sent are Python's: they are forgotten here once it has drawn what came of it. Where
 * it refused them they still stand in their box, and are kept.
 *
 * @param {Map<string, Typed>} kept @param {string} name @param {Typed} typed @param {HTMLElement|null} box
 */
function settle(kept, name, typed, box) {
  if (drawing()) typed.sent = "drawn"
  else if (typed.sent === "drawn") {
    if (box && held(box) === typed.now && formOf(box)?.querySelector(REFUSED)) typed.sent = ""
    else kept.delete(name)
    box?.closest(PLACE)?.querySelector(`.${NOTE}`)?.remove()
  }
}
