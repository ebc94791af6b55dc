"""What the projector shows large: a case, a lens or one card."""

from dataclasses import dataclass

from sqlmodel import Session

from workshop.errors import WorkshopError
from workshop.library import Case, Lens, Library, Result, load_library
from workshop.models import Card
from workshop.queries.cards import Audience, Sight, rules, sight

PLACES = ("join", "wall", "board")
ITEMS = ("case", "lens", "card")


@dataclass(frozen=True, slots=True)
class Showing:
    """One thing for everybody to read. ``points`` are read one by one, ``note`` stands below."""

    kind: str
    title: str
    subtitle: str
    text: str
    points: tuple[str, ...]
    note: str


def showing(session: Session, workshop_id: str, language: str, what: str) -> Showing | None:
    """The item behind ``case:slug``, ``lens:slug`` or ``card:id``.

    None for the wall and the way in, and for anything that the room may not see or that is gone.
    """
    kind, _, name = what.partition(":")
    if kind not in ITEMS:
        return None
    if kind == "card":
        return _card(session, workshop_id, name)
    library = load_library(language)
    try:
        return _case(library, library.case(name)) if kind == "case" else _lens(library.lens(name))
    except WorkshopError:
        return None


def _card(session: Session, workshop_id: str, card_id: str) -> Showing | None:
    card = session.get(Card, card_id)
    if card is None or card.workshop_id != workshop_id:
        return None
    rule = rules(session, workshop_id).get(card.activity)
    if sight(card, rule, Audience.ROOM) is not Sight.SHOWN:
        return None
    return Showing("card", card.text, "", "", (), "")


def _case(library: Library, case: Case) -> Showing:
    words = library.words
    claims = tuple(
        f"{_claim(result)} ({words.status[result.status].rstrip('.')})." for result in case.results
    )
    return Showing(
        kind="case",
        title=case.title,
        subtitle=f"{case.place}, {case.country} · {case.years}",
        text=case.summary,
        points=case.questions,
        note=" ".join(filter(None, [" ".join(claims) or words.no_results, case.later])),
    )


def _claim(result: Result) -> str:
    """The claim with its figure; a value that carries its own sign needs no unit behind it."""
    unit = "" if {"%", "£"} & set(result.value) else result.unit
    return f"{result.claim}: {result.value} {unit}".strip(" :")


def _lens(lens: Lens) -> Showing:
    return Showing("lens", lens.name, "", "", lens.questions, lens.breaks_when)
