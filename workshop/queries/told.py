"""A card's words with what they say in other languages, as one text that knows its parts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup, escape

from workshop.figures.told_text import ToldPart, ToldText
from workshop.kinds import CardKind, field_specs
from workshop.kinds.languages import Translated
from workshop.kinds.registry import FREE_TEXT
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
    """The card with its translations in its text, and its language in its fields.

    ``words`` is what may be shown of a text.
    """
    kept = tuple(replace(one, text=words(one.text)) for one in card.translations)
    text = told_text(card.text, card.language, kept)
    return replace(card, text=text, fields=told_fields(card, card.fields), translations=kept)


def told_fields(card: CardView, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a card: what was written into them is in the card's language."""
    if not card.language:
        return dict(fields)
    written = {one.name for one in field_specs(CardKind(card.kind)) if one.widget in FREE_TEXT}
    return {name: _told(card, said) if name in written else said for name, said in fields.items()}


def _told(card: CardView, said: Any) -> Any:
    if isinstance(said, str):
        return told_text(said, card.language, ()) if said else said
    return [_told(card, one) for one in said] if isinstance(said, list | tuple) else said


def in_languages(text: str) -> Markup:
    """As HTML: each part with its language and in its own direction, a translation below."""
    if not isinstance(text, ToldText):
        return escape(text)
    return Markup("").join(map(_in_language, text.parts))


def in_the_rooms(text: str, language: str, *, inside: bool = False) -> Markup:
    """The same on a page that speaks another language: words of no language of their own are in
    that of the room. ``language`` is "" where the page speaks it as well; ``inside`` one of our
    sentences they keep their own direction.
    """
    own = in_languages(text)
    if not language or isinstance(text, ToldText) or not any(map(str.isalpha, text)):
        return own
    around = '<bdi lang="{}">{}</bdi>' if inside else '<span lang="{}">{}</span>'
    return Markup(around).format(language, own)  # noqa: S704 - one of ours


def _in_language(part: ToldPart) -> Markup:
    lang = Markup(' lang="{}" dir="{}"').format(part.language, part.direction)
    lang = lang if part.language else Markup("")
    said = Markup("<bdi{}>{}</bdi>").format(lang, part.text)
    if not part.label:
        return said
    return Markup('<small class="in-other"><bdi{}>{}:</bdi> {}</small>').format(
        lang, part.label, said
    )
