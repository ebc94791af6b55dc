"""The first half of the story: the question, the people, what was learned, and the turn."""

from collections.abc import Iterator

from workshop.exports.document.card_words import counted, day_words, field_words, telling_first
from workshop.exports.formats.slides.deck import Rows, Slide, Text
from workshop.exports.formats.slides.quoted_words import by, in_full, quoted, sentence
from workshop.exports.telling.story import WorkshopStory
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.insights import Sharing, ThemeColumn, insight_wall, sharing

_LINES = 6
"""That a slide of points has room for."""


def cover_slide(story: WorkshopStory) -> Iterator[Slide]:
    document = story.document
    edition = {
        "full": "For the team. Please share nothing outside it.",
        "shareable": "For anyone: only what the whole room could see.",
    }[document.audience]
    made_by = f" · {document.brand.organisation}" if document.brand.organisation else ""
    yield Slide(
        layout="cover",
        title=document.title,
        places=(
            Text(lines=(document.place, day_words(document.day) + made_by)),
            Text(lines=(edition, "A worked example." if document.is_example else "")),
        ),
        notes=(
            "Say who you are, and that these slides tell what people in one room found out.",
            "Let people who were there speak first. Residents before staff.",
        ),
    )


def question_slide(story: WorkshopStory) -> Iterator[Slide]:
    goals = telling_first(story.of(CardKind.LIFE_GOAL))[:3]
    challenge = story.workshop.big_challenge
    said = [f"The challenge: {challenge}"] if challenge else []
    said += [f"{quoted(card.text)} {by(story, card)}".strip() for card in goals]
    yield Slide(
        layout="statement",
        title="We began with one question about life",
        places=(Text(lines=(story.question,)), Text(lines=tuple(said))),
        notes=(
            "Read the question aloud and wait. Let people answer it in their own heads.",
            "It asks about life, not about a service. That is on purpose.",
            *in_full(said),
        ),
    )


def whom_slide(story: WorkshopStory) -> Iterator[Slide]:
    segments = sorted(
        telling_first(story.of(CardKind.SEGMENT)), key=lambda card: not card.fields.get("non_user")
    )
    if not segments:
        return
    missing = [quoted(card.text) for card in story.of(CardKind.MISSING_VOICE)]
    rows = tuple(
        (
            card.text,
            "Stays away" if card.fields.get("non_user") else "We meet them",
            field_words(story, card, "voice") or field_words(story, card, "needs") or "–",
        )
        for card in segments
    )
    note = f"Not in the room: {' · '.join(missing)}" if missing else ""
    yield Slide(
        layout="table",
        title=_whom_title(segments),
        places=(
            Rows(
                alt=f"{counted(len(rows), 'group')} of people, those who stay away first.",
                head=("Group of people", "Do we meet them?", "What they would say"),
                rows=rows,
                shares=(0.3, 0.18, 0.52),
            ),
            Text(lines=(note,)),
        ),
        notes=(
            "Start at the top: those who stay away know best why.",
            "Ask: who of these people is not in this room either?",
            *in_full([f"{name}: {said}" for name, _, said in rows]),
            *in_full(missing),
        ),
    )


def _whom_title(segments: list[CardView]) -> str:
    away = sum(bool(card.fields.get("non_user")) for card in segments)
    if away == 0:
        return f"It is for {counted(len(segments), 'group')} of people"
    return f"{away} of {counted(len(segments), 'group')} of people stay away now"


def learned_slide(story: WorkshopStory) -> Iterator[Slide]:
    wall = insight_wall(story.trace)
    columns = [column for column in wall.columns if column.cards]
    # What a group of cards is called and what it tells may be two people's words: a line each.
    lines = [
        "\n".join(filter(None, (column.theme.text, str(column.theme.fields.get("tells_us") or ""))))
        for column in columns[:_LINES]
    ]
    insights = telling_first(story.of(CardKind.INSIGHT))
    if not insights:
        return
    lines = lines or [sentence(card) for card in insights[:_LINES]]
    yield Slide(
        layout="points",
        title=_learned_title(insights, columns),
        places=(Text(lines=tuple(lines), bullets=True),),
        notes=(
            f"{counted(len(insights), 'insight')} stand behind this slide. All are in the report.",
            "For each line, tell one short story that somebody in the room knows.",
            *in_full([sentence(card) for card in insights[:12]]),
        ),
    )


def _learned_title(insights: list[CardView], columns: list[ThemeColumn]) -> str:
    """How many insights lie in how many themes, and how many of these have a line here."""
    said = counted(len(insights), "insight")
    under = {card.id for column in columns for card in column.cards}
    telling = sum(card.id in under for card in insights)
    if not telling:
        return f"{said} changed how we see it"
    who = said if telling == len(insights) else f"{telling} of {said}"
    things = counted(len(columns), "thing")
    here = f", {_LINES} of them here" if len(columns) > _LINES else ""
    return f"{who} tell{'s' if telling == 1 else ''} us {things}{here}"


def voice_slide(story: WorkshopStory) -> Iterator[Slide]:
    """One person's words, only with their yes."""
    for card in telling_first(story.of(CardKind.INSIGHT, CardKind.FIELD_NOTE)):
        quote = card.fields.get("quote")
        if not quote or sharing(card) is not Sharing.YES:
            continue
        speaker = str(card.fields.get("speaker") or "")
        teaches = str(card.fields.get("sentence") or card.text)
        yield Slide(
            layout="statement",
            title="One person said it in these words",
            places=(
                Text(lines=(quoted(str(quote)),)),
                Text(lines=(speaker, f"What it taught us: {teaches}")),
            ),
            notes=("Read it aloud, slowly. Then say nothing for a moment.",),
        )
        return


def turn_slide(story: WorkshopStory) -> Iterator[Slide]:
    chosen = story.board.challenge
    if chosen is None:
        return
    rests = [card.text for card in story.linked(chosen, "insights")]
    said = [f"It rests on: {quoted(text)}" for text in rests[:3]]
    yield Slide(
        layout="turn",
        title="We turned our challenge round",
        places=(
            Text(heading="We used to ask for", lines=(_before(chosen),)),
            Text(heading="Now we ask for", lines=(chosen.text,)),
            Text(lines=tuple(said), bullets=len(said) > 1),
        ),
        notes=(
            "Say the old sentence first. Stop. Then say the new one.",
            "Ask: what would we do on Monday if we took the new sentence seriously?",
            *in_full(said),
        ),
    )


def _before(card: CardView) -> str:
    return str(card.fields.get("before") or "Not said yet")
