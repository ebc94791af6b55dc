"""Votes as rows: the result of each card, for all and by role group, and the ballots themselves.

The figures are the screen's own (``queries.votes.totals``), so small groups stay hidden here too. A
ballot's own role group is told only where ``exports.ballots`` found that safe.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from workshop.exports.document.material import Vote
from workshop.exports.formats.workbook.grid import Grid, Value, as_decimal, column
from workshop.exports.formats.workbook.wording import Wording
from workshop.exports.telling.record import ChoiceRecord, Report
from workshop.exports.telling.story import WorkshopStory
from workshop.measures import SMALLEST_GROUP_SHOWN
from workshop.queries.votes.totals import Figures, OptionResult

ALL = "All"


def vote_grids(story: WorkshopStory, wording: Wording) -> tuple[Grid, ...]:
    """The results of all closed votes; the ballots too, where the edition holds everything."""
    results = Grid(
        key="votes",
        title="Votes",
        about="How each card did in each vote that was closed, for all and for each group that is "
        f"large enough to be shown ({SMALLEST_GROUP_SHOWN} people or more).",
        columns=_RESULT_COLUMNS,
        rows=tuple(_result_rows(story, wording)),
    )
    if story.report is None:
        return (results,)
    ballots = Grid(
        key="ballots",
        title="Ballots",
        about="Each line is what one ballot says of one card. The ballots stand in no order, and "
        "the group is left out where it could point at a person.",
        columns=_BALLOT_COLUMNS,
        rows=tuple(_ballot_rows(story.report, wording)),
    )
    return results, ballots


def _result_rows(story: WorkshopStory, wording: Wording) -> Iterator[tuple[Value, ...]]:
    for vote in story.votes:
        for line in vote.results.options:
            if line.total.votes:
                yield from _lines(vote, line, wording)


def _lines(vote: Vote, line: OptionResult, wording: Wording) -> Iterator[tuple[Value, ...]]:
    counted = vote.results
    methods = wording.playbook.words.votes
    method = next((w.label for key, w in methods.items() if key == counted.round.method), "")
    rows: list[tuple[str, int, int | None, Figures]] = [
        (ALL, counted.voters, line.rank, line.total)
    ]
    for part in counted.split:
        if (figures := part.of(line)) is not None:
            label = part.label(wording.playbook.words.role_groups)
            rows.append((label, part.voters, None, figures))
    for group_words, voters, rank, figures in rows:
        yield (
            vote.activity.title,
            counted.round.number,
            method,
            line.option.id,
            wording.called[line.option.id],
            group_words,
            voters,
            figures.votes,
            rank,
            as_decimal(figures.percent),
            as_decimal(figures.mean),
            as_decimal(figures.median),
            as_decimal(figures.spread),
            *(figures.counts.get(answer) for answer in ("yes", "live", "no")),
            as_decimal(figures.x),
            as_decimal(figures.y),
        )


def _ballot_rows(report: Report, wording: Wording) -> Iterator[tuple[Value, ...]]:
    answers = {"yes": "Yes", "live": "Can live with it", "no": "No"}
    number = 0
    for found in report.rounds:
        for ballot in found.ballots:
            number += 1
            for choice in _readable(ballot.choices, wording):
                yield (
                    f"ballot-{number}",
                    wording.step(found.activity),
                    found.number,
                    wording.role(ballot.role_group, ballot.voice),
                    choice.card,
                    wording.called[choice.card],
                    choice.score,
                    answers.get(choice.consent or ""),
                    choice.x,
                    choice.y,
                )


def _readable(choices: Iterable[ChoiceRecord], wording: Wording) -> Iterable[ChoiceRecord]:
    return (choice for choice in choices if choice.card in wording.called)


_kept = partial(column, source="Counted by Reframe")


_ROUND = (
    _kept("activity", "Step", "name", "The step of the workshop in which people voted."),
    _kept("round", "Vote", "whole", "1 for the first vote of that step, 2 for the second."),
)
_CARD = (
    _kept("card", "Card", "name", "The name of the card that was voted on."),
    _kept("called", "What it says", "text", "The first words of that card."),
)
_PLACE = (
    _kept("x", "Across", "rounded", "Where it was put, from left to right.", allowed="0 to 100"),
    _kept("y", "Up", "rounded", "Where it was put, from low to high.", allowed="0 to 100"),
)
_RESULT_COLUMNS = (
    *_ROUND,
    _kept("method", "How", "name", "The way of voting."),
    *_CARD,
    _kept(
        "group",
        "Whose votes",
        "name",
        "All, or one group. A small group is not shown alone, so that nobody is singled out.",
    ),
    _kept("voters", "Voters", "whole", "How many people of that group voted."),
    _kept("votes", "Votes", "whole", "Dots, or answers, that this card got."),
    _kept("rank", "Place", "whole", "1 for the first. Cards that came out level share a place."),
    _kept(
        "percent",
        "In favour (%)",
        "rounded",
        "Dots: votes for each 100 voters. Scores: "
        "answers of 4 or 5. Consent: yes, or can live with it.",
        unit="%",
    ),
    _kept("mean", "Mean score", "rounded", "The mean of the scores.", allowed="1 to 5"),
    _kept("median", "Middle score", "rounded", "The median of the scores.", allowed="1 to 5"),
    _kept("spread", "Spread", "rounded", "How far the scores lie apart (standard deviation)."),
    _kept("yes", "Yes", "whole", "How many said yes."),
    _kept("live", "Can live with it", "whole", "How many said yes with a doubt."),
    _kept("no", "No", "whole", "How many said no."),
    *_PLACE,
)
_BALLOT_COLUMNS = (
    _kept("ballot", "Ballot", "name", "One person's ballot in one vote; never the person."),
    *_ROUND,
    _kept("role_group", "Group", "name", "The voter's group, where that is safe to tell."),
    *_CARD,
    _kept("score", "Score", "whole", "The score that the ballot gives.", allowed="1 to 5"),
    _kept(
        "consent", "Answer", "name", "Can you live with it?", allowed="Yes; Can live with it; No"
    ),
    *_PLACE,
)
