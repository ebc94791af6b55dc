"""A button that asks before it does what cannot be taken back, or what is easily regretted."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.state import SURE


def asked(key: str) -> bool:
    """Whether the question of that name waits for an answer."""
    return SURE.get() == key


def ask(key: str) -> Callable[[], None]:
    """A callback that asks the question of that name."""
    return partial(SURE.set, key)


def question(key: str, sentence: str, answers: dict[str, Callable[[], None]], no: str) -> None:
    """The question with its answers, the first one marked, and the way back last."""
    st.warning(plain.as_text(sentence), icon=":material/help:")
    with st.container(horizontal=True, gap="small"):
        for number, (label, verb) in enumerate(answers.items()):
            st.button(
                label,
                type="secondary" if number else "primary",
                key=f"{key}.yes.{number}",
                on_click=_answered,
                args=(verb,),
            )
        st.button(no, key=f"{key}.no", on_click=SURE.clear)


def _answered(verb: Callable[[], None]) -> None:
    SURE.clear()
    verb()
