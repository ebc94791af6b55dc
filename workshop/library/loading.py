"""Reading the library from its files, once per language.

``data/cases`` holds one TOML file per case and ``words.toml``; ``data/lenses`` one per lens and
``closing.toml``. They are English. Another language puts whole files of the same names into a
folder of its own, such as ``data/cases/cy``; whatever is not there yet stays English.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from workshop.errors import SettingsError
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
from workshop.library.toml_fields import Fields
from workshop.places import DATA

_ENGLISH = "en"
_WORDS = "words"
_CLOSING = "closing"
_T = TypeVar("_T")


def load_library(language: str = _ENGLISH, *, data: Path = DATA) -> Library:
    """All cases and lenses, read once and kept. Raises SettingsError with file and key."""
    return _load(language, data)


@lru_cache(maxsize=32)
def _load(language: str, data: Path) -> Library:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        raise SettingsError(f"“{language}” is not a language code. Please use one such as en.")
    cases = _files(data / "cases", language, _WORDS)
    lenses = _files(data / "lenses", language, _CLOSING)
    words = _words(cases.pop(_WORDS))
    closing = Fields.of_file(lenses.pop(_CLOSING))
    questions = closing.texts("questions", 3)
    closing.end()
    return Library(
        language=language,
        cases=tuple(_in_order(cases, _case)),
        lenses=tuple(_in_order(lenses, _lens)),
        closing_questions=questions,
        words=words,
    )


def _files(folder: Path, language: str, shared: str) -> dict[str, Path]:
    """File per name: the English ones, replaced by the language's own where it has them."""
    files = {file.stem: file for file in sorted(folder.glob("*.toml"))}
    if shared not in files:
        raise SettingsError(f"{folder / shared}.toml is missing. Please put it back.")
    for slug, file in files.items():
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
            raise SettingsError(f"{file}: please name it with small letters, digits and hyphens.")
    if language != _ENGLISH:
        for file in sorted((folder / language).glob("*.toml")):
            if file.stem not in files:
                raise SettingsError(f"{file}: there is no English file of this name.")
            files[file.stem] = file
    return files


def _in_order(files: dict[str, Path], read: Callable[[str, int, Fields], _T]) -> Sequence[_T]:
    numbered: dict[int, tuple[Path, _T]] = {}
    for slug, file in files.items():
        fields = Fields.of_file(file)
        number = fields.whole("number", 1, 999)
        if number in numbered:
            other = numbered[number][0].name
            raise fields.wrong("number", f"{other} has {number} too. Please choose another.")
        numbered[number] = (file, read(slug, number, fields))
        fields.end()
    return [item for _, (_, item) in sorted(numbered.items(), key=lambda pair: pair[0])]


def _case(slug: str, number: int, fields: Fields) -> Case:
    status = fields.choice("status", ClaimStatus)
    sources = tuple(_source(item) for item in fields.tables("sources", at_least=1))
    titles = {source.title for source in sources}
    return Case(
        slug=slug,
        number=number,
        title=fields.text("title"),
        place=fields.text("place"),
        country=fields.text("country"),
        years=fields.text("years"),
        years_status=fields.choice("years_status", ClaimStatus, default=status),
        start_year=fields.whole_or_none("start_year", 1800, 2100),
        summary=fields.text("summary"),
        questions=fields.texts("questions", 3),
        elements=fields.choices("elements", Element),
        results=tuple(_result(item, titles) for item in fields.tables("results")),
        later=fields.text("later"),
        outcome_kind=fields.choice("outcome_kind", Outcome),
        evidence_level=fields.whole("evidence_level", 0, 5),
        evidence_why=fields.text("evidence_why"),
        distance=fields.choice("distance", Distance),
        status=status,
        sources=sources,
        checked=fields.day("checked"),
    )


def _source(fields: Fields) -> Source:
    source = Source(
        title=fields.text("title"),
        where=fields.text("where"),
        kind=fields.choice("kind", SourceKind),
        accessed=fields.day_or_none("accessed"),
    )
    fields.end()
    return source


def _result(fields: Fields, titles: set[str]) -> Result:
    result = Result(
        claim=fields.text("claim"),
        value=fields.text("value", default=""),
        unit=fields.text("unit", default=""),
        period=fields.text("period", default=""),
        method=fields.choice("method", ClaimMethod),
        status=fields.choice("status", ClaimStatus),
        source=fields.text("source"),
    )
    fields.end()
    if result.status is not ClaimStatus.UNVERIFIED:
        for title in result.source.split("; "):
            if title not in titles:
                raise fields.wrong("source", f"“{title}” is not among the sources of this case.")
    if result.value and not result.unit:
        raise fields.wrong("unit", "a figure needs its unit. Please say what is counted.")
    if result.unit and f" {result.value}".casefold().endswith(f" {result.unit}".casefold()):
        raise fields.wrong("value", "the figure ends in its unit, which is said behind it anyway.")
    return result


def _lens(slug: str, number: int, fields: Fields) -> Lens:
    icon = fields.text("icon")
    if not re.fullmatch(r"[a-z0-9_]+", icon):
        raise fields.wrong("icon", "please give the name of a Material Symbol, such as storefront.")
    return Lens(
        slug=slug,
        number=number,
        name=fields.text("name"),
        icon=icon,
        questions=fields.texts("questions", 3),
        breaks_when=fields.text("breaks_when"),
    )


def _words(file: Path) -> LibraryWords:
    fields = Fields.of_file(file)
    levels = fields.table("evidence")
    words = LibraryWords(
        compiled=fields.day("compiled"),
        no_results=fields.text("no_results"),
        no_source=fields.text("no_source"),
        compare_with_care=fields.text("compare_with_care"),
        status=fields.words_for("status", ClaimStatus),
        method=fields.words_for("method", ClaimMethod),
        outcome=fields.words_for("outcome", Outcome),
        distance=fields.words_for("distance", Distance),
        element=fields.words_for("element", Element),
        source_kind=fields.words_for("source_kind", SourceKind),
        evidence=tuple(levels.text(str(level)) for level in range(6)),
    )
    levels.end()
    fields.end()
    return words
