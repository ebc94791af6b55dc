"""Cards that were written on paper: lists that somebody types or pastes, one card a line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from workshop.db import Database
from workshop.domain.acting import acting
from workshop.domain.cards import CardReceipt, Voice, add_card
from workshop.domain.pictures import NewPicture, require_places, smaller
from workshop.domain.receipts import known_receipt
from workshop.drafts import NewCard
from workshop.enums import Via
from workshop.errors import AlikeError, InvalidInputError, NotAllowedError, WorkshopError
from workshop.grouping.closeness import Said, is_close
from workshop.kinds import CardKind, parse_text
from workshop.models import Workshop
from workshop.queries.people.scribes import speaker
from workshop.queries.threads.alike import alike, started_from
from workshop.queries.viewer import Viewer, looking

MOST_LINES = 300
NEW = ""
"""What is answered where a line says nearly what a card says, and is another all the same."""
_LINE = "line "
_MARK = re.compile(r"^\s*(?:[-*•–]|\d{1,3}[.)])\s+")


def lines_of(text: str) -> list[str]:
    """The cards of a list: its lines with words, without the marks that lists begin with."""
    found = (_MARK.sub("", line).strip() for line in text.splitlines())
    return [line for line in found if line]


@dataclass(frozen=True, slots=True)
class Written:
    """What one person wrote on a sheet, a card a line: for whom it counts.

    That is a ``person`` whom this facilitator seated (``domain.people.scribes``), else a ``voice``.
    """

    text: str
    voice: Voice | None = None
    person: str | None = None


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
    meant: Mapping[str, str] | None = None,
) -> list[CardReceipt]:
    """Add a card for each line of one writer; otherwise as ``add_sheet``."""
    return add_sheet(
        db,
        viewer=viewer,
        activity=activity,
        kind=kind,
        written=(Written(text, voice),),
        key=key,
        picture=picture,
        links=links,
        meant=meant,
    )


def add_sheet(
    db: Database,
    *,
    viewer: Viewer,
    activity: str,
    kind: CardKind,
    written: Sequence[Written],
    key: str,
    picture: NewPicture | None = None,
    links: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    meant: Mapping[str, str] | None = None,
) -> list[CardReceipt]:
    """Add a card for each line of a sheet, each counted for who wrote it.

    ``picture``, a photo of the paper, is kept with all of them, smaller where they are several;
    InvalidInputError is raised before anything is added where so many do not find a place.

    ``links`` are the earlier cards on which all of them rest. With ``meant``, a line that says
    nearly what a card says, or a line above it, is asked about before anything is added: it raises
    AlikeError, whose ``alike`` name the ``line`` too. ``meant`` then holds for each such line the
    ``id`` that was chosen from them, or NEW.

    The lines are looked at first, so that a wrong one stops all and says which it is. The same
    ``key`` again adds nothing twice, also where the first try ended half way.
    """
    if not viewer.is_facilitator:
        raise NotAllowedError("Only the facilitator can bring in what was written on paper.")
    lines, writers = _by_line(written)
    if not lines:
        raise InvalidInputError("There are no cards yet. Write one card on each line.")
    if len(lines) > MOST_LINES:
        raise InvalidInputError(
            f"These are {len(lines)} lines. Please bring in {MOST_LINES} at most at a time."
        )
    drafts = [_draft(activity, kind, number, line, links) for number, line in enumerate(lines, 1)]
    _require_people(db, viewer, written)
    if picture is not None:
        require_places(db, viewer, [f"{key}.{number}" for number in range(len(lines))])
    if meant is not None:
        _ask(db, viewer, kind, lines, key, meant)
    if picture is not None and len(lines) > 1:
        picture = smaller(picture)
    added: list[CardReceipt] = []
    for number, draft in enumerate(drafts):
        twin = (meant or {}).get(lines[number], NEW)
        if twin.startswith(_LINE):
            # The same words in the line above are that card; only those that follow are twins.
            above = int(twin.removeprefix(_LINE)) - 1
            twin = added[above].id if above < number else NEW
        whose = {"same_as": twin or None, "person": writers[number].person}
        added.append(
            add_card(
                db,
                viewer=viewer,
                draft=draft.model_copy(update=whose),
                key=f"{key}.{number}",
                via=Via.PAPER,
                voice=writers[number].voice,
                picture=picture,
            )
        )
    return added


def _require_people(db: Database, viewer: Viewer, written: Sequence[Written]) -> None:
    with looking(db, viewer) as (session, viewer):
        for one in written:
            if one.person is not None:
                speaker(session, viewer, one.person)


def _by_line(written: Sequence[Written]) -> tuple[list[str], list[Written]]:
    """The lines of a sheet, and who wrote each of them."""
    found = [(line, one) for one in written for line in lines_of(one.text)]
    return [line for line, _ in found], [one for _, one in found]


def _ask(
    db: Database,
    viewer: Viewer,
    kind: CardKind,
    lines: Sequence[str],
    key: str,
    meant: Mapping[str, str],
) -> None:
    """Raises AlikeError for the lines of which nobody has said yet whether they are meant."""
    found: list[dict[str, str]] = []
    if kind not in started_from():
        return
    with acting(db, viewer) as (work, viewer):
        language = work.session.get_one(Workshop, viewer.workshop_id).language
        said = [Said.of(line, language) for line in lines]
        for number, line in enumerate(lines):
            if line in meant or known_receipt(work, viewer, f"{key}.{number}") is not None:
                continue
            cards = alike(work.session, viewer, kind, line, language)
            found += [{"line": line, "id": one.id, "text": one.text} for one in cards]
            above = next((at for at in range(number) if is_close(said[number], said[at])), None)
            if not cards and above is not None:
                twin = {"id": f"{_LINE}{above + 1}", "text": lines[above]}
                found.append({"line": line, **twin})
    if found:
        asked = len({one["line"] for one in found})
        raise AlikeError(
            "One line says nearly what is there already. Say below whether you mean that one."
            if asked == 1
            else f"{asked} lines say nearly what is there already. "
            "Say below whether you mean those.",
            alike=found,
        )


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
