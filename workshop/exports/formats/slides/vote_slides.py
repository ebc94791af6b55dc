"""Slides on how the room voted: never a group of one or two people alone."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from workshop.enums import Consent, VoteMethod
from workshop.exports.document.card_words import counted
from workshop.exports.document.material import Vote
from workshop.exports.formats.slides.deck import Plot, Slide, Text
from workshop.exports.formats.slides.native_charts import quoted
from workshop.exports.telling.story import WorkshopStory
from workshop.figures.bars import Bar, Bars, Row
from workshop.queries.votes.totals import Figures, OptionResult

MOST_BARS = 6


def dots_slide(story: WorkshopStory) -> Iterator[Slide]:
    """How people voted on ideas; before there are any, on what they learned or whom to look at."""
    votes = _votes(story)
    keys = ("solutions.dots", "insights.vote", "segments.focus")
    dots = next((votes[key] for key in keys if key in votes), None)
    if dots is not None and (slide := _dots_slide(story, dots)):
        yield slide


def consent_slide(story: WorkshopStory) -> Iterator[Slide]:
    """How far people agree on what they do together."""
    votes = _votes(story).values()
    consent = next(
        (vote for vote in votes if vote.results.round.method == VoteMethod.CONSENT), None
    )
    if consent is not None and (slide := _consent_slide(consent)):
        yield slide


def _votes(story: WorkshopStory) -> dict[str, Vote]:
    """The last closed vote of each step."""
    return {vote.activity.key: vote for vote in story.votes if vote.results.options}


def _shown(vote: Vote) -> list[OptionResult]:
    return [line for line in vote.results.options if line.total.votes][:MOST_BARS]


def _dots_title(vote: Vote, lines: Sequence[OptionResult]) -> str:
    top = [line for line in lines if line.total.votes == lines[0].total.votes]
    if len(top) == 1:
        return f"The room put {quoted(top[0].option.text)} first"
    return f"{len(top)} came out level at the top of “{vote.activity.title}”"


def _dots_slide(story: WorkshopStory, vote: Vote) -> Slide | None:
    lines = _shown(vote)
    if not lines:
        return None
    rows = [Row(line.option.text, _by_group(story, vote, line)) for line in lines]
    told = " ".join(
        f"{quoted(line.option.text)}: {line.total.votes}, of which {_parts(row)}."
        for line, row in zip(lines, rows, strict=True)
    )
    sentence = f"Stacked bars of votes for {counted(len(lines), 'card')}. {told}"
    gaps = [
        f"Residents and staff: {abs(line.gap or 0):.0f} points apart on {quoted(line.option.text)}"
        for line in lines
        if line.talk
    ]
    voted = f"{counted(vote.results.voters, 'person', 'people')} voted, in secret."
    return Slide(
        layout="chart",
        title=_dots_title(vote, lines),
        places=(
            Plot(chart=_stacked("Votes, and whose they are", sentence, rows), alt=sentence),
            Text(lines=(voted, *gaps[:3]), bullets=True),
        ),
        notes=(
            "A vote shows where to talk, not who is right.",
            "Ask both sides why, where they are far apart.",
            "A group of one or two people is never shown alone.",
            "",
            "In full:",
            *(f"{line.total.votes} votes: {line.option.text}" for line in lines),
        ),
    )


def _by_group(story: WorkshopStory, vote: Vote, line: OptionResult) -> tuple[Bar, ...]:
    """The votes of each group that may be shown, and of all others together."""
    labels = story.playbook.words.role_groups
    shown = vote.results.groups
    bars: list[Bar] = []
    for group, size in shown.items():
        label = labels[group].label
        every = [one for one in vote.results.voices if one.role_group is group]
        own = [(one, found) for one in every if (found := one.of(line)) is not None]
        told = [(one.name, one.voters, found.votes) for one, found in own]
        votes = _count(line.groups.get(group)) - sum(count for _, _, count in told)
        rest = size - sum(voters for _, voters, _ in told)
        if rest or not own:
            told.append((f"{label}, others" if own else label, rest, votes))
        bars += [_votes_of(f"{name} ({voters})", count) for name, voters, count in told]
    if vote.results.others or not shown:
        name = f"All others ({vote.results.others})" if shown else "All"
        others = line.total.votes - sum(found.votes for found in line.groups.values())
        bars.append(_votes_of(name, others))
    return tuple(bars)


def _count(figures: Figures | None) -> int:
    return figures.votes if figures else 0


def _stacked(title: str, sentence: str, rows: Iterable[Row]) -> Bars:
    """For each card the votes of one sort after another, which add up to all of its votes."""
    return Bars("votes", title, sentence, tuple(rows), unit="votes", stacked=True)


def _votes_of(name: str, count: int) -> Bar:
    return Bar(name, f"{count:,}", Fraction(count))


def _parts(row: Row) -> str:
    return ", ".join(f"{mark.name} {mark.said}" for mark in row.marks)


def _consent_slide(vote: Vote) -> Slide | None:
    lines = _shown(vote)
    if not lines:
        return None
    answers = ((Consent.YES, "Yes"), (Consent.LIVE, "Yes with a doubt"), (Consent.NO, "No"))
    rows = [
        Row(
            line.option.text,
            tuple(_votes_of(said, line.total.counts.get(key, 0)) for key, said in answers),
        )
        for line in lines
    ]
    told = " ".join(f"{quoted(row.label)}: {_parts(row)}." for row in rows)
    sentence = f"Stacked bars of yes, yes with a doubt, and no. {told}"
    return Slide(
        layout="chart",
        title=f"We asked everybody: can you live with it? {vote.activity.title}",
        places=(
            Plot(chart=_stacked("Answers", sentence, rows), alt=sentence),
            Text(
                lines=(
                    f"{counted(vote.results.voters, 'person', 'people')} answered, in secret.",
                    "A “no” is a gift: it says what is still missing.",
                ),
                bullets=True,
            ),
        ),
        notes=(
            "Ask those with a doubt what would turn it into a yes.",
            "",
            "In full:",
            *(line.option.text for line in lines),
        ),
    )
