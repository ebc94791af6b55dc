"""A room that sorts, for every test of themes and of cards that are made into one."""

from collections.abc import Mapping
from dataclasses import dataclass

from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.room import open_activity, reveal
from workshop.domain.themes import sorts
from workshop.drafts import CardMove, NewCard, NewTheme
from workshop.live.feed import VIEWS, Feed
from workshop.queries.viewer import Viewer

WRITE, SORT, NAME = "insights.write", "insights.sort", "insights.name"


@dataclass
class SortingRoom:
    """Writes, sorts and reads back what every screen of the room is told."""

    db: Database
    facilitator: Viewer

    def all_sort(self) -> "SortingRoom":
        """The cards are face up, and the room sorts them together."""
        reveal(self.db, viewer=self.facilitator, activity=WRITE)
        open_activity(self.db, viewer=self.facilitator, activity=SORT, anyway=True)
        return self

    def write(self, *texts: str, viewer: Viewer | None = None, private: bool = False) -> list[str]:
        who = viewer or self.facilitator
        drafts = [NewCard(activity=WRITE, text=text, private=private) for text in texts]
        return [add_card(self.db, viewer=who, draft=draft).id for draft in drafts]

    def theme(self, name: str, *cards: str, source: str | None = None) -> str:
        draft = NewTheme(name=name, cards=cards, source=source)
        return sorts.add_theme(self.db, viewer=self.facilitator, draft=draft).themes[0]

    def move(
        self,
        *cards: str,
        source: str | None = None,
        target: str | None = None,
        viewer: Viewer | None = None,
    ) -> tuple[str, ...]:
        """Move cards; those that stayed where they were."""
        draft = CardMove(cards=cards, source=source, target=target)
        return sorts.move_cards(self.db, viewer=viewer or self.facilitator, draft=draft).stayed

    def told(self, view: str = "projector") -> Mapping[str, dict[str, object]]:
        """What a screen that has just been opened is told, by card."""
        feed = Feed(self.db)
        found = feed.changes(self.facilitator.workshop_id, VIEWS[view], None, None)
        return {card["id"]: card for card in found["cards"]}

    def board(self) -> dict[str, set[str]]:
        """The words of the cards in each theme by its name, and of the loose ones under ""."""
        told = self.told()
        names = {
            i: str(card["text"])
            for i, card in told.items()
            if card.get("kind") == "theme" and card.get("merged_into") not in told
        }
        found: dict[str, set[str]] = {name: set() for name in ["", *names.values()]}
        for card in told.values():
            if card.get("kind") == "insight" and card.get("merged_into") not in told:
                themes = [names[one] for one in card.get("themes", ()) if one in names]  # type: ignore[attr-defined]
                for name in themes or [""]:
                    found[name].add(str(card["text"]))
        return found
