"""The saved summary as people open it: with the network cut, by keyboard, on a phone, on paper."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PageObject, PdfReader

from tests.browser.axe import violations
from tests.browser.conftest import CONSOLE, PHONE
from tests.browser.people import sideways
from tests.workshop.filled import Filled, fill
from workshop.db import Database
from workshop.exports import FORMATS, collect
from workshop.exports.formats.html import render_in
from workshop.exports.telling.edition import Edition
from workshop.exports.telling.story import tell

Device = Callable[..., Page]
BESIDE_ITS_CHART = """() => [...document.querySelectorAll(".chart tspan")].filter(one => {
  const [words, chart] = [one, one.ownerSVGElement].map(node => node.getBoundingClientRect());
  return words.width && (words.left < chart.left - 2 || words.right > chart.right + 2);
}).map(one => one.textContent)"""


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The summary of a filled workshop, for the team and for sharing, as files."""
    folder = tmp_path_factory.mktemp("summary")
    db = Database(f"sqlite:///{folder / 'reframe.db'}", durable=False)
    db.migrate()
    filled: Filled = fill(db)
    report = collect(db, filled.facilitator)
    seen = tuple(replace(run, revealed=True) for run in report.activities)
    made = {}
    for edition in (Edition(), Edition(audience="shareable")):
        path = folder / FORMATS["html"].file_name(filled.code, edition)
        path.write_bytes(
            FORMATS["html"].render(tell(replace(report, activities=seen), {}, edition))
        )
        made[edition.audience] = path
    made["rtl"] = folder / "rtl.html"
    made["rtl"].write_bytes(render_in(tell(replace(report, activities=seen), {}, Edition()), "ar"))
    db.close()
    return made


def opened(page: Page, path: Path) -> list[str]:
    """Open the file with the network cut, and give what the page asks for from then on."""
    asked: list[str] = []
    page.context.set_offline(True)
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.on("pageerror", lambda error: asked.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_load_state("networkidle")
    asked.remove(path.as_uri())
    return [one for one in asked if not one.startswith("data:")]


@pytest.mark.parametrize("edition", ["full", "shareable"])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_it_opens_with_the_network_cut_and_breaks_no_rule(
    device: Device, saved: dict[str, Path], edition: str, colours: str
) -> None:
    """Not one request goes out, the policy blocks nothing of ours, and axe finds nothing."""
    page = device(CONSOLE, color_scheme=colours, reduced_motion="reduce")
    assert opened(page, saved[edition]) == []
    colour = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert colour == {"light": "rgb(251, 245, 234)", "dark": "rgb(27, 25, 22)"}[colours]
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert violations(page) == set()


def test_bands_open_by_keyboard_and_by_a_press_on_the_picture(
    device: Device, saved: dict[str, Path]
) -> None:
    page = device(CONSOLE, reduced_motion="reduce")
    opened(page, saved["full"])
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Go to the summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    cards = page.locator("#way-band-1")
    expect(cards).to_be_hidden()
    band = page.locator("#way .bands summary").first
    band.focus()
    page.keyboard.press("Enter")
    expect(cards).to_be_visible()
    page.keyboard.press("Enter")
    expect(cards).to_be_hidden()
    page.locator("a[href='#way-band-1']").dispatch_event("click")
    expect(cards).to_be_visible()


FACE = "one => getComputedStyle(one).fontFamily"
FARTHEST_TITLE = """() => Math.max(...[...document.querySelectorAll('main h3, main h4')]
    .filter(title => title.checkVisibility() && title.nextElementSibling)
    .map(title => title.nextElementSibling.getBoundingClientRect().top
        - title.getBoundingClientRect().bottom))"""
"""How many dots lie between a title and what stands under it."""


def test_it_fits_a_phone_and_prints_its_brief_on_one_page(
    device: Device, saved: dict[str, Path]
) -> None:
    """Nothing runs off at 320 pixels, in Arabic too; on A4 the second page is not the brief."""
    page = device(PHONE)
    opened(page, saved["shareable"])
    page.set_viewport_size({"width": 320, "height": 640})
    assert sideways(page) == 0
    page.goto(saved["rtl"].as_uri())
    assert sideways(page) == 0
    page.evaluate("document.documentElement.lang = 'ur'")
    assert len({page.locator(one).first.evaluate(FACE) for one in ("h1", "main p")}) == 1, (
        "headings in letters that have those of Urdu"
    )
    assert page.locator(".chart tspan").count() > 10
    assert page.evaluate(BESIDE_ITS_CHART) == []
    page.goto(saved["shareable"].as_uri())
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert [round(float(side)) for side in printed.pages[0].mediabox[2:]] == [595, 842]
    assert "On one page" in printed.pages[0].extract_text()
    assert page.evaluate(FARTHEST_TITLE) < 12, "a title stands near what it heads"
    assert "What is left out" not in printed.pages[0].extract_text()
    assert "What is left out" in printed.pages[-1].extract_text()
    second = " ".join(printed.pages[1].extract_text().split())
    assert second.startswith("Team Get the right people together")
    paper = letters("".join(one.extract_text() for one in printed.pages))
    also = page.locator(".also .items > li .said").all_text_contents()
    assert also
    assert [said for said in also if letters(said) not in paper] == []
    assert "restson" in paper, "each band by its line"
    assert "Openanyband" not in paper, "nobody can, on paper"


LEADS = "h2, h3, h4, h5, .lead, caption, figcaption, .aside > summary, p:has(+ .items)"
"""What stands above something, and says nothing without it."""


def letters(text: str) -> str:
    """The text without blanks; a printed “ﬀ” is one sign there and two letters here."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def lowest(sheet: PageObject) -> str:
    """The last line of a printed page."""
    lines: dict[int, str] = {}

    def look(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            height = round(tm[4] * cm[1] + tm[5] * cm[3] + cm[5])
            lines[height] = lines.get(height, "") + text

    sheet.extract_text(visitor_text=look)
    return letters(lines[min(lines)]) if lines else ""


def test_no_heading_stands_alone_at_the_foot_of_a_page(
    device: Device, saved: dict[str, Path]
) -> None:
    """Wherever the pages happen to end: the same words are printed further and further down."""
    page = device(PHONE)
    opened(page, saved["full"])
    leads = {letters(lead) for lead in page.locator("main").locator(LEADS).all_text_contents()}
    first = page.locator("#brief + section")
    first.evaluate("first => first.prepend(document.createElement('div'))")
    alone, pages = [], 0
    for down in range(0, 240, 20):
        first.locator("> div").first.evaluate(
            "(gap, down) => { gap.style.height = down + 'mm'; }", down
        )
        printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
        pages += len(printed.pages)
        alone += [(down, line) for line in map(lowest, printed.pages) if line in leads]
    assert pages > 60
    assert alone == []
