"""What a walked plan made stands on the board: none of its boxes stays empty."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from types import MappingProxyType

import pytest
import segno
from babel import Locale

from tests.workshop.queries.making import card
from workshop.live import spoken
from workshop.live.board_page import Masthead, poster
from workshop.playbook import Playbook
from workshop.queries.cards import CardView
from workshop.queries.pictures import PictureView
from workshop.queries.told import told as told_card
from workshop.queries.vision_board import read_vision_board
from workshop.words.catalogues import Catalogue
from workshop.words.sentences import sentences


def told(playbook: Playbook) -> str:
    """The board of a day whose answers were given where the plan asks for them."""
    solution = card(
        "solution",
        "A visit at home",
        different="Somebody comes who knows the street",
        better="Fewer evenings alone",
        lower_now="No letters",
        lower_later="Fewer crises",
    )
    sign = card("indicator", "Evenings alone")
    cards = [
        solution,
        card("prototype", "Try it", stop_line="two say no", links={"solution": (solution.id,)}),
        card(
            "coproduction_area",
            "A visit at home",
            community_does="Knock on the door",
            staff_do="Train and check",
            links={"solutions": (solution.id,)},
        ),
        card("coproduction_area", "A place to meet", both_do="Open it"),
        sign,
        card("first_step", "Find the start", owner="Ann", links={"indicators": (sign.id,)}),
        card("readiness_step", "Insure the visits", owner="Ben"),
    ]
    return poster(read_vision_board(cards), Masthead("A day", 2030), None, playbook, wall=True)


def test_what_solutions_say_of_different_better_and_cost_is_on_the_board(
    playbook: Playbook,
) -> None:
    board = told(playbook)
    for said in ("Somebody comes who knows the street", "Fewer evenings alone", "No letters"):
        assert said in board


def test_who_does_what_stands_with_its_solution_and_the_line_at_which_it_stops(
    playbook: Playbook,
) -> None:
    board = told(playbook)
    for said in ("Knock on the door", "Train and check", "Open it", "We stop if: two say no"):
        assert said in board


def test_who_does_what_has_a_list_of_its_own_in_which_a_solution_is_named_once(
    playbook: Playbook,
) -> None:
    """On the big screen too; where a solution's lines go on, its name waits for the next page."""
    _, _, listed = told(playbook).partition('data-list="who"')
    listed, _, _ = listed.partition("</section>")
    assert "Who does what" in listed
    assert listed.count("<li") == 3
    assert listed.count('"vb-begins">A visit at home<') == 1
    assert listed.count('"vb-again">A visit at home<') == 1


def test_a_start_that_nobody_knows_says_who_finds_out(playbook: Playbook) -> None:
    board = told(playbook)
    assert "not known yet: Ann finds out" in board
    assert "Insure the visits" in board


class Bare(HTMLParser):
    """What a page says outside of marks; what is said to be of the room's language is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        own = given.get("lang") == "en" or given.get("translate") == "no"
        if tag not in ("img", "source", "br"):
            self.open.append(own or (bool(self.open) and self.open[-1]))
        for name in ("aria-label", "alt", "title"):
            self._note(given.get(name) or "")

    def handle_endtag(self, _tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.open):
            self._note(data)

    def _note(self, text: str) -> None:
        was = ""
        while was != text:
            was, text = text, re.sub("⟦[^⟦⟧]*⟧", "", text)
        if re.search(r"[^\W\d_]{2}", text):
            self.found.append(text.strip())


def all_boxes() -> list[CardView]:
    """Every box is drawn, in each state that it can have; people's words stand between marks."""
    solution, kept, changed, stopped = (card("solution", f"⟦{name}⟧") for name in "abcd")
    told_by = {"different": "⟦e⟧", "better": "⟦f⟧", "lower": "⟦g⟧"}
    sign, unknown = card("indicator", "⟦h⟧", unit="person"), card("indicator", "⟦i⟧")
    on = {"links": {"indicator": (sign.id,)}}
    drawn = card("picture", "⟦j⟧", made_by="⟦k⟧")
    tests = (
        (solution, {"stop_line": "⟦l⟧", "status": "running"}),
        (kept, {"decision": "keep", "learning": "⟦m⟧"}),
        (changed, {"decision": "change"}),
        (stopped, {"decision": "stop", "not_spent_pence": 500_00}),
    )
    costs = (
        card(
            "cost_scenario", "⟦n⟧", sort=sort, cost_pence=pence, reach_count=9, reach_unit="family"
        )
        for sort, pence in (("existing", 900_00), ("redesigned", 800_00))
    )
    whole = dict.fromkeys(("community_does", "staff_do", "both_do"), "⟦o⟧")
    return [
        card("vision_statement", "⟦p⟧", **told_by),
        *(solution, kept, changed, stopped, sign, unknown, drawn, *costs),
        *(card("prototype", "⟦q⟧", links={"solution": (one.id,)}, **how) for one, how in tests),
        card("coproduction_area", "⟦r⟧", links={"solutions": (solution.id,)}, **whole),
        card("headline", "⟦s⟧", quote="⟦t⟧", speaker="⟦u⟧"),
        card("headline", "⟦v⟧"),
        card("measurement", "", sort="baseline", value="1", **on),
        card("measurement", "", sort="target", value="2", measured_on="2030-03-01", **on),
        card("first_step", "⟦w⟧", owner="⟦x⟧", links={"indicators": (unknown.id,)}),
        card("first_step", "⟦y⟧", by_when="2027-03-14", progress="doing"),
        card("system_ask", "⟦z⟧", of_whom="⟦aa⟧"),
        card("segment", "⟦ab⟧", non_user=True),
        card("segment", "⟦ac⟧"),
        card("reframe", "⟦ad⟧", before="⟦ae⟧", agreed=True),
    ]


def test_no_word_of_ours_on_the_board_is_left_in_english(
    playbook: Playbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {one.text: (f"⟦{one.text}⟧",) for one in sentences()}
    arabic = Catalogue("ar", MappingProxyType(said), draft=True, locale=Locale.parse("ar"))
    monkeypatch.setattr(spoken, "catalogue", lambda _language: arabic)
    found = read_vision_board(all_boxes())
    picture = PictureView("p", found.pictures[0].id, "image/webp", "⟦af⟧", b"")
    head = Masthead("⟦ag⟧", 2030, "https://host/board/ABCDE")
    for drawn in (picture, None):
        page = poster(found, head, drawn, playbook, wall=True, spoken=spoken.spoken_in("ar", "en"))
        bare = Bare()
        bare.feed(page)
        assert bare.found == ["14 مارس"], page  # the day, by CLDR
        assert "<bdi>14 مارس<" in page  # beside English words its number would come last
        for words in (
            "We stop if:",
            "⟦by ",
            "not spent",
            "Being tested",
            "⟦Cost in a year⟧",
            "⟦Cost and reach (forecast)⟧",
            "⟦Difference⟧",
            "Drawn by" if drawn else "Our picture",
        ):
            assert words in page


def test_a_square_on_paper_leads_to_the_whole_board_where_phones_can_reach_it(
    playbook: Playbook,
) -> None:
    """It holds the scheme too, without which some scanners search for the address."""
    found = read_vision_board([card("system_ask", "Let us hold a key")])
    address = "https://host/board/ABCDE"
    page = poster(found, Masthead("A", 2030, address), None, playbook, wall=True)
    lines = segno.make(address, error="m").svg_inline(border=4, dark="#000", light="#fff")
    assert re.findall(r' d="[^"]+"', lines)[-1] in page
    assert ">host/board/ABCDE<" in page
    assert "<svg" not in poster(found, Masthead("A", 2030), None, playbook, wall=True)


def test_a_step_that_waits_says_so_where_there_is_room(playbook: Playbook) -> None:
    steps = [card("first_step", n, owner=n, progress=n) for n in ("to_do", "doing", "done")]
    page = poster(read_vision_board(steps), Masthead("A", 2030), None, playbook, wall=True)
    assert re.findall(r"<span( class=\"vb-waits\")?> · ([^<]+)</span>", page) == [
        (' class="vb-waits"', "to do"),
        ("", "doing it"),
        ("", "done"),
    ]


def test_why_two_costs_cannot_be_compared_is_said_in_the_readers_language(
    playbook: Playbook,
) -> None:
    costs = [
        card("cost_scenario", name, sort=sort, cost_pence=900_00, reach_count=9)
        for name, sort in (("Now", "existing"), ("Then", "redesigned"))
    ]
    polish = spoken.spoken_in("pl", "en")
    page = poster(
        read_vision_board(costs), Masthead("A", 2030), None, playbook, wall=True, spoken=polish
    )
    assert "jeszcze nie wiadomo, co się liczy." in page
    assert "does not say" not in page


def test_all_that_stands_in_a_card_says_in_which_language_the_card_is(playbook: Playbook) -> None:
    """Read aloud, it is in that voice; only the title is in the room's language here."""
    cards = [told_card(replace(one, language="ur")) for one in all_boxes()]
    page = poster(
        read_vision_board(cards),
        Masthead("⟦ag⟧", 2030),
        None,
        playbook,
        wall=True,
        spoken=spoken.spoken_in("ar", "en"),
    )
    rooms = re.findall(r'lang="en"[^>]*>([^<]*⟦[^<]*)', page)
    assert rooms == ["⟦ag⟧"]
    assert len(re.findall(r'lang="ur" dir="rtl">⟦', page)) > 20


@pytest.mark.parametrize(("language", "comma"), [("ar", "، "), ("ur", "، "), ("pl", ", ")])
def test_names_on_the_board_stand_apart_as_the_readers_language_does(
    playbook: Playbook, language: str, comma: str
) -> None:
    """Those who stay away now, and the others."""
    groups = [card("segment", name, non_user=True) for name in ("Ann’s", "Ben’s")]
    groups += [card("segment", name) for name in ("Cy’s", "Di’s")]
    cards = [card("statement", "All are met"), *groups]
    found = replace(read_vision_board(cards), segments=tuple(groups))
    said = spoken.spoken_in(language, "en")
    board = poster(found, Masthead("A day", 2030), None, playbook, wall=True, spoken=said)
    text = re.sub(r"<[^>]+>", "", board).replace("’", "'")
    assert f"Ann's{comma}Ben's" in text
    assert f"Cy's{comma}Di's" in text
