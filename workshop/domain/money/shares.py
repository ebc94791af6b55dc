"""Sharing one money line out, so that the shares add up: to parts of the work, to groups."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from workshop.db import Database, UnitOfWork, now
from workshop.domain.acting import acting
from workshop.domain.cards import loaded
from workshop.domain.journal import next_revision, record
from workshop.domain.made_cards import make_card, writer_of
from workshop.domain.people.members import new_id
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.room import run_of
from workshop.drafts import SharedLine, Sharing
from workshop.enums import WorkshopState
from workshop.errors import ChangedMeanwhileError, InvalidInputError, NotFoundError
from workshop.kinds import CardKind
from workshop.measures import split_pence
from workshop.models import ActivityRun, Card, Link, Workshop
from workshop.playbook import load_playbook
from workshop.queries.cards import cards_for
from workshop.queries.viewer import Viewer

WHOLE = Decimal(100)
_KINDS: dict[Sharing, tuple[CardKind, CardKind]] = {
    "strand": (CardKind.STRAND_SHARE, CardKind.STRAND),
    "segments": (CardKind.ALLOCATION, CardKind.SEGMENT),
}
"""For each way: the kind of card that holds a share, and what it is shared out to."""


def plain_number(value: Decimal) -> str:
    """``12.5`` for 12.5000 and ``30`` for 30.0000."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def share_line(
    db: Database, *, viewer: Viewer, draft: SharedLine, seen: Mapping[str, Decimal] | None = None
) -> int:
    """Make these the shares of a line; what is not named or 0 has no share any more.

    ``seen`` are the shares that stood in the boxes before: raises ChangedMeanwhileError when
    somebody else has shared the line out differently since.

    Returns the revision. Raises InvalidInputError, with what is left or too much, unless the
    shares add up to 100 per cent, or to the posts of the line; less is fine with ``rest_open``.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, line, _ = loaded(work, viewer, draft.line)
        if line.kind != CardKind.RESOURCE_LINE or line.hidden or line.withdrawn:
            raise NotFoundError("This money line is not here any more.")
        run = run_of(work, workshop, draft.activity)
        _require_may(viewer, workshop, run, draft.over)
        names = _names(work, viewer, draft)
        wanted = _wanted(line, draft)
        before = _shares(work, line, draft.over)
        if {one: _said(card) for one, card in before.items()} == wanted:
            return line.revision
        if seen is not None:
            _require_as_seen(before, seen, posts=draft.posts)
        revision = next_revision(work, workshop)
        _set(work, workshop, viewer, run, line, draft.over, wanted, before, names)
        line.revision = revision
        record(
            work,
            workshop,
            viewer,
            "share_line",
            object_type="card",
            object_id=line.id,
            revision=revision,
            before={"over": draft.over, "shares": [_said(card)[0] for card in before.values()]},
            after={"over": draft.over, "shares": [percent for percent, _ in wanted.values()]},
        )
        work.commit()
        return revision


def _require_as_seen(
    before: Mapping[str, Card], seen: Mapping[str, Decimal], *, posts: bool
) -> None:
    now = {target: Decimal(_said(card)[posts] or 0) for target, card in before.items()}
    if {one: part for one, part in seen.items() if part} != {o: p for o, p in now.items() if p}:
        said = ", ".join(plain_number(part) for part in now.values() if part) or "nothing"
        raise ChangedMeanwhileError(
            f"Somebody has shared this line out meanwhile: {said}. Your numbers are still in the "
            "boxes. Save again to keep yours.",
            current={target: plain_number(part) for target, part in now.items()},
        )


def _require_may(viewer: Viewer, workshop: Workshop, run: ActivityRun, over: Sharing) -> None:
    situation = Situation(
        workshop_open=workshop.state == WorkshopState.OPEN, activity_open=run.open
    )
    require(viewer.role, Verb.ADD_CARD, situation)
    activity = load_playbook(workshop.language).activity(run.key)
    if not viewer.is_facilitator and _KINDS[over][0] not in activity.collects:
        raise InvalidInputError("Money is not shared out in this activity. Ask the facilitator.")


def _names(work: UnitOfWork, viewer: Viewer, draft: SharedLine) -> dict[str, str]:
    """The words of each card that gets a share. Raises NotFoundError for one that is gone.

    The share says them to the room, so it must be a card that whoever shares out may read.
    """
    kind = _KINDS[draft.over][1]
    seen = {card.id: card.text for card in cards_for(work.session, viewer, kinds=[kind])}
    if any(target not in seen for target in draft.shares):
        raise NotFoundError("One of these is not here any more. Look at the page again.")
    return {target: seen[target] for target in draft.shares}


def _wanted(line: Card, draft: SharedLine) -> dict[str, tuple[str, str]]:
    """Per cent and posts by card, as they are stored; posts are empty where per cent were given."""
    shares = {target: part for target, part in draft.shares.items() if part}
    total = sum(shares.values(), Decimal(0))
    if not draft.posts:
        _require_whole(total, WHOLE, "", draft.rest_open)
        return {target: (plain_number(part), "") for target, part in shares.items()}
    posts = Decimal(str(line.fields.get("fte") or 0))
    if not posts:
        raise InvalidInputError("This line does not say how many posts. Share it in per cent.")
    _require_whole(total, posts, " posts", draft.rest_open)
    # Thirds do not fit into four decimals, so the last parts are handed out, not rounded.
    parts = split_pence(1_000_000, [*shares.values(), posts - total])
    return {
        target: (plain_number(Decimal(part) / 10_000), plain_number(given))
        for (target, given), part in zip(shares.items(), parts, strict=False)
    }


def _require_whole(total: Decimal, whole: Decimal, unit: str, rest_open: bool) -> None:
    if total > whole:
        over, all_of_it = plain_number(total - whole), plain_number(whole)
        raise InvalidInputError(
            f"These shares add up to {plain_number(total)}{unit}. That is {over} more than "
            f"{all_of_it}. Take some away."
        )
    if total < whole and not rest_open:
        raise InvalidInputError(
            f"These shares add up to {plain_number(total)}{unit}. "
            f"{plain_number(whole - total)} of {plain_number(whole)} is left. "
            "Share it out too, or say that the rest is still open."
        )


def _shares(work: UnitOfWork, line: Card, over: Sharing) -> dict[str, Card]:
    """The share cards of a line, by what they go to."""
    kind, _ = _KINDS[over]
    of_line = select(Link.from_id).where(Link.name == "line", Link.to_id == line.id)
    rows = work.session.exec(
        select(Link.to_id, Card).where(
            Link.from_id == Card.id,
            Link.name == over,
            Card.kind == kind,
            col(Card.withdrawn).is_(False),
            col(Card.id).in_(of_line),
        )
    )
    return dict(rows.all())


def _said(card: Card) -> tuple[str, str]:
    percent = card.fields.get("share_percent")
    posts = card.fields.get("fte")
    return (
        plain_number(Decimal(str(percent))) if percent is not None else "",
        plain_number(Decimal(str(posts))) if posts is not None else "",
    )


def _set(
    work: UnitOfWork,
    workshop: Workshop,
    viewer: Viewer,
    run: ActivityRun,
    line: Card,
    over: Sharing,
    wanted: dict[str, tuple[str, str]],
    before: dict[str, Card],
    names: dict[str, str],
) -> None:
    kind, _ = _KINDS[over]
    person = writer_of(work, workshop, viewer)
    ids = iter(sorted(new_id() for _ in wanted))
    for target, (percent, posts) in wanted.items():
        fields: dict[str, Any] = {"share_percent": percent} | ({"fte": posts} if posts else {})
        card = before.get(target)
        if card is not None:
            _change(card, workshop, {**card.fields, "fte": None, **fields})
            continue
        text = names[target]
        made = make_card(
            work,
            workshop,
            run,
            kind,
            text,
            fields,
            person=person,
            pen=viewer.pen,
            card_id=next(ids),
        )
        work.session.flush()
        for name, to in (("line", line.id), (over, target)):
            work.session.add(
                Link(
                    id=new_id(),
                    workshop_id=workshop.id,
                    from_id=made.id,
                    name=name,
                    to_id=to,
                )
            )
    for target, card in before.items():
        if target not in wanted:
            card.withdrawn = True
            card.revision = workshop.revision
            card.updated_at = now()


def _change(card: Card, workshop: Workshop, fields: dict[str, Any]) -> None:
    stored = {name: value for name, value in fields.items() if value not in (None, "")}
    if stored == card.fields:
        return
    card.fields = stored
    card.version += 1
    card.revision = workshop.revision
    card.updated_at = now()
