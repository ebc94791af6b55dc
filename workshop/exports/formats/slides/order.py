"""The worked story slide by slide: who it is for, what we learned, what changes, what it takes.

A slide for which there is nothing yet is left out, so a workshop may be told from any stage.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from workshop.exports.formats.slides.deck import Rows, Slide, Text
from workshop.exports.formats.slides.figure_slides import cost_slide, money_slide, signs_slide
from workshop.exports.formats.slides.first_half import (
    cover_slide,
    learned_slide,
    question_slide,
    turn_slide,
    voice_slide,
    whom_slide,
)
from workshop.exports.formats.slides.master import places_of
from workshop.exports.formats.slides.native_tables import fits, in_parts
from workshop.exports.formats.slides.second_half import (
    asks_slide,
    last_slide,
    solutions_slide,
    steps_slide,
    tests_slide,
    vision_slide,
)
from workshop.exports.formats.slides.vote_slides import consent_slide, dots_slide
from workshop.exports.telling.story import WorkshopStory

MOST_SLIDES = 18


def tell_slides(story: WorkshopStory) -> tuple[Slide, ...]:
    """The slides in their order. Where there are too many, those that can be missed go first.

    The notes of the first slide name them, for who speaks.
    """
    told = [(part, slide) for part in _PARTS for one in part(story) for slide in spread(one)]
    missed: list[str] = []
    for part in _CAN_BE_MISSED:
        if len(told) > MOST_SLIDES:
            missed += [slide.title for one, slide in told if one is part]
            told = [one for one in told if one[0] is not part]
    slides = [slide for _, slide in told]
    if missed:
        left_out = ("", "Not on these slides, but in the report:", *missed)
        slides[0] = replace(slides[0], notes=(*slides[0].notes, *left_out))
    return tuple(slides)


def spread(slide: Slide) -> Iterator[Slide]:
    """A slide whose table can be read whole; else table and chart each on its own, and more."""
    table, *others = slide.places
    if not isinstance(table, Rows):
        yield slide
        return
    table = table.without_blanks()
    if fits(table, places_of(slide.layout)[0]):
        yield replace(slide, places=(table, *others))
        return
    note = (Text(lines=("",)),) if slide.layout == "both" else tuple(others)
    place = places_of("table")[0]
    parts = in_parts(table, place)
    whole = table.rows == tuple(row for part in parts for row in part.rows)
    over = "" if whole else ", more in the report"
    for number, part in enumerate(parts, 1):
        at = f" ({number} of {len(parts)}{over})" if len(parts) > 1 else ""
        title = f"{slide.title}{at}"
        yield replace(slide, layout="table", title=title, places=(part, *note))
    if slide.layout == "both":
        yield replace(slide, layout="chart", title=slide.apart or slide.title, places=tuple(others))


_PARTS: tuple[Callable[[WorkshopStory], Iterator[Slide]], ...] = (
    cover_slide,
    question_slide,
    whom_slide,
    learned_slide,
    voice_slide,
    turn_slide,
    dots_slide,
    solutions_slide,
    consent_slide,
    tests_slide,
    money_slide,
    cost_slide,
    signs_slide,
    vision_slide,
    steps_slide,
    asks_slide,
    last_slide,
)
_CAN_BE_MISSED = (consent_slide, voice_slide, dots_slide)
