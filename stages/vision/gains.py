"""What a change could give back for what it costs: a small calculator over the room's gains."""

from datetime import UTC, datetime

import streamlit as st

from stages.parts import plain, tables
from stages.parts.board import Board
from workshop.errors import InvalidInputError
from workshop.kinds import CardKind
from workshop.measures import MOST_YEARS
from workshop.queries.money.costs import CostTable
from workshop.queries.money.gains import ChangeCost, gains_in_play, weigh_gains

SPOT = "vision.gains"
MOST_POUNDS = 10**9
GREEN_BOOK = 3.5
SOURCE = (
    "How it is worked out: later years count a little less. What would happen anyway, what others "
    "do, what fades and what was hoped for too much is taken off first, as each gain says. After "
    "the Treasury's Green Book, the guidance on cost benefit analysis of Greater Manchester, and "
    "the Guide to Social Return on Investment. Nothing here is kept."
)


def gains_weighed(board: Board, costs: tuple[CostTable, ...]) -> None:
    """The gains of the room beside the cost of the change, which can be tried out."""
    gains = gains_in_play(board.cards.values())
    if not gains:
        st.caption("Say of each gain how much it is and what sort. Then we can weigh it here.")
        return
    with st.expander("What comes back for each £1?", icon=":material/balance:"):
        cost = _cost(costs[0] if costs else None)
        rate = st.number_input(
            "How much less a year later counts, in per cent",
            min_value=0.0,
            max_value=100.0,
            value=GREEN_BOOK,
            step=0.5,
            help="The Green Book takes 3.5 per cent a year.",
            key=f"{SPOT}.rate",
        )
        left_out = len(board.of_kind((CardKind.BENEFIT,))) - len(gains)
        words = dict(board.visit.playbook.kind(CardKind.BENEFIT).fields["sort"].options)
        try:
            found = weigh_gains(
                gains,
                cost,
                discount_percent=rate,
                this_year=datetime.now(UTC).year,
                words=words,
            )
        except InvalidInputError as error:
            st.warning(plain.as_text(str(error)), icon=":material/info:")
            return
        plain.paragraph(found.sentences[0], "strong")
        for sentence in found.sentences[1:]:
            plain.paragraph(sentence)
        heads = ("What sort of gain", "In today's money", "For each £1")
        tables.table("Gains, each sort apart", heads, found.kinds, numbers=(1, 2))
        heads = ("Who", "Pays", "Gains")
        tables.table("Who pays and who gains", heads, found.parties, numbers=(1, 2))
        if left_out:
            st.caption("Gains that do not say how much, or what sort, are not in it.")
        st.caption(SOURCE)


def _cost(table: CostTable | None) -> ChangeCost:
    """What the change costs once and more each year; it starts from the newest cost picture."""
    once, more = 0, 0
    if table is not None:
        once = int(table.redesigned.fields.get("one_off_pence") or 0) // 100
        yearly = (table.redesigned.fields.get("period") or "year") == "year"
        change = table.comparison.cost_change_pence if table.comparison else 0
        more = max(0, int(change) // 100) if yearly else 0
    boxes = (
        ("once", "What the change costs once (£)", once, MOST_POUNDS),
        ("more", "What it costs more each year (£)", more, MOST_POUNDS),
        ("years", "For how many years", 1, MOST_YEARS),
    )
    said = []
    for column, (name, label, value, most) in zip(st.columns(3), boxes, strict=True):
        start, key = min(value, most), f"{SPOT}.{name}"
        said.append(column.number_input(label, 0, most, value=start, step=1, key=key))
    once, more, years = map(int, said)
    return ChangeCost(once * 100, more * 100, years)
