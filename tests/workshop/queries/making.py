"""Cards as a viewer reads them, made without a database, for tests of what is worked out."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from workshop.enums import RoleGroup
from workshop.queries.cards import CardView

_NUMBERS = count(1)


def card(
    kind: str,
    text: str = "Words",
    *,
    starred: bool = False,
    hidden: bool = False,
    links: dict[str, tuple[str, ...]] | None = None,
    **fields: Any,
) -> CardView:
    """A card of that kind with a new id."""
    return CardView(
        id=f"card{next(_NUMBERS)}",
        activity="any",
        kind=kind,
        text=text,
        fields=fields,
        role=RoleGroup.RESIDENT,
        author="",
        table=None,
        starred=starred,
        version=1,
        revision=1,
        created_at=datetime(2026, 11, 22, tzinfo=UTC),
        hidden=hidden,
        links=links or {},
    )
