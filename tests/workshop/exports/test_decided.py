"""What the sum of a spending file rests on is told in summary, document, workbook and data."""

import io
import zipfile

import pytest
from pptx import Presentation
from pypdf import PdfReader

from tests.workshop.queries.making import card
from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.money.spending_files import import_spend
from workshop.drafts import NewCard, NewSpend
from workshop.exports import FORMATS, collect_story
from workshop.exports.telling.edition import Edition
from workshop.payment import Payment
from workshop.playbook import load_playbook
from workshop.queries.cards import cards_for
from workshop.queries.figures.board_words import board_words
from workshop.queries.figures.shown_in_room import FIGURES
from workshop.queries.money.costs import read_costs
from workshop.queries.viewer import Viewer

COST = {"cost_pence": 100_000, "reach_count": 10, "reach_unit": "family", "period": "year"}
DECIDED = "column Actual, taken for thousands"


DIGEST = "a" * 64


def bring_in(db: Database, facilitator: Viewer) -> None:
    given = {"activity": "resources.spend", "file_name": "march.csv", "digest": DIGEST}
    draft = NewSpend.read({**given, "decided": DECIDED, "period": "year", "strands": True})
    payments = [Payment(2, 100_000, "Acme Ltd"), Payment(3, 50_050, "Beta Ltd")]
    import_spend(db, viewer=facilitator, draft=draft, payments=payments)


def told(made: bytes) -> str:
    """All words of a file: of its pages, of its parts, or of itself."""
    if made.startswith(b"%PDF"):
        pages = PdfReader(io.BytesIO(made)).pages
        return " ".join(" ".join(page.extract_text().split()) for page in pages)
    if made.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            made = b"".join(map(archive.read, archive.namelist()))
    return made.decode("utf-8", "replace")


@pytest.mark.parametrize("name", ["html", "json", "md", "docx", "xlsx", "csv", "pdf"])
def test_what_was_decided_is_told(db: Database, facilitator: Viewer, name: str) -> None:
    bring_in(db, facilitator)
    made = FORMATS[name].render(collect_story(db, facilitator, Edition()))
    assert DECIDED in told(made)


def test_it_stands_on_the_very_slide_of_the_money(db: Database, facilitator: Viewer) -> None:
    bring_in(db, facilitator)
    made = FORMATS["pptx"].render(collect_story(db, facilitator, Edition()))
    slides = Presentation(io.BytesIO(made)).slides
    money = next(one for one in slides if "of every £100" in one.shapes.title.text_frame.text)
    shown = " ".join(shape.text_frame.text for shape in money.shapes if shape.has_text_frame)
    assert f"march.csv: {DECIDED}" in shown
    assert DECIDED in money.notes_slide.notes_text_frame.text


def test_it_stands_under_every_figure_of_the_money(db: Database, facilitator: Viewer) -> None:
    """On pages and on the big screen, which both draw the source of a figure."""
    bring_in(db, facilitator)
    with db.read() as session:
        cards = cards_for(session, facilitator)
    for key, source in FIGURES.items():
        if source.money and source.audit:
            figure = source.make(cards, load_playbook("en"))
            assert figure is not None
            assert DECIDED in figure.source, key


def test_it_stands_beside_costs_that_rest_on_the_lines(db: Database, facilitator: Viewer) -> None:
    """Board, poster, slides and document say the cautions of the cost table."""
    bring_in(db, facilitator)
    with db.read() as session:
        line, *_ = cards_for(session, facilitator, kinds=["resource_line"])
    now = card("cost_scenario", "Now", sort="existing", **COST)
    then = card("cost_scenario", "Then", sort="redesigned", links={"lines": (line.id,)}, **COST)
    (table,) = read_costs([line, now, then])
    assert any(DECIDED in caution for caution in table.cautions)
    assert not any(DECIDED in caution for caution in read_costs([now, then])[0].cautions)


def test_it_stands_on_poster_and_board_whose_costs_rest_on_the_lines(
    db: Database, facilitator: Viewer
) -> None:
    """Not among cautions that a board with figures has no room for, but beside the figure."""
    bring_in(db, facilitator)
    with db.read() as session:
        line, *_ = cards_for(session, facilitator, kinds=["resource_line"])
    for name in ("Now", "Then"):
        sort = "existing" if name == "Now" else "redesigned"
        draft = NewCard.read(
            {"activity": "vision.cost", "kind": "cost_scenario", "text": name}
            | {"fields": {"sort": sort, **COST}, "links": {"lines": [line.id]}}
        )
        add_card(db, viewer=facilitator, draft=draft)
    made = FORMATS["poster"].render(collect_story(db, facilitator, Edition()))
    assert f"march.csv: {DECIDED}" in told(made)
    board = board_words(collect_story(db, facilitator, Edition()).board, load_playbook())
    assert board["lower"] == [("Money lines", f"march.csv: {DECIDED}")]
