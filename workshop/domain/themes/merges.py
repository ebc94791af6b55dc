"""Cards that say the same are shown as one. Each keeps its words, its author and its votes."""

from collections.abc import Sequence

from workshop.db import Database
from workshop.domain.acting import acting
from workshop.domain.themes.placements import Layout, lay_out
from workshop.domain.themes.sort_board import SortBoard, Sorting, begin_sorting
from workshop.errors import InvalidInputError, NotFoundError
from workshop.kinds import CardKind
from workshop.queries.viewer import Viewer


def merge_cards(db: Database, *, viewer: Viewer, cards: Sequence[str], into: str) -> Sorting:
    """Show some cards with another one, as one card; that one's words stand first."""
    with acting(db, viewer) as (work, viewer):
        workshop = begin_sorting(work, viewer)
        board = SortBoard(work, viewer, workshop)
        (lead,) = board.cards([into])
        if lead.merged_into is not None:
            (lead,) = board.cards([lead.merged_into])
        others = [c for c in board.cards(cards) if lead.id not in (c.id, c.merged_into)]
        if not others:
            raise InvalidInputError("Choose two cards that say the same.")
        if lead.kind == CardKind.THEME or any(card.kind != lead.kind for card in others):
            raise InvalidInputError("Only cards of the same kind can be made into one.")
        wanted = Layout({}, dict.fromkeys((card.id for card in others), lead.id))
        revision = lay_out(work, workshop, viewer, "merge_cards", wanted)
        work.commit()
        return Sorting(revision or workshop.revision)


def unmerge_cards(db: Database, *, viewer: Viewer, cards: Sequence[str]) -> Sorting:
    """Let merged cards stand for themselves again, each where it was before."""
    with acting(db, viewer) as (work, viewer):
        workshop = begin_sorting(work, viewer)
        merged = [c for c in SortBoard(work, viewer, workshop).cards(cards) if c.merged_into]
        if not merged:
            raise NotFoundError("This card stands for itself already.")
        wanted = Layout({}, dict.fromkeys((card.id for card in merged), None))
        revision = lay_out(work, workshop, viewer, "unmerge_cards", wanted)
        work.commit()
        return Sorting(revision or workshop.revision)
