"""Who was in the room by role group, and how the workshop was run."""

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
from workshop.exports.document.card_words import counted, day_words
from workshop.exports.document.material import Material
from workshop.measures.local_time import local
from workshop.queries.schedule import lasting

SMALL = "Groups with one or two people, counted together"


def write_room(material: Material) -> Section:
    """The people, then the run sheet with minutes as planned and as taken."""
    parts = (_people(material), *write_agenda(material), _run(material), _about(material))
    return Section(
        key="room",
        title="Who was there, and how it was run",
        lead="Who took part, when, and how long each step took.",
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
        title="Who took part",
        lead=f"{counted(material.people, 'person', 'people')}, besides those who ran it.",
        blocks=(
            TableBlock(
                caption="People by role group",
                head=("Role group", "People"),
                rows=rows,
                numeric=frozenset({1}),
            ),
        ),
    )


def _run(material: Material) -> Section | None:
    done = [step for step in material.steps if step.started_at is not None]
    zone = material.workshop.time_zone
    if not done:
        return None
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            step.activity.title,
            material.playbook.stage(step.activity.stage).title,
            day_words(local(step.started_at, zone) if step.started_at else None),
            _minutes(step.planned),
            "–" if step.taken is None else _minutes(step.taken),
            Number(value=step.cards, unit="cards", said=f"{step.cards}"),
        )
        for step in done
    )
    planned = sum(step.planned for step in done)
    taken = sum(step.taken or 0 for step in done)
    pairs = [("Planned", lasting(planned)), *([("Taken", lasting(taken))] if taken else [])]
    blocks: list[Block] = [
        Facts(pairs=tuple(pairs)),
        TableBlock(
            caption="Each step, in minutes",
            head=("Step", "Stage", "Day", "Planned", "Taken", "Cards"),
            rows=rows,
            numeric=frozenset({3, 4, 5}),
        ),
    ]
    if left := len(material.steps) - len(done):
        text = f"{counted(left, 'step')} of the plan not opened."
        blocks.append(Paragraph(text=text, tone="quiet"))
    return Section(key="run", title="How it was run", blocks=tuple(blocks))


def _minutes(minutes: int) -> Number:
    return Number(value=minutes, unit="minutes", said=f"{minutes}")


def _about(material: Material) -> Section | None:
    workshop = material.workshop
    pairs = (
        ("Place", workshop.place),
        ("Asked for by", workshop.sponsor),
        ("Core team", workshop.core_team),
        ("Where it was", workshop.venue),
        ("Code", workshop.code),
        ("Made on", day_words(local(workshop.created_at, workshop.time_zone))),
    )
    said = tuple((label, text) for label, text in pairs if text)
    return Section(key="about", title="About this workshop", blocks=(Facts(pairs=said),))
