"""Tests of a room: what to find out first, versions in order with their trials, money not spent."""

from collections.abc import Iterable
from dataclasses import dataclass

from workshop.kinds import CardKind
from workshop.queries.cards import CardView

STATES = ("planned", "running", "done")


@dataclass(frozen=True, slots=True)
class TriedVersion:
    """One version with its trials in order. ``version`` is None for trials that name none.

    ``people`` tried it and for ``worked`` of them it worked; None where no trial says how many.
    """

    version: CardView | None
    trials: tuple[CardView, ...]
    people: int | None
    worked: int | None


def first_to_test(cards: Iterable[CardView]) -> list[CardView]:
    """The assumptions in the order in which to find out: least sure and worst if wrong first.

    Those that do not say both come last, oldest first.
    """
    found = [card for card in cards if card.kind == CardKind.ASSUMPTION and not card.hidden]
    return sorted(found, key=_urgency)


def _urgency(card: CardView) -> tuple[bool, int, int]:
    sure, bad = card.fields.get("how_sure"), card.fields.get("how_bad")
    if sure is None or bad is None:
        return (True, 0, 0)
    return (False, sure - bad, -bad)


def state_of(card: CardView) -> str:
    """Where a test stands; one that says nothing is planned."""
    status = card.fields.get("status")
    return status if status in STATES else "planned"


def lacks_lines(card: CardView) -> tuple[str, ...]:
    """Which of its two lines a test has not set yet: "success_line", "stop_line"."""
    return tuple(name for name in ("success_line", "stop_line") if not card.fields.get(name))


def not_spent(cards: Iterable[CardView]) -> int:
    """Pence that the room did not have to spend, because a test said stop."""
    return sum(
        card.fields.get("not_spent_pence") or 0
        for card in cards
        if card.kind == CardKind.PROTOTYPE
        and card.fields.get("decision") == "stop"
        and not (card.hidden or card.withdrawn)
    )


def tried_versions(cards: Iterable[CardView], prototype: str) -> list[TriedVersion]:
    """The versions of a test by their numbers, each with its trials by date."""
    mine = [card for card in cards if prototype in card.links.get("prototype", ())]
    versions = [card for card in mine if card.kind == CardKind.VERSION and not card.hidden]
    versions.sort(key=lambda card: (card.fields.get("number") or 0, card.created_at))
    trials = [card for card in mine if card.kind == CardKind.TRIAL and not card.hidden]
    trials.sort(key=lambda card: (card.fields.get("tried_on") or "", card.created_at))
    known = {card.id for card in versions}
    found = [
        _tried(version, [t for t in trials if version.id in t.links.get("version", ())])
        for version in versions
    ]
    loose = [t for t in trials if not known.intersection(t.links.get("version", ()))]
    return [*found, _tried(None, loose)] if loose else found


def _tried(version: CardView | None, trials: list[CardView]) -> TriedVersion:
    counted = [
        (trial.fields["people"], trial.fields["worked_for"])
        for trial in trials
        if trial.fields.get("people") is not None and trial.fields.get("worked_for") is not None
    ]
    return TriedVersion(
        version,
        tuple(trials),
        sum(people for people, _ in counted) if counted else None,
        sum(worked for _, worked in counted) if counted else None,
    )
