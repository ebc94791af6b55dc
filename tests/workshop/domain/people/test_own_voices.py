"""Groups that the facilitator names: who may choose them, where they show, how they change."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from sqlmodel import select

from tests.workshop.voting import Several, VotingRoom
from workshop.db import Database
from workshop.domain.cards import Voice, add_card
from workshop.domain.people.members import join
from workshop.domain.people.own_voices import MOST_VOICES, add_voice, change_voice, end_voice
from workshop.domain.people.scribes import seat
from workshop.domain.promises import tighten
from workshop.domain.room import open_activity, reveal
from workshop.domain.templates.own_templates import copy_workshop
from workshop.drafts import Joining, NewCard, NewVoice, OwnVoice
from workshop.enums import Attribution, RoleGroup
from workshop.errors import (
    ChangedMeanwhileError,
    ClosedError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from workshop.models import Card, Person, Workshop
from workshop.queries.about import about
from workshop.queries.cards import cards_for
from workshop.queries.people.own_voices import Share, shown_voices
from workshop.queries.people.voices import Quiet, voices
from workshop.queries.room import GroupCount, groups_here
from workshop.queries.viewer import Viewer, identify

JoinAs = Callable[..., Viewer]
WRITE, NAMED, NOBODY = "insights.write", "team.introductions", "team.hopes"
R, S = RoleGroup.RESIDENT, RoleGroup.STAFF


def named(db: Database, viewer: Viewer, name: str = "Dads' club", group: RoleGroup = R) -> str:
    """The key of a new group of the room."""
    add_voice(db, viewer=viewer, draft=NewVoice(name=name, role_group=group))
    return kept(db, viewer)[-1].key


def kept(db: Database, viewer: Viewer) -> tuple[OwnVoice, ...]:
    with db.read() as session:
        return about(session, viewer.workshop_id).voices


def as_seen(db: Database, viewer: Viewer) -> dict[str, tuple[RoleGroup | None, str]]:
    """The label of each card, by its words."""
    with db.read() as session:
        return {one.text: (one.role, one.voice) for one in cards_for(session, viewer)}


def write(db: Database, people: Iterable[Viewer], activity: str, **given: Any) -> None:
    for place, one in enumerate(people):
        text = f"{activity} {one.voice or one.role_group} {place}"
        add_card(db, viewer=one, draft=NewCard.read({"activity": activity, "text": text, **given}))


def test_whoever_chooses_one_is_counted_with_its_role_group(
    db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    dads = named(db, facilitator)
    one = join_as(dads, name="Ali")
    assert (one.role_group, one.voice) == (R, dads)
    seated = seat(db, viewer=one, draft=Joining.read({"role_group": dads, "name": "Bo"}))
    with db.read() as session:
        assert session.get_one(Person, seated).voice == dads
        assert session.get_one(Person, one.person_id).voice == dads


@pytest.mark.parametrize("chosen", ["own:elsewhere", "own:", "own:'; --", "dads", "", None, 7])
def test_a_group_that_is_not_here_is_refused(chosen: object, db: Database, join_as: JoinAs) -> None:
    before = join_as("staff")
    with pytest.raises(InvalidInputError, match=r"^[A-Z“].*[.]$"):
        join(db, viewer=before, draft=Joining.read({"role_group": chosen}))
    with db.read() as session:
        assert session.get_one(Person, before.person_id).role_group == S


SIZES: list[tuple[dict[Share, int], set[str]]] = [
    ({(R, "a"): 3, (R, ""): 3}, {"a"}),
    ({(R, "a"): 3}, {"a"}),
    ({(R, "a"): 2, (R, ""): 9}, set()),
    ({(R, "a"): 3, (R, ""): 2}, set()),
    ({(R, "a"): 3, (R, "b"): 4, (R, ""): 1}, {"b"}),
    ({(R, "a"): 3, (R, "b"): 4, (R, ""): 0}, {"a", "b"}),
    ({(R, "a"): 3, (R, "b"): 2}, set()),
    ({(S, "a"): 3}, set()),
]


@pytest.mark.parametrize(("sizes", "shown"), SIZES)
def test_names_that_are_shown(sizes: dict[Share, int], shown: set[str]) -> None:
    """Never of one or two, never with one or two left over, never where the group itself is not."""
    assert shown_voices(sizes, {R}) == shown


def test_a_card_says_the_name_from_three_people_on(
    db: Database, facilitator: Viewer, several: Several
) -> None:
    dads = named(db, facilitator)
    open_activity(db, viewer=facilitator, activity=WRITE)
    reveal(db, viewer=facilitator, activity=WRITE)
    others, two = several("resident", 3), several(dads, 2)
    write(db, [*others[:1], *two[:1]], WRITE)
    card = f"{WRITE} {dads} 1"
    assert as_seen(db, others[0])[card] == (R, "")
    several(dads, 1)
    assert as_seen(db, others[0]) == {f"{WRITE} resident 0": (R, ""), card: (R, "Dads' club")}
    tighten(db, viewer=facilitator, activity=WRITE, attribution=Attribution.ANONYMOUS)
    assert as_seen(db, facilitator)[card] == (None, "")
    with db.read() as session:
        assert {one.voice for one in session.exec(select(Card))} == {""}


@pytest.mark.parametrize(("activity", "given"), [(NAMED, {}), (NOBODY, {"kind": "hope"})])
def test_no_promise_lets_a_group_of_two_be_named(
    activity: str, given: dict[str, str], db: Database, facilitator: Viewer, several: Several
) -> None:
    """Not where names are shown; and where nobody is named nothing of it is kept."""
    dads = named(db, facilitator)
    open_activity(db, viewer=facilitator, activity=activity)
    several("resident", 3)
    two = several(dads, 2)
    write(db, two, activity, **given)
    assert {voice for _, voice in as_seen(db, facilitator).values()} == {""}
    with db.read() as session:
        stored = {one.voice for one in session.exec(select(Card))}
    assert stored == ({dads} if activity == NAMED else {""})


def test_another_name_and_another_role_group_go_along(
    db: Database, facilitator: Viewer, several: Several
) -> None:
    dads = named(db, facilitator)
    open_activity(db, viewer=facilitator, activity=WRITE)
    people = several(dads, 3)
    several("staff", 3)
    write(db, people, WRITE)
    seen = {"name": "Dads' club", "role_group": R}
    new = NewVoice(name="Night shift", role_group=S)
    change_voice(db, viewer=facilitator, key=dads, draft=new, seen=seen)
    assert set(as_seen(db, facilitator).values()) == {(S, "Night shift")}
    with db.read() as session:
        there = [session.get_one(Person, one.person_id) for one in people]
        assert {(one.role_group, one.voice) for one in there} == {(S, dads)}
    again = NewVoice(name="Fathers", role_group=R)
    with pytest.raises(ChangedMeanwhileError, match="Night shift"):
        change_voice(db, viewer=facilitator, key=dads, draft=again, seen=seen)
    assert [one.name for one in kept(db, facilitator)] == ["Night shift"]


def test_nobody_is_lost_when_one_is_taken_away(
    db: Database, facilitator: Viewer, several: Several
) -> None:
    dads = named(db, facilitator)
    open_activity(db, viewer=facilitator, activity=WRITE)
    people = several(dads, 3)
    write(db, people, WRITE)
    end_voice(db, viewer=facilitator, key=dads)
    assert set(as_seen(db, facilitator).values()) == {(R, "")}
    assert kept(db, facilitator) == ()
    with db.read() as session:
        there = [session.get_one(Person, one.person_id) for one in people]
        assert {(one.role_group, one.voice) for one in there} == {("resident", "")}
    with pytest.raises(NotFoundError, match="not there any more"):
        end_voice(db, viewer=facilitator, key=dads)
    with pytest.raises(InvalidInputError, match="choose again"):
        join(db, viewer=people[0], draft=Joining.read({"role_group": dads}))


def test_a_vote_is_split_by_it_and_stays_so(voting: VotingRoom, several: Several) -> None:
    """Four dads and three other residents: their own figures, also when the group is gone."""
    db, facilitator = voting.db, voting.facilitator
    dads = named(db, facilitator)
    people, others = several(dads, 4), several("resident", 3)
    voting.open("dots", cards=1)
    for one in people:
        voting.cast(one, voting.cards)
    for one in others:
        voting.cast(one, [])
    voting.cast_for(dads, "paper-of-a-dad", voting.cards)
    voting.cast(others[0], voting.cards)
    voting.cast(others[1], voting.cards)
    voting.cast(others[2], voting.cards)
    change = {"key": dads, "seen": {"name": "Dads' club", "role_group": R}}
    moved = NewVoice(name="Dads' club", role_group=S)
    with pytest.raises(ClosedError, match="A vote is open"):
        change_voice(db, viewer=facilitator, draft=moved, **change)  # type: ignore[arg-type]
    with pytest.raises(ClosedError, match="A vote is open"):
        end_voice(db, viewer=facilitator, key=dads)
    voting.close()

    def split() -> list[tuple[RoleGroup, str, int, int]]:
        (found,) = voting.results
        line = found.options[0]
        figures = [(part, part.of(line)) for part in found.split]
        return [(p.role_group, p.name, p.voters, f.votes if f else 0) for p, f in figures]

    assert split() == [(R, "", 8, 8), (R, "Dads' club", 5, 5)]
    end_voice(db, viewer=facilitator, key=dads)
    assert split() == [(R, "", 8, 8), (R, "Dads' club", 5, 5)]
    assert [one.ended for one in kept(db, facilitator)] == [True]
    named(db, facilitator)  # the name is free again


def test_the_console_counts_it_apart_from_three_on(
    db: Database, facilitator: Viewer, several: Several
) -> None:
    dads, few = named(db, facilitator), named(db, facilitator, "Grandparents")
    open_activity(db, viewer=facilitator, activity=WRITE)
    people, others = several(dads, 3), several("resident", 4)
    several(few, 2)
    write(db, others, WRITE)
    write(db, others, WRITE)
    with db.read() as session:
        found = groups_here(session, facilitator, activity=WRITE)
        quiet = voices(session, facilitator)
    assert found == [
        GroupCount(R, 3, 0, 0, 0, "Dads' club", split=True),
        GroupCount(R, 6, 0, 4, 4, split=True),
    ]
    assert quiet is not None
    assert quiet.quiet == (Quiet(R, 33, 0, "Dads' club", split=True),)
    write(db, [*people] * 12, WRITE)
    with db.read() as session:
        quiet = voices(session, facilitator)
    assert quiet is not None
    assert quiet.quiet == (Quiet(R, 67, 18, split=True),)
    assert people[0].voice == dads


def test_whoever_puts_their_group_right_takes_their_cards_along(
    db: Database, facilitator: Viewer, several: Several
) -> None:
    dads, mums = named(db, facilitator), named(db, facilitator, "Mums")
    open_activity(db, viewer=facilitator, activity=WRITE)
    one = several(dads, 1)[0]
    several(mums, 2)
    write(db, [one], WRITE)
    join(db, viewer=one, draft=Joining.read({"role_group": mums}))
    assert set(as_seen(db, facilitator).values()) == {(R, "Mums")}


def test_paper_counts_for_it(db: Database, facilitator: Viewer, several: Several) -> None:
    dads = named(db, facilitator)
    several(dads, 3)
    open_activity(db, viewer=facilitator, activity=WRITE)
    draft = NewCard(activity=WRITE, text="On paper")
    add_card(db, viewer=facilitator, draft=draft, voice=Voice(dads, "Doris"))
    assert as_seen(db, facilitator) == {"On paper": (R, "Dads' club")}
    with pytest.raises(InvalidInputError, match="choose again"):
        add_card(db, viewer=facilitator, draft=draft, voice=Voice("own:gone"))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Please give the group a name."),
        ("\u200b \u202e", "Please give the group a name."),
        ("…!?", "Please give the group a name."),
        ("x" * 41, "Please give the group a shorter name: 40 letters at most."),
        ("dads’ CLUB", "There is a group “dads’ CLUB” already. Choose another name."),
        ("Dads club", "There is a group “Dads club” already. Choose another name."),
        ("Da\u200dds' club", "There is a group “Da\u200dds' club” already. Choose another name."),
        ("Ｄａｄｓ’ club", "There is a group “Ｄａｄｓ’ club” already. Choose another name."),
        ("resident", "There is a group “resident” already. Choose another name."),
        ("Preswylydd", "There is a group “Preswylydd” already. Choose another name."),
        ("\u3164", "Please give the group a name."),
        ("\u115f\u1160 \uffa0\u2800", "Please give the group a name."),
    ],
)
def test_a_name_that_cannot_be(name: str, sentence: str, db: Database, facilitator: Viewer) -> None:
    named(db, facilitator, "Dads’ club")
    with pytest.raises(InvalidInputError) as problem:
        add_voice(
            db, viewer=facilitator, draft=NewVoice.read({"name": name, "role_group": "resident"})
        )
    assert str(problem.value) == sentence


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("\u202eevil\u202c\u2066 x", "evil x"),
        ("  Night\n shift\t ", "Night shift"),
        ("<b>Dads</b> & **co**", "<b>Dads</b> & **co**"),
        ("نادي الآباء", "نادي الآباء"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_a_name_is_words_and_turns_nothing(
    typed: str, name: str, db: Database, facilitator: Viewer
) -> None:
    named(db, facilitator, typed)
    assert [one.name for one in kept(db, facilitator)] == [name]


def test_a_room_holds_as_many_as_one_can_look_over(db: Database, facilitator: Viewer) -> None:
    keys = [named(db, facilitator, f"Group {number}") for number in range(MOST_VOICES)]
    with pytest.raises(InvalidInputError, match="12 groups of its own at most"):
        named(db, facilitator, "One more")
    end_voice(db, viewer=facilitator, key=keys[0])
    named(db, facilitator, "One more")


@pytest.mark.parametrize("group", ["unknown", "own:x", "", None])
def test_it_counts_with_a_group_of_the_method(group: object) -> None:
    with pytest.raises(InvalidInputError):
        NewVoice.read({"name": "Dads", "role_group": group})


def test_only_who_steers_names_groups(db: Database, facilitator: Viewer, resident: Viewer) -> None:
    dads = named(db, facilitator)
    with pytest.raises(NotAllowedError):
        named(db, resident, "Mine")
    with pytest.raises(NotAllowedError):
        end_voice(db, viewer=resident, key=dads)


def test_a_copy_of_the_plan_has_them_and_nobody_in_them(
    db: Database, facilitator: Viewer, facilitator_token: str, several: Several
) -> None:
    dads, gone = named(db, facilitator), named(db, facilitator, "Mums")
    several(dads, 3)
    end_voice(db, viewer=facilitator, key=gone)
    made = copy_workshop(db, viewer=facilitator, title="Again", token=facilitator_token)
    with db.read() as session:
        copied = session.get_one(Workshop, made.id).voices
        viewer = identify(session, token=facilitator_token, code=made.code)
        assert groups_here(session, viewer) == []
    assert [one["name"] for one in copied] == ["Dads' club"]
