"""What came in, validated, never trusted: no draft can set an author, a workshop or a revision."""

import unicodedata
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    Base64Bytes,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from workshop.enums import Consent, RoleGroup, StageKey
from workshop.errors import InvalidInputError, Sentence
from workshop.kinds import LONG_MAX, SHORT_MAX, CardKind, Colour, clean_line, clean_text
from workshop.kinds.languages import CARD_LANGUAGES
from workshop.measures.local_time import known_zone
from workshop.measures.tracks import read_track, track_words


def _words(text: str) -> str:
    text = clean_text(text)
    if not text:
        raise ValueError("There are no words yet. Please write something first.")
    if len(text) > LONG_MAX:
        raise ValueError(
            Sentence(
                "This is too long for one card: {letters} characters. "
                "Please keep it to {most}, or make two cards.",
                letters=len(text),
                most=LONG_MAX,
            )
        )
    return text


Words = Annotated[str, AfterValidator(_words)]
Line = Annotated[str, AfterValidator(clean_line), Field(max_length=SHORT_MAX)]
LongLine = Annotated[str, AfterValidator(clean_text), Field(max_length=LONG_MAX)]


def web_address(text: str) -> str:
    """An address that people may be sent to, or ""."""
    text = clean_line(text)
    if text and not text.lower().startswith(("https://", "http://")):
        raise ValueError("The joining link is a web address: it begins with https://")
    return text


class Draft(BaseModel):
    """Base of all drafts; ``read`` turns a mistake into one sentence."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def read(cls, given: object) -> Self:
        """Validate a mapping that came in. Raises InvalidInputError."""
        if not isinstance(given, Mapping):
            raise InvalidInputError("This request is not in the form that the server expects.")
        try:
            return cls.model_validate(dict(given))
        except ValidationError as problem:
            raise InvalidInputError(_sentence(problem)) from None


def _sentence(problem: ValidationError) -> str:
    first = problem.errors(include_url=False, include_input=False)[0]
    if first["type"] == "value_error":
        said = first["ctx"]["error"].args[0]
        return said if isinstance(said, str) else str(said)
    name = ".".join(str(part) for part in first["loc"]) or "the request"
    if first["type"] == "extra_forbidden":
        return f"“{name}” cannot be set here."
    if first["type"] == "missing":
        return f"“{name}” is missing."
    return f"“{name}” cannot be used as it is: {first['msg'].lower()}."


MOST_PICTURE_TEXT = 3_500_000
"""Letters of base64: somewhat more than two and a half megabytes of picture."""


class Photo(Draft):
    """A photo or a drawing that comes with a card, in base64 (RFC 4648)."""

    content: Annotated[Base64Bytes, Field(max_length=MOST_PICTURE_TEXT)]
    alt: LongLine = ""


MOST_SOUND_TEXT = 1_400_000
"""Letters of base64: one megabyte of sound."""


class Spoken(Draft):
    """A voice that comes with a card, in base64 (RFC 4648)."""

    content: Annotated[Base64Bytes, Field(max_length=MOST_SOUND_TEXT)]


def _language(code: str) -> str:
    if code and code not in CARD_LANGUAGES:
        raise ValueError("This language is not on the list. Choose another one.")
    return code


Language = Annotated[str, AfterValidator(_language)]


class NewCard(Draft):
    """``person`` is somebody without a device for whom the sender's device writes. ``language`` is
    that of its words, "" for the workshop's own.

    ``onto`` is a card that the fields are added to, in place of a new one; ``version`` is then the
    one that the writer had before them. ``ask_if_alike``: a card that says nearly what another one
    says is not stored, and the writer is asked. ``same_as`` is that other card: this one is stored
    as its twin, so both writers count.
    """

    activity: Annotated[str, Field(max_length=SHORT_MAX)]
    text: Words = ""
    onto: Annotated[str, Field(max_length=SHORT_MAX)] | None = None
    version: Annotated[int, Field(ge=1)] | None = None
    kind: CardKind | None = None
    fields: dict[str, Any] = Field(default_factory=dict)
    links: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    ask_if_alike: bool = False
    same_as: Annotated[str, Field(max_length=SHORT_MAX)] | None = None
    private: bool = False
    language: Language = ""
    person: Annotated[str, Field(max_length=SHORT_MAX)] | None = None
    picture: Photo | None = None
    recording: Spoken | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        silent = self.recording is None
        if not self.text and self.onto is None and not self.links and silent:
            raise ValueError("“text” is missing.")
        return self


class CardEdit(Draft):
    """A newer text and fields for a card whose ``version`` the writer had before them."""

    version: Annotated[int, Field(ge=1)]
    text: Words | None = None
    fields: dict[str, Any] | None = None


class CardLanguage(Draft):
    """In which language the words of a card are."""

    language: Language


class Translation(Draft):
    """What a card says in another language; "" takes it away.

    ``was`` is what the writer had before them, so that nothing of somebody else is lost.
    """

    text: LongLine
    was: LongLine = ""


def _theme(text: str) -> str:
    line = clean_line(text)
    if not line:
        raise ValueError("Give the theme a name first. A few plain words are enough.")
    return line


ThemeName = Annotated[str, AfterValidator(_theme), Field(max_length=SHORT_MAX)]
CardIds = Annotated[tuple[str, ...], Field(min_length=1, max_length=2000)]


class CardMove(Draft):
    """Cards out of the theme in which the mover saw them, into another; None is no theme."""

    cards: CardIds
    source: str | None = None
    target: str | None = None


class NewTheme(Draft):
    """A theme, with the cards that it starts with and the theme in which the mover saw them."""

    name: ThemeName
    colour: Colour | None = None
    cards: Annotated[tuple[str, ...], Field(max_length=2000)] = ()
    source: str | None = None


class ThemeChange(Draft):
    """A newer name for a theme whose ``version`` the writer had before them, or a colour."""

    name: ThemeName | None = None
    colour: Colour | None = None
    version: Annotated[int, Field(ge=1)]


class ThemeGroup(Draft):
    """A proposed theme, as people have left it."""

    name: ThemeName
    cards: CardIds


class ThemeGroups(Draft):
    groups: Annotated[tuple[ThemeGroup, ...], Field(min_length=1, max_length=40)]


class CommentText(Draft):
    text: Words


OWN = "own:"
VoiceKey = Annotated[str, Field(pattern=f"^{OWN}[A-Za-z0-9_-]{{1,40}}$")]


def _group(chosen: object) -> object:
    if isinstance(chosen, str) and (chosen in list(RoleGroup) or chosen.startswith(OWN)):
        return RoleGroup(chosen) if chosen in list(RoleGroup) else chosen
    raise ValueError("“role_group” is not one of the groups that are here. Choose again.")


GroupChosen = Annotated[RoleGroup | VoiceKey, BeforeValidator(_group)]
"""What somebody chose: a role group, or the key of one of the room's own voices."""
VOICE_MAX = 40


_JOINERS = "\u200c\u200d"
"""Letters of some scripts are written with these; other invisible signs turn what stands beside."""


_BLANK = "\u3164\u115f\u1160\uffa0\u2800"
"""Letters and signs that show nothing."""


def _voice_name(text: str) -> str:
    line = (" " if c in _BLANK else c for c in clean_line(text))
    seen = (c for c in line if c in _JOINERS or unicodedata.category(c) != "Cf")
    name = " ".join("".join(seen).split())
    if not any(letter.isalnum() for letter in name):
        raise ValueError("Please give the group a name.")
    if len(name) > VOICE_MAX:
        raise ValueError(f"Please give the group a shorter name: {VOICE_MAX} letters at most.")
    return name


def skeleton(name: str) -> str:
    """What is left of a name to somebody who reads it fast: two that share it look the same."""
    flat = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in flat if unicodedata.category(c)[0] in "LMNS" and c not in "`´")


def _counted(group: RoleGroup) -> RoleGroup:
    if group is RoleGroup.UNKNOWN:
        raise ValueError("Choose the group of the method with which these people are counted.")
    return group


class NewVoice(Draft):
    """A group that the facilitator names, and the role group with which it is counted."""

    name: Annotated[str, Field(max_length=SHORT_MAX), AfterValidator(_voice_name)]
    role_group: Annotated[RoleGroup, AfterValidator(_counted)]


class OwnVoice(NewVoice):
    """One of the room's own voices. An ``ended`` one stays for the votes that were split by it."""

    key: VoiceKey
    ended: bool = False

    def kept(self) -> dict[str, Any]:
        """As it is stored."""
        return self.model_dump(mode="json")


class Joining(Draft):
    """``seated`` is the table that stood in the form when it was opened, 0 for none: who leaves it
    as it was stays where they have been seated since.
    """

    role_group: GroupChosen = RoleGroup.UNKNOWN
    name: Line = ""
    table: Annotated[int, Field(ge=1, le=99)] | None = None
    seated: Annotated[int, Field(ge=0, le=99)] | None = None


def _title(text: str) -> str:
    if not clean_line(text):
        raise ValueError("Please give the workshop a title.")
    return clean_line(text)


class Description(Draft):
    """What a workshop is about; every field can be changed later."""

    title: Annotated[str, AfterValidator(_title), Field(max_length=SHORT_MAX)]
    place: Line = ""
    life_question: Line = ""
    big_challenge: LongLine = ""
    sponsor: Line = ""
    venue: LongLine = ""
    horizon_year: Annotated[int, Field(ge=2000, le=2200)] | None = None
    booked_minutes: Annotated[int, Field(ge=10, le=6000)] | None = None


class Meeting(Draft):
    """When and where one meeting of a workshop is. Times are those of the wall clock there.

    ``zone`` is a name of the IANA time zone database, "" for the workshop's own. ``link`` is where
    people join who are somewhere else.
    """

    number: Annotated[int, Field(ge=1, le=99)]
    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    place: Line = ""
    link: Annotated[str, AfterValidator(web_address), Field(max_length=500)] = ""
    zone: Annotated[str, Field(max_length=SHORT_MAX), AfterValidator(known_zone)] = ""

    def kept(self) -> dict[str, Any]:
        """As it is stored."""
        return self.model_dump(mode="json", exclude_none=True)

    @classmethod
    def stored(cls, given: Mapping[str, Any]) -> Self:
        """One that was kept, without its day where an earlier version let in an unlikely one.

        Raises InvalidInputError for what no version has kept.
        """
        try:
            return cls.read(given)
        except InvalidInputError:
            return cls.read({**given, "day": None})

    @model_validator(mode="after")
    def _on_a_likely_day(self) -> Self:
        """The clock of a zone is looked up in the years around it."""
        if self.day is not None and not 2000 <= self.day.year <= 2199:
            raise ValueError(f"{self.day.year} is no year of a meeting. Choose its day again.")
        return self

    @model_validator(mode="after")
    def _ends_later(self) -> Self:
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValueError("A meeting ends later than it starts, on the same day.")
        return self


class NewWorkshop(Description):
    """``time_zone`` is that of the browser in which it is made; an unknown one is none."""

    template: Annotated[str, Field(max_length=SHORT_MAX)] = "one-day"
    time_zone: Annotated[str, Field(max_length=SHORT_MAX), AfterValidator(known_zone)] = ""


OwnLines = Annotated[tuple[LongLine, ...], Field(max_length=20)]


def _to_the_last_said(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Without what is empty at the end; an empty line between others keeps their places.

    Minutes of a table are said in one way: “20 min Walk, then 10 min Write it up”.
    """
    last = max((place for place, line in enumerate(lines, 1) if line), default=0)
    said = (track_words(read_track(line)) for line in lines[:last])
    return tuple(
        one if len(one) <= SHORT_MAX else line for one, line in zip(said, lines, strict=False)
    )


StepTables = Annotated[tuple[Line, ...], Field(max_length=60), AfterValidator(_to_the_last_said)]


class StepWords(Draft):
    """A step in the facilitator's own words; what is None stays as the method says it.

    ``tables`` is what each table does, table 1 first, where they do different things; each a line
    as ``measures.tracks`` reads it.
    """

    title: Line | None = None
    prompt: Annotated[str, AfterValidator(clean_text), Field(max_length=300)] | None = None
    hint: Annotated[str, AfterValidator(clean_text), Field(max_length=300)] | None = None
    aloud: OwnLines | None = None
    steps: OwnLines | None = None
    stage: StageKey | None = None
    tables: StepTables | None = None

    def kept(self) -> dict[str, Any]:
        """As it is stored: without what stays as it was, and without empty lines."""
        found = self.model_dump(mode="json", exclude_none=True)
        for name in ("aloud", "steps"):
            if name in found:
                found[name] = [line for line in found[name] if line]
        return {
            name: said
            for name, said in found.items()
            if said or name not in ("title", "prompt", "tables")
        }


class OwnStep(Draft):
    """A step of one's own: ``about`` is what is sorted or voted on."""

    sort: Literal[
        "write", "sort", "vote", "talk", "parking-lot", "energiser", "break", "lunch", "arrivals"
    ]
    about: CardKind | None = None
    minutes: Annotated[int, Field(ge=1, le=240)] | None = None
    title: Line = ""
    prompt: Annotated[str, AfterValidator(clean_text), Field(max_length=300)] = ""
    after: Annotated[str, Field(max_length=SHORT_MAX)] = ""


class Wifi(Draft):
    ssid: Annotated[str, AfterValidator(clean_text), Field(max_length=64)] = ""
    password: Annotated[str, Field(max_length=128)] = ""
    hidden: bool = False


Exactly = Annotated[int, Field(strict=True)]


class Choice(Draft):
    """What somebody says about one card in a vote, in the field of the round's method."""

    card: Annotated[str, Field(max_length=SHORT_MAX)]
    score: Exactly | None = None
    consent: Consent | None = None
    x: Exactly | None = None
    y: Exactly | None = None


class BallotPaper(Draft):
    """A whole ballot. Cards that are not on it have no vote.

    ``person`` is somebody without a device who votes on the sender's.
    """

    choices: Annotated[tuple[Choice, ...], Field(max_length=5000)]
    person: Annotated[str, Field(max_length=SHORT_MAX)] | None = None


class PaperBallot(BallotPaper):
    """A ballot that the facilitator fills in for somebody without a device."""

    role_group: GroupChosen = RoleGroup.UNKNOWN


Grouping = Literal["supplier", "purpose", "department"]
Remark = Annotated[str, AfterValidator(clean_line), Field(max_length=500)]


class NewSpend(Draft):
    """A spending file that is brought in, and the few lines that its payments become.

    ``period`` and ``sort`` are those of every line. With ``strands`` each line also goes under a
    part of the work of the same name. ``again``: it was here before, and shall come twice.
    ``decided`` says what the sums rest on; it stands beside each line, as part of its source.
    """

    activity: Annotated[str, Field(max_length=SHORT_MAX)]
    file_name: Line
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    decided: Line = ""
    sheet: Line = ""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "GBP"
    headings: dict[str, Line] = Field(default_factory=dict)
    grouped_by: Grouping = "supplier"
    most: Annotated[int, Field(ge=1, le=20)] = 8
    period: Annotated[str, Field(max_length=20)] = "year"
    sort: Annotated[str, Field(max_length=20)] = "contract"
    strands: bool = False
    warnings: Annotated[tuple[Remark, ...], Field(max_length=200)] = ()
    skipped: Annotated[tuple[tuple[int, Remark], ...], Field(max_length=2000)] = ()
    again: bool = False


Sharing = Literal["strand", "segments"]
Part = Annotated[Decimal, Field(ge=0, le=10_000, decimal_places=4)]


class SharedLine(Draft):
    """How one money line is shared out: to parts of the work or to groups of people.

    ``shares`` are per cent by card, or full-time posts where ``posts``. With ``rest_open`` they may
    add up to less than the whole: the rest is not shared out yet.
    """

    activity: Annotated[str, Field(max_length=SHORT_MAX)]
    line: Annotated[str, Field(max_length=SHORT_MAX)]
    over: Sharing
    shares: Annotated[dict[str, Part], Field(max_length=200)]
    posts: bool = False
    rest_open: bool = False
