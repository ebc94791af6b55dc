"""A room of robots in the domain: each step of a plan is done by what its data offers to tap.

No sockets and no pages. A robot types nothing twice: every text is counted up, and a text that it
would have to repeat fails at once.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from workshop.db import Database, now
from workshop.domain import room, votes
from workshop.domain.cards import Voice, add_card
from workshop.domain.people.members import join, new_token, register_device
from workshop.domain.people.tables import form_tables
from workshop.domain.threads import choices
from workshop.domain.threads.forwarding import put_forward
from workshop.drafts import BallotPaper, Joining, NewCard
from workshop.enums import Consent, RoleGroup, Via, VoteMethod
from workshop.errors import GateClosedError, InvalidInputError
from workshop.kinds import KINDS, CardKind, field_spec
from workshop.playbook import TEXT, Activity, load_playbook
from workshop.queries.cards import cards_for
from workshop.queries.room import run_sheet
from workshop.queries.threads.choices import Proposal, proposal
from workshop.queries.threads.forwarded import choosing
from workshop.queries.threads.taking import Doing, Taking, taking
from workshop.queries.viewer import Viewer, as_now, identify
from workshop.queries.votes.rounds import voting

WRITERS = 2
"""So many of a room write in each step: the others would only take time."""


@dataclass
class RobotRoom:
    """People with phones, or none at all: then the facilitator types what is on paper."""

    db: Database
    facilitator: Viewer
    groups: list[str]
    phones: bool = True
    figures: bool = True
    people: list[Viewer] = field(default_factory=list)
    typed: Counter[str] = field(default_factory=Counter)
    presses: Counter[str] = field(default_factory=Counter)
    put_up: Counter[str] = field(default_factory=Counter)
    told: dict[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: count(1))

    def come(self) -> None:
        """Everybody with a phone joins, and sits at a table."""
        for group in self.groups if self.phones else ():
            token = new_token()
            register_device(self.db, token=token)
            with self.db.read() as session:
                viewer = identify(session, token=token, code=self.facilitator.code)
            draft = Joining(role_group=RoleGroup(group))
            self.people.append(join(self.db, viewer=viewer, draft=draft))
        if self.people:
            form_tables(self.db, viewer=self.facilitator)
            with self.db.read() as session:
                self.people = [self._again(session, one) for one in self.people]

    def _again(self, session: Any, viewer: Viewer) -> Viewer:
        return as_now(session, viewer)

    def walk(self, *, without: Collection[str] = ()) -> None:
        """Do every step of the plan but those ``without``, in its order."""
        with self.db.read() as session:
            steps = [run.activity for run in run_sheet(session, self.facilitator.workshop_id)]
        for activity in steps:
            if activity.key not in without:
                self.step(activity)

    def step(self, activity: Activity) -> None:
        """Open, write, show, vote, take on, close: what a facilitator and a room do."""
        self._open(activity)
        self._write(activity)
        if activity.hidden:
            room.reveal(self.db, viewer=self.facilitator, activity=activity.key)
            # What hangs on cards that have just been shown can be written now.
        self._put_forward(activity)
        if activity.votes is not None:
            self._vote(activity)
        self._decide(activity)
        room.close_activity(self.db, viewer=self.facilitator)

    def _open(self, activity: Activity) -> None:
        open_it = room.open_activity
        try:
            open_it(self.db, viewer=self.facilitator, activity=activity.key)
        except GateClosedError:  # its sentence says what is missing: one goes on knowingly
            open_it(self.db, viewer=self.facilitator, activity=activity.key, anyway=True)

    def text(self) -> str:
        """Words that nobody has typed before."""
        said = f"Words {next(self.numbers)}"
        self.typed[said] += 1
        return said

    def writers(self, activity: Activity) -> list[Viewer]:
        """Some of the room, or the facilitator with the papers of the room."""
        if not self.people:
            return [self.facilitator] * min(WRITERS, len(self.groups))
        first = self.people[:WRITERS]
        allowed = [one for one in self.people if one.role_group in activity.writers][:WRITERS]
        return [*first, *(one for one in allowed if one not in first)]

    def _write(self, activity: Activity) -> None:
        for number, writer in enumerate(self.writers(activity)):
            found = self._taking(writer, activity)
            self.told[activity.key] = found.says
            for place in range(len(found.doings)):
                if place:  # what was just written may be there to tap
                    found = self._taking(writer, activity)
                self._do(writer, number, activity, found.doings[place])

    def _taking(self, viewer: Viewer, activity: Activity) -> Taking:
        with self.db.read() as session:
            return taking(session, viewer, activity.key)

    def _do(self, writer: Viewer, number: int, activity: Activity, doing: Doing) -> None:
        given = doing.given
        if not given.makes and (not given.fields or not doing.onto):
            return
        if given.kind is CardKind.COST_SCENARIO and not self.figures:
            return
        fields = {name: self.value(given.kind, name, number) for name in given.asked}
        fields = {name: value for name, value in fields.items() if value is not None}
        links = {
            tap.link: tuple(card.id for card in tap.cards[: self._most(given.kind, tap.link)])
            for tap in doing.taps
        }
        onto = None
        if not given.makes:
            free = [card for card in doing.onto if not set(card.said) & set(fields)]
            if not free:
                return  # everything is answered: nobody is asked twice
            onto = free[0].id
            links = {}
        carried = TEXT in given.carry and any(links.values())
        asks_text = (given.makes and not carried) or (TEXT in given.boxes and onto is None)
        draft = {
            "activity": activity.key,
            "kind": given.kind,
            "text": self.text() if asks_text else "",
            "fields": fields,
            "links": links,
            "onto": onto,
        }
        draft = {name: value for name, value in draft.items() if value not in (None, "")}
        try:
            self._send(writer, NewCard.read(draft))
        except InvalidInputError:
            if "text" in draft or not given.makes:
                raise
            # What was tapped holds no such words, so the box was empty: these are its first.
            self._send(writer, NewCard.read({**draft, "text": self.text()}))

    def _most(self, kind: CardKind, link: str) -> int:
        spec = KINDS[kind].link(link)
        return max(2, spec.at_least if spec else 0)

    def _send(self, writer: Viewer, draft: NewCard) -> None:
        if writer.is_facilitator:
            voice = Voice(RoleGroup(self.groups[0]))
            add_card(self.db, viewer=writer, draft=draft, via=Via.PAPER, voice=voice)
        else:
            add_card(self.db, viewer=writer, draft=draft)

    def value(self, kind: CardKind, name: str, number: int) -> Any:
        """Something that fits a field: the first thing to tap, a small number, or new words."""
        spec = field_spec(kind, name)
        words = load_playbook().kind(kind).fields[name]
        assert spec is not None
        options = list(words.options)
        match spec.widget:
            case "choice":
                return options[number % len(options)]
            case "choices":
                return options[:1]
            case "yesno":
                return True
            case "date":
                return now().date().isoformat()
            case "whole" | "pence" | "percent" | "decimal":
                return max(spec.low if isinstance(spec.low, int) else 1, 1)
            case "list":
                return [self.text()]
        return self.text()

    def _put_forward(self, activity: Activity) -> None:
        """Each writer's table puts its first card forward; without phones the facilitator does."""
        for writer in self.writers(activity) if activity.forward else ():
            with self.db.read() as session:
                found = choosing(session, as_now(session, writer), activity)
            assert found is not None
            if found.cards and not any(card.on for card in found.cards):
                put_forward(self.db, viewer=writer, card_id=found.cards[0].id)
                self.put_up[activity.key] += 1

    def _vote(self, activity: Activity) -> None:
        with self.db.read() as session:
            asked = voting(session, self.facilitator, activity)
        if asked.round is None or not asked.round.open or not asked.options:
            return
        ids = [option.id for option in asked.options]
        for place, one in enumerate(self.people or [None] * len(self.groups)):
            draft = BallotPaper.read({"choices": self._ballot(asked.round, ids)})
            given = {"db": self.db, "round_id": asked.round.id, "draft": draft}
            if one is None:
                voice = Voice(RoleGroup(self.groups[place]))
                paper = f"paper-{asked.round.number:03}-{place:03}"
                votes.cast_for(viewer=self.facilitator, paper=paper, voice=voice, **given)
            else:
                votes.cast(viewer=one, **given)

    def _ballot(self, asked: Any, ids: list[str]) -> list[dict[str, Any]]:
        """All are of one mind: what comes first on the list gets most."""
        match asked.method:
            case VoteMethod.DOTS:
                return [{"card": card} for card in ids[: asked.dots]]
            case VoteMethod.SCORE:
                return [{"card": card, "score": max(1, 5 - n)} for n, card in enumerate(ids)]
            case VoteMethod.CONSENT:
                return [{"card": card, "consent": Consent.YES} for card in ids]
        return [{"card": c, "x": 20 + n % 60, "y": 20 + n % 60} for n, c in enumerate(ids)]

    def _proposal(self, activity: Activity) -> Proposal | None:
        with self.db.read() as session:
            return proposal(session, self.facilitator.workshop_id, activity.key)

    def _decide(self, activity: Activity) -> None:
        """The presses of one decision, counted; where nobody voted the facilitator taps."""
        found = self._proposal(activity)
        if found is None or not found.cards:
            return
        room.close_activity(self.db, viewer=self.facilitator)
        found = self._proposal(activity)
        assert found is not None
        if found.by == "table" and found.chosen:
            assert found.step is None  # the tables' taps have decided
            return
        given: dict[str, Any] = {
            "db": self.db,
            "viewer": self.facilitator,
            "activity": activity.key,
        }
        named = None if found.ticked else [card.id for card in found.cards[: found.most]]
        if found.step == "ask":
            choices.ask(**given)
            self.presses[activity.key] += 1
            self._vote(activity)
            room.close_activity(self.db, viewer=self.facilitator)
        choices.take_on(**given, cards=named, insights=self._behind(activity))
        self.presses[activity.key] += 1
        found = self._proposal(activity)
        assert found is not None
        assert len(found.chosen) <= found.most + 1
        assert found.sentence

    def _behind(self, activity: Activity) -> list[str]:
        if activity.decide is None or activity.decide.kind is not CardKind.REFRAME:
            return []
        return [c.id for c in self.cards() if c.kind == CardKind.INSIGHT][:2]

    def cards(self) -> list[Any]:
        """What everybody in the room may read."""
        with self.db.read() as session:
            nobody = identify(session, token=None, code=self.facilitator.code)
            return cards_for(session, nobody)
