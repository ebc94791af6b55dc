"""Counts of role groups as labelled bars. Each bar has its words and number beside it."""

from collections.abc import Sequence
from fractions import Fraction
from html import escape

import streamlit as st

from workshop.measures import round_for_display


def bars(title: str, rows: Sequence[tuple[str, str, Fraction]]) -> None:
    """Rows of label, what is said beside it, and the length of its bar (0 to 1)."""
    inside = "".join(
        f'<li><span class="rf-bar-label" dir="auto">{escape(label)}</span>'
        f'<span class="rf-bar-line"><span style="width:{_percent(length)}%"></span></span>'
        f'<span class="rf-bar-said">{escape(said)}</span></li>'
        for label, said, length in rows
    )
    st.html(f'<ul class="rf-mix" aria-label="{escape(title)}">{inside}</ul>')


def _percent(length: Fraction) -> int:
    return int(round_for_display(100 * length))


def share_said(count: int, share: Fraction) -> str:
    """Such as “8, that is 44 %”."""
    return f"{count}, that is {_percent(share)}%"
