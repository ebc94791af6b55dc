"""The vision board: what of a workshop goes on the one picture that all can tell.

Only what the room may see is ever on it, whoever looks, since it is projected and photographed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from workshop.enums import Role
from workshop.kinds import CardKind
from workshop.queries.about import WorkshopView
from workshop.queries.cards import CardView
from workshop.queries.gates import closed_gates
from workshop.queries.money.costs import CostTable, read_costs
from workshop.queries.pictures import PictureView, pictures_of
from workshop.queries.room import run_sheet
from workshop.queries.signs import Sign, read_signs
from workshop.queries.threads.choices import chosen_cards
from workshop.queries.told import told
from workshop.queries.viewer import Viewer
from workshop.queries.wall import kept_cards


@dataclass(frozen=True, slots=True)
class TestedSolution:
    """A solution with the tests of it, oldest first, and who does what in it."""

    card: CardView
    tests: tuple[CardView, ...]
    areas: tuple[CardView, ...] = ()


@dataclass(frozen=True, slots=True)
class VisionBoard:
    """Everything on the board, the most telling of each sort first.

    ``statement`` is None while there is none; its ``lines`` stand in its place then. ``segments``
    are whom the solutions are for, those who stay away first; ``areas`` say who does what, as far
    as they belong to no solution.
    """

    statement: CardView | None
    lines: tuple[CardView, ...]
    pictures: tuple[CardView, ...]
    headlines: tuple[CardView, ...]
    challenge: CardView | None
    segments: tuple[CardView, ...]
    solutions: tuple[TestedSolution, ...]
    signs: tuple[Sign, ...]
    costs: tuple[CostTable, ...]
    steps: tuple[CardView, ...]
    asks: tuple[CardView, ...]
    areas: tuple[CardView, ...] = ()


COST = "vision.cost"
"""The activity whose gates keep money off the board: lives first, money last."""


@dataclass(frozen=True, slots=True)
class RoomBoard:
    """The board as everybody in the room may see it, with what stands above it.

    ``picture`` is the newest that was kept, as it was kept; ``revision`` is the workshop's.
    """

    board: VisionBoard
    picture: PictureView | None
    title: str
    year: int | None
    revision: int


def room_board(session: Session, workshop: WorkshopView) -> RoomBoard:
    """What the big screen may show of this workshop's vision, whoever asks for it."""
    nobody = Viewer(workshop.id, workshop.code, Role.VISITOR)
    cards = map(told, kept_cards(session, nobody).values())
    board = read_vision_board(cards, chosen_cards(session, workshop.id))
    if _costs_wait(session, workshop):
        board = replace(board, costs=())
    kept = pictures_of(session, nobody, board.pictures)
    return RoomBoard(
        board,
        kept[-1] if kept else None,
        workshop.title,
        workshop.horizon_year,
        workshop.revision,
    )


def _costs_wait(session: Session, workshop: WorkshopView) -> bool:
    """Whether this workshop still has to do what comes before money; never once it is over."""
    if workshop.closed:
        return False
    planned = any(run.activity.key == COST for run in run_sheet(session, workshop.id))
    return planned and bool(closed_gates(session, workshop.id, COST))


def room_sees(card: CardView) -> bool:
    """Whether everybody in the room may read this card now."""
    return not (card.hidden or card.private or card.face_down or card.withdrawn)


def read_vision_board(
    cards: Iterable[CardView], chosen: frozenset[str] = frozenset()
) -> VisionBoard:
    """Choose and order what goes on the board, from the cards that any viewer may read.

    ``chosen`` are the cards that the room has taken on as its own: they come first.
    """
    seen = _as_one([card for card in cards if room_sees(card)])

    def of(kind: CardKind) -> list[CardView]:
        return [card for card in seen if card.kind == kind]

    statement = _best(of(CardKind.VISION_STATEMENT), chosen)
    lines = of(CardKind.VISION_LINE)
    said = chosen | _linked([*([statement] if statement else []), *lines])
    solutions = _first(of(CardKind.SOLUTION), said)
    kept = [card for card in solutions if card.id in said or card.fields.get("to_test")]
    return VisionBoard(
        statement=statement,
        lines=tuple(lines),
        pictures=tuple(reversed(of(CardKind.PICTURE))),
        headlines=tuple(_first(of(CardKind.HEADLINE), said)),
        challenge=_best(of(CardKind.REFRAME), chosen),
        segments=_reached(seen, kept or solutions),
        solutions=tuple(
            _tested(card, of(CardKind.PROTOTYPE), of(CardKind.COPRODUCTION_AREA))
            for card in solutions
        ),
        signs=tuple(sorted(read_signs(seen), key=lambda one: _rank(one, said))),
        costs=read_costs(seen),
        steps=tuple(sorted([*of(CardKind.FIRST_STEP), *of(CardKind.READINESS_STEP)], key=_by_when)),
        asks=tuple(of(CardKind.SYSTEM_ASK)),
        areas=tuple(c for c in of(CardKind.COPRODUCTION_AREA) if not c.links.get("solutions")),
    )


def _as_one(cards: Sequence[CardView]) -> list[CardView]:
    """Without cards that say the same as another one: what rests on them rests on that one."""
    there = {card.id for card in cards}
    leads = {card.id: card.merged_into for card in cards if card.merged_into in there}
    return [
        replace(
            card,
            links={
                name: tuple(dict.fromkeys(leads.get(one) or one for one in ids))
                for name, ids in card.links.items()
            },
        )
        for card in cards
        if card.id not in leads
    ]


def _best(cards: Sequence[CardView], chosen: frozenset[str]) -> CardView | None:
    """The newest that was agreed, else the newest that was chosen, else the newest."""
    agreed = [card for card in cards if card.fields.get("agreed")]
    found = agreed or [card for card in cards if card.id in chosen] or list(cards)
    return found[-1] if found else None


def _linked(cards: Iterable[CardView]) -> frozenset[str]:
    return frozenset(one for card in cards for ids in card.links.values() for one in ids)


def _first(cards: Sequence[CardView], said: frozenset[str]) -> list[CardView]:
    """Starred ones first, then those that the vision names, then the others as they came."""
    return sorted(cards, key=lambda card: (not card.starred, card.id not in said))


def _reached(seen: Sequence[CardView], solutions: Sequence[CardView]) -> tuple[CardView, ...]:
    wanted = {one for card in solutions for one in card.links.get("segments", ())}
    segments = [card for card in seen if card.kind == CardKind.SEGMENT]
    found = [card for card in segments if card.id in wanted]
    found = found or [card for card in segments if card.fields.get("focus")]
    return tuple(sorted(found, key=lambda card: not card.fields.get("non_user")))


def _tested(card: CardView, tests: Sequence[CardView], areas: Sequence[CardView]) -> TestedSolution:
    return TestedSolution(
        card,
        tuple(test for test in tests if card.id in test.links.get("solution", ())),
        tuple(area for area in areas if card.id in area.links.get("solutions", ())),
    )


def _rank(sign: Sign, said: frozenset[str]) -> tuple[bool, bool, bool]:
    return (sign.card.id not in said, sign.target is None, not sign.readings)


def _by_when(card: CardView) -> tuple[bool, str]:
    """What is still to do first, by its date."""
    return (card.fields.get("progress") == "done", str(card.fields.get("by_when") or "9999"))
