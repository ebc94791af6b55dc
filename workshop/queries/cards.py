"""What a viewer may read of each card: decided here, once, for every screen and stream."""

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from itertools import chain
from typing import Any, Literal, cast

from sqlalchemy import Select, bindparam, or_
from sqlalchemy import select as rows_of
from sqlmodel import Session, col, select

from workshop.dialects.prepared import Prepared
from workshop.enums import Attribution, GroupForm, RoleGroup, Visibility
from workshop.kinds import KINDS, CardKind, KindSpec
from workshop.kinds.languages import Translated, translated
from workshop.models import ActivityRun, Card
from workshop.playbook import load_playbook
from workshop.queries.people.groups import Labels, labels
from workshop.queries.people.pens import mark_of
from workshop.queries.sql_tables import ACTIVITY_RUN, CARD, LINK, MEDIA, PERSON
from workshop.queries.themes.placements import Lies, about_which, lies_of
from workshop.queries.viewer import Viewer

_KINDS: Mapping[str, KindSpec] = {str(kind): spec for kind, spec in KINDS.items()}
_GROUPS = {str(group): group for group in RoleGroup}
"""By what stands in a card's row: a member is made of it seven times for each card of a wall."""
FEWEST_PEOPLE = 10
"""In a smaller group everybody knows who is meant."""
SIZE = ("size", "size_said")


class Audience(StrEnum):
    """For whom a stream is made. It is serialised once for all of them."""

    ROOM = "room"
    FACILITATOR = "facilitator"


class Sight(StrEnum):
    SHOWN = "shown"
    FACE_DOWN = "face down"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Rules:
    """What an activity promised about its cards."""

    key: str
    attribution: Attribution
    face_down: bool
    open: bool
    labelled: Labels = field(default_factory=Labels)
    """The role groups and own voices large enough to be told on a card."""

    def role_told(self, role_group: str) -> RoleGroup | None:
        """The group that a card is labelled with; None where the label would name a person."""
        group = _GROUPS[role_group]
        if self.attribution is Attribution.ROLE and group not in self.labelled.groups:
            return None
        return group

    def voice_told(self, voice: str) -> str:
        """The name of an own voice as a label; "" where the role group stands in its place."""
        return self.labelled.voices.get(voice, "")


@dataclass(frozen=True, slots=True)
class CardPicture:
    """A picture of a card by its id, with the words for those who cannot see it."""

    id: str
    alt: str


@dataclass(frozen=True, slots=True)
class CardView:
    """A card as this viewer may see it; ``role`` and ``author`` only where promised.

    ``voice`` is the name of the writer's own voice where it may be told: it stands in place of the
    role group's, whose colour and sign stay.
    ``visibility``, ``hidden``, ``withdrawn``, ``late`` and ``waiting`` are for facilitators and
    for the writer.
    ``person`` tells a scribe for whom they wrote it, and nobody else.
    ``merged_into`` is the card that it is shown with; ``forward`` says that a table put it before
    the room. ``themes`` gather it, and a comment is ``about`` a card; these two are told on the
    live stream alone. ``language`` is "" for the workshop's own.
    """

    id: str
    activity: str
    kind: str
    text: str
    fields: dict[str, Any]
    role: RoleGroup | None
    author: str
    table: int | None
    starred: bool
    version: int
    revision: int
    created_at: datetime
    own: bool = False
    editable: bool = False
    private: bool = False
    hidden: bool = False
    withdrawn: bool = False
    face_down: bool = False
    late: bool = False
    waiting: bool = False
    person: str | None = None
    pictures: tuple[CardPicture, ...] = ()
    merged_into: str | None = None
    themes: tuple[str, ...] = ()
    about: str | None = None
    forward: bool = False
    language: str = ""
    translations: tuple[Translated, ...] = ()
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the live stream. ``card`` is None when it goes, or lies face down.

    ``created`` is the revision at which it came: walls are in that order.
    """

    op: Literal["add", "edit", "remove"]
    id: str
    card: CardView | None
    created: int = 0


_RULES = Prepared(
    rows_of(
        ACTIVITY_RUN.c.key,
        ACTIVITY_RUN.c.attribution,
        ACTIVITY_RUN.c.hidden,
        ACTIVITY_RUN.c.revealed,
        ACTIVITY_RUN.c.open,
    ).where(ACTIVITY_RUN.c.workshop_id == bindparam("workshop"))
)
_ATTRIBUTIONS = {str(attribution): attribution for attribution in Attribution}


def rules(session: Session, workshop_id: str) -> dict[str, Rules]:
    """The promises of every activity of this workshop, by key."""
    runs = _RULES.all(session.connection(), {"workshop": workshop_id})
    labelled = labels(session, workshop_id)
    return {
        key: Rules(key, _ATTRIBUTIONS[attribution], hidden and not revealed, is_open, labelled)
        for key, attribution, hidden, revealed, is_open in runs
    }


def sight(card: Card, rule: Rules | None, audience: Audience) -> Sight:
    """Closed by default: a card without rules, or in any unclear state, is absent."""
    if card.withdrawn or rule is None:
        return Sight.ABSENT
    if audience is Audience.FACILITATOR:
        return Sight.SHOWN
    if card.hidden or card.visibility != Visibility.ROOM:
        return Sight.ABSENT
    totals = _KINDS[card.kind].totals
    return Sight.FACE_DOWN if rule.face_down or totals else Sight.SHOWN


def _worked_on(promised: dict[str, Rules]) -> set[str]:
    """The kinds of card that people write or change in the activities open now."""
    activities = (load_playbook().activity(rule.key) for rule in promised.values() if rule.open)
    return {kind for a in activities for kind in (*a.collects, *a.about)}


def may_write(card: Card, rule: "Rules | ActivityRun", viewer: Viewer) -> bool:
    """Whether these words are this person's own, or their table's in work done by tables.

    A table's is only what the room may read. Nor is it what nobody may trace: anybody can say any
    table, and would learn from the answer at which one it was written.
    """
    if viewer.wrote(card):
        return True
    if viewer.table_no is None or card.table_no != viewer.table_no:
        return False
    untraced = rule.attribution == Attribution.ANONYMOUS or _KINDS[card.kind].anonymous
    if untraced or card.hidden or card.visibility != Visibility.ROOM or _lies_face_down(rule):
        return False
    return _made_at_tables(rule.key)


def of_table(card: Card, rule: Rules | None, viewer: Viewer) -> bool:
    """Whether a card is this person's own, or of the table where they say that they sit.

    What was written alone, under a promise that no name is shown, is a table's for those who sat
    there already when it was: whoever comes later, or says so, is not told what came from where.
    """
    if viewer.wrote(card):
        return True
    if rule is None or viewer.table_no is None or card.table_no != viewer.table_no:
        return False
    if rule.attribution is Attribution.NAMED or _made_at_tables(rule.key):
        return True
    return viewer.sat_there(card)


def _made_at_tables(key: str) -> bool:
    return load_playbook().activity(key).form is GroupForm.TABLE


def _lies_face_down(rule: "Rules | ActivityRun") -> bool:
    return rule.face_down if isinstance(rule, Rules) else rule.hidden and not rule.revealed


def label_told(card: Card, rule: Rules) -> tuple[RoleGroup | None, str]:
    """The group and the own voice that a card is labelled with; None and "" without a label."""
    if rule.attribution is Attribution.ANONYMOUS or _KINDS[card.kind].anonymous:
        return None, ""
    role = rule.role_told(card.role_group)
    return role, rule.voice_told(card.voice) if role else ""


def view_of(
    card: Card,
    rule: Rules,
    *,
    own: bool = False,
    person: str | None = None,
    pictures: tuple[CardPicture, ...] = (),
) -> CardView:
    """The card with just as much of its author as the activity promised, whoever looks."""
    secret = rule.attribution is Attribution.ANONYMOUS or _KINDS[card.kind].anonymous
    named = rule.attribution is Attribution.NAMED and not secret
    role, voice = label_told(card, rule)
    return CardView(
        id=card.id,
        activity=card.activity,
        kind=card.kind,
        text=card.text,
        fields=card.fields,
        role=role,
        author=card.author_name if named else "",
        table=card.table_no if named else None,
        starred=card.starred,
        version=card.version,
        revision=card.revision,
        created_at=card.created_at,
        own=own,
        private=card.visibility != Visibility.ROOM,
        hidden=card.hidden,
        withdrawn=card.withdrawn,
        face_down=rule.face_down,
        late=card.late,
        waiting=card.waiting,
        person=person,
        pictures=pictures,
        merged_into=card.merged_into,
        forward=card.forward,
        language=card.language,
        translations=translated(card.translations, card.version) if card.translations else (),
        voice=voice,
    )


_ALL = (
    rows_of(CARD)
    .where(CARD.c.workshop_id == bindparam("workshop"))
    .order_by(CARD.c.created_revision, CARD.c.id)
)
_SINCE = Prepared(_ALL.where(CARD.c.revision > bindparam("since")))
_EVERY = Prepared(_ALL)
_LINKS = (
    rows_of(LINK.c.from_id, LINK.c.name, LINK.c.to_id)
    .where(LINK.c.workshop_id == bindparam("workshop"))
    .order_by(LINK.c.id)
)


@dataclass(frozen=True, slots=True)
class Nameless:
    """A card whose writer nobody can look up, for whoever holds the pen that marked it."""

    mark: str
    view: CardView


@dataclass(frozen=True, slots=True)
class News:
    """What changed, oldest first, and each writer's own changed cards, newest first.

    ``nameless`` are those that say for themselves whose they are, and to nobody else. ``seats``
    are the people without a device, by who writes for them.
    """

    changes: list[Change]
    own: dict[str, list[CardView]]
    nameless: tuple[Nameless, ...] = ()
    seats: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def own_of(self, person_id: str | None, pen: bytes) -> list[CardView]:
        """What a person wrote, by name and by pen."""
        mine = marked_by(self.nameless, person_id, self.seats.get(person_id or "", ()), pen)
        return [*self.own.get(person_id or "", ()), *mine]


def marked_by(
    nameless: Iterable[Nameless], person_id: str | None, seats: Sequence[str], pen: bytes
) -> list[CardView]:
    """Those of the cards that this pen marked, for this person or for somebody they write for."""
    if person_id is None or not pen:
        return []
    return [
        replace(one.view, person=person if person in seats else None)
        for one in nameless
        for person in (person_id, *seats)
        if hmac.compare_digest(mark_of(pen, one.view.id, person), one.mark)
    ]


@dataclass(frozen=True, slots=True)
class CardsRead:
    """Cards as they were read, with what is shown of them."""

    cards: list[Card]
    shown: Mapping[str, tuple[CardPicture, ...]]
    changes: list[Change]


def changed_cards(
    session: Session,
    workshop_id: str,
    audience: Audience,
    since: int | None,
    promised: Mapping[str, Rules],
) -> CardsRead:
    """The cards changed after ``since``, all for None, and what an audience is told of each."""
    cards = card_rows(session, workshop_id, since=since)
    if not cards:
        return CardsRead([], {}, [])
    shown = pictures(session, workshop_id, None if since is None else [card.id for card in cards])
    lies = lies_of(session, workshop_id, cards, since)
    gone = _gone_with(session, lies.about, promised, audience)
    found = (
        _change(card, promised.get(card.activity), audience, since, shown, lies, card.id in gone)
        for card in cards
    )
    return CardsRead(cards, shown, [one for one in found if one is not None])


def news(
    session: Session,
    workshop_id: str,
    audience: Audience,
    since: int | None,
    promised: Mapping[str, Rules] | None = None,
    *,
    own: bool = True,
) -> News:
    """What changed after revision ``since``; all that is there for None.

    ``promised`` are the rules of now, where they are known. Without ``own`` nothing is said of
    whose a card is: a wall is told after every card, and asking who writes for whom looks at
    everybody in the room.
    """
    promised = rules(session, workshop_id) if promised is None else promised
    read = changed_cards(session, workshop_id, audience, since, promised)
    if not own:
        return News(read.changes, {})
    cards, shown = read.cards, read.shown
    scribes = _scribes(session, workshop_id) if cards else {}
    mine: dict[str, list[CardView]] = {}
    nameless: list[Nameless] = []
    for card in reversed(cards):
        rule = promised.get(card.activity)
        if rule is None or not (card.author_id or card.author_mark):
            continue
        scribe = scribes.get(card.author_id or "")
        person = card.author_id if scribe else None
        view = view_of(card, rule, own=True, person=person, pictures=shown.get(card.id, ()))
        if card.author_id is not None:
            mine.setdefault(scribe or card.author_id, []).append(view)
        elif card.author_mark:
            nameless.append(Nameless(card.author_mark, view))
    seats: dict[str, tuple[str, ...]] = {}
    for seated, writes in scribes.items():
        seats[writes] = (*seats.get(writes, ()), seated)
    return News(read.changes, mine, tuple(nameless), seats)


_SCRIBES = Prepared(
    rows_of(PERSON.c.id, PERSON.c.scribe_id).where(
        PERSON.c.workshop_id == bindparam("workshop"), PERSON.c.scribe_id.is_not(None)
    )
)
_PICTURES = (
    rows_of(MEDIA.c.card_id, MEDIA.c.id, MEDIA.c.alt)
    .where(MEDIA.c.workshop_id == bindparam("workshop"))
    .order_by(MEDIA.c.created_at, MEDIA.c.id)
)

_PICTURES_OF = _PICTURES.where(MEDIA.c.card_id.in_(bindparam("cards", expanding=True)))
_PICTURES_OF_ONE = Prepared(_PICTURES.where(MEDIA.c.card_id == bindparam("card")))
_ONE_BY_ONE = 4
"""So few cards that asking for each is cheaper than for a list, which is compiled anew."""


def _scribes(session: Session, workshop_id: str) -> dict[str, str]:
    """Who writes for whom: the scribe of everybody without a device of their own."""
    rows = _SCRIBES.all(session.connection(), {"workshop": workshop_id})
    return {row.id: row.scribe_id for row in rows}


def pictures(
    session: Session, workshop_id: str, cards: Iterable[str] | None = None
) -> dict[str, tuple[CardPicture, ...]]:
    """The pictures of these cards, or of all, by card and oldest first; not what they show."""
    asked = {"workshop": workshop_id}
    connection, of = session.connection(), None if cards is None else list(cards)
    rows: Iterable[Any]
    if of is None:
        rows = connection.execute(_PICTURES, asked)
    elif len(of) <= _ONE_BY_ONE:
        each = [_PICTURES_OF_ONE.all(connection, {**asked, "card": one}) for one in of]
        rows = chain.from_iterable(each)
    else:
        rows = connection.execute(_PICTURES_OF, {**asked, "cards": of})
    found: dict[str, tuple[CardPicture, ...]] = {}
    for card_id, own, alt in rows:
        found[card_id] = (*found.get(card_id, ()), CardPicture(own, alt))
    return found


_OF_IDS = rows_of(CARD).where(CARD.c.id.in_(bindparam("cards", expanding=True)))


def _gone_with(
    session: Session, about: Mapping[str, str], promised: Mapping[str, Rules], audience: Audience
) -> frozenset[str]:
    """Comments on cards that are not there for this audience: they would tell what these say."""
    if not about:
        return frozenset()
    asked = {"cards": list(set(about.values()))}
    rows = cast("list[Card]", session.connection().execute(_OF_IDS, asked).all())
    there = {
        card.id
        for card in rows
        if sight(card, promised.get(card.activity), audience) is not Sight.ABSENT
    }
    return frozenset(comment for comment, card in about.items() if card not in there)


def _change(
    card: Card,
    rule: Rules | None,
    audience: Audience,
    since: int | None,
    shown: Mapping[str, tuple[CardPicture, ...]],
    lies: Lies,
    gone: bool,
) -> Change | None:
    seen = Sight.ABSENT if gone else sight(card, rule, audience)
    if seen is Sight.ABSENT or rule is None:
        # What was never there for anybody needs no farewell: not even its id is told.
        private = audience is Audience.ROOM and card.visibility != Visibility.ROOM
        never = since is None or private or card.revision == card.created_revision
        return None if never else Change("remove", card.id, None, card.created_revision)
    op: Literal["add", "edit"] = "add" if since is None or card.created_revision > since else "edit"
    if seen is not Sight.SHOWN:
        return Change(op, card.id, None, card.created_revision)
    seen_with = view_of(card, rule, pictures=shown.get(card.id, ()))
    themes, about = lies.themes.get(card.id, ()), lies.about.get(card.id)
    told = replace(seen_with, themes=themes, about=about) if themes or about else seen_with
    return Change(op, card.id, told, card.created_revision)


def shown_to_room(
    session: Session, workshop_id: str, cards: Iterable[Card], promised: Mapping[str, Rules]
) -> frozenset[str]:
    """Those of the cards whose words the room reads now."""
    gone = _gone_with(session, about_which(session, workshop_id), promised, Audience.ROOM)
    return frozenset(
        card.id
        for card in cards
        if card.id not in gone
        and sight(card, promised.get(card.activity), Audience.ROOM) is Sight.SHOWN
    )


def own_cards(session: Session, viewer: Viewer, ids: Iterable[str] | None = None) -> list[CardView]:
    """The cards this person wrote, for others too, newest first, withdrawn ones included."""
    if viewer.person_id is None:
        return []
    promised = rules(session, viewer.workshop_id)
    wanted = select(Card).where(
        Card.workshop_id == viewer.workshop_id,
        or_(
            col(Card.author_id).in_([viewer.person_id, *viewer.people]),
            col(Card.author_mark).is_not(None),
        ),
    )
    if ids is not None:
        wanted = wanted.where(col(Card.id).in_(list(ids)))
    rows = session.exec(wanted.order_by(col(Card.created_revision).desc(), col(Card.id)))
    cards = [card for card in rows if viewer.wrote(card)]
    shown = pictures(session, viewer.workshop_id, [card.id for card in cards])
    return [
        view_of(
            c,
            promised[c.activity],
            own=True,
            person=voice if (voice := viewer.voice_of(c)) in viewer.people else None,
            pictures=shown.get(c.id, ()),
        )
        for c in cards
        if c.activity in promised
    ]


@dataclass(frozen=True, slots=True)
class CardReading:
    """What decides, beside a card's own row, how one viewer reads it.

    Where two are equal, a card that has not changed is read as it was before.
    """

    promised: dict[str, Rules]
    pictures: dict[str, tuple[CardPicture, ...]]
    gone: frozenset[str]
    """Comments on cards that are not there for this viewer."""

    @classmethod
    def of(cls, session: Session, viewer: Viewer) -> "CardReading":
        promised = rules(session, viewer.workshop_id)
        about = about_which(session, viewer.workshop_id)
        gone = _gone_with(session, about, promised, audience_of(viewer))
        return cls(promised, pictures(session, viewer.workshop_id), gone)

    def views(self, cards: Iterable[Card], viewer: Viewer) -> dict[str, CardView]:
        """Those of the cards that this viewer may read, without their links."""
        audience, worked_on = audience_of(viewer), _worked_on(self.promised)
        found: dict[str, CardView] = {}
        for card in cards:
            rule = self.promised.get(card.activity)
            own = viewer.wrote(card)
            seen = Sight.ABSENT if card.id in self.gone else sight(card, rule, audience)
            if rule is None or not (seen is Sight.SHOWN or (own and not card.withdrawn)):
                continue
            at_work = rule.open or card.kind in worked_on
            editable = viewer.is_facilitator or (at_work and may_write(card, rule, viewer))
            view = view_of(card, rule, own=own, pictures=self.pictures.get(card.id, ()))
            fields = view.fields if own or editable else told_fields(view)
            late = view.late and (own or viewer.is_facilitator)  # who writes slowly is not marked
            found[card.id] = replace(view, editable=editable, fields=fields, late=late)
        return found


def audience_of(viewer: Viewer) -> Audience:
    return Audience.FACILITATOR if viewer.is_facilitator else Audience.ROOM


def cards_for(
    session: Session,
    viewer: Viewer,
    *,
    kinds: Sequence[str] | None = None,
    activity: str | None = None,
) -> list[CardView]:
    """The cards this viewer may read, oldest first, with their links to cards they may read.

    A participant also sees their own cards that are private or still face down.
    """
    wanted = _ALL
    if kinds is not None:
        wanted = wanted.where(CARD.c.kind.in_(list(kinds)))
    if activity is not None:
        wanted = wanted.where(CARD.c.activity == activity)
    cards = card_rows(session, viewer.workshop_id, wanted)
    found = CardReading.of(session, viewer).views(cards, viewer)
    return list(with_links(session, viewer.workshop_id, found).values())


def card_rows(
    session: Session, workshop_id: str, wanted: Select[Any] = _ALL, since: int | None = None
) -> list[Card]:
    """The cards of a workshop, oldest first; those changed after ``since``, where that is said."""
    connection, asked = session.connection(), {"workshop": workshop_id}
    # Rows have the columns of Card as attributes and cost a quarter of mapped objects.
    if wanted is not _ALL:
        if since is not None:
            wanted = wanted.where(CARD.c.revision > since)
        return cast("list[Card]", connection.execute(wanted, asked).all())
    if since is None:
        return cast("list[Card]", _EVERY.all(connection, asked))
    return cast("list[Card]", _SINCE.all(connection, {**asked, "since": since}))


def shows_who(card: CardView) -> bool:
    """So few people that the group may show who they are."""
    size = card.fields.get("size") if card.kind == CardKind.SEGMENT else None
    return size is not None and int(size) < FEWEST_PEOPLE


def told_fields(card: CardView) -> dict[str, Any]:
    """The fields that others may read: how many are in a group only where they are not few."""
    if not shows_who(card):
        return card.fields
    return {name: said for name, said in card.fields.items() if name not in SIZE}


def with_links(
    session: Session, workshop_id: str, found: Mapping[str, CardView]
) -> dict[str, CardView]:
    """The same cards with what each of them rests on now."""
    links: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in session.connection().execute(_LINKS, {"workshop": workshop_id}):
        if row.from_id in found:
            named = links.setdefault(row.from_id, {})
            named[row.name] = (*named.get(row.name, ()), row.to_id)
    return {
        one: card if card.links == (now := links.get(one, {})) else replace(card, links=now)
        for one, card in found.items()
    }
