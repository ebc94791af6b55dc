"""One room, seven phones, each in a language of its own: every word is the same at the end.

What was typed is looked for letter by letter, as code points, on each screen and in each file.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pptx import Presentation
from pypdf import PdfReader

from tests.browser.conftest import PHONE, PROJECTOR
from tests.browser.people import SLOW, Room
from tests.browser.running import RunningServer
from tests.workshop.exports.printed import squeezed
from workshop.playbook import load_playbook
from workshop.words import catalogue
from workshop.words.catalogues import RIGHT_TO_LEFT

Device = Callable[..., Page]
SAID = {
    "en": "Nobody answers the phone",
    "cy": "Does neb yn ateb y ffôn, mae’r tŷ yn oer",
    "pl": "Żaden sąsiad nie wie, gdzie można pójść",
    "ro": "Ușa e închisă, iar în județ nu știe nimeni",
    "uk": "Її під’їзд зачинено, ґанок порожній",
    "ur": "NHS کا فون کوئی نہیں اٹھاتا۔ ۲۵ منٹ",
    "ar": "لا أحد يردّ على هاتف NHS منذ ٢٥ يوماً",
}
HEADLINE = "ہر فون کا جواب ملتا ہے"
THEME = "فون"
IN_ENGLISH = "Nobody picks up at the NHS"
TREES = Path(__file__).with_name("vote_trees")
HAS_ARABIC = """() => [...document.fonts].some(
  face => face.family.includes("Arabic") && face.status === "loaded")"""
LOOKS = """node => [...node.querySelectorAll("[lang]")].map(
  each => [each.lang, getComputedStyle(each).direction, each.textContent])"""


def side(language: str) -> str:
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def looks(language: str) -> list[list[str]]:
    """How a card stands on a screen: words of the room's own language need no mark."""
    own = [] if language == "en" else [[language, side(language), SAID[language]]]
    return own + ([["en", "ltr", IN_ENGLISH]] if language == "ur" else [])


class Speaker:
    """A phone that was set to one language, and whoever holds it."""

    def __init__(self, page: Page, server: RunningServer, code: str, language: str) -> None:
        self.page, self.language = page, language
        page.goto(f"{server.url}/join/{code}?lang={language}")
        page.locator("input[value=resident]").check()
        page.locator(".join-go").click()
        expect(page.locator("[data-part=pulse][data-status=connected]")).to_be_visible(timeout=SLOW)
        expect(page.locator("html")).to_have_attribute("lang", language)

    def write(self, activity: str, text: str) -> None:
        """Into the box of the step that the phone has reached."""
        asked = catalogue(self.language).tell(load_playbook().activity(activity).prompt)
        expect(self.page.locator("[data-part=prompt]")).to_have_text(asked, timeout=SLOW)
        expect(self.page.locator("#box")).to_be_visible(timeout=SLOW)
        self.page.locator("#box").fill(text)
        self.page.locator("[data-part=send]").click()
        saved = self.page.locator("[data-part=mine] [data-state=saved]").filter(has_text=text)
        expect(saved).to_have_count(1, timeout=SLOW)

    def vote(self, text: str) -> None:
        option = self.page.locator("[data-part=vote] li").filter(has_text=text)
        option.locator(".dot-button").click(timeout=SLOW)
        expect(option.locator(".dot-button")).to_have_class("button quiet dot-button has-dot")
        saved = catalogue(self.language).tell("Saved")
        expect(self.page.locator("[data-part=vote] [role=status]")).to_contain_text(saved)


CARD = re.compile(r"^    - listitem:\n(?:      .*\n)+", re.MULTILINE)


def tree(page: Page) -> str:
    """What a screen reader meets of a vote; its cards last, in the order of their words."""
    found = page.locator("[data-part=vote]").aria_snapshot() + "\n"
    return CARD.sub("", found) + "".join(sorted(CARD.findall(found)))


@pytest.mark.whole
@pytest.mark.timeout(600)
def test_a_room_of_seven_languages_keeps_every_word(
    server: RunningServer, device: Device, tmp_path: Path
) -> None:
    room = Room(server).open("insights.write")
    phones = {one: Speaker(device(PHONE), server, room.code, one) for one in SAID}
    for language, phone in phones.items():
        phone.write("insights.write", SAID[language])
    phones["ur"].page.wait_for_function(HAS_ARABIC, timeout=SLOW)
    assert not phones["pl"].page.evaluate(HAS_ARABIC)
    room.steer("reveal", activity="insights.write")
    found = room.client.get(f"/api/{room.code}/changes?view=console").json()["cards"]
    ids = {card["text"]: card["id"] for card in found}
    answer = room.client.put(
        f"/api/{room.code}/cards/{ids[SAID['ur']]}/translations/en",
        json={"text": IN_ENGLISH, "was": ""},
    )
    assert answer.status_code == 200, answer.text

    wall = device(PROJECTOR)
    wall.goto(f"{server.url}/project/{room.code}")
    for language, text in SAID.items():
        shown = wall.locator(".wall-card").filter(has_text=text)
        expect(shown).to_be_visible(timeout=SLOW)
        assert shown.locator(".card-text").evaluate(LOOKS) == looks(language)
    wall.wait_for_function(HAS_ARABIC, timeout=SLOW)

    room.open("insights.sort")
    room.steer("sorting", allowed=True, at="insights.sort")
    urdu = phones["ur"].page
    urdu.locator("[data-part=sort] a").click()
    card = urdu.locator("[role=option]").filter(has_text=SAID["ur"])
    expect(card).to_be_visible(timeout=SLOW)
    assert card.locator(".card-text").evaluate(LOOKS) == looks("ur")
    card.click()
    urdu.locator("[data-more]").first.click()
    urdu.locator("[data-do=new-theme]").click()
    urdu.locator("dialog[open] input").fill(THEME)
    urdu.locator("dialog[open] input").press("Enter")
    theme = urdu.get_by_role("listbox", name=THEME)
    expect(theme.get_by_role("option")).to_have_count(1, timeout=SLOW)
    urdu.goto(f"{server.url}/room/{room.code}")

    room.open("insights.vote")
    for language, phone in phones.items():
        phone.vote(SAID["ur"])
        assert tree(phone.page) == (TREES / f"{language}.txt").read_text("utf-8"), language
    room.steer("close")
    expect(wall.get_by_text(SAID["ur"], exact=True).first).to_be_visible(timeout=SLOW)
    room.open("vision.headline")
    phones["ur"].write("vision.headline", HEADLINE)
    room.steer("reveal", activity="vision.headline")
    polish = phones["pl"].page
    polish.goto(f"{server.url}/board/{room.code}")
    title = ["en", "ltr", "Growing up in Ashby"]
    assert polish.locator("main").evaluate(LOOKS) == [title, ["ur", "rtl", HEADLINE]]

    formats = ("docx", "pptx", "xlsx", "pdf", "csv", "json", "html", "md")
    asked = [word for one in formats for word in ("--format", one)]
    server.command("export", room.code, *asked, "--to", str(tmp_path))
    texts = {path.name: text for path in sorted(tmp_path.iterdir()) for text in read(path)}
    assert len(texts) == len(formats), texts.keys()
    words = [*SAID.values(), HEADLINE, IN_ENGLISH, THEME]
    lost = {
        name: [one for one in words if not stands(one, text, by_words=name.endswith(".pdf"))]
        for name, text in texts.items()
    }
    assert lost == {name: [] for name in texts}


def stands(words: str, text: str, *, by_words: bool) -> bool:
    """Whether the words stand there letter for letter, however lines were broken.

    The reader of PDF takes lines as they are seen: where two directions meet in one, its words are
    there in another order, and so are the letters within some.
    """
    whole = squeezed(text)
    if not by_words:
        return squeezed(words) in whole
    there = {letters(one) for one in re.split(r"[\s–:()“”]+", text)}
    sought = [one for one in words.split() if one.isalpha()]
    return all(squeezed(one) in whole or letters(one) in there for one in sought)


def letters(word: str) -> str:
    return "".join(sorted(char for char in word if char.isalpha()))


def read(path: Path) -> Iterator[str]:
    """All words of a file, in the order in which they are kept."""
    match path.suffix:
        case ".docx":
            body = docx.Document(str(path)).element.body
            yield "".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))
        case ".pptx":
            slides = Presentation(str(path)).slides
            yield "\n".join(
                node.text or ""
                for slide in slides
                for node in (*slide.element.iter(), *slide.notes_slide.element.iter())
                if str(node.tag).endswith("}t")
            )
        case ".xlsx":
            sheets = load_workbook(path).worksheets
            cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
            urdu = [one for one in cells if str(one.value).startswith(SAID["ur"])]
            assert {one.alignment.readingOrder for one in urdu} == {2}
            yield "\n".join(str(cell.value) for cell in cells)
        case ".pdf":
            yield "\n".join(page.extract_text() for page in PdfReader(path).pages)
        case ".zip":
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as folder:
                yield "\n".join(folder.read(name).decode() for name in folder.namelist())
        case ".json":
            yield json.dumps(json.loads(path.read_text("utf-8")), ensure_ascii=False)
        case _:
            yield path.read_text("utf-8")
