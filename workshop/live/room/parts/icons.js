/**
 * The pictures that stand beside a word, so that nothing is told by colour alone. They are drawn
 * here and not fetched, because a card must look the same while the server is away.
 */
const SVG = "http://www.w3.org/2000/svg";

/** Name -> path in a square of 24; a number in front is the width of its line, else it is filled. */
/** @type {Record<string, string>} */
const PATHS = {
  resident: "M12 3 2.5 11H5v9h5v-6h4v6h5v-9h2.5z",
  staff:
    "M10 2h4v4h4.5A1.5 1.5 0 0 1 20 7.5v13a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 20.5v-13A1.5 1.5 0 0 1 5.5 6H10zm2 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M7.5 19h9c0-2-2-3.3-4.5-3.3S7.5 17 7.5 19",
  partner: "3 M9 6.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11m6 0a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11",
  manager: "M12 2.5 22 21H2z",
  councillor: "M12 2 22 8v2H2V8zM4 11.5h3V18H4zm6.5 0h3V18h-3zm6.5 0h3V18h-3zM2 19.5h20V22H2z",
  observer:
    "M12 5C6.5 5 2.5 9 1 12c1.5 3 5.5 7 11 7s9.5-4 11-7c-1.5-3-5.5-7-11-7m0 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9m0 2.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
  unknown: "3 M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17",
  tick: "3.5 m4.5 13 5 5 10-12",
  clock: "2.6 M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 4.5V12l3.5 2.5",
  onward: "3 M4 12h15m-6-6 6 6-6 6",
  alert: "M10.3 3h3.4l-.6 11.5h-2.2zM12 17a2.1 2.1 0 1 1 0 4.2A2.1 2.1 0 0 1 12 17",
  speaker: "2.4 M3.5 9.5v5h4l4.5 4v-13l-4.5 4zM16 9a4.3 4.3 0 0 1 0 6m2.5-9a8.5 8.5 0 0 1 0 12",
  star: "m12 2 3 6.7 7.3.8-5.5 4.9 1.6 7.2L12 17.9l-6.4 3.7 1.6-7.2-5.5-4.9 7.3-.8z",
};

/**
 * A picture for beside a word, hidden from screen readers.
 *
 * @param {string} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const [, width, path] = /^(?:([\d.]+) )?(.*)$/.exec(PATHS[name] || PATHS.unknown) || [];
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  const look = width
    ? { d: path, fill: "none", stroke: "currentColor", "stroke-width": width,
        "stroke-linecap": "round", "stroke-linejoin": "round" }
    : { d: path, fill: "currentColor", "fill-rule": "evenodd" };
  for (const [key, value] of Object.entries(look)) line.setAttribute(key, value);
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(line);
  return svg;
}
