/**
 * A card that is said in place of written. This browser records where it may use the microphone;
 * where it may not, as on a page without https, the phone's own recorder or a file does it. The
 * sound waits in the outbox like any card, and is played for nobody unasked.
 */
import { el, setText, show } from "../parts/elements.js";
import { store } from "../parts/store.js";
import { words } from "../words/recording-words.js";

/** @typedef {import("../types.js").Voice} Voice */

const MOST_SECONDS = 90; // as its words say
const MOST_BYTES = 1024 * 1024;
const BITS = 24_000; // a second; a voice is plain, and a minute and a half small
const SORTS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

const clock = (/** @type {number} */ seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/** How this browser records, or "" where it may not. */
const sort = () =>
  ("mediaDevices" in navigator && typeof MediaRecorder !== "undefined" &&
    SORTS.find((each) => MediaRecorder.isTypeSupported(each))) || "";

class Saying {
  /**
   * @param {HTMLElement} slot where this stands
   * @param {{code: string, box: import("./composer.js").Composer, button: HTMLElement, say: (text: string) => void}} options
   *   `button` opens it
   */
  constructor(slot, { code, box, button, say }) {
    this.box = box;
    this.button = button;
    this.say = say;
    this.kept = store(code);
    this.shownFor = "";
    this.for = ""; // where it belongs
    this.question = ""; // for which it was begun
    this.told = false; // that the room has moved on
    this.leaving = false;
    this.seconds = 0;
    this.attempt = 0; // what an earlier press has asked for begins no more
    /** @type {MediaRecorder|null} */
    this.recorder = null;
    /** @type {Voice|null} */
    this.made = null;
    this.time = el("p", { class: "count", hidden: true });
    this.sound = /** @type {HTMLAudioElement} */ (el("audio", { controls: true, hidden: true, "aria-label": words.listen }));
    this.turn = el("button", { type: "button", class: "button", text: words.start, click: () => this.press() });
    this.use = el("button", { type: "button", class: "button", text: words.use, hidden: true, click: () => this.take() });
    this.file = /** @type {HTMLInputElement} */ (el("input", { type: "file", id: "voice-file", accept: "audio/*", capture: "" }));
    this.byFile = el("p", { hidden: true }, el("label", { for: "voice-file", text: words.choose }), " ", this.file,
      el("small", { class: "hint", text: words.chooseMore }));
    this.wrong = el("p", { class: "note", hidden: true });
    this.panel = el("div", { class: "picture saying", role: "group", "aria-label": words.title, hidden: true },
      el("p", { class: "hint", text: words.whoHears }), el("p", { class: "hint", text: words.most }),
      this.byFile, this.time, this.sound, this.wrong,
      el("div", { class: "row" }, this.turn, this.use,
        el("button", { type: "button", class: "button quiet", text: words.cancel, click: () => this.close() })));
    this.ready = /** @type {HTMLAudioElement} */ (el("audio", { controls: true, "aria-label": words.listen }));
    this.waiting = el("div", { class: "picture saying", hidden: true }, this.ready, el("p", { class: "hint", text: words.ready }),
      el("button", { type: "button", class: "button small quiet", text: words.remove, click: () => {
        this.keep(null, this.box.place());
        this.button.focus();
      } }));
    this.news = el("p", { class: "note", hidden: true });
    slot.append(this.news, this.panel, this.waiting);
    this.file.addEventListener("change", () => this.chosen());
    this.box.speaks = () => Boolean(this.recorder || (this.made && !this.panel.hidden));
    this.box.out.on("spoken", () => this.see(this.here()));
    this.see(this.here());
  }

  open = () => {
    this.reset();
    this.for = this.box.place();
    this.question = this.box.here?.prompt || "";
    this.told = false;
    show(this.news, false);
    show(this.panel, true);
    show(this.button, false);
    const own = Boolean(sort());
    show(this.turn, own);
    show(this.byFile, !own);
    (own ? this.turn : this.file).focus();
  };

  reset = () => {
    this.made = null;
    this.sound.pause();
    this.sound.removeAttribute("src");
    for (const part of [this.sound, this.use, this.wrong, this.time]) show(part, false);
    setText(this.turn, words.start);
  };

  close = () => {
    this.abandon();
    this.reset();
    show(this.panel, false);
    this.see(this.here());
    if (!this.button.hidden) this.button.focus();
  };

  /** Nothing that was asked of the microphone goes on. */
  abandon = () => {
    const { recorder } = this;
    this.attempt += 1;
    this.leaving = false;
    this.turn.removeAttribute("aria-disabled");
    this.recorder = null;
    if (recorder) stop(recorder);
  };

  press = () => {
    if (this.turn.hasAttribute("aria-disabled")) return;
    if (this.recorder) stop(this.recorder);
    else this.record();
  };

  /** The microphone may be asked for with a question that stays open for long: one at a time, and whoever left it hears no more of it. */
  record = async () => {
    this.reset();
    const attempt = (this.attempt += 1);
    this.turn.setAttribute("aria-disabled", "true");
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
    if (attempt !== this.attempt) return release(stream);
    this.turn.removeAttribute("aria-disabled");
    if (!stream) return this.notAllowed();
    try {
      this.begin(stream);
    } catch {
      release(stream);
      this.notAllowed();
    }
    return undefined;
  };

  /** @param {MediaStream} stream */
  begin = (stream) => {
    const recorder = new MediaRecorder(stream, { mimeType: sort(), audioBitsPerSecond: BITS });
    /** @type {Blob[]} */
    const parts = [];
    const began = performance.now();
    let timer = 0;
    const tick = () => {
      this.seconds = Math.min(MOST_SECONDS, Math.round((performance.now() - began) / 1000));
      setText(this.time, words.time(clock(this.seconds), clock(MOST_SECONDS)));
      if (this.seconds >= MOST_SECONDS) stop(recorder);
    };
    recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
    recorder.addEventListener("stop", async () => {
      release(stream);
      clearInterval(timer);
      if (this.recorder !== recorder) return; // cancelled
      setText(this.turn, words.again);
      if (parts.length) await this.hear(new Blob(parts, { type: recorder.mimeType }), this.leaving ? "" : words.stopped);
      if (this.recorder !== recorder) return;
      this.recorder = null; // until here the room waits for it
      if (this.leaving) this.leave();
    });
    recorder.start();
    this.recorder = recorder;
    tick();
    show(this.time, true);
    timer = window.setInterval(tick, 250);
    setText(this.turn, words.stop);
    this.say(words.running);
  };

  notAllowed = () => {
    show(this.byFile, true);
    this.tell(words.notAllowed);
  };

  /** @param {string} text */
  tell = (text) => {
    setText(this.wrong, text);
    show(this.wrong, true);
    this.say(text);
  };

  chosen = async () => {
    const [file] = this.file.files || [];
    if (!file) return;
    this.abandon();
    this.reset();
    if (file.size > MOST_BYTES || !/^(audio|video)\//.test(file.type || "audio/")) this.tell(words.noSound);
    else await this.hear(file, "");
    this.file.value = "";
  };

  /** @param {Blob} blob @param {string} said */
  hear = async (blob, said) => {
    if (blob.size > MOST_BYTES) return this.tell(words.noSound);
    const { attempt } = this;
    const bytes = new Uint8Array(await blob.arrayBuffer());
    if (attempt !== this.attempt) return undefined; // cancelled meanwhile
    let letters = "";
    for (const byte of bytes) letters += String.fromCharCode(byte);
    this.made = { content: btoa(letters), type: blob.type.split(";")[0] || "audio/mp4", text: words.spoken };
    this.sound.src = sourceOf(this.made);
    show(this.sound, true);
    show(this.use, true);
    if (said) this.say(said);
    if (!this.leaving) this.use.focus();
    return undefined;
  };

  take = () => {
    if (!this.made) return;
    this.keep(this.made, this.for);
    this.reset();
    show(this.panel, false);
    this.box.focus();
  };

  /** @param {Voice|null} voice @param {string} key the question that it is for */
  keep = (voice, key) => {
    if (voice) this.kept.set(`recording.${key}`, voice);
    else this.kept.remove(`recording.${key}`);
    this.see(this.here());
    this.box.mine.draw();
  };

  /** What can be said here belongs there, or "". */
  here = () => (this.box.takesVoice() ? this.box.place() : "");

  /** Its box is not here any more: what was said is kept, and it is told where. */
  leave = () => {
    const { recorder } = this;
    this.leaving = Boolean(recorder);
    if (recorder) return stop(recorder);
    this.abandon();
    const away = this.for !== this.box.place();
    if (this.made) {
      this.keep(this.made, this.for);
      this.soon(away ? words.keptFor(this.question) : words.onlyNew);
    }
    this.reset();
    show(this.panel, false);
    return this.see(this.here());
  };

  /** Stands there until the next voice, and is said after what is said of the room itself. @param {string} text */
  soon = (text) => {
    setText(this.news, text);
    show(this.news, true);
    window.setTimeout(() => this.say(text), 400);
  };

  update = () => {
    const key = this.here();
    if (!this.panel.hidden && !this.leaving && key !== this.for) this.leave();
    else if (this.box.moved && this.box.speaks() && !this.told) {
      this.told = true;
      setText(this.wrong, words.moved(this.question));
      show(this.wrong, true);
      window.setTimeout(() => this.say(words.moved(this.question)), 400);
    }
    if (key === this.shownFor) return;
    const left = this.shownFor === this.box.place() && this.box.taking.onto() && this.kept.get(`recording.${this.shownFor}`);
    if (left) this.soon(words.onlyNew);
    this.see(key);
  };

  /** What was said for the question that stands there now. @param {string} key */
  see = (key) => {
    this.shownFor = key;
    const voice = key ? /** @type {Voice|null} */ (this.kept.get(`recording.${key}`)) : null;
    this.box.attach({ recording: voice || undefined });
    show(this.waiting, Boolean(voice));
    show(this.button, this.panel.hidden && Boolean(key) && !voice);
    if (voice) this.ready.src = sourceOf(voice);
    else this.ready.removeAttribute("src");
  };

  sent = () => {
    show(this.news, false);
    this.kept.remove(`recording.${this.shownFor}`);
    this.see(this.here());
  };
}

/** No light of the microphone stays on. @param {MediaStream|null} stream */
function release(stream) {
  for (const track of stream?.getTracks() || []) track.stop();
}

/** @param {MediaRecorder} recorder */
function stop(recorder) {
  if (recorder.state === "recording") recorder.stop();
}

/** @param {Voice} voice */
function sourceOf({ content, type }) {
  return `data:${type};base64,${content}`;
}

/** @param {ConstructorParameters<typeof Saying>[0]} slot @param {ConstructorParameters<typeof Saying>[1]} options */
export function mount(slot, options) {
  return new Saying(slot, options);
}
