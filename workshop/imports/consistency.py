"""Does an archive hang together? Every reference, every card and every undo step is looked at."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from workshop.domain.people.own_voices import MOST_VOICES
from workshop.domain.pictures import MOST_PICTURES, NewPicture
from workshop.domain.recordings.keeping import MOST_RECORDINGS, MOST_TOGETHER, NewRecording
from workshop.domain.themes.placements import BOARD
from workshop.domain.threads.choices import TAKEN_ON
from workshop.domain.undo_redo import FACILITATING, HIDING, UNDOABLE, brings_in
from workshop.drafts import OwnVoice, StepWords, skeleton
from workshop.enums import Visibility, VoteMethod
from workshop.errors import InvalidInputError, NotFoundError, SettingsError
from workshop.exports.telling.collect import renamed, renamed_item
from workshop.exports.telling.record import (
    AuditRecord,
    CardLanguage,
    CardRecord,
    ChoiceRecord,
    PersonRecord,
    PictureRecord,
    Position,
    RecordingRecord,
    Report,
    Translations,
)
from workshop.imports.archive_file import refuse
from workshop.imports.board_steps import check_board_step, check_merged
from workshop.imports.plan_steps import check_plan_step
from workshop.kinds import KINDS, CardKind, fields_as_json, parse_fields, parse_text
from workshop.playbook import load_playbook
from workshop.queries.plan_history import PLAN
from workshop.queries.projector import ITEMS, PLACES, THEME

DOTS = (2, 3, 4, 5)
SAYS = {
    VoteMethod.DOTS: set(),
    VoteMethod.SCORE: {"score"},
    VoteMethod.CONSENT: {"consent"},
    VoteMethod.MATRIX: {"x", "y"},
}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")


class _CardState(BaseModel):
    """What undo may write back into a card: the columns that ``domain.journal`` keeps of it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: str = ""
    fields: dict[str, JsonValue] = {}
    hidden: bool = False
    withdrawn: bool = False
    starred: bool = False
    visibility: Visibility = Visibility.ROOM
    position: Position = 0
    activity: str = ""
    kind: CardKind | None = None
    language: CardLanguage = ""
    translations: Translations = {}


def _redrawn(report: Report) -> tuple[PictureRecord, ...]:
    """The pictures, made new from their pixels as any upload is: what they hid goes."""
    if len(report.pictures) > MOST_PICTURES:
        refuse("pictures")
    found = []
    for place, picture in enumerate(report.pictures):
        try:
            made = NewPicture.read(picture.content, picture.alt or "?")
        except InvalidInputError:
            refuse(f"pictures.{place}.content")
        found.append(replace(picture, mime=made.mime, content=made.content))
    return tuple(found)


def _cleaned(report: Report) -> tuple[RecordingRecord, ...]:
    """The recordings, cleaned as any upload is: what they hid goes."""
    size = sum(len(one.content) for one in report.recordings)
    if len(report.recordings) > MOST_RECORDINGS or size > MOST_TOGETHER:
        refuse("recordings")
    found = []
    for place, one in enumerate(report.recordings):
        try:
            made = NewRecording.read(one.content)
        except InvalidInputError:
            refuse(f"recordings.{place}.content")
        found.append(replace(one, mime=made.mime, content=made.content))
    return tuple(found)


def checked(report: Report) -> Report:
    """The report with its words as this version stores them. Raises InvalidInputError."""
    activities = _activities(report)
    people = _once("people", (person.key for person in report.people))
    _voices(report)
    _once("cards", (card.key for card in report.cards))
    cards = {
        card.key: _card(f"cards.{place}", card, activities, people, report.workshop.revision)
        for place, card in enumerate(report.cards)
    }
    for place, card in enumerate(cards.values()):
        check_merged(f"cards.{place}", card, cards)
    names = {key: key for key in cards}
    try:
        renamed_item(report.workshop.projector, names)
    except KeyError:
        refuse("workshop.projector")
    _links(report, cards)
    for place, picture in enumerate(report.pictures):
        if picture.card not in cards:
            refuse(f"pictures.{place}.card")
    _once("recordings", (one.card for one in report.recordings))
    for place, recording in enumerate(report.recordings):
        if recording.card not in cards:
            refuse(f"recordings.{place}.card")
    _votes(report, cards, activities)
    _taken_on(report, cards, activities)
    _spending(report, cards)
    _audit(report, cards, activities, people)
    return replace(
        report,
        cards=tuple(cards.values()),
        pictures=_redrawn(report),
        recordings=_cleaned(report),
    )


def _voices(report: Report) -> None:
    """Every group of the room's own is whole, and whoever names one names one that is there."""
    found = []
    for place, one in enumerate(report.workshop.voices):
        try:
            found.append(OwnVoice.read(one))
        except InvalidInputError:
            refuse(f"workshop.voices.{place}")
    known = {"", *(one.key for one in found)}
    if len(known) <= len(found):
        refuse("workshop.voices")
    chosen = [one for one in found if not one.ended]
    if len(chosen) > MOST_VOICES or len({skeleton(one.name) for one in chosen}) < len(chosen):
        refuse("workshop.voices")
    counted = {one.key: one.role_group for one in found}
    said: dict[str, tuple[PersonRecord | CardRecord, ...]] = {
        "people": report.people,
        "cards": report.cards,
    }
    for name, rows in said.items():
        for place, row in enumerate(rows):
            if row.voice and counted.get(row.voice) is not row.role_group:
                refuse(f"{name}.{place}.voice")
    for place, vote in enumerate(report.rounds):
        if any(ballot.voice not in known for ballot in vote.ballots):
            refuse(f"rounds.{place}.ballots")


def _once(name: str, keys: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for place, key in enumerate(keys):
        if key in found:
            refuse(f"{name}.{place}.key")
        found.add(key)
    return found


def _activities(report: Report) -> set[str]:
    workshop = report.workshop
    keys = _once("activities", (run.key for run in report.activities))
    if workshop.current_activity is not None and workshop.current_activity not in keys:
        refuse("workshop.current_activity")
    if workshop.projector not in PLACES and workshop.projector.partition(":")[0] not in (
        *ITEMS,
        THEME,
    ):
        refuse("workshop.projector")
    if not _LANGUAGE.fullmatch(workshop.language):
        refuse("workshop.language")
    try:
        playbook = load_playbook(workshop.language)
        for key in keys:
            playbook.activity(key)
        for place, run in enumerate(report.activities):
            _own_words(place, run.words)
    except SettingsError:
        raise InvalidInputError(
            f"This workshop was held in the language “{workshop.language}”. Put the words of that "
            "language on this server first, then try again."
        ) from None
    except NotFoundError as problem:
        raise InvalidInputError(
            f"{problem} This archive needs it, so nothing was imported. Update this server first."
        ) from None
    return keys


def _own_words(place: int, words: Mapping[str, JsonValue]) -> None:
    try:
        StepWords.read(words)
    except InvalidInputError:
        refuse(f"activities.{place}.words")


def _card(
    where: str, card: CardRecord, activities: set[str], people: set[str], last: int
) -> CardRecord:
    if card.activity not in activities:
        refuse(f"{where}.activity")
    if card.author is not None and card.author not in people:
        refuse(f"{where}.author")
    if not card.created_revision <= card.revision <= last:
        refuse(f"{where}.revision")
    if card.withdrawn and not card.text and not card.fields:
        return card  # its words went when the workshop closed
    text, fields = _words(where, card.kind, card.text, card.fields)
    said: Translations = {
        language: {"text": _words(where, card.kind, one["text"], {})[0], "of": one["of"]}
        for language, one in card.translations.items()
    }
    return replace(card, text=text, fields=fields, translations=said)


def _words(
    where: str, kind: CardKind, text: str, fields: Mapping[str, JsonValue]
) -> tuple[str, dict[str, JsonValue]]:
    try:
        return parse_text(kind, text), fields_as_json(parse_fields(kind, fields))
    except InvalidInputError as problem:
        raise InvalidInputError(f"Nothing was imported: {where} is wrong. {problem}") from None


def _links(report: Report, cards: Mapping[str, CardRecord]) -> None:
    seen = set()
    for place, link in enumerate(report.links):
        source, target = cards.get(link.source), cards.get(link.target)
        if source is None or target is None or source is target or link in seen:
            refuse(f"links.{place}")
        spec = KINDS[source.kind].link(link.name)
        if spec is None or target.kind not in spec.to:
            refuse(f"links.{place}")
        seen.add(link)


def _votes(report: Report, cards: Mapping[str, CardRecord], activities: set[str]) -> None:
    seen = set()
    for place, found in enumerate(report.rounds):
        where = f"rounds.{place}"
        if found.activity not in activities or (found.activity, found.number) in seen:
            refuse(f"{where}.number")
        if found.method not in SAYS:
            refuse(f"{where}.method")
        if found.dots not in (DOTS if found.method == VoteMethod.DOTS else (0,)):
            refuse(f"{where}.dots")
        if not cards.keys() >= set(found.asked or ()):
            refuse(f"{where}.asked")
        seen.add((found.activity, found.number))
        for number, ballot in enumerate(found.ballots):
            chosen = [choice.card for choice in ballot.choices]
            if len(chosen) != len(set(chosen)) or not cards.keys() >= set(chosen):
                refuse(f"{where}.ballots.{number}")
            too_many = found.method == VoteMethod.DOTS and len(chosen) > found.dots
            if too_many or not all(
                _fits(VoteMethod(found.method), choice) for choice in ballot.choices
            ):
                refuse(f"{where}.ballots.{number}")


def _fits(method: VoteMethod, choice: ChoiceRecord) -> bool:
    """Whether a choice says what its method asks for, and nothing else."""
    said = {name for name in ("score", "consent", "x", "y") if getattr(choice, name) is not None}
    return said == SAYS[method]


def _taken_on(report: Report, cards: Mapping[str, CardRecord], activities: set[str]) -> None:
    seen = set()
    for place, one in enumerate(report.taken_on):
        if one.card not in cards or one.activity not in activities:
            refuse(f"taken_on.{place}.card")
        if (one.activity, one.card) in seen:
            refuse(f"taken_on.{place}.card")
        seen.add((one.activity, one.card))


def _spending(report: Report, cards: Mapping[str, CardRecord]) -> None:
    _once("spending", (str(found.revision) for found in report.spending))
    for place, found in enumerate(report.spending):
        where = f"spending.{place}"
        if found.revision > report.workshop.revision:
            refuse(f"{where}.revision")
        rows = set()
        for number, payment in enumerate(found.payments):
            line = cards.get(payment.line)
            if line is None or line.kind is not CardKind.RESOURCE_LINE or payment.row in rows:
                refuse(f"{where}.payments.{number}")
            rows.add(payment.row)


def _audit(
    report: Report, cards: Mapping[str, CardRecord], activities: set[str], people: set[str]
) -> None:
    last = done = undone = 0
    names = {key: key for key in cards}
    known = {None, *cards}
    for place, row in enumerate(report.audit):
        where = f"audit.{place}"
        if not last < row.revision <= report.workshop.revision:
            refuse(f"{where}.revision")
        last = row.revision
        if row.actor is not None and row.actor not in people:
            refuse(f"{where}.actor")
        if (row.card is None) == (row.object_type == "card") or row.card not in known:
            refuse(f"{where}.card")
        try:
            renamed(row.before, names)
            renamed(row.after, names)
        except (KeyError, TypeError, ValueError):
            refuse(f"{where}.after")
        if row.object_type == PLAN:
            check_plan_step(where, row)
        if row.actor_role in FACILITATING and row.verb in (*UNDOABLE, "undo", "redo"):
            if row.object_type == TAKEN_ON:
                _taken_on_step(where, row, activities)
            elif row.object_type == BOARD:
                check_board_step(where, row, cards)
            else:
                _undo_step(where, row, cards, activities)
            if row.verb not in UNDOABLE and brings_in(row.before, row.after):
                continue  # who added the card may be unsaid, so there is nothing to count
            taken, given = {"undo": (1, 0), "redo": (0, 1)}.get(row.verb, (0, 0))
            if done < taken or undone < given:
                refuse(f"{where}.verb")
            fresh = not taken and not given
            kept = undone if row.verb in HIDING else 0
            done, undone = done - taken + given + fresh, kept if fresh else undone + taken - given


def _taken_on_step(where: str, row: AuditRecord, activities: set[str]) -> None:
    """Undo takes these cards on, so both sides must say which, and where."""
    for payload in (row.before, row.after):
        said = payload or {}
        if said.keys() != {"activity", "chosen", "how"} or said["activity"] not in activities:
            refuse(f"{where}.before")
        if not isinstance(said["how"], str) or not isinstance(said["chosen"], list):
            refuse(f"{where}.before")


def _undo_step(
    where: str, row: AuditRecord, cards: Mapping[str, CardRecord], activities: set[str]
) -> None:
    """Undo writes these values into the card, so they must be as good as the card's own."""
    if row.card is None or (row.before or {}).keys() != (row.after or {}).keys():
        refuse(f"{where}.before")
    card = cards[row.card]
    for payload in (row.before, row.after):
        if payload is None:
            continue
        try:
            state = _CardState.model_validate_json(json.dumps(payload))
        except ValidationError:
            refuse(f"{where}.before")
        said = state.model_fields_set
        if "kind" in said and state.kind is not card.kind:
            refuse(f"{where}.before")
        if "activity" in said and state.activity not in activities:
            refuse(f"{where}.before")
        if "text" in said or "fields" in said:
            _words(where, card.kind, state.text if "text" in said else card.text, state.fields)
