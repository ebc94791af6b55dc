"""What the tables of one workbook are worded by: the method's words, and who may read them."""

from collections.abc import Mapping
from dataclasses import dataclass

from workshop.enums import RoleGroup
from workshop.exports.formats.office_text import shortened
from workshop.exports.telling.edition import Edition
from workshop.exports.telling.story import WorkshopStory
from workshop.figures.pounds import SIGNS
from workshop.figures.told_text import in_its_language
from workshop.kinds import CardKind
from workshop.playbook import Playbook

NAME_LENGTH = 90
"""Characters by which a card is called where another one points at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """``steps`` are the titles of activities by key; ``called`` the short names of the cards by id.

    ``money`` is the sign of the workshop's money, else its code.
    """

    playbook: Playbook
    edition: Edition
    money: str
    steps: Mapping[str, str]
    called: Mapping[str, str]
    kinds: Mapping[str, str]
    language: str
    voices: Mapping[str, str]
    """The names of the room's own voices, by key."""

    @classmethod
    def of(cls, story: WorkshopStory) -> "Wording":
        unit = story.workshop.money_unit
        return cls(
            playbook=story.playbook,
            edition=story.edition,
            money=SIGNS.get(unit, unit),
            steps={found.key: found.title for found in story.playbook.activities},
            called={
                card.id: in_its_language(shortened(card.text, NAME_LENGTH), card.text)
                for card in story.cards
            },
            kinds={card.id: card.kind for card in story.cards},
            language=story.workshop.language,
            voices={str(one["key"]): str(one["name"]) for one in story.workshop.voices},
        )

    def step(self, key: str) -> str:
        """The title of an activity; its key where this version of the method has it no more."""
        return self.steps.get(key, key)

    def role(self, role: RoleGroup | None, voice: str = "") -> str | None:
        """The name of an own voice, given by its key, else that of the role group."""
        if role is None or voice in self.voices:
            return self.voices.get(voice)
        return self.playbook.words.role_groups[role].label

    def kind_of(self, card: str) -> str:
        """What a card is, such as “Insight”."""
        return sentence_case(self.playbook.kind(CardKind(self.kinds[card])).singular)


def sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]
