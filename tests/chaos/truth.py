"""What the screens of a room say, held against what the database holds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import select

from tests.chaos.robots import Screen
from workshop.db import Database
from workshop.models import Ballot, Card, Person, Voter

SAVED = ("saved", "late", "hidden")


@dataclass
class Truth:
    """What one workshop holds at a moment, by the names of its people."""

    people: dict[str, Person]
    cards: dict[str, Card]
    ballots: dict[tuple[str, str], list[dict[str, Any]]]
    names: dict[str, str]

    @classmethod
    def now(cls, db: Database, workshop_id: str) -> "Truth":
        with db.read() as session:
            people = session.exec(select(Person).where(Person.workshop_id == workshop_id)).all()
            cards = session.exec(select(Card).where(Card.workshop_id == workshop_id)).all()
            voters = session.exec(select(Voter).where(Voter.workshop_id == workshop_id)).all()
            lines = session.exec(select(Ballot).where(Ballot.workshop_id == workshop_id)).all()
        names = {person.id: person.name for person in people}
        whose = {
            voter.id: (names.get(voter.person_id or "", ""), voter.round_id) for voter in voters
        }
        ballots: dict[tuple[str, str], list[dict[str, Any]]] = {key: [] for key in whose.values()}
        for line in lines:
            said = {"card": line.card_id, "x": line.x, "y": line.y}
            ballots[whose[line.voter_id]].append({k: v for k, v in said.items() if v is not None})
        return cls(
            people={person.name: person for person in people},
            cards={card.id: card for card in cards},
            ballots=ballots,
            names=names,
        )


@dataclass
class Faults:
    """What must not be: words gone, words twice, and screens that say what is not so."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.lost or self.doubled or self.said)


def claims(screen: Screen, truth: Truth) -> Iterator[str]:
    """Each thing that this screen says and that is not so. It must have rested before."""
    for row in screen["rows"]:
        card = truth.cards.get(row["key"])
        if row["state"] in SAVED and (card is None or card.text != row["text"] or card.withdrawn):
            yield f"{screen['name']}: {row} is said to be saved, and is {_short(card)}"
        if row["state"] == "withdrawn" and (card is None or not card.withdrawn):
            yield f"{screen['name']}: {row} is said to be taken back, and is {_short(card)}"
    person = truth.people.get(screen["name"])
    if screen["inside"] and person is None:
        yield f"{screen['name']} is said to be inside"
    wished = any(item.get("act") == "hand" for item in screen["items"])
    up = person is not None and person.hand_at is not None
    if person and not wished and screen["hand"] not in (None, up):
        yield f"{screen['name']}: hand {screen['hand']}, and is {up}"
    for ballot in screen["ballots"]:
        if ballot["state"] == "saved":
            round_id, _, person_id = ballot["round"].partition(".")  # of somebody beside them
            who = truth.names.get(person_id, screen["name"])
            stored = truth.ballots.get((who, round_id), [])
            if _sorted(stored) != _sorted(ballot["choices"]):
                yield f"{screen['name']}: {ballot} is said to be saved, and is {stored}"


def _short(card: Card | None) -> object:
    return card and (card.text, card.withdrawn, card.version, card.revision)


def _sorted(choices: list[dict[str, Any]]) -> list[list[tuple[str, Any]]]:
    return sorted(sorted(one.items()) for one in choices)


def reckon(screens: list[Screen], truth: Truth) -> Faults:
    """Every word that was ever typed: there once, or still on its phone."""
    found = Faults()
    for screen in screens:
        found.said += claims(screen, truth)
        here = {item["text"] for item in screen["items"]} | set(screen["drafts"])
        for chain in screen["chains"]:
            _reckon_chain(screen["name"], chain, here, truth, found)
        for name in screen["seats"]:
            often = sum(person == name for person in truth.people)
            if not often and name not in here and not _in_the_form(name, screen):
                found.lost.append(f"{screen['name']}: {name}")
    return found


def _reckon_chain(
    who: str, chain: dict[str, Any], here: set[str], truth: Truth, found: Faults
) -> None:
    """One card of one person, with all the words that it had in turn."""
    last, gone = chain["texts"][-1], chain["gone"]
    stored = [card for card in truth.cards.values() if card.text in chain["texts"]]
    if len(stored) > 1:
        found.doubled.append(f"{who}: {chain} is {[_short(card) for card in stored]}")
    elif last in here:
        return
    elif not stored and not gone:
        found.lost.append(f"{who}: {chain} is nowhere")
    elif stored and (stored[0].text, stored[0].withdrawn) != (last, gone):
        found.lost.append(f"{who}: {chain} is {_short(stored[0])}")


def _in_the_form(name: str, screen: Screen) -> bool:
    return name == screen["form"]
