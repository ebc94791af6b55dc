"""What a case says, put together of sentences of which each can still be said in a language.

A case keeps its title, and its sources the names that they have.
"""

import re

from workshop.errors import Numerals, Sentence, Sentences, numbered
from workshop.library.model import Case, LibraryWords, Result


def where_and_when(case: Case) -> Sentence:
    """The place, the country and the years, as one line."""
    return Sentence(
        "{place}, {country} · {years}",
        place=Sentence(case.place),
        country=Sentence(case.country),
        years=Sentence(case.years),
    )


def amount(value: str) -> Sentence:
    """The figure of a claim: with words of its own, or as it is written in a language."""
    return Sentence(value) if _has_words(value) else Numerals(value)


def claim_of(result: Result, words: LibraryWords) -> Sentence:
    """A claim with its figure and who says so; one with its own sign needs no unit behind it."""
    unit = "" if {"%", "£"} & set(result.value) else result.unit
    claim, status = Sentence(result.claim), Sentence(words.status[result.status])
    if not result.value:
        return Sentence("{claim}. ({status})", claim=claim, status=status)
    found = amount(result.value)
    if not unit:
        return Sentence("{claim}: {value}. ({status})", claim=claim, value=found, status=status)
    return numbered(
        _many(result.value),
        "{claim}: {value} {unit}. ({status})",
        "{claim}: {value} {unit}. ({status})",
        claim=claim,
        value=found,
        unit=Sentence(unit),
        status=status,
    )


_WHOLE = re.compile(r"(?:More than |Up to |About )?(?:DKK |€)?(\d[\d,]*)( million)?")


def _many(value: str) -> int:
    """How many of its unit a figure says, which decides how they are joined; 0 where it is no one
    whole number: Romanian says “15 familii”, but “40 de familii”.
    """
    found = _WHOLE.fullmatch(value)
    if found is None:
        return 0
    return 1_000_000 if found[2] else int(found[1].replace(",", ""))


def sources_of(result: Result, words: LibraryWords) -> str:
    """The first source by its name, and how many more there are."""
    first, *others = result.source.split("; ")
    if not first:
        return Sentence(words.no_source)
    if not others:
        return first
    return numbered(
        len(others), "{first}, and one more source", "{first}, and {n} more sources", first=first
    )


def note_of(case: Case, words: LibraryWords) -> Sentences:
    """Every claim, or that there is none, and what came later."""
    claims = [claim_of(result, words) for result in case.results]
    return Sentences([*(claims or [Sentence(words.no_results)]), Sentence(case.later)])


def _has_words(value: str) -> bool:
    return any(letter.isalpha() for letter in value)
