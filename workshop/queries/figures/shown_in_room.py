"""Which figures the room may see large, made only of cards that everybody may read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func
from sqlalchemy import select as rows_of
from sqlmodel import Session, col, select

from workshop.enums import Role, WorkshopState
from workshop.figures.bars import Bars
from workshop.kinds import CardKind
from workshop.models import ActivityRun, Workshop
from workshop.playbook import Gate, Playbook, load_playbook
from workshop.queries.cards import CardView, cards_for
from workshop.queries.figures import case_for_change, line_sums, resources
from workshop.queries.gates import gate_states
from workshop.queries.money.budget import read_budget
from workshop.queries.money.case_for_change import read_case
from workshop.queries.money.costs import read_costs
from workshop.queries.money.fairness import read_fairness
from workshop.queries.money.guesses import GUESS, guesses_of, read_guesses
from workshop.queries.money.overlaps import read_overlaps
from workshop.queries.signs import (
    CHOSEN_IN,
    read_signs,
    residents_chose,
    sign_cautions,
    unit_word,
)
from workshop.queries.sql_tables import CARD, VOTE_ROUND
from workshop.queries.threads.choices import choice_of
from workshop.queries.threads.proposals import NOTHING_CHOSEN, RoomChoice
from workshop.queries.viewer import Viewer

_MONEY = (
    CardKind.STRAND,
    CardKind.RESOURCE_LINE,
    CardKind.STRAND_SHARE,
    CardKind.ALLOCATION,
    CardKind.SEGMENT,
    CardKind.BUDGET_GUESS,
    CardKind.OVERLAP_NOTE,
    CardKind.BENEFIT,
    CardKind.STOP_ENTRY,
)
_COST = (CardKind.COST_SCENARIO, CardKind.RESOURCE_LINE, CardKind.INDICATOR)
_SIGNS = (CardKind.INDICATOR, CardKind.MEASUREMENT)
_TOTALS = CardKind.BUDGET_GUESS
Cards = Sequence[CardView]


@dataclass(frozen=True, slots=True)
class _Source:
    """The kinds of card a figure is made of, and how.

    ``money``: it waits for insights. ``audit``: it shows what people are to guess before they see.
    ``choice`` is the activity of which it says what the room took on there.
    """

    kinds: tuple[CardKind, ...]
    make: Callable[..., Bars | None]
    money: bool = True
    audit: bool = True
    choice: str = ""


def guess(cards: Cards, _playbook: Playbook) -> Bars:
    return resources.guess_figure(read_guesses(cards, read_budget(cards)))


def strands(cards: Cards, _playbook: Playbook) -> Bars:
    return resources.strands_figure(read_budget(cards))


def segments(cards: Cards, _playbook: Playbook) -> Bars:
    return resources.segments_figure(read_fairness(cards, read_budget(cards)))


def timing(cards: Cards, playbook: Playbook) -> Bars:
    return line_sums.timing_figure(read_budget(cards), playbook.kind(CardKind.RESOURCE_LINE))


def payers(cards: Cards, _playbook: Playbook) -> Bars:
    return line_sums.payers_figure(read_budget(cards), cards)


def overlaps(cards: Cards, playbook: Playbook) -> Bars:
    found = read_overlaps(cards, read_budget(cards))
    return line_sums.overlaps_figure(found, playbook.kind(CardKind.OVERLAP_NOTE))


def decisions(cards: Cards, playbook: Playbook) -> Bars:
    return line_sums.decisions_figure(
        read_budget(cards), cards, playbook.kind(CardKind.RESOURCE_LINE)
    )


def costs(cards: Cards, playbook: Playbook) -> Bars | None:
    words = playbook.kind(CardKind.COST_SCENARIO).fields["includes"].options
    return case_for_change.cost_figure([read_case(table) for table in read_costs(cards)], words)


def signs(cards: Cards, playbook: Playbook, choice: RoomChoice = NOTHING_CHOSEN) -> Bars:
    found = read_signs(cards, choice)
    words = playbook.kind(CardKind.INDICATOR).fields["unit"].options
    cautions = sign_cautions(found, {key: said.lower() for key, said in words.items()})
    named = [(sign, unit_word(sign.card, words)) for sign in found]
    return case_for_change.signs_figure(named, cautions, residents_chose(found))


FIGURES: Mapping[str, _Source] = {
    "guess": _Source(_MONEY, guess),
    "strands": _Source(_MONEY, strands),
    "segments": _Source(_MONEY, segments),
    "timing": _Source(_MONEY, timing),
    "payers": _Source(_MONEY, payers),
    "overlaps": _Source(_MONEY, overlaps),
    "decisions": _Source(_MONEY, decisions),
    "cost": _Source(_COST, costs, audit=False),
    "signs": _Source(_SIGNS, signs, money=False, audit=False, choice=CHOSEN_IN),
}


def figure_for_room(session: Session, workshop: Workshop, key: str) -> Bars | None:
    """The figure as everybody may see it; None where it is not there or not to be seen yet.

    No money shows before insights, nor before the guesses were turned over.
    """
    source = FIGURES.get(key)
    if source is None or _held(session, workshop, source):
        return None
    made_of = session.connection().execute(
        _MADE_OF, {"workshop": workshop.id, "kinds": [str(kind) for kind in source.kinds]}
    )
    at = (workshop.id, key, *made_of.one())
    if at not in _MADE:
        room = Viewer(workshop.id, workshop.code, Role.PARTICIPANT)
        cards = [c for c in cards_for(session, room, kinds=source.kinds) if c.kind != _TOTALS]
        if _TOTALS in source.kinds:
            cards += guesses_of(session, room)
        while len(_MADE) >= MOST_KEPT:
            _MADE.pop(next(iter(_MADE)), None)
        chosen = [choice_of(session, workshop.id, source.choice)] if source.choice else []
        _MADE[at] = source.make(cards, load_playbook(workshop.language), *chosen)
    figure = _MADE[at]
    return figure if figure is not None and figure.rows else None


MOST_KEPT = 32
_MADE: dict[tuple[object, ...], Bars | None] = {}
"""Figures as they were at the newest change of the cards that they are made of, and at the last
vote that ended: each screen asks for them with every news of the room, whatever the news is about.
"""
_ENDED = (
    rows_of(func.count())
    .select_from(VOTE_ROUND)
    .where(VOTE_ROUND.c.workshop_id == bindparam("workshop"), VOTE_ROUND.c.open.is_(False))
    .scalar_subquery()
)
_MADE_OF = rows_of(func.max(CARD.c.revision), func.count(), _ENDED).where(
    CARD.c.workshop_id == bindparam("workshop"),
    CARD.c.kind.in_(bindparam("kinds", expanding=True)),
)


def _held(session: Session, workshop: Workshop, source: _Source) -> bool:
    """Whether the room is still to write insights, or to guess, before it sees this."""
    if workshop.state != WorkshopState.OPEN:
        return False
    gates = gate_states(session, workshop.id, (Gate.INSIGHTS_EXIST,)) if source.money else []
    if any(gate.closed for gate in gates):
        return True
    return source.audit and guesses_wait(session, workshop.id)


def guesses_wait(session: Session, workshop_id: str) -> bool:
    """Whether guesses lie face down and nothing later has begun."""
    runs = session.exec(
        select(ActivityRun)
        .where(ActivityRun.workshop_id == workshop_id)
        .order_by(col(ActivityRun.position))
    ).all()
    place = next((place for place, run in enumerate(runs) if run.key == GUESS), None)
    if place is None or runs[place].revealed or not runs[place].hidden:
        return False
    return not any(run.started_at for run in runs[place + 1 :])
