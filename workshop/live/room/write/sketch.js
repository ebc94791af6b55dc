/**
 * A small sheet to draw on with a finger, a pen or the mouse.
 */
import { el } from "../parts/elements.js";
import { words } from "../words/after-joining-words.js";

const WIDTH = 900;
const HEIGHT = 600;
const THIN = 6;
const THICK = 18;

/**
 * @param {HTMLElement} root
 * @param {{done: (content: string|null) => void}} options `done` takes a PNG in base64, or null
 */
export function open(root, { done }) {
  const canvas = /** @type {HTMLCanvasElement} */ (el("canvas", { class: "drawing", width: WIDTH,
    height: HEIGHT, role: "img", "aria-label": words.drawHere }));
  const paper = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  /** @type {{colour: string, width: number, points: number[][]}[]} */
  const lines = [];
  let colour = words.pens[0][1];
  let thick = false;

  const draw = () => {
    paper.fillStyle = "#fff";
    paper.fillRect(0, 0, WIDTH, HEIGHT);
    paper.lineCap = paper.lineJoin = "round";
    for (const line of lines) {
      paper.strokeStyle = line.colour;
      paper.lineWidth = line.width;
      paper.beginPath();
      const [[x, y]] = line.points;
      paper.moveTo(x, y);
      for (const [nx, ny] of line.points) paper.lineTo(nx, ny);
      paper.stroke();
    }
    use.setAttribute("aria-disabled", String(!lines.length));
  };
  const at = (/** @type {PointerEvent} */ event) => {
    const seen = canvas.getBoundingClientRect();
    return [((event.clientX - seen.left) / seen.width) * WIDTH, ((event.clientY - seen.top) / seen.height) * HEIGHT];
  };
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    lines.push({ colour, width: thick ? THICK : THIN, points: [at(event)] });
    draw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    for (const each of event.getCoalescedEvents?.() || [event]) lines[lines.length - 1].points.push(at(each));
    draw();
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
  const use = el("button", { type: "button", class: "button small", text: words.useDrawing,
    click: () => lines.length && finish(canvas.toDataURL("image/png").split(",")[1]) });
  const title = el("p", { class: "ask-label", text: words.drawHere });
  const finish = (/** @type {string|null} */ content) => {
    root.replaceChildren();
    done(content);
  };
  root.replaceChildren(title, canvas, el("div", { class: "chips" }, ...pens, width),
    el("div", { class: "row" }, use,
      el("button", { type: "button", class: "button small quiet", text: words.undo, click: () => {
        lines.pop();
        draw();
      } }),
      el("button", { type: "button", class: "button small quiet", text: words.cancel, click: () => finish(null) })));
  draw();
  pens[0].focus();
}
