"""What people say on ballots, and how votes for cards that were made into one add up.

Nobody counts for more than one person. Whoever gave a dot to both cards has given it to the one.
Where somebody scored or placed both, it is the middle of what they said; where they were asked
whether they agree, their strongest objection stands. Nothing of it depends on which card is first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor
from statistics import fmean

from sqlalchemy import bindparam, select
from sqlmodel import Session

from workshop.enums import Consent
from workshop.queries.sql_tables import BALLOT

_CAUTION = (Consent.NO, Consent.LIVE, Consent.YES)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What one ballot says about one card, in the field of the round's method."""

    card: str
    score: int | None = None
    consent: str | None = None
    x: int | None = None
    y: int | None = None
    voter: str | None = None


_LINES = select(BALLOT).where(BALLOT.c.round_id == bindparam("round"))


def round_ballots(session: Session, round_id: str, leads: Mapping[str, str]) -> list[Chosen]:
    """All that was said in a round, each voter once for what was made into one card."""
    by_voter: dict[str, list[Chosen]] = {}
    for row in session.connection().execute(_LINES, {"round": round_id}):
        said = Chosen(row.card_id, row.score, row.consent, row.x, row.y, row.voter_id)
        by_voter.setdefault(row.voter_id, []).append(said)
    return [line for lines in by_voter.values() for line in as_one(lines, leads)]


def as_one(ballot: Iterable[Chosen], leads: Mapping[str, str]) -> list[Chosen]:
    """One person's ballot, with cards that were made into one under that one's id, once each."""
    found: dict[str, list[Chosen]] = {}
    for line in ballot:
        found.setdefault(leads.get(line.card, line.card), []).append(line)
    return [_one(card, lines) for card, lines in found.items()]


def _one(card: str, lines: list[Chosen]) -> Chosen:
    answers = {line.consent for line in lines}
    return Chosen(
        card,
        _middle(line.score for line in lines),
        next((str(answer) for answer in _CAUTION if answer in answers), None),
        _middle(line.x for line in lines),
        _middle(line.y for line in lines),
        lines[0].voter,
    )


def _middle(values: Iterable[int | None]) -> int | None:
    """The mean, a half rounded up."""
    said = [value for value in values if value is not None]
    return floor(fmean(said) + 0.5) if said else None
