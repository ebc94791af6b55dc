"""The sections and blocks of the report as headings, paragraphs, lists, tables and pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import chain, zip_longest

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table as Grid
from docx.text.paragraph import Paragraph as Line

from workshop.exports.document.blocks import (
    LONG_TABLE,
    Block,
    Bullets,
    Callout,
    Cell,
    Facts,
    FigureBlock,
    Item,
    Number,
    Paragraph,
    PictureBlock,
    Quote,
    Section,
    TableBlock,
    said_once,
)
from workshop.exports.formats.office_text import (
    label_before,
    on_its_own_side,
    parts_apart,
    printable,
    right_to_left,
)
from workshop.exports.formats.slides.text_fit import width_of
from workshop.exports.formats.word.fields import (
    Lines,
    add_bookmark,
    add_field,
    add_run,
    keep_whole,
    keep_with_next,
    repeat_head,
    say_of_picture,
    write,
)
from workshop.exports.formats.word.styles import LABEL, TABLE_STYLE
from workshop.figures.told_text import in_quotes

WIDTH, HIGHEST = 453.0, 560.0
"""The room for words on an A4 page in points: how wide, and how high a picture may be."""
POINTS_A_UNIT = 0.6
"""How large a chart is shown: its letters are about those of the tables."""
PICTURE_DPI = 150
LONGEST_LABEL = 28
"""Letters of a label that fit into its column with the widest letters that a machine may have."""
SHORT = 110
"""Letters of a card with its detail that fit on a line."""
TABLE_LETTERS, CELL_SIDES, LONGEST_WORD = 10.0, 6.0, 96.0
"""In points: of the letters of a table, bold ones among them, the air beside them, and the longest
word that is not broken."""
LONGEST_FIGURE = 18
"""Letters of a cell with figures that stands on one line, such as “−£67,111 (−13 %)”."""
DEEPEST = 3
MOST_KEPT = 8
"""Fields of a card, or rows of a table, that stand on one page together."""
ALSO, ALSO_HOW = (
    "Also written",
    "Each card in its own words. What else was filled in: the workbook.",
)
_LINE, _SETUP = qn("w:p"), qn("w:sectPr")
_TONES = {"plain": "Normal", "lead": "Lead", "quiet": "Quiet"}

Drawn = Mapping[str, tuple[tuple[bytes, int, int], ...]]
"""The pictures of each figure by its key: PNG, and its size in units of its own."""


@dataclass
class Body:
    """Writes into a document; keeps the headings that the contents will list."""

    word: Word
    lines: Lines
    drawn: Drawn
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    _asides: list[tuple[Section, list[Section]]] = field(default_factory=list)

    def section(
        self, section: Section, level: int = 1, *, own_page: bool = False, whole: bool = False
    ) -> None:
        """A section with its parts, each one level further down; asides wait for the end.

        ``whole``: each part stands on one page, so that no heading or last lines are on another.
        """
        line = self.heading(section.title, level)
        if own_page:
            line.paragraph_format.page_break_before = True
        if section.lead:
            write(self.lines.add("Lead"), section.lead)
        for block, after in zip_longest(section.blocks, section.blocks[1:]):
            self.block(block, leads=isinstance(after, Bullets | TableBlock))
        for part in section.parts:
            if not part.aside:
                begins = len(self.word.element.body)
                self.section(part, level + 1)
                if whole:
                    self._keep_since(begins)
        if asides := [part for part in section.parts if part.aside]:
            self._asides.append((section, asides))

    def _keep_since(self, begins: int) -> None:
        """On one page with each other: all lines from that place on, but not the air after them."""
        made = [child for child in self.word.element.body[begins - 1 :] if child.tag != _SETUP]
        while made[-1].tag == _LINE and not Line(made[-1], self.word).text:
            made.pop()
        kept = [*made[:-1], *(made[-1].tr_lst[:-1] if made[-1].tag != _LINE else ())]
        for line in (one for child in kept for one in child.iter(_LINE)):
            Line(line, self.word).paragraph_format.keep_with_next = True

    def also_written(self) -> None:
        """Every other card in its own words alone, so that the telling above can be read on."""
        if not self._asides:
            return
        self.heading(ALSO, 1)
        write(self.lines.add("Lead"), ALSO_HOW)
        for section, parts in self._asides:
            self.heading(section.title, 2)
            for part in parts:
                self.heading(part.title, 3)
                for block in part.blocks:
                    self.block(_words_alone(block))

    def heading(self, text: str, level: int) -> Line:
        said = " ".join(printable(text).split())
        line = self.lines.add(f"Heading {min(level, DEEPEST)}")
        write(line, said)
        name = f"_Toc{len(self.headings) + 1:05}"
        add_bookmark(line, name, len(self.headings) + 1)
        self.headings.append((level, said, name))
        return line

    def block(self, block: Block, *, leads: bool = False) -> None:
        """``leads``: a paragraph stands on the page of the list or table that follows it."""
        match block:
            case Paragraph():
                line = self.lines.add(_TONES[block.tone])
                if leads:
                    keep_with_next(line)
                write(line, block.text)
            case Quote():
                self._quote(block)
            case Bullets():
                self._bullets(block)
            case TableBlock():
                self.table(block)
            case FigureBlock():
                self._figure(block)
            case PictureBlock():
                self._picture(block)
            case Facts():
                for label, value in block.pairs:
                    self._fact("Fact", label, value)
            case Callout():
                self._callout(block)

    def _quote(self, quote: Quote) -> None:
        line = self.lines.add("Quote")
        write(line, in_quotes(quote.text))
        if quote.by:
            write(self.lines.add("Card Note"), f"– {quote.by}", LABEL)

    def _bullets(self, bullets: Bullets) -> None:
        """A list; where any of its points has a label, all stand on the side of those labels."""
        labels = ((item.mark, *(label for label, _ in item.facts)) for item in bullets.items)
        label = next(filter(None, chain.from_iterable(labels)), "")
        turns = not label or right_to_left(label)
        for item in bullets.items:
            line = self.lines.add("List Bullet")
            if _goes_on(item):
                keep_with_next(line)
            if item.mark:
                write(line, f"{item.mark}: ").bold = True
            write(line, _beside(item.text, label), turns=turns)
            if item.detail and _is_short(item):
                write(line, f" – {_beside(item.detail, label)}", turns=turns)
            if item.by:
                write(line, f" – {item.by}", LABEL, turns=turns)
            self._details(item, label)
        self._more(bullets.more)

    def _details(self, item: Item, beside: str) -> None:
        """What stands under a card: its detail, then each of its fields on a line of its own."""
        if item.detail and not _is_short(item):
            turns = not beside or right_to_left(beside)
            write(self.lines.add("Card Note"), _beside(item.detail, beside), turns=turns)
        for at, (label, value) in enumerate(item.facts, 1):
            line = self._fact("Card Detail", label, value)
            whole = len(item.facts) <= MOST_KEPT
            if at < len(item.facts) and (whole or at == len(item.facts) - 1):
                keep_with_next(line)

    def _fact(self, style: str, label: str, value: str) -> Line:
        """A label, and beside it what it says; below it where the label is too long for that.

        All labels stand on one side, whichever side what is said is read from.
        """
        line = self.lines.add(style)
        named = label_before(label)
        write(line, named + ("\t" if len(named) <= LONGEST_LABEL else "\n"), LABEL)
        write(line, on_its_own_side(value, named), turns=False)
        return line

    def _callout(self, callout: Callout) -> None:
        line = self.lines.add(f"Callout {callout.tone.title()}")
        title = callout.title or ("Please note" if callout.tone == "care" else "")
        if title:
            named = f"{title}. " if title[-1:].isalnum() else f"{title} "
            below = right_to_left(callout.text) != right_to_left(title)
            write(line, f"{named.rstrip()}\n" if below else named).bold = True
            write(line, on_its_own_side(callout.text, title), turns=False)
        else:
            write(line, callout.text)

    def _more(self, text: str) -> None:
        if text:
            write(self.lines.add("Quiet"), text)

    def caption(self, sort: str, text: str) -> Line:
        """A numbered caption: the number is a field, so it stays right when parts move."""
        number = self._numbers[sort] = self._numbers.get(sort, 0) + 1
        line = self.lines.add("Caption")
        add_run(line, f"{sort} ")
        add_field(line, f"SEQ {sort} \\* ARABIC", str(number))
        write(line, f": {text}")
        return line

    def table(self, table: TableBlock) -> None:
        """A table with its head on every page; figures stand to the right."""
        if not table.rows:
            return
        table = said_once(table, LONG_TABLE)
        self.caption("Table", table.caption)
        made = self.word.add_table(rows=len(table.rows) + 1, cols=len(table.head))
        made.style = self.word.styles[TABLE_STYLE]
        made.autofit = True
        self._fill(made, table)
        self._after_table(table.more)

    def _fill(self, made: Grid, table: TableBlock) -> None:
        """Row by row through the elements: asking a row for its cells looks at the whole table."""
        widths = _widths(table)
        for column, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
            column.w = Pt(width)
        rows = made._tbl.tr_lst
        repeat_head(rows[0])
        styles = ("Table Head", *(["Table Words"] * len(table.rows)))
        for at, (row, cells, style) in enumerate(
            zip(rows, (table.head, *table.rows), styles, strict=True)
        ):
            keep_whole(row)
            on = at == 0 or (len(rows) <= MOST_KEPT and at < len(rows) - 1)
            for place, (cell, content) in enumerate(zip(row.tc_lst, cells, strict=True)):
                cell.width = Pt(widths[place])
                line = self.lines.styled(cell.p_lst[0], style)
                if on:
                    keep_with_next(line)
                write(line, said(content))
                if place in table.numeric:
                    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _after_table(self, more: str) -> None:
        """Some air, so that two tables never become one."""
        line = self.lines.add("Quiet" if more else "After Table")
        if more:
            write(line, more)

    def _figure(self, figure: FigureBlock) -> None:
        self.caption("Figure", figure.title)
        for number, (content, width, height) in enumerate(self.drawn.get(figure.key, ())):
            alt = figure.alt if number == 0 else f"{figure.title}, continued: see the first picture"
            self._show(content, width * POINTS_A_UNIT, height * POINTS_A_UNIT, alt)
        # LibreOffice leaves a heading that comes right after a picture at the foot of its page.
        self._after_table("")
        if figure.table is not None:
            self.table(figure.table)

    def _picture(self, picture: PictureBlock) -> None:
        points = 72 / PICTURE_DPI
        wide, high = picture.width * points, picture.height * points
        line = self._show(picture.content, wide, high, picture.alt)
        if picture.caption:
            line.paragraph_format.keep_with_next = True
            self.caption("Picture", picture.caption).paragraph_format.keep_with_next = False
        self._after_table("")

    def _show(self, content: bytes, width: float, height: float, alt: str) -> Line:
        scale = min(WIDTH / width, HIGHEST / height, 1.0)
        line = self.lines.add("Normal")
        run = line.add_run()
        run.add_picture(BytesIO(content), width=Pt(width * scale), height=Pt(height * scale))
        say_of_picture(run, alt)
        return line


def said(cell: Cell) -> str:
    return cell.said if isinstance(cell, Number) else cell


def _beside(text: str, label: str) -> str:
    """Of several texts each in its own direction, and all of it in that of the label, if any."""
    said = parts_apart(text)
    return on_its_own_side(said, label) if label else said


def _is_short(item: Item) -> bool:
    """Whether a card and its detail stand on one line together."""
    return len(item.text) + len(item.detail) < SHORT and "\n" not in item.text + item.detail


def _words_alone(block: Block) -> Block:
    """A list of cards without what was filled in beside their words."""
    if not isinstance(block, Bullets):
        return block
    return replace(block, items=tuple(replace(item, facts=(), detail="") for item in block.items))


def _goes_on(item: Item) -> bool:
    """Whether more lines follow under a card, from which it must not be parted."""
    return bool(item.facts or (item.detail and not _is_short(item)))


def _widths(table: TableBlock) -> list[float]:
    """Room by how much stands in each column, and never too little for a word."""
    columns = list(zip(*(map(said, row) for row in (table.head, *table.rows)), strict=True))
    wanted = [min(max(*map(len, column), 8), 60) ** 0.7 for column in columns]
    least = [_least(column, place in table.numeric) for place, column in enumerate(columns)]
    if sum(least) >= WIDTH:
        return [WIDTH * one / sum(least) for one in least]
    over = [max(WIDTH * one / sum(wanted) - low, 0) for one, low in zip(wanted, least, strict=True)]
    spare = (WIDTH - sum(least)) / sum(over)
    return [low + spare * one for low, one in zip(least, over, strict=True)]


def _least(column: Sequence[str], numeric: bool) -> float:
    """As wide as its longest word, and as a figure with the little that stands beside it."""
    head, *cells = column
    words = head.split()
    for cell in cells:
        words += [cell] if numeric and len(cell) <= LONGEST_FIGURE else cell.split()
    longest = max((width_of(word, TABLE_LETTERS) for word in words), default=0.0)
    return min(longest, LONGEST_WORD) + 2 * CELL_SIDES
