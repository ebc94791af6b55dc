"""What a case, a lens and the whole library are.

A case tells claims, each with who says so, not facts: ``ClaimStatus`` says how far a claim was
followed up, and its words (``LibraryWords.status``) belong beside it wherever it is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workshop.errors import NotFoundError


class Element(StrEnum):
    """The four elements of Radical Efficiency (Nesta and the Innovation Unit, 2010)."""

    INSIGHTS = "insights"
    CUSTOMERS = "customers"
    SUPPLIERS = "suppliers"
    RESOURCES = "resources"


class Distance(StrEnum):
    """How far a case is from children's and community services in the United Kingdom."""

    NEAR = "near"
    FAR = "far"


class Outcome(StrEnum):
    WORKED = "worked"
    MIXED = "mixed"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class ClaimMethod(StrEnum):
    """How a figure came about."""

    MEASURED = "measured"
    FORECAST = "forecast"
    CLAIMED = "claimed"
    MODELLED = "modelled"


class ClaimStatus(StrEnum):
    """Verified: the named source says so. Seed: a paper behind the method says so."""

    VERIFIED = "verified"
    SEED = "seed"
    UNVERIFIED = "unverified"


class SourceKind(StrEnum):
    WEBSITE = "website"
    NEWS = "news"
    REPORT = "report"
    RESEARCH = "research"
    BLOG = "blog"
    SECONDARY = "secondary"


@dataclass(frozen=True, slots=True)
class Source:
    """``where`` is an address or the name of who published it; ``accessed`` None if not noted."""

    title: str
    where: str
    kind: SourceKind
    accessed: date | None


@dataclass(frozen=True, slots=True)
class Result:
    """One claim. ``value`` is written as people read it, with its sign, or empty: no figure.

    ``unit`` says what is counted (families and children never mix) and ``period`` when; both may
    be empty. ``source`` names titles of the case's sources, split by "; ".
    """

    claim: str
    value: str
    unit: str
    period: str
    method: ClaimMethod
    status: ClaimStatus
    source: str


@dataclass(frozen=True, slots=True)
class Case:
    """What some people did elsewhere. ``status`` covers the summary, ``years_status`` the years.

    ``evidence_level`` is 0 to 5 after the Nesta Standards of Evidence, with 0 added for a story
    only; it grades what our sources show, and ``evidence_why`` gives the reason.
    """

    slug: str
    number: int
    title: str
    place: str
    country: str
    years: str
    years_status: ClaimStatus
    start_year: int | None
    summary: str
    questions: tuple[str, ...]
    elements: tuple[Element, ...]
    results: tuple[Result, ...]
    later: str
    outcome_kind: Outcome
    evidence_level: int
    evidence_why: str
    distance: Distance
    status: ClaimStatus
    sources: tuple[Source, ...]
    checked: date


@dataclass(frozen=True, slots=True)
class Lens:
    """A type of place or person to look through; ``icon`` is a Material Symbols name."""

    slug: str
    number: int
    name: str
    icon: str
    questions: tuple[str, ...]
    breaks_when: str


@dataclass(frozen=True, slots=True)
class LibraryWords:
    """What every case card shares; ``evidence`` has one text for each level from 0 to 5."""

    compiled: date
    no_results: str
    no_source: str
    compare_with_care: str
    status: Mapping[ClaimStatus, str]
    method: Mapping[ClaimMethod, str]
    outcome: Mapping[Outcome, str]
    distance: Mapping[Distance, str]
    element: Mapping[Element, str]
    source_kind: Mapping[SourceKind, str]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Cases and lenses in the order of their numbers."""

    language: str
    cases: tuple[Case, ...]
    lenses: tuple[Lens, ...]
    closing_questions: tuple[str, ...]
    words: LibraryWords

    def case(self, slug: str) -> Case:
        """The case with this name. Raises NotFoundError."""
        for case in self.cases:
            if case.slug == slug:
                return case
        raise NotFoundError(f"There is no case called “{slug}”. Please choose one from the list.")

    def lens(self, slug: str) -> Lens:
        """The lens with this name. Raises NotFoundError."""
        for lens in self.lenses:
            if lens.slug == slug:
                return lens
        raise NotFoundError(f"There is no lens called “{slug}”. Please choose one from the list.")
