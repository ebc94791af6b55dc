"""Cards that were written on paper: a list that somebody types or pastes, one card a line."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from workshop.db import Database
from workshop.domain.cards import CardReceipt, Voice, add_card
from workshop.domain.pictures import NewPicture
from workshop.drafts import NewCard
from workshop.enums import Via
from workshop.errors import InvalidInputError, NotAllowedError, WorkshopError
from workshop.kinds import CardKind, parse_text
from workshop.queries.viewer import Viewer

MOST_LINES = 300
_MARK = re.compile(r"^\s*(?:[-*•–]|\d{1,3}[.)])\s+")


def lines_of(text: str) -> list[str]:
    """The cards of a list: its lines with words, without the marks that lists begin with."""
    found = (_MARK.sub("", line).strip() for line in text.splitlines())
    return [line for line in found if line]


def add_list(
    db: Database,
    *,
    viewer: Viewer,
    activity: str,
    kind: CardKind,
    text: str,
    voice: Voice,
    key: str,
    picture: NewPicture | None = None,
    links: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> list[CardReceipt]:
    """Add a card for each line; ``picture``, a photo of the paper, goes with the first one.

    ``links`` are the earlier cards on which all of them rest.

    The lines are looked at first, so that a wrong one stops all and says which it is. The same
    ``key`` again adds nothing twice, also where the first try ended half way.
    """
    if not viewer.is_facilitator:
        raise NotAllowedError("Only the facilitator can bring in what was written on paper.")
    lines = lines_of(text)
    if not lines:
        raise InvalidInputError("There are no cards yet. Write one card on each line.")
    if len(lines) > MOST_LINES:
        raise InvalidInputError(
            f"These are {len(lines)} lines. Please bring in {MOST_LINES} at most at a time."
        )
    drafts = [_draft(activity, kind, number, line, links) for number, line in enumerate(lines, 1)]
    return [
        add_card(
            db,
            viewer=viewer,
            draft=draft,
            key=f"{key}.{number}",
            via=Via.PAPER,
            voice=voice,
            picture=picture if number == 0 else None,
        )
        for number, draft in enumerate(drafts)
    ]


def _draft(
    activity: str, kind: CardKind, number: int, line: str, links: Mapping[str, tuple[str, ...]]
) -> NewCard:
    try:
        given = {"activity": activity, "kind": kind, "text": line, "links": dict(links)}
        draft = NewCard.read(given)
        parse_text(kind, draft.text)
    except WorkshopError as problem:
        raise InvalidInputError(f"Line {number}, “{line[:40]}”: {problem}") from problem
    return draft
