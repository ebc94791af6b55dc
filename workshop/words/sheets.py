"""Catalogues as files: written anew from today's sentences, and as sheets of two columns.

A sheet is for people who speak a language and no gettext: the English on the left, what is said on
the right. It comes back in with each row looked at: what lost a name in braces is left out, and
named.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from workshop.errors import InvalidInputError
from workshop.words.catalogues import (
    CASES,
    CHECKED,
    DRAFT,
    FOLDER,
    form_of,
    own_name,
    with_cases,
)
from workshop.words.sentences import METHOD, SourceText, sentences

HEAD = ("English", "Translation", "Form", "Where")
NAME = re.compile(r"\{\w+\}")
SHEET = "Words"
Rows = Sequence[Sequence[str]]


def write(
    language: str,
    said: Mapping[str, Sequence[str]],
    *,
    draft: bool,
    folder: Path = FOLDER,
    today: Iterable[SourceText] | None = None,
) -> None:
    """The catalogue of a language: every sentence of today, and what is ``said`` for it.

    What the cases from elsewhere say stands in a file of its own.
    """
    every = sentences() if today is None else tuple(today)
    of_cases = [one for one in every if one.what == CASES]
    own = [one for one in every if one.what != CASES]
    _write(language, said, own, folder, draft=draft)
    if of_cases:
        (folder / CASES).mkdir(exist_ok=True)
        _write(language, said, of_cases, folder / CASES, draft=draft)


def _write(
    language: str,
    said: Mapping[str, Sequence[str]],
    today: Iterable[SourceText],
    folder: Path,
    *,
    draft: bool,
) -> None:
    found = Catalog(
        locale=language.replace("-", "_"), project="Reframe", charset="utf-8", fuzzy=False
    )
    state = DRAFT if draft else CHECKED
    found.header_comment = f"# {own_name(language)} ({language}): {state}"
    forms = len(form_of(language).order)
    for source in today:
        own = tuple(said.get(source.text, ()))
        if source.many:
            own = own if len(own) == forms else ("",) * forms
            found.add((source.text, source.many), own, auto_comments=[source.what])
        else:
            found.add(source.text, own[0] if own else "", auto_comments=[source.what])
    out = io.BytesIO()
    write_po(out, found, width=0, omit_header=True)
    head = (
        f"{found.header_comment}\n"
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {form_of(language).header}\\n"\n\n'
    )
    (folder / f"{language}.po").write_bytes(head.encode() + out.getvalue())


def problem(source: SourceText, said: Sequence[str]) -> str:
    """What is wrong with what is said for a sentence, in a sentence; "" where nothing is."""
    wanted = set(NAME.findall(source.text))
    free = {"{n}"} if source.many else set()
    for text in said:
        names = set(NAME.findall(text))
        if lost := sorted(wanted - names - free):
            return f"“{source.text}”: keep {', '.join(lost)} as it is."
        if strange := sorted(names - wanted - free):
            return f"“{source.text}”: {', '.join(strange)} has no value here. Take it out."
    return ""


def rows(language: str, folder: Path = FOLDER) -> list[list[str]]:
    """The sheet: a row for each sentence, or for each form of one that counts."""
    found = with_cases(language, folder).said if (folder / f"{language}.po").exists() else {}
    made = [list(HEAD)]
    for source in sentences():
        own = found.get(source.text, ())
        where = source.what if source.what != METHOD else f"{METHOD}: {source.where}"
        if not source.many:
            made.append([source.text, own[0] if own else "", "", where])
            continue
        for at, name in enumerate(form_of(language).order):
            english = source.text if name == "one" else source.many
            made.append([english, own[at] if at < len(own) else "", name, where])
    return made


def taken(language: str, given: Rows) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """What a sheet says for each sentence, and what is wrong with rows that are left out.

    Raises InvalidInputError for a sheet that is not one of ours.
    """
    if not given or [cell.strip() for cell in given[0][:3]] != list(HEAD[:3]):
        raise InvalidInputError(
            f"The first row must say {', '.join(HEAD[:3])}. Save a new sheet with --to first."
        )
    plain: dict[str, str] = {}
    counted: dict[tuple[str, str], str] = {}
    for row in given[1:]:
        english, own, form, *_ = [*row, "", "", ""]
        if english and form:
            counted[english, form] = own.strip()
        elif english:
            plain[english] = own.strip()
    return _matched(language, plain, counted)


def _matched(
    language: str, plain: dict[str, str], counted: dict[tuple[str, str], str]
) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    said: dict[str, tuple[str, ...]] = {}
    wrong: list[str] = []
    for source in sentences():
        if source.many:
            forms = tuple(
                counted.pop((source.text if form == "one" else source.many, form), "")
                for form in form_of(language).order
            )
            own = forms if all(forms) else ()
            if any(forms) and not own:
                wrong.append(f"“{source.text}”: each form needs its words.")
        else:
            text = plain.pop(source.text, "")
            own = (text,) if text else ()
        if own and (sentence := problem(source, own)):
            wrong.append(sentence)
        elif own:
            said[source.text] = own
    left = [*plain, *(english for english, _ in counted)]
    wrong += [f"“{english}”: nobody says this any more." for english in left]
    return said, wrong


def as_csv(made: Rows) -> str:
    """The sheet as a file that every spreadsheet opens, with its letters whole."""
    out = io.StringIO()
    csv.writer(out).writerows(made)
    return "\ufeff" + out.getvalue()


def from_csv(content: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.removeprefix("\ufeff"))))
