"""How well a page can be seen in each state, from computed styles: words, and where the focus is.

axe-core looks at a page at rest; this looks at it under the pointer and under the keyboard too.
"""

from playwright.sync_api import CDPSession, Page

WORDS, LARGE_WORDS, SHAPES = 4.5, 3.0, 3.0
"""What WCAG 2.2 asks of words, of large words, and of what shows a state (1.4.3, 1.4.11)."""
CONTROLS = "a[href], button, input, select, textarea, summary, [role=radio], [tabindex='0']"
_COLOURS = """
const canvas = document.createElement("canvas");
canvas.width = canvas.height = 1;
const brush = canvas.getContext("2d", { willReadFrequently: true });
const solid = (layers) => {
  brush.clearRect(0, 0, 1, 1);
  for (const one of layers) { brush.fillStyle = one; brush.fillRect(0, 0, 1, 1); }
  return [...brush.getImageData(0, 0, 1, 1).data];
};
const light = (rgb) => rgb.slice(0, 3).map((one) => one / 255)
  .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
  .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
const ratio = (one, other) => {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const above = (node) => node.parentElement || node.getRootNode().host;
const grounds = (node) => {
  const layers = [];
  for (let up = node; up; up = above(up)) {
    const style = getComputedStyle(up);
    if (style.backgroundImage !== "none") return null; // a picture or a hatch: not for a sum
    layers.unshift(style.backgroundColor);
    if (solid([style.backgroundColor])[3] === 255) return layers;
  }
  return ["Canvas", ...layers];
};
const named = (node) => {
  const said = (node.innerText || node.ariaLabel || node.title || "").trim().slice(0, 40);
  return `${node.tagName.toLowerCase()} “${said}”`;
};
"""
_WORDS = f"""() => {{ {_COLOURS}
  const found = [];
  for (const node of document.body.querySelectorAll("*")) {{
    const own = [...node.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim());
    if (!own || node.matches("script, style, noscript, option, title")) continue;
    if (!node.checkVisibility({{ opacityProperty: true, visibilityProperty: true }})) continue;
    if (node.closest(":disabled, [aria-disabled=true], [inert], svg, .unseen")) continue;
    const box = node.getBoundingClientRect(), style = getComputedStyle(node);
    if (box.width <= 2 || box.height <= 2 || style.clipPath.startsWith("inset(50%")) continue;
    const ground = grounds(node);
    if (!ground) continue;
    let seen = 1;
    for (let up = node; up; up = up.parentElement) seen *= Number(getComputedStyle(up).opacity);
    if (seen < 1) continue; // on its way in or out
    const size = parseFloat(style.fontSize);
    const icon = node.matches("[data-testid=stIconMaterial]");
    const large = icon || size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const by = ratio(solid(ground), solid([...ground, style.color]));
    if (by < (large ? {LARGE_WORDS} : {WORDS})) found.push(`${{named(node)}}: ${{by.toFixed(2)}}`);
  }}
  return [...new Set(found)];
}}"""
_FOCUS = f"""() => {{ {_COLOURS}
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  if (!node || node === document.body) return null;
  const rings = [];
  const add = (colour, ground) => {{
    if (ground) rings.push(ratio(solid([...ground, colour]), solid(ground)));
  }};
  const rim = /((?:rgba?|color)\\([^)]*\\))\\s+\\S+ \\S+ \\S+ (\\S+)px( inset)?/g;
  const face = node.matches("input") ? node.nextElementSibling : null; // drawn in its place
  for (const one of [face, node, above(node), above(above(node) || node)]) {{
    if (!one) continue;
    const style = getComputedStyle(one), around = grounds(above(one) || one);
    const inside = parseFloat(style.outlineOffset) < 0;
    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
      add(style.outlineColor, inside ? grounds(one) : around);
    for (const [, colour, wide, within] of style.boxShadow.matchAll(rim))
      if (parseFloat(wide) >= 2) add(colour, within ? grounds(one) : around);
    if (node.matches("input, textarea, select")) // a frame that is drawn about the field
      if (parseFloat(style.borderTopWidth) >= 2) add(style.borderTopColor, around);
  }}
  return [named(node), Math.max(0, ...rings), node.getBoundingClientRect().width];
}}"""


def faint_words(page: Page) -> list[str]:
    """Words that stand out too little as the page is now, each with its contrast."""
    found: list[str] = page.evaluate(_WORDS)
    return found


def faint_under_the_pointer(page: Page) -> list[str]:
    """The same while the pointer is on every control at once, and while each is pressed."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    page.add_style_tag(content="* { transition: none !important; animation: none !important; }")
    found = []
    for states in (["hover"], ["hover", "active"], ["focus", "focus-visible"]):
        _force(devtools, states)
        found += [f"{'+'.join(states)}: {one}" for one in faint_words(page)]
    devtools.detach()
    return list(dict.fromkeys(found))


def _force(devtools: CDPSession, states: list[str]) -> None:
    root = devtools.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    wanted = {"nodeId": root, "selector": CONTROLS}
    for node in devtools.send("DOM.querySelectorAll", wanted)["nodeIds"]:
        devtools.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": states})


def focus_stands_out(page: Page) -> tuple[str, float]:
    """What has the focus and by how much its ring stands out; no name where nothing has it."""
    seen = page.evaluate(_FOCUS)
    return ("", 0.0) if seen is None else (seen[0], seen[1])


def unseen_focus(page: Page, stops: int) -> list[str]:
    """Where Tab leads to with nothing that shows it, over so many stops from the start."""
    page.evaluate("() => { document.activeElement?.blur?.(); scrollTo(0, 0); }")
    found = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        seen = page.evaluate(_FOCUS)
        if seen is None:
            break
        name, by, wide = seen
        if wide > 2 and by < SHAPES:
            found.append(f"{name}: {by:.2f}")
    return list(dict.fromkeys(found))
