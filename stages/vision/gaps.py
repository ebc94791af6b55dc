"""What rests on nothing: each with a plain sentence and the page where it is mended."""

import streamlit as st

from stages.parts import page_links, plain
from stages.parts.board import Board
from stages.parts.cards import card_list
from workshop.enums import StageKey
from workshop.queries.trace import Gap, Trace

MENDED_IN = {
    "segment-without-insight": StageKey.INSIGHTS,
    "segment-without-solution": StageKey.SOLUTIONS,
    "insight-unused": StageKey.REFRAME,
    "reframe-without-insights": StageKey.REFRAME,
    "solution-without-reframe": StageKey.SOLUTIONS,
    "solution-without-insight": StageKey.SOLUTIONS,
    "solution-without-segment": StageKey.SOLUTIONS,
    "solution-without-non-users": StageKey.SOLUTIONS,
    "solution-without-prototype": StageKey.PROTOTYPING,
    "prototype-without-solution": StageKey.PROTOTYPING,
    "vision-line-without-solution": StageKey.VISION,
    "vision-line-without-indicator": StageKey.VISION,
    "indicator-without-measurement": StageKey.VISION,
}
"""Where each gap is closed."""


def coverage(board: Board) -> None:
    """Every gap that this viewer may read of, rule by rule, in the order of the road."""
    gaps = Trace(board.cards.values()).gaps()
    if not gaps:
        st.caption("Everything here rests on something that somebody wrote.")
        return
    by_rule: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_rule.setdefault(gap.rule, []).append(gap)
    with st.expander(
        f"What rests on nothing ({len(gaps)})",
        icon=":material/link_off:",
        type="compact",
        key="vision.coverage",
    ):
        for rule, found in by_rule.items():
            _rule(board, rule, found)


def _rule(board: Board, rule: str, found: list[Gap]) -> None:
    stage = board.visit.playbook.stage(MENDED_IN[rule])
    with st.container(border=True, key=f"coverage.{rule}"):
        st.markdown(f"**{plain.as_text(board.visit.playbook.words.coverage[rule])}**")
        where, cards = f"coverage.{rule}", [gap.card for gap in found]
        shown = card_list.window(where, cards)
        for card in shown:
            plain.paragraph(plain.said(card), before="• ")
        card_list.more(where, len(cards) - len(shown))
        page_links.link(
            stage.key.value,
            f"Mend it in {stage.title}",
            code=board.viewer.code,
            icon=":material/arrow_forward:",
        )
