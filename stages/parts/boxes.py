"""Boxes that remember what they began with: saving sends what was changed, and nothing older."""

from collections.abc import Mapping
from typing import Any

from stages.parts.state import SEEN, hold_widget, set_widget, widget_value


def begin(spot: str, values: Mapping[str, Any]) -> None:
    """Fill the boxes ``spot.name``. One that nobody has touched follows what others save.

    What was typed stands there again after a look at another part of the page.
    """
    seen = SEEN.at(spot).begin({})
    for name, value in values.items():
        key = f"{spot}.{name}"
        hold_widget(key, seen.get(name))
        if name not in seen or widget_value(key) in (seen[name], value):
            seen[name] = value
            set_widget(key, value)
            hold_widget(key, value)


def seen(spot: str) -> dict[str, Any]:
    """What stood in these boxes before anybody typed."""
    return dict(SEEN.at(spot).get())


def typed(spot: str) -> dict[str, Any]:
    """What stands in these boxes now; what a box that is gone began with."""
    return {name: widget_value(f"{spot}.{name}", was) for name, was in seen(spot).items()}


def touched(spot: str) -> dict[str, Any]:
    """Of what stands in these boxes, what differs from what they began with."""
    began = seen(spot)
    return {name: value for name, value in typed(spot).items() if value != began[name]}


def know(spot: str, shown: Mapping[str, Any]) -> None:
    """These words of somebody else were shown, so that saving again is meant."""
    SEEN.at(spot).set(seen(spot) | dict(shown))
