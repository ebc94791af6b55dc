"""The numbers of signs, each sign on a line of its own from its start to its goal."""

from fractions import Fraction

from workshop.errors import Sentence
from workshop.figures.bars import Look
from workshop.figures.chart import Track, TrackMark, Value
from workshop.queries.signs import Sign, SignNumber, said_value

LABELS: dict[str, tuple[str, Look]] = {
    "baseline": (Sentence("At the start"), "start"),
    "actual": (Sentence("Counted"), "counted"),
    "forecast": (Sentence("Expected"), "forecast"),
    "target": (Sentence("Goal"), "goal"),
}


def sign_track(sign: Sign, unit: str) -> Track:
    """A sign with the word for what it counts; its numbers in the order of the road."""
    return Track(
        title=sign.card.text,
        unit="%" if sign.basis == "percent" else unit,
        marks=tuple(_mark(sign, one, unit) for one in sign.readings),
    )


def _mark(sign: Sign, reading: SignNumber, unit: str) -> TrackMark:
    sort = "baseline" if reading is sign.baseline else reading.sort
    label, look = LABELS.get(sort, LABELS["actual"])
    value = Value(value=Fraction(reading.value), said=said_value(reading, unit), look=look)
    return TrackMark(label=label, value=value, on=reading.on, about=reading.card.text)
