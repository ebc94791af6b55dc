"""Everything a person can add is a card of one kind: a main text, typed fields and links."""

from workshop.kinds.card_kinds import LONG_MAX, SHORT_MAX, CardFields, CardKind, KindSpec, LinkSpec
from workshop.kinds.insights import COLOURS, Colour
from workshop.kinds.marks import Mark
from workshop.kinds.parsing import fields_as_json, parse_fields, parse_text
from workshop.kinds.registry import (
    KINDS,
    FieldSpec,
    field_spec,
    field_specs,
    kind_spec,
    kinds_marked,
    marked,
)
from workshop.kinds.types import WidgetName, clean_line, clean_text, split_parts
from workshop.kinds.words import FieldWords, KindWords, load_kind_words, shared_options

__all__ = [
    "COLOURS",
    "KINDS",
    "LONG_MAX",
    "SHORT_MAX",
    "CardFields",
    "CardKind",
    "Colour",
    "FieldSpec",
    "FieldWords",
    "KindSpec",
    "KindWords",
    "LinkSpec",
    "Mark",
    "WidgetName",
    "clean_line",
    "clean_text",
    "field_spec",
    "field_specs",
    "fields_as_json",
    "kind_spec",
    "kinds_marked",
    "load_kind_words",
    "marked",
    "parse_fields",
    "parse_text",
    "shared_options",
    "split_parts",
]
