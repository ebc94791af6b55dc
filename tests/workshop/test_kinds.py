"""Kinds of card: typed fields, what they refuse, and words for every one of them."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.enums import StageKey
from workshop.errors import InvalidInputError, NotFoundError, SettingsError
from workshop.kinds import (
    KINDS,
    CardFields,
    CardKind,
    FieldSpec,
    Mark,
    clean_line,
    clean_text,
    field_spec,
    field_specs,
    fields_as_json,
    kind_spec,
    load_kind_words,
    parse_fields,
    parse_text,
)
from workshop.playbook import DATA_DIR

OPEN = frozenset({Mark.OPEN})
ALL_FIELDS = [(kind, spec) for kind in CardKind for spec in field_specs(kind)]
ANY_TEXT = st.text(max_size=80) | st.text(
    alphabet="a\x00\r\n\t\x85\u2028\ud800\ufffe ", max_size=20
)


def value_for(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """Values that a form for this field could send."""
    decimals: Callable[[], st.SearchStrategy[Any]] = lambda: st.decimals(  # noqa: E731
        min_value=spec.low, max_value=spec.high, places=4, allow_nan=False
    )
    makers: dict[str, Callable[[], st.SearchStrategy[Any]]] = {
        "short": lambda: ANY_TEXT,
        "long": lambda: ANY_TEXT,
        "list": lambda: st.lists(ANY_TEXT, max_size=5),
        "choice": lambda: st.sampled_from(spec.options),
        "choices": lambda: st.lists(st.sampled_from(spec.options), max_size=4),
        "whole": lambda: st.integers(spec.low, spec.high),
        "pence": lambda: st.integers(spec.low, spec.high),
        "percent": decimals,
        "decimal": decimals,
        "date": lambda: st.dates(spec.low, spec.high),
        "yesno": st.booleans,
    }
    if spec.name == "split":
        pounds = st.integers(0, 100)
        return st.none() | pounds.map(lambda a: [f"Play: {a}", f"Paper: £{100 - a}"])
    return st.none() | st.just("") | makers[spec.widget]()


@st.composite
def sent_fields(draw: st.DrawFn) -> tuple[CardKind, dict[str, Any]]:
    kind = draw(st.sampled_from(list(CardKind)))
    return kind, {spec.name: draw(value_for(spec)) for spec in field_specs(kind)}


def test_every_kind_is_registered_once_and_every_stage_has_some() -> None:
    """No kind is forgotten, and the order is the order of the road."""
    assert list(KINDS) == list(CardKind)
    stages = [spec.stage for spec in KINDS.values()]
    assert list(dict.fromkeys(stages)) == list(StageKey)


def test_a_card_may_be_sent_with_text_alone() -> None:
    """Every field of every kind has a default, so a phone needs to send nothing but text."""
    for kind in CardKind:
        assert fields_as_json(parse_fields(kind, {})) == {}


def test_links_have_distinct_names_and_lead_to_registered_kinds() -> None:
    """A link's target can always be looked up, and no name stands for two links."""
    for spec in KINDS.values():
        names = [link.name for link in spec.links]
        assert len(names) == len(set(names))
        assert all(target in KINDS for link in spec.links for target in link.to)
        assert not {link.name for link in spec.links} & set(spec.fields.model_fields)


@pytest.mark.parametrize(
    ("kind", "link", "to", "at_least"),
    [
        ("insight", "segments", {"segment"}, 0),
        ("reframe", "insights", {"insight"}, 2),
        ("solution", "reframe", {"reframe"}, 1),
        ("solution", "insights", {"insight"}, 1),
        ("solution", "segments", {"segment"}, 1),
        ("solution", "principles", {"case_note", "lens_note", "borrowing"}, 0),
        ("solution", "resources", {"resource_line", "asset"}, 0),
        ("solution", "stop_lines", {"resource_line", "stop_entry"}, 0),
        ("prototype", "solution", {"solution", "idea"}, 1),
        ("version", "prototype", {"prototype"}, 1),
        ("trial", "version", {"version"}, 0),
        ("measurement", "indicator", {"indicator"}, 1),
        ("allocation", "line", {"resource_line"}, 1),
        ("vision_line", "solutions", {"solution"}, 1),
        ("vision_line", "indicators", {"indicator"}, 0),
    ],
)
def test_the_chain_from_vision_to_raw_card_can_be_stored(
    kind: str, link: str, to: set[str], at_least: int
) -> None:
    """Each edge that the method traces has its link, with the number that the method asks for."""
    found = kind_spec(kind).link(link)
    assert found is not None
    assert ({target.value for target in found.to}, found.at_least) == (to, at_least)


def test_worries_access_needs_contacts_and_concerns_are_private() -> None:
    """What could hurt a person is for the facilitator only, and fears carry no name."""
    private = {kind.value for kind, spec in KINDS.items() if spec.private}
    anonymous = {kind.value for kind, spec in KINDS.items() if spec.anonymous}
    assert private == {"access_need", "follow_up_contact", "worry", "concern"}
    assert anonymous == {"worry", "concern", "objection"}


@pytest.mark.parametrize(("kind", "spec"), ALL_FIELDS, ids=lambda item: getattr(item, "name", item))
def test_each_field_says_what_a_form_needs(kind: CardKind, spec: FieldSpec) -> None:
    """Choices have options, texts a length, numbers and dates their bounds, and nothing else."""
    assert bool(spec.options) == (spec.widget in ("choice", "choices"))
    assert (spec.max_length is not None) == (spec.widget in ("short", "long", "list"))
    assert (spec.max_items is not None) == (spec.widget == "list")
    bounded = spec.widget in ("whole", "pence", "percent", "decimal", "date")
    assert (spec.low is not None, spec.high is not None) == (bounded, bounded)
    assert (spec.widget == "pence") == spec.name.endswith("_pence")
    assert (spec.widget == "percent") == spec.name.endswith("percent")


def test_field_specs_read_the_widget_from_the_type() -> None:
    """One field of each widget, with everything a form is generated from."""
    wanted = [
        FieldSpec("voice", "short", max_length=200, marks=OPEN),
        FieldSpec("needs", "long", max_length=4000, marks=OPEN),
        FieldSpec("contact", "choice", options=("none", "once", "some", "often")),
        FieldSpec("trust", "whole", low=1, high=5),
        FieldSpec("non_user", "yesno"),
        FieldSpec("size_dated", "date", low=date(1900, 1, 1), high=date(2199, 12, 31)),
        FieldSpec("need_weight", "decimal", low=Decimal(0), high=Decimal(1_000_000_000)),
    ]
    assert [field_spec(CardKind.SEGMENT, spec.name) for spec in wanted] == wanted
    assert field_spec(CardKind.RESOURCE_LINE, "amount_pence") == FieldSpec(
        "amount_pence", "pence", low=0, high=1_000_000_000_000, marks=frozenset({Mark.PAY})
    )
    assert field_spec(CardKind.ROSTER_ENTRY, "places_known") == FieldSpec(
        "places_known", "list", max_length=200, max_items=30, marks=OPEN
    )
    assert field_spec(CardKind.SEGMENT, "nothing") is None


@given(sent_fields())
def test_fields_survive_json_without_loss(sent: tuple[CardKind, dict[str, Any]]) -> None:
    """What was accepted is stored as JSON and read back as equal fields, whatever was typed."""
    kind, values = sent
    fields = parse_fields(kind, values)
    stored = json.loads(json.dumps(fields_as_json(fields), ensure_ascii=False))
    assert parse_fields(kind, stored) == fields


@given(sent_fields())
def test_a_blank_is_the_same_as_not_said(sent: tuple[CardKind, dict[str, Any]]) -> None:
    """A form that sends every box and one that leaves the empty ones out mean the same."""
    kind, values = sent
    said = {name: value for name, value in values.items() if value not in (None, "", [])}
    assert parse_fields(kind, values) == parse_fields(kind, said)


@given(ANY_TEXT)
def test_cleaned_text_is_storable_and_stays_as_it_is(typed: str) -> None:
    """Nothing is left that UTF-8, SQLite or XML refuse, and cleaning again changes nothing."""
    for clean in (clean_text, clean_line):
        cleaned = clean(typed)
        assert clean(cleaned) == cleaned
        assert cleaned.encode("utf-8").decode("utf-8") == cleaned
        assert not set(cleaned) & set("\x00\r\x0b\x0c\x85\u2028\ufffe\uffff")
    assert "\n" not in clean_line(typed)


def test_line_ends_of_every_system_become_one_newline() -> None:
    """Words keep their lines in a long text and their spaces in a short one."""
    typed = "  one\r\ntwo\rthree\x0bfour\u2028five\tsix\x00  "
    assert clean_text(typed) == "one\ntwo\nthree\nfour\nfive\tsix"
    assert clean_line(typed) == "one two three four five six"


def test_people_s_words_stay_as_they_are() -> None:
    """Accents, emoji joined of several characters, and right-to-left scripts are kept whole."""
    words = "Zoë said “مرحبا” 👩‍👧‍👦 <b>not bold</b> =1+1"
    assert parse_text(CardKind.INSIGHT, words) == words


@pytest.mark.parametrize("nothing", ["", "  \n", "\x00", "\u200b", "\u200d \u2060"])
def test_an_empty_card_is_refused(nothing: str) -> None:
    """White space and characters that nobody can see make no card."""
    with pytest.raises(InvalidInputError, match=r"^The card is empty\. Write something first\.$"):
        parse_text(CardKind.INSIGHT, nothing)


def test_a_text_that_is_too_long_is_refused_with_both_numbers() -> None:
    """The person learns how much there is and how much fits; nothing is cut off in silence."""
    assert parse_text(CardKind.SEGMENT, "x" * 200) == "x" * 200
    with pytest.raises(InvalidInputError, match=r"201 letters .*“Group of people” holds 200"):
        parse_text(CardKind.SEGMENT, "x" * 201)
    assert len(parse_text(CardKind.INSIGHT, "x" * 4000)) == 4000


@pytest.mark.parametrize(
    ("kind", "given_fields", "sentence"),
    [
        ("segment", {"trust": 6}, "“How they feel about us” needs a whole number from 1 to 5."),
        ("segment", {"trust": "3.5"}, "“How they feel about us” needs a whole number from 1 to 5."),
        ("segment", {"trust": True}, "“How they feel about us” needs a whole number from 1 to 5."),
        (
            "segment",
            {"contact": "daily"},
            "“How often they meet us” takes one of: Never, Once, Sometimes, Often.",
        ),
        (
            "roster_entry",
            {"consents": ["photo", "film"]},
            "“They said yes to” takes only: Their words being shown, Being in photos, "
            "Being asked again later.",
        ),
        (
            "segment",
            {"voice": "x" * 201},
            "“What they would say” holds 200 characters. Please shorten it.",
        ),
        ("segment", {"voice": ["a"]}, "“What they would say” needs words."),
        ("segment", {"non_user": "perhaps"}, "“Do they stay away from us?” needs yes or no."),
        (
            "segment",
            {"size_dated": "12/05/2027"},
            "“Date of the number” needs a date written like 2027-03-31.",
        ),
        (
            "segment",
            {"size_dated": 1750000000},
            "“Date of the number” needs a date written like 2027-03-31.",
        ),
        (
            "segment",
            {"need_weight": "NaN"},
            "“How much their need counts” needs a number from 0 to 1,000,000,000, such as 2.5.",
        ),
        (
            "resource_line",
            {"amount_pence": "12.50"},
            "“Amount” needs an amount of money, such as £12.50 or “about £400”.",
        ),
        (
            "allocation",
            {"share_percent": 101},
            "“Share of the money in per cent” needs a per cent from 0 to 100, such as 22.7.",
        ),
        (
            "roster_entry",
            {"places_known": ["x"] * 31},
            "“Streets and places they know” holds 30 lines. Please leave some out.",
        ),
        (
            "roster_entry",
            {"places_known": ["x" * 201]},
            "“Streets and places they know” needs lines of text, each up to 200 characters.",
        ),
        ("insight", {"author": "me"}, "A card for “insight” has no field called “author”."),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_one_plain_sentence(
    kind: str, given_fields: dict[str, Any], sentence: str
) -> None:
    """The sentence names the field as the person sees it and says what would fit."""
    with pytest.raises(InvalidInputError) as refused:
        parse_fields(CardKind(kind), given_fields)
    assert str(refused.value) == sentence


def test_what_a_form_or_a_csv_cell_sends_is_understood() -> None:
    """Text from boxes becomes numbers, dates, answers and lists."""
    fields = parse_fields(
        CardKind.SEGMENT,
        {
            "size": "1,250",
            "trust": " 2 ",
            "need_weight": "1.5",
            "size_dated": "2027-03-31",
            "non_user": "yes",
            "barriers": "trust\nstigma\ntrust\n",
            "voice": "We were\njudged",
        },
    )
    assert fields_as_json(fields) == {
        "size": 1250,
        "trust": 2,
        "need_weight": "1.5",
        "size_dated": "2027-03-31",
        "non_user": True,
        "barriers": ["trust", "stigma"],
        "voice": "We were judged",
    }


def test_fields_cannot_be_changed_after_they_were_checked() -> None:
    """Fields are frozen, so nothing slips past the check later."""
    fields: CardFields = parse_fields(CardKind.SEGMENT, {"trust": 2})
    with pytest.raises(ValueError, match="frozen"):
        fields.trust = 9  # type: ignore[attr-defined]


def test_an_unknown_kind_is_not_found() -> None:
    """A client that makes up a kind gets a sentence, not a stack trace."""
    with pytest.raises(NotFoundError, match="no kind of card called “banana”"):
        kind_spec("banana")


def test_every_kind_field_option_and_link_has_words() -> None:
    """Nothing on a screen can be without words: the labels are those of the fields, exactly."""
    words = load_kind_words()
    assert list(words) == list(CardKind)
    for kind, kind_words in words.items():
        assert list(kind_words.fields) == [spec.name for spec in field_specs(kind)]
        assert set(kind_words.links) == {link.name for link in KINDS[kind].links}
        for spec in field_specs(kind):
            assert tuple(kind_words.fields[spec.name].options) == spec.options


def test_no_two_fields_of_a_kind_share_a_label() -> None:
    """People and tables tell fields apart by their labels alone."""
    for kind, words in load_kind_words().items():
        labels = [field.label for field in words.fields.values()] + list(words.links.values())
        assert len(labels) == len(set(labels)), kind
        for field in words.fields.values():
            assert len(set(field.options.values())) == len(field.options), (kind, field.label)


def test_no_two_kinds_share_a_name() -> None:
    """A kind's name stands for one thing only."""
    names = [words.singular for words in load_kind_words().values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('trust = { label = "How they feel about us"', 'x = { label = "X"', "segment.fields lacks"),
        ("[hope]\n", "[hop]\n", "kinds has words for nothing: hop"),
        ("[options.element]", '[options.element]\nmoney = "Money"', "words for nothing: money"),
        ('singular = "group of people"', 'singular = ""', "segment.singular must be words"),
        ('options = "barrier"', 'options = "barriers"', "“barriers”, which are not there"),
        ("[segment]", "[segment", "cannot be read"),
    ],
)
def test_broken_words_are_refused_naming_file_and_key(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    """Missing, left-over and empty words stop the start with a sentence that says where."""
    shutil.copytree(DATA_DIR / "method", tmp_path / "method")
    file = tmp_path / "method" / "en" / "kinds.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SettingsError, match=problem) as refused:
        load_kind_words("en", tmp_path / "method")
    assert "kinds.toml" in str(refused.value)
