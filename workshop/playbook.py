"""The method as data: stages, activities, templates and the words around them.

Everything a facilitator may want to say differently stands in ``data/method/<language>`` and
``data/templates``; this module reads it once, checks it, and answers with frozen dataclasses.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from workshop.enums import Attribution, GroupForm, RoleGroup, StageKey, Way
from workshop.errors import NotFoundError, SettingsError
from workshop.kinds import CardKind, KindWords, field_spec, load_kind_words, shared_options
from workshop.kinds.words import read_toml

DATA_DIR = Path(__file__).parent.parent / "data"
WRITE_INSIGHTS = "insights.write"
"""The activity that every template holds, and that other programs may rely on."""

_STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True, str_min_length=1)


class Gate(StrEnum):
    """What must have happened before an activity opens, unless the facilitator says otherwise."""

    INSIGHTS_EXIST = "insights-exist"
    REFRAME_AGREED = "reframe-agreed"
    STOP_LINE_SET = "stop-line-set"


Votes = Literal["dots", "score", "consent", "matrix"]


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class Axes:
    """The two lines of a map on which cards are placed, with the words at each end."""

    x: str
    x_low: str
    x_high: str
    y: str
    y_low: str
    y_high: str


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class Activity:
    """One thing that the room does.

    ``minutes`` is the full method's default. ``extra`` activities stand beside the full method:
    before the day, between sessions, or for a room that wants them. ``collects`` are the kinds
    written here, the first being the one that the room page's box makes; ``about`` are the kinds
    that are read, sorted or voted on. ``asks`` are fields beside the box on a phone.
    """

    key: str
    title: str
    purpose: str
    prompt: str
    way: Way
    form: GroupForm
    minutes: int = Field(ge=1, le=120)
    stage: StageKey
    hint: str | None = None
    aloud: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    collects: tuple[CardKind, ...] = ()
    about: tuple[CardKind, ...] = ()
    attribution: Attribution = Attribution.ROLE
    hidden: bool = False
    private: bool = False
    writers: tuple[RoleGroup, ...] = ()
    asks: tuple[str, ...] = Field(default=(), max_length=3)
    votes: Votes | None = None
    axes: Axes | None = None
    needs: tuple[Gate, ...] = ()
    extra: bool = False


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class Stage:
    """One stage of the road with its activities in their order.

    ``needs`` are the gates of the whole stage; ``note`` is a plain warning shown on its page.
    """

    key: StageKey
    title: str
    icon: str
    purpose: str
    reminder: str | None = None
    note: str | None = None
    mistakes: tuple[str, ...]
    forward: tuple[str, ...]
    needs: tuple[Gate, ...] = ()
    activities: tuple[Activity, ...]

    @property
    def full_minutes(self) -> int:
        """Minutes of the full method for this stage, without its extra activities."""
        return sum(activity.minutes for activity in self.activities if not activity.extra)


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class PlannedActivity:
    """An activity as a template plans it; what is None stays as the activity says."""

    key: str
    minutes: int = Field(ge=1, le=240)
    session: int = Field(default=1, ge=1)
    attribution: Attribution | None = None
    hidden: bool | None = None
    steps: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class Session:
    """One meeting of a template; ``after`` is the fieldwork until the next."""

    number: int = Field(ge=1)
    title: str
    minutes: int = Field(ge=1)
    after: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class Template:
    """A run sheet to start from. All minutes are working minutes, breaks not counted."""

    key: str
    order: int
    title: str
    description: str
    booked_minutes: int = Field(ge=1)
    slack_minutes: int = Field(default=0, ge=0)
    sessions: tuple[Session, ...] = ()
    activities: tuple[PlannedActivity, ...]

    def holds(self, activity: str) -> bool:
        """Whether this template plans that activity."""
        return any(planned.key == activity for planned in self.activities)


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class RoleGroupWords:
    label: str
    help: str


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class GateWords:
    """``met_in`` are the activities in which a room can meet the gate.

    A gate is looked at only where the template holds one of them.
    """

    closed: str
    to_open: str
    open_anyway: str
    met_in: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class GentleQuestion:
    """Words that people may type, and the question that the tool asks back."""

    said: tuple[str, ...]
    ask: str


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class Labelled:
    label: str
    help: str


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class Words:
    """Words that belong to no single stage."""

    life_question: str
    purpose: str
    role_groups: Mapping[RoleGroup, RoleGroupWords]
    attribution: Mapping[Attribution, str]
    ways: Mapping[Way, str]
    forms: Mapping[GroupForm, str]
    votes: Mapping[Votes, Labelled]
    gates: Mapping[Gate, GateWords]
    tips: tuple[str, ...]
    safety: tuple[str, ...]
    arrival: tuple[str, ...]
    closing: tuple[str, ...]
    gentle: tuple[GentleQuestion, ...]


@dataclass(frozen=True, kw_only=True, config=ConfigDict(arbitrary_types_allowed=True))
class Playbook:
    """The whole method in one language."""

    language: str
    stages: tuple[Stage, ...]
    templates: tuple[Template, ...]
    words: Words

    @property
    def activities(self) -> tuple[Activity, ...]:
        """Every activity, in the order of the road."""
        return tuple(activity for stage in self.stages for activity in stage.activities)

    def stage(self, key: str) -> Stage:
        """The stage of that key, or NotFoundError."""
        return _find(self.stages, key, "stage")

    def activity(self, key: str) -> Activity:
        """The activity of that key, or NotFoundError."""
        return _find(self.activities, key, "activity")

    def template(self, key: str) -> Template:
        """The template of that key, or NotFoundError."""
        return _find(self.templates, key, "template")

    def kind(self, kind: CardKind) -> KindWords:
        """The words of a kind of card."""
        return load_kind_words(self.language)[kind]


def planned_minutes(template: Template) -> int:
    """Working minutes that the template plans, its slack included."""
    return sum(planned.minutes for planned in template.activities) + template.slack_minutes


def overrun(template: Template, booked: int) -> int:
    """Minutes by which the plan is longer than the time booked; 0 where it fits."""
    return max(0, planned_minutes(template) - booked)


Found = TypeVar("Found", Stage, Activity, Template)


def _find(items: tuple[Found, ...], key: str, noun: str) -> Found:
    for item in items:
        if item.key == key:
            return item
    raise NotFoundError(f"There is no {noun} called “{key[:60]}”.")


@cache
def load_playbook(language: str = "en", root: Path = DATA_DIR) -> Playbook:
    """The method in one language, read and checked once.

    Raises:
        SettingsError: a file is missing or broken; the message names the file and the key.
    """
    method = root / "method" / language
    stages = tuple(_read_stage(method / f"{key}.toml", key) for key in StageKey)
    playbook = Playbook(
        language=language,
        stages=stages,
        templates=_read_templates(root / "templates", stages),
        words=_read_words(method / "words.toml", method.parent, language),
    )
    load_kind_words(language, method.parent)
    _check_gates(method / "words.toml", playbook)
    return playbook


Read = TypeVar("Read")


def _read(path: Path, shape: type[Read], table: Mapping[str, Any]) -> Read:
    try:
        return TypeAdapter(shape).validate_python(table)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        key = ".".join(str(part) for part in first["loc"]) or "the file"
        raise SettingsError(f"{path}: {key}: {first['msg']}.") from error


def _read_stage(path: Path, key: StageKey) -> Stage:
    table = read_toml(path)
    for activity in table.get("activities", []):
        activity["stage"] = key
    stage = _read(path, Stage, table)
    if stage.key != key:
        raise SettingsError(f"{path}: key must be “{key}”.")
    for activity in stage.activities:
        _check_activity(path, activity)
    _no_twins(path, [activity.key for activity in stage.activities])
    return stage


def _check_activity(path: Path, activity: Activity) -> None:
    def wrong(problem: str) -> SettingsError:
        return SettingsError(f"{path}: {activity.key}: {problem}.")

    if activity.asks and not activity.collects:
        raise wrong("asks needs a kind in collects")
    for name in activity.asks:
        if field_spec(activity.collects[0], name) is None:
            raise wrong(f"asks “{name}”, which {activity.collects[0]} does not have")
    if activity.way is Way.WRITE and not activity.collects:
        raise wrong("people write here, so collects needs a kind")
    if activity.way in (Way.VOTE, Way.SORT) and not activity.about:
        raise wrong("people sort or vote here, so about needs a kind")
    if (activity.votes == "matrix") != (activity.axes is not None):
        raise wrong("axes go with votes = “matrix”, and the other way round")
    if activity.way is Way.VOTE and activity.votes is None:
        raise wrong("people vote here, so votes must say how")


def _read_templates(folder: Path, stages: tuple[Stage, ...]) -> tuple[Template, ...]:
    known = {activity.key for stage in stages for activity in stage.activities}
    templates = []
    for path in sorted(folder.glob("*.toml")):
        template = _read(path, Template, read_toml(path))
        keys = [planned.key for planned in template.activities]
        if template.key != path.stem:
            raise SettingsError(f"{path}: key must be “{path.stem}”, like the file.")
        if unknown := [key for key in keys if key not in known]:
            raise SettingsError(f"{path}: activities: there is no activity “{unknown[0]}”.")
        if WRITE_INSIGHTS not in keys:
            raise SettingsError(f"{path}: activities: every template needs “{WRITE_INSIGHTS}”.")
        _no_twins(path, keys)
        _check_sessions(path, template)
        templates.append(template)
    if not templates:
        raise SettingsError(f"{folder}: there is no template. Put them back from the release.")
    return tuple(sorted(templates, key=lambda template: template.order))


def _check_sessions(path: Path, template: Template) -> None:
    numbers = [session.number for session in template.sessions] or [1]
    for planned in template.activities:
        if planned.session not in numbers:
            raise SettingsError(f"{path}: {planned.key}: there is no session {planned.session}.")


def _read_words(path: Path, method_dir: Path, language: str) -> Words:
    table = read_toml(path)
    labels = shared_options(language, method_dir)["role_group"]
    groups = table.get("role_groups", {})
    table["role_groups"] = {
        key: {"label": labels.get(key, ""), "help": help_line} for key, help_line in groups.items()
    }
    words = _read(path, Words, table)
    wanted: tuple[tuple[str, set[str], set[str]], ...] = (
        ("role_groups", set(words.role_groups), set(RoleGroup)),
        ("attribution", set(words.attribution), set(Attribution)),
        ("ways", set(words.ways), set(Way)),
        ("forms", set(words.forms), set(GroupForm)),
        ("gates", set(words.gates), set(Gate)),
        ("votes", set(words.votes), {"dots", "score", "consent", "matrix"}),
    )
    for name, given, needed in wanted:
        if missing := sorted(needed - given):
            raise SettingsError(f"{path}: {name} lacks words for {', '.join(missing)}.")
    return words


def _check_gates(path: Path, playbook: Playbook) -> None:
    known = {activity.key for activity in playbook.activities}
    for gate, words in playbook.words.gates.items():
        if unknown := [key for key in words.met_in if key not in known]:
            raise SettingsError(f"{path}: gates.{gate}: there is no activity “{unknown[0]}”.")


def _no_twins(path: Path, keys: list[str]) -> None:
    if twins := [key for key in keys if keys.count(key) > 1]:
        raise SettingsError(f"{path}: the activity “{twins[0]}” stands there twice.")
