"""All tables of one edition of a workshop, in the order in which they stand in its files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from workshop.exports.document.blocks import Audience, Names
from workshop.exports.document.card_words import counted, day_words
from workshop.exports.formats.workbook.card_tables import card_grids
from workshop.exports.formats.workbook.cost_table import CostSheet, cost_grid, cost_sheet
from workshop.exports.formats.workbook.grid import Column, Grid, Sort
from workshop.exports.formats.workbook.history_tables import record_grids
from workshop.exports.formats.workbook.sign_table import sign_grid
from workshop.exports.formats.workbook.vote_tables import vote_grids
from workshop.exports.formats.workbook.wording import Wording
from workshop.exports.telling.story import WorkshopStory
from workshop.kinds import CardKind, Mark, marked
from workshop.queries.cards import CardView

EVERY_KIND = "Every kind of card"
NOTHING_LEFT_OUT = "Nothing that this edition may hold."
FOR_WHOM: Mapping[Audience, str] = {
    "full": "For the team. It holds what the whole room could see, with names.",
    "shareable": "For anyone. It holds only what the whole room could see.",
}
WITH_NAMES: Mapping[Names, str] = {
    "names": "With names, where names were promised",
    "roles": "Without names",
}
SORT_WORDS: Mapping[Sort, str] = {
    "text": "Text",
    "name": "Text",
    "whole": "Whole number",
    "year": "Year",
    "money": "Money, exact to the penny where people gave it",
    "decimal": "Number",
    "rounded": "Number",
    "share": "Share: 0.5 is a half",
    "day": "Date",
    "moment": "Date and time in UTC",
    "list": "Text, one thing on each line",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """``facts`` are labels with what is said, ``left_out`` sentences.

    ``costs`` lie apart from the other tables, since their cells depend on each other.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    costs: tuple[CostSheet, ...]
    grids: tuple[Grid, ...]
    money: str

    @property
    def dictionary(self) -> Grid:
        """What each column of each table means."""
        wanted = (cost_grid(self.costs), *self.grids) if self.costs else self.grids
        return Grid(
            key="data-dictionary",
            title="Data dictionary",
            about="What each column of each table means, its unit, and what may stand in it.",
            columns=_DICTIONARY,
            rows=tuple(_explained(wanted)),
        )


def _explained(grids: Iterable[Grid]) -> Iterator[tuple[str | None, ...]]:
    """A line for each column; what is the same in every table of cards is explained once."""
    told: set[tuple[str, str]] = set()
    for grid in grids:
        for column in grid.columns:
            if column.common and (column.key, column.label) in told:
                continue
            if column.common:
                told.add((column.key, column.label))
            yield (
                EVERY_KIND if column.common else grid.title,
                column.label,
                column.key,
                column.meaning,
                SORT_WORDS[column.sort],
                column.unit or None,
                column.allowed or None,
                column.source or None,
            )


def read_tables(story: WorkshopStory) -> Tables:
    """The tables of a story, without those in which nothing stands."""
    wording = Wording.of(story)
    cards, guarded = _without_own_pay(story)
    grids = (
        sign_grid(story, wording),
        *vote_grids(story, wording),
        *card_grids(cards, wording),
        *record_grids(story, wording),
    )
    return Tables(
        title=story.document.title,
        facts=_facts(story),
        left_out=(*story.left_out, *guarded) or (NOTHING_LEFT_OUT,),
        costs=tuple(cost_sheet(table, wording.money) for table in story.board.costs),
        grids=tuple(grid for grid in grids if grid.rows),
        money=wording.money,
    )


def _without_own_pay(story: WorkshopStory) -> tuple[tuple[CardView, ...], tuple[str, ...]]:
    """The cards, and a sentence where one person's pay was taken from them.

    The archive alone tells it; a report gives a band.
    """
    pay = frozenset(line.card.id for line in story.budget.lines if line.guarded)
    if not pay:
        return story.cards, ()
    cards = tuple(_without_pay(card) if card.id in pay else card for card in story.cards)
    if cards == story.cards:
        return cards, ()
    said = f"Left out: {counted(len(pay), 'amount')} that may show what one person earns."
    return cards, (said,)


def _without_pay(card: CardView) -> CardView:
    pay = marked(CardKind(card.kind), Mark.PAY)
    return replace(card, fields={name: v for name, v in card.fields.items() if name not in pay})


def _facts(story: WorkshopStory) -> tuple[tuple[str, str], ...]:
    about = story.workshop
    said = (
        ("Where", about.place),
        ("The question about life", story.question),
        ("The big challenge", about.big_challenge),
        ("Who asked for it", about.sponsor),
        ("Year of the vision", str(about.horizon_year or "")),
        ("For whom this file is", FOR_WHOM[story.edition.audience]),
        ("Names", WITH_NAMES[story.edition.names]),
        ("Day of the workshop", day_words(story.document.day)),
        ("Code of the workshop", about.code),
        ("Revision", f"{about.revision:,}"),
        ("Cards in this file", f"{len(story.cards):,}"),
    )
    return tuple((label, value) for label, value in said if value)


def _told(key: str, label: str, sort: Sort, meaning: str) -> Column:
    return Column(key=key, label=label, sort=sort, meaning=meaning)


_DICTIONARY = (
    _told("table", "Table", "name", "The sheet, or the CSV file of that name."),
    _told("label", "Column", "name", "What stands above the column."),
    _told("key", "Name in the archive", "name", "What programs call it."),
    _told("meaning", "What it means", "text", "In plain words."),
    _told("sort", "What it holds", "name", "Text, a number, a date."),
    _told("unit", "Unit", "name", "What the numbers count."),
    _told("allowed", "What may stand in it", "text", "The choices or the limits."),
    _told("source", "Where it comes from", "name", "Typed, counted or kept."),
)
