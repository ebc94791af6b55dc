"""All kinds of card, what their fields are for a form, and how a person's input becomes fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from workshop.errors import NotFoundError
from workshop.kinds import (
    horizon,
    insights,
    prototyping,
    reframe,
    resources,
    segmentation,
    solutions,
    team,
    vision,
)
from workshop.kinds.card_kinds import CardKind, KindSpec
from workshop.kinds.marks import Mark, UnmarkedFieldError
from workshop.kinds.types import Widget, WidgetName

_STAGES = (
    team,
    segmentation,
    insights,
    horizon,
    resources,
    reframe,
    solutions,
    prototyping,
    vision,
)
KINDS: Mapping[CardKind, KindSpec] = MappingProxyType(
    {spec.kind: spec for stage in _STAGES for spec in stage.SPECS}
)
FREE_TEXT: tuple[WidgetName, ...] = ("short", "long", "list")
SAYS_ENOUGH = frozenset(
    {Mark.OPEN, Mark.NAME, Mark.PAY, Mark.QUOTE, Mark.WITH_QUOTE, Mark.CONFIDED}
)
"""Marks that say what may become of free text; it needs one of them."""


def kind_spec(kind: str) -> KindSpec:
    """The kind of that key.

    Raises:
        NotFoundError: no such kind of card.
    """
    try:
        return KINDS[CardKind(kind)]
    except ValueError:
        raise NotFoundError(f"There is no kind of card called “{kind[:60]}”.") from None


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field as a form, an archive table or a test needs to know it.

    ``low`` and ``high`` bound numbers (pence as whole pence) and dates; ``max_length`` is the
    characters of a text or of each line of a list; ``max_items`` the lines of a list.
    """

    name: str
    widget: WidgetName
    options: tuple[str, ...] = ()
    low: int | Decimal | date | None = None
    high: int | Decimal | date | None = None
    max_length: int | None = None
    max_items: int | None = None
    marks: frozenset[Mark] = frozenset()


@cache
def field_specs(kind: CardKind) -> tuple[FieldSpec, ...]:
    """The fields of a kind, in the order in which a form shows them."""
    return _fields_of(KINDS[kind])


@cache
def marked(kind: CardKind, mark: Mark) -> tuple[str, ...]:
    """The fields of a kind that carry this mark, in the order in which a form shows them."""
    return tuple(spec.name for spec in field_specs(kind) if mark in spec.marks)


def kinds_marked(mark: Mark) -> tuple[CardKind, ...]:
    """The kinds whose main text carries this mark."""
    return tuple(kind for kind, spec in KINDS.items() if spec.words is mark)


def require_marks(spec: KindSpec) -> None:
    """Refuse a kind that leaves open what may become of what people write in it.

    Raises:
        UnmarkedFieldError: free text without a mark, a mark that takes another one back, or a
            quote without a field for the yes of its speaker.
    """
    fields = _fields_of(spec)
    for field in fields:
        if field.widget in FREE_TEXT and not field.marks & SAYS_ENOUGH:
            raise UnmarkedFieldError(
                f"The field “{field.name}” of the kind “{spec.kind}” is free text, and nothing "
                "says whether it may be shared. Give it a mark of workshop/kinds/marks.py, such as "
                "Open[Short] or Name[Short]."
            )
        if Mark.OPEN in field.marks and field.marks & (SAYS_ENOUGH - {Mark.OPEN}):
            raise UnmarkedFieldError(
                f"The field “{field.name}” of the kind “{spec.kind}” is marked as open and as not "
                "open. Leave one of the two marks out."
            )
    quoted = spec.words is Mark.QUOTE or any(Mark.QUOTE in field.marks for field in fields)
    if quoted and "consent" not in spec.fields.model_fields:
        raise UnmarkedFieldError(
            f"The kind “{spec.kind}” holds what somebody said, and has no field “consent” for "
            "their yes. Give it one, or mark the words as Open."
        )


def _fields_of(spec: KindSpec) -> tuple[FieldSpec, ...]:
    return tuple(_field_spec(name, info) for name, info in spec.fields.model_fields.items())


def field_spec(kind: CardKind, name: str) -> FieldSpec | None:
    """The field of that name, or None where the kind has no such field."""
    return next((spec for spec in field_specs(kind) if spec.name == name), None)


def _field_spec(name: str, info: FieldInfo) -> FieldSpec:
    bare = _without_none(info.annotation)
    marks = frozenset(item for item in info.metadata if isinstance(item, Mark))
    widgets = [item.widget for item in info.metadata if isinstance(item, Widget)]
    widget = widgets[0] if widgets else _widget(bare)
    return FieldSpec(
        name=name,
        widget=widget,
        options=_options(bare),
        low=_bound(info, "ge"),
        high=_bound(info, "le"),
        max_length=_line_length(bare) if widget == "list" else _bound(info, "max_length"),
        max_items=_bound(info, "max_length") if widget == "list" else None,
        marks=marks,
    )


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, UnionType):
        return next(arg for arg in get_args(annotation) if arg is not NoneType)
    return annotation


def _widget(bare: Any) -> WidgetName:
    if bare is bool:
        return "yesno"
    if bare is int:
        return "whole"
    if bare is date:
        return "date"
    return "choices" if get_origin(bare) is tuple else "choice"


def _options(bare: Any) -> tuple[str, ...]:
    inner = get_args(bare)[0] if get_origin(bare) is tuple else bare
    if get_origin(inner) is Literal:
        return get_args(inner)
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return tuple(option.value for option in inner)
    return ()


def _bound(info: FieldInfo, name: str) -> Any:
    values = (getattr(item, name, None) for item in info.metadata)
    return next((value for value in values if value is not None), None)


def _line_length(bare: Any) -> int | None:
    constraints = (getattr(item, "max_length", None) for item in get_args(bare)[0].__metadata__)
    return next((value for value in constraints if value is not None), None)


for _spec in KINDS.values():
    require_marks(_spec)
