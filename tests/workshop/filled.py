"""A workshop in which everything that can happen has happened, for exports and imports."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.more_steps import with_more_steps
from tests.workshop.recordings.samples import webm
from workshop.db import Database, now
from workshop.domain import cards, comments, links, promises, room, timer, undo_redo, votes
from workshop.domain.money.spending_files import import_spend
from workshop.domain.people.members import join, new_id, new_token, register_device
from workshop.domain.people.own_voices import add_voice
from workshop.domain.themes import merges, sorts
from workshop.domain.threads import choices
from workshop.domain.workshops import MadeWorkshop, create_workshop, set_wifi
from workshop.drafts import (
    BallotPaper,
    CardEdit,
    CommentText,
    Joining,
    NewCard,
    NewSpend,
    NewTheme,
    NewVoice,
    NewWorkshop,
    Wifi,
)
from workshop.enums import Attribution, RoleGroup
from workshop.models import Media, Recording
from workshop.payment import Payment
from workshop.playbook import load_playbook
from workshop.queries.about import about
from workshop.queries.viewer import Viewer, identify
from workshop.queries.votes.rounds import options, voting
from workshop.recordings.kept import cleaned

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c494441"
    "54789c6358e1cc0700029000fa1b1da54a0000000049454e44ae426082"
)
"""As our own encoder writes it, so that an import that draws it anew changes nothing."""


@dataclass
class Filled:
    """The workshop, who is in it, and the ids of its cards by a name of the test's own."""

    made: MadeWorkshop
    token: str
    facilitator: Viewer
    resident: Viewer
    staff: Viewer
    cards: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.made.code


DADS, TWO = "Dads' club", "Night porters of Ashby"
"""Groups of the room's own: of all residents, and of two of the staff, who are never named so."""


def joined(db: Database, code: str, role_group: str, name: str, table: int) -> Viewer:
    token = new_token()
    register_device(db, token=token)
    with db.read() as session:
        viewer = identify(session, token=token, code=code)
    draft = Joining.read({"role_group": role_group, "name": name, "table": table})
    return join(db, viewer=viewer, draft=draft)


def _vote(
    db: Database, facilitator: Viewer, activity: str, people: list[Viewer], said: dict[str, Any]
) -> None:
    """Everybody votes for the first card in that way, and a ballot on paper comes in too."""
    found = load_playbook().activity(activity)
    with db.read() as session:
        vote = voting(session, facilitator, found)
        choice = {"card": options(session, facilitator.workshop_id, found)[0].id, **said}
    assert vote.round is not None
    paper = BallotPaper.read({"choices": [choice]})
    for person in people:
        votes.cast(db, viewer=person, round_id=vote.round.id, draft=paper)
    votes.cast_for(
        db,
        viewer=facilitator,
        round_id=vote.round.id,
        paper="paper-ballot-1",
        voice=cards.Voice(people[0].voice or RoleGroup.RESIDENT),
        draft=paper,
    )


def fill(db: Database) -> Filled:
    """Make a workshop and let everything happen once: kinds, links, promises, pictures, undo."""
    token = new_token()
    draft = NewWorkshop(title="Growing up in Ashby", place="Ashby")
    workshop = create_workshop(db, draft=draft, playbook=load_playbook(), token=token)
    with_more_steps(db, workshop.id)
    with db.read() as session:
        facilitator = identify(session, token=token, code=workshop.code)
    for name, group in ((DADS, RoleGroup.RESIDENT), (TWO, RoleGroup.STAFF)):
        add_voice(db, viewer=facilitator, draft=NewVoice(name=name, role_group=group))
    with db.read() as session:
        dads, porters = (one.key for one in about(session, workshop.id).voices)
    resident = joined(db, workshop.code, dads, "Amina", 1)
    staff = joined(db, workshop.code, "staff", "Ben", 2)
    found = Filled(workshop, token, facilitator, resident, staff)

    def add(name: str, viewer: Viewer, activity: str, text: str, **given: Any) -> str:
        voice = given.pop("voice", None)
        draft = NewCard.read({"activity": activity, "text": text, **given})
        made = cards.add_card(db, viewer=viewer, draft=draft, key=f"key of {name}", voice=voice)
        found.cards[name] = made.id
        return made.id

    def open_(activity: str) -> None:
        room.open_activity(db, viewer=facilitator, activity=activity, anyway=True)

    set_wifi(db, viewer=facilitator, draft=Wifi(ssid="Hall", password="hall-password"))
    room.set_address(db, viewer=facilitator, address="http://192.168.7.7:8501")

    open_("team.introductions")
    named = add("named", resident, "team.introductions", "I know every path here\nand every dog")
    cards.edit_card(
        db, viewer=resident, card_id=named, draft=CardEdit(version=1, text="I know every path")
    )

    open_("team.hopes")
    add("anonymous", resident, "team.hopes", "That we are heard", kind="hope")
    add("worry", staff, "team.hopes", "That we lose our jobs", kind="worry")
    add("own", facilitator, "team.hopes", "That I talk too much", kind="worry")

    segment = add("segment", facilitator, "segments.map", "Lone parents on nights", kind="segment")

    open_("insights.write")
    one = add(
        "insight",
        staff,
        "insights.write",
        "The bus stops at six 🚌 – <b>not</b> **bold** =1+1 مرحبا",
        fields={"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3},
        links={"segments": [segment]},
    )
    two = add("hidden", resident, "insights.write", "The café is free at ten")
    three = add("withdrawn", resident, "insights.write", "This is about my neighbour")
    add("private", resident, "insights.write", "For you alone", private=True)
    add(
        "scribed",
        facilitator,
        "insights.write",
        "My knees decide where I go",
        voice=cards.Voice(dads, "Doris", 3),
    )
    cards.hide_card(db, viewer=facilitator, card_id=two)
    cards.withdraw_card(db, viewer=resident, card_id=three)
    cards.star_card(db, viewer=facilitator, card_id=one)
    draft = CardEdit(version=1, text="The bus stops at six")
    cards.edit_card(db, viewer=facilitator, card_id=one, draft=draft)
    undo_redo.undo(db, viewer=facilitator)
    undo_redo.undo(db, viewer=facilitator)
    undo_redo.redo(db, viewer=facilitator)

    theme = add("theme", facilitator, "insights.name", "Getting there", kind="theme")
    links.link_cards(db, viewer=facilitator, card_id=theme, name="gathers", to=(two, one))
    alike = add("alike", staff, "insights.write", "No bus after six")
    merges.merge_cards(db, viewer=facilitator, cards=[alike], into=one)
    other = NewTheme(name="Free places", cards=(two,), source=theme)
    away = sorts.add_theme(db, viewer=facilitator, draft=other).themes[0]
    sorts.merge_themes(db, viewer=facilitator, themes=[away], into=theme)
    undo_redo.undo(db, viewer=facilitator)
    comment = CommentText(text="And the café is warm")
    comments.comment_on(db, viewer=facilitator, card_id=two, draft=comment)
    sorts.allow_sorting(db, viewer=facilitator, allowed=True, activity="insights.write")
    add(
        "money",
        facilitator,
        "resources.spend",
        "Bus passes",
        kind="resource_line",
        fields={"amount_pence": 1250000, "fte": "1.25", "decision": None},
    )
    payments = [
        Payment(2, 120_050, "Acme Ltd", "Care", "Adults", date(2024, 4, 3)),
        Payment(3, 120_050, "Acme Ltd", "Care", "Adults", date(2024, 4, 3), twin_of=2),
        Payment(5, 4_000, "Mrs A Neighbour", "Help at home", private=True),
        Payment(6, -900, "Beta", "Rent"),
    ]
    spending = NewSpend(
        activity="resources.spend",
        file_name="march.csv",
        digest="5" * 64,
        headings={"amount": "Amount"},
        warnings=("Row 7 is a total and is left out.",),
        skipped=((7, "This row is a total (“Total”)."),),
    )
    import_spend(db, viewer=facilitator, draft=spending, payments=payments)
    late = joined(db, workshop.code, "councillor", "Carol", 4)
    room.open_activity(db, viewer=facilitator, activity="vision.first-steps", anyway=True)
    add("promise", late, "vision.first-steps", "I will ask the board", kind="first_step")
    promises.tighten(
        db, viewer=facilitator, activity="vision.first-steps", attribution=Attribution.ROLE
    )
    timer.add_minutes(db, viewer=facilitator, minutes=2)
    for activity, kind in (
        ("reframe.from-to", "reframe"),
        ("solutions.build", "solution"),
        ("solutions.flip", "idea"),
    ):
        add(kind, facilitator, activity, f"One {kind} to vote on", kind=kind)
    crowd = [joined(db, workshop.code, dads, f"Resident {n}", 1) for n in range(4)]
    whose = (porters, porters, "staff", "staff")
    crowd += [joined(db, workshop.code, one, f"Worker {n}", 2) for n, one in enumerate(whose)]
    for activity, said in (
        ("segments.focus", {}),
        ("reframe.choose", {"score": 4}),
        ("solutions.matrix", {"x": 10, "y": 90}),
    ):
        room.open_activity(db, viewer=facilitator, activity=activity, anyway=True)
        _vote(db, facilitator, activity, [*crowd, late], said)
        room.close_activity(db, viewer=facilitator)
    choices.take_on(db, viewer=facilitator, activity="segments.focus", cards=[segment])
    room.open_activity(db, viewer=facilitator, activity="solutions.dots", anyway=True)
    _vote(db, facilitator, "solutions.dots", crowd[:2], {})
    room.show(db, viewer=facilitator, what=f"card:{segment}")
    room.pause(db, viewer=facilitator, paused=True)
    with db.write() as work:
        picture = Media(
            id=new_id(),
            workshop_id=workshop.id,
            card_id=one,
            mime="image/png",
            alt="A bus stop",
            content=PIXEL,
            created_at=now(),
        )
        work.session.add(picture)
        spoken = Recording(
            id=new_id(),
            workshop_id=workshop.id,
            card_id=one,
            mime="audio/webm",
            content=cleaned(webm())[1],
            created_at=now(),
        )
        work.session.add(spoken)
        work.commit()
    return found


def dump(version: str) -> Path:
    """Write the filled workshop's database into ``released/{version}.sql``, once per release."""
    with TemporaryDirectory() as folder:
        db = Database(f"sqlite:///{Path(folder) / 'reframe.db'}")
        db.migrate()
        fill(db)
        with closing(sqlite3.connect(db.path)) as connection:
            lines = list(connection.iterdump())
        db.close()
    to = Path(__file__).parent / "released" / f"{version}.sql"
    to.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return to
