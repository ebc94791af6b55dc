"""The second half of the story: what we would do, what we tried, where it leads, what it takes."""

from collections.abc import Iterator, Sequence

from workshop.exports.document.card_words import counted, field_words
from workshop.exports.formats.slides.deck import Rows, Slide, Text
from workshop.exports.formats.slides.quoted_words import in_full, quoted
from workshop.exports.telling.story import WorkshopStory
from workshop.kinds import CardKind
from workshop.queries.cards import CardView


def solutions_slide(story: WorkshopStory) -> Iterator[Slide]:
    found = [one.card for one in story.board.solutions]
    if not found:
        return
    rows = tuple(
        (
            card.text,
            field_words(story, card, "better") or field_words(story, card, "one_line") or "–",
            field_words(story, card, "delivered_by") or "–",
        )
        for card in found
    )
    yield Slide(
        layout="table",
        title=f"We would do {counted(len(rows), 'new thing')}",
        places=(
            Rows(
                alt=f"{counted(len(rows), 'solution')}, how each helps, and who does it.",
                head=("Solution", "How it makes life better", "Who does it"),
                rows=rows,
                shares=(0.28, 0.44, 0.28),
            ),
            Text(lines=("Each is different, better, and costs less. The report says how.",)),
        ),
        notes=(
            "For each: what is different, what is better, and what would cost less?",
            "Say who does it. Most of it is not done by a service.",
            *in_full([" – ".join(row) for row in rows]),
        ),
    )


def tests_slide(story: WorkshopStory) -> Iterator[Slide]:
    tests = story.of(CardKind.PROTOTYPE)
    if not tests:
        return
    rows = tuple(
        (
            card.text,
            field_words(story, card, "stop_line") or "–",
            field_words(story, card, "what_happened") or "Not tried yet",
            field_words(story, card, "decision") or "Open",
        )
        for card in tests
    )
    yield Slide(
        layout="table",
        title=f"We made {counted(len(rows), 'small test')} before spending",
        places=(
            Rows(
                alt=f"{counted(len(rows), 'test')} with its stop line, what happened, and what "
                "was decided.",
                head=("Test", "We stop if …", "What happened", "What we decided"),
                rows=rows,
                shares=(0.26, 0.26, 0.3, 0.18),
            ),
            Text(
                lines=("Both lines were set before the test. Stopping in time is a good result.",)
            ),
        ),
        notes=(
            "Tell the one that failed, too. It cost little and taught a lot.",
            *in_full([" – ".join(row) for row in rows]),
        ),
    )


def vision_slide(story: WorkshopStory) -> Iterator[Slide]:
    board, year = story.board, story.workshop.horizon_year
    words = board.statement.text if board.statement else " ".join(c.text for c in board.lines[:2])
    headlines = [card.text for card in board.headlines[:3]]
    if not words and not headlines:
        return
    front = f"On the front page in {year}" if year else "On the front page"
    fields = board.statement.fields if board.statement else {}
    three = [str(fields[name]) for name in ("different", "better", "lower") if fields.get(name)]
    yield Slide(
        layout="statement",
        title="This is what we want",
        places=(
            Text(lines=(words or quoted(headlines[0]),)),
            Text(heading=front, lines=tuple(map(quoted, headlines)), bullets=len(headlines) > 1),
        ),
        notes=(
            "Let residents read it. They wrote the first line.",
            *in_full(three),
            *in_full([card.text for card in board.lines]),
        ),
    )


def steps_slide(story: WorkshopStory) -> Iterator[Slide]:
    steps = story.board.steps
    if not steps:
        return
    rows = tuple(
        (
            card.text,
            field_words(story, card, "owner") or "–",
            field_words(story, card, "by_when") or "–",
            field_words(story, card, "progress") or "–",
        )
        for card in steps
    )
    yield Slide(
        layout="table",
        title=_steps_title(steps),
        places=(
            Rows(
                alt=f"{counted(len(rows), 'step')} with who does it, by when, and how far it is.",
                head=("Step", "Who", "By when", "How far"),
                rows=rows,
                shares=(0.5, 0.2, 0.18, 0.12),
            ),
            Text(lines=("What is still to do stands first.",)),
        ),
        notes=(
            "Ask each person who is named: what do you need, so that it happens?",
            *in_full([" – ".join(row) for row in rows]),
        ),
    )


def _steps_title(steps: Sequence[CardView]) -> str:
    done = sum(card.fields.get("progress") == "done" for card in steps)
    said = f"We agreed on {counted(len(steps), 'first step')}"
    return f"{said} and have done {done}" if done else said


def asks_slide(story: WorkshopStory) -> Iterator[Slide]:
    asks = story.board.asks
    if not asks:
        return
    rows = tuple(
        (
            card.text,
            field_words(story, card, "of_whom") or "–",
            field_words(story, card, "by_when") or "–",
            field_words(story, card, "answer") or "No answer yet",
        )
        for card in asks
    )
    yield Slide(
        layout="table",
        title=_asks_title(asks),
        places=(
            Rows(
                alt=f"{counted(len(rows), 'ask')}, whom we ask, by when, and the answer so far.",
                head=("We ask for", "Whom we ask", "By when", "Their answer"),
                rows=rows,
                shares=(0.4, 0.22, 0.2, 0.18),
            ),
            Text(lines=("",)),
        ),
        notes=("Ask for an answer and a date, today.", *in_full([" – ".join(r) for r in rows])),
    )


def _asks_title(asks: Sequence[CardView]) -> str:
    """What is asked, and how much of it nobody has answered."""
    said = f"We ask {counted(len(asks), 'thing')} of others"
    waiting = sum(not card.fields.get("answer") for card in asks)
    if not waiting:
        return said
    open_ones = f"{waiting} {'is' if waiting == 1 else 'are'} not"
    each = "none is" if waiting == len(asks) > 1 else open_ones
    return f"{said}, and {each} answered yet"


def last_slide(story: WorkshopStory) -> Iterator[Slide]:
    document = story.document
    people = counted(story.people, "person", "people")
    labels = story.playbook.words.role_groups
    groups = [f"{one.label(labels, 'Others')}: {one.people}" for one in story.groups]
    lines = [
        f"{people} wrote {counted(len(story.cards), 'card')}."
        + (f" {', '.join(groups)}." if groups else ""),
        *document.left_out,
        f"This is {document.code} as it stood at revision {document.revision:,}. The report and "
        "the workbook hold all of it.",
    ]
    yield Slide(
        layout="points",
        title=f"{people} took part, and this was left out",
        places=(Text(lines=tuple(lines), bullets=True),),
        notes=("Thank people by name, if they want to be named.",),
    )
