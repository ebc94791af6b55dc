"""The report as Markdown: CommonMark with tables as GitHub has them, for wikis and plain editors.

Every character of people's words that Markdown could read as a sign of its own is escaped, so the
text shows as it was typed. Pictures are told in words: a text file cannot carry them.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from workshop.exports.document.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Document,
    Facts,
    FigureBlock,
    Item,
    Number,
    Paragraph,
    PictureBlock,
    Quote,
    Section,
    TableBlock,
)
from workshop.exports.document.card_words import day_words
from workshop.exports.formats.office_text import label_before, one_line, printable
from workshop.exports.telling.story import WorkshopStory

DEEPEST = 6
_ANYWHERE = re.compile(r"[\\`*#_{}\[\]<>~|$&^!\"]")
_AFTER_NUMBER = re.compile(r"^([ \u00a0]*\d{1,9})([.)])")
_ADDRESS = re.compile(r"(?i)(?<=[a-z])(:)(?=//)|\b(www)(\.)|(@)|(:)(?=\w+:)")
_SPACE = "\u00a0"


def render(story: WorkshopStory) -> bytes:
    """UTF-8 without a byte order mark, with a line end at the end."""
    document = story.document
    lines = chain(
        _cover(document),
        *(_section(section, 2) for section in (document.brief, *document.sections)),
    )
    text = re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    return f"{text}\n".encode()


def escaped(text: str) -> str:
    """The text so that a reader of Markdown shows it as typed; line ends stay line ends.

    Spaces at the start of a line and several in a row become spaces that do not shrink. An address
    does not become a link.
    """
    return "\\\n".join(_line(line) for line in printable(text).strip().split("\n"))


def inline(text: str) -> str:
    """``escaped`` on a single line, for headings and tables."""
    return _line(one_line(text))


def _line(line: str) -> str:
    said = line.replace("\t", "    ").rstrip(" ")
    said = re.sub("^ +| {2,}", lambda spaces: _SPACE * len(spaces[0]), said)
    said = _ANYWHERE.sub(lambda sign: f"\\{sign[0]}", said)
    said = _AFTER_NUMBER.sub(r"\1\\\2", said)
    said = re.sub(r"^([ \u00a0]*)([+=:-])", r"\1\\\2", said)
    said = _ADDRESS.sub(_not_a_link, said)
    return said or _SPACE


def _not_a_link(found: re.Match[str]) -> str:
    return f"{found[2]}\\{found[3]}" if found[2] else f"\\{found[0]}"


def _cover(document: Document) -> Iterator[str]:
    yield f"# {inline(document.title)}"
    yield ""
    for text in (document.place, document.brand.organisation, day_words(document.day)):
        if text:
            yield f"{inline(text)}\n"
    for_whom = {
        "full": "For the team. It holds what only the facilitator may read.",
        "shareable": "For anyone. It holds only what the whole room could see.",
    }
    yield f"**{for_whom[document.audience]}**\n"
    yield f"{document.code}, revision {document.revision:,}.\n"
    yield from (f"- {inline(text)}" for text in document.left_out)
    yield ""


def _section(section: Section, level: int) -> Iterator[str]:
    yield ""
    yield f"{'#' * min(level, DEEPEST)} {inline(section.title)}"
    yield ""
    if section.lead:
        yield f"*{inline(section.lead)}*\n"
    for block in section.blocks:
        yield from _block(block)
        yield ""
    for part in section.parts:
        yield from _section(part, level + 1)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield escaped(block.text)
        case Quote():
            by = f"\n— {block.by}" if block.by else ""
            yield _under(f"“{block.text}”{by}", "> ")
        case Bullets():
            yield from _bullets(block)
        case TableBlock():
            yield from _table(block)
        case FigureBlock():
            yield f"*Figure: {inline(block.title)}.* {inline(block.alt)}"
            if block.table is not None:
                yield ""
                yield from _table(block.table)
        case PictureBlock():
            caption = f" {inline(block.caption)}" if block.caption else ""
            yield f"*Picture:* {inline(block.alt)}{caption}"
        case Facts():
            yield from (f"- **{_label(label)}** {_indented(value)}" for label, value in block.pairs)
        case Callout():
            title = block.title or ("Please note" if block.tone == "care" else "")
            yield f"> **{inline(title)}**\n>" if title else ">"
            yield _under(block.text, "> ")


def _label(label: str) -> str:
    return inline(label_before(label))


def _under(text: str, prefix: str) -> str:
    """The text with something before each of its lines, such as the sign of a quotation."""
    return "\n".join(f"{prefix}{line}" for line in escaped(text).split("\n"))


def _indented(text: str) -> str:
    return escaped(text).replace("\n", "\n  ")


def _bullets(bullets: Bullets) -> Iterator[str]:
    for item in bullets.items:
        mark = f"**{inline(item.mark)}:** " if item.mark else ""
        yield f"- {mark}{_indented(item.text)}"
        if details := " · ".join(_details(item)):
            yield f"  - {details}"
    if bullets.more:
        yield f"\n*{inline(bullets.more)}*"


def _details(item: Item) -> Iterator[str]:
    if item.detail:
        yield inline(item.detail)
    if item.by:
        yield inline(item.by)
    yield from (f"{_label(label)} {inline(value)}" for label, value in item.facts)


def _table(table: TableBlock) -> Iterator[str]:
    """A table as GitHub's Markdown has it; a line end in a cell becomes a break."""
    if not table.rows:
        return
    yield f"**{inline(table.caption)}**\n"
    yield _row(table.head)
    sides = ("---:" if place in table.numeric else "---" for place in range(len(table.head)))
    yield f"| {' | '.join(sides)} |"
    yield from (_row(row) for row in table.rows)
    if table.more:
        yield f"\n*{inline(table.more)}*"


def _row(cells: Iterable[Cell]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(cell: Cell) -> str:
    said = cell.said if isinstance(cell, Number) else cell
    return "<br>".join(_line(line) for line in printable(said).strip().split("\n"))
