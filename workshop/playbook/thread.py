"""What an activity starts from, what it makes of that, and what it decides: the day's thread."""

from collections.abc import Mapping
from typing import Literal

from pydantic import ConfigDict, Field, model_validator
from pydantic.dataclasses import dataclass

from workshop.enums import RoleGroup
from workshop.kinds import KINDS, CardKind, field_spec

_STRICT = ConfigDict(
    extra="forbid",
    str_strip_whitespace=True,
    str_min_length=1,
    populate_by_name=True,
    defer_build=True,
)

TEXT = "text"
"""The name by which a box or what is carried over means a card's main text."""

MANY_TABLES = 5
"""From so many tables on, each of them puts fewer cards forward, or the room hears too many."""

Which = Literal["all", "chosen", "mine", "my-table", "forward"]
DecidedBy = Literal["dots", "score", "consent", "matrix", "press", "table"]
Shown = Literal["cases", "lens"]


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class Taken:
    """Earlier cards that an activity starts from, shown as things to tap.

    ``which`` are shown first; the others of the kind stay one tap away, and where none of them is
    there, all are shown. ``forward`` are those that tables put forward: a vote is on these alone.
    ``deal`` says whether each table has all of them first, or its own share, so that tables work
    on different ones. ``having`` is a field that the card must have. Where ``must`` is off, the
    kind may be missing; ``otherwise`` is the sentence shown when nothing is there.
    """

    kind: CardKind
    which: Which = "all"
    deal: Literal["same", "spread"] = "same"
    having: str | None = None
    must: bool = True
    otherwise: str = Field(default="", alias="else")


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class Given:
    """One thing that people do with what they took: exactly one of four.

    ``new`` makes a card, ``answer`` makes one that hangs on what was taken, ``fields`` adds to the
    taken card, ``link`` only ties the taken cards of that kind to others. ``boxes`` and ``taps``
    are fields in the order in which they are asked, ``text`` being the main text. ``carry`` copies
    a field of a taken card (``"idea.life_line"``). ``words`` is the first box where what is said
    there is the card's main text too, unless that is carried: it is the only box then. ``links``
    name a taken kind, which people tap, or a link of a taken kind (``"idea.segments"``), which
    follows by itself. ``say`` is the choice on a phone where an activity has several; without it
    only the first is offered there.
    """

    new: CardKind | None = None
    answer: CardKind | None = None
    fields: CardKind | None = None
    link: CardKind | None = None
    boxes: tuple[str, ...] = ()
    taps: tuple[str, ...] = Field(default=(), max_length=3)
    carry: Mapping[str, str] = Field(default_factory=dict)
    words: str | None = None
    links: Mapping[str, str] = Field(default_factory=dict)
    writers: tuple[RoleGroup, ...] = ()
    say: str | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> "Given":
        if sum(kind is not None for kind in (self.new, self.answer, self.fields, self.link)) != 1:
            raise ValueError("needs exactly one of new, answer, fields and link")
        return self

    @property
    def kind(self) -> CardKind:
        """The kind of card that is made or added to."""
        return self.new or self.answer or self.fields or self.link or CardKind.COMMENT

    @property
    def makes(self) -> bool:
        """Whether there is a new card afterwards."""
        return self.new is not None or self.answer is not None

    @property
    def asked(self) -> tuple[str, ...]:
        """The fields asked beside the main text, boxes first."""
        return tuple(name for name in (*self.boxes, *self.taps) if name != TEXT)

    @property
    def tapped(self) -> Mapping[str, CardKind]:
        """The links that people make with a tap, and the kind that stands there to tap."""
        return {link: CardKind(of) for link, of in self.links.items() if "." not in of}

    @property
    def followed(self) -> Mapping[str, tuple[CardKind, str]]:
        """The links that follow by themselves, from which link of which taken kind."""
        parts = {link: of.split(".", 1) for link, of in self.links.items() if "." in of}
        return {link: (CardKind(kind), name) for link, (kind, name) in parts.items()}

    @property
    def carried(self) -> Mapping[str, tuple[CardKind, str]]:
        """The fields that are copied, from which field of which taken kind."""
        parts = {name: of.split(".", 1) for name, of in self.carry.items()}
        return {name: (CardKind(kind), field) for name, (kind, field) in parts.items()}


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class Decision:
    """How an activity takes cards on as the room's own, which is always one press.

    ``by`` is the vote that proposes them, or ``press`` for the facilitator's own choice. By
    ``table`` each table decides with its own tap on what it puts forward, and no press is needed:
    a vote helps it to see, and proposes where no table has tapped. ``keep``
    is the fewest and the most. ``must`` is a field that one of them needs. ``sets`` is the field
    that says the same on the card. ``say`` is what they are then. Where the plan holds ``unless``,
    that activity decides in place of this one. ``low`` are the lines of a map on which less comes
    first, such as how sure one is of what is tried out. With ``residents`` at least half of those
    kept are what residents like best; it is the field in which people say by hand that these chose
    the card.
    """

    kind: CardKind
    by: DecidedBy
    keep: tuple[int, int]
    say: str
    must: str | None = None
    sets: str | None = None
    unless: str | None = None
    low: tuple[Literal["x", "y"], ...] = ()
    residents: str | None = None

    @model_validator(mode="after")
    def _fits(self) -> "Decision":
        least, most = self.keep
        if not 1 <= least <= most:
            raise ValueError("keep needs a least of 1 or more, and a most that is not under it")
        for name in (self.must, self.sets, self.residents):
            if name is not None and field_spec(self.kind, name) is None:
                raise ValueError(f"“{name}” is no field of {self.kind}")
        return self


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class Forward:
    """Which of its own cards each table puts before the whole room, before that hears or votes.

    ``each`` is how many: where few tables are, and from ``MANY_TABLES`` on. ``having`` is a field
    that the card must have.
    """

    kind: CardKind
    each: tuple[int, int]
    having: str | None = None

    @model_validator(mode="after")
    def _fits(self) -> "Forward":
        few, many = self.each
        if not 1 <= many <= few:
            raise ValueError("each needs how many of few tables, and no more than that of many")
        if self.having is not None and field_spec(self.kind, self.having) is None:
            raise ValueError(f"“{self.having}” is no field of {self.kind}")
        return self

    def most(self, tables: int) -> int:
        """How many one table puts forward, where so many tables are."""
        return self.each[0 if tables < MANY_TABLES else 1]


def thread_problem(takes: tuple[Taken, ...], gives: tuple[Given, ...]) -> str | None:
    """What is wrong with what an activity takes and gives, naming the field, or None."""
    for taken in takes:
        if taken.having and field_spec(taken.kind, taken.having) is None:
            return f"takes: “{taken.having}” is no field of {taken.kind}"
        if taken.must and not taken.otherwise:
            return f"takes: {taken.kind} must be there, so else has to say what to do without it"
    kinds = {taken.kind for taken in takes}
    found = (_given_problem(given, kinds) for given in gives)
    return next((problem for problem in found if problem), None)


def _given_problem(given: Given, taken: set[CardKind]) -> str | None:
    where = f"gives {given.kind}"
    for name in (*given.asked, *(n for n in given.carry if n != TEXT)):
        if field_spec(given.kind, name) is None:
            return f"{where}: “{name}”, which {given.kind} does not have"
    if twice := [name for name in given.asked if given.asked.count(name) > 1]:
        return f"{where}: “{twice[0]}” is asked twice"
    if given.words is not None and (
        not given.makes or given.words != next(iter(given.boxes), None)
    ):
        return f"{where}: words: “{given.words}” is not the first box of a new card"
    if not given.makes and given.kind not in taken:
        return f"{where}: adds to {given.kind}, so takes has to name it"
    for name, of in given.carry.items():
        if problem := _source_problem(f"{where}: carry {name}", of, taken, fields=True):
            return problem
    return _links_problem(where, given, taken)


def _links_problem(where: str, given: Given, taken: set[CardKind]) -> str | None:
    known = {link.name: link.to for link in KINDS[given.kind].links}
    for name, of in given.links.items():
        if name not in known:
            return f"{where}: links: {given.kind} has no link “{name}”"
        if problem := _source_problem(f"{where}: links {name}", of, taken, fields=False):
            return problem
        if "." not in of and CardKind(of) not in known[name]:
            return f"{where}: links {name} cannot point at {of}"
    return None


def _source_problem(where: str, of: str, taken: set[CardKind], *, fields: bool) -> str | None:
    """What is wrong with “kind” or “kind.name” as the source of a field or a link."""
    kind, dot, name = of.partition(".")
    if kind not in {one.value for one in taken}:
        return f"{where}: “{of}” is not among what it takes"
    if fields:
        named = name == TEXT or field_spec(CardKind(kind), name) is not None
    else:
        named = not dot or name in {link.name for link in KINDS[CardKind(kind)].links}
    return None if named else f"{where}: {kind} has no “{name}”"
