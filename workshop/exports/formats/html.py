"""The summary as one web page that needs nothing else: no network, no script, no other file.

Charts stand in it as SVG and pictures as data URIs (RFC 2397). A content security policy says so
to the browser: it may load nothing, and only the one style sheet of this page counts, known by its
hash. Whatever people typed is escaped by the template and shown as it is.
"""

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import rcssmin
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context
from markupsafe import Markup, escape

from workshop.errors import Sentence, Sentences
from workshop.exports.document.blocks import Block, Brand, FigureBlock, Item, Number, PictureBlock
from workshop.exports.document.card_words import item
from workshop.exports.formats.office_text import on_two_sides
from workshop.exports.formats.svg import SvgDrawing, draw
from workshop.exports.telling.names import NAME_GONE
from workshop.exports.telling.story import WorkshopStory
from workshop.figures.chart import Chart, Flow, in_words_of
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.told import in_the_rooms
from workshop.words import ENGLISH, Catalogue, catalogue, languages, own_name
from workshop.words.saying import Saying

HERE = Path(__file__).parent
TOKENS = HERE.parents[1] / "live" / "room" / "tokens.css"
"""The design tokens that the light pages load too."""
FOR_SHARING, FOR_THE_TEAM = Sentence("Summary for sharing"), Sentence("Summary for the team")
DEEPEST, TRAIL = 4, 12
FLOW_WIDTH, WIDE, NARROW, PAPER = 1080, 720, 340, 685


@dataclass(frozen=True, slots=True)
class TrailLine:
    """A card on which another one rests, ``depth`` steps down the road."""

    depth: int
    kind: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class OpenBand:
    """One band of the flow, opened down to its cards."""

    key: str
    upper_kind: str
    upper: Item
    lower_kind: str
    lower: Item
    trail: tuple[TrailLine, ...]
    more: int


def render(story: WorkshopStory) -> bytes:
    """The page in UTF-8. The same story gives the same bytes."""
    return _made(story, catalogue(ENGLISH), story.document.language)


def render_in(story: WorkshopStory, language: str) -> bytes:
    """The same for whoever reads it on this server: our words in their language, and a choice.

    What people wrote stays in their own words, and figures in the language of the room.
    """
    return _made(
        story, catalogue(language), language, [(one, own_name(one)) for one in languages()]
    )


def _made(
    story: WorkshopStory, found: Catalogue, language: str, choice: Sequence[tuple[str, str]] = ()
) -> bytes:
    """Our words said by a catalogue, on a page that is in ``language``."""
    room = story.document.language
    apart = "" if language == room else room
    style = _style(story.document.brand)
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    made = (
        _templates()
        .get_template("summary.html")
        .render(
            document=story.document,
            style=Markup(style),  # noqa: S704 - our own style sheet
            policy=f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; "
            "base-uri 'none'; form-action 'none'",
            day=found.date(story.document.day),
            language=language,
            direction=found.direction,
            languages=choice,
            apart=apart,
            of_the_room=Markup(' lang="{}"').format(apart) if apart else "",
            kind_of_summary=FOR_SHARING if story.document.audience == "shareable" else FOR_THE_TEAM,
            _=Saying(found, room, partial(in_the_rooms, language=apart, inside=True))
            if apart
            else Saying(found, room),
            _a=found.tell,
            bands=_bands(story),
        )
    )
    return made.encode()


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"data_uri": _data_uri, "told": _told, "plainly": _plainly}
    made.tests |= {"number": lambda cell: isinstance(cell, Number)}
    made.globals |= {"drawings": _drawings, "sort_of": _sort_of}
    return made


@pass_context
def _told(context: Context, text: str) -> Markup:
    """What we say, in the language of the page; what people wrote, marked with that of the room."""
    if isinstance(text, Sentence):
        said: Markup = context["_"](text)
        return said
    if isinstance(text, Sentences):
        parts = [_told(context, part) for part in text.parts]
        if on_two_sides(text):  # else a day comes apart beside somebody's Arabic name
            parts = [Markup("<bdi>{}</bdi>").format(part) for part in parts]
        return escape(text.between).join(parts)
    return _name_gone(context, in_the_rooms(text, context["apart"]))


def _name_gone(context: Context, words: Markup) -> Markup:
    """What stands in the words of people where a name was is ours, and said as we speak."""
    if NAME_GONE not in words:
        return words
    gone = Markup('<bdi lang="{}">{}</bdi>').format(context["language"], context["_"](NAME_GONE))
    return words.replace(NAME_GONE, gone)


@pass_context
def _plainly(context: Context, text: str) -> str:
    """The same where no element may stand, as in an attribute."""
    found: Catalogue = context["_"].found
    return found.said_of(text).replace(NAME_GONE, found.tell(NAME_GONE))


def _style(brand: Brand) -> str:
    """The tokens, our sheet and the organisation's colour, as one sheet."""
    sheet = TOKENS.read_text(encoding="utf-8")
    sheet += (HERE / "templates" / "summary.css").read_text(encoding="utf-8")
    if brand.colour != Brand().colour:
        sheet += f"@media (prefers-color-scheme: light) {{ :root {{ --brand: {brand.colour}; }} }}"
        sheet += f"@media print {{ :root {{ --brand: {brand.colour}; }} }}"
    return str(rcssmin.cssmin(sheet))


def _data_uri(picture: PictureBlock) -> str:
    return f"data:{picture.mime};base64,{b64encode(picture.content).decode()}"


def _sort_of(block: Block) -> str:
    """The name of a block's macro."""
    return type(block).__name__.removesuffix("Block").lower()


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A chart for wide screens and paper, and for narrow ones; a flow for screens or for paper."""

    look: str
    svg: Markup
    wide: int


@pass_context
def _drawings(context: Context, figure: FigureBlock) -> list[list[_Drawn]]:
    """Every chart of a figure, with our words in the language of the page."""
    say = partial(_plainly, context)
    return [
        _sizes(in_words_of(chart, say), f"{figure.key}-{number}")
        for number, chart in enumerate(figure.charts, 1)
    ]


def _sizes(chart: Chart, key: str) -> list[_Drawn]:
    if isinstance(chart, Flow):
        return [
            _drawn("flow", draw(chart, "way", width=FLOW_WIDTH, linked=True)),
            _drawn("paper", draw(chart, "way-p", width=PAPER)),
        ]
    return [
        _drawn("wide", draw(chart, key, width=WIDE)),
        _drawn("narrow", draw(chart, f"{key}-n", width=NARROW)),
    ]


def _drawn(look: str, drawing: SvgDrawing) -> _Drawn:
    return _Drawn(look, Markup(drawing.svg), drawing.width)  # noqa: S704 - escaped where drawn


def _bands(story: WorkshopStory) -> tuple[OpenBand, ...]:
    """Every band of the flow with both cards, and what the lower one rests on itself."""
    return tuple(
        _opened(story, f"way-band-{number}", band.upper, band.lower)
        for number, band in enumerate(story.flow.bands, 1)
    )


def _opened(story: WorkshopStory, key: str, upper: CardView, lower: CardView) -> OpenBand:
    lines = story.trace.rests_on(lower.id)
    return OpenBand(
        key=key,
        upper_kind=_kind(story, upper),
        upper=item(story, upper),
        lower_kind=_kind(story, lower),
        lower=item(story, lower),
        trail=tuple(
            TrailLine(
                depth=min(line.depth, DEEPEST),
                kind=_kind(story, line.card),
                text=line.card.text,
                by=item(story, line.card, facts=False).by,
            )
            for line in lines[:TRAIL]
        ),
        more=max(0, len(lines) - TRAIL),
    )


def _kind(story: WorkshopStory, card: CardView) -> str:
    return Sentence(story.playbook.kind(CardKind(card.kind)).singular.capitalize())
