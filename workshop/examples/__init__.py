"""Worked examples: whole workshops that a newcomer can open and look around in."""

from workshop.examples.bring_in import Bringing, bring_example
from workshop.examples.builder import build_example
from workshop.examples.content import (
    Example,
    ExampleCard,
    ExampleStop,
    example_names,
    load_example,
    picture_file,
)

__all__ = [
    "Bringing",
    "Example",
    "ExampleCard",
    "ExampleStop",
    "bring_example",
    "build_example",
    "example_names",
    "load_example",
    "picture_file",
]
