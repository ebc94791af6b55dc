"""Money lines as a table that anybody can read, what they add up to, and each part of the work."""

import streamlit as st

from stages.parts import plain, tables
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset, labels
from stages.parts.figure import show_figure
from stages.resources.lines_by_hand import hand_part
from stages.resources.payments import files_part
from stages.resources.shares import share_part
from workshop.enums import StageKey
from workshop.figures.bars import Bars
from workshop.figures.pounds import said_amount, said_exactly
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.figures.resources import strands_figure
from workshop.queries.money.budget import Budget, MoneyLine, StrandSum

KEY = StageKey.RESOURCES
LINE_FIRST = ("sort", "amount_pence", "period", "provider", "funder", "for_whom", "purpose")
LOOKED_FOR = ("people", "place", "skill", "time", "trust")
"""Gifts that every place has: named also where nobody has written one."""
NO_STRAND = "Under no part of the work yet"
HEADS = (
    "What it is",
    "Sort",
    "How much",
    "For how long",
    "Who does it",
    "Who pays",
    "Part of the work",
    "For whom",
)


def money_part(board: Board, budget: Budget) -> None:
    """Where most of it goes, the ways to write a line, the lines, and the gifts on no budget."""
    st.header("Where the money goes", icon=":material/payments:", anchor=False)
    if any(one.strand and one.pence for one in budget.strands):
        show_figure(board, strands_figure(budget))
        _totals(budget, said=True)
    else:
        _totals(budget)
    hand_part(board)
    preset = Preset(values={"period": "year"}, first=LINE_FIRST)
    label = "Add a line with all its details"
    adding(board, KEY, "resources.lines", CardKind.RESOURCE_LINE, label, preset)
    _table(board, budget)
    _change_a_line(board, budget)
    files_part(board)
    if found := _gifts(board):
        st.header("All gifts", icon=":material/redeem:", anchor=False)
        columns = st.columns(2)
        for place, column in enumerate(columns):
            with column:
                card_list.card_list(board, f"resources.gifts.{place}", found[place::2])


def _totals(budget: Budget, *, said: bool = False) -> None:
    """What it adds up to; what is spent in a year may be ``said`` above, by the chart."""
    if not budget.lines:
        st.text("No lines yet. Say for each: how much, for what, and who gains.")
        return
    if not said and (budget.spent or not budget.once):
        plain.paragraph(f"Together we spend {said_exactly(budget.spent)} a year.", "lead")
    if budget.coming_in:
        st.text(f"Coming in: {said_exactly(budget.coming_in)} a year.")
    if budget.once:
        st.text(f"Once only, not in the year: {said_exactly(budget.once)}.")
    if budget.given:
        st.text(f"Given, not paid for: worth {said_exactly(budget.given)} a year.")
    if count := budget.unsaid_amounts:
        st.caption(f"{_lines(count)} no amount yet, so {_they(count)} not in the sum.")
    if count := budget.unsaid_periods:
        st.caption(f"{_lines(count)} no time span. We counted a year.")


def _lines(count: int) -> str:
    return "1 line has" if count == 1 else f"{count} lines have"


def _they(count: int) -> str:
    return "it is" if count == 1 else "they are"


def _table(board: Board, budget: Budget) -> None:
    if not budget.lines:
        return
    rows = [_row(board, line) for line in budget.lines]
    tables.table("Money and time lines", HEADS, rows, numbers=(2,))
    if any(line.guarded for line in budget.lines):
        st.caption("Pay for one post is shown as a band. We never show what one person earns.")


def _row(board: Board, line: MoneyLine) -> tuple[str, ...]:
    fields = line.card.fields
    words = board.visit.playbook.kind(CardKind.RESOURCE_LINE).fields
    amount = fields.get("amount_pence")
    sort = words["sort"].options.get(str(fields.get("sort")), "")
    bands = str(fields.get("pay_band") or "")
    shown = said_amount(amount, guarded=line.guarded)
    return (
        line.card.text,
        f"{sort} ({bands})" if bands else sort,
        shown,
        words["period"].options.get(str(fields.get("period")), "Not said"),
        str(fields.get("provider", "")),
        str(fields.get("funder", "")),
        ", ".join(
            board.label(one) for one in line.card.links.get("strand", ()) if one in board.cards
        ),
        str(fields.get("for_whom", "")),
    )


def _change_a_line(board: Board, budget: Budget) -> None:
    """Everything about one line, for those who may change it."""
    mine = {line.card.id: line.card for line in budget.lines if line.card.editable}
    if not mine or board.state.closed:
        return
    with st.expander("Look at one line, or change it", icon=":material/edit:", key="resources.one"):
        chosen = st.selectbox(
            "Which line?",
            list(mine),
            index=None,
            format_func=labels(board, list(mine)).__getitem__,
            placeholder="Choose a line",
            key="resources.line",
        )
        if chosen:
            card_list.card_list(board, "resources.lines", [mine[chosen]])


def _gifts(board: Board) -> list[CardView]:
    """What people here give that no budget shows; the gifts are returned."""
    found = board.of_kind((CardKind.ASSET,))
    with st.container(border=True):
        st.header(f"Gifts on no budget: {len(found)}", icon=":material/redeem:", anchor=False)
        if not found:
            st.text("What do people here give that no one counts?")
        words = board.visit.playbook.kind(CardKind.ASSET).fields["sort"].options
        for sort, label in words.items():
            here = sum(card.fields.get("sort") == sort for card in found)
            if here or sort in LOOKED_FOR:
                st.text(f"{label}: {here or 'none yet'}")
        preset = Preset(first=("sort", "offered_by", "conditions"))
        kind, beside = CardKind.ASSET, CardKind.RESOURCE_LINE
        adding(board, KEY, "resources.gifts", kind, "Add a gift", preset, beside=beside)
    return found


def strands_part(board: Board, budget: Budget, figure: Bars) -> None:
    """For each part of the work: what is spent, what is needed, how local people help."""
    st.header("Parts of the work", icon=":material/account_tree:", anchor=False)
    if any(one.strand for one in budget.strands):
        show_figure(board, figure)
    adding(
        board,
        KEY,
        "resources.strands",
        CardKind.STRAND,
        "Add a part of the work",
        Preset(first=("needed_pence", "needed", "community_helps")),
    )
    if not any(one.strand for one in budget.strands):
        st.text("No parts yet. Name the main parts of the work, such as family support.")
    out_of_100(budget)
    for one in budget.strands:
        if one.strand is not None:
            _worksheet(board, one, one.strand)
    _shares(board)


def out_of_100(budget: Budget) -> None:
    """Each part of the work with its sum and its pounds of every £100, which add up to 100."""
    rows = [
        (
            one.strand.text if one.strand else NO_STRAND,
            said_amount(one.pence, guarded=one.guarded),
            "" if one.out_of_100 is None else f"£{one.out_of_100}",
        )
        for one in budget.strands
    ]
    if rows and budget.spent:
        foot = ("Together", said_exactly(budget.spent), "£100")
        heads = ("Part of the work", "Spent in a year", "Out of every £100")
        tables.table("Where every £100 goes", heads, rows, numbers=(1, 2), foot=foot)


def _worksheet(board: Board, one: StrandSum, strand: CardView) -> None:
    def body(_board: Board, card: CardView) -> None:
        plain.heading(plain.said(card), level=4, kind="tile")
        columns = st.columns(3)
        with columns[0]:
            _said("Spent", said_amount(one.pence, guarded=one.guarded), _names(one))
        with columns[1]:
            needed = card.fields.get("needed_pence")
            money = "" if needed is None else f"{said_exactly(needed)} a year"
            _said("Needed", money, plain.said_field(card, "needed", "Not said yet"))
        with columns[2]:
            _said(
                "How local people help",
                "",
                plain.said_field(card, "community_helps", "Not said yet"),
            )

    card_list.card_list(board, f"resources.strand.{strand.id}", [strand], body)
    if one.commissioning_missing:
        _ask_for_commissioning(board, strand)


def _names(one: StrandSum) -> str:
    return "\n".join(line.card.text for line in one.lines) or "No line here yet"


def _said(label: str, strong: str, words: str) -> None:
    st.markdown(f"**{label}**")
    if strong:
        plain.paragraph(strong, "figure")
    plain.paragraph(words)


def _ask_for_commissioning(board: Board, strand: CardView) -> None:
    """Work that moves to local people still costs something: it must not vanish from the sum."""
    st.warning(
        "Local people do part of this. What are they paid for it? "
        "Add that line, so that the cost does not get lost. If it is nothing, write 0.",
        icon=":material/warning:",
    )
    preset = Preset(
        fixed={"covers": "commissioning"},
        values={"sort": "contract", "period": "year"},
        linked={"strand": (strand.id,)},
        first=("amount_pence", "period", "provider", "funder"),
    )
    adding(
        board,
        KEY,
        f"resources.paid.{strand.id}",
        CardKind.RESOURCE_LINE,
        "Say what they are paid",
        preset,
    )


def _shares(board: Board) -> None:
    """Posts that work for several parts, and which groups a line helps: for those who want it."""
    st.header("Share one line out", icon=":material/pie_chart:", anchor=False)
    share_part(board)
    with st.expander("All shares, one by one", icon=":material/list:", key="resources.shares"):
        for kind, label in (
            (CardKind.STRAND_SHARE, "Share a post between parts of the work"),
            (CardKind.ALLOCATION, "Share a line between groups of people"),
        ):
            beside = CardKind.RESOURCE_LINE
            adding(board, KEY, "resources.shares", kind, label, beside=beside)
            card_list.card_list(board, f"resources.shares.{kind}", board.of_kind((kind,)))
