"""Cards keep their own words: a translation stands beside them, and goes where they go."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader
from sqlmodel import select

from tests.conftest import JoinAs
from tests.copying import stored
from tests.workshop.sorting import WRITE, SortingRoom
from workshop.db import Database
from workshop.domain.cards import add_card, edit_card, hide_card, withdraw_card
from workshop.domain.erasure.cards import erase_card
from workshop.domain.people.moderation import look_first
from workshop.domain.promises import tighten
from workshop.domain.room import open_activity
from workshop.domain.threads.translations import set_language, translate
from workshop.domain.undo_redo import undo
from workshop.domain.workshops import close_workshop
from workshop.drafts import CardEdit, CardLanguage, NewCard, Translation
from workshop.enums import Attribution
from workshop.errors import (
    ChangedMeanwhileError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from workshop.exports import FORMATS
from workshop.exports.telling.collect import collect_story
from workshop.exports.telling.edition import Edition
from workshop.imports.archive import import_archive
from workshop.models import Audit, Card
from workshop.queries.people.held import held_on
from workshop.queries.themes.suggested_themes import suggested_themes
from workshop.queries.viewer import Viewer

URDU = "NHS کا فون کوئی نہیں اٹھاتا"
"""A Latin name stands first, and turns the sentence round for who looks at letters alone."""
ENGLISH = "Nobody answers the phone"


@pytest.fixture
def board(db: Database, facilitator: Viewer) -> SortingRoom:
    open_activity(db, viewer=facilitator, activity=WRITE, anyway=True)
    return SortingRoom(db, facilitator)


def in_urdu(db: Database, who: Viewer) -> str:
    draft = NewCard(activity=WRITE, text=URDU, language="ur")
    return add_card(db, viewer=who, draft=draft).id


def in_english(db: Database, who: Viewer, card: str, text: str = ENGLISH, was: str = "") -> None:
    draft = Translation(text=text, was=was)
    translate(db, viewer=who, card_id=card, language="en", draft=draft)


def in_zip(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as found:
        return "\n".join(found.read(name).decode(errors="replace") for name in found.namelist())


def test_the_wall_is_told_the_language_and_what_a_colleague_says_for_it(
    board: SortingRoom, db: Database, resident: Viewer, staff: Viewer
) -> None:
    card = in_urdu(db, resident)
    with pytest.raises(NotFoundError):  # face down: a colleague has not read it
        in_english(db, staff, card)
    board.all_sort()
    in_english(db, staff, card)
    told = board.told()[card]
    assert (told["text"], told["lang"]) == (URDU, "ur")
    assert told["said"] == [{"lang": "en", "text": ENGLISH}]
    newer = CardEdit(version=1, text=f"{URDU}!")
    edit_card(db, viewer=board.facilitator, card_id=card, draft=newer)
    assert board.told()[card]["said"] == [{"lang": "en", "text": ENGLISH, "older": True}]


def test_the_rooms_own_language_is_not_told(board: SortingRoom, db: Database) -> None:
    draft = NewCard(activity=WRITE, text="The bus stops at six", language="en")
    card = add_card(db, viewer=board.facilitator, draft=draft).id
    assert not {"lang", "said"} & board.all_sort().told()[card].keys()


def test_nothing_that_somebody_else_said_is_lost(
    board: SortingRoom, db: Database, resident: Viewer, staff: Viewer
) -> None:
    card = in_urdu(db, resident)
    board.all_sort()
    in_english(db, staff, card)
    in_english(db, staff, card)  # sent twice by a weak network
    with pytest.raises(ChangedMeanwhileError):
        in_english(db, resident, card, "Nobody picks up")
    in_english(db, resident, card, "Nobody picks up", was=ENGLISH)
    in_english(db, resident, card, "", was="Nobody picks up")
    assert "said" not in board.told()[card]
    with pytest.raises(InvalidInputError, match="own words"):
        translate(db, viewer=staff, card_id=card, language="ur", draft=Translation(text="x"))


def test_the_writer_puts_the_language_right_and_nobody_else(
    board: SortingRoom, db: Database, resident: Viewer, staff: Viewer
) -> None:
    card = in_urdu(db, resident)
    board.all_sort()
    arabic = CardLanguage(language="ar")
    with pytest.raises(NotAllowedError):
        set_language(db, viewer=staff, card_id=card, draft=arabic)
    set_language(db, viewer=resident, card_id=card, draft=arabic)
    assert board.told()[card]["lang"] == "ar"
    set_language(db, viewer=board.facilitator, card_id=card, draft=CardLanguage(language="en"))
    assert "lang" not in board.told()[card]
    undo(db, viewer=board.facilitator)
    assert board.told()[card]["lang"] == "ar"
    with pytest.raises(InvalidInputError):
        CardLanguage.read({"language": "klingon"})


def test_where_nobody_may_know_who_wrote_a_translation_does_not_tell(
    board: SortingRoom, db: Database, resident: Viewer
) -> None:
    tighten(db, viewer=board.facilitator, activity=WRITE, attribution=Attribution.ANONYMOUS)
    card = in_urdu(db, resident)
    board.all_sort()
    in_english(db, resident, card)
    with db.read() as session:
        revision = session.get_one(Card, card).revision
        assert session.get_one(Audit, revision).actor_id is None


def test_where_the_facilitator_looks_first_nobody_adds_words_past_them(
    board: SortingRoom, db: Database, staff: Viewer
) -> None:
    (card,) = board.write("Nobody answers")
    board.all_sort()
    look_first(db, viewer=board.facilitator, activity=WRITE)
    with pytest.raises(NotAllowedError):
        translate(db, viewer=staff, card_id=card, language="pl", draft=Translation(text="Nikt"))


def test_erasing_takes_translations_too(
    board: SortingRoom, db: Database, resident: Viewer, staff: Viewer, tmp_path: Path
) -> None:
    first, second = in_urdu(db, resident), in_urdu(db, resident)
    board.all_sort()
    for card in (first, second):
        in_english(db, staff, card)
    erase_card(db, viewer=resident, card_id=first)
    withdraw_card(db, viewer=resident, card_id=second)
    close_workshop(db, viewer=board.facilitator)
    with db.read() as session:
        for card in (first, second):
            found = session.get_one(Card, card)
            assert (found.text, found.language, found.translations) == ("", "", {})
    assert ENGLISH.encode() not in b"".join(stored(db, tmp_path / "copy.db").values())


def test_cards_of_two_languages_come_to_one_theme_by_what_they_say_in_the_rooms(
    board: SortingRoom, db: Database, resident: Viewer, join_as: JoinAs
) -> None:
    board.write("The phone rings and rings", "Lunch was cold", "Trust the midwife")
    card = in_urdu(db, resident)
    board.all_sort()
    with db.read() as session:
        before = suggested_themes(session, board.facilitator, "insight")
    assert not any(card in one.cards for one in before)
    in_english(db, resident, card)
    with db.read() as session:
        found = suggested_themes(session, board.facilitator, "insight")
    assert any(card in one.cards and len(one.cards) == 2 for one in found)


def test_every_file_holds_both_with_language_and_direction(
    board: SortingRoom, db: Database, resident: Viewer
) -> None:
    card = in_urdu(db, resident)
    board.all_sort()
    in_english(db, board.facilitator, card)
    story = collect_story(db, board.facilitator, Edition(audience="full"))
    page = FORMATS["html"].render(story).decode()
    assert f'<bdi lang="ur" dir="rtl">{URDU}</bdi>' in page
    assert f'<bdi lang="en" dir="ltr">{ENGLISH}</bdi>' in page
    words = docx.Document(BytesIO(FORMATS["docx"].render(story)))
    runs = [run for p in words.paragraphs for run in p.runs]
    for text, language, rtl in ((URDU, "ur", True), (ENGLISH, "en", None)):
        run = next(run for run in runs if text in run.text)
        tag = run._r.rPr.find(qn("w:lang"))
        assert (tag.get(qn("w:val")), run.font.rtl) == (language, rtl)
    archive = FORMATS["json"].render(story).decode()
    (kept,) = (one for one in json.loads(archive)["cards"] if one["text"] == URDU)
    assert kept["language"] == "ur"
    assert kept["translations"] == {"en": {"text": ENGLISH, "of": 1}}
    said = [
        FORMATS["md"].render(story).decode(),
        "\n".join(
            str(cell)
            for sheet in load_workbook(BytesIO(FORMATS["xlsx"].render(story)))
            for row in sheet.iter_rows(values_only=True)
            for cell in row
        ),
        "\n".join(
            shape.text_frame.text
            for slide in Presentation(BytesIO(FORMATS["pptx"].render(story))).slides
            for shape in slide.shapes
            if shape.has_text_frame
        ),
        in_zip(FORMATS["csv"].render(story)),
        "\n".join(p.extract_text() for p in PdfReader(BytesIO(FORMATS["pdf"].render(story))).pages),
    ]
    for text in said:
        assert ENGLISH in text
    for text in said[:-1]:  # a PDF gives the shapes of Arabic letters back in its own order
        assert URDU in text


def test_what_a_hidden_card_says_in_another_language_leaves_in_no_file(
    board: SortingRoom, db: Database, resident: Viewer
) -> None:
    card = in_urdu(db, resident)
    board.all_sort()
    in_english(db, board.facilitator, card)
    hide_card(db, viewer=board.facilitator, card_id=card)
    assert ENGLISH not in json.dumps(board.told())
    story = collect_story(db, board.facilitator, Edition(audience="shareable"))
    for name in ("html", "md"):
        assert ENGLISH not in FORMATS[name].render(story).decode()
    assert ENGLISH not in in_zip(FORMATS["docx"].render(story))
    assert ENGLISH not in in_zip(FORMATS["xlsx"].render(story))


def test_an_archive_brings_translations_back(
    board: SortingRoom, db: Database, resident: Viewer
) -> None:
    card = in_urdu(db, resident)
    board.all_sort()
    in_english(db, board.facilitator, card)
    story = collect_story(db, board.facilitator, Edition(audience="full"))
    made = import_archive(db, FORMATS["json"].render(story))
    with db.read() as session:
        (kept,) = session.exec(select(Card).where(Card.workshop_id == made.id, Card.text == URDU))
    assert (kept.language, kept.translations) == ("ur", {"en": {"text": ENGLISH, "of": 1}})


def test_who_wrote_a_card_sees_what_is_kept_of_it(
    board: SortingRoom, db: Database, resident: Viewer
) -> None:
    card = in_urdu(db, resident)
    board.all_sort()
    in_english(db, board.facilitator, card)
    with db.read() as session:
        (kept,) = held_on(session, resident, resident.person_id or "")["cards"]
    assert (kept["language"], kept["says_too"]) == ("ur", {"en": ENGLISH})
