"""What a vote came to, in bars and in a table. Groups too small to be shown are in neither."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from stages.parts import plain, tables
from stages.parts.board import Board
from workshop.enums import Consent, StageKey, VoteMethod
from workshop.figures.labels import shortened
from workshop.measures import SMALLEST_GROUP_SHOWN
from workshop.playbook import Activity, Words
from workshop.queries.told import in_languages, told_text
from workshop.queries.votes.totals import Figures, OptionResult, RoundResults, results

SHOWN_BARS, SHORT = 12, 60
_OF = {VoteMethod.SCORE: 5.0, VoteMethod.CONSENT: 100.0}


def results_of_stage(board: Board, key: StageKey, *, closed: bool = False) -> None:
    """What every vote of this stage came to. A vote that is open has no result, whoever asks.

    ``closed``: all behind one quiet button, for a page that the room has left.
    """
    found = [
        (run.activity, rounds)
        for run in board.runs_of(key)
        if run.activity.votes is not None and (rounds := _rounds(board, run.activity))
    ]
    if not found:
        return
    if closed:
        votes = sum(len(rounds) for _, rounds in found)
        label = "Result of the vote" if votes == 1 else f"Results of {votes} votes"
        quiet = st.popover(
            label, type="tertiary", icon=":material/how_to_vote:", key=f"{key}.votes"
        )
        with quiet, st.container(width=480):
            for activity, rounds in found:
                _all(board, activity, rounds, expanded=votes == 1)
        return
    for activity, rounds in found:
        _all(board, activity, rounds, expanded=board.current_key == activity.key)


def results_of(board: Board, activity: Activity) -> None:
    """All closed rounds of one activity, the last one first; open while the room is there."""
    rounds = _rounds(board, activity)
    _all(board, activity, rounds, expanded=board.current_key == activity.key)


def _rounds(board: Board, activity: Activity) -> Sequence[RoundResults]:
    with board.visit.reading() as session:
        return results(session, board.viewer.workshop_id, activity)


def _all(
    board: Board, activity: Activity, rounds: Sequence[RoundResults], *, expanded: bool
) -> None:
    for found in reversed(rounds):
        voted = "1 person voted" if found.voters == 1 else f"{found.voters} people voted"
        then = " · " if activity.title.endswith("?") else ": "
        again = f"round {found.round.number}, " if len(rounds) > 1 else ""
        with st.expander(
            plain.as_text(f"{activity.title}{then}{again}{voted}"),
            icon=":material/how_to_vote:",
            expanded=expanded and found is rounds[-1],
            key=f"results.{found.round.id}",
        ):
            _round(board.visit.playbook.words, activity, found)


TOO_FEW = "Too few for a secret vote. Talk, then tap."
TOO_CLOSE = (
    "Nearly the same people voted as before, so a vote could be worked out. Nothing is shown. "
    "Talk, then decide."
)


def _round(words: Words, activity: Activity, found: RoundResults) -> None:
    if not found.told:
        st.text(TOO_FEW if found.voters < SMALLEST_GROUP_SHOWN else TOO_CLOSE)
        return
    if found.held_back:
        cards = "1 card" if found.held_back == 1 else f"{found.held_back} cards"
        st.caption(f"{cards}: an answer could be worked out, so nothing is shown.")
    if found.round.method != VoteMethod.MATRIX:
        _bars(found)
    for line in _to_say(found):
        st.text(line)
    _table(words, activity, found)
    if found.others:
        st.caption(f"{found.others} people are in groups too small to show. They count among all.")


def _bars(found: RoundResults) -> None:
    ranked = [line for line in found.options if line.rank is not None][:SHOWN_BARS]
    whole = _OF.get(found.round.method, float(max(1, found.voters)))
    lines = "".join(
        f'<li><span dir="auto">{line.rank}. {in_languages(_said(line))}</span> '
        f"<b>{_amount(found.round.method, line.total)}</b>"
        f'<meter min="0" max="{whole:g}" value="{_length(found.round.method, line.total):g}" '
        f'aria-label="{escape(line.option.text)}"></meter></li>'
        for line in ranked
    )
    if lines:
        st.html(f'<ol class="rf-bars">{lines}</ol>')


def _said(line: OptionResult) -> str:
    option = line.option
    return told_text(option.text, option.language, option.translations)


def _length(method: VoteMethod, figures: Figures) -> float:
    if method == VoteMethod.DOTS:
        return float(figures.votes)
    return (figures.mean if method == VoteMethod.SCORE else figures.percent) or 0.0


def _amount(method: VoteMethod, figures: Figures) -> str:
    """What the figures of a vote come to, in words."""
    if method == VoteMethod.DOTS:
        return "1 dot" if figures.votes == 1 else f"{figures.votes} dots"
    if method == VoteMethod.SCORE:
        return "–" if figures.mean is None else f"{figures.mean:.1f} of 5"
    return "–" if figures.percent is None else f"{figures.percent:.0f} % can live with it"


def _to_say(found: RoundResults) -> list[str]:
    """What the room should hear besides the order: ties, and where groups see it differently."""
    texts = {line.option.id: line.option.text for line in found.options}
    lines = [
        "Level: " + " and ".join(f"“{shortened(texts[one], SHORT)}”" for one in tie) + "."
        for tie in found.ties[:3]
    ]
    lines += [
        f"Residents and staff differ by {abs(line.gap or 0):.0f} points on "
        f"“{shortened(line.option.text, SHORT)}”. Ask both why."
        for line in found.options
        if line.talk
    ]
    return lines


def _table(words: Words, activity: Activity, found: RoundResults) -> None:
    heads = ["Card", *_heads(activity, found.round.method)]
    heads += [f"{part.label(words.role_groups)} ({part.voters})" for part in found.split]
    rows = [_row(found, line) for line in found.options]
    caption = f"Round {found.round.number} in figures"
    tables.table(caption, heads, rows, numbers=range(1, len(heads)))


def _heads(activity: Activity, method: VoteMethod) -> list[str]:
    if method == VoteMethod.MATRIX and activity.axes is not None:
        return ["People", activity.axes.x, activity.axes.y]
    return {
        VoteMethod.DOTS: ["Dots"],
        VoteMethod.SCORE: ["Mean of 5", "Spread"],
        VoteMethod.CONSENT: ["Yes", "Yes, with a doubt", "No"],
    }.get(method, ["People"])


def _row(found: RoundResults, line: OptionResult) -> list[str]:
    method = found.round.method
    cells: list[str] = [_said(line), *_cells(method, line.total)]
    for part in found.split:
        figures = part.of(line)
        cells.append("–" if figures is None else _group_cell(method, figures))
    return cells


def _cells(method: VoteMethod, figures: Figures) -> list[str]:
    if method == VoteMethod.DOTS:
        return [str(figures.votes)]
    if method == VoteMethod.SCORE:
        return [_number(figures.mean), _number(figures.spread)]
    if method == VoteMethod.CONSENT:
        return [str(figures.counts.get(answer, 0)) for answer in Consent]
    return [
        str(figures.voters),
        _placed(figures.x, figures.spread_x),
        _placed(figures.y, figures.spread_y),
    ]


def _group_cell(method: VoteMethod, figures: Figures) -> str:
    if method == VoteMethod.SCORE:
        return _number(figures.mean)
    if method == VoteMethod.MATRIX:
        return "–" if figures.x is None else f"{figures.x:.0f} and {figures.y or 0:.0f}"
    return "–" if figures.percent is None else f"{figures.percent:.0f} %"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _placed(value: float | None, spread: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f} of 100, most people within {spread or 0:.0f} of it"
