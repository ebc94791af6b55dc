"""What of a page cannot be read: text cut, outside its box, under a control, or off to the side."""

from dataclasses import dataclass
from itertools import product

from playwright.sync_api import Page

SIZES = {
    name: {"width": int(name.partition("x")[0]), "height": int(name.partition("x")[2])}
    for name in ("1920x1080", "1366x768", "1024x768", "800x600", "390x844", "360x640", "320x568")
}
_ICON = "[role=img], [aria-hidden=true][translate=no]"
"""A sign drawn by a font of its own: its letters are the sign's name, which nobody sees."""
_LETTERS = f"*:not({_ICON})"
SPACED = f"{_LETTERS} {{ line-height: 1.5 !important; letter-spacing: 0.12em !important; \
word-spacing: 0.16em !important; }} p {{ margin-bottom: 2em !important; }}"
LOOKS = {
    "shipped": "",
    "wide": f"{_LETTERS} {{ font-family: 'DejaVu Sans', Verdana, sans-serif !important; }}",
    "narrow": f"{_LETTERS} {{ font-family: 'DejaVu Sans Condensed', 'Arial Narrow', sans-serif "
    "!important; }",
    "large": "html { font-size: 125% !important; }",
    "spaced": SPACED,
}
"""The shipped type; what a machine may put in its place; larger text; WCAG 2.2, 1.4.12."""
READ_ELSEWHERE = {
    "[data-density=many] .card-text": "“Open” and a double press show the whole card",
}
"""Long words that a line of “…” ends, by how they are read whole. Only clamped lines count."""
TO_THE_SIDE = (
    ".rf-table",
    ".scroll",
    ".rf-map",
    "[data-box]",
    "textarea",
    "input",
    "[data-testid=stCode]",
    "[role=toolbar]",
    ".sort-bar",
    ".sort-board",
)
"""What may be scrolled to the side: tables, maps, columns, code, tools (WCAG 2.2, 1.4.10)."""
_FOUND = """([elsewhere, icon, broad]) => {
  const found = [];
  const add = (what, node, by) => found.push({ what, by: Math.round(by),
    where: (node.className && String(node.className.baseVal ?? node.className) || node.tagName),
    text: node.textContent.trim().slice(0, 60) });
  // Components have a tree of their own, which a search from the page does not enter.
  const all = (root) => [...root.querySelectorAll("*")].flatMap(
    (one) => one.shadowRoot ? [one, ...all(one.shadowRoot)] : [one]);
  const parent = (one) => one.parentElement ?? one.getRootNode().host;
  const holds = (outer, inner) => {
    for (let up = inner; up; up = parent(up)) if (up === outer) return true;
    return false;
  };
  const within = (one, selector) => {
    for (let up = one; up; up = parent(up)) if (up.matches(selector)) return up;
    return null;
  };
  const there = (x, y) => { // the innermost; null outside of the window
    let top = document.elementFromPoint(x, y);
    while (top?.shadowRoot?.elementFromPoint(x, y)) {
      const inner = top.shadowRoot.elementFromPoint(x, y);
      if (inner === top) break;
      top = inner;
    }
    return top;
  };
  const hides = (style, axis) => ["hidden", "clip"].includes(style[`overflow${axis}`]);
  const turns = (style, axis) => ["auto", "scroll"].includes(style[`overflow${axis}`]);
  const stays = (node, range, lid) => { // also when the page is scrolled to it
    const [left, top] = [scrollX, scrollY];
    node.scrollIntoView({ block: "center", behavior: "instant" });
    const line = range.getClientRects()[0]; // of its words, not of its box
    const [x, y] = [line.left + line.width / 2, line.top + Math.min(line.height / 2, 12)];
    const still = there(x, y);
    scrollTo({ left, top, behavior: "instant" });
    return Boolean(still && holds(lid, still));
  };
  const root = document.scrollingElement;
  const wide = root.scrollWidth - root.clientWidth;
  if (wide > 1) add("sideways", document.body, wide);
  const nodes = all(document.body);
  // A part of the page that scrolls, as the app's main part does, is no more to be wide than it.
  const toTheSide = (one) =>
    turns(getComputedStyle(one), "X") && !broad.some((is) => one.matches(is));
  for (const node of nodes.filter(toTheSide)) {
    const more = node.scrollWidth - node.clientWidth;
    const folded = node.getBoundingClientRect().right <= 2; // as the list of pages on a phone
    if (more > 1 && node.clientWidth > 2 && !folded && node.checkVisibility())
      add("sideways", node, more);
  }
  for (const node of nodes) {
    const own = [...node.childNodes].filter((one) => one.nodeType === 3 && one.textContent.trim());
    if (!own.length || node.matches("script, style, noscript, option, title")) continue;
    if (!node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (elsewhere.some((one) => node.matches(one)) && node.scrollHeight > node.clientHeight + 1 &&
        getComputedStyle(node).webkitLineClamp !== "none") continue;
    const range = document.createRange();
    range.setStartBefore(own[0]);
    range.setEndAfter(own.at(-1));
    const box = range.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    const size = parseFloat(getComputedStyle(node).fontSize);
    const [above, below] = [size * 0.2, size * 0.08]; // a font's box is higher than its letters
    // A space at the end of a kept line hangs over its edge.
    const { whiteSpace, wordSpacing } = getComputedStyle(node);
    const hangs = whiteSpace === "pre-wrap" ? size * 0.4 + (parseFloat(wordSpacing) || 0) : 0;
    const room = { x: false, y: false };
    let unseen = false, away = false; // away: it can be scrolled to
    const line = range.getClientRects()[0]; // words may begin behind others and go on below them
    const [x, y] = [line.left + line.width / 2, line.top + Math.min(line.height / 2, 12)];
    const cuts = [];
    for (let up = node; up && up !== document.documentElement; up = parent(up)) {
      const style = getComputedStyle(up), edge = up.getBoundingClientRect();
      unseen ||= style.clipPath.startsWith("inset(50%") || (edge.width <= 2 && hides(style, "X"));
      if (up.matches("[data-testid='stApp'] [data-baseweb], svg")) unseen = true;
      if (up.matches(".bar.is-quiet:not(:focus-within)")) unseen = true; // comes at a key or a move
      if (up.matches(icon)) unseen = true;
      if (up.matches("[data-testid='stSidebar']") && edge.right <= 2) unseen = true; // folded
      if ((turns(style, "X") || turns(style, "Y")) && up !== document.body)
        away ||= y < edge.top || y > edge.bottom || x < edge.left || x > edge.right;
      room.x ||= turns(style, "X") && broad.some((is) => up.matches(is));
      room.y ||= turns(style, "Y");
      if (hides(style, "X") && !room.x)
        cuts.push(box.right - edge.right - hangs, edge.left - box.left);
      if (hides(style, "Y") && !room.y)
        cuts.push(box.bottom - edge.bottom - below, edge.top - box.top - above);
    }
    if (unseen || within(node, ".is-folded")) continue;
    const cut = Math.max(0, ...cuts);
    if (cut > 3) add("cut", node, cut);
    const side = Math.max(box.right - innerWidth, -box.left);
    if (side > 1 && !room.x) add("outside", node, side);
    const top = there(x, y);
    const apart = top && !holds(node, top) && !holds(top, node);
    const lid = apart && within(top, "button, a, nav, [role=toolbar]");
    if (lid && !away && !holds(lid, node) && stays(node, range, lid))
      add("covered", node, box.height);
  }
  return found;
}"""


_WEAR = """(css) => {
  const worn = document.querySelector("style[data-look]");
  const sheet = worn ?? document.head.appendChild(document.createElement("style"));
  sheet.dataset.look = "";
  sheet.textContent = css;
}"""


@dataclass(frozen=True)
class Hidden:
    """A text that cannot be read whole: why, where, the text, and how many pixels are missing."""

    what: str
    where: str
    text: str
    by: int

    def __str__(self) -> str:
        return f"{self.what} by {self.by} px: “{self.text}” ({self.where})"


def unreadable(page: Page) -> list[Hidden]:
    """Everything on the page as it stands now that cannot be read whole."""
    known = [list(READ_ELSEWHERE), _ICON, TO_THE_SIDE]
    return [Hidden(**one) for one in page.evaluate(_FOUND, known)]


def dress(page: Page, look: str) -> None:
    """Give the page this look in place of the one before; it is set anew as after any change.

    Needs ``bypass_csp``. The bar that steers lies over the wall until nobody has moved for a
    moment: that is waited for.
    """
    page.evaluate(_WEAR, LOOKS[look])
    page.evaluate("() => document.fonts.ready.then(() => dispatchEvent(new Event('resize')))")
    page.wait_for_function("() => !document.querySelector('.bar:not(.is-quiet, [hidden])')")
    page.wait_for_timeout(300)


def in_every_size_and_look(page: Page) -> list[str]:
    """What cannot be read whole on the page as it stands, by size and look."""
    found = []
    for size, look in product(SIZES, LOOKS):
        page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
        dress(page, look)
        hidden = unreadable(page)
        if hidden:  # the app folds its list of pages a moment after the window has become narrow
            page.wait_for_timeout(2_000)
            hidden = unreadable(page)
        found += [f"{size} {look}: {one}" for one in hidden]
    return found
