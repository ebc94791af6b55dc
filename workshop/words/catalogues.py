"""The catalogues: one file of gettext per language, read once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from babel import Locale

from workshop.errors import Day, Numerals, Quoted, Sentence, Sentences, SettingsError
from workshop.places import DATA

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ENGLISH = "en"
FOLDER = DATA / "words"
RIGHT_TO_LEFT = ("ar", "ur", "fa", "he", "ps", "sd", "ug", "yi", "ckb", "dv")
DRAFT = "draft, not yet checked by a speaker"
"""What stands at the head of a catalogue until somebody who speaks the language has read it."""
CHECKED = "checked by a speaker"
SUMMARY = "summary"
"""What the summary alone says: phones are not sent it with the words of their page."""
CASES = "cases"
"""What the cases from elsewhere say: a file of its own for each language, in the folder of this
name. It is read where a case is, and neither phones nor the start of a server wait for it."""
BIG_SCREEN = "big screen"
"""What the big screen alone says."""
BOARD = "vision board"
"""What the vision board alone says, and its page brings with it."""
PLAIN = "plain page"
"""What the pages without scripts alone say: no script is sent it."""
_NAME = re.compile(r"\{(\w+)\}")
QUOTED = "“{card}”, “{last}”"
"""Cards in quotes, one after another, as English writes them."""
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ORDER = ("zero", "one", "two", "few", "many", "other")


@dataclass(frozen=True, slots=True)
class Form:
    """How a language counts: the CLDR categories of whole numbers, in the order of the forms."""

    order: tuple[str, ...]
    header: str
    """The same for gettext: ``nplurals=…; plural=…``."""


# CLDR says which categories whole numbers have; gettext numbers them. Babel's own gettext headers
# for Welsh and Arabic follow older tables, so they stand here, and a test compares the two.
FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "ar": Form(
            _ORDER,
            "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
            "n%100>=11 ? 4 : 5);",
        ),
        "cy": Form(
            _ORDER,
            "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);",
        ),
        "pl": Form(
            ("one", "few", "many"),
            "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
        ),
        "ro": Form(
            ("one", "few", "other"),
            "nplurals=3; plural=(n==1 ? 0 : n==0 || n%100>=1 && n%100<=19 ? 1 : 2);",
        ),
        "uk": Form(
            ("one", "few", "many"),
            "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
            "(n%100<12 || n%100>14) ? 1 : 2);",
        ),
    }
)
TWO = Form(("one", "other"), "nplurals=2; plural=(n != 1);")


def form_of(language: str) -> Form:
    return FORMS.get(language, TWO)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The sentences of one language: English words -> what is said for them, a form each."""

    language: str
    said: Mapping[str, tuple[str, ...]]
    draft: bool
    locale: Locale = field(repr=False)
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """What phones are not sent, and who says it, such as the summary or the big screen."""

    @property
    def direction(self) -> str:
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    @property
    def form(self) -> Form:
        return form_of(self.language)

    def has(self, text: str) -> bool:
        """Whether it is said in this language; in English everything is."""
        template = text.template if isinstance(text, Sentence) else text
        return self.language == ENGLISH or isinstance(text, Day | Numerals) or template in self.said

    def tell(self, text: str, **values: str | int) -> str:
        """The sentence with its values, or in English where it is not there."""
        if isinstance(text, Sentences):
            return text.between.join(map(self.said_of, text.parts))
        if isinstance(text, Day):
            return self.date(text.on)
        if isinstance(text, Numerals):
            return self.amount(text)
        if isinstance(text, Sentence):
            if text.template not in self.said:
                return str(text)
            template = text.template
            values = {
                n: self.said_of(v) if isinstance(v, str) else v for n, v in text.values.items()
            }
            if text.number is not None:
                return self._filled(self._form(template, text.number), values)
            return self._filled(self.said[template][0], values)
        return self._filled(self.said.get(text, (text,))[0], values)

    def said_of(self, text: str) -> str:
        """What we say in this language; what somebody wrote as it is."""
        if isinstance(text, Quoted):
            return self.quoted(text)
        return self.tell(text) if isinstance(text, Sentence | Sentences) else text

    def quoted(self, text: Quoted) -> str:
        """Cards that stand in quotes, with the quotes and commas of this language."""
        if QUOTED not in self.said or not text:
            return str(text)
        opens, between, closes = _NAME.split(self.said[QUOTED][0])[::2]
        return opens + between.join(text.words) + closes

    def count(self, one: str, many: str, n: int, **values: str | int) -> str:
        """As ``tell``, of so many: ``{n}`` is the number."""
        if one not in self.said:
            return self._filled(one if n == 1 else many, {"n": n, **values})
        return self._filled(self._form(one, n), {"n": n, **values})

    def day(self, on: str) -> str:
        """Day and month of a date (ISO 8601), as this language writes them: “14 March”."""
        from babel.dates import format_date

        return format_date(date.fromisoformat(on), "d MMMM", locale=self.locale)

    def date(self, on: date) -> str:
        """A whole date: “14 March 2026”."""
        from babel.dates import format_date

        return format_date(on, "d MMMM y", locale=self.locale)

    def amount(self, text: str) -> str:
        """“£1,832” as this language writes it, from the way in which English does.

        It keeps its decimals: “£12.50” is “£12,50”.
        """
        from babel.numbers import format_decimal

        def anew(found: re.Match[str]) -> str:
            number = found[0].replace(",", "")
            pattern = f"#,##0.{'0' * len(number.partition('.')[2])}".rstrip(".")
            return format_decimal(Decimal(number), pattern, locale=self.locale)

        return _NUMBER.sub(anew, text)

    def _form(self, one: str, n: int) -> str:
        forms, category = self.said[one], str(self.locale.plural_form(n))
        at = self.form.order.index(category) if category in self.form.order else len(forms) - 1
        return forms[min(at, len(forms) - 1)]

    def _filled(self, template: str, values: Mapping[str, str | int]) -> str:
        if not values:
            return template
        from babel.numbers import format_decimal

        def value(found: re.Match[str]) -> str:
            given = values.get(found[1], found[0])
            return format_decimal(given, locale=self.locale) if isinstance(given, int) else given

        return _NAME.sub(value, template)


@cache
def languages(folder: Path | None = None) -> tuple[str, ...]:
    """English and each language that has a catalogue, by their letters."""
    found = sorted(path.stem for path in (folder or FOLDER).glob("*.po"))
    return (ENGLISH, *found)


@cache
def own_name(language: str) -> str:
    """What a language calls itself: “Polski”."""
    name = Locale.parse(language.replace("-", "_")).get_display_name() or language
    return name[:1].upper() + name[1:]


@cache
def catalogue(language: str, folder: Path | None = None) -> Catalogue:
    """The catalogue of a language; that of English says every sentence as it is."""
    locale = Locale.parse("en_GB" if language == ENGLISH else language.replace("-", "_"))
    if language == ENGLISH:
        return Catalogue(ENGLISH, MappingProxyType({}), draft=False, locale=locale)
    found = read((folder or FOLDER) / f"{language}.po", language)
    told = _told(found)
    said = {one: forms for one, (forms, _) in told.items()}
    elsewhere = {
        one: says
        for one, (_, what) in told.items()
        for says in (SUMMARY, BIG_SCREEN, BOARD, PLAIN)
        if says in what
    }
    draft = DRAFT in found.header_comment
    return Catalogue(language, MappingProxyType(said), draft, locale=locale, elsewhere=elsewhere)


@cache
def with_cases(language: str, folder: Path | None = None) -> Catalogue:
    """The catalogue of a language with what the cases from elsewhere say."""
    found = catalogue(language, folder)
    path = (folder or FOLDER) / CASES / f"{language}.po"
    if language == ENGLISH or not path.exists():
        return found
    cases = {one: forms for one, (forms, _) in _told(read(path, language)).items()}
    return replace(found, said=MappingProxyType({**found.said, **cases}))


def _told(found: "Catalog") -> dict[str, tuple[tuple[str, ...], list[str]]]:
    """What is said for each sentence, and what it is part of."""
    told: dict[str, tuple[tuple[str, ...], list[str]]] = {}
    for message in found:
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        one = message.id[0] if isinstance(message.id, tuple) else message.id
        if one and all(forms) and not message.fuzzy:
            told[str(one)] = (tuple(str(each) for each in forms), message.auto_comments)
    return told


def read(path: Path, language: str) -> "Catalog":
    """A catalogue's file. Raises SettingsError where it is missing or broken."""
    from babel.messages.pofile import read_po

    try:
        with path.open("rb") as file:
            return read_po(file, locale=language.replace("-", "_"), abort_invalid=True)
    except (OSError, ValueError) as error:
        raise SettingsError(f"The words in {path} cannot be read: {error}.") from error
