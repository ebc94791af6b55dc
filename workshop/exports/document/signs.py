"""Signs that it works: start, goal, forecast and what was counted, with what contradicts them."""

from workshop.errors import Sentence, Sentences
from workshop.exports.document.blocks import (
    Block,
    Callout,
    Cell,
    FigureBlock,
    Number,
    Paragraph,
    Section,
    TableBlock,
)
from workshop.exports.document.card_words import day_words, writer
from workshop.exports.document.material import Material
from workshop.figures.chart import Track
from workshop.kinds import CardKind
from workshop.queries.claims import claims, joint_population
from workshop.queries.figures.sign_tracks import sign_track
from workshop.queries.signs import (
    Sign,
    SignNumber,
    residents_chose,
    said_value,
    sign_cautions,
    unit_word,
)

HEAD = (
    Sentence("Sign"),
    Sentence("At the start"),
    Sentence("Counted since"),
    Sentence("Expected (forecast)"),
    Sentence("Goal"),
)


def measures_section(material: Material) -> Section | None:
    """All signs in a table and on lines of their own; contradictions stand beside them."""
    signs = material.signs
    if not signs:
        return None
    blocks: list[Block] = [
        TableBlock(
            caption=Sentence("From start to goal. A goal is not a result."),
            head=HEAD,
            rows=tuple(_row(material, sign) for sign in signs),
            numeric=frozenset({1, 2, 3, 4}),
        )
    ]
    if figure := _figure(material):
        blocks.append(figure)
    return Section(
        key="measures",
        title=Sentence("How we would know"),
        lead=Sentence(
            "Each sign keeps its own unit. A goal is not a result, and a forecast is not a count."
        ),
        blocks=(
            Paragraph(text=residents_chose(signs)),
            *blocks,
            *_claims(material),
            *contradictions(material),
        ),
    )


def _unit(material: Material, sign: Sign) -> str:
    options = material.playbook.kind(CardKind.INDICATOR).fields["unit"].options
    return unit_word(sign.card, options)


def _row(material: Material, sign: Sign) -> tuple[Cell, ...]:
    unit = _unit(material, sign)
    notes = [_counted_in(unit)] if unit and unit != "£" else []
    notes += [Sentence("residents chose it")] if sign.by_residents else []
    text, said = sign.card.text, Sentences(notes, between="; ")
    return (
        Sentence("{sign} ({notes})", sign=text, notes=said) if notes else text,
        _cell(unit, sign.baseline, Sentence("No start yet")),
        _cells(unit, sign.actuals, Sentence("Nothing yet")),
        _cells(unit, sign.forecasts, "–"),
        _cell(unit, sign.target, Sentence("No goal yet")),
    )


_COUNTED = (
    Sentence("counted in families"),
    Sentence("counted in children"),
    Sentence("counted in people"),
    Sentence("counted in hours"),
)


def _counted_in(unit: str) -> Sentence:
    own = Sentence("counted in {unit}", unit=unit)
    return next((one for one in _COUNTED if one == own), own)


def _cells(unit: str, readings: tuple[SignNumber, ...], missing: str) -> Cell:
    if len(readings) > 1:
        return Sentences((_dated(one, unit) for one in readings), "; ")
    return _cell(unit, readings[0] if readings else None, missing)


def _cell(unit: str, reading: SignNumber | None, missing: str) -> Cell:
    if reading is None:
        return missing
    return Number(
        value=reading.value,
        unit="%" if reading.basis == "percent" else unit,
        said=_dated(reading, unit),
        basis="forecast" if reading.sort in ("forecast", "target") else "counted",
    )


def _dated(reading: SignNumber, unit: str) -> str:
    return Sentences((said_value(reading, unit), day_words(reading.on)), ", ")


def _figure(material: Material) -> FigureBlock | None:
    drawn = [sign for sign in material.signs if len(sign.readings) > 1]
    if not drawn:
        return None
    tracks = tuple(sign_track(sign, _unit(material, sign)) for sign in drawn)
    told = Sentences(map(_told, tracks), ". ")
    return FigureBlock(
        key="signs",
        title=Sentence("Each sign on a line of its own"),
        alt=Sentences((told, "."), ""),
        charts=tracks,
    )


def _told(track: Track) -> Sentences:
    """The numbers of a sign one after the other, for those who cannot see its line."""
    marks = (Sentences((mark.label, mark.value.said), " ") for mark in track.marks)
    return Sentences((track.title, Sentences(marks, ", ")), ": ")


def _claims(material: Material) -> tuple[Block, ...]:
    """Numbers of the same thing that do not agree, side by side, each with its source."""
    rows = tuple(
        (
            sign.card.text,
            _cell(_unit(material, sign), reading, ""),
            reading.card.text,
        )
        for sign in material.signs
        for claim in claims(sign)
        for reading in claim.readings
    )
    found: list[Block] = []
    if rows:
        head = (Sentence("Sign"), Sentence("It says"), Sentence("Where it comes from"))
        caption = Sentence("Numbers that do not agree. We keep both.")
        found.append(TableBlock(caption=caption, head=head, rows=rows, numeric=frozenset({1})))
    if said := joint_population(material.signs):
        found.append(Paragraph(text=said, tone="quiet"))
    return tuple(found)


def contradictions(material: Material) -> tuple[Callout, ...]:
    """What does not fit together, named and not smoothed: by the tool, then by the people."""
    options = material.playbook.kind(CardKind.INDICATOR).fields["unit"].options
    words = {key: said.lower() for key, said in options.items()}
    care = [
        *sign_cautions(material.signs, words),
        *(
            Sentence(
                "{sign}: {value} is not compared with the others, since it counts in another way.",
                sign=sign.card.text,
                value=_dated(reading, _unit(material, sign)),
            )
            for sign in material.signs
            for reading in sign.apart
        ),
    ]
    found = []
    if care:
        title = Sentence("Read these numbers with care")
        found.append(Callout(tone="care", title=title, text=Sentences(care, "\n")))
    numbers = {c.id for c in material.of(CardKind.MEASUREMENT, CardKind.INDICATOR)}
    for comment in material.of(CardKind.COMMENT):
        if numbers.intersection(comment.links.get("about", ())):
            said_by = writer(material, comment)
            by = Sentences(("(", said_by, ")"), "") if said_by else ""
            about = Sentences((Sentence("Said about these numbers"), by))
            found.append(Callout(tone="note", title=about, text=comment.text))
    return tuple(found)
