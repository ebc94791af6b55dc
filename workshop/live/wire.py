"""Read models as the JSON of the API. Nothing else decides what goes over the wire."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeVar, cast

import orjson

from workshop.db import iso, now
from workshop.domain.grace import GRACE
from workshop.enums import Attribution
from workshop.kinds import KINDS, CardKind, field_spec
from workshop.kinds.languages import Translated
from workshop.library import load_library
from workshop.live.answers.cards import (
    DoingAnswer,
    FaceDown,
    OwnCardAnswer,
    ShownCard,
    SteeredCard,
    TakingAnswer,
    Tapped,
    TappedOnto,
)
from workshop.live.answers.room import (
    ActivityAnswer,
    AskAnswer,
    EitherAnswer,
    InLanguages,
    MeAnswer,
    OnProjector,
    OptionAsked,
    RoomAnswer,
    RoundAnswer,
    SaidOtherwise,
    SecondKind,
    ShownAnswer,
    ShownNowAnswer,
    VoteAnswer,
)
from workshop.playbook import TEXT, Activity, Playbook, load_playbook
from workshop.queries.cards import CardView, Change
from workshop.queries.people.scribes import Seat
from workshop.queries.projector import Showing, case_in
from workshop.queries.room import RoomState, RunState
from workshop.queries.threads.dealt import Dealt
from workshop.queries.threads.forwarded import PutUp
from workshop.queries.threads.taking import Doing, Offered, Taking
from workshop.queries.viewer import Viewer
from workshop.queries.votes.rounds import Option, RoundState

T = TypeVar("T")


def room_json(state: RoomState) -> RoomAnswer:
    """The room's state for everybody: the same for a phone, the console and the wall."""
    following = state.next_activity
    return {
        "code": state.code,
        "title": state.title,
        "revision": state.revision,
        "now": iso(now()) or "",
        "closed": state.closed,
        "state": "closed" if state.closed else "open",
        "paused": state.paused,
        "locked": state.locked,
        "life_question": state.life_question,
        "people": state.people,
        "facilitators": state.facilitators,
        "done": state.done,
        "hands": state.hands,
        "last_hand": iso(state.last_hand),
        "tables": list(state.tables),
        "activity": _activity_json(state.current, state) if state.current else None,
        "next": {"key": following.key, "title": following.title} if following else None,
        "projector": _projector_json(state),
    }


def _projector_json(state: RoomState) -> OnProjector:
    if state.item is None:
        show, _, theme = state.projector.partition(":")
        return {"show": "themes", "theme": theme} if theme else {"show": show}
    return {"show": "item", "item": _shown_json(state.item)}


def shown_json(state: RoomState, reader: str) -> ShownNowAnswer:
    """What the big screen shows, a case in the language of whoever reads."""
    if state.item is None or state.item.kind != "case":
        return {"projector": _projector_json(state)}
    library = load_library(state.language)
    case = library.case(state.projector.partition(":")[2])
    item = _shown_json(case_in(library, case, reader))
    return {"projector": {"show": "item", "item": item}}


def _shown_json(item: Showing) -> ShownAnswer:
    found = {name: value for name, value in asdict(item).items() if value is not None}
    del found["language"], found["translations"]
    return cast(ShownAnswer, found | spoken(item))


def _activity_json(run: RunState, state: RoomState) -> ActivityAnswer:
    language = state.language
    playbook = load_playbook(language)
    activity = run.activity
    stage = playbook.stage(activity.stage)
    kind = activity.collects[0] if activity.collects else None
    return {
        "key": activity.key,
        "stage": activity.stage,
        "stage_title": stage.plain or stage.title,
        "title": activity.title,
        "prompt": activity.prompt,
        "hint": activity.hint or "",
        "way": activity.way,
        "form": activity.form,
        "together": playbook.words.forms[activity.form],
        "steps": list(activity.steps),
        "open": run.open,
        "revealed": run.revealed or not run.hidden,
        "hidden": run.hidden,
        "private": activity.private,
        "ends_at": None if run.left is not None else iso(run.ends_at),
        "left": None if run.left is None else max(0, round(run.left.total_seconds())),
        "closes_at_end": run.closes_at_end,
        "late_until": None if run.open or not run.ended_at else iso(run.ended_at + GRACE),
        "attribution": run.attribution,
        "sorting": run.sorting and run.open,
        "forward": activity.forward is not None,
        "promise": _promise(run, playbook, kind),
        "kind": kind,
        "box": kind is not None,
        "about": list(activity.about),
        "takes": bool(activity.takes or activity.shows) or len(activity.offered) > 1,
        "adds": activity.adds,
        "max": KINDS[kind].text_max if kind else 0,
        "writers": list(activity.writers),
        "answer": _answer_json(activity, language),
        "either": [_either_json(run, one, language) for one in activity.either],
        "asks": [_ask_json(kind, name, language) for name in activity.asks] if kind else [],
        "face_down": run.face_down,
        "cards": run.cards,
        "vote": _vote_json(state.vote, run) if state.vote else None,
        "split": list(state.split),
        "dealt": [flat(one) for one in state.dealt],
        "tracks": list(run.tables),
    }


def _promise(run: RunState, playbook: Playbook, kind: CardKind | None) -> str:
    """What is said before people type: who will see their name, and when others read it."""
    words = playbook.words
    own = playbook.kind(kind).promise if kind else ""
    said = own or words.attribution[run.attribution]
    if run.looks_first and run.activity.collects:
        said = f"{said} {words.look_first}"
    private = run.activity.private or (kind is not None and KINDS[kind].private)
    if private:
        nameless = run.attribution is Attribution.ANONYMOUS
        return own or (f"{said} {words.write_private}" if nameless else words.write_private)
    return f"{said} {words.write_alone}" if run.hidden and not run.revealed else said


def _either_json(run: RunState, kind: CardKind, language: str) -> EitherAnswer:
    """One of the kinds between which people choose, with what is promised for it."""
    playbook = load_playbook(language)
    words = playbook.kind(kind)
    asks = [name for name in run.activity.asks if field_spec(kind, name) is not None]
    return {
        "kind": kind,
        "label": words.singular[:1].upper() + words.singular[1:],
        "promise": _promise(run, playbook, kind),
        "max": KINDS[kind].text_max,
        "asks": [_ask_json(kind, name, language) for name in asks],
    }


def _vote_json(state: RoundState, run: RunState) -> VoteAnswer:
    """The vote of the room's step, with when it ends by itself."""
    found = cast(VoteAnswer, round_json(state))
    if run.closes_at_end and (ends := iso(state.closes_at)):
        found["closes_at"] = ends
    return found


def round_json(state: RoundState) -> RoundAnswer:
    """A vote for everybody: how many have voted, and never who or what."""
    return {
        "round": state.id,
        "number": state.number,
        "method": state.method,
        "dots": state.dots,
        "open": state.open,
        "voted": state.voted,
        "could": state.could,
        "axes": flat(state.axes) if state.axes else None,
    }


def _answer_json(activity: Activity, language: str) -> SecondKind | None:
    """What the others may write where some write first: the second kind, asked in its words."""
    if not activity.writers or len(activity.collects) < 2:
        return None
    kind = activity.collects[1]
    prompt = load_playbook(language).kind(kind).text
    return {"kind": kind, "prompt": prompt, "max": KINDS[kind].text_max}


def _option(value: str, label: str) -> OptionAsked:
    return {"value": value, "label": label}


def _ask_json(kind: CardKind, name: str, language: str) -> AskAnswer:
    spec = field_spec(kind, name)
    words = load_playbook(language).kind(kind).fields[name]
    return {
        "name": name,
        "label": words.label,
        "help": words.help,
        "widget": spec.widget if spec else "short",
        "low": spec.low if spec and isinstance(spec.low, int) else None,
        "high": spec.high if spec and isinstance(spec.high, int) else None,
        "options": [_option(value, label) for value, label in words.options.items()],
    }


def taking_json(found: Taking, language: str, reader: str) -> TakingAnswer:
    """What there is to tap in an activity, with the words for each thing that can be done.

    ``reader`` is the language of whoever reads the cases.
    """
    return {
        "activity": found.activity,
        "kinds": list(found.kinds),
        "doings": [_doing_json(doing, found.reads, language) for doing in found.doings],
        "says": list(found.says),
        "reads": [{"key": one.key, **_read_json(one, language, reader)} for one in found.reads],
    }


def _read_json(dealt: Dealt, language: str, reader: str) -> ShownAnswer:
    """A lens as the room has it, which phones say themselves; a case as its reader is told it."""
    if dealt.shown.kind != "case":
        return _shown_json(dealt.shown)
    library = load_library(language)
    return _shown_json(case_in(library, library.case(dealt.key), reader))


def _from_library(
    asks: list[AskAnswer], reads: Sequence[Dealt]
) -> tuple[list[AskAnswer], dict[str, str]]:
    """The questions with what lies on the table to choose from; a single one is chosen already."""
    options = [_option(one.key, one.shown.title) for one in reads]
    named = {"case_key": "case", "lens_key": "lens"}
    given = {}
    for ask in asks:
        kind = named.get(ask["name"])
        fitting = [o for o, one in zip(options, reads, strict=True) if one.shown.kind == kind]
        if fitting:
            ask["options"] = fitting
        if len(fitting) == 1:
            given[ask["name"]] = fitting[0]["value"]
    return asks, given


def _onto_json(card: Offered) -> TappedOnto:
    return {
        "id": card.id,
        "text": card.text,
        "first": card.first,
        "said": card.said,
        "version": card.version,
        "fills": card.fills,
        **tapped(card),
    }


def tapped(card: Offered | PutUp) -> Tapped:
    """As ``spoken``; ``said`` is what such a card holds of the fields that are asked."""
    found: Tapped = {"lang": card.language} if card.language else {}
    if card.translations:
        found["translations"] = [_said_json(one) for one in card.translations]
    return found


def _doing_json(doing: Doing, reads: Sequence[Dealt], language: str) -> DoingAnswer:
    given, kind = doing.given, doing.given.kind
    words = load_playbook(language).kind(kind)
    asked = [_ask_json(kind, name, language) for name in given.asked]
    asks, known = _from_library(asked, reads)
    return {
        "kind": kind,
        "say": given.say or words.singular.capitalize(),
        "adds": not given.makes,
        "anew": doing.anew,
        "label": words.text,
        "box": TEXT in given.boxes or (given.makes and given.words is None),
        "first": list(given.boxes[: given.boxes.index(TEXT)]) if TEXT in given.boxes else [],
        "carries": TEXT in given.carry,
        "max": KINDS[kind].text_max,
        "asks": asks,
        "known": known,
        "onto": [_onto_json(card) for card in doing.onto],
        "taps": [
            {
                "link": tap.link,
                "label": words.links[tap.link],
                "least": tap.least,
                "one": tap.one,
                "alone": tap.alone,
                "cards": [
                    {
                        "id": card.id,
                        "text": card.text,
                        "first": card.first,
                        "fills": card.fills,
                        **tapped(card),
                    }
                    for card in tap.cards
                ],
            }
            for tap in doing.taps
        ],
    }


def me_json(viewer: Viewer, people: Sequence[Seat] = (), *, few: bool = False) -> MeAnswer:
    """What a device knows of its own person, and of those it writes for.

    ``few`` says that only one or two people of their group are here, so that others may guess.
    """
    return {
        "joined": viewer.person_id is not None,
        "role_group": viewer.role_group,
        "voice": viewer.voice,
        "name": viewer.name,
        "table": viewer.table_no,
        "facilitator": viewer.is_facilitator,
        "done_in": viewer.done_in,
        "hand": viewer.hand_up,
        "words": viewer.return_words,
        "few": few,
        "people": [
            {
                "id": seat.id,
                "role_group": seat.role_group,
                "voice": seat.voice,
                "name": seat.name,
            }
            for seat in people
        ],
    }


def own_card_json(card: CardView) -> OwnCardAnswer:
    """A card as its writer sees it; ``person`` is who it was written for, on a table's device."""
    return {
        "id": card.id,
        "activity": card.activity,
        "text": card.text,
        "fields": card.fields,
        "version": card.version,
        "revision": card.revision,
        "withdrawn": card.withdrawn,
        "hidden": card.hidden,
        "late": card.late,
        "waiting": card.waiting,
        "person": card.person,
        "pictures": [flat(picture) for picture in card.pictures],
        **spoken(card),
    }


def change_json(change: Change, language: str) -> ShownCard | FaceDown:
    """One line of ``event: cards``; a card that lies face down is its id and nothing else."""
    card = change.card
    if card is None:
        return {"op": change.op, "id": change.id}
    role = load_playbook(language).words.role_groups[card.role].label if card.role else None
    role = card.voice or role
    found = {
        "op": change.op,
        "id": card.id,
        "activity": card.activity,
        "kind": card.kind,
        "text": card.text,
        "starred": card.starred,
    }
    pictures = [flat(picture) for picture in card.pictures] or None
    optional: dict[str, Any] = {
        "role": card.role,
        "role_label": role,
        "author": card.author or None,
        "head": _first_half(card, language),
        "more": _second_half(card, language),
        "themes": card.themes or None,
        "merged_into": card.merged_into,
        "forward": card.forward or None,
        "about": card.about,
        "colour": card.fields.get("colour") if card.kind == CardKind.THEME else None,
        "version": card.version if card.kind == CardKind.THEME else None,
        "pictures": pictures,
        **spoken(card),
    }
    return cast(ShownCard, found | {k: value for k, value in optional.items() if value is not None})


def spoken(card: CardView | Option | Showing) -> InLanguages:
    """The language of a card's words where it is not the workshop's, and its translations."""
    found: InLanguages = {"lang": card.language} if card.language else {}
    if card.translations:
        found["said"] = [_said_json(one) for one in card.translations]
    return found


def _said_json(one: Translated) -> SaidOtherwise:
    found: SaidOtherwise = {"lang": one.language, "text": one.text}
    return {**found, "older": True} if one.older else found


def flat(found: T) -> T:
    """A dataclass as the dict that is its JSON; for whoever checks types it stays what it was."""
    return cast(T, asdict(found))  # type: ignore[call-overload]


_AFTER: Mapping[str, str] = {CardKind.BELIEF: "now_think"}
_BEFORE: Mapping[str, str] = {CardKind.REFRAME: "before"}


def _first_half(card: CardView, language: str) -> str | None:
    """What stands before the words of a card whose words come second: “From: …”, then “To:”."""
    said = _half(card, _BEFORE, language)
    if said is None:
        return None
    words = load_playbook(language).kind(CardKind(card.kind))
    return f"{said}\n{words.text.partition(':')[0]}:"


def _second_half(card: CardView, language: str) -> str | None:
    """What the wall adds to a card whose words are the first of two: “Now I think …”."""
    return _half(card, _AFTER, language)


def _half(card: CardView, names: Mapping[str, str], language: str) -> str | None:
    name = names.get(card.kind)
    said = card.fields.get(name) if name else None
    if not name or not said:
        return None
    label = load_playbook(language).kind(CardKind(card.kind)).fields[name].label
    return f"{label.partition(':')[0]}: {said}" if ":" in label else f"{label} {said}"


def facilitator_json(change: Change, language: str) -> SteeredCard | FaceDown:
    """As ``change_json``, with what only the console may know of the card's state."""
    found = change_json(change, language)
    card = change.card
    if card is None:
        return found
    return {
        **cast(ShownCard, found),
        "private": card.private,
        "hidden": card.hidden,
        "face_down": card.face_down,
        "late": card.late,
        "waiting": card.waiting,
        "version": card.version,
    }


def dump(value: object) -> bytes:
    """Compact JSON in UTF-8."""
    return orjson.dumps(value)


def event(name: str, value: object, at: str | None = None) -> bytes:
    """One server-sent event (HTML Living Standard, section 9.2); JSON holds no bare line end."""
    return event_of(name, dump(value), at)


def event_of(name: str, said: bytes, at: str | None = None) -> bytes:
    """As ``event``, of JSON that was said before."""
    head = f"event: {name}\nid: {at}\ndata: " if at else f"event: {name}\ndata: "
    return b"%b%b\n\n" % (head.encode(), said)
