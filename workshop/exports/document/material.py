"""What a report is written from: one edition of one workshop at one revision, all of it frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from workshop.enums import RoleGroup
from workshop.errors import Sentence
from workshop.exports.document.blocks import PictureBlock
from workshop.exports.telling.edition import Edition
from workshop.exports.telling.record import Report, WorkshopRecord
from workshop.kinds import CardKind
from workshop.playbook import Activity, Playbook, RoleGroupWords
from workshop.queries.cards import CardView
from workshop.queries.flows import CardFlow
from workshop.queries.money.budget import Budget
from workshop.queries.money.costs import CostTable
from workshop.queries.signs import Sign
from workshop.queries.trace import Trace
from workshop.queries.vision_board import VisionBoard
from workshop.queries.votes.totals import RoundResults


@dataclass(frozen=True, slots=True)
class Vote:
    """A closed round of an activity; its options carry the names and words of this edition."""

    activity: Activity
    results: RoundResults


@dataclass(frozen=True, slots=True)
class RunSheetLine:
    """One line of the run sheet: minutes as planned, and taken where it was opened and ended."""

    activity: Activity
    session: int
    planned: int
    taken: int | None
    started_at: datetime | None
    cards: int
    ended_at: datetime | None = None
    hold: str = ""


@dataclass(frozen=True, slots=True)
class RoleGroupCount:
    """People of one role group; ``role_group`` None is all in groups too small to be told.

    With ``voice`` they are those in that own voice of it; a group that is ``split`` into such is
    counted without them.
    """

    role_group: RoleGroup | None
    people: int
    voice: str = ""
    split: bool = False

    def label(self, role_groups: Mapping[RoleGroup, RoleGroupWords], small: str) -> str:
        """Who they are; ``small`` for those in groups too small to be told."""
        if self.role_group is None or self.voice:
            return self.voice or small
        name = Sentence(role_groups[self.role_group].label)
        return Sentence("{group} (others)", group=name) if self.split else name


@dataclass(frozen=True, kw_only=True)
class Material:
    """Everything that an edition may tell, before it is written out.

    ``report`` is the complete record, None unless this edition may hold all of it. ``workshop`` has
    the words of this edition. ``cards`` are in the order in which they were written, under the
    names of the archive; ``pictures`` are by card. ``board`` is what the room saw on its board.
    """

    edition: Edition
    report: Report | None
    workshop: WorkshopRecord
    playbook: Playbook
    cards: tuple[CardView, ...]
    left_out: tuple[str, ...]
    trace: Trace = field(compare=False)
    flow: CardFlow
    board: VisionBoard
    budget: Budget
    costs: tuple[CostTable, ...]
    signs: tuple[Sign, ...]
    votes: tuple[Vote, ...]
    steps: tuple[RunSheetLine, ...]
    groups: tuple[RoleGroupCount, ...]
    pictures: Mapping[str, tuple[PictureBlock, ...]]

    def of(self, *kinds: CardKind) -> tuple[CardView, ...]:
        """The cards of these kinds, oldest first; those merged into another come with that one."""
        there = self.trace.cards
        return tuple(
            card for card in self.cards if card.kind in kinds and card.merged_into not in there
        )

    def merged_with(self, card: CardView) -> tuple[CardView, ...]:
        """The cards that the room put together with this one."""
        return tuple(other for other in self.cards if other.merged_into == card.id)

    def linked(self, card: CardView, name: str) -> tuple[CardView, ...]:
        """The cards on which this one rests in the way of ``name``."""
        return tuple(self.trace.cards[one] for one in card.links.get(name, ()))

    @property
    def question(self) -> str:
        """The question about life that the workshop asks; that of the method is a ``Sentence``."""
        asked, usual = self.workshop.life_question, self.playbook.words.life_question
        return Sentence(usual) if asked in ("", None, usual) else asked

    @property
    def people(self) -> int:
        """How many took part; facilitators are not counted."""
        return sum(group.people for group in self.groups)
