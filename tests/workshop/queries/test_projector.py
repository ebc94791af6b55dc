"""What the projector shows large is never more than the room may see."""

from collections.abc import Callable

import pytest

from tests.conftest import JoinAs
from workshop.db import Database
from workshop.domain.cards import add_card, hide_card
from workshop.domain.room import open_activity, reveal, show
from workshop.domain.threads.translations import set_language, translate
from workshop.drafts import CardLanguage, NewCard, Translation
from workshop.errors import InvalidInputError
from workshop.library import load_library
from workshop.live.wire import room_json
from workshop.queries.room import room_state
from workshop.queries.viewer import Viewer


def projector(db: Database, viewer: Viewer) -> dict[str, object]:
    with db.read() as session:
        state = room_state(session, viewer.workshop_id)
    assert state is not None
    found: dict[str, object] = room_json(state)["projector"]
    return found


def test_a_case_and_a_lens_are_shown_whole(db: Database, facilitator: Viewer) -> None:
    """A case comes with place, questions and what happened later; a lens with its questions."""
    library = load_library()
    for case in library.cases:
        show(db, viewer=facilitator, what=f"case:{case.slug}")
        item = projector(db, facilitator)["item"]
        assert isinstance(item, dict)
        assert (item["title"], item["text"], item["points"]) == (
            case.title,
            case.summary,
            case.questions,
        )
        assert case.later in item["note"]
    lens = library.lenses[0]
    show(db, viewer=facilitator, what=f"lens:{lens.slug}")
    assert projector(db, facilitator) == {
        "show": "item",
        "item": {
            "kind": "lens",
            "title": lens.name,
            "subtitle": "",
            "text": "",
            "points": lens.questions,
            "note": lens.breaks_when,
            "closing": library.closing_questions,
        },
    }


def test_a_card_is_shown_only_when_the_room_may_read_it(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Face down it is refused; revealed it shows; hidden later, the wall takes its place."""
    open_activity(db, viewer=facilitator, activity="insights.write")
    draft = NewCard.read({"activity": "insights.write", "text": "SECRET fear"})
    card = add_card(db, viewer=resident, draft=draft).id
    with pytest.raises(InvalidInputError):
        show(db, viewer=facilitator, what=f"card:{card}")
    reveal(db, viewer=facilitator)
    show(db, viewer=facilitator, what=f"card:{card}")
    assert "SECRET fear" in str(projector(db, facilitator))
    hide_card(db, viewer=facilitator, card_id=card)
    assert projector(db, facilitator) == {"show": "wall"}


def test_a_card_is_shown_with_its_words_in_other_languages(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    open_activity(db, viewer=facilitator, activity="insights.write")
    draft = NewCard.read({"activity": "insights.write", "text": "Nikt nie odbiera"})
    card = add_card(db, viewer=resident, draft=draft).id
    polish = CardLanguage.read({"language": "pl"})
    set_language(db, viewer=facilitator, card_id=card, draft=polish)
    said = Translation.read({"text": "Nobody answers"})
    translate(db, viewer=facilitator, card_id=card, language="en", draft=said)
    reveal(db, viewer=facilitator)
    show(db, viewer=facilitator, what=f"card:{card}")
    item = projector(db, facilitator)["item"]
    assert item == {
        "kind": "card",
        "title": "Nikt nie odbiera",
        "subtitle": "",
        "text": "",
        "points": (),
        "note": "",
        "lang": "pl",
        "said": [{"lang": "en", "text": "Nobody answers"}],
    }


@pytest.mark.parametrize("what", ["", "case:", "case:nothing", "card:x", "lens:../x", "elsewhere"])
def test_nonsense_is_refused(
    db: Database, facilitator: Viewer, what: str, join_as: Callable[..., Viewer]
) -> None:
    """An unknown thing is refused with a sentence and the screen stays as it was."""
    with pytest.raises(InvalidInputError):
        show(db, viewer=facilitator, what=what)
    assert projector(db, facilitator) == {"show": "join"}


def put(db: Database, viewer: Viewer, activity: str, kind: str, text: str, **more: object) -> str:
    draft = {"activity": activity, "kind": kind, "text": text, **more}
    return add_card(db, viewer=viewer, draft=NewCard.read(draft)).id


def money(db: Database, facilitator: Viewer) -> None:
    """Two parts of the work with their money."""
    for name, pounds in (("Play", 90), ("Paper", 10)):
        strand = put(db, facilitator, "resources.spend", "strand", name)
        fields = {"amount_pence": pounds * 100, "period": "year"}
        links = {"strand": [strand]}
        kind = "resource_line"
        put(db, facilitator, "resources.spend", kind, f"For {name}", fields=fields, links=links)


def test_no_figure_shows_money_before_insights_and_guesses(
    db: Database, facilitator: Viewer, resident: Viewer, join_as: JoinAs
) -> None:
    """Refused until the room wrote an insight and its guesses were turned over; then it is whole.

    What the room cannot see is in no figure.
    """
    money(db, facilitator)
    with pytest.raises(InvalidInputError):
        show(db, viewer=facilitator, what="figure:guess")
    put(db, facilitator, "insights.write", "insight", "People fear being judged")
    open_activity(db, viewer=facilitator, activity="resources.guess", anyway=True)
    fields = {"split": ["Play: 40", "Paper: 60"]}
    for person in (resident, join_as("staff"), join_as("partner")):
        put(db, person, "resources.guess", "budget_guess", "A guess", fields=fields)
    with pytest.raises(InvalidInputError):
        show(db, viewer=facilitator, what="figure:guess")
    reveal(db, viewer=facilitator)
    show(db, viewer=facilitator, what="figure:guess")
    item = projector(db, facilitator)["item"]
    assert isinstance(item, dict)
    assert item["subtitle"] == "Play: we guessed £40 of every £100. It is £90."
    assert [
        [(mark["said"], mark["look"], mark["part"], mark["dots"]) for mark in row["marks"]]
        for row in item["drawing"]["rows"]
    ] == [
        [("£40", "guess", 0.4444, (0.4444,)), ("£90", "counted", 1.0, ())],
        [("£60", "guess", 0.6667, (0.6667,)), ("£10", "counted", 0.1111, ())],
    ]
    secret = put(db, facilitator, "resources.spend", "strand", "SECRET")
    hide_card(db, viewer=facilitator, card_id=secret)
    show(db, viewer=facilitator, what="figure:strands")
    assert "SECRET" not in str(projector(db, facilitator))


@pytest.mark.parametrize("what", ["figure:cost", "figure:signs", "figure:nothing"])
def test_a_figure_without_anything_to_show_is_refused(
    db: Database, facilitator: Viewer, what: str
) -> None:
    put(db, facilitator, "insights.write", "insight", "People fear being judged")
    with pytest.raises(InvalidInputError):
        show(db, viewer=facilitator, what=what)


def test_turning_the_guesses_over_shows_them_beside_the_truth(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """One key for the facilitator: the projector shows the figure, if the room is at the guess."""
    money(db, facilitator)
    put(db, facilitator, "insights.write", "insight", "People fear being judged")
    open_activity(db, viewer=facilitator, activity="resources.guess", anyway=True)
    reveal(db, viewer=facilitator)
    item = projector(db, facilitator)["item"]
    assert isinstance(item, dict)
    assert (item["kind"], item["title"]) == ("figure", "Out of every £100, how much goes where?")
