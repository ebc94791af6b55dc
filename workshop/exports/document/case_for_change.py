"""What it costs and whom it reaches; always with what the figures do not say."""

from collections.abc import Mapping

from workshop.errors import Sentence, Sentences
from workshop.exports.document.blocks import Block, Bullets, Callout, Item, Paragraph, Section
from workshop.exports.document.card_words import card_list, writer
from workshop.exports.document.charts import cost_block, cost_table
from workshop.exports.document.material import Material
from workshop.kinds import CardKind
from workshop.queries.money.case_for_change import CaseForChange, read_case

CARE = Sentence("Read these figures with care")


def _case(case: CaseForChange, words: Mapping[str, str]) -> list[Block]:
    """What the table means, and which costs nobody has answered for yet."""
    blocks: list[Block] = []
    if case.findings:
        items = tuple(Item(text=one.sentence, mark=one.measure) for one in case.findings)
        blocks.append(Bullets(items=items))
    blocks += [Paragraph(text=one) for one in (*case.beside, *case.more)]
    if case.is_draft:
        waiting = Sentences((Sentence(words[cost]) for cost in case.unanswered), ", ")
        text = Sentence("Nobody has said yet if these are counted: {waiting}.", waiting=waiting)
        blocks.append(Callout(tone="care", title=Sentence("This case is a draft"), text=text))
    return blocks


def cost_part(material: Material) -> Section | None:
    """A table and bars for each pair of cost pictures, with the cautions beside them."""
    scenarios = material.of(CardKind.COST_SCENARIO)
    if not scenarios:
        return None
    blocks: list[Block] = []
    words = material.playbook.kind(CardKind.COST_SCENARIO).fields["includes"].options
    for number, found in enumerate(material.costs, 1):
        case = read_case(found)
        if found.rows:
            blocks.append(cost_table(found))
            figure = cost_block(case, words, f"cost-{number}")
            blocks += [figure] if figure else []
        cards = (found.existing, found.redesigned)
        for source in dict.fromkeys(str(c.fields.get("source") or "") for c in cards):
            if source:
                blocks.append(
                    Paragraph(text=Sentence("Source: {source}", source=source), tone="quiet")
                )
        blocks += _case(case, words)
        if found.cautions:
            blocks.append(Callout(tone="care", title=CARE, text=Sentences(found.cautions, "\n")))
    if not material.costs:
        blocks.append(card_list(material, scenarios, 6))
    ids = {card.id for card in scenarios}
    for comment in material.of(CardKind.COMMENT):
        if ids.intersection(comment.links.get("about", ())):
            said_by = writer(material, comment)
            by = Sentences(("(", said_by, ")"), "") if said_by else ""
            title = Sentences((Sentence("Said about these figures"), by))
            blocks.append(Callout(tone="note", title=title, text=comment.text))
    return Section(
        key="cost", title=Sentence("What it costs, and whom it reaches"), blocks=tuple(blocks)
    )
