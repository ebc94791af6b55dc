"""A form for any kind of card, made from its fields and their words."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import streamlit as st

from stages.parts.state import set_widget, start_widget, widget_value
from workshop.errors import InvalidInputError
from workshop.figures.pounds import said_to_the_penny, typed_pounds
from workshop.figures.told_text import in_its_language
from workshop.kinds import KINDS, CardKind, FieldSpec, FieldWords, KindWords, Mark, field_specs
from workshop.kinds.said_numbers import said_otherwise
from workshop.library import load_library

NOT_SAID = "Not said"
YES_NO = {True: "Yes", False: "No"}
AT_ONCE = 4
"""Fields that a form shows at once, where nothing else is said."""
LONGEST_SCALE = 10
"""A longer scale is typed, here as on a phone."""
IN_LIBRARY = frozenset({Mark.CASE, Mark.LENS})
"""Marks of fields that name a case or a lens of the library."""
_POUNDS = re.compile(r"([-−]?)£?\s*(\d{1,13})(?:\.(\d{1,2}))?")


def text_box(kind: CardKind, words: KindWords, prefix: str, text: str = "") -> None:
    """The box for the main words. Too long a text is refused on saving, so that none is cut."""
    key = f"{prefix}.text"
    start_widget(key, text)
    if KINDS[kind].text == "short":
        st.text_input(words.text, key=key, autocomplete="off")
    else:
        st.text_area(words.text, key=key, height=110)


def field_boxes(
    kind: CardKind,
    words: KindWords,
    prefix: str,
    values: Mapping[str, Any],
    first: tuple[str, ...] = (),
    leave_out: Collection[str] = (),
    at_once: int = AT_ONCE,
) -> None:
    """A widget for every field of the kind but ``leave_out``; those in ``first`` come first.

    ``at_once``, or all that are ``first``, are shown; the others wait behind one click.
    """
    specs = [spec for spec in field_specs(kind) if spec.name not in leave_out]
    ordered = sorted(specs, key=lambda spec: spec.name not in first)
    shown = max(at_once, len(first))
    for spec in ordered[:shown]:
        _box(spec, words.fields[spec.name], f"{prefix}.{spec.name}", values.get(spec.name))
    if ordered[shown:]:
        with st.expander("More about it", key=f"{prefix}.more"):
            for spec in ordered[shown:]:
                _box(spec, words.fields[spec.name], f"{prefix}.{spec.name}", values.get(spec.name))


def boxes(
    kind: CardKind, words: KindWords, prefix: str, values: Mapping[str, Any], names: tuple[str, ...]
) -> None:
    """A widget for each of these fields, in this order."""
    specs = {spec.name: spec for spec in field_specs(kind)}
    for name in names:
        _box(specs[name], words.fields[name], f"{prefix}.{name}", values.get(name))


def _box(spec: FieldSpec, words: FieldWords, key: str, value: Any) -> None:
    start_widget(key, _as_typed(spec, value))
    help_line = words.help or None
    if spec.marks & IN_LIBRARY:
        _library_box(spec, words, key)
        return
    match spec.widget:
        case "long":
            st.text_area(words.label, key=key, height=90, help=help_line)
        case "list":
            st.text_area(words.label, key=key, height=90, help=help_line or "One on each line.")
        case "choice":
            st.selectbox(
                words.label,
                list(spec.options),
                index=None,
                format_func=lambda option: words.options[option],
                placeholder=NOT_SAID,
                key=key,
                help=help_line,
            )
        case "choices":
            st.multiselect(
                words.label,
                list(spec.options),
                format_func=lambda option: words.options[option],
                placeholder="Choose any",
                key=key,
                help=help_line,
            )
        case "yesno":
            st.selectbox(
                words.label,
                [True, False],
                index=None,
                format_func=lambda option: YES_NO[option],
                placeholder=NOT_SAID,
                key=key,
                help=help_line,
            )
        case "date":
            st.date_input(
                words.label,
                value=None,
                min_value=_day(spec.low),
                max_value=_day(spec.high),
                format="DD/MM/YYYY",
                key=key,
                help=help_line,
            )
        case "pence":
            st.text_input(words.label, key=key, help=help_line or "In pounds, such as 12.50.")
        case "whole" if steps := _steps(spec):
            if widget_value(key) not in steps:
                set_widget(key, None)
            st.selectbox(
                words.label,
                steps,
                index=None,
                placeholder=NOT_SAID,
                key=key,
                help=help_line,
            )
        case _:
            st.text_input(words.label, key=key, help=help_line)


def _steps(spec: FieldSpec) -> list[str]:
    """The steps of a short scale, chosen here as on a phone; none for other numbers."""
    low, high = spec.low, spec.high
    if not (isinstance(low, int) and isinstance(high, int)) or high - low > LONGEST_SCALE:
        return []
    return [str(step) for step in range(low, high + 1)]


def _library_box(spec: FieldSpec, words: FieldWords, key: str) -> None:
    """Choose a case or a lens by its name; one that the library lacks stays as it was typed."""
    titles = _titles(spec)
    typed = widget_value(key) or None
    set_widget(key, typed)
    options = [*titles, *([typed] if typed is not None and typed not in titles else [])]
    st.selectbox(
        words.label,
        options,
        index=None,
        format_func=lambda option: titles.get(option, option),
        placeholder=NOT_SAID,
        key=key,
    )


def _titles(spec: FieldSpec) -> dict[str, str]:
    library = load_library()
    if Mark.CASE in spec.marks:
        return {case.slug: case.title for case in library.cases}
    return {lens.slug: lens.name for lens in library.lenses}


def _day(bound: object) -> date | None:
    return bound if isinstance(bound, date) else None


def _as_typed(spec: FieldSpec, value: Any) -> Any:
    """A stored value as its widget holds it."""
    match spec.widget:
        case "choice" | "yesno":
            return value
        case "choices":
            return list(value or ())
        case "list":
            return "\n".join(value or ())
        case "date":
            return date.fromisoformat(value) if isinstance(value, str) else value
        case "pence":
            return "" if value is None else typed_pounds(int(value))
        case _:
            return "" if value is None else str(value)


def to_pence(typed: str, label: str) -> int:
    """Pounds as people type them, or as a page says them, as whole pence.

    Raises InvalidInputError.
    """
    found = _POUNDS.fullmatch(typed.strip().replace(",", ""))
    if found is None:
        raise InvalidInputError(f"“{label}” needs an amount in pounds, such as 12.50.")
    minus, whole, part = found.groups()
    pence = int(whole) * 100 + int((part or "").ljust(2, "0"))
    return -pence if minus else pence


def typed_text(prefix: str) -> str:
    return str(widget_value(f"{prefix}.text") or "")


def typed_fields(kind: CardKind, words: KindWords, prefix: str) -> dict[str, Any]:
    """What was typed into the boxes of a form, for ``parse_fields``. Blank ones are left out."""
    found: dict[str, Any] = {}
    for spec in field_specs(kind):
        value = widget_value(f"{prefix}.{spec.name}")
        if value is None or value in ("", []):
            continue
        if spec.widget == "pence" and str(value).strip():
            about = said_otherwise(str(value), money=True)  # “about 400” stays as it is said
            value = str(value) if about else to_pence(str(value), words.fields[spec.name].label)
        found[spec.name] = value
    return found


def said(spec: FieldSpec, words: FieldWords, value: Any) -> str:
    """A stored value as people read it."""
    if spec.marks & IN_LIBRARY:
        return _titles(spec).get(str(value), str(value))
    match spec.widget:
        case "choice":
            return words.options.get(value, str(value))
        case "choices":
            return ", ".join(words.options.get(option, str(option)) for option in value)
        case "list":
            return in_its_language("\n".join(value), next(iter(value), ""))
        case "yesno":
            return YES_NO[bool(value)]
        case "pence":
            return said_to_the_penny(int(value))
        case "percent":
            return f"{value} %"
        case "date":
            return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
        case _:
            return str(value)
