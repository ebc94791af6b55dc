"""Who was in the room by role group, and how the workshop was run."""

from collections import Counter

from workshop.errors import Sentence, Sentences, numbered
from workshop.exports.document.agenda import write_agenda
from workshop.exports.document.blocks import (
    Block,
    Cell,
    Facts,
    Number,
    Paragraph,
    Section,
    TableBlock,
)
from workshop.exports.document.card_words import day_words
from workshop.exports.document.material import Material, RunSheetLine
from workshop.measures.local_time import local
from workshop.queries.schedule import lasting

FEW = 6
"""Up to so many cards, only the steps that hold one have a line of their own."""
SMALL = Sentence("Groups with one or two people, counted together")


def write_room(material: Material) -> Section:
    """The people, then the run sheet with minutes as planned and as taken."""
    parts = (_people(material), *write_agenda(material), _run(material), _about(material))
    return Section(
        key="room",
        title=Sentence("Who was there, and how it was run"),
        lead=Sentence("Who took part, when, and how long each step took."),
        icon="groups",
        parts=tuple(part for part in parts if part is not None),
    )


def _people(material: Material) -> Section | None:
    if not material.groups:
        return None
    labels = material.playbook.words.role_groups
    rows = tuple(
        (
            group.label(labels, SMALL),
            Number(value=group.people, unit="people", said=f"{group.people}"),
        )
        for group in material.groups
    )
    return Section(
        key="people",
        title=Sentence("Who took part"),
        lead=numbered(
            material.people,
            "{n} person, besides those who ran it.",
            "{n} people, besides those who ran it.",
        ),
        blocks=(
            TableBlock(
                caption=Sentence("People by role group"),
                head=(Sentence("Role group"), Sentence("People")),
                rows=rows,
                numeric=frozenset({1}),
            ),
        ),
    )


def _run(material: Material) -> Section | None:
    done = [step for step in material.steps if step.started_at is not None]
    told = [step for step in done if _tells(step, len(material.cards))]
    zone = material.workshop.time_zone
    if not done:
        return None
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Sentence(step.activity.title),
            Sentence(material.playbook.stage(step.activity.stage).title),
            day_words(local(step.started_at, zone) if step.started_at else None),
            _minutes(step.planned),
            "–" if step.taken is None else _minutes(step.taken),
            Number(value=step.cards, unit="cards", said=f"{step.cards}"),
        )
        for step in told
    )
    planned = sum(step.planned for step in done)
    taken = sum(step.taken or 0 for step in done)
    pairs = [
        (Sentence("Planned"), lasting(planned)),
        *([(Sentence("Taken"), lasting(taken))] if taken else []),
    ]
    blocks: list[Block] = [Facts(pairs=tuple(pairs))]
    if rows:
        table = TableBlock(
            caption=Sentence("Each step, in minutes"),
            head=(
                Sentence("Step"),
                Sentence("Stage"),
                Sentence("Day"),
                Sentence("Planned"),
                Sentence("Taken"),
                Sentence("Cards"),
            ),
            rows=rows,
            numeric=frozenset({3, 4, 5}),
        )
        blocks.append(table)
    if silent := [step for step in done if step not in told]:
        stages = Counter(material.playbook.stage(step.activity.stage).title for step in silent)
        counts = [Sentences((Sentence(title), f"({many})")) for title, many in stages.items()]
        pairs = [(Sentence("Steps without a card"), Sentences(counts, ", "))]
        blocks.append(Facts(pairs=tuple(pairs)))
    if left := len(material.steps) - len(done):
        text = numbered(
            left, "{n} step of the plan not opened.", "{n} steps of the plan not opened."
        )
        blocks.append(Paragraph(text=text, tone="quiet"))
    return Section(key="run", title=Sentence("How it was run"), blocks=tuple(blocks))


def _tells(step: RunSheetLine, cards: int) -> bool:
    """Whether a step has a line of its own: not one that left nothing where there is little."""
    return step.cards > 0 or (cards > FEW and step.taken != 0)


def _minutes(minutes: int) -> Number:
    return Number(value=minutes, unit="minutes", said=f"{minutes}")


def _about(material: Material) -> Section | None:
    workshop = material.workshop
    pairs = (
        (Sentence("Place"), workshop.place),
        (Sentence("Asked for by"), workshop.sponsor),
        (Sentence("Core team"), workshop.core_team),
        (Sentence("Where it was"), workshop.venue),
        (Sentence("Code"), workshop.code),
        (Sentence("Made on"), day_words(local(workshop.created_at, workshop.time_zone))),
    )
    said = tuple((label, text) for label, text in pairs if text)
    return Section(key="about", title=Sentence("About this workshop"), blocks=(Facts(pairs=said),))
