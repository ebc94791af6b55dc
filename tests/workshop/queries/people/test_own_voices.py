"""Names of the room's own groups: told only where what is left beside them points at nobody."""

from collections.abc import Callable

import pytest
from sqlmodel import col, select

from tests.workshop.voting import Several
from workshop.db import Database
from workshop.domain.cards import Voice, add_card
from workshop.domain.people.members import join
from workshop.domain.people.own_voices import add_voice, change_voice, end_voice
from workshop.domain.people.scribes import seat
from workshop.domain.room import open_activity, reveal
from workshop.domain.workshops import close_workshop
from workshop.drafts import Joining, NewCard, NewVoice
from workshop.enums import RoleGroup
from workshop.errors import InvalidInputError
from workshop.exports import collect
from workshop.exports.telling.withheld import labels_of
from workshop.live.feed import VIEWS, Feed
from workshop.models import Card, Person
from workshop.queries.about import about
from workshop.queries.cards import Audience, news
from workshop.queries.people.groups import Labels, labels
from workshop.queries.people.own_voices import Share, shown_voices
from workshop.queries.viewer import Viewer

JoinAs = Callable[..., Viewer]
WRITE = "insights.write"
R, S = RoleGroup.RESIDENT, RoleGroup.STAFF
SEEN = {"name": "Dads' club", "role_group": R}


@pytest.fixture
def dads(db: Database, facilitator: Viewer) -> str:
    """The key of a group of residents, in a room that writes cards everybody sees."""
    add_voice(db, viewer=facilitator, draft=NewVoice(name="Dads' club", role_group=R))
    open_activity(db, viewer=facilitator, activity=WRITE)
    reveal(db, viewer=facilitator, activity=WRITE)
    with db.read() as session:
        return about(session, facilitator.workshop_id).voices[-1].key


def write(db: Database, viewer: Viewer, text: str, voice: Voice | None = None) -> str:
    draft = NewCard(activity=WRITE, text=text)
    return add_card(db, viewer=viewer, draft=draft, voice=voice).id


def listed(db: Database, facilitator: Viewer, count: int) -> None:
    for number in range(count):
        fields = {"role_group": "resident"}
        given = {"activity": WRITE, "kind": "roster_entry", "text": f"P{number}", "fields": fields}
        add_card(db, viewer=facilitator, draft=NewCard.read(given))


def told(db: Database, facilitator: Viewer) -> set[str]:
    """The names that cards may say, which a file knows as the room does."""
    with db.read() as session:
        found = labels(session, facilitator.workshop_id)
    report = collect(db, facilitator)
    assert labels_of(report) == found
    kept = {one.voice for one in report.cards if one.activity == WRITE and one.voice}
    assert kept <= set(found.voices)
    return set(found.voices.values())


BESIDE: list[tuple[dict[Share, int], int, set[Share], set[str]]] = [
    ({(R, "a"): 3}, 0, {(R, "a")}, {"a"}),
    ({(R, "a"): 3}, 0, {(R, "")}, set()),
    ({(R, "a"): 3}, 0, {(R, "b")}, set()),
    ({(R, "a"): 3}, 0, {(S, "")}, {"a"}),
    ({(R, "a"): 3}, 4, set(), set()),
    ({(R, "a"): 3}, 6, {(R, "")}, {"a"}),
    ({(R, "a"): 3, (R, ""): 3}, 4, {(R, "")}, {"a"}),
    ({(R, "a"): 3, (R, "b"): 4}, 0, {(R, "")}, {"b"}),
]


@pytest.mark.parametrize(("sizes", "known", "beside", "shown"), BESIDE)
def test_who_is_not_counted_stands_beside_nobody(
    sizes: dict[Share, int], known: int, beside: set[Share], shown: set[str]
) -> None:
    """Not on a card, and not on the list of people: that needs three others, as joining does."""
    assert shown_voices(sizes, {R}, listed={R: known}, beside=beside) == shown


def test_who_writes_on_paper_alone_is_not_singled_out(
    db: Database, facilitator: Viewer, several: Several, dads: str
) -> None:
    """The name goes from all cards with the one that would stand out, on every screen."""
    people = several(dads, 3)
    for place, one in enumerate(people):
        write(db, one, f"Dad {place}")
    feed, view = Feed(db), VIEWS["phone"]
    before = feed.changes(facilitator.workshop_id, view, None, None)
    assert {card.get("role_label") for card in before["cards"]} == {"Dads' club"}
    assert told(db, facilitator) == {"Dads' club"}
    write(db, facilitator, "The one on paper", Voice(R))
    assert told(db, facilitator) == set()
    since = feed.since(before["id"])
    after = feed.changes(facilitator.workshop_id, view, since, None)
    assert (after["snapshot"], len(after["cards"])) == (True, 4)
    assert {card.get("role_label") for card in after["cards"]} == {"Resident"}
    several("resident", 3)
    assert told(db, facilitator) == {"Dads' club"}


@pytest.mark.parametrize(("count", "names"), [(3, {"Dads' club"}), (4, set()), (6, {"Dads' club"})])
def test_who_is_on_the_list_alone_is_not_singled_out(
    count: int,
    names: set[str],
    db: Database,
    facilitator: Viewer,
    several: Several,
    dads: str,
) -> None:
    several(dads, 3)
    listed(db, facilitator, count)
    assert told(db, facilitator) == names


def test_a_facilitator_who_joined_is_not_singled_out(
    db: Database, facilitator: Viewer, several: Several, dads: str
) -> None:
    several(dads, 3)
    join(db, viewer=facilitator, draft=Joining(role_group=R))
    assert told(db, facilitator) == set()
    join(db, viewer=facilitator, draft=Joining(role_group=dads))
    assert told(db, facilitator) == {"Dads' club"}


@pytest.mark.parametrize("verb", ["rename", "end"])
def test_no_card_says_that_its_group_changed(
    verb: str, db: Database, facilitator: Viewer, several: Several, dads: str
) -> None:
    """That would point at the cards of a group of one, in every stream and in the archive."""
    others, one = several("resident", 5), several(dads, 1)[0]
    for viewer in (*others, one):
        write(db, viewer, f"Of {viewer.person_id}")
    feed, view = Feed(db), VIEWS["phone"]
    since = feed.since(feed.changes(facilitator.workshop_id, view, None, None)["id"])
    before = {card.key: card.revision for card in collect(db, facilitator).cards}
    if verb == "end":
        end_voice(db, viewer=facilitator, key=dads)
    else:
        new = NewVoice(name="Fathers", role_group=R)
        change_voice(db, viewer=facilitator, key=dads, draft=new, seen=SEEN)
    assert feed.changes(facilitator.workshop_id, view, since, None)["cards"] == []
    assert {card.key: card.revision for card in collect(db, facilitator).cards} == before
    with db.read() as session:
        assert not news(session, facilitator.workshop_id, Audience.FACILITATOR, since).changes


@pytest.mark.parametrize("verb", ["rename", "end"])
def test_a_name_that_was_told_changes_on_all_cards(
    verb: str, db: Database, facilitator: Viewer, several: Several, dads: str
) -> None:
    others, people = several("resident", 3), several(dads, 3)
    for viewer in (others[0], people[0]):
        write(db, viewer, "Words")
    feed, view = Feed(db), VIEWS["projector"]
    since = feed.since(feed.changes(facilitator.workshop_id, view, None, None)["id"])
    if verb == "end":
        end_voice(db, viewer=facilitator, key=dads)
    else:
        new = NewVoice(name="Fathers", role_group=R)
        change_voice(db, viewer=facilitator, key=dads, draft=new, seen=SEEN)
    after = feed.changes(facilitator.workshop_id, view, since, None)
    assert after["snapshot"]
    label = {"end": "Resident", "rename": "Fathers"}[verb]
    assert [card.get("role_label") for card in after["cards"]] == ["Resident", label]


@pytest.mark.parametrize(
    ("in_it", "left", "there", "moves"),
    [
        (0, 1, 1, True),
        (1, 5, 4, False),
        (2, 5, 4, False),
        (3, 0, 0, True),
        (3, 3, 3, True),
        (3, 1, 4, False),
        (3, 4, 2, False),
    ],
)
def test_a_group_counts_elsewhere_only_where_that_shows_nobody(
    in_it: int,
    left: int,
    there: int,
    moves: bool,
    db: Database,
    facilitator: Viewer,
    several: Several,
    dads: str,
) -> None:
    """Who moves, who is left behind and who is met: none of them may be one or two people."""
    people = several(dads, in_it)
    several("resident", left)
    several("staff", there)
    for one in people:
        write(db, one, "Words")
    new = NewVoice(name="Dads' club", role_group=S)
    if not moves:
        with pytest.raises(InvalidInputError, match="Name a new group instead"):
            change_voice(db, viewer=facilitator, key=dads, draft=new, seen=SEEN)
    else:
        change_voice(db, viewer=facilitator, key=dads, draft=new, seen=SEEN)
    group = S if moves else R
    with db.read() as session:
        found = {one.role_group for one in session.exec(select(Person).where(Person.voice == dads))}
        found |= {one.role_group for one in session.exec(select(Card).where(Card.voice == dads))}
    assert found == ({group} if people else set())


def test_a_group_on_paper_alone_does_not_count_elsewhere(
    db: Database, facilitator: Viewer, dads: str
) -> None:
    write(db, facilitator, "On paper", Voice(dads))
    new = NewVoice(name="Dads' club", role_group=S)
    with pytest.raises(InvalidInputError, match="Name a new group instead"):
        change_voice(db, viewer=facilitator, key=dads, draft=new, seen=SEEN)


def test_the_close_forgets_groups_of_one_and_two(
    db: Database, facilitator: Viewer, several: Several, dads: str
) -> None:
    """The own voice and the role group alike: the people are known, and so would the writer be."""
    add_voice(db, viewer=facilitator, draft=NewVoice(name="Mums", role_group=R))
    with db.read() as session:
        mums = about(session, facilitator.workshop_id).voices[-1].key
    people = [several(dads, 3)[0], several("resident", 2)[0], several(mums, 1)[0]]
    people.append(several("staff", 1)[0])
    several("partner", 2)
    for viewer, text in zip(people, ("dad", "other", "mum", "staff"), strict=True):
        write(db, viewer, text)
    with db.read() as session:
        before = labels(session, facilitator.workshop_id)
    assert before == Labels(frozenset({R}), {dads: "Dads' club"})
    close_workshop(db, viewer=facilitator)
    with db.read() as session:
        cards = session.exec(select(Card).where(col(Card.activity) == WRITE)).all()
        assert labels(session, facilitator.workshop_id) == before
    assert {card.text: (card.role_group, card.voice) for card in cards} == {
        "dad": (R, dads),
        "other": (R, ""),
        "mum": (R, ""),
        "staff": (RoleGroup.UNKNOWN, ""),
    }


def test_nameless_people_keep_their_places_at_a_device(
    db: Database, facilitator: Viewer, join_as: JoinAs, dads: str
) -> None:
    """Person 2 stays person 2, so that nobody's words go to somebody else."""
    scribe = join_as("councillor")
    made = [seat(db, viewer=scribe, draft=Joining(role_group=dads)) for _ in range(6)]
    new = NewVoice(name="Dads' club", role_group=S)
    change_voice(db, viewer=facilitator, key=dads, draft=new, seen=SEEN)
    with db.read() as session:
        there = [session.get_one(Person, one) for one in made]
        moments = [one.joined_at for one in there]
        assert {one.role_group for one in there} == {S}
    assert len(set(moments)) == len(moments)
    assert moments == sorted(moments)
