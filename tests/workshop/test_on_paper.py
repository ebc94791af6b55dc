"""A room without any device, run from print and typed back: its archive says what phones would.

Both rooms have the same people and the same script of words. On paper everything goes the way that
paper goes: worksheets are printed before the day, each sheet is found again by the code on it, its
words are typed with who wrote them, and ballots are typed from the printed cards.
"""

import json
import re
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.workshop.exports.printed import Printed, has
from workshop.db import Database
from workshop.domain import room, votes
from workshop.domain.cards import add_card
from workshop.domain.paper import Written, add_sheet
from workshop.domain.people.members import join, new_token, register_device
from workshop.domain.people.scribes import seat
from workshop.domain.threads import choices
from workshop.domain.workshops import close_workshop, create_workshop
from workshop.drafts import BallotPaper, Joining, NewCard, NewWorkshop
from workshop.enums import RoleGroup
from workshop.exports import collect
from workshop.exports.formats import archive
from workshop.exports.paper import print_piece, read_paper
from workshop.measures.sheet_codes import read_sheet_code, sheet_codes
from workshop.playbook import load_playbook
from workshop.queries.cards import cards_for
from workshop.queries.room import run_sheet
from workshop.queries.viewer import Viewer, identify
from workshop.queries.votes.rounds import voting

TABLES = 2
PEOPLE = {
    "Ann": ("resident", 1),
    "Bea": ("resident", 1),
    "Col": ("staff", 1),
    "Dev": ("staff", 1),
    "Eve": ("resident", 2),
    "Fay": ("resident", 2),
    "Gus": ("staff", 2),
    "Hal": ("staff", 2),
}
SAID: dict[str, dict[str, list[str]]] = {
    "team.introductions": {"Ann": ["I know every path"], "Hal": ["I can open doors"]},
    "team.hopes": {
        "Bea": ["That we are heard"],
        "Gus": ["That it lasts"],
        "Hal": ["That we meet again"],
    },
    "insights.write": {
        "Ann": ["The bus stops at six", "Nobody asked us"],
        "Bea": ["The café is free at ten"],
        "Col": ["We never go out after four"],
        "Eve": ["My knees decide where I go", "I swap clothes with my neighbour"],
        "Fay": ["Letters frighten me"],
        "Gus": ["Forms are written for us, not for you"],
        "Hal": ["We count visits, not friends"],
    },
}
"""Named, nameless and face down: by step, who wrote what."""
VOTE = "insights.vote"
DOTS = {
    "Ann": ["Nobody asked us", "The bus stops at six"],
    "Bea": ["Nobody asked us"],
    "Col": ["Nobody asked us", "Letters frighten me"],
    "Dev": ["The bus stops at six"],
    "Eve": ["The bus stops at six", "Nobody asked us"],
    "Fay": ["Letters frighten me", "Nobody asked us"],
    "Gus": ["The bus stops at six"],
    "Hal": ["Nobody asked us"],
}


class Room(ABC):
    """A workshop of one day with its facilitator; ``people`` are the viewers or seats, by name."""

    def __init__(self, db: Database) -> None:
        token = new_token()
        draft = NewWorkshop(title="Growing up in Ashby", template="one-day")
        made = create_workshop(db, draft=draft, playbook=load_playbook(), token=token)
        self.db = db
        with db.read() as session:
            self.facilitator = identify(session, token=token, code=made.code)

    def run(self) -> dict[str, Any]:
        """The day: what the facilitator does is the same whatever the room writes on."""
        lead: dict[str, Any] = {"db": self.db, "viewer": self.facilitator}
        self.come()
        for step, words in SAID.items():
            room.open_activity(**lead, activity=step)
            self.write(step, words)
            if self.activity(step).hidden:
                room.reveal(**lead, activity=step)
            room.close_activity(**lead)
        room.open_activity(**lead, activity=VOTE)
        with self.db.read() as session:
            asked = voting(session, self.facilitator, self.activity(VOTE))
        assert asked.round is not None
        self.vote(asked.round.id, {one.text: one.id for one in asked.options})
        room.close_activity(**lead)
        choices.take_on(**lead, activity=VOTE, cards=self.voted_most(), insights=[])
        close_workshop(**lead)
        return json.loads(archive.as_json(collect(self.db, self.facilitator)))

    def activity(self, key: str) -> Any:
        with self.db.read() as session:
            runs = run_sheet(session, self.facilitator.workshop_id)
        return next(run.activity for run in runs if run.activity.key == key)

    def voted_most(self) -> list[str]:
        with self.db.read() as session:
            found = cards_for(session, self.facilitator)
        return [card.id for card in found if card.text == "Nobody asked us"]

    @abstractmethod
    def come(self) -> None:
        """Everybody is here, with group, name and table."""

    @abstractmethod
    def write(self, step: str, words: Mapping[str, list[str]]) -> None:
        """Each line of ``words``, by name, becomes a card of who wrote it."""

    @abstractmethod
    def vote(self, round_id: str, cards: Mapping[str, str]) -> None:
        """Everybody gives their dots; ``cards`` are what can be voted on, by their words."""


class OnPhones(Room):
    """Everybody has a phone of their own."""

    def come(self) -> None:
        self.people: dict[str, Viewer] = {}
        for name, (group, table) in PEOPLE.items():
            token = new_token()
            register_device(self.db, token=token)
            with self.db.read() as session:
                viewer = identify(session, token=token, code=self.facilitator.code)
            draft = Joining(role_group=RoleGroup(group), name=name, table=table)
            self.people[name] = join(self.db, viewer=viewer, draft=draft)

    def write(self, step: str, words: Mapping[str, list[str]]) -> None:
        for name, said in words.items():
            for text in said:
                draft = NewCard(activity=step, text=text)
                add_card(self.db, viewer=self.people[name], draft=draft)

    def vote(self, round_id: str, cards: Mapping[str, str]) -> None:
        for name, said in DOTS.items():
            draft = BallotPaper.read({"choices": [{"card": cards[text]} for text in said]})
            votes.cast(self.db, viewer=self.people[name], round_id=round_id, draft=draft)


class OnPaper(Room):
    """Nobody has a device. The facilitator prints, collects, and types with one keyboard."""

    def come(self) -> None:
        self.people: dict[str, str] = {}
        for name, (group, table) in PEOPLE.items():
            draft = Joining(role_group=RoleGroup(group), name=name, table=table)
            self.people[name] = seat(self.db, viewer=self.facilitator, draft=draft)
        self.codes = self._printed_codes()

    def _printed(self, what: str) -> Printed:
        paper = read_paper(self.db, self.facilitator, base="http://192.168.1.20", tables=TABLES)
        steps = tuple(run for run in paper.runs if run.activity.key in (*SAID, VOTE))
        return Printed.read(print_piece(replace(paper, runs=steps), what))

    def _printed_codes(self) -> list[str]:
        """The code on each sheet of the pile, as somebody reads it off the paper."""
        pages = (page.extract_text() for page in self._printed("worksheets").reader.pages)
        return [found[0] for page in pages if (found := re.findall(r"\b[A-Z]{4}-\d+\b", page))]

    def write(self, step: str, words: Mapping[str, list[str]]) -> None:
        """Sheet by sheet: one for each table, on which several people wrote."""
        letters = sheet_codes(self.facilitator.code, self._steps())
        of_code = {code: key for key, code in letters.items()}
        sheets = [code for code in self.codes if of_code[read_sheet_code(code)[0]] == step]
        assert len(sheets) == TABLES
        for code in sheets:
            _, table = read_sheet_code(code.lower())
            written = [
                Written("\n".join(said), person=self.people[name])
                for name, said in words.items()
                if PEOPLE[name][1] == table
            ]
            if written:
                add_sheet(
                    self.db,
                    viewer=self.facilitator,
                    activity=step,
                    kind=self.activity(step).collects[0],
                    written=written,
                    key=f"paper.{code}",
                )

    def _steps(self) -> list[str]:
        with self.db.read() as session:
            runs = run_sheet(session, self.facilitator.workshop_id)
        return [run.activity.key for run in runs]

    def vote(self, round_id: str, cards: Mapping[str, str]) -> None:
        ballots = self._printed("ballots").text
        for name, said in DOTS.items():
            assert all(has(ballots, text) for text in said)
            draft = BallotPaper.read(
                {
                    "choices": [{"card": cards[text]} for text in said],
                    "person": self.people[name],
                }
            )
            votes.cast(self.db, viewer=self.facilitator, round_id=round_id, draft=draft)


TYPED = {"seat": "join", "vote_for": "vote"}
"""How the same is called where the facilitator does it for somebody."""
OF_THIS_ROOM = {"code", "revision", "created_revision", "via", "actor", "actor_role"}
"""Ids, and who held the pen and on what: ``via`` says paper, and audit rows say who typed."""


def said_by(found: Mapping[str, Any]) -> dict[str, Any]:
    """An archive without ids, times and who typed; its cards called by their words."""
    names = {card["key"]: card["text"] for card in found["cards"]}
    names |= {one["key"]: one["name"] or "facilitator" for one in found["people"]}
    whole = {
        part: _plain(found[part], names)
        for part in ("workshop", "activities", "people", "cards", "links", "pictures", "taken_on")
    }
    whole["rounds"] = [_plain(one, names) for one in found["rounds"]]
    whole["audit"] = sorted(
        json.dumps(_plain({**row, "verb": TYPED.get(row["verb"], row["verb"])}, names))
        for row in found["audit"]
    )
    return whole


def _plain(value: Any, names: Mapping[str, str]) -> Any:
    """Rows in no order of their own; a time is only whether there is one."""
    if isinstance(value, dict):
        return {
            key: bool(inner) if key.endswith("_at") or key == "at" else _plain(inner, names)
            for key, inner in sorted(value.items())
            if key not in OF_THIS_ROOM
        }
    if isinstance(value, list):
        return sorted((_plain(one, names) for one in value), key=json.dumps)
    return names.get(value, value) if isinstance(value, str) else value


def signed(found: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """By step and words: the name that a card carries, or its group, or None."""
    names = {one["key"]: one["name"] for one in found["people"]}
    told: dict[str, dict[str, Any]] = defaultdict(dict)
    for card in found["cards"]:
        told[card["activity"]][card["text"]] = names.get(card["author"], card["role_group"])
    return told


def test_the_archive_of_a_room_on_paper_says_what_phones_would(db: Database) -> None:
    """Each card of a sheet counts for who wrote it, by name, by group or by nothing as promised."""
    on_phones, on_paper = OnPhones(db).run(), OnPaper(db).run()
    phones, paper = said_by(on_phones), said_by(on_paper)
    assert {part: (phones[part] == paper[part]) for part in phones} == dict.fromkeys(phones, True)
    assert phones == paper
    assert [len(one["ballots"]) for one in on_paper["rounds"]] == [len(PEOPLE)]
    assert {card["via"] for card in on_paper["cards"]} == {"paper"}
    told = signed(on_paper)
    assert told["team.introductions"] == {"I know every path": "Ann", "I can open doors": "Hal"}
    assert set(told["team.hopes"].values()) == {None}
    groups = {name: group for name, (group, _) in PEOPLE.items()}
    assert told["insights.write"] == {
        text: groups[name] for name, lines in SAID["insights.write"].items() for text in lines
    }
