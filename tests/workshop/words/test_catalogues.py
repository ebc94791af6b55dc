"""The languages of participants: each catalogue is whole, counts right, and keeps its values."""

import ast
import gettext
import gzip
import json
import re
from pathlib import Path

import pytest

from tests.workshop.test_plain_words import grade
from workshop.domain.themes.sort_board import theme_targets
from workshop.errors import Sentence
from workshop.live.spoken import _script, speaking
from workshop.playbook import load_playbook
from workshop.words import ENGLISH, best_of, catalogue, languages, own_name, with_cases
from workshop.words.catalogues import BIG_SCREEN, BOARD, CASES, FOLDER, PLAIN, SUMMARY
from workshop.words.sentences import (
    METHOD,
    PACKAGE,
    REFUSAL,
    REFUSALS,
    ROOM,
    SORTED,
    TEMPLATES,
    SourceText,
    _from_code,
    sentences,
)
from workshop.words.sheets import NAME, problem, rows, taken, write

OTHERS = [one for one in languages() if one != ENGLISH]
ENOUGH = 0.98
"""A sentence that was changed yesterday falls back to English until it is said anew."""

MOST_WORDS_BYTES = 58_000
"""Loaded once and kept, beside the room page's own files; the first picture waits for none."""


@pytest.fixture(scope="module")
def said() -> tuple[SourceText, ...]:
    return sentences()


def test_six_languages_are_there_in_their_own_names() -> None:
    assert set(OTHERS) >= {"ar", "cy", "pl", "ro", "uk", "ur"}
    names = {one: own_name(one) for one in languages()}
    assert names["pl"] == "Polski"
    assert names["cy"] == "Cymraeg"
    assert names["uk"] == "Українська"


@pytest.mark.parametrize("language", OTHERS)
def test_everything_that_people_read_is_said_in_the_language(
    language: str, said: tuple[SourceText, ...]
) -> None:
    found = catalogue(language)
    screens = [one for one in said if one.what not in (METHOD, CASES)]
    method = [one for one in said if one.what == METHOD]
    assert len(screens) > 350
    assert len(method) > 1200
    for texts in (screens, method):
        missing = [one.text for one in texts if not found.has(one.text)]
        assert len(missing) <= (1 - ENOUGH) * len(texts), missing


def test_what_a_phone_says_where_nothing_is_there_is_to_be_translated(
    said: tuple[SourceText, ...],
) -> None:
    steps = load_playbook("en").activities
    told = {one.otherwise for step in steps if step.gives for one in step.takes if one.must}
    assert len(told) > 15
    assert told - {one.text for one in said} == set()


def test_what_the_server_says_of_a_choice_is_to_be_translated(said: tuple[SourceText, ...]) -> None:
    """With its number or without."""
    many = {one.text: one.many for one in said}
    assert many["One card was tapped."] == "{n} cards were tapped."
    assert many["Nobody said no. Agree."] == ""


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_said_keeps_its_values(language: str, said: tuple[SourceText, ...]) -> None:
    found = with_cases(language).said
    wrong = [problem(one, found[one.text]) for one in said if one.text in found]
    assert [sentence for sentence in wrong if sentence] == []


@pytest.mark.parametrize("language", OTHERS)
def test_gettext_and_cldr_count_alike(language: str) -> None:
    """The browser counts by CLDR, other tools by the catalogue's header."""
    found = catalogue(language)
    rule = found.form.header.partition("plural=")[2].rstrip("; ")
    by_header = gettext.c2py(rule)  # type: ignore[attr-defined]
    for n in range(300):
        assert found.form.order[by_header(n)] == str(found.locale.plural_form(n)), n


@pytest.mark.parametrize("language", OTHERS)
def test_each_form_of_what_is_counted_fits_every_number_that_it_is_said_of(
    language: str, said: tuple[SourceText, ...]
) -> None:
    """Ukrainian says 21 as it says 1: what it says of one names the number."""
    found = with_cases(language)
    order, numbers = found.form.order, range(200)
    of = {name: [n for n in numbers if found.locale.plural_form(n) == name] for name in order}
    wrong = []
    for one in (one for one in said if one.many):
        forms = found.said.get(one.text, ())
        values = set(NAME.findall(one.many)) - {"{n}"}
        counts, words = "{n}" in one.many, NAME.sub("", one.many)
        if len(forms) != len(order) or not all(forms):
            wrong.append(f"{one.text}: {forms}")
        for name, form in zip(order, forms, strict=False):
            if set(NAME.findall(form)) - {"{n}"} != values or ("{n}" in form and not counts):
                wrong.append(f"{one.text}: {name} has other values")
            if counts and "{n}" not in form and len(of[name]) > 1:
                wrong.append(f"{one.text}: {name} is said of {of[name][:3]} without a number")
            if form == one.many and len(WORD.findall(words)) > 1:
                wrong.append(f"{one.text}: {name} is English")
    assert wrong == []


def test_a_sentence_that_counts_is_never_told_without_its_number() -> None:
    """It would be what is said of one, with a hole where some languages name the number."""
    counted = {one.text for one in sentences() if one.many}
    bare = {
        one.text
        for path in sorted((PACKAGE / "live").rglob("*.py"))
        for one in _from_code(path, "python", {"Sentence": None}, REFUSAL)
    }
    for path in sorted(ROOM.glob("*.js")):
        bare |= {one.text for one in _from_code(path, "javascript", {"t": None}, REFUSAL)}
    for path in sorted(TEMPLATES.glob("*.html")):
        keywords = {"_": None, "_a": None}
        bare |= {
            one.text for one in _from_code(path, "jinja2.ext:babel_extract", keywords, REFUSAL)
        }
    assert counted & bare == set()


def test_what_is_sorted_has_a_name_for_many() -> None:
    assert set(theme_targets()) == set(SORTED)


def test_each_number_has_its_form() -> None:
    polish = catalogue("pl")
    told = [polish.count("{n} card", "{n} cards", n) for n in (1, 3, 5, 22)]
    assert told == ["1 karta", "3 karty", "5 kart", "22 karty"]
    assert catalogue(ENGLISH).count("{n} card", "{n} cards", 1) == "1 card"


def test_a_refusal_with_values_is_said_with_them() -> None:
    refused = Sentence(
        "This workshop holds {most} pictures already. Take one away first.", most=1200
    )
    assert refused == "This workshop holds 1,200 pictures already. Take one away first."
    told = catalogue("pl").tell(refused)
    assert told.startswith("To spotkanie ma już 1")
    assert "200 obrazów" in told


def test_what_is_missing_falls_back_alone() -> None:
    polish = catalogue("pl")
    assert polish.tell("Nobody has said this yet.") == "Nobody has said this yet."
    assert polish.tell("Send") == "Wyślij"
    marked = speaking("en")["_"]
    assert marked("Nobody has said this yet.") == "Nobody has said this yet."


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("pl-PL,pl;q=0.9,en;q=0.8", "pl"),
        ("de-DE, ur;q=0.5, en;q=0.4", "ur"),
        ("en;q=0.2, cy", "cy"),
        ("de, fr", None),
        ("pl;q=0, *", None),
        ("", None),
        (";;;q=x,,", None),
    ],
)
def test_the_browser_is_given_what_it_likes_best(asked: str, found: str | None) -> None:
    assert best_of(asked, languages()) == found


@pytest.mark.parametrize("language", OTHERS)
def test_a_phone_gets_the_words_that_it_says_itself_and_no_others(
    language: str, said: tuple[SourceText, ...]
) -> None:
    """A weak line carries nothing that only a screen for all, the summary or a case says."""
    plain, packed, _ = _script(language)
    assert gzip.decompress(packed) == plain
    given = json.loads(plain.decode().removeprefix("globalThis.reframeWords="))["said"]
    own = with_cases(language).said
    apart = (BIG_SCREEN, BOARD, SUMMARY, PLAIN, CASES)
    wanted = {one.text for one in said if one.what not in apart and one.text in own}
    assert set(given) == wanted
    assert len(packed) <= MOST_WORDS_BYTES
    behind, _, _ = _script(language, BIG_SCREEN)
    large = json.loads(
        behind.decode()
        .removeprefix("Object.assign(globalThis.reframeWords.said,")
        .removesuffix(")")
    )
    assert set(large) == {one.text for one in said if one.what == BIG_SCREEN}


def test_a_sheet_goes_out_and_comes_back_the_same(
    tmp_path: Path, said: tuple[SourceText, ...]
) -> None:
    out = rows("pl")
    back, wrong = taken("pl", out)
    assert wrong == []
    assert back == dict(with_cases("pl").said)
    write("pl", back, draft=True, folder=tmp_path, today=said)
    for name in ("pl.po", f"{CASES}/pl.po"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


def test_a_row_that_lost_its_value_is_named_and_left_out() -> None:
    out = rows("pl")
    at = next(i for i, row in enumerate(out) if row[0] == "You are at table {table}")
    out[at][1] = "Siedzisz przy stole"
    back, wrong = taken("pl", out)
    assert "You are at table {table}" not in back
    assert wrong == ["“You are at table {table}”: keep {table} as it is."]


PHONES = ("api.py", "people_api.py", "votes_api.py")
SAYS = re.compile(r'(?:Error|Sentence)\(\s*f?"')


def _verbs_of_phones() -> set[str]:
    """The modules of the domain that the routes of a phone's page call."""
    live = [ast.parse((PACKAGE / "live" / name).read_text("utf-8")) for name in PHONES]
    found = [
        f"{node.module}.{name.name}"
        if (PACKAGE.parent / _file(f"{node.module}.{name.name}")).is_file()
        else node.module
        for tree in live
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for name in node.names
    ]
    return {_file(one) for one in found if one.startswith("workshop.domain.")}


def _file(module: str) -> str:
    return f"{module.replace('.', '/')}.py"


def test_what_refuses_a_tap_on_a_phone_is_read_for_its_sentences() -> None:
    """Where a verb has sentences of its own, people are told them in their language."""
    called = _verbs_of_phones()
    assert len(called) >= 8
    silent = {"workshop/domain/receipts.py"}  # what it refuses is a program's name for a try
    missing = {
        one
        for one in called - silent
        if SAYS.search((PACKAGE.parent / one).read_text("utf-8"))
        and one.removeprefix("workshop/") not in REFUSALS
    }
    assert missing == set()


WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
END = re.compile(r"[.!?:…]+(?:\s|$)")
VERY_EASY, HIGHEST_GRADE_OF_A_SCREEN = 30, 11


def lix(texts: list[str]) -> float:
    """Words in a sentence, and how many of a hundred are long (Björnsson 1968).

    It is made for languages with an alphabet, whichever; under 30 is what children read. Arabic,
    Urdu and their like leave out vowels, and have no such formula.
    """
    words = [word for text in texts for word in WORD.findall(text)]
    ends = sum(max(1, len(END.findall(text))) for text in texts)
    return len(words) / ends + 100 * sum(len(word) > 6 for word in words) / len(words)


@pytest.mark.parametrize("language", ["cy", "pl", "ro", "uk"])
def test_a_child_can_read_the_sentences_of_a_language(language: str) -> None:
    plain = [NAME.sub(" ", forms[-1]) for forms in catalogue(language).said.values()]
    assert lix([text for text in plain if len(WORD.findall(text)) >= 5]) < VERY_EASY


def test_no_english_sentence_of_a_screen_is_hard(said: tuple[SourceText, ...]) -> None:
    """Names of places and labels of figures are no sentences."""
    whole = [one for one in said if one.what != CASES or one.text.endswith((".", "?"))]
    plain = [NAME.sub("ten", one.text) for one in whole if len(WORD.findall(one.text)) >= 4]
    assert len(plain) > 1000
    assert [text for text in plain if grade([text]) > HIGHEST_GRADE_OF_A_SCREEN] == []
