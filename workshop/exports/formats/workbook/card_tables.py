"""A table for each kind of card, made from the registry of kinds and its words alone.

A new kind, field or link therefore appears by itself. Its columns are: the card's name, its main
text, its fields, its links (readable, with the names of the cards beside), and how it came about.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from workshop.exports.formats.workbook.grid import Column, Grid, Sort, Value, unique_labels
from workshop.exports.formats.workbook.wording import Wording, sentence_case
from workshop.figures.pounds import exact_pounds
from workshop.figures.told_text import in_its_language
from workshop.kinds import KINDS, CardKind, FieldSpec, KindWords, field_specs
from workshop.queries.cards import CardView
from workshop.words import own_name

_YES_NO = {True: "Yes", False: "No"}
_SORTS: Mapping[str, Sort] = {
    "short": "name",
    "long": "text",
    "choice": "name",
    "choices": "list",
    "whole": "whole",
    "pence": "money",
    "percent": "decimal",
    "decimal": "decimal",
    "date": "day",
    "yesno": "name",
    "list": "list",
}
_TYPED = "Typed by people"
_KEPT = "Kept by Reframe"


def card_grids(cards: Iterable[CardView], wording: Wording) -> tuple[Grid, ...]:
    """One table for each kind of which there are cards, in the order of the road."""
    by_kind: dict[str, list[CardView]] = {}
    for card in cards:
        by_kind.setdefault(card.kind, []).append(card)
    return tuple(_grid(kind, by_kind[kind], wording) for kind in KINDS if kind in by_kind)


def _grid(kind: CardKind, cards: Iterable[CardView], wording: Wording) -> Grid:
    words = wording.playbook.kind(kind)
    specs = field_specs(kind)
    links = [link.name for link in KINDS[kind].links]
    columns = [
        Column(
            key="card",
            label="Card",
            sort="name",
            meaning="The name of this card in every file of this workshop.",
            source=_KEPT,
            common=True,
        ),
        Column(
            key="text",
            label=sentence_case(words.singular),
            sort="text",
            meaning=words.text,
            allowed=f"Up to {KINDS[kind].text_max:,} characters",
            source=_TYPED,
        ),
        *(_field_column(spec, words, wording.money) for spec in specs),
        *(column for name in links for column in _link_columns(name, words)),
        *_about_columns(wording),
    ]
    return Grid(
        key=kind.value.replace("_", "-"),
        title=sentence_case(words.plural),
        about=words.text,
        columns=unique_labels(columns),
        rows=tuple(
            (
                card.id,
                card.text,
                *(_field(spec, words, card.fields.get(spec.name)) for spec in specs),
                *(cell for name in links for cell in _link_cells(card, name, wording.called)),
                *_about(card, wording),
            )
            for card in cards
        ),
    )


def _field_column(spec: FieldSpec, words: KindWords, money: str) -> Column:
    said = words.fields[spec.name]
    sort: Sort = "year" if _is_year(spec) else _SORTS[spec.widget]
    unit = {"pence": money, "percent": "%"}.get(spec.widget, "")
    return Column(
        key=spec.name,
        label=f"{said.label} ({unit})" if unit else said.label,
        sort=sort,
        meaning=" ".join(filter(None, (said.label, said.help))),
        unit=_unit_words(spec, unit),
        allowed=_allowed(spec, said.options),
        source=_TYPED,
    )


def _is_year(spec: FieldSpec) -> bool:
    return spec.widget == "whole" and spec.low == 1900


def _unit_words(spec: FieldSpec, unit: str) -> str:
    return f"{unit}, with two decimals" if spec.widget == "pence" else unit


def _allowed(spec: FieldSpec, options: Mapping[str, str]) -> str:
    if spec.widget == "yesno":
        return "Yes; No"
    if options:
        several = "One or more of: " if spec.widget == "choices" else ""
        return several + "; ".join(options.values())
    if spec.widget == "list":
        return f"Up to {spec.max_items} lines of {spec.max_length} characters"
    if spec.max_length is not None:
        return f"Up to {spec.max_length:,} characters"
    if spec.low is not None and spec.high is not None:
        low, high = spec.low, spec.high
        if spec.widget == "pence":
            low, high = exact_pounds(int(str(low))) or 0, exact_pounds(int(str(high)))
        return f"From {_plain(low)} to {_plain(high)}"
    return ""


def _plain(value: int | Decimal | date) -> str:
    return value.isoformat() if isinstance(value, date) else f"{value:,}"


def _field(spec: FieldSpec, words: KindWords, value: Any) -> Value:
    options = words.fields[spec.name].options
    if value is None or value == "":
        return None
    match spec.widget:
        case "choice":
            return options.get(value, str(value))
        case "choices":
            return "\n".join(options.get(one, str(one)) for one in value) or None
        case "list":
            return "\n".join(map(str, value)) or None
        case "yesno":
            return _YES_NO[bool(value)]
        case "whole":
            return int(value)
        case "pence":
            return exact_pounds(int(value))
        case "percent" | "decimal":
            return Decimal(str(value))
        case "date":
            return date.fromisoformat(value) if isinstance(value, str) else value
        case _:
            return str(value)


def _link_columns(name: str, words: KindWords) -> tuple[Column, Column]:
    label = words.links[name]
    return (
        Column(
            key=name,
            label=label,
            sort="list",
            meaning=f"{label}: the first words of each card, one on each line.",
            source=_KEPT,
        ),
        Column(
            key=f"{name}_cards",
            label=f"{label} (cards)",
            sort="list",
            meaning=f"{label}: the names of the same cards, in the same order.",
            source=_KEPT,
        ),
    )


def _link_cells(card: CardView, name: str, called: Mapping[str, str]) -> tuple[Value, Value]:
    to = [one for one in card.links.get(name, ()) if one in called]
    if not to:
        return None, None
    names = in_its_language("\n".join(called[one] for one in to), called[to[0]])
    return names, "\n".join(to)


def _about_columns(wording: Wording) -> list[Column]:
    labels = [words.label for words in wording.playbook.words.role_groups.values()]
    groups = "; ".join([*labels, *wording.voices.values()])

    def kept(key: str, label: str, meaning: str, sort: Sort = "name", allowed: str = "") -> Column:
        return Column(
            key=key,
            label=label,
            sort=sort,
            meaning=meaning,
            allowed=allowed,
            source=_KEPT,
            common=True,
        )

    columns = [
        kept("activity", "Step", "The step of the workshop in which it was written."),
        kept(
            "role_group",
            "Written by",
            "The group that the writer belongs to. Empty where that was not to be told.",
            allowed=groups,
        ),
    ]
    if wording.edition.names == "names":
        columns += [
            kept("author", "Name", "The writer, where names were promised and one was given."),
            kept("table", "Table", "The table of the writer, where names were promised.", "whole"),
        ]
    columns.append(kept("languages", "Language", "Its own language, then those it was put into."))
    columns.append(kept("starred", "Starred", "Marked with a star.", allowed="Yes; No"))
    if wording.edition.audience == "full":
        columns += [
            kept(
                "may_read",
                "Who could read it",
                "Whether the whole room could read it.",
                allowed="; ".join(_READERS),
            ),
            kept("written", "Written (UTC)", "When it was first saved, in UTC.", "moment"),
            kept("version", "Version", "1, and 1 more for each change.", "whole"),
        ]
    return columns


def _languages(card: CardView, wording: Wording) -> str:
    own = card.language or wording.language
    return ", ".join(own_name(one) for one in (own, *(t.language for t in card.translations)))


_READERS = ("The room", "The facilitator alone", "Not shown to the room yet")


def _about(card: CardView, wording: Wording) -> Iterable[Value]:
    yield wording.step(card.activity)
    yield card.voice or wording.role(card.role)
    if wording.edition.names == "names":
        yield card.author or None
        yield card.table
    yield _languages(card, wording)
    yield _YES_NO[card.starred]
    if wording.edition.audience == "full":
        yield _READERS[1 if card.private else 2 if card.face_down else 0]
        yield card.created_at
        yield card.version
