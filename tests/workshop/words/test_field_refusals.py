"""What refuses a box of a phone is said in its language, with the box's own name."""

import pytest

from workshop.drafts import NewCard
from workshop.errors import InvalidInputError, Sentence
from workshop.kinds import CardKind, parse_fields, parse_text
from workshop.kinds.registry import KINDS, field_specs
from workshop.words import catalogue, languages

OTHERS = [one for one in languages() if one != "en"]
WRONG = {
    "short": "x" * 5000,
    "long": "x" * 5000,
    "list": ["x"] * 500,
    "whole": "many",
    "percent": "many",
    "decimal": "many",
    "pence": "many",
    "date": "tomorrow",
}
"""What somebody can type into each sort of box, and the box cannot hold."""


@pytest.mark.parametrize("language", OTHERS)
def test_no_box_of_a_phone_refuses_in_english(language: str) -> None:
    found = catalogue(language)
    english, seen = [], set()
    for kind in KINDS:
        for spec in field_specs(kind):
            if spec.widget not in WRONG:
                continue
            with pytest.raises(InvalidInputError) as refused:
                parse_fields(kind, {spec.name: WRONG[spec.widget]})
            said = refused.value.sentence
            label = said.values.get("field") if isinstance(said, Sentence) else None
            seen.add(spec.widget)
            if not isinstance(label, Sentence) or not found.has(said) or not found.has(label):
                english.append((kind, spec.name, str(said)))
    assert english == []
    assert seen == set(WRONG)


def test_a_refusal_names_its_box_in_the_language() -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_fields(CardKind.SEGMENT, {"trust": 6})
    assert catalogue("ro").tell(refused.value.sentence) == (
        "La „Ce simt față de noi” scrie un număr întreg de la 1 la 5."
    )
    with pytest.raises(InvalidInputError) as refused:
        parse_text(CardKind.SEGMENT, "x" * 201)
    assert catalogue("uk").tell(refused.value.sentence) == (
        "Літер у цьому тексті: 201, а картка «Група людей» вміщує 200. "
        "Скоротіть текст або зробіть дві картки."
    )


def test_words_that_no_card_holds_are_refused_in_the_language() -> None:
    with pytest.raises(InvalidInputError) as refused:
        NewCard.read({"activity": "insights.write", "text": "x" * 4001})
    assert (
        catalogue("uk")
        .tell(refused.value.sentence)
        .startswith("Це задовге для однієї картки. Літер тут 4\xa0001.")
    )
