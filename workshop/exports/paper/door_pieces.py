"""Paper that leads in, and paper for the wall. None of it ever holds the four secret words."""

from typing import Any

from workshop.drafts import Meeting
from workshop.exports.paper.room import PaperRoom
from workshop.kinds import CardKind
from workshop.queries.agenda import day_words
from workshop.queries.cards import CardView
from workshop.queries.vision_board import room_sees


def door(room: PaperRoom) -> list[dict[str, Any]]:
    """A sign for the door: what, where, when, and how to join."""
    dated = {number: day for number, day in room.days.items() if day.meeting.day is not None}
    where = {number: _place(room, day.meeting) for number, day in dated.items()}
    several = len(set(where.values())) > 1
    when = []
    for number, day in dated.items():
        hours = f"{day.on_the_clock(day.begins)} to {day.on_the_clock(day.aim)}"
        said = [day_words(day.meeting.day or room.today), hours, where[number] if several else ""]
        when.append(", ".join(filter(None, said)))
    place = "" if several else next(iter(where.values()), room.workshop.venue)
    return [{"is": "door", "title": room.workshop.title, "when": when, "place": place}]


def _place(room: PaperRoom, meeting: Meeting) -> str:
    return meeting.place or room.workshop.venue


def slips(room: PaperRoom) -> list[dict[str, Any]]:
    """The code and the way in, to cut out and hand to each person."""
    return [{"is": "slips", "title": "Join with this code", "people": room.people}]


def wall(room: PaperRoom) -> list[dict[str, Any]]:
    """The themes with their cards, as the room may read them, then the cards in no theme."""
    story, shown = room.story, {one.id: one for one in room.story.cards if room_sees(one)}
    heaps, placed = [], set[str]()
    for theme in story.of(CardKind.THEME):
        if theme.id in shown:
            cards = [one for one in story.linked(theme, "gathers") if one.id in shown]
            placed |= {one.id for one in cards}
            heaps.append(_heap(room, theme.text, cards))
    loose = [one for one in story.of(CardKind.INSIGHT) if one.id in shown and one.id not in placed]
    if loose:
        heaps.append(_heap(room, "In no theme yet" if heaps else "What we learned", loose))
    return [{"is": "wall", "title": room.workshop.title, "heaps": heaps, "none": NOTHING}]


def cut_out(room: PaperRoom) -> list[dict[str, Any]]:
    """Every card that the room may read, as a card to cut out."""
    cards = [
        _card(room, one)
        for one in room.story.of(*CardKind)
        if room_sees(one) and one.kind != CardKind.COMMENT and one.text.strip()
    ]
    return [{"is": "cut-out", "title": "Cards to cut out", "cards": cards, "none": NOTHING}]


NOTHING = "The room has no cards to read yet. Come back when they are turned over."


def _heap(room: PaperRoom, title: str, cards: list[CardView]) -> dict[str, Any]:
    return {"title": title, "cards": [_card(room, one) for one in cards]}


def _card(room: PaperRoom, card: CardView) -> dict[str, str]:
    groups = room.playbook.words.role_groups
    by = card.voice or (groups[card.role].label if card.role else "")
    kind = room.playbook.kind(CardKind(card.kind)).singular
    return {"text": card.text, "by": by, "kind": kind, "code": room.codes.get(card.activity, "")}
