"""Sharing out money so that not a penny is lost."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from workshop.errors import InvalidInputError
from workshop.measures.exact import Number, not_negative, pence


def split_pence(total: int, shares: Sequence[Number]) -> tuple[int, ...]:
    """Split ``total`` pence in proportion to ``shares``; the parts add up to it exactly.

    Shares may be percentages, parts of one, or head counts: only their proportion counts.
    Pennies left over go to the largest remainders (Hamilton's method), the earlier share first
    when two are level. A refund splits as its charge did, with the sign turned.

    Raises ``InvalidInputError`` when no share is above zero.
    """
    whole_amount = pence(total, what="The amount to split")
    weights = [not_negative(share, what="Each share") for share in shares]
    all_weights = sum(weights)
    if not all_weights:
        raise InvalidInputError("Give at least one share that is more than 0.")
    quotas = [abs(whole_amount) * weight / all_weights for weight in weights]
    parts = [int(quota) for quota in quotas]
    left_over = abs(whole_amount) - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - quotas[i])
    for i in by_remainder[:left_over]:
        parts[i] += 1
    return tuple(-part if whole_amount < 0 else part for part in parts)


def out_of_100(sums: Sequence[int]) -> tuple[int, ...]:
    """Whole pounds of every £100 for each sum; all 0 where there is no money.

    The rule: first every sum gets its whole pounds. What is left goes to the largest remainders
    (Hamilton's method), but equal sums get equal figures: a remainder that several share is filled
    for all of them or for none. What still is left goes to the largest sum that stands alone. Only
    where there is none do the figures come to less than 100.
    """
    total = sum(sums)
    if total <= 0:
        return (0,) * len(sums)
    quotas = {value: Fraction(value * 100, total) for value in sums}
    shown = {value: int(quota) for value, quota in quotas.items()}
    together = Counter(sums)
    left = 100 - sum(shown[value] for value in sums)
    for value in sorted(quotas, key=lambda one: (shown[one] - quotas[one], -one)):
        if shown[value] < quotas[value] and together[value] <= left:
            shown[value] += 1
            left -= together[value]
    alone = [value for value, count in together.items() if count == 1]
    if left and alone:
        shown[max(alone)] += left
    return tuple(shown[value] for value in sums)
