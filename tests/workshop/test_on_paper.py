"""A room without any device, run from print and typed back: its archive says what phones would.

A room with phones walks the longest plan of all, and steps of one's own: whatever can be written,
ticked, guessed, added to an earlier card, ranked, placed on two lines, sorted or voted on. A second
room does the same without a device. Its sheets are printed before the day and its ballots before
each vote; each sheet is found again by the code that is printed on it, must have a place for all
that was said on a phone, and is typed in with who wrote it.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tests.workshop.exports.printed import Printed, has
from tests.workshop.robot_room import RobotRoom
from workshop.db import Database
from workshop.domain import votes
from workshop.domain.cards import add_card
from workshop.domain.people.members import join, new_token, register_device
from workshop.domain.people.own_voices import add_voice
from workshop.domain.people.scribes import seat
from workshop.domain.plan import add_own_step
from workshop.domain.themes import sorts
from workshop.domain.workshops import close_workshop, create_workshop
from workshop.drafts import BallotPaper, Joining, NewCard, NewTheme, NewVoice, NewWorkshop, OwnStep
from workshop.enums import Attribution, RoleGroup, Via, VoteMethod
from workshop.exports import collect
from workshop.exports.formats import archive
from workshop.exports.paper import print_piece, read_paper
from workshop.exports.paper.codes import sheet_of
from workshop.kinds import CardKind
from workshop.playbook import Activity, Given, load_playbook
from workshop.queries.about import about
from workshop.queries.room import run_sheet
from workshop.queries.threads.taking import taking
from workshop.queries.viewer import Viewer, identify
from workshop.queries.votes.rounds import voting

TABLES = 2
PEOPLE = {
    "Ann": ("resident", 1),
    "Col": ("staff", 1),
    "Eve": ("resident", 2),
    "Bea": ("resident", 1),
    "Gus": ("staff", 2),
    "Hal": ("staff", 2),
}
OWN_GROUP = "Young carers"
"""The residents of this room are a group that its facilitator named."""
OWN_STEPS = ("write", "vote", "sort", "parking-lot")


@dataclass(frozen=True)
class SaidCard:
    """A card as it was sent from a phone, and the id that it, or the card it adds to, has there."""

    name: str
    draft: NewCard
    id: str


@dataclass
class Script:
    """What the room with phones did: by step its cards and its theme, by vote the ballots."""

    themes: dict[str, str] = field(default_factory=dict)
    cards: dict[str, list[SaidCard]] = field(default_factory=lambda: defaultdict(list))
    ballots: list[dict[str, list[dict[str, Any]]]] = field(default_factory=list)


def begun(db: Database) -> Viewer:
    """A workshop of five sessions with steps of its own; its facilitator."""
    token = new_token()
    draft = NewWorkshop(title="Growing up in Ashby", template="five-sessions")
    made = create_workshop(db, draft=draft, playbook=load_playbook(), token=token)
    with db.read() as session:
        viewer = identify(session, token=token, code=made.code)
    group = NewVoice(name=OWN_GROUP, role_group=RoleGroup.RESIDENT)
    add_voice(db, viewer=viewer, draft=group)
    for sort in OWN_STEPS:
        kind = {"about": CardKind.INSIGHT} if sort in ("vote", "sort") else {}
        own = OwnStep.read({"sort": sort, "after": "insights.name", **kind})
        add_own_step(db, viewer=viewer, draft=own)
    return viewer


def step(key: str) -> str:
    """The same step or group in both rooms: one of one's own has a name that is made up."""
    return re.sub(r"^(own\..+)\.[\w-]{8}$|^(own:)[\w-]+$", r"\1\2", key)


def joining(db: Database, facilitator: Viewer, name: str) -> Joining:
    """Who somebody is; residents are of the room's own group."""
    group, table = PEOPLE[name]
    if group == RoleGroup.RESIDENT:
        with db.read() as session:
            [own] = about(session, facilitator.workshop_id).open_voices
        group = own.key
    return Joining.read({"role_group": group, "name": name, "table": table})


class OnPhones(RobotRoom):
    """Everybody has a phone of their own; what they send is kept as the script of the day."""

    def come(self) -> None:
        self.script, self.names = Script(), dict[str | None, str]()
        for name in PEOPLE:
            token = new_token()
            register_device(self.db, token=token)
            with self.db.read() as session:
                viewer = identify(session, token=token, code=self.facilitator.code)
            draft = joining(self.db, self.facilitator, name)
            self.people.append(join(self.db, viewer=viewer, draft=draft))
            self.names[self.people[-1].person_id] = name

    def _send(self, writer: Viewer, draft: NewCard) -> None:
        sent = add_card(self.db, viewer=writer, draft=draft)
        said = SaidCard(self.names[writer.person_id], draft, sent.id)
        self.script.cards[step(draft.activity)].append(said)

    def _write(self, activity: Activity) -> None:
        super()._write(activity)
        for one in [one for one in activity.on_paper if one.kind in activity.either][1:]:
            writer = self.people[-1]
            fields = {name: self.value(one.kind, name, 0) for name in one.asked}
            given = {"activity": activity.key, "kind": one.kind, "text": self.text()}
            self._send(writer, NewCard.read({**given, "fields": fields}))
        if activity.makes_themes:
            self.script.themes[step(activity.key)] = sort_cards(self, activity, self.people[0])

    def _vote(self, activity: Activity) -> None:
        with self.db.read() as session:
            asked = voting(session, self.facilitator, activity)
        if asked.round is None or not asked.round.open or not asked.options:
            return
        said: dict[str, list[dict[str, Any]]] = {}
        for place, one in enumerate(self.people):
            ids = [option.id for option in asked.options]
            ids = [*ids[place % len(ids) :], *ids[: place % len(ids)]]
            said[self.names[one.person_id]] = choices = self._ballot(asked.round, ids)
            draft = BallotPaper.read({"choices": choices})
            votes.cast(self.db, viewer=one, round_id=asked.round.id, draft=draft)
        self.script.ballots.append(said)


def sort_cards(found: RobotRoom, activity: Activity, viewer: Viewer) -> str:
    """The wall as it hangs at the end of a sort: the first two loose cards have a theme."""
    kinds = {CardKind.INSIGHT, CardKind.IDEA} & set(activity.about)
    themed = {id_ for one in found.cards() for id_ in one.links.get("gathers", ())}
    loose = [one.id for one in found.cards() if one.kind in kinds and one.id not in themed]
    draft = NewTheme(name=f"Wall {activity.title}", cards=tuple(loose[:2]))
    return sorts.add_theme(found.db, viewer=viewer, draft=draft).themes[0]


class OnPaper(RobotRoom):
    """Nobody has a device. The facilitator prints, collects, and types with one keyboard."""

    def come(self) -> None:
        self.seats: dict[str, str] = {}
        for name in PEOPLE:
            draft = joining(self.db, self.facilitator, name)
            self.seats[name] = seat(self.db, viewer=self.facilitator, draft=draft)
        self.known: dict[str, str] = {}
        self.ballots = 0
        self.sheets = {code(page): page for page in self._pages("worksheets")}

    def follow(self, script: Script) -> None:
        self.script = script
        self.walk()

    def _pages(self, what: str, only: Activity | None = None) -> list[str]:
        paper = read_paper(self.db, self.facilitator, base="http://192.168.1.20", tables=TABLES)
        runs = tuple(run for run in paper.runs if only in (None, run.activity))
        made = print_piece(replace(paper, runs=runs), what)
        return [page.extract_text() for page in Printed.read(made).reader.pages]

    def _write(self, activity: Activity) -> None:
        for said in self.script.cards[step(activity.key)]:
            given = next(one for one in activity.on_paper if fits(one, said.draft))
            self._type(said, self._sheet(activity, PEOPLE[said.name][1]), given, activity)
        if activity.makes_themes:
            made = sort_cards(self, activity, self.facilitator)
            self.known[self.script.themes[step(activity.key)]] = made

    def _sheet(self, activity: Activity, table: int) -> str:
        """The page of that table in the pile, by the code that is printed on it."""
        with self.db.read() as session:
            workshop = about(session, self.facilitator.workshop_id)
            runs = run_sheet(session, self.facilitator.workshop_id)
        for printed, page in self.sheets.items():
            found = sheet_of(workshop, runs, printed.lower())
            if found.table == table and found.run and found.run.activity.key == activity.key:
                return page
        raise AssertionError(f"No sheet of {activity.key} for table {table}: {list(self.sheets)}")

    def _type(self, said: SaidCard, sheet: str, given: Given, activity: Activity) -> None:
        """What somebody wrote on a sheet with a place for it, resting on what the form offers."""
        words = load_playbook().kind(given.kind)
        names = [name for name in said.draft.fields if name != "text"]
        places = [words.fields[name].label for name in names]
        places += [words.links[link] for link, ids in said.draft.links.items() if ids]
        places += [f"Which {words.singular}?" if said.draft.onto else words.text]
        places += [OWN_GROUP] if has(sheet, "My group") else []
        missing = [place for place in places if not has(sheet, place)]
        assert missing == [], (activity.key, missing)
        self._is_offered(said, activity)
        links = {link: tuple(map(self._here, ids)) for link, ids in said.draft.links.items()}
        onto = self._here(said.draft.onto) if said.draft.onto else None
        person: dict[str, Any] = {"links": links, "onto": onto, "person": self.seats[said.name]}
        person["activity"] = activity.key
        draft = said.draft.model_copy(update=person)
        added = add_card(self.db, viewer=self.facilitator, draft=draft, via=Via.PAPER)
        self.known[said.id] = added.id

    def _here(self, phone_id: str) -> str:
        """The card of this room that is the same as that one of the room with phones."""
        return self.known[phone_id]

    def _is_offered(self, said: SaidCard, activity: Activity) -> None:
        """The form of the sheet of a table shows every card that was tapped on a phone."""
        viewer = replace(self.facilitator, table_no=PEOPLE[said.name][1])
        with self.db.read() as session:
            doings = taking(session, viewer, activity.key).doings
        shown = {card.id for doing in doings for tap in doing.taps for card in tap.cards}
        shown |= {card.id for doing in doings for card in doing.onto}
        tapped = {self._here(one) for ids in said.draft.links.values() for one in ids}
        if said.draft.onto:
            tapped.add(self._here(said.draft.onto))
        assert tapped <= shown, (activity.key, said.draft.kind)

    def _vote(self, activity: Activity) -> None:
        with self.db.read() as session:
            asked = voting(session, self.facilitator, activity)
        if asked.round is None or not asked.round.open or not asked.options:
            return
        ballot = "\n".join(self._pages("ballots", activity))
        assert [one.text for one in asked.options if not has(ballot, one.text)] == []
        assert has(ballot, OWN_GROUP)
        ends = activity.axes if asked.round.method is VoteMethod.MATRIX else None
        if ends is not None:
            assert all(has(ballot, end) for end in (ends.x_low, ends.x_high, ends.y_low))
        for name, choices in self.script.ballots[self.ballots].items():
            here = [{**one, "card": self._here(one["card"])} for one in choices]
            draft = BallotPaper.read({"choices": here, "person": self.seats[name]})
            votes.cast(self.db, viewer=self.facilitator, round_id=asked.round.id, draft=draft)
        self.ballots += 1


def code(page: str) -> str:
    """The code on a sheet, as somebody reads it off the paper."""
    return str(re.findall(r"\b[A-Z]{4}-\d+\b", page)[0])


def fits(given: Given, draft: NewCard) -> bool:
    """Whether this is the place on a sheet for what was sent."""
    if draft.onto is not None:
        return given.fields is not None and set(draft.fields) <= set(given.asked)
    return given.makes and given.kind == draft.kind


TYPED = {"seat": "join", "vote_for": "vote"}
"""How the same is called where the facilitator does it for somebody."""
OF_THIS_ROOM = {"code", "revision", "created_revision", "via", "actor_role", "version"}
"""Ids, and who held the pen and on what: ``via`` says paper, and audit rows the role of who typed.
Whose act it was, the ``actor``, is the same in both rooms, but for the wall of a sort: there it
is the facilitator who moves the cards of paper.
"""


def said_by(found: Mapping[str, Any]) -> dict[str, Any]:
    """An archive without ids, times and who typed; its cards called by their words."""
    names = {card["key"]: f"{card['kind']}: {card['text']}" for card in found["cards"]}
    names |= {one["key"]: one["name"] or "facilitator" for one in found["people"]}
    parts = ("workshop", "activities", "people", "cards", "links", "pictures", "taken_on", "rounds")
    whole = {part: _plain(found[part], names) for part in parts}
    whole["audit"] = sorted(
        json.dumps(_plain({**row, **_typed(row)}, names)) for row in found["audit"]
    )
    return whole


def _typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """How this row would be if the facilitator had not typed it for somebody."""
    actor = None if row["verb"] == "add_theme" else row["actor"]
    return {"verb": TYPED.get(row["verb"], row["verb"]), "actor": actor}


def _plain(value: Any, names: Mapping[str, str]) -> Any:
    """Rows in no order of their own; a time is only whether there is one."""
    if isinstance(value, dict):
        return {
            names.get(key, key): bool(inner)
            if key.endswith("_at") or key == "at"
            else _plain(inner, names)
            for key, inner in sorted(value.items())
            if key not in OF_THIS_ROOM
        }
    if isinstance(value, list):
        return sorted((_plain(one, names) for one in value), key=json.dumps)
    return names.get(value, step(value)) if isinstance(value, str) else value


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Where two archives differ, part by part, for whoever reads a failure."""

    def lines(value: Any) -> set[str]:
        return {json.dumps(row, sort_keys=True) for row in value if isinstance(value, Iterable)}

    return {
        part: (sorted(lines(one[part]) ^ lines(other[part])) or (one[part], other[part]))
        for part in one
        if one[part] != other[part]
    }


def test_the_archive_of_a_room_on_paper_says_what_phones_would(db: Database) -> None:
    """Step by step: each card counts for who wrote it, by name, by group or by nothing."""
    groups = [group for group, _ in PEOPLE.values()]
    phones = OnPhones(db, begun(db), groups)
    phones.come()
    phones.walk()
    paper = OnPaper(db, begun(db), groups)
    paper.come()
    paper.follow(phones.script)
    found = []
    for room in (phones, paper):
        close_workshop(db, viewer=room.facilitator)
        found.append(json.loads(archive.as_json(collect(db, room.facilitator))))
    assert differing(said_by(found[0]), said_by(found[1])) == {}
    vias = {card["via"] for card in found[1]["cards"] if card["kind"] != CardKind.THEME}
    assert vias == {"paper"}
    own = {one["name"] for one in found[1]["people"] if one["voice"]}
    assert own == {name for name, (group, _) in PEOPLE.items() if group == RoleGroup.RESIDENT}
    _signed_as_promised(found[1], phones.script)
    methods = {one["method"] for one in found[1]["rounds"]}
    assert methods == set(VoteMethod)
    assert all(len(one["ballots"]) == len(PEOPLE) for one in found[1]["rounds"])


def _signed_as_promised(found: Mapping[str, Any], script: Script) -> None:
    """The name that a card carries, or its group, or nothing, as its step promises."""
    names = {one["key"]: one["name"] for one in found["people"]}
    promised = {step(one["key"]): one["attribution"] for one in found["activities"]}
    carried = {
        (step(card["activity"]), card["text"]): names.get(card["author"], card["role_group"])
        for card in found["cards"]
    }
    kept = 0
    for key, cards in script.cards.items():
        for said in cards:
            if said.draft.onto or not said.draft.text:
                continue
            wanted: dict[str, str | None] = {
                Attribution.NAMED: said.name,
                Attribution.ROLE: PEOPLE[said.name][0],
                Attribution.ANONYMOUS: None,
            }
            assert carried[key, said.draft.text] == wanted[promised[key]], (key, said)
            kept += 1
    assert kept > 60
