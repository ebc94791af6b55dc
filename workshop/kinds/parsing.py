"""From what a person sent to fields that can be stored, and back."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from workshop.errors import InvalidInputError, Sentence
from workshop.kinds.card_kinds import CardFields, CardKind
from workshop.kinds.registry import KINDS, FieldSpec, field_spec
from workshop.kinds.types import SENTENCE, clean_line, clean_text
from workshop.kinds.words import load_kind_words


def parse_text(kind: CardKind, text: str, language: str = "en") -> str:
    """The main text of a card as it is stored.

    Raises:
        InvalidInputError: it is empty, or longer than this kind of card can hold.
    """
    spec = KINDS[kind]
    cleaned = clean_line(text) if spec.text == "short" else clean_text(text)
    if not _shows(cleaned):
        raise InvalidInputError("The card is empty. Write something first.")
    if len(cleaned) > spec.text_max:
        name = load_kind_words(language)[kind].singular
        raise InvalidInputError(
            Sentence(
                "This text has {letters} letters and a card for “{card}” holds {most}. "
                "Please shorten it or make two cards.",
                letters=len(cleaned),
                card=name,
                most=spec.text_max,
            )
        )
    return cleaned


def parse_fields(kind: CardKind, given: Mapping[str, Any], language: str = "en") -> CardFields:
    """The fields of a card of this kind; what was not given or is blank has its default.

    Raises:
        InvalidInputError: a value does not fit; one sentence names the field by its label.
    """
    try:
        return KINDS[kind].fields.model_validate(dict(given))
    except ValidationError as error:
        raise InvalidInputError(_sentence(kind, error, language)) from error


def fields_as_json(fields: CardFields) -> dict[str, Any]:
    """The fields as JSON values, without those left at their default.

    ``parse_fields`` of the result gives equal fields.
    """
    return fields.model_dump(mode="json", exclude_defaults=True)


def _shows(text: str) -> bool:
    """Whether anything can be seen: white space and joiners alone make an empty card."""
    return any(unicodedata.category(char)[0] not in "CZ" for char in text)


def _sentence(kind: CardKind, error: ValidationError, language: str) -> str:
    first = error.errors(include_url=False, include_context=False)[0]
    if first["type"] == SENTENCE:
        return str(first["msg"])
    name = str(first["loc"][0]) if first["loc"] else ""
    spec = field_spec(kind, name)
    words = load_kind_words(language)[kind]
    if spec is None:
        return f"A card for “{words.singular}” has no field called “{name[:60]}”."
    field = words.fields[name]
    if spec.widget in ("choice", "choices"):
        need = "one of" if spec.widget == "choice" else "only"
        return f"“{field.label}” takes {need}: {', '.join(field.options.values())}."
    too_long = first["type"] in ("string_too_long", "too_long")
    return f"“{field.label}” {_need(spec, too_long, in_line=len(first['loc']) > 1)}"


def _need(spec: FieldSpec, too_long: bool, *, in_line: bool) -> str:
    if too_long and spec.widget in ("short", "long"):
        return f"holds {spec.max_length} characters. Please shorten it."
    if too_long and not in_line:
        return f"holds {spec.max_items} lines. Please leave some out."
    needs = {
        "list": f"lines of text, each up to {spec.max_length} characters",
        "whole": f"a whole number from {spec.low:,} to {spec.high:,}, such as 400 or “about 400”"
        if isinstance(spec.low, int) and isinstance(spec.high, int) and spec.high > 1000
        else f"a whole number from {spec.low} to {spec.high}",
        "pence": "an amount of money in whole pence, such as 1250 for £12.50",
        "percent": f"a per cent from {spec.low} to {spec.high}, such as 22.7",
        "decimal": f"a number from {spec.low} to {spec.high}, such as 2.5",
        "date": "a date written like 2027-03-31",
        "yesno": "yes or no",
    }
    return f"needs {needs.get(spec.widget, 'words')}."
