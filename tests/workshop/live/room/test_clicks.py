"""A double click is one press, wherever it is made: by habit, or where one was not heard."""

from tests.workshop.live.room.test_saying import told_by


def test_the_second_click_acts_on_what_was_pressed_and_on_nothing_else() -> None:
    """In the app a button that says another thing by then is another; so is one in its place.

    On the big screen some are pressed several times in a row on purpose; undo is not.
    """
    assert told_by("clicks.mjs") == {
        "Streamlit's page": {
            "one button that says the same, twice": [True, True],
            "it says another thing by then": [True, False],
            "another one stands there by then": [True, False],
            "back by one step": [True, False],
            "a third click on what the first was on": [True, False, False],
            "the first met no button": [True, True],
            "two clicks apart": [True, True],
        },
        "the bar": {
            "undo, twice": ["undo"],
            "undo, two clicks apart": ["undo", "undo"],
            "more, twice": ["page", "page"],
            "the board, with more in its place by the second": [],
        },
    }
