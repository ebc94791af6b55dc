"""Worked examples: whole workshops that a newcomer can open and look around in."""

from workshop.examples.bringing import Bringing, bring_example
from workshop.examples.building import build_example
from workshop.examples.content import Example, example_names, load_example

__all__ = [
    "Bringing",
    "Example",
    "bring_example",
    "build_example",
    "example_names",
    "load_example",
]
