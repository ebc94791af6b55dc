"""What an edition leaves out is in none of its files: not in a cell, a note, or a chart's sheet."""

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.workshop.exports.hostile import SHAREABLE
from tests.workshop.filled import DADS, TWO, fill
from workshop.db import Database
from workshop.domain.cards import Voice, add_card
from workshop.domain.room import reveal
from workshop.drafts import NewCard
from workshop.enums import RoleGroup
from workshop.exports import FORMATS, collect, collect_story
from workshop.exports.telling.edition import Edition
from workshop.exports.telling.record import CardRecord, Report
from workshop.exports.telling.story import tell
from workshop.kinds import CardKind
from workshop.queries.about import about
from workshop.queries.viewer import Viewer

WRITTEN = "Nobody sees the night"
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


def _of_two(db: Database, viewer: Viewer) -> str:
    with db.read() as session:
        return next(one.key for one in about(session, viewer.workshop_id).voices if one.name == TWO)


@pytest.fixture(scope="module")
def two_write(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Viewer]]:
    """The small room, where one of the group of two wrote with and without a name."""
    db = Database(f"sqlite:///{tmp_path_factory.mktemp('two') / 'reframe.db'}", durable=False)
    db.migrate()
    viewer = fill(db).facilitator
    voice = Voice(_of_two(db, viewer), "Paul")
    for activity in ("insights.write", "team.introductions"):
        draft = NewCard(activity=activity, text=f"{WRITTEN} in {activity}")
        add_card(db, viewer=viewer, draft=draft, voice=voice)
    reveal(db, viewer=viewer, activity="insights.write")
    yield db, viewer
    db.close()


def _sheets(name: str, content: bytes) -> dict[str, str]:
    """All text of a file, by sheet where it has some."""
    if name == "xlsx":
        book = load_workbook(BytesIO(content))
        rows = {sheet.title: sheet.iter_rows(values_only=True) for sheet in book}
        return {title: "\n".join(str(row) for row in found) for title, found in rows.items()}
    if name == "csv":
        with zipfile.ZipFile(BytesIO(content)) as folder:
            return {one: _everything(folder.read(one)) for one in folder.namelist()}
    return {name: unescape(_everything(content))}


@pytest.mark.parametrize("name", MINE)
@pytest.mark.parametrize("edition", [SHAREABLE, Edition(names="roles"), Edition()])
def test_a_group_of_two_is_never_named(
    name: str, edition: Edition, two_write: tuple[Database, Viewer]
) -> None:
    """The own voice of all residents is there; that of two who wrote is on the list of people."""
    content = FORMATS[name].render(collect_story(*two_write, edition))
    sheets = _sheets(name, content)
    assert any(DADS in text for text in sheets.values())
    assert any(WRITTEN in text for text in sheets.values())
    whole = edition.is_whole and name in ("xlsx", "csv")
    named = {
        re.sub(r"\W|csv|\d", "", title).lower() for title, text in sheets.items() if TWO in text
    }
    # The list of who joined names them, and with it what its columns hold.
    assert named == ({"whojoined", "datadictionary"} if whole else set())


def test_the_archive_knows_a_group_of_two_by_its_people_alone(
    two_write: tuple[Database, Viewer],
) -> None:
    """No card says it, whatever it promises."""
    report = collect(*two_write)
    key = _of_two(*two_write)
    written = [card for card in report.cards if card.text.startswith(WRITTEN)]
    assert [(card.role_group, card.voice) for card in written] == [(RoleGroup.STAFF, "")] * 2
    archive = json.loads(FORMATS["json"].render(tell(report, {}, Edition())))
    assert {part for part, found in archive.items() if key in json.dumps(found)} == {
        "workshop",
        "people",
    }


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
