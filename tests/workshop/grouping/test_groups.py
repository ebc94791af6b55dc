"""A first grouping from the cards' own words: always the same, for any number and language."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.grouping import CardGroup, suggest_groups
from workshop.grouping.terms import terms_of

BUS = ("No bus after six", "Buses cost too much", "The bus stops running at six")
DOOR = ("The front door is shut", "Nobody at the door said hello", "I turned round at the door")
TEXTS = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from((*BUS, *DOOR, "🚌", "🚌 🚌", "", "<b>bus</b>", "автобус", "バスが来ない")),
    ),
    max_size=40,
)


def test_cards_that_share_words_are_put_together_under_these_words() -> None:
    """Forms of one word count as one; a card that shares nothing is left out."""
    groups = suggest_groups([*BUS, *DOOR, "My knees hurt"])
    assert {(group.name, group.cards) for group in groups} == {
        ("Bus", (0, 1, 2)),
        ("Door", (3, 4, 5)),
    }


def test_two_words_that_stand_together_stay_together() -> None:
    cards = ["The bus stop has no roof", "A bus stop far away", "Wait an hour at that bus stop"]
    assert suggest_groups([*cards, *DOOR])[0].name == "Bus stop"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], ()),
        (["One card"], ()),
        (["Quiet room", "Loud street", "Warm bread"], ()),
        (["🚌 🚌", "🚌!", "😀"], (CardGroup("🚌", (0, 1)),)),
        (["It is what it is", "It is what it is"], (CardGroup("It is", (0, 1)),)),
    ],
)
def test_few_and_odd_cards(texts: list[str], expected: tuple[CardGroup, ...]) -> None:
    assert suggest_groups(texts) == expected


def test_cards_that_are_all_the_same_are_one_group() -> None:
    (group,) = suggest_groups(["No bus after six"] * 300)
    assert group.cards == tuple(range(300))


@pytest.mark.parametrize(
    ("language", "texts", "names"),
    [
        (
            "fr",
            ["Le bus est cher", "Pas de bus le soir", "L’école est loin", "Une école sans cantine"],
            {"Bus", "École"},
        ),
        (
            "de",
            [
                "Der Bus kommt nie",
                "Busse fahren nicht am Abend",
                "Die Schule ist weit",
                "Meine Schule ist zu",
            ],
            {"Schule"},
        ),
        (
            "en",
            ["La escuela está lejos de mi casa", "En la escuela no hay nadie que me escuche"],
            {"Escuela"},
        ),
        ("pl", ["Autobus nie jedzie", "Autobus jest drogi"], {"Autobus"}),
        ("ru", ["автобус не ходит", "автобусы дорогие"], {"Автобус"}),
        ("ar", ["الحافلة لا تأتي", "الحافلة غالية"], {"الحافلة"}),
        ("ar", ["الحافِلة لا تأتي", "الحافلة غالية"], {"الحافِلة"}),
        ("ja", ["バスが来ない", "バスは高い"], {"バス"}),
        ("hi", ["महिलाओं को पानी चाहिए", "पानी बहुत दूर है"], {"पानी"}),
        ("pa", ["ਪਾਣੀ ਦੂਰ ਹੈ", "ਸਾਨੂੰ ਪਾਣੀ ਚਾਹੀਦਾ"], {"ਪਾਣੀ"}),
    ],
)
def test_other_languages(language: str, texts: list[str], names: set[str]) -> None:
    """Small words say nothing, whichever language a card is in; nothing is made of nothing."""
    assert {group.name for group in suggest_groups(texts, language)} == names


def test_three_hundred_cards_become_a_few_groups_soon() -> None:
    words = ("bus", "door", "school", "form", "phone", "night", "money", "dad")
    cards = [f"Something about the {words[n % 8]} number {n}" for n in range(300)]
    groups = suggest_groups(cards)
    assert sorted(group.name.lower() for group in groups) == sorted(words)
    assert sum(len(group.cards) for group in groups) == 300


@given(TEXTS)
@settings(deadline=None, max_examples=60)
def test_the_same_cards_give_the_same_groups_and_each_card_is_in_one(texts: list[str]) -> None:
    """Whatever people type: groups of two and more, with names of the cards' own words."""
    groups = suggest_groups(texts)
    assert groups == suggest_groups(list(texts))
    places = [place for group in groups for place in group.cards]
    assert len(places) == len(set(places))
    assert all(0 <= place < len(texts) for place in places)
    for group in groups:
        assert len(group.cards) >= 2
        assert group.cards == tuple(sorted(group.cards))
        said = {t.word.casefold() for place in group.cards for t in terms_of(texts[place])}
        named = {word.casefold() for word in group.name.replace(" · ", " ").split()}
        assert named <= {word for one in said for word in one.split()} | {""}
