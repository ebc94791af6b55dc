"""What a solution says of being different, better and lower in cost; and roles added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from workshop.kinds import CardKind
from workshop.queries.cards import CardView


def missing_of_three(card: CardView) -> tuple[str, ...]:
    """Which of "different", "better" and "lower" a solution does not say yet, in that order."""
    fields = card.fields
    says = {
        "how it is different": fields.get("different"),
        "how it is better": fields.get("better"),
        "what costs less": fields.get("lower_now") or fields.get("lower_later"),
    }
    return tuple(words for words, said in says.items() if not said)


def all_three(card: CardView) -> bool:
    """Whether a solution says all three, the test of Radical Efficiency (Nesta, 2010)."""
    return not missing_of_three(card)


@dataclass(frozen=True, slots=True)
class RoleSums:
    """All roles before and after, added up over those that say it.

    Posts are full-time equivalents; money is pence a year. Each pair is before and after, None
    where no role says it. ``unsaid`` is how many roles say neither people nor posts.
    """

    people: tuple[int | None, int | None]
    posts: tuple[Fraction | None, Fraction | None]
    pence: tuple[int | None, int | None]
    unsaid: int


def role_sums(cards: Iterable[CardView]) -> RoleSums:
    """Add up the role changes that are in play."""
    roles = [
        card
        for card in cards
        if card.kind == CardKind.ROLE_CHANGE and not (card.hidden or card.withdrawn)
    ]

    def pair(name: str, end: str = "") -> tuple[Fraction | None, Fraction | None]:
        before, after = (
            [
                Fraction(str(v))
                for c in roles
                if (v := c.fields.get(f"{name}_{side}{end}")) is not None
            ]
            for side in ("before", "after")
        )
        return (sum(before, Fraction(0)) if before else None), (
            sum(after, Fraction(0)) if after else None
        )

    names = ("people_before", "people_after", "fte_before", "fte_after")
    return RoleSums(
        people=_whole(pair("people")),
        posts=pair("fte"),
        pence=_whole(pair("cost", "_pence")),
        unsaid=sum(all(card.fields.get(name) is None for name in names) for card in roles),
    )


def _whole(pair: tuple[Fraction | None, Fraction | None]) -> tuple[int | None, int | None]:
    before, after = pair
    return (None if before is None else int(before), None if after is None else int(after))
