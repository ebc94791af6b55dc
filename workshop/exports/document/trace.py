"""The trace: from the people it is for to the vision, and what rests on nothing yet."""

from workshop.errors import Sentence, Sentences
from workshop.exports.document.blocks import Block, Bullets, Item, Section, TableBlock
from workshop.exports.document.card_words import kind_name, more
from workshop.exports.document.charts import flow_block
from workshop.exports.document.material import Material
from workshop.queries.cards import CardView

BANDS = 40
GAPS = 12


def write_way(material: Material) -> Section:
    """The picture of it, every band in words, and the gaps that the method asks about."""
    blocks: list[Block] = []
    if figure := flow_block(material):
        blocks += [figure, _bands(material)]
    gaps = material.trace.gaps()
    parts: tuple[Section, ...] = ()
    if gaps and blocks:
        words = material.playbook.words.coverage
        items = tuple(
            Item(text=gap.card.text, detail=Sentence(words[gap.rule])) for gap in gaps[:GAPS]
        )
        lead = Sentence("Places where something is still missing. They are worth a second look.")
        listed = Bullets(items=items, more=more(len(gaps) - GAPS))
        parts = (
            Section(
                key="gaps", title=Sentence("What is not joined yet"), lead=lead, blocks=(listed,)
            ),
        )
    return Section(
        key="way",
        title=Sentence("Where the vision comes from"),
        lead=Sentence("Each card rests on others, back to what somebody saw or heard."),
        icon="account_tree",
        blocks=tuple(blocks),
        parts=parts,
    )


def _bands(material: Material) -> TableBlock:
    found = material.flow.bands
    return TableBlock(
        caption=Sentence("What rests on what"),
        head=(Sentence("This"), Sentence("rests on this")),
        rows=tuple(
            (_named(material, band.upper), _named(material, band.lower)) for band in found[:BANDS]
        ),
        more=more(len(found) - BANDS),
    )


def _named(material: Material, card: CardView) -> str:
    return Sentences([kind_name(material, card), card.text], ": ")
