"""Units, money and direction of a spending file: found by the reader, changed by a person here."""

from dataclasses import replace
from decimal import Decimal

import streamlit as st

from stages.parts.state import hold_widget
from workshop.imports import spend
from workshop.imports.spend import TableLayout, Wishes

FOUND = "As we read it"
SIZES: dict[str, Decimal | None] = {
    FOUND: None,
    "One": Decimal(1),
    "A thousand": Decimal(1000),
    "A million": Decimal(10) ** 6,
    "A billion": Decimal(10) ** 9,
    "A hundredth (pence, cents)": Decimal("0.01"),
}
POINTS: dict[str, spend.Point | None] = {FOUND: None, "1,234.50": ".", "1.234,50": ","}
MONEY = ("", "GBP", "EUR", "USD", "PLN", "CHF", "INR", "SEK", "NOK", "DKK")
BEGINS = {
    "size": FOUND,
    "money": "",
    "point": FOUND,
    "everything": False,
    "one": False,
    "turned": False,
}
"""What each box says until somebody has chosen."""


def wished(layout: TableLayout, prefix: str) -> TableLayout:
    """The layout with what a person decided about units, money and direction."""
    for name, value in BEGINS.items():
        hold_widget(f"{prefix}.{name}", value)
    with st.expander("Units, currency, money in and out", key=f"{prefix}.wishes"):
        left, middle, right = st.columns(3)
        size = left.selectbox("One unit stands for", list(SIZES), key=f"{prefix}.size")
        currency = middle.selectbox(
            "Which currency?", MONEY, format_func=lambda one: one or FOUND, key=f"{prefix}.money"
        )
        point = right.selectbox("Amounts are written", list(POINTS), key=f"{prefix}.point")
        everything = st.checkbox(
            "Add money in, plans and promises too, where the file has them",
            key=f"{prefix}.everything",
        )
        one = st.checkbox(
            "Where months stand side by side, take the chosen column alone", key=f"{prefix}.one"
        )
        turned = st.checkbox(
            "Turn the signs: money paid stands below zero in this file", key=f"{prefix}.turned"
        )
    wishes = Wishes(everything, one, SIZES[size], currency, POINTS[point], turned)
    return replace(layout, wishes=wishes)
