/**
 * A photo or a drawing as a card. It is made small in this browser before it is sent, and waits in
 * the outbox like any card; the server makes it new once more. Kept here until it is sent.
 */
import { el, show } from "../parts/elements.js";
import { words } from "../words/after-joining-words.js";
import { store } from "../parts/store.js";

/** @typedef {import("../types.js").Picture} Picture */

const SIDES = [1600, 1200, 900, 700];
const MOST_LETTERS = 900_000; // of base64; several must fit into localStorage

/**
 * @param {HTMLElement} root the part of the page where cards are written
 * @param {{code: string, box: import("./composer.js").Composer, say: (text: string) => void}} options
 */
export function pictures(root, { code, box, say }) {
  const kept = store(code);
  let shownFor = "";
  const file = /** @type {HTMLInputElement} */ (el("input", { type: "file", class: "unseen",
    accept: "image/jpeg,image/png,image/webp", tabindex: "-1", "aria-hidden": "true" }));
  const photo = el("button", { type: "button", class: "button small quiet", text: words.photo,
    click: () => file.click() });
  const draw = el("button", { type: "button", class: "button small quiet", text: words.draw,
    click: () => open() });
  const image = /** @type {HTMLImageElement} */ (el("img", { alt: "" }));
  const preview = el("div", { class: "picture", hidden: true }, image,
    el("p", { class: "hint", text: words.pictureHelp }),
    el("button", { type: "button", class: "button small quiet", text: words.removePicture,
      click: () => {
        take(null);
        photo.focus();
      } }));
  const bar = el("div", { class: "row adds" }, photo, draw, file);
  const sheet = el("div", { class: "drawing-slot" });
  const row = root.querySelector(".send-row");
  row?.before(sheet, preview, bar);

  /** @param {Picture|null} picture */
  const take = (picture) => {
    const key = box.activity();
    if (picture) kept.set(`picture.${key}`, picture);
    else kept.remove(`picture.${key}`);
    box.attach(picture);
    see(picture);
  };

  /** @param {Picture|null} picture */
  const see = (picture) => {
    show(preview, Boolean(picture));
    show(bar, !picture);
    if (!picture) return image.removeAttribute("src");
    image.src = `data:${picture.type};base64,${picture.content}`;
    image.alt = picture.text;
    return undefined;
  };

  file.addEventListener("change", async () => {
    const [found] = file.files || [];
    file.value = "";
    if (!found) return;
    say(words.readingPhoto);
    try {
      take({ ...(await smaller(found)), text: words.aPhoto });
      box.focus();
    } catch {
      say(words.noPhoto);
      box.tell(words.noPhoto);
    }
  });

  const open = async () => {
    const module = await import("./sketch.js").catch(() => null);
    if (!module) return;
    show(bar, false);
    module.open(sheet, {
      done: (/** @type {string|null} */ content) => {
        show(bar, true);
        if (content) take({ content, type: "image/png", text: words.aDrawing });
        (content ? box : draw).focus();
      },
    });
  };

  box.onsent(() => {
    kept.remove(`picture.${shownFor}`);
    see(null);
  });

  return {
    update() {
      const key = box.activity();
      if (key === shownFor) return;
      shownFor = key;
      const waiting = key ? /** @type {Picture|null} */ (kept.get(`picture.${key}`)) : null;
      box.attach(waiting);
      see(waiting);
    },
  };
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
