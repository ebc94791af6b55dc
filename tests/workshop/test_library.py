"""The library of cases and lenses: what it holds, how it is searched and how it is dealt out."""

import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.material_icon_names import ALL_MATERIAL_ICONS

from workshop.errors import InvalidInputError, NotFoundError, SettingsError
from workshop.library import (
    Case,
    ClaimMethod,
    ClaimStatus,
    Distance,
    Element,
    Library,
    Outcome,
    Result,
    Source,
    SourceKind,
    filter_cases,
    lens_for_table,
    load_library,
    three_for_table,
)
from workshop.library.loading import DATA

LIBRARY = load_library()
CASES = LIBRARY.cases

FIGURES = {
    "chicago-beat-meetings": ("10",),
    "patient-hotel-lund": ("About one third", "DKK 1,000"),
    "swindon-life": ("More than £200,000", "Up to £250,000", "74%", "14%"),
    "somerset-justice-panels": ("More than 140", "27% less", "£9", "£17,000", "18"),
    "nottingham-early-intervention": ("72.4 down to 31", "£10 million", "£45 million"),
    "croydon-child-family-place": ("£2.3 million", "£8.3 million", "£62 million"),
    "east-lothian-support-from-the-start": ("6",),
    "whiston-family-voices": ("£1,832 down to £681", "22% up to 90%", "38"),
    "reading-whitley-peer-mentors": ("£34,000 (34%)", "380", "31% up to 55%"),
    "corby-total-place": (),
    "counting-cumbria": ("70% to 80%", "96%", "Less than 4%", "150"),
    "buurtzorg": ("8,000", "700", "65,000"),
    "family-by-family": ("15", "40", "Up to 100"),
    "local-area-coordination": ("£4",),
    "mental-health-first-aid": ("More than 8 million", "About 30"),
    "housing-first-finland": ("Up to €15,000",),
    "compassionate-frome": ("14% fewer", "15% fewer", "17% fewer", "30% fewer"),
    "porto-alegre-budget": ("More than 2,700",),
    "shared-lives": (
        "£60,000 down to £34,000 (43% less)",
        "£28,000 down to £20,000 (29% less)",
        "38%",
        "£13,000",
    ),
    "wigan-deal": ("More than £140 million (40% of the budget)", "About 1,000 fewer"),
    "southwark-circle": ("5,000", "£20", "250"),
    "cardiff-model": ("£6.9 million less", "£82", "£107,769", "42% fewer"),
    "jonkoping-self-dialysis": ("52% to 60%", "One third to one half less"),
    "keyring-networks": ("£1,157,375 down to £584,415 (49.5% less)", "12"),
    "nurse-family-partnership": ("594",),
    "glasgow-cirv": ("52% less", "29% less", "84% less", "40% less"),
    "rushey-green-time-bank": (),
    "aravind-eye-care": ("11", "About 300,000", "Half"),
    "barnet-community-coaches": ("35", "5"),
    "sunderland-make-it-work": (),
}


def claims_with(status: ClaimStatus) -> list[tuple[str, str]]:
    return [(c.slug, r.claim) for c in CASES for r in c.results if r.status is status]


def test_the_library_holds_all_thirty_cases_and_sixteen_lenses_in_order() -> None:
    """Numbers run without a gap, so that a printed card can be found by its number."""
    assert [case.number for case in CASES] == list(range(1, 31))
    assert [lens.number for lens in LIBRARY.lenses] == list(range(1, 17))
    assert LIBRARY.language == "en"
    assert LIBRARY.words.compiled == date(2026, 11, 22)


def test_every_case_tells_the_figures_that_its_sources_give_and_no_other() -> None:
    """A figure that slips in or out of a card shows here."""
    told = {case.slug: tuple(r.value for r in case.results if r.value) for case in CASES}
    assert told == FIGURES


def test_a_forecast_stays_a_forecast() -> None:
    """Croydon's savings were worked out before the work was done, and the card says so."""
    source = "Community Care; Radical efficiency to improve outcomes"
    forecast, verified = ClaimMethod.FORECAST, ClaimStatus.VERIFIED
    assert LIBRARY.case("croydon-child-family-place").results == (
        Result(
            "Money to be spent", "£2.3 million", "pounds", "2 years", forecast, verified, source
        ),
        Result(
            "Money it should save in the first years",
            "£8.3 million",
            "pounds",
            "By 2013/14",
            forecast,
            verified,
            source,
        ),
        Result(
            "Money it should save in the long run",
            "£62 million",
            "pounds",
            "By 2023/24",
            forecast,
            verified,
            source,
        ),
    )


def test_seed_figures_name_the_paper_they_come_from() -> None:
    """The cost of Family Voices is a forecast per family; reach and recruits came later."""
    seed = ClaimStatus.SEED
    journal = "Municipal Journal, 7 Aug 2014"
    assert LIBRARY.case("whiston-family-voices").results == (
        Result(
            "Cost for each family reached",
            "£1,832 down to £681",
            "pounds per family",
            "Year 1 of the new service",
            ClaimMethod.FORECAST,
            seed,
            "Case paper, about early 2011",
        ),
        Result(
            "Share of families reached",
            "22% up to 90%",
            "percent of families",
            "By 2012",
            ClaimMethod.CLAIMED,
            seed,
            journal,
        ),
        Result(
            "Volunteers recruited",
            "38",
            "people",
            "The year before the 2014 article",
            ClaimMethod.CLAIMED,
            seed,
            journal,
        ),
    )


def test_a_whole_card_is_read_as_written() -> None:
    """Every field of a short case, with the status of its years taken from the case."""
    assert LIBRARY.case("corby-total-place") == Case(
        slug="corby-total-place",
        number=10,
        title="Total Place Corby",
        place="Corby",
        country="United Kingdom",
        years="2010 to 2011",
        years_status=ClaimStatus.VERIFIED,
        start_year=2010,
        summary=(
            "Some families had lost faith in the services around them. "
            "Here, parents led the work of planning those services again."
        ),
        questions=(
            "Why had these families lost faith?",
            "What is different when parents lead and staff follow?",
            "Who would you ask first where you live?",
        ),
        elements=(Element.INSIGHTS, Element.CUSTOMERS),
        results=(),
        later="We found no figures and no news of what came after.",
        outcome_kind=Outcome.UNKNOWN,
        evidence_level=1,
        evidence_why="There is an account of what was done, but we have seen no figures.",
        distance=Distance.NEAR,
        status=ClaimStatus.VERIFIED,
        sources=(
            Source("Pen Green research page", "research.pengreen.org", SourceKind.RESEARCH, None),
        ),
        checked=date(2026, 11, 22),
    )


def test_claims_that_nobody_checked_are_marked_and_have_their_label() -> None:
    """General knowledge never passes for a finding: no source, and words that say so."""
    assert claims_with(ClaimStatus.UNVERIFIED) == [
        ("chicago-beat-meetings", "It changed how much crime there was"),
        (
            "east-lothian-support-from-the-start",
            "It is the East Lothian work that the 2010 blog names",
        ),
        (
            "mental-health-first-aid",
            "It is one of the ten full cases in the Radical Efficiency report",
        ),
        ("shared-lives", "Usual saving, as other sources have it"),
        ("nurse-family-partnership", "It saves public money"),
        (
            "sunderland-make-it-work",
            "Designers followed people out of work and joined up the steps",
        ),
    ]
    for case in CASES:
        for result in case.results:
            unsourced = result.source == LIBRARY.words.no_source
            assert unsourced == (result.status is ClaimStatus.UNVERIFIED)
    assert LIBRARY.words.status[ClaimStatus.UNVERIFIED] == "We have not checked this claim."
    assert [c.slug for c in CASES if c.years_status is ClaimStatus.UNVERIFIED] == [
        "housing-first-finland",
        "porto-alegre-budget",
        "glasgow-cirv",
        "sunderland-make-it-work",
    ]


def test_claims_from_the_papers_behind_the_method_are_marked() -> None:
    """These are the figures that the founding papers give without more proof."""
    assert claims_with(ClaimStatus.SEED) == [
        ("swindon-life", "Money saved"),
        ("somerset-justice-panels", "Fewer people did harm again"),
        ("somerset-justice-panels", "Gain for each £1 spent"),
        ("whiston-family-voices", "Cost for each family reached"),
        ("whiston-family-voices", "Share of families reached"),
        ("whiston-family-voices", "Volunteers recruited"),
    ]


def test_endings_and_disputes_are_told() -> None:
    """The four cases that teach most say plainly what went wrong later."""
    later = {slug: LIBRARY.case(slug) for slug in ("southwark-circle", "porto-alegre-budget")}
    assert {case.outcome_kind for case in later.values()} == {Outcome.CLOSED}
    assert "closed in 2014 because the money ran out" in later["southwark-circle"].later
    assert "later suspended" in later["porto-alegre-budget"].later
    assert "nearly closed when their funding ended" in LIBRARY.case("somerset-justice-panels").later
    assert "four different falls" in LIBRARY.case("compassionate-frome").later


def test_cards_are_in_short_sentences() -> None:
    """A summary is two to four sentences of up to 25 words; a question has up to 15 words."""
    for case in CASES:
        told = " ".join((case.summary, case.later, case.evidence_why))
        longest = max(len(s.split()) for s in re.split(r"(?<=[.?!])\s", told))
        sentences = len(re.findall(r"[.?!](?:\s|$)", case.summary))
        assert longest <= 25, case.slug
        assert 2 <= sentences <= 4, case.slug
    asked = [q for item in (*CASES, *LIBRARY.lenses) for q in item.questions]
    assert max(len(question.split()) for question in asked) <= 15
    assert all(question.endswith("?") for question in (*asked, *LIBRARY.closing_questions))


def test_lenses_are_types_never_firms() -> None:
    """Past a sentence's first word no lens has a capital, save for a weekday: so no names."""
    for lens in LIBRARY.lenses:
        for text in (lens.name, *lens.questions, lens.breaks_when):
            inside = re.sub(r"(^|[.?!:]\s+)\S+", " ", text)
            assert set(re.findall(r"\b[A-Z]\w*", inside)) <= {"Monday"}, lens.slug
    words = {word for lens in LIBRARY.lenses for word in re.findall(r"\w+", str(lens).lower())}
    assert not words & {"tesco", "amazon", "uber", "google", "ikea", "ryanair", "facebook"}


def test_every_lens_has_an_icon_that_streamlit_can_draw_and_its_own() -> None:
    """A name that the font lacks would show as letters."""
    icons = [lens.icon for lens in LIBRARY.lenses]
    assert set(icons) <= set(ALL_MATERIAL_ICONS)
    assert len(set(icons)) == len(icons)


def test_a_lens_ends_with_the_shared_questions() -> None:
    assert LIBRARY.closing_questions == (
        "What is the idea underneath?",
        "Which group of people does it help?",
        "What would we never copy?",
    )
    assert LIBRARY.lens("shop").breaks_when == (
        "A shop can ignore people who bring no profit. We serve everyone."
    )


def test_an_unknown_name_is_answered_with_a_sentence() -> None:
    with pytest.raises(NotFoundError, match="no case called “atlantis”"):
        LIBRARY.case("atlantis")
    with pytest.raises(NotFoundError, match="no lens called “atlantis”"):
        LIBRARY.lens("atlantis")


def test_the_library_is_read_once() -> None:
    assert load_library(language="en") is LIBRARY


def slugs(cases: tuple[Case, ...]) -> list[str]:
    return [case.slug for case in cases]


def test_filters_work_together() -> None:
    """Each filter narrows what the others leave, and the order stays."""
    assert filter_cases(CASES) == CASES
    assert slugs(filter_cases(CASES, outcome="closed")) == [
        "porto-alegre-budget",
        "southwark-circle",
    ]
    assert slugs(filter_cases(CASES, min_evidence=3)) == [
        "mental-health-first-aid",
        "cardiff-model",
        "nurse-family-partnership",
        "glasgow-cirv",
    ]
    assert slugs(filter_cases(CASES, text="nurse", element=Element.SUPPLIERS, distance="far")) == [
        "patient-hotel-lund",
        "buurtzorg",
        "jonkoping-self-dialysis",
    ]
    assert filter_cases(CASES, outcome="closed", min_evidence=2) == ()


def test_search_forgives_capitals_accents_and_punctuation() -> None:
    assert slugs(filter_cases(CASES, text="  JONKOPING, sweden! ")) == ["jonkoping-self-dialysis"]
    assert slugs(filter_cases(CASES, text="£1,832")) == ["whiston-family-voices"]


def test_search_takes_a_word_whole_in_every_script() -> None:
    """A vowel sign of Hindi is part of its word; the vowels of Arabic may be left out."""
    case = replace(CASES[0], summary="वह हिन्दी बोलती है और مُعَلِّمة فيها")
    for typed in ("हिन्दी", "معلمة"):
        assert filter_cases([case], text=typed) == (case,)
    for typed in ("नदी", "दिन", "हानि"):  # the same letters, with other signs
        assert filter_cases([case], text=typed) == ()


def test_a_filter_that_there_is_not_is_refused_with_the_choices() -> None:
    with pytest.raises(InvalidInputError, match="choose near or far"):
        filter_cases(CASES, distance="nearby")
    with pytest.raises(InvalidInputError, match="insights, customers, suppliers or resources"):
        filter_cases(CASES, element="money")


@given(st.text(), st.text())
def test_more_words_narrow_the_search(first: str, second: str) -> None:
    """Whatever is typed, two searches together find what both of them find."""
    both = filter_cases(CASES, text=f"{first} {second}")
    left = filter_cases(CASES, text=first)
    right = filter_cases(CASES, text=second)
    assert both == tuple(case for case in CASES if case in left and case in right)


@given(st.sampled_from(CASES), st.randoms(use_true_random=False), st.booleans())
def test_words_of_a_card_find_it(case: Case, order: object, loud: bool) -> None:
    """Any of its words, in any order, in capitals or not."""
    words = f"{case.title} {case.place} {case.summary} {case.later}".split()
    order.shuffle(words)  # type: ignore[attr-defined]
    text = " ".join(words[:4])
    assert case in filter_cases(CASES, text=text.upper() if loud else text)


@given(st.integers(-5, 10_000))
def test_a_table_gets_one_near_one_far_and_one_that_ended(table: int) -> None:
    """Three different cases, and the same three whenever the table asks."""
    near, far, ended = three_for_table(CASES, table)
    assert (near.distance, far.distance) == (Distance.NEAR, Distance.FAR)
    assert ended.outcome_kind is Outcome.CLOSED
    assert Outcome.CLOSED not in (near.outcome_kind, far.outcome_kind)
    assert three_for_table(CASES, table) == (near, far, ended)


def test_tables_of_a_room_get_different_cases() -> None:
    """A dozen tables share no near and no far case, and neighbours no ended one."""
    dealt = [three_for_table(CASES, table) for table in range(1, 13)]
    assert max(Counter(near for near, _, _ in dealt).values()) == 1
    assert max(Counter(far for _, far, _ in dealt).values()) == 1
    assert all(one[2] != two[2] for one, two in pairwise(dealt))


@given(st.lists(st.sampled_from(CASES), unique=True), st.integers(1, 40))
def test_a_short_list_deals_what_it_has(cases: list[Case], table: int) -> None:
    """After filtering there may be no near, far or ended case; nothing is dealt twice."""
    dealt = three_for_table(cases, table)
    assert set(dealt) <= set(cases)
    assert len(set(dealt)) == len(dealt) <= 3


def test_without_an_ended_case_a_mixed_one_stands_in() -> None:
    running = tuple(case for case in CASES if case.outcome_kind is not Outcome.CLOSED)
    assert slugs(three_for_table(running, 1)) == [
        "swindon-life",
        "chicago-beat-meetings",
        "somerset-justice-panels",
    ]


def test_lenses_go_round_the_tables() -> None:
    """Sixteen tables draw sixteen lenses; the seventeenth begins again."""
    drawn = [lens_for_table(LIBRARY.lenses, table) for table in range(1, 18)]
    assert drawn == [*LIBRARY.lenses, LIBRARY.lenses[0]]
    with pytest.raises(NotFoundError, match="no lenses"):
        lens_for_table((), 1)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the library that a test may spoil."""
    for folder in ("cases", "lenses"):
        shutil.copytree(DATA / folder, tmp_path / folder)
    return tmp_path


CASE = "cases/buurtzorg.toml"
LENS = "lenses/shop.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "says"),
    [
        (CASE, "years = ", "yeras = ", "years", "missing"),
        (CASE, "checked =", 'author = "me"\nchecked =', "author", "not known"),
        (CASE, 'title = "Buurtzorg neighbourhood nurses"', 'title = " "', "title", "some text"),
        (CASE, "start_year = 2006", 'start_year = "2006"', "start_year", "1800 to 2100"),
        (CASE, "evidence_level = 2", "evidence_level = 6", "evidence_level", "0 to 5"),
        (CASE, "evidence_level = 2", "evidence_level = true", "evidence_level", "0 to 5"),
        (CASE, 'distance = "far"', 'distance = "away"', "distance", "near, far"),
        (CASE, '["insights", "suppliers"', '["insights", "insights"', "elements", "only once"),
        (CASE, '["insights", "suppliers", "resources"]', "[]", "elements", "a list"),
        (CASE, "checked = 2026-11-22", 'checked = "today"', "checked", "a date"),
        (CASE, "number = 12", "number = 13", "number", "has 13 too"),
        (CASE, 'claim = "Teams"', 'claims = "Teams"', "results 2, claim", "missing"),
        (CASE, 'unit = "teams"\n', "", "results 2, unit", "needs its unit"),
        (CASE, 'value = "700"', 'value = "700 teams"', "results 2, value", "ends in its unit"),
        (CASE, 'title = "CPI"', 'title = "Centre"', "results 1, source", "not among the sources"),
        (CASE, 'kind = "website"', 'kind = "site"', "sources 2, kind", "choose from"),
        (CASE, "[[sources]]", "[[results]]", "sources", "one or more"),
        (LENS, "questions = [", 'questions = [\n  "One more?",', "questions", "list of 3"),
        (LENS, 'icon = "storefront"', 'icon = ":shop:"', "icon", "Material Symbol"),
        ("lenses/closing.toml", "questions", "question", "questions", "missing"),
        ("cases/words.toml", "seed = ", "sede = ", "status.seed", "missing"),
        ("cases/words.toml", "5 = ", "6 = ", "evidence.5", "missing"),
    ],
)
def test_a_broken_file_is_named_with_its_key(
    data: Path, file: str, old: str, new: str, key: str, says: str
) -> None:
    """Whoever edits the library learns which file and which key to put right."""
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_library(data=data)
    said = str(caught.value)
    assert Path(file).name in said or "family-by-family.toml" in said
    assert f"key “{key}”" in said
    assert says in said


def test_a_file_that_is_no_toml_is_named(data: Path) -> None:
    (data / CASE).write_text("number = 1\n\nyears = 19 70\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"buurtzorg\.toml is not right TOML: .*line 3"):
        load_library(data=data)


def test_a_file_in_another_encoding_is_named(data: Path) -> None:
    (data / CASE).write_bytes("title = 'Jönköping'".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"buurtzorg\.toml is not UTF-8"):
        load_library(data=data)


def test_a_missing_file_of_shared_words_is_named(data: Path) -> None:
    (data / "cases/words.toml").unlink()
    with pytest.raises(SettingsError, match=r"words\.toml is missing"):
        load_library(data=data)


def test_a_file_name_with_spaces_is_refused(data: Path) -> None:
    (data / CASE).rename(data / "cases/My case.toml")
    with pytest.raises(SettingsError, match="small letters, digits and hyphens"):
        load_library(data=data)


def test_a_new_case_needs_only_its_file(data: Path) -> None:
    """A place can add its own case without touching code."""
    text = (data / CASE).read_text(encoding="utf-8").replace("number = 12", "number = 31")
    (data / "cases/our-street.toml").write_text(text, encoding="utf-8")
    assert load_library(data=data).cases[30].slug == "our-street"


def translated(data: Path) -> Library:
    for file, old, new in (
        (CASE, "Buurtzorg neighbourhood nurses", "Nyrsys y fro"),
        ("cases/words.toml", "We have not checked this claim.", "Heb ei wirio."),
    ):
        path = data / file
        (path.parent / "cy").mkdir(exist_ok=True)
        text = path.read_text(encoding="utf-8").replace(old, new)
        (path.parent / "cy" / path.name).write_text(text, encoding="utf-8")
    return load_library("cy", data=data)


def test_another_language_replaces_what_it_has(data: Path) -> None:
    """What is not translated yet stays English, so a half-done language can be used."""
    welsh = translated(data)
    assert welsh.case("buurtzorg").title == "Nyrsys y fro"
    assert welsh.words.status[ClaimStatus.UNVERIFIED] == "Heb ei wirio."
    assert [c for c in welsh.cases if c.slug != "buurtzorg"] == [
        c for c in CASES if c.slug != "buurtzorg"
    ]


def test_a_translation_of_nothing_is_named(data: Path) -> None:
    (data / "cases/cy").mkdir()
    (data / "cases/cy/atlantis.toml").write_text("number = 1", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"atlantis\.toml: there is no English file"):
        load_library("cy", data=data)


@pytest.mark.parametrize("language", ["", "../x", "EN", "english language"])
def test_a_language_that_is_no_code_is_refused(language: str) -> None:
    with pytest.raises(SettingsError, match="not a language code"):
        load_library(language)
