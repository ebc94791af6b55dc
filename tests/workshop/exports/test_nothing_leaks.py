"""What an edition leaves out is in none of its files: not in a cell, a note, or a chart's sheet."""

import re
import zipfile
from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest

from tests.workshop.exports.hostile import SHAREABLE
from tests.workshop.filled import DADS, TWO
from workshop.db import Database
from workshop.exports import FORMATS, collect_story
from workshop.exports.telling.edition import Edition
from workshop.exports.telling.record import CardRecord, Report
from workshop.exports.telling.story import tell
from workshop.kinds import CardKind
from workshop.queries.viewer import Viewer

MINE = ("xlsx", "csv", "pptx", "docx", "md")
SECRETS = {
    "private": "leak-private-7261",
    "hidden": "leak-hidden-7262",
    "withdrawn": "leak-withdrawn-7263",
    "worry": "leak-worry-7264",
    "quote": "leak-quote-7265",
    "story": "leak-story-7266",
    "owner": "leak-owner-7267",
    "author": "leak-author-7268",
    "amount": "771,234,567",
}


def _with(report: Report) -> Report:
    """The report with one card for each thing that may not be shared."""
    plain = next(card for card in report.cards if card.text.startswith("The bus stops"))
    number = iter(range(900, 999))

    def card(kind: CardKind, text: str, **changes: object) -> CardRecord:
        given = {"key": f"card-{next(number)}", "kind": kind, "text": text, "fields": {}}
        return replace(plain, **{**given, **changes})  # type: ignore[arg-type]

    pay = {"amount_pence": 77123456789, "sort": "salary", "fte": "1", "period": "year"}
    planted = (
        card(CardKind.INSIGHT, SECRETS["private"], visibility="facilitator"),
        card(CardKind.INSIGHT, SECRETS["hidden"], hidden=True),
        card(CardKind.INSIGHT, SECRETS["withdrawn"], withdrawn=True),
        card(CardKind.WORRY, SECRETS["worry"]),
        card(CardKind.INSIGHT, "Said", fields={"quote": SECRETS["quote"], "consent": "no"}),
        card(CardKind.STORY, SECRETS["story"], fields={"consent": "not_asked"}),
        card(CardKind.FIRST_STEP, "Do it", fields={"owner": SECRETS["owner"]}),
        card(CardKind.INSIGHT, "Named", author_name=SECRETS["author"]),
        card(CardKind.RESOURCE_LINE, "A post", fields=pay),
    )
    # All of them were turned over: what is left out here is left out for another reason.
    shown = tuple(replace(run, revealed=True) for run in report.activities)
    return replace(report, cards=(*report.cards, *planted), activities=shown)


def _everything(content: bytes) -> str:
    """All text of a file, also of the files within it."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", errors="replace")
    with zipfile.ZipFile(BytesIO(content)) as folder:
        return "\n".join(_everything(folder.read(name)) for name in folder.namelist())


@pytest.mark.parametrize("name", MINE)
def test_shareable_holds_nothing_that_may_not_be_shared(name: str, small_report: Report) -> None:
    report = _with(small_report)
    found = _everything(FORMATS[name].render(tell(report, {}, SHAREABLE)))
    assert [secret for secret in SECRETS.values() if secret in found] == []
    assert "771234567.89" not in found
    assert [
        person.name
        for person in report.people
        if person.name and re.search(rf"\b{person.name}\b", found)
    ] == []
    whole = _everything(FORMATS["csv"].render(tell(report, {}, Edition())))
    gone = {"withdrawn", "hidden", "private", "worry", "amount"}
    assert {key for key, secret in SECRETS.items() if secret not in whole} == gone
    assert "771234567.89" not in whole
    archive = FORMATS["json"].render(tell(report, {}, Edition())).decode()
    assert [secret for secret in SECRETS.values() if secret not in archive] == [SECRETS["amount"]]
    assert "77123456789" in archive


@pytest.mark.parametrize("name", MINE)
@pytest.mark.parametrize("edition", [SHAREABLE, Edition(names="roles"), Edition()])
def test_a_group_of_two_is_never_named(
    name: str, edition: Edition, small_room: tuple[Database, Viewer]
) -> None:
    """The own voice of four is there; that of two in the same room is there for nobody."""
    found = unescape(_everything(FORMATS[name].render(collect_story(*small_room, edition))))
    assert DADS in found
    whole = edition.is_whole and name in ("xlsx", "csv")  # the list of who joined names them
    assert (TWO in found) == whole


@pytest.mark.parametrize("name", MINE)
def test_without_names_no_name_is_left(name: str, small_report: Report) -> None:
    report = _with(small_report)
    found = _everything(FORMATS[name].render(tell(report, {}, Edition(names="roles"))))
    assert SECRETS["owner"] not in found
    assert SECRETS["author"] not in found
    assert "771234567.89" not in found
    assert [
        person.name
        for person in report.people
        if person.name and re.search(rf"\b{person.name}\b", found)
    ] == []
