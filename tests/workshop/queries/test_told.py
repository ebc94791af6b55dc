"""A card's words as they are shown: each in its language, what stands in its fields too."""

from dataclasses import replace

from tests.workshop.queries.making import card
from workshop.exports.document.card_words import said
from workshop.kinds import CardKind, field_specs
from workshop.playbook import Playbook
from workshop.queries.cards import CardView
from workshop.queries.told import in_the_rooms, told


def urdu(kind: str, text: str, **fields: object) -> CardView:
    return replace(card(kind, text, **fields), language="ur")


def marked(words: str) -> str:
    return f'<bdi lang="ur" dir="rtl">{words}</bdi>'


def test_what_was_written_into_the_fields_of_a_card_is_in_its_language() -> None:
    fields = {"quote": "ہم نہیں جاتے", "speaker": "Amina", "evidence": "saw"}
    found = told(urdu("insight", "دکان بند ہے", **fields))
    assert found.fields == fields
    assert {name: in_the_rooms(str(text), "en") for name, text in found.fields.items()} == {
        "quote": marked("ہم نہیں جاتے"),
        "speaker": marked("Amina"),
        "evidence": '<span lang="en">saw</span>',  # a choice, of which only the key stands there
    }
    plain = told(card("insight", "The shop is shut", quote="We do not go"))
    assert in_the_rooms(plain.fields["quote"], "en") == '<span lang="en">We do not go</span>'


def test_a_list_in_a_card_is_in_its_language(playbook: Playbook) -> None:
    kind = CardKind.SLA_CLAUSE
    found = told(urdu(kind, "ہم", parties=("دکان", "گھر")))
    spec = next(one for one in field_specs(kind) if one.name == "parties")
    words = said(spec, playbook.kind(kind).fields["parties"], found.fields["parties"])
    assert in_the_rooms(words, "en") == marked("دکان; گھر")
