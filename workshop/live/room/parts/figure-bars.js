/**
 * A figure as bars of plain elements: every number stands in words at the end of its bar, and the
 * bars tell their kind by pattern as well as by colour. What is forecast is hatched.
 */
import { el, sheet } from "./elements.js";

/** @typedef {import("../types.js").Drawing} Drawing */

/** Styles first, so that the figure is measured as it will be. */
export const styles = () => sheet(new URL("../drawn.css", import.meta.url));

/** @param {number} part from 0 to 1 */
const across = (part) => `${(part * 100).toFixed(2)}%`;

/** @param {Drawing["rows"][0]["marks"][0]} mark @param {boolean} named */
function bar(mark, named) {
  const line = el("span", { class: "fig-line", "aria-hidden": "true" });
  if (mark.part !== null) {
    const fill = el("span", { class: "fig-fill" });
    fill.style.width = across(mark.part);
    line.append(fill);
  }
  for (const place of mark.dots) {
    const dot = el("span", { class: "fig-dot" });
    dot.style.insetInlineStart = across(place);
    line.append(dot);
  }
  const said = el("p", { class: "fig-said" }, el("b", { dir: "auto", text: mark.said }));
  if (named) said.append(" ", el("span", { class: "fig-name", dir: "auto", text: mark.name }));
  return el("div", { class: "fig-mark", "data-look": mark.look }, line, said);
}

/** @param {Drawing} drawing @returns {HTMLElement} */
export function figure({ rows }) {
  const named = new Set(rows.flatMap((row) => row.marks.map((mark) => mark.name))).size > 1;
  return el("ul", { class: "fig" },
    ...rows.map((row) =>
      el("li", { class: "fig-row" },
        el("div", { class: "fig-head" }, el("p", { class: "fig-label", dir: "auto", text: row.label }),
          ...(row.note ? [el("p", { class: "fig-note", dir: "auto", text: row.note })] : [])),
        el("div", { class: "fig-marks" }, ...row.marks.map((mark) => bar(mark, named))))));
}
