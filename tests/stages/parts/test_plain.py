"""The small pieces of HTML of our own: words are text, and signs keep their meaning."""

from streamlit.testing.v1 import AppTest

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
