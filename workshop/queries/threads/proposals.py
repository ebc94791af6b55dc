"""What a vote proposes that the room takes on, and how that is said and pressed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workshop.enums import VoteMethod
from workshop.errors import Quoted, Sentence, numbered
from workshop.measures import SMALLEST_GROUP_SHOWN
from workshop.queries.threads.presses import ASK, GO_ON, agree, take_on
from workshop.queries.votes.totals import RoundResults

NAMES_MAX = 110
"""Letters of all the cards that one sentence names: on the big screen it has two lines."""
SHORTEST_NAME = 18


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that may be taken on, with its title; ``ticked`` as the vote proposes."""

    id: str
    text: str
    ticked: bool = False
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one activity may take on. ``says`` are sentences for the room.

    ``level`` are the cards among which a vote found no winner, for a vote on those alone.
    ``doubts`` counts who said no when asked whether they can live with it.
    """

    activity: str
    say: str
    by: str
    least: int
    most: int
    cards: tuple[Candidate, ...]
    says: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    doubts: int = 0
    asked: bool = False
    apart: bool = False
    """Whether residents and staff see what is proposed so differently that they talk first."""

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids of the cards proposed, best first."""
        return tuple(card.id for card in self.cards if card.ticked)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the cards taken on."""
        return tuple(card.id for card in self.cards if card.chosen)

    @property
    def sentence(self) -> str:
        """What the room chose, or what a vote proposes that it chooses; "" for neither yet."""
        proposed = [card.text for card in self.cards if card.ticked]
        mine = [card.text for card in self.cards if card.chosen]
        if mine and (not proposed or set(self.ticked) == set(self.chosen)):
            return _taken_on(Sentence(f"{self.say[0].upper()}{self.say[1:]}"), mine)
        return _proposed(proposed) if proposed else ""

    @property
    def step(self) -> Literal["ask", "take-on"] | None:
        """The next press: ``ask`` everybody, or ``take-on``; None where there is none."""
        if not self.ticked or set(self.ticked) == set(self.chosen):
            return None
        return "ask" if self.by == VoteMethod.SCORE and not self.asked else "take-on"

    @property
    def press(self) -> str:
        """What stands on the button of that press, a ``Sentence``; "" where there is none."""
        if self.step is None:
            return ""
        return ASK if self.step == "ask" else self.press_on

    @property
    def press_on(self) -> str:
        """What stands on the button that takes cards on."""
        if self.doubts:
            return GO_ON
        say = Sentence(self.say)
        return agree(say) if self.by == VoteMethod.SCORE else take_on(say, self.most, self.apart)


QUOTED = Sentence("“{card}”, “{last}”")
"""How a language writes cards in quotes, one after another: a value of them is said so."""


def in_line(text: str, most: int | None = None) -> Quoted:
    """The words of a card in quotes, on one line, without a full stop of their own at the end.

    Of more than ``most`` letters it has its first words.
    """
    words = " ".join(text.split())
    if most is not None and len(words) > most:
        first = words[:most].rpartition(" ")[0] or words[:most]
        words = f"{first.rstrip(',;:.–- ')}…"
    elif not words.endswith(".."):
        words = words.removesuffix(".")
    return Quoted([words])


def names(texts: Sequence[str]) -> tuple[Quoted, Quoted]:
    """Cards as one sentence names them, the last one apart: “a”, “b” and “c”.

    Long ones have their first words, where those tell them apart: below they stand whole.
    """
    whole = [in_line(text) for text in texts]
    short = [in_line(text, max(NAMES_MAX // len(texts), SHORTEST_NAME)) for text in texts]
    fits = sum(map(len, whole)) <= NAMES_MAX or len(set(short)) < len(set(whole))
    *before, last = whole if fits else short
    return Quoted(one for each in before for one in each.words), last


def _taken_on(what: Sentence, texts: Sequence[str]) -> Sentence:
    before, last = names(texts)
    if not before:
        return Sentence("{what}: {last}", what=what, last=last)
    return Sentence("{what}: {cards} and {last}", what=what, cards=before, last=last)


def _proposed(texts: Sequence[str]) -> Sentence:
    before, last = names(texts)
    if not before:
        return Sentence("You chose {last}", last=last)
    return Sentence("You chose {cards} and {last}", cards=before, last=last)


def far_apart(texts: Sequence[str]) -> Sentence:
    """One sentence for all of them, so that the big screen has room for their rows."""
    before, last = names(texts)
    if not before:
        return Sentence(
            "Residents and staff are far apart on {last}. Talk about why first.", last=last
        )
    return Sentence(
        "Residents and staff are far apart on {cards} and {last}. Talk about why first.",
        cards=before,
        last=last,
    )


def answers_say(asked: RoundResults) -> Sentence:
    """What came of asking everybody whether they can live with it."""
    no = sum(one.total.counts.get("no", 0) for one in asked.options)
    if asked.voters < SMALLEST_GROUP_SHOWN:
        return Sentence("Too few for secret answers. Ask around the room.")
    if not asked.told or asked.held_back:
        return Sentence("Their answers could be worked out, so none is shown. Ask around the room.")
    if no:
        return numbered(
            no,
            "One of you cannot live with it. Read the doubts out, change the words, ask again.",
            "{n} of you cannot live with it. Read the doubts out, change the words, ask again.",
        )
    return Sentence("Nobody said no. Agree.")


@dataclass(frozen=True, slots=True)
class RoomChoice:
    """The cards that a room took on in an activity, and those of them that residents like best."""

    kept: frozenset[str] = frozenset()
    by_residents: frozenset[str] = frozenset()


NOTHING_CHOSEN = RoomChoice()
