"""How the room voted: for all, and by role group as far as nobody can be singled out."""

from fractions import Fraction

from workshop.enums import Consent, VoteMethod
from workshop.errors import Numerals, Quoted, Sentence, Sentences, numbered
from workshop.exports.document.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    FigureBlock,
    Item,
    Number,
    Paragraph,
    Section,
    TableBlock,
)
from workshop.exports.document.card_words import more
from workshop.exports.document.material import Material, Vote
from workshop.figures.bars import NOT_SHOWN, Bar, Bars, Row
from workshop.figures.labels import shortened
from workshop.measures import round_for_display
from workshop.playbook import Stage
from workshop.queries.people.groups import COMPARED
from workshop.queries.votes.totals import Figures, OptionResult

MOST = 10
DRAWN = 6
MOST_APART = 3
MOST_TIES = 1
PEOPLE = Sentence("People")


def vote_section(material: Material, stage: Stage) -> Section | None:
    """All closed votes of a stage, the last round of each activity; earlier ones are counted."""
    mine = [
        vote for vote in material.votes if vote.activity.stage == stage.key and vote.results.told
    ]
    last: dict[str, Vote] = {vote.activity.key: vote for vote in mine}
    parts = tuple(_vote(material, vote) for vote in last.values() if vote.results.options)
    if not parts:
        return None
    return Section(
        key=f"votes-{stage.key}",
        title=Sentence("How the room voted"),
        lead=Sentence("Votes were secret. A group of one or two people is never shown apart."),
        parts=parts,
    )


def _vote(material: Material, vote: Vote) -> Section:
    found = vote.results
    blocks: list[Block] = [_figure(material, vote) or _table(material, vote)]
    texts = {line.option.id: line.option.text for line in found.options}
    blocks += _differing(found.options)
    for tie in found.ties[:MOST_TIES]:
        level = Quoted(shortened(texts[one], 60) for one in tie)
        blocks.append(Paragraph(text=Sentence("Level: {cards}.", cards=level), tone="quiet"))
    if found.others:
        text = numbered(
            found.others,
            "{n} person in groups too small to show.",
            "{n} people in groups too small to show.",
        )
        blocks.append(Paragraph(text=text, tone="quiet"))
    voted = numbered(
        found.voters,
        "{n} person voted in round {round}.",
        "{n} people voted in round {round}.",
        round=str(found.round.number),
    )
    return Section(
        key=f"vote-{vote.activity.key}",
        title=Sentence(vote.activity.title),
        lead=voted,
        blocks=tuple(blocks),
    )


def _differing(options: tuple[OptionResult, ...]) -> tuple[Block, ...]:
    """Where residents and staff see it so differently that somebody should ask why."""
    apart = sorted((one for one in options if one.talk), key=lambda one: -abs(one.gap or 0))
    if not apart:
        return ()
    items = tuple(
        Item(
            text=line.option.text,
            mark=Sentence("{points} points apart", points=f"{abs(line.gap or 0):.0f}"),
        )
        for line in apart[:MOST_APART]
    )
    text = Sentence("Residents and staff see these differently. Ask both why.")
    return Callout(tone="care", text=text), Bullets(items=items, more=more(len(apart) - MOST_APART))


def _table(material: Material, vote: Vote) -> TableBlock:
    found = vote.results
    labels = material.playbook.words.role_groups
    voted_for = [line for line in found.options if line.total.votes]
    groups = (Sentences((part.said(labels), f"({part.voters})")) for part in found.split)
    head = (Sentence("Card"), *_heads(vote), *groups)
    rows = tuple(
        (line.option.text, *_cells(found.round.method, line.total), *_by_group(vote, line))
        for line in voted_for[:MOST]
    )
    return TableBlock(
        caption=Sentence("{title}: the result", title=Sentence(vote.activity.title)),
        head=head,
        rows=rows,
        numeric=frozenset(range(1, len(head))),
        more=more(len(voted_for) - MOST),
    )


def _heads(vote: Vote) -> tuple[str, ...]:
    axes = vote.activity.axes
    if vote.results.round.method == VoteMethod.MATRIX and axes is not None:
        return (PEOPLE, Sentence(axes.x), Sentence(axes.y))
    return {
        VoteMethod.DOTS: (Sentence("Dots"),),
        VoteMethod.SCORE: (Sentence("Mean of 5"), Sentence("Spread")),
        VoteMethod.CONSENT: (Sentence("Yes"), Sentence("Yes with a doubt"), Sentence("No")),
    }.get(vote.results.round.method, (PEOPLE,))


def _cells(method: VoteMethod, figures: Figures) -> tuple[Cell, ...]:
    if method == VoteMethod.DOTS:
        return (_whole(figures.votes, "dots"),)
    if method == VoteMethod.SCORE:
        return (_tenths(figures.mean), _tenths(figures.spread))
    if method == VoteMethod.CONSENT:
        return tuple(_whole(figures.counts.get(answer, 0), "people") for answer in Consent)
    return (_whole(figures.voters, "people"), _tenths(figures.x), _tenths(figures.y))


def _by_group(vote: Vote, line: OptionResult) -> tuple[Cell, ...]:
    method = vote.results.round.method
    cells: list[Cell] = []
    for part in vote.results.split:
        figures = part.of(line)
        if figures is None:
            cells.append("–")
        elif method == VoteMethod.SCORE:
            cells.append(_tenths(figures.mean))
        elif method == VoteMethod.MATRIX:
            cells.append("–" if figures.x is None else _both(figures.x, figures.y or 0))
        else:
            cells.append(_percent(figures.percent))
    return tuple(cells)


def _both(across: float, up: float) -> Sentence:
    return Sentence("{x} and {y}", x=f"{across:.0f}", y=f"{up:.0f}")


def _whole(count: int, unit: str) -> Number:
    return Number(value=count, unit=unit, said=f"{count:,}")


def _tenths(value: float | None) -> Cell:
    if value is None:
        return "–"
    shown = round_for_display(Fraction(value), 1)
    return Number(value=shown, unit="", said=f"{shown}")


def _percent(value: float | None) -> Cell:
    if value is None:
        return "–"
    shown = round_for_display(Fraction(value))
    return Number(value=shown, unit="%", said=f"{shown} %")


def _figure(material: Material, vote: Vote) -> FigureBlock | None:
    """Support in per cent of each group that is compared, for the cards that did best."""
    found = vote.results
    drawn = [line for line in found.options if line.total.percent is not None][:DRAWN]
    if not drawn:
        return None
    labels = material.playbook.words.role_groups
    groups = [group for group in COMPARED if group in found.groups]
    names = [Sentence("All"), *(Sentence(labels[group].label) for group in groups)]
    rows = tuple(
        Row(
            line.option.text,
            tuple(
                _support(name, figures)
                for name, figures in zip(
                    names, [line.total, *map(line.groups.get, groups)], strict=True
                )
            ),
        )
        for line in drawn
    )
    told = Sentences((Sentences((Quoted([row.label]), row.marks[0].said)) for row in rows), "; ")
    chart = Bars(
        key="support",
        title=Sentence("In favour, per cent"),
        sentence=Sentence(
            "Bars of support in per cent: {groups}. Of all: {told}.",
            groups=Sentences(names, ", "),
            told=told,
        ),
        rows=rows,
        unit="%",
        whole=100,
    )
    return FigureBlock(
        key=f"support-{vote.activity.key}",
        title=Sentence("Who is in favour"),
        alt=chart.sentence,
        table=_table(material, vote),
        charts=(chart,),
    )


def _support(name: str, figures: Figures | None) -> Bar:
    if figures is None or figures.percent is None:
        return Bar(name, NOT_SHOWN, None)
    shown = round_for_display(Fraction(figures.percent))
    return Bar(name, Numerals(f"{shown} %"), Fraction(shown))
