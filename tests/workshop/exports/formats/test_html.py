"""The summary as a web page: it needs nothing else, says what was published, and tells no more."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from fractions import Fraction
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pseudo import unmarked, write_pseudo
from tests.workshop.filled import Filled
from workshop.db import Database
from workshop.errors import Day, Sentences
from workshop.examples import build_example
from workshop.exports import FORMATS, collect_story
from workshop.exports.document.blocks import Brand, Bullets, Item, Section
from workshop.exports.formats import html
from workshop.exports.formats.html import _style, render, render_in
from workshop.exports.formats.svg import draw
from workshop.exports.telling.edition import Edition
from workshop.exports.telling.names import NAME_GONE
from workshop.exports.telling.story import WorkshopStory, tell
from workshop.figures.bars import Bar, Bars, Row
from workshop.figures.chart import (
    Axis,
    Band,
    Flow,
    Level,
    Map,
    Node,
    Spot,
    Track,
    TrackMark,
    Value,
)
from workshop.kinds import CardKind, clean_text
from workshop.queries.viewer import host
from workshop.words import catalogue, languages, own_name

VOID = {"meta", "link", "img", "br", "path", "rect", "circle", "input"}


class Read(HTMLParser):
    """The text of a page as a reader gets it, and the elements in which it stands."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.open: list[str] = []
        self.starts: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.starts.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.starts.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture(scope="module")
def knowsley(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[WorkshopStory, WorkshopStory]]:
    """The worked example, for the team and for sharing."""
    db = Database(f"sqlite:///{tmp_path_factory.mktemp('page') / 'reframe.db'}", durable=False)
    db.migrate()
    made = build_example(db)
    with db.read() as session:
        viewer = host(session, made.code)
    yield (
        collect_story(db, viewer, Edition()),
        collect_story(db, viewer, Edition(audience="shareable")),
    )
    db.close()


def test_published_figures_stand_on_the_page(knowsley: tuple[WorkshopStory, WorkshopStory]) -> None:
    """As they were published, and as nothing here worked them out."""
    for story in knowsley:
        text = Read(render(story).decode()).text
        assert "Cost in a year £509,261 £442,150 −£67,111 (−13 %)" in text
        assert "Families reached 278 649 +371 (133 %)" in text
        assert "Cost for each family £1,832 £681 −£1,151 (−63 %)" in text
        assert "Existing service Redesigned service, year 1 (forecast) Difference" in text
        assert "“Redesigned service, year 1” is a forecast. It has not happened yet." in text
        assert "Two starting numbers do not agree." in text
        assert "Check that the two figures are not swapped." in text


def test_page_asks_for_nothing(knowsley: tuple[WorkshopStory, WorkshopStory]) -> None:
    """No address, no script and no handler stands in it, and the policy would refuse them."""
    for story in knowsley:
        read = Read(render(story).decode())
        assert [tag for tag, _ in read.starts if tag in ("script", "iframe", "object")] == []
        asked = [
            value
            for tag, attributes in read.starts
            for name, value in attributes.items()
            if name in ("src", "href", "action", "srcset", "xlink:href", "style")
            or name.startswith("on")
        ]
        assert [one for one in asked if not (one or "").startswith(("#", "data:"))] == []
        policy = next(
            attributes["content"] or ""
            for tag, attributes in read.starts
            if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
        )
        assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")


def test_ids_are_unique_and_links_lead_somewhere(
    knowsley: tuple[WorkshopStory, WorkshopStory],
) -> None:
    read = Read(render(knowsley[0]).decode())
    ids = [attributes["id"] for _, attributes in read.starts if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = [a["href"] or "" for tag, a in read.starts if tag == "a"]
    assert {target[1:] for target in targets} <= set(ids)
    named = [a["aria-labelledby"] for _, a in read.starts if a.get("aria-labelledby")]
    assert set(named) <= set(ids)


def test_every_band_opens_down_to_its_cards(knowsley: tuple[WorkshopStory, WorkshopStory]) -> None:
    story, _ = knowsley
    read = Read(render(story).decode())
    ids = {attributes.get("id") for _, attributes in read.starts}
    assert {f"way-band-{number}" for number in range(1, len(story.flow.bands) + 1)} <= ids
    assert len(story.flow.bands) > 20


class Spoken(Read):
    """As well as that: each text with the language in which it is said to be."""

    def __init__(self, page: str) -> None:
        self.languages: list[str] = []
        self.told: list[tuple[str, str]] = []
        super().__init__(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        if tag not in VOID:
            above = self.languages[-1] if self.languages else ""
            self.languages.append(dict(attrs).get("lang") or above)

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        self.languages.pop()

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        if not {"style", "svg"}.intersection(self.open) and data.strip():
            self.told.append((self.languages[-1], data.strip()))


def test_what_stands_in_a_language_is_said_in_it_or_marked(
    knowsley: tuple[WorkshopStory, WorkshopStory],
) -> None:
    """Ours is Arabic; what people wrote, and what we cannot say yet, says that it is English."""
    shared = knowsley[1]
    story = replace(shared, document=replace(shared.document, title="The question"))
    told = Spoken(render_in(story, "ar").decode()).told
    assert ("en", "The question") in told  # a title that says the same as a word of ours
    assert ("ar", "السؤال") in told
    ours = [text for language, text in told if language == "ar" and re.search("[A-Za-z]{3}", text)]
    left = ("اللقاء ", "The question: ")  # its code, and the title of the page, where no mark is
    assert [text for text in ours if not text.startswith(left)] == []
    english = [text for language, text in Spoken(render(story).decode()).told if language == "en"]
    days = {text for text in english if re.fullmatch(r"\d+ [A-Z][a-z]+ \d{4}", text)}
    words = {"Day", "Resident (8)", "Said about these numbers (Resident)", *days}
    costs = Spoken(render_in(story, "pl").decode()).told
    assert {("pl", "Koszt w ciągu roku"), ("pl", "Koszt na każdą rodzinę")} <= set(costs)
    polish = " ".join(text for language, text in costs if language == "pl")
    assert "Wychodzi na zero przy liczbie 242 rodzin" in " ".join(polish.split())
    for sentence in ("To się jeszcze nie stało.", "liczone: dzieci", "wybrali mieszkańcy"):
        assert sentence in polish
    assert len(days) > 1
    assert words <= set(english)
    assert [text for language, text in told if language == "en" and text in words] == []
    resident, about = map(catalogue("ar").tell, ("Resident", "Said about these numbers"))
    assert {("ar", f"{resident} (8)"), ("ar", f"{about} ({resident})")} <= set(told)
    assert sum(language == "ar" for language, _ in told) > 600
    assert not any(language == "ar" for language, _ in Spoken(render(story).decode()).told)


class Outside(Spoken):
    """What stands outside of the marks of a stretched language, in words, names and drawings."""

    def __init__(self, page: str) -> None:
        self.drawn: list[str] = []
        self.named: list[str] = []
        super().__init__(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self.named += [said for name, said in attrs if name == "aria-label" and said]
        if tag == "text":
            self.drawn.append("")

    def handle_data(self, data: str) -> None:
        if "text" in self.open:
            self.drawn[-1] += f"{data} "
        else:
            super().handle_data(data)


OURS = re.compile("[áçéíñóšúý]")
"""Half of one of our sentences, around the words of somebody."""


def _written(told: object) -> Iterator[str]:
    """Every text of a card, whatever field it stands in."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        for one in told.values():
            yield from _written(one)
    elif isinstance(told, list | tuple):
        for one in told:
            yield from _written(one)


@pytest.mark.parametrize("edition", [0, 1])
def test_nothing_of_ours_is_left_in_english(
    knowsley: tuple[WorkshopStory, WorkshopStory],
    edition: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Tables, charts, what they show to those who cannot see them, notes, and names left out."""
    story = knowsley[edition]
    write_pseudo("ar", tmp_path)
    monkeypatch.setattr(html, "catalogue", lambda language: catalogue(language, tmp_path))
    story = replace(story, document=replace(story.document, title="Knowsley"))
    page = Outside(render_in(story, "ar").decode())
    texts = [card.text for card in story.cards]
    texts += (said for card in story.cards for said in _written(card.fields))
    texts += filter(None, map(str, asdict(story.workshop).values()))
    people = " ".join(" ".join(texts).split()).replace(str(NAME_GONE), "")

    def ours(text: str) -> list[str]:
        """Parts that no one wrote: what is shortened, quoted or listed is taken apart."""
        text = re.sub("⟦[^⟦⟧]*⟧|[⟦~⟧]", "|", unmarked(text) and text)
        parts = re.split(r"[|“”…;\u2068\u2069]|[.,:] ", " ".join(text.split()))
        return [
            part
            for part in (one.strip(" .,:()·") for one in parts)
            if re.search("[A-Za-z]{2}", part) and not OURS.search(part) and part not in people
        ]

    said = [text for language, text in page.told if language in ("ar", "en")]
    code = {story.document.code, "Knowsley", *map(own_name, languages())}
    left = [part for text in (*said, *page.named, *page.drawn) for part in ours(text)]
    assert sorted(set(left) - code) == []
    assert len(page.drawn) > 100
    assert sum(len(unmarked(text)) > 0 for text in said) > 100  # people's words are there


def test_headings_go_down_one_level_at_a_time(
    knowsley: tuple[WorkshopStory, WorkshopStory],
) -> None:
    for story in knowsley:
        read = Read(render(story).decode())
        levels = [int(tag[1]) for tag, _ in read.starts if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_sign_with_a_long_name_stands_above_its_line() -> None:
    """Both lines of the name end above the marks."""
    goal = TrackMark(label="Goal", value=Value(value=20, said="20", look="goal"))
    start = TrackMark(label="Start", value=Value(value=65, said="65", look="start"))
    title = "Parents who felt judged on their first visit here"
    named = Track(title=title, unit="%", marks=(start, goal))
    drawn = draw(named, "k", width=320).svg
    bases = [float(y) for y in re.findall(r'<tspan x="0" y="([\d.]+)"', drawn)][:2]
    (line,) = re.findall(r'<path class="s-line" d="M[\d.]+ ([\d.]+)H', drawn)
    assert bases[0] < bases[1] <= float(line) - 12


def test_what_is_left_out_stands_after_what_was_made(
    knowsley: tuple[WorkshopStory, WorkshopStory],
) -> None:
    """The first heading is of the one page; whom it is for is said above it all the same."""
    for story, warned in zip(knowsley, (True, False), strict=True):
        page = render(story).decode()
        ids = re.findall(r'<section class="[^"]*" id="([^"]+)"', page)
        assert (ids[0], ids[-1]) == ("brief", "left-out")
        assert all(escape(sentence) in page for sentence in story.document.left_out)
        cover = page[page.index("<header") : page.index("</header>")]
        assert ("For the team only: this summary holds names" in cover) is warned
        assert page.count('href="#left-out"') == 1


def test_no_letter_of_the_page_is_printed_smaller_than_nine_points() -> None:
    """Sizes of the sheet for paper, and charts as wide as the page allows."""
    style = _style(Brand())
    paper = style[style.rindex("@media print") :]
    sizes = [float(size) for size in re.findall(r"(?:font-size|--size[a-z-]*):([\d.]+)pt", paper)]
    assert len(sizes) > 10
    assert min(sizes) >= 9
    assert "zoom" not in paper


def test_same_bytes_for_the_same_revision(db: Database, filled: Filled) -> None:
    made = FORMATS["html"]
    assert made.file_name(filled.code) == f"{filled.code}-summary.html"
    for edition in (Edition(), Edition(audience="shareable")):
        first = made.render(collect_story(db, filled.facilitator, edition))
        assert made.render(collect_story(db, filled.facilitator, edition)) == first


def test_organisation_shows_in_its_colours(db: Database, filled: Filled) -> None:
    edition = Edition.read(organisation="Borough of <Anywhere>", colour="#123456")
    page = render(collect_story(db, filled.facilitator, edition)).decode()
    assert "Borough of &lt;Anywhere&gt;" in page
    assert "--brand:#123456" in page


HOSTILE = [
    '<img src="/evil.png" onerror="alert(1)"> <script>alert(2)</script>',
    '"><svg onload=alert(3)> </style></title>',
    "Read \u202egnihtemos\u202c backwards مرحبا Zażółć",
    "{{ 7 * 7 }} {% raw %} &lt;b&gt; &amp; =cmd|' /C calc'!A0",
    "Donaudampfschiff" * 200,
]


TYPED = st.text(min_size=1, max_size=80) | st.sampled_from(HOSTILE)


@settings(max_examples=25, deadline=None)
@given(st.lists(TYPED, min_size=1, max_size=4))
def test_any_words_are_drawn_as_text(words: list[str]) -> None:
    """In every sort of chart: what is drawn is well formed and holds no element of theirs."""
    value = Value(value=3, said=words[0])
    bar = Bar(words[0], words[-1], Fraction(3), "forecast", (Fraction(1),))
    nodes = tuple(Node(key=f"b{n}", text=word) for n, word in enumerate(words))
    charts = [
        Bars("", words[0], "", tuple(Row(word, (bar, Bar("", word, None))) for word in words)),
        Track(title=words[0], unit="", marks=tuple(TrackMark(label=w, value=value) for w in words)),
        Map(
            title=words[0],
            x=Axis(title=words[0], low="", high="", least=0, most=0),
            y=Axis(title="", low="", high="", least=0, most=5),
            spots=tuple(Spot(number=n, text=w, x=n, y=n) for n, w in enumerate(words)),
        ),
        Flow(
            title="",
            levels=(
                Level(title=words[0], nodes=(Node(key="a", text=words[0]),)),
                Level(title="", nodes=nodes),
            ),
            bands=tuple(Band(lower="a", upper=f"b{n}") for n in range(len(words))),
        ),
    ]
    ours = {"svg", "text", "tspan", "rect", "path", "circle", "defs", "pattern", "a"}
    for chart in charts:
        for width in (340, 720):
            read = Read(draw(chart, "k", width=width, linked=True).svg)
            assert {tag for tag, _ in read.starts} <= ours
            assert read.open == []
            assert draw(chart, "k", width=width, linked=True).height < 100_000


def test_words_of_a_flow_stand_on_plain_ground_over_its_bands() -> None:
    nodes = tuple(Node(key=f"b{n}", text="A card that says much " * 3) for n in range(4))
    levels = (
        Level(title="Below", nodes=(Node(key="a", text="What it all rests on"),)),
        Level(title="Above", nodes=nodes),
    )
    bands = tuple(Band(lower="a", upper=node.key) for node in nodes)
    flow = Flow(title="", levels=levels, bands=bands)
    starts = Read(draw(flow, "k", width=720).svg).starts
    after_bands = starts[max(at for at, (tag, _) in enumerate(starts) if tag == "path") + 1 :]
    found, ground = 0, (0.0, 0.0, 0.0, 0.0)
    for tag, has in after_bands:
        if tag == "rect" and has["class"] == "c-paper":
            x, y, wide, tall = (float(has[name]) for name in ("x", "y", "width", "height"))
            ground = (x, y, x + wide, y + tall)
        elif tag == "tspan":
            found += 1
            assert ground[0] < float(has["x"]) < ground[2]
            assert ground[1] + 9 < float(has["y"]) < ground[3]
    assert found == 1 + 2 * len(nodes)


def test_bands_of_a_flow_lie_behind_no_words_and_stay_bands() -> None:
    """At every width; also where many cards stand between a card and what rests on it."""
    below = tuple(Node(key=f"a{n}", text="A card that says much " * n) for n in range(1, 9))
    above = tuple(Node(key=f"b{n}", text="What rests on it all") for n in range(2))
    levels = (Level(title="Below", nodes=below), Level(title="Above", nodes=above))
    bands = tuple(Band(lower=node.key, upper=one.key) for node in below for one in above)
    for width in (340, 720, 755):
        starts = Read(draw(Flow(title="", levels=levels, bands=bands), "k", width=width).svg).starts
        grounds = [
            tuple(float(has[name]) for name in ("x", "y", "width", "height"))
            for tag, has in starts
            if tag == "rect" and has["class"] == "c-paper"
        ]
        paths = [has["d"] for tag, has in starts if tag == "path"]
        assert (len(grounds), len(paths)) == (10, 16)
        for path in paths:
            edges = _edges(path)
            for x, y in (*edges[0], *edges[1]):
                assert not [
                    (x, y, ground)
                    for ground in grounds
                    if ground[0] + 1 < x < ground[0] + ground[2] - 1
                    and ground[1] < y < ground[1] + ground[3]
                ]
            apart = [min(math.dist(one, other) for other in edges[1]) for one in edges[0]]
            assert min(apart) > 1.5


def _edges(path: str) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """Points on both edges of a band, from where it begins to bend."""
    said = [float(one) for one in re.findall(r"-?[\d.]+", path)]
    if "H" not in path:
        said.insert(2, said[0])
    (_, begin, turn), curve, low, back = said[:3], said[3:9], said[9], said[10:16]
    upper = [(turn, begin), *zip(curve[::2], curve[1::2], strict=True)]
    lower = [(upper[-1][0], low), *zip(back[::2], back[1::2], strict=True)]
    return _curve(upper), _curve(lower)


def _curve(at: list[tuple[float, float]]) -> list[tuple[float, float]]:
    steps = [place / 40 for place in range(41)]
    parts = [((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3) for t in steps]
    return [
        (
            sum(part * x for part, (x, _) in zip(one, at, strict=True)),
            sum(part * y for part, (_, y) in zip(one, at, strict=True)),
        )
        for one in parts
    ]


def test_board_page_and_archive_say_the_same(knowsley: tuple[WorkshopStory, WorkshopStory]) -> None:
    """What hangs on the vision board stands on both pages, and word for word in the archive."""
    story, shared = knowsley
    archive = json.loads(FORMATS["json"].render(story))
    kept = {card["key"]: card for card in archive["cards"]}
    pages = [Read(render(one).decode()).text for one in knowsley]
    board = story.board
    assert board.statement is not None
    assert board.challenge is not None
    on_board = [
        board.statement,
        board.challenge,
        *board.headlines,
        *board.segments,
        *(one.card for one in board.solutions),
        *(sign.card for sign in board.signs),
        *board.steps,
        *board.asks,
    ]
    assert len(on_board) > 30
    for card in on_board:
        assert kept[card.id]["text"] == card.text
        assert [" ".join(card.text.split()) in page for page in pages] == [True, True]
    rows = [" ".join((r.label, r.existing, r.redesigned, r.change)) for r in board.costs[0].rows]
    assert [row in page for row in rows for page in pages] == [True] * 6
    assert shared.board.costs[0].rows == board.costs[0].rows
    assert [sign.readings for sign in shared.signs] != []


@settings(max_examples=10, deadline=None)
@given(st.lists(TYPED, min_size=3, max_size=3))
def test_any_words_stand_on_the_page_as_typed(
    knowsley: tuple[WorkshopStory, WorkshopStory], words: list[str]
) -> None:
    """In a title, a card, a field and a table: as text, whatever it looks like."""
    report = knowsley[0].report
    assert report is not None
    typed = [clean_text(word) or "x" for word in words]
    kinds = {CardKind.HOPE, CardKind.SEGMENT, CardKind.FIRST_STEP, CardKind.VISION_STATEMENT}
    cards = tuple(
        replace(card, text=typed[0], fields=card.fields | {"needs": typed[1], "owner": typed[1]})
        if card.kind in kinds
        else card
        for card in report.cards
    )
    about = replace(report.workshop, title=typed[2], place=typed[1])
    page = render(tell(replace(report, workshop=about, cards=cards), {}, Edition())).decode()
    read = Read(page)
    assert read.open == []
    for word in typed:
        assert " ".join(word.split()) in read.text
    assert {tag for tag, _ in read.starts}.isdisjoint({"script", "b0", "object", "form"})
    assert not any(name.startswith("on") for _, found in read.starts for name in found)
    assert "evil.png" not in {attributes.get("src") for _, attributes in read.starts}


def test_a_day_beside_somebodys_name_keeps_its_order(
    knowsley: tuple[WorkshopStory, WorkshopStory],
) -> None:
    """“5 June 2010” after an Arabic name would begin with “June”."""
    story, _ = knowsley
    detail = Sentences(("مريم", Day(date(2010, 6, 5))), " · ")
    bullets = Bullets(items=(Item(text="Hand over a key", detail=detail),))
    brief = Section(key="brief", title="On one page", blocks=(bullets,))
    told = replace(story, document=replace(story.document, brief=brief, sections=()))
    assert "<bdi>مريم</bdi> · <bdi>5 June 2010</bdi>" in render(told).decode()
