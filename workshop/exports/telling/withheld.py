"""What each edition may hold of the cards, and plain sentences on what it leaves out.

- **Full**, for the team: what the room could see. What was taken back or hidden, written for the
  facilitator alone or never turned over stays in the archive, and so do worries and concerns.
- **Shareable**, for anyone: the same without names, and without people's own words unless they
  said yes.

With roles only, names go from the fields that hold them, the lists of people go as a whole, and
each part of each name that somebody gave is taken out of other people's words too. That cannot
find a name which nobody gave, so whoever shares a file should still read it once.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from workshop.enums import RoleGroup
from workshop.errors import Sentence, numbered
from workshop.exports.telling.edition import Edition
from workshop.exports.telling.names import NAME_GONE, without_names
from workshop.exports.telling.record import CardRecord, Report
from workshop.kinds import KINDS, CardKind, Mark, marked
from workshop.kinds.languages import translated
from workshop.queries.cards import FEWEST_PEOPLE, SIZE, CardView
from workshop.queries.insights import Sharing, awaits_yes, sharing
from workshop.queries.money.budget import read_budget
from workshop.queries.people.groups import Headcount, Labels
from workshop.queries.segments import too_small
from workshop.queries.told import told, told_fields

SPEAKER = ("speaker",)
NAMELESS = Sentence("Names are left out: you read which group somebody belongs to, not who it was.")


@dataclass(frozen=True, slots=True)
class Shared:
    """The cards of an edition, oldest first, with sentences on what it does not hold."""

    cards: tuple[CardView, ...]
    left_out: tuple[str, ...]
    words: Callable[[str], str]
    """Any other text as this edition may show it."""
    without_picture: frozenset[str]
    """Cards that stay, but without the picture on them: nobody asked who is in it."""


def share(report: Report, edition: Edition) -> Shared:
    """Choose and cut the cards of a report for an edition."""
    cards = card_views(report)
    why = {card.id: _reason(card, edition) for card in cards}
    why |= {card.id: "said about it" for card in cards if _is_about(card, why)}
    kept = [card for card in cards if not why[card.id]]
    counts = Counter(reason for reason in why.values() if reason not in ("", _TAKEN_BACK))
    roles = edition.names == "roles"
    words = without_names(given_names(report, cards)) if roles else _as_typed
    cut = Counter[str]()
    guarded = _own_pay(kept)
    made = [_cut(card, edition, words, guarded, cut) for card in kept]
    if roles:
        groups = labels_of(report).groups
        made = [card if card.role in groups else replace(card, role=None) for card in made]
        made = [replace(one, voice=words(one.voice) if one.role else "") for one in made]
    ids = frozenset(card.id for card in made)
    bare = frozenset() if edition.is_whole else _pictures_kept_back(report, kept)
    cut["on cards"] = sum(picture.card in bare for picture in report.pictures)
    return Shared(
        cards=tuple(replace(card, links=_links(card, ids)) for card in made),
        left_out=_sentences(edition, counts, cut),
        words=words,
        without_picture=bare,
    )


def _pictures_kept_back(report: Report, cards: Iterable[CardView]) -> frozenset[str]:
    """Cards of other kinds than pictures: they do not say whether the people in it agreed."""
    others = {card.id for card in cards if card.kind != CardKind.PICTURE}
    return frozenset(picture.card for picture in report.pictures if picture.card in others)


def card_views(report: Report) -> tuple[CardView, ...]:
    """Every card of a report as the facilitator reads it, under the report's own names."""
    runs = {run.key: run for run in report.activities}
    voices = labels_of(report).voices
    links: dict[str, dict[str, tuple[str, ...]]] = {}
    for link in report.links:
        named = links.setdefault(link.source, {})
        named[link.name] = (*named.get(link.name, ()), link.target)

    def view(card: CardRecord) -> CardView:
        run = runs.get(card.activity)
        return CardView(
            id=card.key,
            activity=card.activity,
            kind=card.kind,
            text=card.text,
            fields=dict(card.fields),
            role=card.role_group,
            author=card.author_name,
            table=card.table_no,
            starred=card.starred,
            version=card.version,
            revision=card.revision,
            created_at=card.created_at,
            private=card.visibility != "room",
            hidden=card.hidden,
            withdrawn=card.withdrawn,
            late=card.late,
            # A card of a step that is not there was never shown to anybody.
            face_down=run is None or (run.hidden and not run.revealed),
            merged_into=card.merged_into,
            language=card.language,
            translations=translated(card.translations, card.version),
            links=links.get(card.key, {}),
            voice=voices.get(card.voice, "") if card.role_group else "",
        )

    return tuple(view(card) for card in report.cards)


_TAKEN_BACK = "taken back"


def _reason(card: CardView, edition: Edition) -> str:
    """Why an edition leaves a card out; "" for one that it holds."""
    kind = CardKind(card.kind)
    words = KINDS[kind].words
    if card.withdrawn:
        return _TAKEN_BACK
    if card.hidden:
        return "hidden"
    if words is Mark.CONFIDED:
        return "confidence"
    if edition.names == "roles" and words is Mark.NAME:
        return "people"
    if card.private or KINDS[kind].private:
        return "private"
    if card.face_down:
        return "face down"
    if KINDS[kind].totals:
        return "totals"
    if kind is CardKind.PICTURE and not (edition.is_whole or _may_show_picture(card)):
        return "pictures"
    if edition.audience == "full":
        return ""
    if words is Mark.QUOTE and sharing(card) is not Sharing.YES:
        return "stories"
    if kind is CardKind.SEGMENT and too_small(card):
        return "few people"
    return ""


def labels_of(report: Report) -> Labels:
    """The groups that may stand where a name stood, as the room tells them on its cards."""
    people = [((one.role_group, one.voice), one.is_facilitator) for one in report.people]
    sizes = Counter(share for share, facilitates in people if not facilitates)
    standing = [card for card in report.cards if not card.withdrawn]
    roster = [card.fields for card in standing if card.kind == CardKind.ROSTER_ENTRY]
    listed = Counter(RoleGroup(str(one["role_group"])) for one in roster if one.get("role_group"))
    beside = {share for share, facilitates in people if facilitates}
    beside |= {(card.role_group, card.voice) for card in standing if card.role_group}
    names = {str(one["key"]): str(one["name"]) for one in report.workshop.voices}
    return Headcount(sizes, listed, beside).labels(names)


def _is_about(card: CardView, why: Mapping[str, str]) -> bool:
    """Whether a comment would stay alone: what was said of a card can tell what the card says."""
    about = card.links.get("about", ()) if card.kind == CardKind.COMMENT else ()
    return not why[card.id] and any(why.get(one, "gone") for one in about)


def _may_show_picture(card: CardView) -> bool:
    """A drawing unless somebody said no; a photo, or what may be one, only with a yes."""
    agreed = card.fields.get("people_agreed")
    drawn = card.fields.get("sort") in ("drawing", "icons", "poster")
    return agreed is True or (drawn and agreed is None)


def _own_pay(cards: Iterable[CardView]) -> frozenset[str]:
    """Money lines that may show what one person earns."""
    return frozenset(line.card.id for line in read_budget(cards).lines if line.guarded)


def _cut(
    card: CardView,
    edition: Edition,
    words: Callable[[str], str],
    guarded: frozenset[str],
    cut: Counter[str],
) -> CardView:
    """The card without the fields that this edition does not hold; ``cut`` counts them."""
    kind = CardKind(card.kind)
    gone: set[str] = set()
    if edition.audience == "shareable":
        gone.update(marked(kind, Mark.CONFIDED))
    if awaits_yes(card):
        gone.update(marked(kind, Mark.WITH_QUOTE) if edition.audience == "shareable" else SPEAKER)
    if edition.audience == "shareable" and awaits_yes(card):
        gone.update(marked(kind, Mark.QUOTE))
        cut["quotes"] += 1
    if card.id in guarded and edition.audience == "shareable":
        gone.update(marked(kind, Mark.PAY))
        cut["pay"] += 1
    if card.kind == CardKind.SEGMENT and too_small(card):
        gone |= set(SIZE)
    if edition.names == "roles":
        gone.update(marked(kind, Mark.NAME))
    kept = {name: value for name, value in card.fields.items() if name not in gone}
    fields = {name: _worded(value, words) for name, value in kept.items()}
    shown = told(replace(card, text=words(card.text)), words)
    if (shown.text, fields) != (told(card).text, kept):
        cut["in words"] += 1
    return replace(
        shown,
        fields=told_fields(card, fields),
        author="" if edition.names == "roles" else card.author,
        table=None if edition.names == "roles" else card.table,
    )


def _links(card: CardView, ids: frozenset[str]) -> dict[str, tuple[str, ...]]:
    kept = {name: tuple(one for one in to if one in ids) for name, to in card.links.items()}
    return {name: to for name, to in kept.items() if to}


def _as_typed(text: str) -> str:
    return text


def _worded(value: Any, words: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return words(value)
    return [_worded(one, words) for one in value] if isinstance(value, list) else value


def given_names(report: Report, cards: Iterable[CardView]) -> frozenset[str]:
    """Every name that somebody gave: their own, an author's, and of cards that are names."""
    names = {person.name for person in report.people}
    for card in cards:
        names.add(card.author)
        if KINDS[CardKind(card.kind)].words is Mark.NAME:
            names.add(card.text)
    return frozenset(names)


def _sentences(
    edition: Edition, cards: Mapping[str, int], cut: Mapping[str, int]
) -> tuple[str, ...]:
    said: list[str] = []
    if edition.names == "roles":
        said.append(NAMELESS)
    said += [sentence for sentence in _counted(cards, cut) if sentence.number]
    return tuple(said)


def _counted(cards: Mapping[str, int], cut: Mapping[str, int]) -> Iterator[Sentence]:
    """Each reason to leave something out, with how much of it there is: of some there is none."""
    yield numbered(
        cards["people"],
        "Left out: {n} card on one person each, such as who was invited.",
        "Left out: {n} cards on one person each, such as who was invited.",
    )
    yield numbered(
        cards["confidence"],
        "Left out: {n} card with a concern or a worry.",
        "Left out: {n} cards with a concern or a worry.",
    )
    yield numbered(
        cards["private"],
        "Left out: {n} card written for the facilitator alone.",
        "Left out: {n} cards written for the facilitator alone.",
    )
    yield numbered(
        cards["face down"],
        "Left out: {n} card that the room had not seen yet.",
        "Left out: {n} cards that the room had not seen yet.",
    )
    yield numbered(
        cards["totals"],
        "Left out: {n} card with what one person guessed.",
        "Left out: {n} cards with what one person guessed.",
    )
    yield numbered(
        cards["hidden"],
        "Left out: {n} card that the facilitator hid from the room.",
        "Left out: {n} cards that the facilitator hid from the room.",
    )
    yield numbered(
        cards["stories"],
        "Left out: {n} card with what somebody told, without a yes to share it.",
        "Left out: {n} cards with what somebody told, without a yes to share it.",
    )
    yield numbered(
        cards["pictures"],
        "Left out: {n} card with a picture, without a yes from the people in it.",
        "Left out: {n} cards with a picture, without a yes from the people in it.",
    )
    yield numbered(
        cards["said about it"],
        "Left out: {n} card with a comment on a card that is left out.",
        "Left out: {n} cards with a comment on a card that is left out.",
    )
    yield numbered(
        cards["few people"],
        "Left out: {n} card on a group of fewer than {fewest} people.",
        "Left out: {n} cards on a group of fewer than {fewest} people.",
        fewest=str(FEWEST_PEOPLE),
    )
    yield numbered(
        cut["quotes"],
        "Left out: {n} quote that nobody has said yes to sharing.",
        "Left out: {n} quotes that nobody has said yes to sharing.",
    )
    yield numbered(
        cut["on cards"],
        "Left out: {n} picture on cards, since nobody was asked.",
        "Left out: {n} pictures on cards, since nobody was asked.",
    )
    yield numbered(
        cut["pay"],
        "Left out: {n} amount that may show what one person earns.",
        "Left out: {n} amounts that may show what one person earns.",
    )
    yield numbered(
        cut["in words"],
        "On {n} card somebody’s words held a name. It says “{gone}” in it.",
        "On {n} cards somebody’s words held a name. It says “{gone}” in them.",
        gone=NAME_GONE,
    )
