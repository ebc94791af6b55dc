"""What a room chose in each stage, told in the way that fits it."""

from collections.abc import Sequence
from dataclasses import replace

from workshop.errors import Sentence, Sentences, numbered
from workshop.exports.document.blocks import (
    Block,
    Bullets,
    Callout,
    Facts,
    FigureBlock,
    Item,
    Number,
    Paragraph,
    Section,
    TableBlock,
)
from workshop.exports.document.card_words import (
    also,
    card_list,
    field_words,
    mark,
    more,
    only_facts,
    telling_first,
    writer,
)
from workshop.exports.document.charts import (
    assumption_block,
    hundred_block,
    segment_block,
    solution_block,
)
from workshop.exports.document.material import Material
from workshop.figures.pounds import said_amount, said_exactly
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.insights import insight_wall

MOST = 8
MOST_IN_THEME = 5
MOST_ROWS = 12
GUARDED = Sentence("Pay for one post is shown as a band, so that it is nobody’s own.")


def _figures(*figures: FigureBlock | None) -> tuple[FigureBlock, ...]:
    return tuple(figure for figure in figures if figure is not None)


def goals_part(material: Material) -> Section | None:
    """What life should be like; the chosen ones first."""
    goals = material.of(CardKind.LIFE_GOAL)
    if not goals:
        return None
    title = Sentence(material.playbook.kind(CardKind.LIFE_GOAL).plural.capitalize())
    asked = Callout(tone="key", title=Sentence("The question"), text=material.question)
    return Section(key="goals", title=title, blocks=(asked, card_list(material, goals, MOST)))


def segment_part(material: Material) -> Section | None:
    """The groups of people: in focus first, with how they stand to us."""
    found = telling_first(material.of(CardKind.SEGMENT))
    if not found:
        return None
    kept = ("voice", "needs", "gifts", "barriers", "size")
    items = tuple(
        Item(
            text=card.text,
            detail=also(material, card),
            mark=Sentences(
                [mark(card), Sentence("Stays away") if card.fields.get("non_user") else ""], " · "
            ),
            by=writer(material, card),
            facts=only_facts(material, card, kept),
            role=card.role or "",
        )
        for card in found[:MOST]
    )
    return Section(
        key="segments",
        title=Sentence("Groups of people"),
        lead=Sentence("Those who stay away count most: nobody else can say why."),
        blocks=(
            Bullets(items=items, more=more(len(found) - MOST)),
            *_figures(segment_block(material)),
        ),
    )


def theme_part(material: Material) -> Section | None:
    """Insights by theme; those that stand alone come last."""
    wall = insight_wall(material.trace)
    insights = material.of(CardKind.INSIGHT)
    if not insights and not wall.columns:
        return None
    parts = [
        Section(
            key=f"theme-{column.theme.id}",
            title=column.theme.text,
            lead=str(column.theme.fields.get("tells_us") or ""),
            blocks=(_insights(material, column.cards, MOST_IN_THEME),) if column.cards else (),
        )
        for column in wall.columns
    ]
    if wall.loose:
        title = Sentence("Standing alone") if parts else Sentence("As they came")
        block = _insights(material, wall.loose, MOST)
        parts.append(Section(key="theme-none", title=title, blocks=(block,)))
    return Section(
        key="themes",
        title=Sentence("What we learned"),
        lead=Sentences(
            [
                numbered(len(insights), "{n} insight", "{n} insights"),
                numbered(len(wall.columns), "{n} theme", "{n} themes"),
            ],
            " · ",
        ),
        parts=tuple(parts),
    )


def _insights(material: Material, cards: Sequence[CardView], most: int) -> Bullets:
    kept = ("sentence", "evidence", "quote", "speaker", "consent", "confidence")
    found = telling_first(cards)
    items = tuple(
        Item(
            text=card.text,
            detail=also(material, card),
            mark=mark(card),
            by=writer(material, card),
            facts=only_facts(material, card, kept),
            role=card.role or "",
        )
        for card in found[:most]
    )
    return Bullets(items=items, more=more(len(found) - most))


def money_part(material: Material) -> Section | None:
    """Where the money goes now. Arithmetic: ``workshop.queries.money.budget``."""
    budget = material.budget
    strands = material.of(CardKind.STRAND)
    if not budget.lines and not strands:
        return None
    sums = [
        (Sentence("Spent in a year"), budget.spent),
        (Sentence("Coming in, in a year"), budget.coming_in),
    ]
    sums += [(Sentence("Given, not paid for"), budget.given), (Sentence("Once only"), budget.once)]
    blocks: list[Block] = [
        Facts(pairs=tuple((label, said_exactly(pence)) for label, pence in sums if pence)),
        *_figures(hundred_block(budget)),
        _strand_table(material),
        _line_table(material),
    ]
    blocks += _what_sums_rest_on(material)
    if any(line.guarded for line in budget.lines):
        blocks.append(Paragraph(text=GUARDED, tone="quiet"))
    if missing := budget.unsaid_amounts:
        text = numbered(
            missing,
            "{n} line without an amount: not in the sums.",
            "{n} lines without an amount: not in the sums.",
        )
        blocks.append(Paragraph(text=text, tone="quiet"))
    filled = tuple(b for b in blocks if not (isinstance(b, Facts) and not b.pairs) and not _bare(b))
    return Section(key="money", title=Sentence("Where the money goes now"), blocks=filled)


def _what_sums_rest_on(material: Material) -> list[Block]:
    """For each spending file its columns, units and what was left out: all after the colon."""
    return [
        Paragraph(text=Sentence("Source: {source}", source=source), tone="quiet")
        for source in material.budget.rests_on
    ]


def _bare(block: Block) -> bool:
    return isinstance(block, TableBlock) and not block.rows


def _strand_table(material: Material) -> TableBlock:
    rows = tuple(
        (
            one.strand.text if one.strand else Sentence("Under no part of the work yet"),
            _money(one.pence, guarded=one.guarded),
            "–"
            if one.out_of_100 is None
            else Number(value=one.out_of_100, unit="£", said=f"£{one.out_of_100}"),
        )
        for one in material.budget.strands
    )
    head = (Sentence("Part of the work"), Sentence("In a year"), Sentence("Of every £100"))
    return TableBlock(
        caption=Sentence("By part of the work"), head=head, rows=rows, numeric=frozenset({1, 2})
    )


def _line_table(material: Material) -> TableBlock:
    lines = sorted(material.budget.lines, key=lambda line: -(line.pence or 0))
    rows = tuple(
        (
            line.card.text,
            field_words(material, line.card, "sort") or "–",
            Sentence("Not said")
            if line.pence is None
            else _money(line.pence, guarded=line.guarded),
            field_words(material, line.card, "decision") or "–",
        )
        for line in lines[:MOST_ROWS]
    )
    head = (Sentence("Line"), Sentence("Sort"), Sentence("Amount"), Sentence("What we said of it"))
    return TableBlock(
        caption=Sentence("The largest lines"),
        head=head,
        rows=rows,
        numeric=frozenset({2}),
        more=more(len(lines) - MOST_ROWS),
    )


def _money(pence: int, *, guarded: bool) -> str | Number:
    said = said_amount(pence, guarded=guarded)
    return said if guarded else Number(value=pence, unit="pence", said=said)


def reframe_part(material: Material) -> Section | None:
    """From the old challenge to the new one."""
    chosen = material.board.challenge
    found = material.of(CardKind.REFRAME)
    if not found:
        return None
    blocks: list[Block] = []
    if chosen is not None:
        pairs: list[tuple[str, str]] = [
            (Sentence("From"), chosen.fields.get("before") or Sentence("Not said yet")),
            (Sentence("To"), chosen.text),
        ]
        pairs += only_facts(
            material,
            chosen,
            ("question", "customer_before", "customer_after", "owner_before", "owner_after"),
        )
        blocks.append(Facts(pairs=tuple(pairs)))
        rests = material.linked(chosen, "insights")
        if rests:
            blocks.append(Paragraph(text=Sentence("It rests on these insights:")))
            blocks.append(Bullets(items=tuple(Item(text=card.text) for card in rests)))
    others = [card for card in found if chosen is None or card.id != chosen.id]
    if others:
        blocks.append(Paragraph(text=Sentence("Other ways to say it that were weighed:")))
        blocks.append(card_list(material, others, MOST))
    return Section(
        key="reframe-chosen", title=Sentence("The challenge, seen anew"), blocks=tuple(blocks)
    )


def solution_part(material: Material) -> Section | None:
    """Each solution with what is different, better and lower in cost."""
    solutions = material.board.solutions
    shown = [one.card for one in solutions]
    rest = [card for card in material.of(CardKind.SOLUTION) if card not in shown]
    found = [*shown, *rest]
    if not found:
        return None
    kept = (
        "one_line",
        "delivered_by",
        "different",
        "better",
        "lower_now",
        "lower_later",
        "stops",
        "role_of_users",
        "risks",
    )
    parts = tuple(
        Section(
            key=f"solution-{card.id}",
            title=card.text,
            lead=mark(card),
            blocks=(Facts(pairs=(*only_facts(material, card, kept), *_rests(material, card))),),
        )
        for card in found[:MOST]
    )
    if len(found) > MOST:  # below the last of those that are told, where somebody looks for more
        left = Paragraph(text=more(len(found) - MOST), tone="quiet")
        parts = (*parts[:-1], replace(parts[-1], blocks=(*parts[-1].blocks, left)))
    return Section(
        key="solutions-told",
        title=Sentence("What we would do"),
        lead=Sentence("Each says how it is different, how it is better and what costs less."),
        blocks=_figures(solution_block(material)),
        parts=parts,
    )


def _rests(material: Material, card: CardView) -> tuple[tuple[str, str], ...]:
    """For whom a solution is, and the insights on which it rests."""
    whom = "; ".join(one.text for one in material.linked(card, "segments"))
    insights = "\n".join(one.text for one in material.linked(card, "insights")[:3])
    return tuple(
        (label, text)
        for label, text in ((Sentence("For"), whom), (Sentence("Rests on"), insights))
        if text
    )


def prototype_part(material: Material) -> Section | None:
    """Each test with its two lines, what happened and what was decided."""
    tests = material.of(CardKind.PROTOTYPE)
    if not tests:
        return None
    names = ("question", "success_line", "stop_line", "what_happened", "learning", "decision")
    words = material.playbook.kind(CardKind.PROTOTYPE).fields
    told = tuple(
        Item(
            text=card.text,
            facts=tuple(
                (Sentence(words[name].label), said)
                for name in names
                if (said := field_words(material, card, name))
            ),
        )
        for card in tests[:MOST_ROWS]
    )
    return Section(
        key="tests",
        title=Sentence("What we tried"),
        lead=Sentence(
            "Both lines were set before the test: a test without a stop line cannot fail."
        ),
        blocks=(
            Bullets(items=told, more=more(len(tests) - MOST_ROWS)),
            *_figures(assumption_block(material)),
        ),
    )
