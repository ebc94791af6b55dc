"""From what a person sent to fields that can be stored, and back."""

import unicodedata
from collections.abc import Mapping
from decimal import Decimal
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
                card=Sentence(name[:1].upper() + name[1:]),  # as it stands in the catalogues
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
    return _need(Sentence(field.label), spec, too_long, in_line=len(first["loc"]) > 1)


def _need(label: Sentence, spec: FieldSpec, too_long: bool, *, in_line: bool) -> str:
    """What would fit. What a phone can send is a ``Sentence``, to be said in its language."""
    if too_long and spec.widget in ("short", "long"):
        return Sentence(
            "“{field}” holds {most} characters. Please shorten it.",
            field=label,
            most=spec.max_length or 0,
        )
    if too_long and not in_line:
        return Sentence(
            "“{field}” holds {most} lines. Please leave some out.",
            field=label,
            most=spec.max_items or 0,
        )
    if spec.widget == "list":
        return Sentence(
            "“{field}” needs lines of text, each up to {most} characters.",
            field=label,
            most=spec.max_length or 0,
        )
    if spec.widget in ("whole", "percent", "decimal"):
        return _number_needed(label, spec)
    if spec.widget == "pence":
        return Sentence(
            "“{field}” needs an amount of money, such as £12.50 or “about £400”.", field=label
        )
    if spec.widget == "date":
        return Sentence("“{field}” needs a date written like 2027-03-31.", field=label)
    return f"“{label}” needs {'yes or no' if spec.widget == 'yesno' else 'words'}."


def _number_needed(label: Sentence, spec: FieldSpec) -> Sentence:
    low, high = _shown(spec.low), _shown(spec.high)
    if spec.widget == "percent":
        return Sentence(
            "“{field}” needs a per cent from {low} to {high}, such as 22.7.",
            field=label,
            low=low,
            high=high,
        )
    if spec.widget == "decimal":
        return Sentence(
            "“{field}” needs a number from {low} to {high}, such as 2.5.",
            field=label,
            low=low,
            high=high,
        )
    if isinstance(high, int) and high > 1000:
        return Sentence(
            "“{field}” needs a whole number from {low} to {high}, such as 400 or “about 400”.",
            field=label,
            low=low,
            high=high,
        )
    return Sentence(
        "“{field}” needs a whole number from {low} to {high}.", field=label, low=low, high=high
    )


def _shown(bound: object) -> int | str:
    """A bound as a number that each language writes in its own way, where it is a whole one."""
    if isinstance(bound, int):
        return bound
    return int(bound) if isinstance(bound, Decimal) and bound == int(bound) else str(bound)
