"""The small pieces of HTML of our own: words are text, and signs keep their meaning."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from stages.parts import plain
from stages.parts.plain import GroupSign, told_apart


def _draw() -> None:
    from stages.parts import plain

    plain.card("<b>Tea</b>", [plain.GroupSign("Staff & co", "staff"), "Yours"], [("How", "<i>")])


def test_a_card_shows_words_as_typed_and_its_group_in_the_groups_colours() -> None:
    """The group is always named; the class only adds its colours."""
    drawn = AppTest.from_function(_draw).run().html[0].value
    assert '<p class="rf-words" dir="auto">&lt;b&gt;Tea&lt;/b&gt;</p>' in drawn
    assert '<span class="rf-group rf-staff">Staff &amp; co</span><span>Yours</span>' in drawn
    assert "<i>" not in drawn


def _draw_ways() -> None:
    from stages.parts import plain

    plain.code_box()
    plain.words_box()
    plain.sign_out_box()
    plain.same_tab_link("Room", "/room/ABCDE")
    plain.qr("ABCDE")
    plain.picture("ABCDE", "one", "A bench")


def test_every_way_leads_below_the_path_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of it another program of the site would get the four words."""
    monkeypatch.setattr(plain, "home_path", lambda: "/reframe")
    drawn = "".join(one.value for one in AppTest.from_function(_draw_ways).run().html)
    ways = re.findall(r'(?:action|href|src)="([^"]*)"', drawn)
    assert len(ways) == 6
    assert [way for way in ways if not way.startswith("/reframe/")] == []


def _draw_urdu() -> None:
    from stages.parts import plain
    from workshop.queries.told import told_text

    urdu = told_text("دکان <b>", "ur", ())
    plain.heading(urdu)
    plain.paragraph(urdu)
    plain.card(urdu, [], [("Polski", told_text("Sklep", "pl", ()))])
    plain.quote(urdu, [])


def test_words_in_another_language_say_so_for_voices() -> None:
    drawn = [one.value for one in AppTest.from_function(_draw_urdu).run().html]
    assert len(drawn) == 4
    for one in drawn:
        assert '<bdi lang="ur" dir="rtl">دکان &lt;b&gt;</bdi>' in one
    assert '<dd dir="auto"><bdi lang="pl" dir="ltr">Sklep</bdi></dd>' in drawn[2]


BARE = re.compile(
    r"""plain\.(?:paragraph|heading|card|quote)\(\s*
    (?:str\(|(?:\w+\.)*\w+\.(?:text|fields)\b|f["'][^"']*\{(?:\w+\.)?(?:text|line|quote|whom)\})""",
    re.VERBOSE,
)


def test_no_page_draws_the_words_of_a_card_without_their_language() -> None:
    """``plain.said``, ``said_in`` and ``said_field`` give them with it; where only text can stand,
    as in a menu, there is none."""
    pages = Path(plain.__file__).parent.parent.rglob("*.py")
    found = {path.name: BARE.findall(path.read_text("utf-8")) for path in pages}
    assert len(found) > 100
    assert {name: bare for name, bare in found.items() if bare} == {}


def _draw_fields() -> None:
    from dataclasses import replace

    from stages.parts import plain
    from tests.workshop.queries.making import card

    urdu = replace(card("insight", "دکان", quote="ہم <b>"), language="ur")
    plain.quote(plain.said_field(urdu, "quote"), [])
    plain.paragraph(plain.said_in(urdu, "گھر"), before="For <i>: ")
    plain.paragraph(plain.said_field(urdu, "sentence", "Not said yet"))


def test_what_stands_in_a_card_beside_its_words_says_its_language_and_ours_does_not() -> None:
    quote, led, ours = (one.value for one in AppTest.from_function(_draw_fields).run().html)
    assert '<bdi lang="ur" dir="rtl">ہم &lt;b&gt;</bdi>' in quote
    assert '>For &lt;i&gt;: <bdi lang="ur" dir="rtl">گھر</bdi></p>' in led
    assert 'dir="auto">Not said yet</p>' in ours


def test_a_group_sign_reads_as_its_name() -> None:
    assert f"{GroupSign('Resident', 'resident')} · Table 2" == "Resident · Table 2"


def test_names_that_are_alike_are_told_apart() -> None:
    """Also from a name that says itself what would have been added, and in the order given."""
    names = {"a": "Sleep", "b": "Sleep", "c": "Sleep (2)", "d": "Sleep", "e": "Friends"}
    assert told_apart(names) == {
        "a": "Sleep",
        "b": "Sleep (3)",
        "c": "Sleep (2)",
        "d": "Sleep (4)",
        "e": "Friends",
    }
