"""Printed files read as their readers do: their words, tags, outline, language and fonts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO
from typing import Any

import page
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from workshop.exports.telling.edition import Edition
from workshop.exports.telling.record import Report
from workshop.exports.telling.story import WorkshopStory, tell

HOSTILE = (
    '#panic() = heading *b* _i_ $x$ `code` <label> @ref // no /* no */ \\u{41} #import "x.typ"',
    "= A heading\n- a list\n+ another\n/ term: x",
    ']) #set page(width: 1pt)\n```typ\n#let x = read("/etc/passwd")',
    "=cmd|' /C calc'!A0 +1 -1 @x <b>&amp;</b> ]]> <?xml?>",
    "مرحبا بالعالم، نحن نبني مركزًا للعائلات",
    "שלום לכולם ✡ Zażółć gęślą jaźń — Привет, мир",
    "中文 日本語 한국어 हिन्दी বাংলা ไทย 😀👩‍👩‍👧‍👦🇵🇱👍🏽 ☃ → ✓",
    "Z̷̡͎a̸̛͖l̵͔͝g̷o \u202e evil \u200b\u2028\ufeff\u0001\ud800 \U000f0000 \U000e0041 \u0378 end",
    "W" * 5_000,
    "ي" * 600,
)


def has(text: str, words: str) -> bool:
    """Whether these words stand in the text, however its lines were broken."""
    return squeezed(words) in squeezed(text)


def squeezed(text: str) -> str:
    """The text without blanks and without what only helps to break lines."""
    return "".join(
        char for char in text if not char.isspace() and char not in "\u200b\u00ad-\u2010"
    )


@dataclass
class Printed:
    """A PDF as pypdf reads it."""

    reader: PdfReader

    @classmethod
    def read(cls, content: bytes) -> "Printed":
        return cls(PdfReader(BytesIO(content)))

    @cached_property
    def text(self) -> str:
        return "\n".join(sheet.extract_text() for sheet in self.reader.pages)

    @property
    def root(self) -> DictionaryObject:
        return self.reader.root_object

    @property
    def tags(self) -> Counter[str]:
        """How many structure elements there are of each sort, such as ``/H1`` and ``/Figure``."""
        return Counter(str(one["/S"]) for one in self.elements())

    def elements(self) -> Iterator[DictionaryObject]:
        """The structure elements in reading order."""
        yield from _below(self.root["/StructTreeRoot"])

    @property
    def outline(self) -> list[str]:
        return list(_titles(self.reader.outline))

    @property
    def fonts(self) -> dict[str, bool]:
        """Each font, and whether its shapes are in the file."""
        found = {}
        for sheet in self.reader.pages:
            resources = sheet.get("/Resources", {}).get_object()
            for font in resources.get("/Font", {}).values():
                for inner in font.get_object().get("/DescendantFonts", [font]):
                    described = inner.get_object().get("/FontDescriptor", {}).get_object()
                    files = {"/FontFile", "/FontFile2", "/FontFile3"}
                    found[str(font.get_object()["/BaseFont"])] = bool(files & set(described))
        return found


def _below(node: Any) -> Iterator[DictionaryObject]:
    kids = node.get_object().get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(found, DictionaryObject) and "/S" in found:
            yield found
            yield from _below(found)


def _titles(outline: list[Any]) -> Iterator[str]:
    for one in outline:
        if isinstance(one, list):
            yield from _titles(one)
        else:
            yield str(one.title)


def faults(content: bytes) -> list[str]:
    """The rules of PDF/UA-1 that a file breaks (the Matterhorn Protocol's machine checks)."""
    found = page.validate_pdf_bytes(content, profile="ua1")
    return [f"{fault.rule_id}: {fault.message}" for fault in found.failures]


def with_words(record: Report, words: tuple[str, ...]) -> WorkshopStory:
    """A record told with other words on its cards, each in turn."""
    cards = []
    for number, card in enumerate(record.cards):
        said = words[number % len(words)]
        written = {
            n: said if isinstance(v, str) and " " in v else v for n, v in card.fields.items()
        }
        cards.append(replace(card, text=said, fields=written))
    workshop = replace(record.workshop, title=words[0][:120], place=words[-1][:120])
    return tell(replace(record, cards=tuple(cards), workshop=workshop), {}, Edition())
