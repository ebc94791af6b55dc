/**
 * A small sheet to draw on with a finger, a pen or the mouse.
 */
import { el } from "../parts/elements.js";
import { words } from "../words/after-joining-words.js";

const WIDTH = 900;
const HEIGHT = 600;
const THIN = 6;
const THICK = 18;

class Sketch {
  /**
   * @param {HTMLElement} root
   * @param {{done: (content: string|null) => void}} options `done` takes a PNG in base64, or null
   */
  constructor(root, { done }) {
    this.root = root;
    this.done = done;
    this.canvas = /** @type {HTMLCanvasElement} */ (el("canvas", { class: "drawing", width: WIDTH,
      height: HEIGHT, role: "img", "aria-label": words.drawHere }));
    this.paper = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    /** @type {{colour: string, width: number, points: number[][]}[]} */
    this.lines = [];
    let colour = words.pens[0][1];
    let thick = false;
    this.canvas.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.canvas.setPointerCapture(event.pointerId);
      this.lines.push({ colour, width: thick ? THICK : THIN, points: [this.at(event)] });
      this.draw();
    });
    this.canvas.addEventListener("pointermove", (event) => {
      if (!this.canvas.hasPointerCapture(event.pointerId)) return;
      for (const each of event.getCoalescedEvents?.() || [event]) this.lines[this.lines.length - 1].points.push(this.at(each));
      this.draw();
    });

    const pens = words.pens.map(([name, value]) =>
      el("button", { type: "button", class: "chip", "aria-pressed": String(value === colour), text: name,
        click: () => {
          colour = value;
          words.pens.forEach(([, each], i) => pens[i].setAttribute("aria-pressed", String(each === colour)));
        } }));
    const width = el("button", { type: "button", class: "chip", "aria-pressed": "false", text: words.thick,
      click: () => {
        thick = !thick;
        width.setAttribute("aria-pressed", String(thick));
      } });
    this.use = el("button", { type: "button", class: "button small", text: words.useDrawing,
      click: () => this.lines.length && this.finish(this.content()) });
    const title = el("p", { class: "ask-label", text: words.drawHere });
    this.root.replaceChildren(title, this.canvas, el("div", { class: "chips" }, ...pens, width),
      el("div", { class: "row" }, this.use,
        el("button", { type: "button", class: "button small quiet", text: words.undo, click: () => {
          this.lines.pop();
          this.draw();
        } }),
        el("button", { type: "button", class: "button small quiet", text: words.cancel, click: () => this.finish(null) })));
    this.draw();
    pens[0].focus();
  }

  draw = () => {
    this.paper.fillStyle = "#fff";
    this.paper.fillRect(0, 0, WIDTH, HEIGHT);
    this.paper.lineCap = this.paper.lineJoin = "round";
    for (const line of this.lines) {
      this.paper.strokeStyle = line.colour;
      this.paper.lineWidth = line.width;
      this.paper.beginPath();
      const [[x, y]] = line.points;
      this.paper.moveTo(x, y);
      for (const [nx, ny] of line.points) this.paper.lineTo(nx, ny);
      this.paper.stroke();
    }
    this.use.setAttribute("aria-disabled", String(!this.lines.length));
  };

  at = (/** @type {PointerEvent} */ event) => {
    const seen = this.canvas.getBoundingClientRect();
    return [((event.clientX - seen.left) / seen.width) * WIDTH, ((event.clientY - seen.top) / seen.height) * HEIGHT];
  };

  /** What is drawn so far, a PNG in base64; "" for an empty sheet. */
  content = () => (this.lines.length ? this.canvas.toDataURL("image/png").split(",")[1] : "");

  finish = (/** @type {string|null} */ content) => {
    this.root.replaceChildren();
    this.done(content);
  };
}

/** @param {ConstructorParameters<typeof Sketch>[0]} root @param {ConstructorParameters<typeof Sketch>[1]} options */
export function open(root, options) {
  return new Sketch(root, options);
}
