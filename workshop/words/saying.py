"""How a page says its sentences: in its language, or as they are, marked with theirs."""

from markupsafe import Markup, escape

from workshop.errors import Sentence, Sentences
from workshop.words.catalogues import Catalogue


class Saying:
    """Says a sentence in the page; one that is not there is marked with its own language."""

    def __init__(self, found: Catalogue, own: str) -> None:
        self.found = found
        self.own = own

    def __call__(self, text: str | None, **values: str | int) -> Markup:
        if not text:
            return Markup("")
        if isinstance(text, Sentences):
            between = escape(text.between)
            return between.join(self._part(part) for part in text.parts)
        said = escape(self.found.tell(self._apart(text), **values))
        if self.found.has(text) or self.own == self.found.language:
            return said
        if parts := _parts(text, self.found):
            return escape(parts)
        return Markup('<span lang="{}" dir="auto">{}</span>').format(self.own, said)

    def _part(self, part: str) -> Markup:
        return self(part) if isinstance(part, Sentence | Sentences) else escape(part)

    def _apart(self, text: str) -> str:
        """Its values isolated (UAX 9), where a Latin name would turn a sentence about."""
        if self.found.direction == "ltr" or not isinstance(text, Sentence) or not text.values:
            return text
        values = {
            name: f"\u2068{self.found.said_of(given)}\u2069" if isinstance(given, str) else given
            for name, given in text.values.items()
            if name != "n"
        }
        return Sentence(text.template, count=text.number, many=text.template, **values)


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
