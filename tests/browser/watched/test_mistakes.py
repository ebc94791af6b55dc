"""A server's log is looked through for mistakes; one race of Streamlit's own is none of ours."""

from tests.browser.conftest import OVERLAP, mistakes

HEAD = "Traceback (most recent call last):"
THEIRS = (
    '  File "/x/lib/python3.11/site-packages/streamlit/runtime/state/session_state.py", line 9'
    "\n    for state_id in self._new_widget_state:"
)
OURS = '  File "/x/stages/parts/state.py", line 9\n    for name in kept:'


def log(*lines: str) -> str:
    return "\n".join(["Serving.", *lines, "Bye."])


def test_a_race_that_is_streamlits_from_end_to_end_is_excused_and_nothing_else() -> None:
    assert mistakes("Serving.\nBye.") == []
    assert mistakes(log(HEAD, THEIRS, OVERLAP)) == []
    other = "RuntimeError: something else"
    assert mistakes(log(HEAD, THEIRS, other)) == [f"{HEAD}\n{THEIRS}\n{other}"]
    assert mistakes(log(HEAD, OURS, THEIRS, OVERLAP)) == [f"{HEAD}\n{OURS}\n{THEIRS}\n{OVERLAP}"]
    both = log(HEAD, THEIRS, OVERLAP, "and", HEAD, OURS, "ValueError: no")
    assert mistakes(both) == [f"{HEAD}\n{OURS}\nValueError: no"]
