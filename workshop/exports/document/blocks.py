"""The report as plain data: sections made of blocks, with neither HTML nor markup of any kind.

Every renderer (page, PDF, slides, document) gives the same words and figures, since all of it is
here. Text is as people typed it and may hold line ends: a renderer escapes it and changes nothing.
Headings go one level down for each part of a section. Nothing here knows a clock or a database.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from workshop.figures.chart import Chart, Exact

Audience = Literal["full", "shareable"]
Names = Literal["names", "roles"]
Tone = Literal["plain", "lead", "quiet"]
Basis = Literal["counted", "forecast"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a table: exact for a spreadsheet, and ``said`` as people read it.

    ``unit`` is "pence", "%" or what is counted, such as "families". A forecast says so in its
    column or row heading as well; ``basis`` is for the look.
    """

    value: Exact
    unit: str
    said: str
    basis: Basis = "counted"


LONG_TABLE = 15
"""Rows from which a table is long: what is the same in each is said once."""
Cell = str | Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Somebody's words; ``by`` is who said them as far as that may be told, or ""."""

    text: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One card in a list. ``mark`` is a word such as “Starred”; ``by`` who wrote it, or "".

    ``facts`` are the fields that were filled in, each with its label. ``role`` is the key of the
    writer's role group for its colour, or ""; the words of it are in ``by`` where there is no name.
    """

    text: str
    detail: str = ""
    mark: str = ""
    by: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list. ``more`` is a sentence on what was left out to keep it short, or ""."""

    items: tuple[Item, ...]
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """``numeric`` are the columns that hold numbers, from 0; every row is as long as ``head``.

    The first column is the heading of its row. ``more`` as in ``Bullets``.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: frozenset[int] = frozenset()
    more: str = ""


def said_once(table: TableBlock, most: int) -> TableBlock:
    """A table of more than ``most`` rows says in its caption what a column says in each row."""
    told = [[cell if isinstance(cell, str) else cell.said for cell in row] for row in table.rows]
    same = {
        place
        for place in range(1, len(table.head))
        if len(told) > most and len({row[place] for row in told}) == 1
    }
    kept = [place for place in range(len(table.head)) if place not in same]
    words = "".join(f" · {table.head[place]}: {told[0][place]}" for place in sorted(same))
    return replace(
        table,
        caption=f"{table.caption}{words}",
        head=tuple(table.head[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in table.rows),
        numeric=frozenset(at for at, place in enumerate(kept) if place in table.numeric),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureBlock:
    """One or more charts under one title; ``key`` is its own within the document.

    ``alt`` is a sentence that says what it shows. ``table`` holds the same values for who would
    rather read them, or None where they stand in the text beside it.
    """

    key: str
    title: str
    alt: str
    charts: tuple[Chart, ...]
    table: TableBlock | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureBlock:
    """A drawing or a photo as PNG or JPEG, ``width`` by ``height`` pixels."""

    mime: Literal["image/png", "image/jpeg"]
    content: bytes = field(repr=False)
    width: int
    height: int
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Short facts with their labels, such as who, when and how many."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout:
    """What must be seen. "care": read this first; "note": good to know; "key": the heart of it."""

    tone: Literal["care", "note", "key"]
    text: str
    title: str = ""


Block = Paragraph | Quote | Bullets | TableBlock | FigureBlock | PictureBlock | Facts | Callout


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """``lead`` is a sentence on what it is about; ``icon`` is a Material Symbol or "".

    ``aside``: listed so that nothing is missing; it may be folded away or set smaller.
    """

    key: str
    title: str
    lead: str = ""
    icon: str = ""
    aside: bool = False
    blocks: tuple[Block, ...] = ()
    parts: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """Whose report it looks like. ``colour`` is “#rrggbb” and dark enough for words on white."""

    organisation: str = ""
    colour: str = "#0b625d"
    logo: PictureBlock | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The whole report. ``day`` is when the work was done, from its own dates, never the clock.

    ``left_out`` are plain sentences on what this edition does not hold; at least one of them says
    so when it is for sharing. ``brief`` fits one page and can be printed alone.
    """

    title: str
    place: str
    code: str
    revision: int
    language: str
    day: date
    audience: Audience
    names: Names
    is_example: bool
    left_out: tuple[str, ...]
    brand: Brand
    brief: Section
    sections: tuple[Section, ...]
