"""The words of participants in another language, out as a sheet and back in."""

import argparse
import sys
from pathlib import Path

from workshop.errors import InvalidInputError
from workshop.words import ENGLISH, languages, with_cases
from workshop.words.catalogues import FOLDER
from workshop.words.sentences import sentences
from workshop.words.sheets import as_csv, from_csv, rows, taken, write


def words(given: argparse.Namespace) -> None:
    """Write the sheet of a language, read one back, or say how far each language is."""
    if not given.language:
        return _how_far()
    if given.language == ENGLISH:
        raise InvalidInputError("English is what the others are written from.")
    if given.back is not None:
        return _read(given.language, given.back, checked=given.checked)
    sheet = as_csv(rows(given.language))
    if given.to is None:
        sys.stdout.write(sheet)
        return None
    given.to.write_text(sheet, encoding="utf-8", newline="")
    print(f"Written to {given.to}. Fill in the second column, then read it with --from.")
    return None


def _how_far() -> None:
    every = sentences()
    for language in languages()[1:]:
        found = with_cases(language)
        said = sum(found.has(one.text) for one in every)
        state = "draft, not yet checked by a speaker" if found.draft else "checked by a speaker"
        print(f"{language}  {said} of {len(every)} sentences  {state}")


def _read(language: str, path: Path, *, checked: bool) -> None:
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise InvalidInputError(f"{path} cannot be read as a CSV file in UTF-8.") from None
    said, wrong = taken(language, from_csv(content))
    write(language, said, draft=not checked)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    left = f" {len(wrong)} rows were left out." if wrong else ""
    print(f"{len(said)} sentences are in {FOLDER / f'{language}.po'}.{left}")
