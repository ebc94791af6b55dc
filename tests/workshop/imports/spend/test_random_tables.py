"""Tables of known sums in layouts that chance puts together: never a wrong sum without a sentence.

A short run is part of all tests; ``SPENDING_TABLES=20000 uv run pytest -n 0`` with this file tries
more, and prints nothing where nothing is wrong.
"""

import os
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workshop.imports.spend.files import as_csv, as_xlsx
from workshop.errors import InvalidInputError
from workshop.imports.spend import preview

TRIES = int(os.environ.get("SPENDING_TABLES", "150"))
HARMLESS = (
    "No currency is named",
    "The header ",
    "is below zero",
    "are below zero",
    "is blank",
    "are blank",
    "We found no column that says who was paid",
    "In this file a comma",
    "are not in pounds",
    "The amounts are in ",
    "In this file the month",
    "the same as",
    "has no amount and is left out",
    "have no amount and are left out",
    "an amount of nothing",
    "not say who was paid",
)
"""Sentences that say how a file was read; nobody would look for a wrong sum because of them."""
HEADS = {
    "en": ("Supplier", "Service", "Date"),
    "de": ("Zahlungsempfänger", "Bereich", "Datum"),
    "fr": ("Bénéficiaire", "Direction", "Date"),
    "es": ("Proveedor", "Servicio", "Fecha"),
    "cy": ("Cyflenwr", "Gwasanaeth", "Dyddiad"),
}
AMOUNTS = {
    "en": ("Amount", "Net Amount", "Amount paid", "Actual spend"),
    "de": ("Betrag", "Ausgaben"),
    "fr": ("Montant",),
    "es": ("Importe",),
    "cy": ("Swm",),
}
UNITS = {"": 100, "£000": 100_000, "£m": 100_000_000, "pence": 1}
WAYS = {
    "DR/CR": (("DR", 1), ("CR", -1)),
    "Document type": (("Invoice", 1), ("Credit note", -1)),
    "Type": (("Expenditure", 1), ("Income", 0)),
    "Status": (("Actual", 1), ("Budget", 0)),
}


@dataclass
class Table:
    """A table as it is written, and the sum that is right for it in pence."""

    rows: list[list[str]] = field(default_factory=list)
    pence: int = 0
    delimiter: str = ","
    made_of: Counter[str] = field(default_factory=Counter)


def written(size: Decimal, style: str) -> str:
    """1234.5 as people write it: 1,234.50 or 1.234,50 or 1234.5 or £1,234.50."""
    text = f"{abs(size):,}" if "groups" in style else f"{abs(size)}"
    if "comma" in style:
        text = text.translate(str.maketrans(",.", ".,"))
    if "sign" in style:
        text = f"£{text}"
    if size < 0:
        return f"({text})" if "brackets" in style else f"-{text}"
    return text


@st.composite
def tables(draw: st.DrawFn) -> Table:
    made = Table()
    language = draw(st.sampled_from(sorted(HEADS)))
    made.delimiter = draw(st.sampled_from([",", ";", "\t", "|"]))
    style = draw(
        st.sampled_from(["plain", "groups", "groups sign", "groups comma", "comma", "brackets"])
    )
    unit = draw(st.sampled_from(sorted(UNITS)))
    place = draw(st.sampled_from(["heading", "above", "below"])) if unit else ""
    ways = draw(st.sampled_from(["", "", *sorted(WAYS)]))
    across = draw(st.sampled_from(["", "", "years", "months"])) if not ways else ""
    sums = draw(st.sampled_from(["", "end", "groups", "above"])) if not ways else ""
    heading = draw(st.sampled_from(AMOUNTS[language]))
    if across == "years":
        heads = ["2022-23", "2023-24", "2024-25"]
    elif across == "months":
        heads = [f"{month} 2024" for month in ("April", "May", "June")]
    else:
        heads = [heading]
    if place == "heading":
        heads = [f"{head} ({unit})" for head in heads]
    names = [*HEADS[language], *heads, *([ways] if ways else [])]
    for number in range(draw(st.integers(0, 2))):
        made.rows.append([f"Payments of Ashby, list {number}"] + [""] * (len(names) - 1))
    if place == "above":
        made.rows.append(["", "", "", unit] + [""] * (len(names) - 4))
    made.rows.append(names)
    if place == "below":
        made.rows.append(["", "", ""] + [unit] * len(heads) + ([""] if ways else []))
    _body(draw, made, style, UNITS[unit], ways, across, sums, len(heads))
    for number in range(draw(st.integers(0, 2))):
        made.rows.append([f"Note {number}: see the website"] + [""] * (len(names) - 1))
    return made


def _body(
    draw: st.DrawFn,
    made: Table,
    style: str,
    unit: int,
    ways: str,
    across: str,
    sums: str,
    width: int,
) -> None:
    decimals = draw(st.sampled_from([0, 2])) if unit != 1 else 0
    above = 0 if ways else -200_000
    sizes = st.integers(above, 9_000_000).map(lambda n: Decimal(n) / (100 if decimals else 1))
    whole = [Decimal(0)] * width
    for group in range(draw(st.integers(1, 3))):
        part = [Decimal(0)] * width
        lines: list[list[str]] = []
        for number in range(draw(st.integers(2, 6))):
            cells = [draw(sizes) for _ in range(width)]
            way, factor = draw(st.sampled_from(WAYS[ways])) if ways else ("", 1)
            counted = cells[-1] if across == "years" else sum(cells, Decimal(0))
            made.pence += int(counted * factor * unit)
            part = [one + two for one, two in zip(part, cells, strict=True)]
            who = f"Alder {group}{number} Ltd"
            day = f"{number + 10}/0{group + 4}/2024"
            amounts = [written(cell, style) for cell in cells]
            lines.append([who, f"Team {group}", day, *amounts, *([way] if ways else [])])
        total = [written(one, style) for one in part]
        if sums == "above" and len(lines) > 1:
            made.rows.append(["", f"Team {group}", "", *total])
        made.rows += lines
        if sums == "groups":
            made.rows.append([f"Total Team {group}", "", "", *total])
        whole = [one + two for one, two in zip(whole, part, strict=True)]
    if sums in ("end", "groups"):
        made.rows.append(["Grand total", "", "", *[written(one, style) for one in whole]])


@given(tables())
@settings(max_examples=TRIES, deadline=None, suppress_health_check=list(HealthCheck))
def test_never_a_wrong_sum_without_a_sentence(table: Table) -> None:
    """The right sum; else a refusal, or a sentence that makes a reader doubt it."""
    _try(as_csv(table.rows, delimiter=table.delimiter), table)


@given(tables())
@settings(max_examples=max(20, TRIES // 10), deadline=None, suppress_health_check=list(HealthCheck))
def test_never_in_a_workbook_of_texts_either(table: Table) -> None:
    _try(as_xlsx(table.rows), table)


def _try(data: bytes, table: Table) -> None:
    try:
        found = preview(data)
    except InvalidInputError:
        return
    if found.reading.total_pence == table.pence:
        return
    doubts = [said for said in found.warnings if not any(one in said for one in HARMLESS)]
    assert doubts, (found.reading.total_pence, table.pence, data, found.warnings)
