"""Cards that share words, put together: first by the words that stand out, then by likeness.

Everything is counted in whole cards and sorted with the cards' own order as the last word, so that
the same cards always give the same groups, on every machine.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from workshop.grouping.terms import Term, terms_of

MOST_GROUPS = 10
MOST_CARDS = 2000
NEARLY_ALL = 0.6
"""A word that more of the cards say than this tells them apart no more."""
ALIKE = 0.12
"""Cosine below which a card stays out of a group."""

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Cards that may belong together, as places in the list given, with a name of their words."""

    name: str
    cards: tuple[int, ...]


def suggest_groups(
    texts: Sequence[str], language: str = "en", own: Sequence[str] = ()
) -> tuple[CardGroup, ...]:
    """Groups of two cards or more, the largest first. A card is in one group, or in none.

    Args:
        texts: the cards' words, in the order in which they were written; the first 2,000 count.
        language: two letters, for cards whose own words do not tell.
        own: for each card the language in which it is known to be, or "".
    """
    known = own or [""] * len(texts)
    pairs = zip(texts[:MOST_CARDS], known, strict=False)
    said = _one_stem([terms_of(text, one or language, sure=bool(one)) for text, one in pairs])
    weights = _weights(said)
    vectors = [_vector(terms, weights) for terms in said]
    seeds = _seeds(vectors, weights)
    groups = _settled(vectors, seeds)
    named = [
        CardGroup(_name(said, cards, weights), tuple(cards)) for cards in groups if len(cards) > 1
    ]
    return _unlike(sorted(named, key=lambda group: (-len(group.cards), group.cards)))


def _one_stem(said: Sequence[tuple[Term, ...]]) -> list[tuple[Term, ...]]:
    """“Bus” and “buses” share no stem for the stemmer; where both are there, they are one word."""
    stems = {term.stem for terms in said for term in terms}

    def same(term: Term) -> Term:
        bare = term.stem.removesuffix("e")
        return Term(bare, term.word) if bare in stems else term

    return [tuple(map(same, terms)) for terms in said]


def _weights(said: Sequence[tuple[Term, ...]]) -> dict[str, float]:
    """How much a shared word says: the rarer the more, and nothing when a single card has it."""
    counts = Counter(stem for terms in said for stem in dict.fromkeys(t.stem for t in terms))
    cards = len(said)
    shared = {stem: count for stem, count in counts.items() if count > 1}
    telling = {stem: n for stem, n in shared.items() if n <= max(2, NEARLY_ALL * cards)}
    # Where all cards say nearly the same, that is what they have in common.
    return {stem: log(1 + cards / count) for stem, count in (telling or shared).items()}


def _vector(terms: Iterable[Term], weights: Mapping[str, float]) -> Vector:
    found = {term.stem: weights[term.stem] for term in terms if term.stem in weights}
    length = sqrt(sum(weight * weight for weight in found.values()))
    return {stem: weight / length for stem, weight in found.items()} if length else {}


def _seeds(vectors: Sequence[Vector], weights: Mapping[str, float]) -> list[list[int]]:
    """Cards around one word each: the word that binds the cards not yet taken most, then the next.

    ``pull`` is what a word weighs in the cards that say it. Words of very few cards wait until
    the larger groups are made.
    """
    left = {place for place, vector in enumerate(vectors) if vector}
    limit = min(MOST_GROUPS, max(1, round(sqrt(len(vectors)) * 0.9)))
    ceiling = max(2, len(vectors) // 3)
    order = {stem: place for place, stem in enumerate(weights)}
    seeds: list[list[int]] = []
    while len(seeds) < limit and left:
        pull: Counter[str] = Counter()
        members: dict[str, list[int]] = {}
        for place in sorted(left):
            for stem, weight in vectors[place].items():
                pull[stem] += round(weight * 1_000_000)
                members.setdefault(stem, []).append(place)
        bound = {stem: cards for stem, cards in members.items() if len(cards) > 1}
        if not bound:
            break
        best = min(bound, key=lambda stem: (len(bound[stem]) > ceiling, -pull[stem], order[stem]))
        seeds.append(bound[best])
        left -= set(bound[best])
    return seeds


def _settled(vectors: Sequence[Vector], seeds: Sequence[Sequence[int]]) -> list[list[int]]:
    """Each card with the group that it is most like, looked at twice."""
    groups = [list(seed) for seed in seeds]
    for _ in range(2):
        centres = [_centre(vectors, cards) for cards in groups]
        groups = [[] for _ in seeds]
        for place, vector in enumerate(vectors):
            likeness = [_cosine(vector, centre) for centre in centres]
            best = max(range(len(centres)), key=lambda i: (likeness[i], -i), default=None)
            if best is not None and likeness[best] >= ALIKE:
                groups[best].append(place)
    return groups


def _centre(vectors: Sequence[Vector], cards: Sequence[int]) -> Vector:
    total: dict[str, float] = {}
    for place in cards:
        for stem, weight in vectors[place].items():
            total[stem] = total.get(stem, 0.0) + weight
    length = sqrt(sum(weight * weight for weight in total.values()))
    return {stem: weight / length for stem, weight in total.items()} if length else {}


def _cosine(one: Vector, other: Vector) -> float:
    return round(sum(weight * other.get(stem, 0.0) for stem, weight in one.items()), 9)


def _name(
    said: Sequence[tuple[Term, ...]], cards: Sequence[int], weights: Mapping[str, float]
) -> str:
    """One word or two that the group's cards share most, as the cards say them."""
    counts: Counter[str] = Counter()
    for place in cards:
        counts.update(list(dict.fromkeys(t.stem for t in said[place] if t.stem in weights)))
    first_said = {stem: place for place, stem in enumerate(counts)}
    best = sorted(counts, key=lambda s: (-counts[s] * weights[s], first_said[s]))[:2]
    if len(best) == 2 and counts[best[1]] * 2 < counts[best[0]]:
        best = best[:1]
    words = [_as_said(said, cards, stem) for stem in best]
    if len(best) == 2 and _follows(said, cards, best):
        words = words[::-1]
    joined = " ".join(words) if _beside(said, cards, best) else " · ".join(words)
    return joined[:1].upper() + joined[1:]


def _as_said(said: Sequence[tuple[Term, ...]], cards: Sequence[int], stem: str) -> str:
    """The form of a word that most of the cards use, in small letters unless all write it large."""
    forms = Counter(t.word for place in cards for t in said[place] if t.stem == stem)
    small = Counter({word: n for word, n in forms.items() if word == word.lower()})
    return (small or forms).most_common(1)[0][0]


def _pairs(said: Sequence[tuple[Term, ...]], cards: Sequence[int]) -> Counter[tuple[str, str]]:
    return Counter(
        (one.stem, next_.stem)
        for place in cards
        for one, next_ in zip(said[place], said[place][1:], strict=False)
    )


def _follows(said: Sequence[tuple[Term, ...]], cards: Sequence[int], best: Sequence[str]) -> bool:
    """Whether the second of two words usually stands before the first."""
    pairs = _pairs(said, cards)
    return pairs[best[1], best[0]] > pairs[best[0], best[1]]


def _beside(said: Sequence[tuple[Term, ...]], cards: Sequence[int], best: Sequence[str]) -> bool:
    """Whether two words mostly stand side by side, as in “bus stop”."""
    if len(best) < 2:
        return True
    pairs = _pairs(said, cards)
    return (pairs[best[0], best[1]] + pairs[best[1], best[0]]) * 2 >= len(cards)


def _unlike(groups: Sequence[CardGroup]) -> tuple[CardGroup, ...]:
    """Groups whose names would be the same are one group."""
    found: dict[str, CardGroup] = {}
    for group in groups:
        same = found.get(group.name)
        cards = sorted((*same.cards, *group.cards)) if same else group.cards
        found[group.name] = CardGroup(group.name, tuple(cards))
    return tuple(found.values())
