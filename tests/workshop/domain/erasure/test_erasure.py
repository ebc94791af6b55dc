"""What was erased is found nowhere: not in the file, its log, copies made after, any edition."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from sqlmodel import select

from tests.copying import stored
from tests.workshop.filled import Filled
from tests.workshop.recordings.samples import webm
from workshop.backups import copy_database, put_back
from workshop.db import Database, now
from workshop.domain.cards import Voice, add_card, edit_card, withdraw_card
from workshop.domain.erasure.cards import erase_card
from workshop.domain.erasure.people import erase_person
from workshop.domain.erasure.workshops import (
    erase_again,
    erase_what_is_due,
    erasures,
    set_erase_on,
)
from workshop.domain.paper import add_list
from workshop.domain.pictures import NewPicture, remove_picture
from workshop.domain.recordings.keeping import NewRecording, remove_recording
from workshop.domain.room import open_activity, reveal
from workshop.domain.undo_redo import steps, undo
from workshop.domain.workshops import MadeWorkshop, close_workshop, create_workshop, reopen_workshop
from workshop.drafts import CardEdit, NewCard, NewWorkshop
from workshop.enums import RoleGroup
from workshop.errors import InvalidInputError, NotAllowedError, NotFoundError, WorkshopError
from workshop.exports import FORMATS, collect_story
from workshop.exports.telling.edition import Edition
from workshop.kinds import CardKind
from workshop.models import Card, Media, Person, Recording, Workshop
from workshop.playbook import load_playbook
from workshop.queries.people.held import held_on, names_here
from workshop.queries.viewer import Viewer, host

WRITE = "insights.write"
FIRST = "Zebrafink saw it at the bus stop"
SECOND = "Quillfeather heard it at the chemist"
PICTURE_SAYS = "Marshwiggle by the door"
KEPT = "The bus stops at nine"
JoinAs = Callable[..., Viewer]


def _photo() -> NewPicture:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), (12, 200, 90)).save(made, "JPEG")
    return NewPicture.read(made.getvalue(), PICTURE_SAYS)


@pytest.fixture
def card(db: Database, workshop: MadeWorkshop, facilitator: Viewer, resident: Viewer) -> str:
    """Typed, sent twice with one key, with a photo, changed, turned over."""
    open_activity(db, viewer=facilitator, activity=WRITE, anyway=True)
    draft = NewCard(activity=WRITE, text=FIRST)
    made = add_card(db, viewer=resident, draft=draft, key="key-of-this-card", picture=_photo())
    add_card(db, viewer=resident, draft=NewCard(activity=WRITE, text=KEPT))
    edit = CardEdit(text=SECOND, version=1)
    edit_card(db, viewer=resident, card_id=made.id, draft=edit)
    reveal(db, viewer=facilitator, activity=WRITE)
    return made.id


def found(words: str, content: bytes) -> bool:
    """Also in what is packed: office files and tables are zip files."""
    if words.encode() in content or words.encode("utf-16-le") in content:
        return True
    if not content.startswith(b"PK"):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return any(words.encode() in packed.read(name) for name in packed.namelist())


PACKED = ("json", "html", "md", "xlsx", "csv", "docx", "pptx")
"""The formats whose words can be searched as bytes; the others are drawn from the same story."""


def everywhere(
    db: Database, code: str, tmp_path: Path, formats: tuple[str, ...] = ("json", "csv")
) -> dict[str, bytes]:
    """All that is stored, and formats in every edition."""
    files = stored(db, tmp_path / "after.db")
    with db.read() as session:
        viewer = host(session, code)
    for edition in (Edition(), Edition.read(shareable=True)):
        story = collect_story(db, viewer, edition)
        files[f"all that is told, {edition}"] = repr(story).encode()
        for name in formats:
            if edition.is_whole or not FORMATS[name].whole_only:
                files[FORMATS[name].file_name(code, edition)] = FORMATS[name].render(story)
    return files


def holding(words: str, files: dict[str, bytes]) -> list[str]:
    return [name for name, content in files.items() if found(words, content)]


@pytest.mark.parametrize("state", ["open", "taken back", "closed"])
@pytest.mark.parametrize("who", ["the writer", "the facilitator"])
def test_a_sentence_that_was_erased_is_found_nowhere(
    state: str,
    who: str,
    db: Database,
    workshop: MadeWorkshop,
    facilitator: Viewer,
    resident: Viewer,
    card: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = everywhere(db, workshop.code, tmp_path)
    assert holding(SECOND, before), "there is something to find"
    assert holding(FIRST, before), "the earlier version too"
    if state == "taken back":
        withdraw_card(db, viewer=resident, card_id=card)
    if state == "closed":
        close_workshop(db, viewer=facilitator)
    viewer = resident if who == "the writer" else facilitator
    if (state, who) == ("closed", "the writer"):
        with pytest.raises(NotAllowedError):  # whose it is was forgotten at the close, as promised
            erase_card(db, viewer=resident, card_id=card)
        viewer = facilitator
    erase_card(db, viewer=viewer, card_id=card)
    files = everywhere(db, workshop.code, tmp_path)
    for words in (FIRST, SECOND, PICTURE_SAYS, "key-of-this-card"):
        assert holding(words, files) == []
    assert holding(KEPT, files), "the others' words are where they were"
    (line,) = erasures(db)
    assert (line.code, line.what, line.object_id) == (workshop.code, "card", card)
    assert FIRST not in caplog.text


def test_every_file_that_people_open_lost_it_too(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, card: str, tmp_path: Path
) -> None:
    erase_card(db, viewer=facilitator, card_id=card)
    files = everywhere(db, workshop.code, tmp_path, PACKED)
    assert [holding(words, files) for words in (FIRST, SECOND, PICTURE_SAYS)] == [[], [], []]
    assert len(holding(KEPT, files)) > len(PACKED)


def test_only_the_writer_and_the_facilitator_may(
    db: Database, card: str, staff: Viewer, join_as: JoinAs
) -> None:
    for stranger in (staff, join_as("resident")):
        with pytest.raises(NotAllowedError):
            erase_card(db, viewer=stranger, card_id=card)
    with db.read() as session:
        assert session.get_one(Card, card).text == SECOND


def test_what_was_erased_comes_back_by_no_undo_and_no_reopening(
    db: Database, facilitator: Viewer, resident: Viewer, card: str
) -> None:
    erase_card(db, viewer=resident, card_id=card)
    with db.read() as session:
        done, undone = steps(session, facilitator)
    assert card not in {step.card_id for step in (*done, *undone)}
    with pytest.raises(WorkshopError):
        withdraw_card(db, viewer=resident, card_id=card, withdrawn=False)
    close_workshop(db, viewer=facilitator)
    reopen_workshop(db, viewer=facilitator)
    with pytest.raises(NotFoundError):
        erase_card(db, viewer=facilitator, card_id=card)
    with db.read() as session:
        assert session.get_one(Card, card).text == ""


def test_cards_that_say_the_same_are_named(
    db: Database, facilitator: Viewer, resident: Viewer, card: str
) -> None:
    """Somebody else may have said it too, or a card was made of it: that is not ours to decide."""
    twin = add_card(db, viewer=facilitator, draft=NewCard(activity=WRITE, text=SECOND)).id
    assert erase_card(db, viewer=resident, card_id=card).same_words == (twin,)


def test_a_list_from_paper_loses_one_line_alone(
    db: Database, facilitator: Viewer, card: str, workshop: MadeWorkshop, tmp_path: Path
) -> None:
    first, second = add_list(
        db,
        viewer=facilitator,
        activity=WRITE,
        kind=CardKind.INSIGHT,
        text="Wanderlark one\nWanderlark two",
        voice=Voice(RoleGroup.RESIDENT),
        key="paper-list",
    )
    erase_card(db, viewer=facilitator, card_id=first.id)
    files = everywhere(db, workshop.code, tmp_path)
    assert holding("Wanderlark one", files) == []
    assert holding("Wanderlark two", files)
    undo(db, viewer=facilitator)
    with db.read() as session:
        assert session.get_one(Card, second.id).withdrawn


def test_everything_that_can_hang_on_a_card_goes_with_it(db: Database, filled: Filled) -> None:
    """Votes, links, pictures, themes, merges: every card of a full workshop can be erased."""
    with db.read() as session:
        cards = [one.id for one in session.exec(select(Card)) if one.text]
    assert len(cards) > 10
    for one in cards:
        erase_card(db, viewer=filled.facilitator, card_id=one)
    with db.read() as session:
        assert {one.text for one in session.exec(select(Card))} == {""}
        viewer = host(session, filled.code)
    for name in ("json", "html", "xlsx"):
        assert FORMATS[name].render(collect_story(db, viewer, Edition()))


# --- A person ---


def test_a_person_erases_all_of_their_own_and_is_nobody_afterwards(
    db: Database,
    workshop: MadeWorkshop,
    facilitator: Viewer,
    resident: Viewer,
    card: str,
    tmp_path: Path,
) -> None:
    done = erase_person(db, viewer=resident, person_id=resident.person_id or "")
    assert (done.cards, done.unsigned) == (2, 0)
    files = everywhere(db, workshop.code, tmp_path)
    gone = (FIRST, SECOND, KEPT, PICTURE_SAYS, resident.name, resident.device_id or "")
    assert {words: holding(words, files) for words in gone} == {words: [] for words in gone}
    with db.read() as session:
        assert session.get(Person, resident.person_id) is None
    with pytest.raises(WorkshopError):
        erase_person(db, viewer=resident, person_id=resident.person_id or "")
    assert [line.what for line in erasures(db)] == ["person"]


def test_a_facilitator_who_erases_a_person_learns_not_what_was_theirs(
    db: Database, facilitator: Viewer, resident: Viewer, card: str, workshop: MadeWorkshop
) -> None:
    """These cards promised no name: one that vanished from the wall would tell whose it was."""
    done = erase_person(db, viewer=facilitator, person_id=resident.person_id or "")
    assert (done.cards, done.unsigned) == (0, 2)
    with db.read() as session:
        stays = session.get_one(Card, card)
        assert (stays.text, stays.author_id, stays.author_name) == (SECOND, None, "")
        assert session.get(Person, resident.person_id) is None


def test_an_erased_person_is_heard_nowhere_and_no_card_is_told_apart_by_it(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer, card: str
) -> None:
    """Their cards stay where no name was promised; a voice would say whose they were."""
    draft = NewCard.read({"activity": WRITE, "recording": {"content": "QUJD"}})
    voice = NewRecording.read(webm())
    theirs, other = (
        add_card(db, viewer=one, draft=draft, recording=voice).id for one in (resident, staff)
    )
    erase_person(db, viewer=facilitator, person_id=resident.person_id or "")
    with db.read() as session:
        assert session.get_one(Card, theirs).author_id is None
        assert [one.card_id for one in session.exec(select(Recording))] == [other]
        sent = session.exec(select(Card.revision).where(Card.activity == WRITE)).all()
        assert set(sent) == {session.get_one(Workshop, facilitator.workshop_id).revision}


def test_nobody_erases_somebody_else(
    db: Database, resident: Viewer, staff: Viewer, card: str
) -> None:
    with pytest.raises(NotAllowedError):
        erase_person(db, viewer=staff, person_id=resident.person_id or "")


def test_a_person_of_a_full_workshop_can_be_erased_before_and_after_the_close(
    db: Database, filled: Filled
) -> None:
    erase_person(db, viewer=filled.resident, person_id=filled.resident.person_id or "")
    close_workshop(db, viewer=filled.facilitator)
    erase_person(db, viewer=filled.staff, person_id=filled.staff.person_id or "")
    with db.read() as session:
        assert session.get(Person, filled.staff.person_id) is None


def test_what_is_held_on_a_person_is_whole_for_them_and_silent_for_others(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer, card: str
) -> None:
    with db.read() as session:
        own = held_on(session, resident, resident.person_id or "")
        told = held_on(session, facilitator, resident.person_id or "")
        names = names_here(session, facilitator)
        assert names_here(session, staff) == []
    said = repr(own)
    assert all(words in said for words in (FIRST, SECOND, KEPT, PICTURE_SAYS, "Amina"))
    assert told["person"]["name"] == "Amina"
    assert not [words for words in (FIRST, SECOND, KEPT) if words in repr(told)]
    assert "left_out" in told
    assert [name for _, name, _, _ in names] == ["Amina", "Ben"]


# --- A workshop ---


def test_a_workshop_goes_on_its_day_and_one_line_stays(
    db: Database, facilitator: Viewer, workshop: MadeWorkshop, card: str, tmp_path: Path
) -> None:
    draft = NewWorkshop(title="Kept for longer")
    other = create_workshop(db, draft=draft, playbook=load_playbook(), keep_days=365)
    today = date(2030, 5, 1)
    set_erase_on(db, viewer=facilitator, day=date(2030, 5, 2), today=today)
    with db.write() as work:
        work.session.get_one(Workshop, other.id).erase_on = None
        work.commit()
    assert erase_what_is_due(db, today) == []
    assert erase_what_is_due(db, date(2030, 5, 2)) == [workshop.code]
    files = {path.name: path.read_bytes() for path in db.path.parent.glob(f"{db.path.name}*")}
    assert [holding(words, files) for words in (FIRST, SECOND, KEPT)] == [[], [], []]
    (line,) = erasures(db)
    assert (line.what, line.code) == ("workshop", workshop.code)


def test_a_day_that_is_over_is_refused(db: Database, facilitator: Viewer, card: str) -> None:
    today = now().date()
    with pytest.raises(InvalidInputError):
        set_erase_on(db, viewer=facilitator, day=today, today=today)


@pytest.mark.about_sqlite
def test_an_older_copy_that_is_put_back_loses_again_what_was_erased(
    db: Database, workshop: MadeWorkshop, resident: Viewer, staff: Viewer, card: str, tmp_path: Path
) -> None:
    copy = tmp_path / "older.db"
    copy_database(db.path, copy)
    erase_card(db, viewer=resident, card_id=card)
    erase_person(db, viewer=staff, person_id=staff.person_id or "")
    lines = erasures(db)
    db.close()
    put_back(copy, db.path, now())
    again = Database(db.url, durable=False)
    assert erase_again(again, lines) == 2
    assert erase_again(again, lines) == 0
    again.close()
    assert holding(SECOND, {"": db.path.read_bytes()}) == []
    assert holding(KEPT, {"": db.path.read_bytes()}) == [""]


@pytest.mark.about_sqlite
def test_an_older_copy_that_is_put_back_loses_a_picture_and_a_voice_that_were_taken_away(
    db: Database, facilitator: Viewer, resident: Viewer, card: str, tmp_path: Path
) -> None:
    """Their cards, and what else was said and shown there, are as they were."""
    spoken = [
        add_card(
            db,
            viewer=resident,
            draft=NewCard.read({"activity": WRITE, "text": KEPT, "recording": {"content": "QUJD"}}),
            recording=NewRecording.read(webm()),
        ).id
        for _ in range(2)
    ]
    copy = tmp_path / "older.db"
    copy_database(db.path, copy)
    with db.read() as session:
        picture = session.exec(select(Media.id)).one()
    remove_picture(db, viewer=facilitator, picture_id=picture)
    remove_recording(db, viewer=resident, card_id=spoken[0])
    lines = erasures(db)
    assert [(one.what, one.own) for one in lines] == [("picture", False), ("recording", True)]
    db.close()
    put_back(copy, db.path, now())
    again = Database(db.url, durable=False)
    assert erase_again(again, lines) == 2
    assert erase_again(again, lines) == 0
    with again.read() as session:
        assert session.exec(select(Media)).all() == []
        assert session.exec(select(Recording.card_id)).all() == spoken[1:]
        assert session.get_one(Card, card).text == SECOND
    again.close()
    assert holding(PICTURE_SAYS, {"": db.path.read_bytes()}) == []
