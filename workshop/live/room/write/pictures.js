/**
 * A photo, a drawing or a voice as a card. A picture is made small in this browser before it is sent, and waits in
 * the outbox like any card; the server makes it new once more. Kept here until it is sent.
 */
import { el, setText, show } from "../parts/elements.js";
import { later } from "../parts/later.js";
import { words } from "../words/after-joining-words.js";
import { store } from "../parts/store.js";

/** @typedef {import("../types.js").Picture} Picture */

const SIDES = [1600, 1200, 900, 700];
// A phone that offers its own kind may turn it into a JPEG on the way here; the server takes it too.
const TAKEN = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif";
const HEIC = /\.hei[cf]$/i;
const MOST_BYTES = 1_500_000; // of a photo that this browser cannot make smaller
const MOST_LETTERS = 900_000; // of base64; several must fit into localStorage

const saying = later((again) => import(`./recording.js${again}`));
const sketch = later((again) => import(`./sketch.js${again}`));

class Pictures {
  /**
   * @param {HTMLElement} root the part of the page where cards are written
   * @param {{code: string, box: import("./composer.js").Composer, say: (text: string) => void}} options
   */
  constructor(root, { code, box, say }) {
    this.box = box;
    this.code = code;
    this.say = say;
    this.kept = store(code);
    this.shownFor = "";
    /** @type {{sheet: ReturnType<typeof import("./sketch.js").open>, place: string, question: string}|null} being drawn */
    this.drawing = null;
    const { speaks } = box;
    box.speaks = () => speaks() || Boolean(this.drawing?.sheet.lines.length);
    box.gather = () => this.drawing?.sheet.finish(this.drawing.sheet.content());
    const file = /** @type {HTMLInputElement} */ (el("input", { type: "file", class: "unseen",
      accept: TAKEN, tabindex: "-1", "aria-hidden": "true" }));
    this.photo = el("button", { type: "button", class: "button small quiet", text: words.photo,
      click: () => file.click() });
    this.draw = el("button", { type: "button", class: "button small quiet", text: words.draw,
      click: () => this.open() });
    this.voice = el("button", { type: "button", class: "button small quiet", text: words.sayIt,
      click: () => this.speak() });
    /** @type {ReturnType<typeof import("./recording.js").mount>|null} */
    this.saying = null;
    this.image = /** @type {HTMLImageElement} */ (el("img", { alt: "" }));
    this.preview = el("div", { class: "picture", hidden: true }, this.image,
      el("p", { class: "hint", text: words.pictureHelp }),
      el("button", { type: "button", class: "button small quiet", text: words.removePicture,
        click: () => {
          this.take(null);
          this.photo.focus();
        } }));
    this.bar = el("div", { class: "row adds" }, this.photo, this.draw, this.voice, file);
    this.sheet = el("div", { class: "drawing-slot" });
    const row = root.querySelector(".send-row");
    this.spoken = el("div", {});
    this.news = el("p", { class: "note", hidden: true });
    row?.before(this.news, this.spoken, this.sheet, this.preview, this.bar);

    file.addEventListener("change", async () => {
      const [found] = file.files || [];
      file.value = "";
      if (!found) return;
      say(words.readingPhoto);
      try {
        this.take({ ...(await smaller(found).catch(() => asItIs(found))), text: words.aPhoto });
        this.box.focus();
      } catch {
        this.box.tell(isHeic(found) ? words.largeHeic : words.noPhoto);
      }
    });

    this.box.ondraw(() => this.update());
    this.box.out.on("spoken", () => this.update(true));
    this.update();
    this.box.onsent(() => {
      this.kept.remove(`picture.${this.shownFor}`);
      this.see(null);
      this.saying?.sent();
    });
  }

  /** The part for a voice, when it is first wanted. */
  voices = async () => {
    const module = await saying.once();
    if (!module) return null;
    this.saying ||= module.mount(this.spoken, { code: this.code, box: this.box, button: this.voice, say: this.say });
    return this.saying;
  };

  speak = async () => {
    const part = await this.voices();
    if (part) part.open();
    else this.box.tell(words.failed);
  };

  /** @param {Picture|null} picture */
  take = (picture) => {
    const key = this.box.place();
    if (picture) this.kept.set(`picture.${key}`, picture);
    else this.kept.remove(`picture.${key}`);
    this.box.attach({ picture: picture || undefined });
    this.see(picture);
  };

  /** @param {Picture|null} picture */
  see = (picture) => {
    show(this.preview, Boolean(picture));
    show(this.bar, !picture);
    if (!picture) return this.image.removeAttribute("src");
    this.image.src = `data:${picture.type};base64,${picture.content}`;
    this.image.alt = picture.text;
    return undefined;
  };

  open = async () => {
    const module = await sketch.once();
    if (!module) return this.box.tell(words.failed);
    show(this.bar, false);
    const done = (/** @type {string|null} */ content) => {
      this.drawing = null;
      show(this.bar, true);
      if (content) this.take(drawn(content));
      (content ? this.box : this.draw).focus();
    };
    this.drawing = { sheet: module.open(this.sheet, { done }), place: this.box.place(), question: this.box.here?.prompt || "" };
  };

  /**
   * What was drawn for a question that is not here any more is kept for it. Says where, or "".
   *
   * @param {string} place @param {string} key
   */
  leave = (place, key) => {
    if (!this.drawing || this.drawing.place === key) return "";
    const { sheet, place: was, question } = this.drawing;
    this.drawing = null;
    this.sheet.replaceChildren();
    show(this.bar, true);
    const content = sheet.content();
    if (!content) return "";
    this.kept.set(`picture.${was}`, drawn(content));
    if (was === place) return "";
    const said = words.drawingKept(question);
    window.setTimeout(() => this.say(said), 400); // after what is said of the room itself
    return said;
  };

  /** @param {boolean} [anew] it may have changed in another part of the page */
  update = (anew = false) => {
    const onto = Boolean(this.box.taking.onto()); // what is added to a card is written
    const place = this.box.place();
    const key = onto ? "" : place;
    for (const each of [this.photo, this.draw]) show(each, !onto);
    this.heard();
    const away = this.leave(place, key);
    if (key === this.shownFor && !anew) return undefined;
    const left = onto && this.shownFor === place && this.kept.get(`picture.${place}`) ? words.onlyNew : "";
    if (left) this.say(left);
    setText(this.news, left || away);
    show(this.news, Boolean(left || away));
    this.shownFor = key;
    const waiting = key ? /** @type {Picture|null} */ (this.kept.get(`picture.${key}`)) : null;
    this.box.attach({ picture: waiting || undefined });
    this.see(waiting);
    if (!this.saying && key && this.kept.get(`recording.${key}`)) this.voices();
    return undefined;
  };

  /** A voice is offered where a card can be said. */
  heard = () => {
    if (this.saying) this.saying.update();
    else show(this.voice, this.box.takesVoice());
  };
}

/** @param {ConstructorParameters<typeof Pictures>[0]} root @param {ConstructorParameters<typeof Pictures>[1]} options */
export function pictures(root, options) {
  return new Pictures(root, options);
}

/** @param {string} content @returns {Picture} */
const drawn = (content) => ({ content, type: "image/png", text: words.aDrawing });

/** @param {File} file */
const isHeic = (file) => /^image\/hei[cf]/.test(file.type) || HEIC.test(file.name);

/**
 * A photo of an iPhone's own kind, which most other browsers cannot open: the server can.
 *
 * @param {File} file
 */
async function asItIs(file) {
  if (!isHeic(file) || file.size > MOST_BYTES) throw new Error("not for us");
  const bytes = new Uint8Array(await file.arrayBuffer());
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return { content: btoa(letters), type: "image/heic" };
}

/**
 * The photo upright, small, and nothing but pixels: a canvas knows no place and no camera.
 *
 * @param {Blob} file
 */
async function smaller(file) {
  const picture = await createImageBitmap(file);
  const canvas = document.createElement("canvas");
  for (const side of SIDES) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const content = canvas.toDataURL("image/jpeg", 0.8).split(",")[1];
    if (content.length <= MOST_LETTERS) return { content, type: "image/jpeg" };
  }
  throw new Error("too large");
}
