"""Boxes that remember what they began with: saving sends what was changed, and nothing older."""

from collections.abc import Mapping
from typing import Any

import streamlit as st


def begin(spot: str, values: Mapping[str, Any]) -> None:
    """Fill the boxes ``spot.name``. One that nobody has touched follows what others save."""
    seen = st.session_state.setdefault(f"{spot}.seen", {})
    for name, value in values.items():
        key = f"{spot}.{name}"
        if key not in st.session_state or st.session_state[key] == seen.get(name):
            st.session_state[key] = seen[name] = value


def seen(spot: str) -> dict[str, Any]:
    """What stood in these boxes before anybody typed."""
    found: dict[str, Any] = st.session_state.get(f"{spot}.seen", {})
    return dict(found)


def typed(spot: str) -> dict[str, Any]:
    """What stands in these boxes now; what a box that is gone began with."""
    return {name: st.session_state.get(f"{spot}.{name}", was) for name, was in seen(spot).items()}


def touched(spot: str) -> dict[str, Any]:
    """Of what stands in these boxes, what differs from what they began with."""
    began = seen(spot)
    return {name: value for name, value in typed(spot).items() if value != began[name]}


def know(spot: str, shown: Mapping[str, Any]) -> None:
    """These words of somebody else were shown, so that saving again is meant."""
    st.session_state[f"{spot}.seen"] = seen(spot) | dict(shown)
