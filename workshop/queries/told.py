"""A card's words with what they say in other languages, as one text that knows its parts."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from markupsafe import Markup, escape

from workshop.figures.told_text import ToldPart, ToldText
from workshop.kinds.languages import Translated
from workshop.queries.cards import CardView
from workshop.words import own_name
from workshop.words.catalogues import RIGHT_TO_LEFT

OLDER = "of earlier words"


def told_text(text: str, language: str, translations: Iterable[Translated]) -> str:
    """The words of a card to be shown; plain where they are in the workshop's language alone."""
    others = tuple(
        ToldPart(one.language, one.text, said_in(one), _direction(one.language))
        for one in translations
    )
    return (
        ToldText.of((ToldPart(language, text, "", _direction(language)), *others))
        if language or others
        else text
    )


def _direction(language: str) -> str:
    if not language:
        return "auto"
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def said_in(one: Translated) -> str:
    """The language's own name, as it stands before a translation."""
    name = own_name(one.language)
    return f"{name} ({OLDER})" if one.older else name


def told(card: CardView, words: Callable[[str], str] = str) -> CardView:
    """The card with its translations in its text. ``words`` is what may be shown of a text."""
    kept = tuple(replace(one, text=words(one.text)) for one in card.translations)
    return replace(card, text=told_text(card.text, card.language, kept), translations=kept)


def in_languages(text: str) -> Markup:
    """As HTML: each part with its language and in its own direction, a translation below."""
    if not isinstance(text, ToldText):
        return escape(text)
    return Markup("").join(map(_in_language, text.parts))


def in_the_rooms(text: str, language: str) -> Markup:
    """The same on a page that speaks another language: words of no language of their own are in
    that of the room. ``language`` is "" where the page speaks it as well.
    """
    own = in_languages(text)
    if not language or isinstance(text, ToldText) or not any(map(str.isalpha, text)):
        return own
    return Markup('<span lang="{}">{}</span>').format(language, own)


def _in_language(part: ToldPart) -> Markup:
    lang = Markup(' lang="{}" dir="{}"').format(part.language, part.direction)
    lang = lang if part.language else Markup("")
    said = Markup("<bdi{}>{}</bdi>").format(lang, part.text)
    if not part.label:
        return said
    return Markup('<small class="in-other"><bdi{}>{}:</bdi> {}</small>').format(
        lang, part.label, said
    )
