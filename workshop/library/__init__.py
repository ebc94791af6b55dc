"""The library for the horizon scan: cases from elsewhere, and lenses to look through."""

from workshop.library.loading import load_library
from workshop.library.model import (
    Case,
    ClaimMethod,
    ClaimStatus,
    Distance,
    Element,
    Lens,
    Library,
    LibraryWords,
    Outcome,
    Result,
    Source,
    SourceKind,
)
from workshop.library.selection import filter_cases, lens_for_table, three_for_table

__all__ = [
    "Case",
    "ClaimMethod",
    "ClaimStatus",
    "Distance",
    "Element",
    "Lens",
    "Library",
    "LibraryWords",
    "Outcome",
    "Result",
    "Source",
    "SourceKind",
    "filter_cases",
    "lens_for_table",
    "load_library",
    "three_for_table",
]
