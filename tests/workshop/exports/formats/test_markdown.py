"""The Markdown file shows every text as typed in a real reader of Markdown."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.workshop.exports.hostile import HOSTILE, SHAREABLE, Hostile
from workshop.exports import FORMATS
from workshop.exports.formats.markdown import escaped, inline
from workshop.exports.formats.office_text import printable
from workshop.exports.telling.record import Report
from workshop.exports.telling.story import WorkshopStory, tell
from workshop.queries.money.costs import cost_rows

MD = FORMATS["md"]
READER = MarkdownIt("commonmark").enable("table")
SIGNS = st.sampled_from([*"*_`#>-+=~|[]()<>!&$\\:.\"'^{}@ \n\t", "1. ", "<b>", "&amp;", "ab"])


class _Reader(HTMLParser):
    """The words of a page, and the elements in which they stand."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.elements = "", set[str]()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements.add(tag)
        if tag == "br":
            self.words += "\n"

    def handle_data(self, data: str) -> None:
        after_break = self.words.endswith("\n") and data.startswith("\n")
        self.words += data[1:] if after_break else data


def shown(markdown: str) -> _Reader:
    return _Reader(READER.render(markdown))


def plain(text: str) -> str:
    """Spaces that do not shrink are spaces, and a tab is four; outer white space does not count."""
    lines = text.replace("\t", "    ").replace("\u00a0", " ").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


@settings(max_examples=60, deadline=None)
@given(st.lists(SIGNS, max_size=14).map("".join) | st.text(max_size=60))
def test_any_text_shows_as_typed(text: str) -> None:
    """No sign of it is read as Markdown, alone, in a list, in a quotation or in a table."""
    wanted = plain(printable(text))
    found = shown(f"before\n\n{escaped(text)}\n")
    assert plain(found.words.removeprefix("before").replace("\n\n", "\n", 1)) == wanted
    assert found.elements <= {"p", "br"}
    one = " ".join(printable(text).split())
    row = shown(f"| head | x |\n| --- | --- |\n| {inline(text)} | end |\n")
    cells = [cell.strip("\u00a0") for cell in row.words.split("\n") if cell.strip()]
    assert cells == ["head", "x", *([one] if one else []), "end"]
    heading = shown(f"## {inline(text)}\n")
    assert heading.words.strip().strip("\u00a0") == one


def test_text_shows_as_typed_in_the_report(hostile: Hostile) -> None:
    story = hostile(HOSTILE)
    words = plain(re.sub("\n+", "\n", shown(MD.render(story).decode()).words))
    for card in story.cards:
        if card.kind in ("insight", "hope", "worry", "know_how"):
            assert plain(re.sub("\n+", "\n", printable(card.text))) in words, card.text


def test_holds_the_report_and_its_figures(story: WorkshopStory) -> None:
    content = MD.render(story)
    assert MD.render(story) == content
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\n")
    text = content.decode()
    found = shown(text)
    assert {"h1", "h2", "h3", "h4", "table", "ul", "blockquote"} <= found.elements
    titles = [line[3:] for line in text.split("\n") if line.startswith("## ")]
    assert titles == ["On one page", *(inline(s.title) for s in story.document.sections)]
    comparison = story.board.costs[0].comparison
    assert comparison is not None
    for row in cost_rows(comparison):
        for said in (row.existing, row.redesigned, row.change):
            assert said in found.words


def test_with_nothing_written_it_says_so(small_report: Report) -> None:
    empty = replace(small_report, cards=(), links=(), pictures=(), rounds=(), people=())
    text = MD.render(tell(empty, {}, SHAREABLE)).decode()
    assert text.startswith("# Growing up in Ashby\n")
    assert "## On one page" in text
