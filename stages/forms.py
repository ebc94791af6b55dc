"""A form for any kind of card, made from its fields and their words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import streamlit as st

from workshop.errors import InvalidInputError
from workshop.kinds import KINDS, CardKind, FieldSpec, FieldWords, KindWords, field_specs

NOT_SAID = "Not said"
YES_NO = {True: "Yes", False: "No"}
AT_ONCE = 4
"""Fields that a form shows at once; the others wait behind one click."""


def text_box(kind: CardKind, words: KindWords, prefix: str, text: str = "") -> None:
    """The box for the main words. Too long a text is refused on saving, so that none is cut."""
    key = f"{prefix}.text"
    st.session_state.setdefault(key, text)
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
) -> None:
    """A widget for every field of the kind; those in ``first`` come first."""
    specs = field_specs(kind)
    ordered = sorted(specs, key=lambda spec: spec.name not in first)
    shown = max(AT_ONCE, len(first))
    for spec in ordered[:shown]:
        _box(spec, words.fields[spec.name], f"{prefix}.{spec.name}", values.get(spec.name))
    if ordered[shown:]:
        with st.expander("More about it", key=f"{prefix}.more"):
            for spec in ordered[shown:]:
                _box(spec, words.fields[spec.name], f"{prefix}.{spec.name}", values.get(spec.name))


def _box(spec: FieldSpec, words: FieldWords, key: str, value: Any) -> None:
    st.session_state.setdefault(key, _as_typed(spec, value))
    help_line = words.help or None
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
        case _:
            st.text_input(words.label, key=key, help=help_line)


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
            return "" if value is None else pounds(int(value))
        case _:
            return "" if value is None else str(value)


def pounds(pence: int) -> str:
    """``1250`` as ``12.50``, which ``to_pence`` reads back."""
    return f"{Decimal(pence) / 100:.2f}"


def to_pence(typed: str, label: str) -> int:
    """Pounds as people type them, as whole pence. Raises InvalidInputError."""
    plain = typed.strip().removeprefix("-").removeprefix("£").replace(",", "").strip()
    try:
        amount = Decimal(plain) * 100
    except InvalidOperation:
        amount = Decimal("0.5")
    if not amount.is_finite() or amount != amount.to_integral_value():
        raise InvalidInputError(f"“{label}” needs an amount in pounds, such as 12.50.")
    return int(-amount if typed.strip().startswith("-") else amount)


def typed_text(prefix: str) -> str:
    return str(st.session_state.get(f"{prefix}.text") or "")


def typed_fields(kind: CardKind, words: KindWords, prefix: str) -> dict[str, Any]:
    """What was typed into the boxes of a form, for ``parse_fields``. Blank ones are left out."""
    found: dict[str, Any] = {}
    for spec in field_specs(kind):
        value = st.session_state.get(f"{prefix}.{spec.name}")
        if value is None or value in ("", []):
            continue
        if spec.widget == "pence" and str(value).strip():
            value = to_pence(str(value), words.fields[spec.name].label)
        found[spec.name] = value
    return found


def said(spec: FieldSpec, words: FieldWords, value: Any) -> str:
    """A stored value as people read it."""
    match spec.widget:
        case "choice":
            return words.options.get(value, str(value))
        case "choices":
            return ", ".join(words.options.get(option, str(option)) for option in value)
        case "list":
            return "\n".join(value)
        case "yesno":
            return YES_NO[bool(value)]
        case "pence":
            return f"£{Decimal(value) / 100:,.2f}"
        case "percent":
            return f"{value} %"
        case "date":
            return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
        case _:
            return str(value)
