"""How a page says its sentences: in its language, or as they are, marked with theirs."""

import re
from collections.abc import Callable

from markupsafe import Markup, escape

from workshop.errors import Quoted, Sentence, Sentences
from workshop.words.catalogues import Catalogue

_FIRST, _LAST = "\u2068", "\u2069"
"""What stands between them keeps its own direction (UAX 9)."""
_MARK = re.compile(f"{_FIRST}(\\d+){_LAST}")


class Saying:
    """Says a sentence in the page; one that is not there is marked with its own language.

    ``typed`` shows the words of people that stand in our sentences, where the page is in another
    language than theirs.
    """

    def __init__(
        self, found: Catalogue, own: str, typed: Callable[[str], Markup] | None = None
    ) -> None:
        self.found = found
        self.own = own
        self.typed = typed

    def __call__(self, text: str | None, **values: str | int) -> Markup:
        if not text:
            return Markup("")
        if isinstance(text, Sentences):
            between = escape(text.between)
            return between.join(self._part(part) for part in text.parts)
        if self.typed and isinstance(text, Sentence) and text.values and self.found.has(text):
            return self._with_theirs(text)
        said = escape(self.found.tell(self._apart(text), **values))
        if self.found.has(text) or self.own == self.found.language:
            return said
        if parts := _parts(text, self.found):
            return escape(parts)
        return Markup('<span lang="{}" dir="auto">{}</span>').format(self.own, said)

    def plain(self, text: str) -> str:
        """The same as text: what is not there stays as it is."""
        return self.found.tell(self._apart(text))

    def _part(self, part: str) -> Markup:
        if isinstance(part, Sentence | Sentences):
            return self(part)
        shown = self.found.quoted(part) if isinstance(part, Quoted) else part
        return self.typed(shown) if self.typed else escape(shown)

    def _with_theirs(self, text: Sentence) -> Markup:
        """Our sentence with each value as it is said, or as it was typed.

        Marks stand in for them while the sentence is said: what somebody typed is never read as
        a name in braces, nor as one of the marks.
        """
        theirs = [one for one in text.values.values() if isinstance(one, str)]
        marks = iter(range(len(theirs)))
        values = {
            name: f"{_FIRST}{next(marks)}{_LAST}" if isinstance(given, str) else given
            for name, given in text.values.items()
            if text.number is None or name != "n"
        }
        marked = Sentence(text.template, count=text.number, many=text.many, **values)
        ours = _MARK.split(self.found.tell(marked))
        start, end = (_FIRST, _LAST) if self.found.direction == "rtl" else ("", "")
        return Markup("").join(
            Markup("{}{}{}").format(start, self._part(theirs[int(part)]), end)
            if at % 2
            else escape(part)
            for at, part in enumerate(ours)
        )

    def _apart(self, text: str) -> str:
        """Its values isolated, where a Latin name would turn a sentence about."""
        if self.found.direction == "ltr" or not isinstance(text, Sentence) or not text.values:
            return text
        values = {
            name: f"{_FIRST}{self.found.said_of(given)}{_LAST}" if isinstance(given, str) else given
            for name, given in text.values.items()
            if text.number is None or name != "n"
        }
        return Sentence(text.template, count=text.number, many=text.many, **values)


def _parts(text: str, found: Catalogue) -> str:
    """A promise, which is made of several sentences, one by one; "" where one is not there."""
    at = text.find(". ")
    while at > 0:
        first, rest = text[: at + 1], text[at + 2 :]
        if found.has(first):
            said = found.tell(rest) if found.has(rest) else _parts(rest, found)
            if said:
                return f"{found.tell(first)} {said}"
        at = text.find(". ", at + 1)
    return ""
