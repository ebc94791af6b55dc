"""What people guessed of the money, out of every £100, and beside it what it really is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from sqlalchemy import bindparam, or_
from sqlalchemy import select as rows_of
from sqlmodel import Session

from workshop.enums import Role, Visibility
from workshop.kinds import CardKind, split_parts
from workshop.measures import SMALLEST_GROUP_SHOWN, out_of_100, round_for_display
from workshop.queries.cards import CardView, cards_for
from workshop.queries.money.budget import Budget
from workshop.queries.sql_tables import ACTIVITY_RUN, CARD
from workshop.queries.viewer import Viewer

GUESS = "resources.guess"

LONGEST = 180
"""Letters of a part's name on a guess, so that its pounds fit on the line with it."""
FEWEST = 2
"""Parts of the work that £100 can be shared out over."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What people guessed for one part of the work, in whole pounds of every £100, least first.

    ``truth`` is what it really is; None where no money line says so.
    """

    about: str
    pounds: tuple[int, ...]
    truth: int | None = None

    @property
    def shown(self) -> bool:
        """Whether so many guessed that the figures point at nobody."""
        return len(self.pounds) >= SMALLEST_GROUP_SHOWN

    @property
    def low(self) -> int:
        return self.pounds[0]

    @property
    def high(self) -> int:
        return self.pounds[-1]

    @property
    def middle(self) -> int:
        """The median, rounded half away from zero for display."""
        return int(round_for_display(Fraction(str(median(self.pounds)))))


@dataclass(frozen=True, slots=True)
class GuessRound:
    """All guesses: parts of the work in their order, then whatever else people guessed about.

    ``people`` are those who shared out the whole £100. The truth is out of the same whole that was
    shared out: the parts that people could choose, without ``left_out`` pence of other money.
    ``rests_on`` are the files behind the truth.
    """

    rows: tuple[Guess, ...]
    people: int
    left_out: int = 0
    rests_on: tuple[str, ...] = ()

    @property
    def furthest(self) -> Guess | None:
        """Where the room was wrong by most; None where it was right, or nothing can be said."""
        known = [(abs(r.middle - r.truth), r) for r in self.rows if r.shown and r.truth is not None]
        gap, row = max(known, key=lambda found: found[0], default=(0, None))
        return row if gap else None


def part_name(text: str) -> str:
    """The name of a part of the work as it stands on a guess."""
    return " ".join(text.split())[:LONGEST].strip()


def parts_to_guess(session: Session, workshop_id: str) -> tuple[str, ...]:
    """The names of the parts that people share £100 out over; empty where there are too few.

    Parts that lie face down are not told to those who guess.
    """
    rows = session.connection().execute(_STRANDS, {"workshop": workshop_id})
    names = {part_name(row.text).casefold(): part_name(row.text) for row in rows}
    return tuple(names.values()) if len(names) >= FEWEST else ()


_STRANDS = (
    rows_of(CARD.c.text)
    .join(
        ACTIVITY_RUN,
        (ACTIVITY_RUN.c.workshop_id == CARD.c.workshop_id)
        & (ACTIVITY_RUN.c.key == CARD.c.activity),
    )
    .where(
        CARD.c.workshop_id == bindparam("workshop"),
        CARD.c.kind == CardKind.STRAND,
        or_(ACTIVITY_RUN.c.hidden.is_(False), ACTIVITY_RUN.c.revealed.is_(True)),
        CARD.c.visibility == Visibility.ROOM,
        CARD.c.hidden.is_(False),
        CARD.c.withdrawn.is_(False),
    )
    .order_by(CARD.c.created_revision)
)


def guesses_of(session: Session, viewer: Viewer) -> list[CardView]:
    """Everybody's guesses, for figures that are made of several; nobody reads one alone.

    Those that lie face down count for facilitators only, also after the close: the phone promised
    that they are shown when they are turned over, and not before.
    """
    everybody = Viewer(viewer.workshop_id, viewer.code, Role.HOST)
    found = cards_for(session, everybody, kinds=[CardKind.BUDGET_GUESS])
    told = [card for card in found if viewer.is_facilitator or not card.face_down]
    return [card for card in told if not (card.hidden or card.private)]


def read_guesses(cards: Iterable[CardView], budget: Budget | None = None) -> GuessRound:
    """The guesses by what they are about, capitals and spaces apart, beside the truth if known.

    What is no part of the work is somebody's own words: it stands there only where so many wrote
    it that it points at nobody.
    """
    names: dict[str, str] = {}
    pounds: dict[str, list[int]] = {}
    truth: dict[str, int | None] = {}
    parts = [one for one in budget.strands if one.strand is not None] if budget else []
    pence = [one.pence for one in parts]
    hundred = out_of_100(pence) if sum(pence) > 0 else [None] * len(parts)
    for one, pounds_of_100 in zip(parts, hundred, strict=True):
        name = part_name(one.strand.text) if one.strand else ""
        names.setdefault(name.casefold(), name)
        truth[name.casefold()] = pounds_of_100
    other = sum(one.pence for one in budget.strands if one.strand is None) if budget else 0
    people = 0
    for card in cards:
        if card.kind != CardKind.BUDGET_GUESS or card.hidden or card.withdrawn:
            continue
        people += bool(card.fields.get("split"))
        for name, guessed in _guessed(card):
            names.setdefault(name.casefold(), name)
            pounds.setdefault(name.casefold(), []).append(guessed)
    rows = (
        Guess(name, tuple(sorted(pounds.get(key, ()))), truth.get(key))
        for key, name in names.items()
        if truth.get(key) is not None
        or (key in pounds and (key in truth or len(pounds[key]) >= SMALLEST_GROUP_SHOWN))
    )
    left_out = other if sum(pence) > 0 else 0
    return GuessRound(tuple(rows), people, left_out, budget.rests_on if budget else ())


def _guessed(card: CardView) -> Sequence[tuple[str, int]]:
    if lines := card.fields.get("split"):
        return [(part_name(name), guessed) for name, guessed in split_parts(lines)]
    single = card.fields.get("out_of_100")
    return [] if single is None else [(part_name(card.text), int(single))]
