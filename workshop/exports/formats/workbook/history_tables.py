"""What happened around the cards: links, steps, who was here, pictures, and the history."""

from collections.abc import Iterator
from functools import partial

from workshop.exports.document.attendance import SMALL
from workshop.exports.formats.workbook.grid import Grid, Value, column
from workshop.exports.formats.workbook.wording import Wording, sentence_case
from workshop.exports.telling.record import Report
from workshop.exports.telling.story import WorkshopStory
from workshop.kinds import CardKind


def record_grids(story: WorkshopStory, wording: Wording) -> tuple[Grid, ...]:
    """The tables that stand after those of the cards."""
    made = [_links(story, wording), _steps(story, wording), _groups(story, wording)]
    made.append(_pictures(story, wording))
    if story.report is not None:
        made += [_people(story.report, wording), _history(story.report, wording)]
    return tuple(made)


_kept = partial(column, source="Kept by Reframe")


def _links(story: WorkshopStory, wording: Wording) -> Grid:
    return Grid(
        key="links",
        title="Links",
        about="Which card rests on which, one link on each line.",
        columns=(
            _kept("from", "Card", "name", "The card that holds the link."),
            _kept("from_kind", "What it is", "name", "What kind of card it is."),
            _kept("from_called", "What it says", "text", "Its first words."),
            _kept("link", "Link", "name", "How the two belong together."),
            _kept("to", "Other card", "name", "The card that it points at."),
            _kept("to_kind", "What that is", "name", "What kind of card the other one is."),
            _kept("to_called", "What that says", "text", "The other card's first words."),
        ),
        rows=tuple(_link_rows(story, wording)),
    )


def _link_rows(story: WorkshopStory, wording: Wording) -> Iterator[tuple[Value, ...]]:
    for card in story.cards:
        words = wording.playbook.kind(CardKind(card.kind)).links
        for name, ids in card.links.items():
            for to in ids:
                if to in wording.called:
                    yield (
                        card.id,
                        wording.kind_of(card.id),
                        wording.called[card.id],
                        words.get(name, name),
                        to,
                        wording.kind_of(to),
                        wording.called[to],
                    )


def _steps(story: WorkshopStory, wording: Wording) -> Grid:
    titles = {stage.key: stage.title for stage in wording.playbook.stages}
    promises = wording.playbook.words.attribution
    return Grid(
        key="steps",
        title="Steps",
        about="The plan of the workshop, and what came of it.",
        columns=(
            _kept("position", "Number", "whole", "Its place in the plan."),
            _kept("stage", "Stage", "name", "The stage of the method."),
            _kept("activity", "Step", "name", "What the room did."),
            _kept("session", "Meeting", "whole", "The meeting in which it was planned."),
            _kept("planned", "Planned (minutes)", "whole", "Its time in the plan.", unit="minutes"),
            _kept("taken", "Taken (minutes)", "whole", "From opening to end.", unit="minutes"),
            _kept("started", "Started (UTC)", "moment", "When it was first opened, in UTC."),
            _kept("cards", "Cards", "whole", "Cards in this file that were written in it."),
            _kept("promise", "As a rule", "text", "What this step promises its writers."),
        ),
        rows=tuple(
            (
                number,
                titles.get(step.activity.stage),
                step.activity.title,
                step.session,
                step.planned,
                step.taken,
                step.started_at,
                step.cards,
                promises.get(step.activity.attribution),
            )
            for number, step in enumerate(story.steps, 1)
        ),
    )


def _groups(story: WorkshopStory, wording: Wording) -> Grid:
    return Grid(
        key="groups",
        title="Groups in the room",
        about="How many people of each group took part, without those who led. Groups so small "
        "that they could point at somebody are counted together.",
        columns=(
            _kept("role_group", "Group", "name", "The group that people said they belong to."),
            _kept("people", "People", "whole", "How many took part."),
        ),
        rows=tuple(
            (
                group.label(wording.playbook.words.role_groups, SMALL),
                group.people,
            )
            for group in story.groups
        ),
    )


def _people(report: Report, wording: Wording) -> Grid:
    return Grid(
        key="joined",
        title="Who joined",
        about="Everybody who joined, in no order.",
        columns=(
            _kept("person", "Person", "name", "The name of this line in every file."),
            _kept("role_group", "Group", "name", "The group that they said they belong to."),
            _kept("name", "Name", "name", "The name that they gave, if they gave one."),
            _kept("table", "Table", "whole", "The table where they sat."),
            _kept(
                "facilitator",
                "Facilitator",
                "name",
                "Whether they led the room.",
                allowed="Yes; No",
            ),
        ),
        rows=tuple(
            (
                person.key,
                wording.role(person.role_group, person.voice),
                person.name or None,
                person.table_no,
                "Yes" if person.is_facilitator else "No",
            )
            for person in report.people
        ),
    )


def _pictures(story: WorkshopStory, wording: Wording) -> Grid:
    return Grid(
        key="pictures-of-cards",
        title="Pictures of cards",
        about="What each picture shows. The pictures themselves are in the report.",
        columns=(
            _kept("card", "Card", "name", "The card that the picture belongs to."),
            _kept("called", "What it says", "text", "The first words of that card."),
            _kept("alt", "What it shows", "text", "The picture in words."),
            _kept("width", "Width", "whole", "How wide it is.", unit="pixels"),
            _kept("height", "Height", "whole", "How high it is.", unit="pixels"),
        ),
        rows=tuple(
            (
                card,
                wording.called[card],
                picture.alt,
                picture.width,
                picture.height,
            )
            for card, pictures in story.pictures.items()
            for picture in pictures
            if card in wording.called
        ),
    )


def _history(report: Report, wording: Wording) -> Grid:
    return Grid(
        key="changes",
        title="Changes",
        about="Every change in its order. What was changed from what to what is in the archive.",
        columns=(
            _kept("revision", "Number", "whole", "1 for the first change of the workshop."),
            _kept("at", "When (UTC)", "moment", "When it was saved, in UTC."),
            _kept("verb", "What was done", "name", "The change, in a word or two."),
            _kept("card", "Card", "name", "The card that was changed, if it is in this file."),
        ),
        rows=tuple(
            (
                row.revision,
                row.at,
                sentence_case(row.verb.replace("_", " ")),
                row.card if row.card in wording.called else None,
            )
            for row in report.audit
        ),
    )
