"""A day on paper: every piece is whole, tagged, and holds no secret."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.workshop.exports.printed import HOSTILE, Printed, faults, has
from tests.workshop.filled import Filled
from workshop.db import Database
from workshop.domain.agenda import add_rests, set_meeting
from workshop.domain.plan import add_own_step
from workshop.domain.run_sheet.edits import remove_steps
from workshop.domain.workshops import MadeWorkshop, create_workshop
from workshop.drafts import Meeting, NewWorkshop, OwnStep
from workshop.enums import RoleGroup, Visibility
from workshop.errors import NotAllowedError, NotFoundError
from workshop.exports import collect
from workshop.exports.paper import PIECES, PaperRoom, print_piece, read_paper
from workshop.exports.paper.codes import sheet_of
from workshop.exports.paper.writing_pieces import SHAPES
from workshop.library import load_library
from workshop.measures.sheet_codes import LETTERS, read_sheet_code, sheet_codes
from workshop.playbook import load_playbook
from workshop.queries.agenda import day_words
from workshop.queries.threads.dealt import dealt
from workshop.queries.viewer import Viewer, identify
from workshop.queries.votes.rounds import Option

LONG_OPTION = Option("one", "insight", "")
BASE = "http://192.168.1.20:8501"


@pytest.fixture
def room(db: Database, facilitator: Viewer) -> PaperRoom:
    """An empty one-day workshop with a day by the clock."""
    meeting = Meeting(number=1, day=date(2026, 5, 1), starts=time(9, 30), place="Whiston Hall")
    set_meeting(db, viewer=facilitator, draft=meeting)
    add_rests(db, viewer=facilitator, number=1)
    return read_paper(db, facilitator, base=BASE, people=12, tables=1)


@pytest.mark.parametrize("what", PIECES)
def test_every_piece_is_tagged_and_says_how_to_join(
    room: PaperRoom, workshop: MadeWorkshop, what: str
) -> None:
    made = print_piece(room, what)
    assert faults(made) == []
    printed = Printed.read(made)
    assert all(room.workshop.code in page.extract_text() for page in printed.reader.pages)
    assert workshop.secret.replace("-", " ") not in " ".join(printed.text.split())
    assert workshop.secret not in printed.text


@pytest.mark.parametrize("what", ["slips", "ballots", "cases", "lenses"])
def test_large_print_is_tagged_too_and_has_more_pages(room: PaperRoom, what: str) -> None:
    large = print_piece(room, what, large=True)
    assert faults(large) == []
    usual = Printed.read(print_piece(room, what))
    assert len(Printed.read(large).reader.pages) >= len(usual.reader.pages)


def test_the_run_sheet_has_times_and_the_words_to_read_aloud(room: PaperRoom) -> None:
    text = Printed.read(print_piece(room, "run-sheet")).text
    assert has(text, "Friday 1 May 2026")
    assert has(text, "9:30")
    assert has(text, "Lunch")
    for run in room.runs:
        for words in run.activity.aloud:
            assert has(text, words)


def test_a_sheet_for_each_table_has_a_code_of_its_own(room: PaperRoom) -> None:
    runs = tuple(run for run in room.runs if run.activity.stage == "insights")
    room = replace(room, runs=runs, tables=2)
    pages = [
        page.extract_text() for page in Printed.read(print_piece(room, "worksheets")).reader.pages
    ]
    letters = room.codes["insights.write"]
    found = [page for page in pages if f"{letters}-" in page]
    assert [has(page, f"{letters}-{table}") for table, page in enumerate(found, 1)] == [True, True]
    assert all(has(page, "Sheet") for page in pages)
    promise = room.playbook.words.attribution
    assert all(any(has(page, words) for words in promise.values()) for page in pages)


def test_ballots_hold_the_cards_that_are_voted_on(db: Database, filled: Filled) -> None:
    room = read_paper(db, filled.facilitator, base=BASE)
    voted = {key: cards for key, cards in room.votes.items() if cards}
    assert voted
    text = Printed.read(print_piece(room, "ballots")).text
    for cards in voted.values():
        assert all(has(text, one.text) for one in cards)


def test_each_table_gets_the_cases_and_the_lens_that_its_phones_show(room: PaperRoom) -> None:
    """A claim is never printed without how it is known; a plan without them prints none."""
    room = replace(room, tables=2)
    for key, what in (("horizon.cases", "cases"), ("horizon.lens", "lenses")):
        activity = room.playbook.activity(key)
        text = Printed.read(print_piece(room, what)).text
        for table in (1, 2):
            for one in dealt(activity, table, "en"):
                assert has(text, one.shown.title)
        others = tuple(run for run in room.runs if not run.activity.shows)
        bare = Printed.read(print_piece(replace(room, runs=others), what)).text
        assert has(bare, "There is nothing of this kind in the plan.")
    library = load_library("en")
    cases = {case.title: case for case in library.cases}
    text = Printed.read(print_piece(room, "cases")).text
    shown = [case for title, case in cases.items() if has(text, title)]
    assert len(shown) >= 5
    for case in shown:
        for one in case.results:
            assert has(text, library.words.method[one.method])
            assert has(text, one.claim)


def test_groups_are_told_apart_by_shape_and_word(room: PaperRoom) -> None:
    assert len(set(SHAPES.values())) == len(SHAPES) == len(RoleGroup) - 1
    text = Printed.read(print_piece(room, "cards")).text
    assert all(has(text, room.playbook.words.role_groups[group].label) for group in SHAPES)


def test_the_wall_holds_nothing_that_the_room_may_not_read(db: Database, filled: Filled) -> None:
    room = read_paper(db, filled.facilitator, base=BASE)
    kept = collect(db, filled.facilitator).cards
    hidden = [one for one in kept if one.hidden or one.visibility != Visibility.ROOM]
    assert hidden
    for what in ("wall", "cut-out"):
        text = Printed.read(print_piece(room, what)).text
        assert not [one.text for one in hidden if len(one.text) > 12 and has(text, one.text)]


def test_what_people_wrote_is_text(room: PaperRoom) -> None:
    words = " ".join(HOSTILE)[:900]
    workshop = replace(room.workshop, title=words, venue=words)
    made = print_piece(replace(room, workshop=workshop), "door")
    assert faults(made) == []


def hostile(db: Database, facilitator: Viewer) -> PaperRoom:
    """Words that are long, from right to left, or look like code, wherever somebody can type."""
    add_own_step(db, viewer=facilitator, draft=OwnStep(sort="write", title=HOSTILE[2][:60]))
    room_ = read_paper(db, facilitator, base=BASE, tables=2)
    steps = ("team.hopes", "segments.map", "segments.name", "insights.vote", "vision.first-steps")
    words = {step: HOSTILE[n % len(HOSTILE)][:200] for n, step in enumerate(steps)}
    runs = tuple(
        replace(
            run,
            activity=replace(
                run.activity, title=words[key], prompt=words[key], aloud=(words[key],)
            ),
            leads=words[key],
            brings=words[key],
            tables=(words[key],),
        )
        if (key := run.activity.key) in words
        else run
        for run in room_.runs
        if run.activity.key in words or run.activity.key.startswith("own.")
    )
    votes = {key: [replace(LONG_OPTION, text=text) for text in HOSTILE[:6]] for key in room_.votes}
    title = HOSTILE[4] * 4
    return replace(
        room_, runs=runs, votes=votes, workshop=replace(room_.workshop, title=title[:200])
    )


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("what", ["run-sheet", "worksheets", "ballots", "materials", "slips"])
def test_any_words_are_only_words_on_every_piece(
    db: Database, facilitator: Viewer, what: str, large: bool
) -> None:
    made = print_piece(hostile(db, facilitator), what, large=large)
    assert faults(made) == []
    assert not has(Printed.read(made).text, "/etc/passwd :")


def test_a_series_has_its_own_days_and_nothing_of_steps_that_were_cut(
    db: Database, token: Callable[[], str]
) -> None:
    """Sheets that were printed before the cut still lead to their steps, and say what is gone."""
    mine = token()
    made = create_workshop(
        db,
        draft=NewWorkshop(title="Ashby", template="five-sessions"),
        playbook=load_playbook(),
        token=mine,
    )
    with db.read() as session:
        viewer = identify(session, token=mine, code=made.code)
    days = {n: date(2026, 9 + n // 3, 3 * n) for n in range(1, 6)}
    for number, day in days.items():
        meeting = Meeting(
            number=number, day=day, starts=time(18), zone="Europe/London", place=f"Hall {number}"
        )
        set_meeting(db, viewer=viewer, draft=meeting)
    before = read_paper(db, viewer, base=BASE, tables=2)
    cut = ("team.place", "insights.vote", "resources.guess", "solutions.matrix", "vision.cost")
    remove_steps(db, viewer=viewer, activities=cut)
    after = read_paper(db, viewer, base=BASE, tables=2)

    pages = [
        page.extract_text() for page in Printed.read(print_piece(after, "run-sheet")).reader.pages
    ]
    whole = "\n".join(pages)
    for number, day in days.items():
        [first] = [page for page in pages if has(page, f"Run sheet: meeting {number}")]
        assert has(first, day_words(day))
        assert has(first, f"Hall {number}")
    door = Printed.read(print_piece(after, "door")).text
    for number, day in days.items():
        assert has(door, f"{day_words(day)}, 18:00 to")
        assert has(door, f"Hall {number}")
    titles = {run.activity.key: run.activity.title for run in before.runs}
    assert not [key for key in cut if has(whole, f". {titles[key]}")]
    assert all(has(whole, titles[run.activity.key]) for run in after.runs)
    papers = "\n".join(
        Printed.read(print_piece(after, what)).text for what in ("worksheets", "ballots")
    )
    codes = set(re.findall(r"\b[A-Z]{4}\b", papers))
    assert codes & set(before.codes.values())
    assert not codes & {before.codes[key] for key in cut}

    assert {key: after.codes[key] for key in before.codes} == dict(before.codes)
    for run in before.runs:
        found = sheet_of(after.workshop, after.runs, f"{before.codes[run.activity.key]} 2")
        gone = run.activity.key in cut
        assert found.table == 2
        assert found.gone == (run.activity.title if gone else "")
        assert (found.run and found.run.activity.key) == (None if gone else run.activity.key)


def test_only_a_facilitator_prints(db: Database, resident: Viewer, room: PaperRoom) -> None:
    with pytest.raises(NotAllowedError):
        read_paper(db, resident, base=BASE)
    with pytest.raises(NotFoundError, match="run-sheet"):
        print_piece(room, "posters")


@given(some.text(max_size=12))
def test_whatever_is_typed_as_a_code_is_read_or_is_none(typed: str) -> None:
    letters, table = read_sheet_code(typed)
    assert letters == "" or len(letters) == 4
    assert table is None or 1 <= table <= 99


def test_codes_differ_stay_and_are_read_back() -> None:
    steps = [f"own.write.{n}" for n in range(900)]
    codes = sheet_codes("BCDFG", steps)
    assert len(set(codes.values())) == len(steps)
    assert all(set(letters) <= set(LETTERS) for letters in codes.values())
    assert sheet_codes("BCDFG", steps[:50]) == {step: codes[step] for step in steps[:50]}
    letters = codes[steps[0]]
    assert read_sheet_code(f" {letters.lower()} - 3 ") == (letters, 3)
