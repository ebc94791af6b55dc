"""The gentle question: asked for the phrase in any spelling, never for other words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.playbook import Playbook, load_playbook
from workshop.queries.gentle_question import gentle_question, written

WORDS = load_playbook().words
ASK = "Who have we not reached yet, and why?"
PHRASES = [phrase for gentle in WORDS.gentle for phrase in gentle.said]
MARKS = st.text(alphabet=" -–—\u00a0\n\t_,“”", min_size=1, max_size=3)


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_phrase_of_the_method_is_asked_about(playbook: Playbook, phrase: str) -> None:
    assert gentle_question(playbook.words, [f"These families are {phrase}."]) == ASK


@given(st.sampled_from(PHRASES), MARKS, st.booleans(), st.text(max_size=30), st.text(max_size=30))
def test_spelling_makes_no_difference(
    phrase: str, mark: str, loud: bool, before: str, after: str
) -> None:
    """Capitals, hyphens and line breaks are all the same phrase, wherever it stands."""
    typed = mark.join(phrase.replace("-", " ").split())
    typed = typed.upper() if loud else typed
    assert gentle_question(WORDS, ["", f"{before} {typed} {after}"]) == ASK


@pytest.mark.parametrize(
    "text",
    ["", "It is hard. To reach us you need a car", "A shard to reach", "Hard to reachable"],
)
def test_a_phrase_counts_as_whole_words_of_one_sentence(text: str) -> None:
    assert gentle_question(WORDS, [text]) is None


@given(st.text(alphabet="abcdefgij kmnopq", max_size=200))
def test_other_words_are_left_alone(text: str) -> None:
    assert gentle_question(WORDS, [text]) is None


def test_fields_are_read_as_well_as_the_text() -> None:
    """Lists line by line; numbers, dates and choices that are no words are passed over."""
    fields = {"voice": "We wait", "places": ["Here", "There"], "size": 4, "focus": True}
    assert written("A name", fields) == ["A name", "We wait", "Here", "There"]
    assert written(None, None) == []
