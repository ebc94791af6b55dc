"""The method as frozen dataclasses: stages, their activities, templates and shared words."""

import dataclasses
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from workshop.enums import Attribution, GroupForm, RoleGroup, StageKey, VoteMethod, Way
from workshop.errors import NotFoundError
from workshop.kinds import KINDS, CardKind, KindWords
from workshop.playbook.thread import Decision, Forward, Given, Shown, Taken

WRITE_INSIGHTS = "insights.write"
"""The activity that every template holds, and that other programs may rely on."""

ASKED_AT_ONCE = 3
"""How many fields one screen of a phone asks for beside its box."""

_STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True, str_min_length=1, defer_build=True)


class Gate(StrEnum):
    """What must have happened before an activity opens, unless the facilitator says otherwise."""

    INSIGHTS_EXIST = "insights-exist"
    REFRAME_AGREED = "reframe-agreed"
    STOP_LINE_SET = "stop-line-set"


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
    before the day, between sessions, or for a room that wants them. ``takes``, ``gives`` and
    ``decide`` are the day's thread: what people start from, what they make of it, and what the
    room takes on as its own afterwards. ``forward`` is what each table chooses of its own for all
    to hear first. ``shows`` is what of the library each table reads
    meanwhile. ``either`` are
    kinds of ``collects`` between which each person chooses before writing. In a ``rest`` people
    arrive, eat or rest, so that it is kept when time is short.
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
    takes: tuple[Taken, ...] = ()
    gives: tuple[Given, ...] = ()
    decide: Decision | None = None
    forward: Forward | None = None
    shows: tuple[Shown, ...] = ()
    either: tuple[CardKind, ...] = ()
    attribution: Attribution = Attribution.ROLE
    hidden: bool = False
    private: bool = False
    votes: VoteMethod | None = None
    axes: Axes | None = None
    needs: tuple[Gate, ...] = ()
    extra: bool = False
    rest: bool = False

    @property
    def collects(self) -> tuple[CardKind, ...]:
        """The kinds of card that can be written here, the first of them being the phone's own.

        Where people write or work, what they add to can be written anew as well.
        """
        writes = self.way in (Way.WRITE, Way.WORK)
        kinds = (given.kind for given in self.gives if given.makes or (writes and given.fields))
        return tuple(dict.fromkeys(kinds))

    @property
    def offered(self) -> tuple[Given, ...]:
        """What people are offered to do here: the first, and whatever else has a name to tap."""
        return tuple(given for place, given in enumerate(self.gives) if place == 0 or given.say)

    @property
    def adds(self) -> bool:
        """Whether what is offered first adds to an earlier card, and makes no new one."""
        return any(not given.makes for given in self.offered[:1])

    @property
    def on_paper(self) -> tuple[Given, ...]:
        """What stands on a sheet of this step: all that phones offer, and each kind of a choice."""
        wanted = [one for one in self.gives if one in self.offered or one.kind in self.either]
        return tuple(one for one in wanted if one.makes or one.fields)

    @property
    def asks(self) -> tuple[str, ...]:
        """The first fields, three at most, that are asked beside the box of the first kind."""
        return self.gives[0].asked[:ASKED_AT_ONCE] if self.collects else ()

    @property
    def writers(self) -> tuple[RoleGroup, ...]:
        """Who alone makes the first kind; the others make the kinds after it. Empty: everyone."""
        return self.gives[0].writers if self.gives else ()

    @property
    def closes_itself(self) -> bool:
        """Whether people vote and do nothing else: it ends by itself once all have voted."""
        return self.way is Way.VOTE and self.votes is not None

    @property
    def makes_themes(self) -> bool:
        """Whether people put cards into themes here; not cards that are placed on two lines."""
        gathers = KINDS[CardKind.THEME].link("gathers")
        themed = {CardKind.THEME, *(gathers.to if gathers else ())}
        sorts = self.way is Way.SORT and self.votes is None
        return sorts and not themed.isdisjoint({*self.about, *self.collects})

    @property
    def about(self) -> tuple[CardKind, ...]:
        """The kinds that are voted on, else those that are read, sorted, added to or decided."""
        decided = (self.decide.kind,) if self.decide else ()
        if self.votes is not None and decided:
            return decided
        looked_at = self.way not in (Way.WRITE, Way.WORK)
        read = (taken.kind for taken in self.takes if looked_at)
        added_to = (given.kind for given in self.gives if not given.makes)
        return tuple(dict.fromkeys((*read, *added_to, *decided)))


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class Stage:
    """One stage of the road with its activities in their order.

    ``needs`` are the gates of the whole stage; ``note`` is a plain warning shown on its page.
    ``plain`` is its name for people who do not know the method; the title where none is given.
    """

    key: StageKey
    title: str
    plain: str = ""
    icon: str
    purpose: str
    reminder: str | None = None
    note: str | None = None
    mistakes: tuple[str, ...]
    forward: tuple[str, ...]
    needs: tuple[Gate, ...] = ()
    activities: tuple[Activity, ...]


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
    """A run sheet to start from. All minutes are working minutes, breaks not counted.

    ``board`` are the boxes of the vision board that this plan fills.
    """

    key: str
    order: int
    title: str
    description: str
    booked_minutes: int = Field(ge=1)
    slack_minutes: int = Field(default=0, ge=0)
    sessions: tuple[Session, ...] = ()
    board: tuple[str, ...] = ()
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
    """Words that belong to no single stage.

    ``write_alone`` and ``write_private`` go on from a promise about names, where people write alone
    and where only the facilitator reads it.
    """

    life_question: str
    purpose: str
    role_groups: Mapping[RoleGroup, RoleGroupWords]
    attribution: Mapping[Attribution, str]
    write_alone: str
    write_private: str
    look_first: str
    ways: Mapping[Way, str]
    forms: Mapping[GroupForm, str]
    votes: Mapping[VoteMethod, Labelled]
    gates: Mapping[Gate, GateWords]
    tips: tuple[str, ...]
    safety: tuple[str, ...]
    arrival: tuple[str, ...]
    closing: tuple[str, ...]
    gentle: tuple[GentleQuestion, ...]
    coverage: Mapping[str, str]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Playbook:
    """The whole method in one language. ``own`` are the sorts of steps that a facilitator adds."""

    language: str
    stages: tuple[Stage, ...]
    templates: tuple[Template, ...]
    words: Words
    kinds: Mapping[CardKind, KindWords]
    own: tuple[Activity, ...] = ()

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """Every activity, in the order of the road."""
        return tuple(activity for stage in self.stages for activity in stage.activities)

    @cached_property
    def _by_key(self) -> Mapping[str, Activity]:
        """The same by key: each card and each look at a room asks for one."""
        return {activity.key: activity for activity in self.activities}

    def stage(self, key: str) -> Stage:
        """The stage of that key, or NotFoundError."""
        return _find(self.stages, key, "stage")

    def activity(self, key: str) -> Activity:
        """The activity of that key, or NotFoundError.

        A step of one's own is called ``own.SORT.NAME``, or ``own.SORT.KIND.NAME`` where cards of
        one kind are sorted or voted on. ``own.again.KEY.NAME`` is an activity of the method once
        more.
        """
        known = self._by_key.get(key)
        if known is not None:
            return known
        if not key.startswith("own."):
            raise NotFoundError(f"There is no activity called “{key[:60]}”.")
        return self._own(key)

    def _own(self, key: str) -> Activity:
        _, sort, *rest = key.split(".")
        if sort == "again":
            again = _find(self.activities, ".".join(rest[:-1]), "activity")
            return dataclasses.replace(again, key=key)
        found, kinds = _find(self.own, f"own.{sort}", "step"), rest[:-1]
        if not kinds:
            return dataclasses.replace(found, key=key)
        if len(kinds) > 1 or kinds[0] not in set(CardKind) or not found.about:
            raise NotFoundError(f"There is no activity called “{key[:60]}”.")
        kind = CardKind(kinds[0])
        decide = found.decide and dataclasses.replace(found.decide, kind=kind)
        takes = (Taken(kind=kind, must=False),)
        return dataclasses.replace(found, key=key, takes=takes, decide=decide)

    def template(self, key: str) -> Template:
        """The template of that key, or NotFoundError."""
        return _find(self.templates, key, "template")

    def kind(self, kind: CardKind) -> KindWords:
        """The words of a kind of card."""
        return self.kinds[kind]


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
