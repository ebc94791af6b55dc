"""Sharing out money so that not a penny is lost."""

from collections.abc import Sequence

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
