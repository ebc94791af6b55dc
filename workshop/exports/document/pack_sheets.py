"""Sheets to hand out: one for each solution, and one for each case that the room read.

A sheet can be understood by somebody who was not there: what it is, for whom, what it rests on,
what was tried, what it costs, and what to talk about next.
"""

from dataclasses import replace

from workshop.errors import Sentences
from workshop.exports.document.blocks import (
    Block,
    Bullets,
    Callout,
    Facts,
    Item,
    Paragraph,
    Section,
    TableBlock,
)
from workshop.exports.document.card_words import (
    day_words,
    fact_pairs,
    field_words,
    item,
    more,
    writer,
)
from workshop.exports.document.charts import cost_table
from workshop.exports.document.material import Material
from workshop.kinds import CardKind
from workshop.library import Case, Library, load_library
from workshop.queries.cards import CardView
from workshop.queries.library_notes import notes_on_case

WHO = ("delivered_by", "role_of_users", "ownership", "universal_by", "targeted_by", "channels")
THREE = ("different", "better", "better_measure", "lower_now", "lower_later", "lower_pence")
CARE = ("stops", "risks", "governance", "no_non_user_why")
TESTED = ("question", "success_line", "stop_line", "what_happened", "learning", "decision")
RESTS_ON = (
    ("reframe", "The new challenge"),
    ("insights", "What we learned"),
    ("principles", "What we borrow"),
    ("resources", "What we can use"),
    ("grows_from", "What already works"),
)
MOST = 5


def solution_sheets(material: Material) -> tuple[Section, ...]:
    """A sheet for each solution that the room can see, in the order of the vision board."""
    return tuple(_solution(material, one.card) for one in material.board.solutions)


def case_sheets(material: Material) -> tuple[Section, ...]:
    """A sheet for each case from elsewhere on which the room wrote something."""
    library = load_library(material.playbook.language)
    sheets = []
    for case in library.cases:
        notes = [
            note
            for note in notes_on_case(material.cards, case)
            if not (note.private or note.hidden)
        ]
        if notes:
            sheets.append(_case(material, library, case, notes))
    return tuple(sheets)


def _solution(material: Material, card: CardView) -> Section:
    whom = "; ".join(one.text for one in material.linked(card, "segments"))
    who = (("For whom", whom),) if whom else ()
    parts = (
        _facts("who", "Who and what", (*who, *_only(material, card, WHO))),
        _facts("three", "Different, better, lower cost", _only(material, card, THREE)),
        _rests(material, card),
        _tests(material, card),
        _cost(material, card),
        _facts("care", "Take care", _only(material, card, CARE)),
        _next(material, card),
    )
    return Section(
        key=f"sheet-{card.id}",
        title=card.text,
        lead=str(card.fields.get("one_line") or ""),
        parts=tuple(part for part in parts if part is not None),
    )


def _only(
    material: Material, card: CardView, names: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    hidden = [name for name in card.fields if name not in names]
    return fact_pairs(material, card, without=hidden)


def _facts(key: str, title: str, pairs: tuple[tuple[str, str], ...]) -> Section | None:
    return Section(key=key, title=title, blocks=(Facts(pairs=pairs),)) if pairs else None


def _rests(material: Material, card: CardView) -> Section | None:
    """Down to the cards from which it came, each with who said it as far as that may be told."""
    items = []
    for name, label in RESTS_ON:
        linked = material.linked(card, name)
        items += [
            Item(text=one.text, mark=label, by=writer(material, one)) for one in linked[:MOST]
        ]
    if not items:
        return None
    return Section(key="rests", title="What it rests on", blocks=(Bullets(items=tuple(items)),))


def _tests(material: Material, card: CardView) -> Section | None:
    tests = [
        one for one in material.of(CardKind.PROTOTYPE) if card in material.linked(one, "solution")
    ]
    if not tests:
        return None
    blocks: list[Block] = []
    for test in tests[:MOST]:
        told = tuple(pair for name in TESTED if (pair := _told(material, test, name)))
        blocks += [Paragraph(text=test.text, tone="lead"), *([Facts(pairs=told)] if told else [])]
    if len(tests) > MOST:
        blocks.append(Paragraph(text=more(len(tests) - MOST), tone="quiet"))
    return Section(key="tests", title="How we tried it", blocks=tuple(blocks))


def _told(material: Material, card: CardView, name: str) -> tuple[str, str] | None:
    said = field_words(material, card, name)
    label = material.playbook.kind(CardKind(card.kind)).fields[name].label
    return (label, said) if said else None


def _cost(material: Material, card: CardView) -> Section | None:
    """The cost picture that names this solution; a forecast is called one."""
    for found in material.costs:
        if found.rows and card in material.linked(found.redesigned, "solutions"):
            blocks: list[Block] = [cost_table(found)]
            if found.cautions:
                text = Sentences(found.cautions, "\n")
                blocks.append(Callout(tone="care", title="Read these figures with care", text=text))
            lead = "A forecast: it has not happened yet." if found.is_forecast else ""
            return Section(
                key="cost",
                title="What it costs, and whom it reaches",
                lead=lead,
                blocks=tuple(blocks),
            )
    return None


def _next(material: Material, card: CardView) -> Section | None:
    steps = [one for one in material.board.steps if card in material.linked(one, "solutions")]
    asks = [one for one in material.board.asks if card in material.linked(one, "solutions")]
    items = [
        Item(
            text=one.text,
            detail=Sentences(
                (
                    str(one.fields.get("owner") or ""),
                    day_words(one.fields.get("by_when")),
                    field_words(material, one, "progress"),
                ),
                " · ",
            ),
        )
        for one in steps[:MOST]
    ]
    items += [
        Item(text=one.text, mark="We ask", detail=str(one.fields.get("of_whom") or ""))
        for one in asks[:MOST]
    ]
    if not items:
        return None
    return Section(key="next", title="What comes next", blocks=(Bullets(items=tuple(items)),))


def _case(material: Material, library: Library, case: Case, notes: list[CardView]) -> Section:
    words = library.words
    facts = (
        ("Where", f"{case.place}, {case.country}"),
        ("When", case.years),
        ("What is new in it", ", ".join(words.element[one] for one in case.elements)),
        ("How it went on", words.outcome[case.outcome_kind]),
        ("How sure we can be", f"{words.evidence[case.evidence_level]}. {case.evidence_why}"),
    )
    parts = [
        _results(library, case),
        Section(
            key="notes",
            title="What our room wrote",
            blocks=(
                Bullets(
                    items=tuple(_note(material, note) for note in notes[:MOST]),
                    more=more(len(notes) - MOST),
                ),
            ),
        ),
        Section(
            key="talk",
            title="Talk about it with somebody who was not there",
            blocks=(
                Bullets(
                    items=tuple(
                        Item(text=one) for one in (*case.questions, *library.closing_questions)
                    )
                ),
            ),
        ),
        Section(
            key="sources",
            title="Where this comes from",
            blocks=(
                Bullets(items=tuple(Item(text=one.title, by=one.where) for one in case.sources)),
                Paragraph(text=f"Checked on {day_words(case.checked)}.", tone="quiet"),
            )
            if case.sources
            else (Paragraph(text=words.no_source, tone="quiet"),),
        ),
    ]
    later = (Paragraph(text=case.later),) if case.later else ()
    return Section(
        key=f"sheet-{case.slug}",
        title=case.title,
        blocks=(
            Paragraph(text=" ".join(case.summary.split()), tone="lead"),
            *later,
            Facts(pairs=tuple(pair for pair in facts if pair[1].strip())),
        ),
        parts=tuple(parts),
    )


def _note(material: Material, note: CardView) -> Item:
    """What somebody wrote on the case; which case it is stands above already."""
    one = item(material, note)
    return replace(one, facts=fact_pairs(material, note, without=("case_key",)))


def _results(library: Library, case: Case) -> Section:
    """Each claim with how it is known; a claim is never shown without that."""
    words = library.words
    if not case.results:
        blocks: tuple[Block, ...] = (Paragraph(text=words.no_results),)
    else:
        rows = tuple(
            (
                one.claim,
                " ".join(filter(None, (one.value, "" if one.unit in one.value else one.unit)))
                or "–",
                one.period or "–",
                f"{words.method[one.method]}. {words.status[one.status]}",
            )
            for one in case.results
        )
        head = ("What is claimed", "Figure", "When", "How it is known")
        blocks = (
            TableBlock(caption="Results", head=head, rows=rows),
            Paragraph(text=words.compare_with_care, tone="quiet"),
        )
    return Section(key="results", title="What came of it", blocks=blocks)
