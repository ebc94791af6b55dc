"""Money as people read it: exact amounts, whole pounds, and pay as a band."""

from fractions import Fraction

from workshop.measures import round_for_display

BAND_PENCE = 500_000
"""Pay for fewer than two posts is said in bands of £5,000, so that it is nobody's own pay."""


def band(pence: int) -> tuple[int, int]:
    """The band of £5,000 in which an amount lies, from and below, in pence."""
    low = pence // BAND_PENCE * BAND_PENCE
    return low, low + BAND_PENCE


def said_pounds(pence: int | Fraction) -> str:
    """Whole pounds as people read them: “−£67,111”."""
    pounds = int(round_for_display(Fraction(pence) / 100))
    return f"{'−' if pounds < 0 else ''}£{abs(pounds):,}"


def said_exactly(pence: int) -> str:
    """``1250`` as “£12.50”, and whole pounds without pence."""
    pounds, rest = divmod(pence, 100)
    return f"£{pounds:,}.{rest:02}" if rest else f"£{pounds:,}"


def said_amount(pence: int | None, *, guarded: bool) -> str:
    """An amount as the room reads it: pay for one post as a band, so that it is nobody's own."""
    if pence is None:
        return "Not said"
    if not guarded:
        return said_exactly(pence)
    low, high = band(pence)
    return f"{said_exactly(low)} to {said_exactly(high)}"
