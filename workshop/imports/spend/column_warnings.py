"""What a person should hear of the columns that a sum rests on, of its units and its money."""

from workshop.imports.spend.basis import numeric
from workshop.imports.spend.content import facts_of
from workshop.imports.spend.directions import Direction, MoneyWay
from workshop.imports.spend.headings import ColumnRole, heading_score, never_money
from workshop.imports.spend.rows import ReadPayments
from workshop.imports.spend.sentences import NAMES, names, one_or_several, row_list
from workshop.imports.spend.spreadsheet import Row, Workbook
from workshop.imports.spend.table_layout import TableLayout
from workshop.imports.spend.units import ONE, size_words
from workshop.imports.spend.words import fold, says

_ROLES = {
    ColumnRole.AMOUNT: "how much",
    ColumnRole.SUPPLIER: "who was paid",
    ColumnRole.PURPOSE: "what for",
    ColumnRole.DEPARTMENT: "which department",
    ColumnRole.DATE: "when",
    ColumnRole.CURRENCY: "which money",
}
_LANGUAGES = {
    "cy": "Welsh",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "nl": "Dutch",
    "pl": "Polish",
    "it": "Italian",
    "pt": "Portuguese",
    "ro": "Romanian",
    "uk": "Ukrainian",
    "ar": "Arabic",
    "ur": "Urdu",
}


_SMALL = ("pence", "p", "cents", "pennies")
"""Columns that may hold what comes after the point."""


def sentences_of_columns(book: Workbook, layout: TableLayout, reading: ReadPayments) -> list[str]:
    """In the order in which one would look at it."""
    return [
        *_guessed(layout),
        *_amounts(book, layout, reading),
        *([] if ColumnRole.SUPPLIER in layout.columns else [NOBODY]),
        *_directions(layout, reading),
        *_unit(reading),
        *_style(reading),
        *_hidden(reading),
    ]


NOBODY = "We found no column that says who was paid."


def _guessed(layout: TableLayout) -> list[str]:
    """Every role that content chose, where there is a header; without one that is said already."""
    if layout.header is None:
        return []
    said = [
        f"“{layout.headings[layout.columns[role]]}” for {_ROLES[role]}"
        for role in ColumnRole
        if role in layout.guessed and role in layout.columns
    ]
    if not said:
        return []
    return [f"We guessed the columns by what stands in them: {', '.join(said)}. Check them."]


def _amounts(book: Workbook, layout: TableLayout, reading: ReadPayments) -> list[str]:
    own = layout.columns[ColumnRole.AMOUNT]
    family = reading.basis.family
    name = layout.headings[own]
    said = []
    if len(reading.basis.columns) > 1:
        columns = [layout.headings[one] for one in reading.basis.columns]
        said.append(
            f"The amounts stand in {len(columns)} columns, one for each time: "
            f"{names(columns, 12)}. We add them all together."
        )
        others = [layout.headings[one] for one in family.others] if family else []
        if others:
            said.append(f"We do not add {names(others)}.")
    elif family is not None:
        times = [one for one in (*family.own, *family.others) if one != own]
        said.append(
            f"We add up “{name}” alone. There is also "
            f"{names([layout.headings[one] for one in times], 8)}."
        )
    if rivals := _rivals(book, layout, reading):
        said.append(f"We add up “{name}”. There is also {names(rivals)}.")
    return [*said, *_doubts(name, layout)]


def _doubts(name: str, layout: TableLayout) -> list[str]:
    """What the heading of the amounts says against them."""
    if layout.header is None:
        return []
    score = heading_score(ColumnRole.AMOUNT, name)
    if says("planned", name) and score < 40:
        return [f"“{name}” sounds like what was planned, not like what was paid. Check it."]
    if says("in", name) and not says("out", name):
        return [f"“{name}” sounds like money that came in, not like money paid. Check it."]
    return []


def _rivals(book: Workbook, layout: TableLayout, reading: ReadPayments) -> list[str]:
    """Other columns that might be the amount, so that nobody takes this one for the only one."""
    basis = reading.basis
    taken = {*layout.columns.values(), *basis.columns}
    if basis.family is not None:
        taken |= {*basis.family.own, *basis.family.others}
    if basis.partner is not None:
        taken.add(basis.partner.column)
    body = _body(book, layout)
    sure = (
        heading_score(ColumnRole.AMOUNT, layout.headings[layout.columns[ColumnRole.AMOUNT]]) >= 50
    )
    return [
        heading
        for column, heading in enumerate(layout.headings)
        if column not in taken
        and (
            heading_score(ColumnRole.AMOUNT, heading) >= 40
            or (
                not sure
                and not never_money(heading)
                and facts_of(book.sheets[layout.sheet], layout.first, column).money
            )
            or ((says("in", heading) or fold(heading) in _SMALL) and numeric(body, column))
        )
        and any(column < len(row) and row[column] != "" for row in body)
    ]


def _body(book: Workbook, layout: TableLayout) -> list[Row]:
    return book.sheets[layout.sheet].rows[layout.first : layout.first + 200]


def _directions(layout: TableLayout, reading: ReadPayments) -> list[str]:
    said = []
    basis, odd = reading.basis, reading.odd
    for direction in basis.directions:
        said += _direction(layout, reading, direction)
    if basis.partner is not None:
        heading = layout.headings[basis.partner.column]
        rows = odd.left_out.get((MoneyWay.IN, basis.partner.column), [])
        if basis.partner.way is MoneyWay.BACK:
            said.append(f"“{heading}” is money back. We took it off what was paid.")
        elif rows:
            said.append(
                f"“{heading}” is money in. We add money out only, so "
                + one_or_several(rows, "is left out.", "are left out.").replace("Row", "row", 1)
            )
        elif basis.everything:
            said.append(f"“{heading}” is money in. It is added to money out, as you chose.")
    for row, column, word in odd.mentions[:5]:
        said.append(
            f"Row {row + 1} says “{word}” in “{layout.headings[column]}” but stands above zero, "
            "so it is added to what was paid. Check it."
        )
    if len(odd.mentions) > 5:
        said.append(f"So it is in {len(odd.mentions) - 5:,} more rows.")
    return said


def _direction(layout: TableLayout, reading: ReadPayments, direction: Direction) -> list[str]:
    heading = layout.headings[direction.column]
    said = []
    for way in sorted(set(direction.ways.values())):
        spelt = names(direction.spelt[way])
        count = direction.counts[way]
        rows = "1 row" if count == 1 else f"{count:,} rows"
        if way is MoneyWay.BACK and reading.odd.turned:
            said.append(
                f"“{heading}” says {spelt} in {rows}: money back. We took it off what was paid."
            )
        elif way is MoneyWay.BACK:
            said.append(f"“{heading}” says {spelt} in {rows}. We took the signs as they stand.")
        elif way in direction.left_out and reading.basis.everything:
            said.append(
                f"“{heading}” says {spelt} in {rows}. It is added to the rest, as you chose."
            )
        elif way in direction.left_out:
            sort = "money in" if way is MoneyWay.IN else "planned, promised or stopped, not paid"
            said.append(f"“{heading}” says {spelt} in {rows}: {sort}. We left that out.")
        elif way in (MoneyWay.IN, MoneyWay.PLANNED):
            sort = "money in" if way is MoneyWay.IN else "planned or promised"
            said.append(
                f"“{heading}” says {spelt} in {rows}: this is {sort}, not money paid. "
                "It is added up all the same."
            )
    return said


def _unit(reading: ReadPayments) -> list[str]:
    unit = reading.basis.unit
    if unit.size == ONE:
        return []
    size = size_words(unit.size, reading.currency)
    return [f"The amounts are in {size}: {unit.where}. So we multiplied by {unit.size:,}."]


def sentences_of_money(reading: ReadPayments) -> list[str]:
    """In which money the amounts are, where that is not pounds or is not said."""
    money = reading.basis.money
    said = []
    name = NAMES.get(reading.currency, reading.currency)
    if reading.odd.unsaid:
        if money.language:
            language = _LANGUAGES.get(money.language, money.language)
            said.append(
                f"No currency is named. The headings are {language}, so we take the amounts for "
                f"{name}. Check it."
            )
        else:
            said.append(f"No currency is named in this file, so we take the amounts for {name}.")
    elif reading.currency != "GBP":
        where = f": {money.where}" if money.where and money.code == reading.currency else ""
        said.append(f"The amounts are in {reading.currency}, not in pounds{where}.")
    return said


def _style(reading: ReadPayments) -> list[str]:
    style = reading.basis.style
    said = []
    if style.mixed:
        said.append(
            "Some amounts have a comma before the pence and others a point. "
            f"We read this file as one with a {_sign(style.point)}. Check the amounts."
        )
    if style.open:
        whole = style.shown.replace(".", ",")
        one, other = (style.shown, whole) if style.point == "." else (whole, style.shown)
        said.append(
            f"Each amount with a point has three digits after it, such as “{style.shown}”. "
            f"We read that as {one}, but it may be {other}. Check it."
        )
    elif style.point == ",":
        said.append("In this file a comma stands before the pence.")
    elif style.commas:
        said.append(
            f"Each amount with a comma has three digits after it, such as “{style.commas}”. "
            f"We read that as {style.commas.replace(',', '')}, but it may be "
            f"{style.commas.replace(',', '.')}. Check it."
        )
    return said


def _sign(point: str) -> str:
    return "comma" if point == "," else "point"


def _hidden(reading: ReadPayments) -> list[str]:
    rows = reading.odd.hidden
    if not rows:
        return []
    verb = "is" if len(rows) == 1 else "are"
    return [
        f"{row_list(rows)} {verb} hidden in the workbook. We read hidden rows like all others, "
        "so the sum may be more than you see there."
    ]
