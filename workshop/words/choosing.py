"""Which language a browser asks for (RFC 9110, section 12.5.4)."""

from collections.abc import Sequence


def best_of(asked: str, there: Sequence[str]) -> str | None:
    """The language of ``there`` that ``Accept-Language`` likes best; None where it names none.

    A wish for ``pl-PL`` is met by ``pl``. What cannot be read is passed over.
    """
    wishes: list[tuple[float, int, str]] = []
    for at, part in enumerate(asked.split(",")[:30]):
        name, _, quality = part.strip().partition(";")
        weight = _weight(quality)
        if name and weight > 0:
            wishes.append((-weight, at, name.strip().lower()))
    for _, _, name in sorted(wishes):
        for one in (name, name.partition("-")[0]):
            if one in there:
                return one
    return None


def _weight(quality: str) -> float:
    name, _, value = quality.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
