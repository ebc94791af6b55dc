"""Workshops that came out of one archive, or stand beside the one that it was made of."""

from collections import defaultdict
from dataclasses import dataclass

from sqlmodel import Session, col, select

from workshop.models import Workshop


@dataclass(frozen=True, slots=True)
class Copy:
    """One of several that are the same workshop by origin; ``others`` are the codes of the rest."""

    others: tuple[str, ...]

    @property
    def said(self) -> str:
        """Such as ``one of 3 copies``."""
        return f"one of {len(self.others) + 1} copies"


def copies(session: Session) -> dict[str, Copy]:
    """By code: every workshop that is here more than once.

    An archive keeps the moment, to the millisecond, at which its workshop was made; a new title
    later does not hide that.
    """
    rows = session.exec(
        select(Workshop.created_at, Workshop.template, Workshop.code).order_by(col(Workshop.code))
    )
    groups: dict[tuple[object, str], list[str]] = defaultdict(list)
    for made, template, code in rows:
        groups[made, template].append(code)
    return {
        code: Copy(tuple(one for one in codes if one != code))
        for codes in groups.values()
        if len(codes) > 1
        for code in codes
    }
