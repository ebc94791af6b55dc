"""Typed words and amounts: nothing is changed on the way, nothing becomes markup."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from stages.parts.cards.fields_form import to_pence
from stages.parts.plain import as_text, facts
from workshop.errors import InvalidInputError


@pytest.mark.parametrize(
    ("typed", "pence"),
    [("12.5", 1250), ("£1,250", 125000), (" 0.01 ", 1), ("-£3", -300), ("−£3", -300), ("7", 700)],
)
def test_pounds_are_read_as_people_type_them(typed: str, pence: int) -> None:
    assert to_pence(typed, "Cost") == pence


@given(some.text())
def test_what_is_no_amount_is_refused(typed: str) -> None:
    """Whatever is typed becomes pence or is refused; nothing breaks."""
    with suppress(InvalidInputError):
        assert to_pence(typed, "Cost") is not None


@pytest.mark.parametrize("typed", ["12.345", "nan", "inf", "ten", "1e999"])
def test_parts_of_a_penny_and_words_are_no_amount(typed: str) -> None:
    with pytest.raises(InvalidInputError, match="“Cost” needs an amount in pounds"):
        to_pence(typed, "Cost")


@given(some.text())
def test_words_for_markdown_keep_every_character(words: str) -> None:
    """Only backslashes are added, each before one of the marks that Markdown reads."""
    safe, plain, rest = as_text(words), "", ""
    rest = safe
    while rest:
        if rest[0] == "\\":
            assert rest[1] in "\\`*_[]<>$~:#|"
            rest = rest[1:]
        else:
            assert rest[0] not in "\\`*_[]<>$~:#|"
        plain, rest = plain + rest[0], rest[1:]
    assert plain == words


@given(some.text(min_size=1))
def test_fields_of_a_card_are_escaped(words: str) -> None:
    html = facts([(words, words)])
    inside = html.removeprefix('<dl class="rf-facts"><div><dt>').removesuffix("</dd></div></dl>")
    label, said = inside.split('</dt><dd dir="auto">')
    assert "<" not in label + said
    assert ">" not in label + said
