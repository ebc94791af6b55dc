/**
 * The marks of themes. Each colour has a shape of its own, so that a theme is known without it.
 */
const SVG = "http://www.w3.org/2000/svg";

/** Colour -> path in a square of 24, filled. */
/** @type {Record<string, string>} */
const SHAPES = {
  teal: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20",
  orange: "M3 3h18v18H3z",
  blue: "M12 2 23 21H1z",
  plum: "M12 1 23 12 12 23 1 12z",
  gold: "m12 1 9.5 5.5v11L12 23l-9.5-5.5v-11z",
  green: "M8 2h8v6h6v8h-6v6H8v-6H2V8h6z",
  red: "M12 22 1 3h22z",
  slate: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20m0 6a4 4 0 1 1 0 8 4 4 0 0 1 0-8",
};

export const COLOURS = Object.freeze(Object.keys(SHAPES));

/**
 * The colour of a theme; one that was named without a colour gets one by its id.
 *
 * @param {{id: string, colour?: string}} theme
 */
export function colourOf(theme) {
  if (theme.colour && SHAPES[theme.colour]) return theme.colour;
  let sum = 0;
  for (const letter of theme.id) sum += letter.charCodeAt(0);
  return COLOURS[sum % COLOURS.length];
}

/** @param {string} colour @returns {SVGElement} hidden from screen readers: the name says it */
export function mark(colour) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[colour] || SHAPES.slate);
  path.setAttribute("fill", "currentColor");
  path.setAttribute("fill-rule", "evenodd");
  svg.setAttribute("class", "theme-mark");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}
