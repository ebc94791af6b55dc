"""What the projector shows large: a case, a lens, one card or a figure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from sqlmodel import Session

from workshop.errors import Sentence, WorkshopError
from workshop.figures.drawn_bars import Drawing, drawing
from workshop.kinds import CardKind
from workshop.kinds.languages import Translated, translated
from workshop.library import Case, Lens, Library, Result, load_library
from workshop.library.telling import amount, claim_of, note_of, sources_of, where_and_when
from workshop.models import Card, Workshop
from workshop.queries.cards import Audience, Sight, rules, sight
from workshop.words import ENGLISH, languages, with_cases
from workshop.words.saying import Saying

PLACES = ("join", "wall", "themes", "board", "tables")
MOST_ROWS, MOST_BARS = 7, 12
"""What of a figure can be read from the back of a room."""
ITEMS = ("case", "lens", "card", "figure")
THEME = "theme"


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """The one figure of a case, in its own words, with how sure one can be of it.

    ``level`` is 0 to 5; ``value`` is empty where no figure was found, which ``label`` says then.
    """

    label: str
    value: str
    level: int
    sure: str
    method: str
    source: str


@dataclass(frozen=True, slots=True)
class Turn:
    """The old challenge beside the new one: whom each is for, and who runs it."""

    before: str
    whom: tuple[str, str]
    run_by: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Showing:
    """One thing for everybody to read. ``points`` are read one by one, ``note`` stands below.

    ``closing`` are the questions at its end. A case has a ``number``, a challenge its ``turn``. The
    title of a card is in its ``language`` ("" for the workshop's), beside its ``translations``.
    Of a case that is said in a language ``english`` is what stays English.
    """

    kind: str
    title: str
    subtitle: str
    text: str
    points: tuple[str, ...]
    note: str
    drawing: Drawing | None = None
    later: str | None = None
    number: CaseNumber | None = None
    closing: tuple[str, ...] | None = None
    turn: Turn | None = None
    language: str = ""
    translations: tuple[Translated, ...] = ()
    english: tuple[str, ...] | None = None


def showing(session: Session, workshop_id: str, language: str, what: str) -> Showing | None:
    """The item behind ``case:slug``, ``lens:slug``, ``card:id`` or ``figure:name``.

    None for the wall and the way in, and for anything that the room may not see or that is gone.
    """
    kind, _, name = what.partition(":")
    if kind not in ITEMS:
        return None
    if kind == "card":
        return _card(session, workshop_id, name)
    if kind == "figure":
        return _figure(session, workshop_id, name)
    library = load_library(language)
    try:
        found = library.case(name) if kind == "case" else library.lens(name)
        if isinstance(found, Case):
            return case_in(library, found, language)
        return lens_shown(library, found)
    except WorkshopError:
        return None


def theme_shown(session: Session, workshop_id: str, what: str) -> str | None:
    """The theme behind ``theme:id``, or the one that it became; None where the room has none."""
    kind, _, name = what.partition(":")
    card = session.get(Card, name) if kind == THEME else None
    if card is not None and card.merged_into is not None:
        card = session.get(Card, card.merged_into)
    if card is None or card.workshop_id != workshop_id or card.kind != CardKind.THEME:
        return None
    rule = rules(session, workshop_id).get(card.activity)
    return card.id if sight(card, rule, Audience.ROOM) is Sight.SHOWN else None


def _card(session: Session, workshop_id: str, card_id: str) -> Showing | None:
    card = session.get(Card, card_id)
    if card is None or card.workshop_id != workshop_id:
        return None
    rule = rules(session, workshop_id).get(card.activity)
    if sight(card, rule, Audience.ROOM) is not Sight.SHOWN:
        return None
    shown = Showing("card", card.text, "", "", (), "")
    if card.kind == CardKind.REFRAME:
        shown = _challenge(card)
    others = translated(card.translations, card.version)
    return replace(shown, language=card.language, translations=others)


def _challenge(card: Card) -> Showing:
    """The challenge turned round, and the question that it asks now."""

    def said(name: str) -> str:
        return str(card.fields.get(name) or "")

    question = said("question")
    return Showing(
        kind="challenge",
        title=card.text,
        subtitle="",
        text="",
        points=(),
        note="",
        closing=(question,) if question else None,
        turn=Turn(
            said("before"),
            (said("customer_before"), said("customer_after")),
            (said("owner_before"), said("owner_after")),
        ),
    )


def _figure(session: Session, workshop_id: str, name: str) -> Showing | None:
    # Loaded where one is shown: a command that makes or steers a workshop waits for all it loads.
    from workshop.queries.figures.shown_in_room import figure_for_room

    workshop = session.get(Workshop, workshop_id)
    figure = figure_for_room(session, workshop, name) if workshop is not None else None
    if figure is None:
        return None
    source = f"Source: {figure.source}." if figure.source else ""
    shown = max(1, min(MOST_ROWS, MOST_BARS // max(1, len(figure.names))))
    left = len(figure.rows) - shown
    more = f"And {left} more, not shown here." if left > 0 else ""
    note = " ".join(filter(None, [more, *figure.cautions, source]))
    bars = drawing(figure, shown)
    return Showing("figure", figure.title, figure.sentence, "", (), note, bars)


def case_shown(library: Library, case: Case) -> Showing:
    """A case as people read it, each of its claims with who says so.

    Each of its texts but the title can be said in a language: ``case_in``.
    """
    return Showing(
        kind="case",
        title=case.title,
        subtitle=where_and_when(case),
        text=Sentence(case.summary),
        points=tuple(Sentence(one) for one in case.questions),
        note=note_of(case, library.words),
        later=Sentence(case.later),
        number=_number(library, case),
    )


def case_in(library: Library, case: Case, language: str) -> Showing:
    """A case as it is said in a language; what is not said there stays English.

    So do its title and the names of its sources. A case that a language has in a file of its own
    stays as it is there.
    """
    shown = case_shown(library, case)
    if language == ENGLISH or language not in languages():
        return shown
    if written_in(library, case) != ENGLISH:
        return shown
    saying = Saying(with_cases(language), ENGLISH)
    english = [shown.title]

    def say(text: str) -> str:
        if isinstance(text, Sentence) and not saying.found.has(text):
            english.append(text)
        return saying.plain(text)

    return replace(
        shown,
        subtitle=say(shown.subtitle),
        text=say(shown.text),
        points=tuple(map(say, shown.points)),
        note=say(shown.note),
        later=say(shown.later or ""),
        number=None if shown.number is None else _number_in(shown.number, say),
        english=tuple(english),
    )


def _number_in(number: CaseNumber, say: Callable[[str], str]) -> CaseNumber:
    return replace(
        number,
        label=say(number.label),
        value=say(number.value),
        sure=say(number.sure),
        method=say(number.method),
        source=say(number.source),
    )


def written_in(library: Library, case: Case) -> str:
    """The language of its own words: English, where the library's has no file for it."""
    return ENGLISH if case in load_library(ENGLISH).cases else library.language


def case_claims(library: Library, results: Iterable[Result]) -> tuple[Sentence, ...]:
    """Each claim with its figure and who says so."""
    return tuple(claim_of(result, library.words) for result in results)


def case_figure(case: Case) -> Result | None:
    """The first result with a figure: the one that a case is shown with."""
    return next((result for result in case.results if result.value), None)


def _number(library: Library, case: Case) -> CaseNumber:
    """The first result with a figure; how sure it is, is graded for the case as a whole."""
    words = library.words
    sure = Sentence(words.evidence[case.evidence_level])
    found = case_figure(case)
    if found is None:
        return CaseNumber(Sentence(words.no_results), "", case.evidence_level, sure, "", "")
    return CaseNumber(
        Sentence(found.claim),
        amount(found.value),
        case.evidence_level,
        sure,
        Sentence(words.method[found.method]),
        sources_of(found, words),
    )


def lens_shown(library: Library, lens: Lens) -> Showing:
    """A lens with its questions, where it stops being true, and what to ask then."""
    asks, then = lens.questions, library.closing_questions
    return Showing("lens", lens.name, "", "", asks, lens.breaks_when, closing=then)
