"""What axe-core says about a page, measured against WCAG 2.2 AA."""

from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
HEADINGS = ("heading-order", "page-has-heading-one")
"""No rules of WCAG, but who moves from heading to heading falls into a hole without them."""
_RESTED = """() => Promise.race([
  Promise.all(document.getAnimations()
    .filter(each => Number.isFinite(each.effect.getComputedTiming().endTime))
    .map(each => each.finished.catch(() => 0))),
  new Promise(done => setTimeout(done, 5000)),
])"""
"""An animation of a page that lies behind another may never end, and is then at rest anyway."""

_INTO_VIEW = "node => node.scrollIntoView({ block: 'center', behavior: 'instant' })"

Found = tuple[str, str]
"""A rule, and the selector of an element that breaks it."""


def violations(page: Page) -> set[Found]:
    """Every rule that is broken just now, with where; colours are looked at when they rest.

    A control half under the row that stays at the foot is large enough where it can be scrolled
    out from under it.
    """
    page.evaluate(_RESTED)
    found = _broken(page)
    for one in [(rule, where) for rule, where in found if rule == "target-size"]:
        page.locator(one[1]).first.evaluate(_INTO_VIEW)
        if one not in _broken(page):
            found.remove(one)
    return found


def _broken(page: Page) -> set[Found]:
    options = {
        "runOnly": {"type": "tag", "values": TAGS},
        "rules": {name: {"enabled": True} for name in HEADINGS},
        "resultTypes": ["violations"],
    }
    found = Axe().run(page, options=options).response["violations"]
    return {(rule["id"], _selector(node["target"])) for rule in found for node in rule["nodes"]}


def _selector(target: list[str | list[str]]) -> str:
    """Steps into frames and shadow roots are joined by ``>>``."""
    steps = [step if isinstance(step, str) else " >> ".join(step) for step in target]
    return " >> ".join(steps)


SCHEMES: tuple[Literal["dark", "light"], ...] = ("dark", "light")


class Report:
    """Collects what axe-core found, by the state of the page, in the dark and in daylight."""

    def __init__(self) -> None:
        self.found: dict[str, set[tuple[str, str]]] = {}

    def look(self, state: str, page: Page) -> None:
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            broken = violations(page)
            if broken:
                self.found[f"{state}, {scheme}"] = broken
