"""The types that fields are made of, and how typed text is made safe to store."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from workshop.digits import plain_digits
from workshop.kinds.card_kinds import LONG_MAX, SHORT_MAX, URL_MAX
from workshop.kinds.said_numbers import DECIMAL_COMMA, said_number, said_otherwise

WidgetName = Literal[
    "short",
    "long",
    "choice",
    "choices",
    "whole",
    "pence",
    "percent",
    "decimal",
    "date",
    "yesno",
    "list",
]


@dataclass(frozen=True, slots=True)
class Widget:
    """Says which widget a type is for, where the type alone does not."""

    widget: WidgetName


_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""The categories Cc and Cs of Unicode but for newline and tab, and the two non-characters."""


def clean_text(text: str) -> str:
    """Text as stored: line ends are one newline, and what is no character at all is left out.

    Control characters, lone surrogates and the two non-characters that XML refuses are removed,
    because databases and office files cannot carry them. Outer white space is stripped.
    """
    unified = _LINE_ENDS.sub("\n", text)
    return _NOT_TEXT.sub("", unified).strip()


def clean_line(text: str) -> str:
    """Text as stored on one line: each line end or tab becomes a space."""
    return clean_text(text).replace("\n", " ").replace("\t", " ")


def _line(value: object) -> object:
    return clean_line(value) if isinstance(value, str) else value


def _lines(value: object) -> object:
    return clean_text(value) if isinstance(value, str) else value


def _number(value: object) -> object:
    """Refuse yes and no as numbers, and read "1,250" and "0,5" as people write them."""
    if isinstance(value, bool):
        raise ValueError("a number is not a yes or no")  # noqa: TRY004 - pydantic reads ValueError
    if isinstance(value, str):
        plain = plain_digits(value.strip())
        if DECIMAL_COMMA.fullmatch(plain):
            return plain.replace(",", ".")
        return plain.replace(",", "") if _THOUSANDS.fullmatch(plain) else plain
    return value


def _meant(value: object) -> object:
    """As ``_number``, and “about 400”, “200–300” or “2k” as the number that was meant."""
    plain = _number(value)
    if not isinstance(plain, str):
        return plain
    try:
        return Decimal(plain)
    except InvalidOperation:
        meant = said_number(plain)
        return plain if meant is None else meant


def _meant_whole(value: object) -> object:
    """The middle of “5–8” is half a person more than 6: halves go up."""
    meant = _meant(value)
    if not isinstance(value, str):
        return _number(value)
    if not isinstance(meant, Decimal) or not meant.is_finite():
        return value
    if said_number(value) is None or not said_otherwise(value):
        return _number(value)
    return int(meant.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _day(value: object) -> object:
    """A date or its ISO text; a bare number is refused, since it would be read as seconds."""
    if isinstance(value, str):
        return date.fromisoformat(value.strip())
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ValueError("not a date")


def _several(value: object) -> object:
    """One line of text is a list of its lines, so that a box or a CSV cell may give it."""
    return value.splitlines() if isinstance(value, str) else value


T = TypeVar("T")


def _unique(values: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def _without_blanks(values: object) -> object:
    if isinstance(values, Sequence) and not isinstance(values, str):
        return [value for value in values if not isinstance(value, str) or clean_line(value)]
    return values


Short = Annotated[
    str, Widget("short"), BeforeValidator(_line), StringConstraints(max_length=SHORT_MAX)
]
Long = Annotated[
    str, Widget("long"), BeforeValidator(_lines), StringConstraints(max_length=LONG_MAX)
]
Url = Annotated[str, Widget("short"), BeforeValidator(_line), StringConstraints(max_length=URL_MAX)]
Lines = Annotated[
    tuple[Short, ...],
    Widget("list"),
    Field(max_length=30),
    BeforeValidator(_without_blanks),
    BeforeValidator(_several),
]
Many = Annotated[
    tuple[T, ...],
    BeforeValidator(_without_blanks),
    BeforeValidator(_several),
    AfterValidator(_unique),
]
SENTENCE = "sentence"
"""The type of a mistake whose message can be shown as it is."""
_PART = re.compile(r"(\S.*?)\s*:\s*£?\s*(\d{1,3})")


def split_parts(lines: Sequence[str]) -> list[tuple[str, int]]:
    """Lines such as “Family support: 40” as name and number; lines of another form are left out."""
    found = (_PART.fullmatch(line.strip()) for line in lines)
    return [(part[1], int(part[2])) for part in found if part]


def _adds_up(lines: tuple[str, ...]) -> tuple[str, ...]:
    parts = split_parts(lines)
    if len(parts) < len(lines):
        raise PydanticCustomError(
            SENTENCE, "Write each part with its pounds, such as “Family support: 40”."
        )
    names = {" ".join(name.split()).casefold() for name, _ in parts}
    if len(names) < len(parts):
        raise PydanticCustomError(SENTENCE, "Each part of the work can be there once only.")
    total = sum(pounds for _, pounds in parts)
    if lines and total < 100:
        raise PydanticCustomError(
            SENTENCE,
            "The parts must add up to £100. £{left} is left to share out.",
            {"left": 100 - total},
        )
    if total > 100:
        raise PydanticCustomError(
            SENTENCE,
            "The parts must add up to £100. It is £{over} too much.",
            {"over": total - 100},
        )
    return lines


Split = Annotated[Lines, AfterValidator(_adds_up)]
"""£100 shared out in whole pounds: one line for each part, such as “Family support: 40”."""

YesNo = bool | None
Day = Annotated[
    date | None, BeforeValidator(_day), Field(ge=date(1900, 1, 1), le=date(2199, 12, 31))
]

Count = Annotated[int | None, BeforeValidator(_meant_whole), Field(ge=0, le=1_000_000_000)]
Scale5 = Annotated[int | None, BeforeValidator(_number), Field(ge=1, le=5)]
Scale3 = Annotated[int | None, BeforeValidator(_number), Field(ge=1, le=3)]
Level0to5 = Annotated[int | None, BeforeValidator(_number), Field(ge=0, le=5)]
Swing2 = Annotated[int | None, BeforeValidator(_number), Field(ge=-2, le=2)]
OutOf100 = Annotated[int | None, BeforeValidator(_number), Field(ge=0, le=100)]
Year = Annotated[int | None, BeforeValidator(_number), Field(ge=1900, le=2199)]

Pence = Annotated[
    int | None, Widget("pence"), BeforeValidator(_number), Field(ge=0, le=1_000_000_000_000)
]
SignedPence = Annotated[
    int | None,
    Widget("pence"),
    BeforeValidator(_number),
    Field(ge=-1_000_000_000_000, le=1_000_000_000_000),
]
Percent = Annotated[
    Decimal | None,
    Widget("percent"),
    BeforeValidator(_number),
    Field(ge=Decimal(0), le=Decimal(100), decimal_places=4),
]
SignedPercent = Annotated[
    Decimal | None,
    Widget("percent"),
    BeforeValidator(_number),
    Field(ge=Decimal(-1000), le=Decimal(1000), decimal_places=4),
]
Amount = Annotated[
    Decimal | None,
    Widget("decimal"),
    BeforeValidator(_meant),
    Field(ge=Decimal(0), le=Decimal(1_000_000_000), decimal_places=4),
]
SignedAmount = Annotated[
    Decimal | None,
    Widget("decimal"),
    BeforeValidator(_meant),
    Field(ge=Decimal(-1_000_000_000), le=Decimal(1_000_000_000), decimal_places=4),
]

Element = Literal["insights", "customers", "suppliers", "resources"]
"""The four elements of Radical Efficiency (Nesta and the Innovation Unit, 2010)."""
Barrier = Literal[
    "trust", "stigma", "know_about", "access", "cost", "form", "time", "language", "safety", "other"
]
Confidence = Literal["low", "middle", "high"]
Consent = Literal["yes", "no", "not_asked"]
TimeType = Literal["prevent", "early_help", "crisis"]
Reach = Literal["universal", "targeted", "both"]
Depth = Literal["tweak", "ration", "redesign"]
PersonUnit = Literal["family", "child", "person"]
Progress = Literal["to_do", "doing", "done"]
QuoteKind = Literal["exact", "retold"]
