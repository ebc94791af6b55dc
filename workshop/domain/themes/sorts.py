"""Sorting cards into themes. Every verb moves cards by their ids and saves no board as a whole,
so that two people who sort at once lose nothing of each other's work.
"""

from collections.abc import Iterable, Sequence

from sqlmodel import col, select

from workshop.db import Database, UnitOfWork, now
from workshop.domain.acting import acting
from workshop.domain.cards import CardReceipt, record_card
from workshop.domain.journal import card_state, next_revision
from workshop.domain.new_cards import card_of
from workshop.domain.room import run_of, steer
from workshop.domain.seen import Seen
from workshop.domain.themes.placements import Layout, lay_out
from workshop.domain.themes.sort_board import SortBoard, Sorting, begin_sorting, theme_targets
from workshop.drafts import CardMove, NewTheme, ThemeChange, ThemeGroups
from workshop.errors import ChangedMeanwhileError, InvalidInputError, NotFoundError
from workshop.kinds import KINDS, CardKind, Colour
from workshop.models import ActivityRun, Card, Workshop
from workshop.playbook import load_playbook
from workshop.queries.viewer import Viewer


def allow_sorting(
    db: Database,
    *,
    viewer: Viewer,
    allowed: bool,
    activity: str | None = None,
    at: Seen | None = None,
) -> None:
    """Let everybody sort the cards while an activity is open, or the facilitator alone."""

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        run = run_of(work, workshop, activity or workshop.current_activity)
        run.sorting = allowed
        return {"activity": run.key, "sorting": allowed}

    steer(db, viewer, "allow_sorting", change, at=at)


def move_cards(db: Database, *, viewer: Viewer, draft: CardMove) -> Sorting:
    """Move cards out of the theme where the mover saw them into another; None is no theme.

    A card that somebody else has moved meanwhile stays where they put it.
    """
    with acting(db, viewer) as (work, viewer):
        workshop = begin_sorting(work, viewer)
        board = SortBoard(work, viewer, workshop)
        cards = board.cards(draft.cards, theme_targets())
        target = board.theme(draft.target).id if draft.target else None
        places, stayed = board.moves(cards, draft.source, target)
        missing = set(draft.cards) - {card.id for card in cards}
        revision = lay_out(work, workshop, viewer, "move_cards", Layout(places))
        work.commit()
        return Sorting(
            revision or workshop.revision,
            (target,) if target else (),
            tuple(sorted({*stayed, *missing})),
        )


def add_theme(db: Database, *, viewer: Viewer, draft: NewTheme) -> Sorting:
    """Make a theme, with the cards that go into it; so a theme is split as well."""
    with acting(db, viewer) as (work, viewer):
        workshop = begin_sorting(work, viewer)
        board = SortBoard(work, viewer, workshop)
        cards = board.cards(draft.cards, theme_targets()) if draft.cards else []
        theme = _new_theme(board, draft.name, draft.colour or board.free_colour(), cards)
        places, stayed = board.moves(cards, draft.source, theme.id)
        return _add(board, "add_theme", {theme.id: theme}, places, stayed)


def accept_groups(db: Database, *, viewer: Viewer, draft: ThemeGroups) -> Sorting:
    """Make themes of proposed groups, all in one step. Cards that are in a theme by now stay."""
    with acting(db, viewer) as (work, viewer):
        workshop = begin_sorting(work, viewer)
        board = SortBoard(work, viewer, workshop)
        themes: dict[str, Card] = {}
        places: dict[str, tuple[str, ...]] = {}
        stayed: list[str] = []
        for group in draft.groups:
            cards = [c for c in board.cards(group.cards, theme_targets()) if c.id not in places]
            colour = board.free_colour(theme.fields["colour"] for theme in themes.values())
            theme = _new_theme(board, group.name, colour, cards)
            found, left = board.moves(cards, None, theme.id)
            stayed += left
            if found:
                themes[theme.id] = theme
                places |= found
        if not themes:
            raise NotFoundError("These cards are in themes already. Ask for suggestions again.")
        return _add(board, "accept_groups", themes, places, stayed)


def _add(
    board: SortBoard,
    verb: str,
    themes: dict[str, Card],
    places: dict[str, tuple[str, ...]],
    stayed: Iterable[str],
) -> Sorting:
    work, workshop = board.work, board.workshop
    for theme in themes.values():
        work.session.add(theme)
    work.session.flush()
    revision = lay_out(
        work,
        workshop,
        board.viewer,
        verb,
        Layout(places, {}, dict.fromkeys(themes, False)),
        made=themes,
    )
    work.commit()
    return Sorting(revision or workshop.revision, tuple(themes), tuple(stayed))


def _new_theme(board: SortBoard, name: str, colour: Colour, cards: Sequence[Card]) -> Card:
    """A theme in the step of the run sheet where such cards are named, so that all may see it.

    It is the room's, so nobody signs it: its cards may have been written without a name.
    """
    work, workshop = board.work, board.workshop
    run = _home(work, workshop, CardKind(cards[0].kind) if cards else CardKind.INSIGHT)
    fields = {"colour": colour}
    return card_of(CardKind.THEME, name, fields, run.key, workshop.id, workshop.revision + 1)


def _home(work: UnitOfWork, workshop: Workshop, kind: CardKind) -> ActivityRun:
    """Where a new theme belongs: first where themes of such cards are named, never face down."""
    playbook = load_playbook(workshop.language)
    runs = [
        run
        for run in work.session.exec(
            select(ActivityRun)
            .where(ActivityRun.workshop_id == workshop.id)
            .order_by(col(ActivityRun.position))
        )
        if not (run.hidden and not run.revealed) and not playbook.activity(run.key).private
    ]
    if not runs:
        raise NotFoundError("Show the cards first. What is face down cannot be sorted yet.")

    def rank(run: ActivityRun) -> tuple[bool, bool, bool]:
        activity = playbook.activity(run.key)
        same = activity.stage == KINDS[kind].stage
        names = CardKind.THEME in activity.collects
        return (not (same and names), not same, run.key != workshop.current_activity)

    return min(runs, key=rank)


def change_theme(db: Database, *, viewer: Viewer, theme_id: str, draft: ThemeChange) -> CardReceipt:
    """Give a theme a name or a colour.

    Raises ChangedMeanwhileError, with the name and version as ``current``, when somebody else
    named it first.
    """
    with acting(db, viewer) as (work, viewer):
        workshop = begin_sorting(work, viewer)
        theme = SortBoard(work, viewer, workshop).theme(theme_id)
        text = draft.name or theme.text
        fields = {**theme.fields, "colour": draft.colour or theme.fields.get("colour")}
        if (text, fields) == (theme.text, theme.fields):
            return CardReceipt(theme.id, theme.revision, theme.version, created=False)
        if text != theme.text and draft.version != theme.version:
            raise ChangedMeanwhileError(
                f"Somebody named this theme “{theme.text}” first. Change it again if you want to.",
                current={"text": theme.text, "version": theme.version},
            )
        before = card_state(theme)
        theme.text, theme.fields = text, fields
        theme.version += 1
        theme.updated_at = now()
        theme.revision = next_revision(work, workshop)
        run = run_of(work, workshop, theme.activity)
        after = card_state(theme)
        record_card(work, workshop, viewer, "change_theme", theme, run, before=before, after=after)
        work.commit()
        return CardReceipt(theme.id, theme.revision, theme.version)


def merge_themes(db: Database, *, viewer: Viewer, themes: Sequence[str], into: str) -> Sorting:
    """Put all cards of some themes into one of them, which keeps its name and colour."""
    with acting(db, viewer) as (work, viewer):
        workshop = begin_sorting(work, viewer)
        board = SortBoard(work, viewer, workshop)
        lead = board.theme(into).id
        others = {board.theme(theme).id for theme in themes} - {lead}
        if not others:
            raise InvalidInputError("Choose two themes to make into one.")
        places = {
            card: tuple(sorted((set(places) - others) | {lead}))
            for card, places in board.inside(others).items()
        }
        revision = lay_out(
            work, workshop, viewer, "merge_themes", Layout(places, dict.fromkeys(others, lead))
        )
        work.commit()
        return Sorting(revision or workshop.revision, (lead,))


def remove_theme(db: Database, *, viewer: Viewer, theme_id: str) -> Sorting:
    """Take a theme away; its cards are in no theme then."""
    with acting(db, viewer) as (work, viewer):
        workshop = begin_sorting(work, viewer)
        board = SortBoard(work, viewer, workshop)
        theme = board.theme(theme_id).id
        places = {
            card: tuple(sorted(set(themes) - {theme}))
            for card, themes in board.inside({theme}).items()
        }
        revision = lay_out(
            work, workshop, viewer, "remove_theme", Layout(places, {}, {theme: True})
        )
        work.commit()
        return Sorting(revision or workshop.revision)
