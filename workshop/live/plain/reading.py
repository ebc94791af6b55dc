"""What the plain page shows of a room to one person, read once."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

from sqlmodel import Session

from workshop.enums import VoteMethod
from workshop.errors import NotFoundError, Numerals, Sentence, Sentences, numbered
from workshop.kinds.languages import written_in
from workshop.live.answers.cards import DoingAnswer, TakingAnswer
from workshop.live.plain.ballots import marks_of, places
from workshop.live.reading.room import groups_of
from workshop.live.this_server import home_path
from workshop.live.wire import me_json, own_card_json, room_json, spoken, taking_json, tapped
from workshop.playbook import load_playbook
from workshop.queries.about import about
from workshop.queries.cards import own_cards
from workshop.queries.people.few import is_few
from workshop.queries.people.scribes import seats
from workshop.queries.room import room_state
from workshop.queries.threads.choices import proposal
from workshop.queries.threads.forwarded import choosing, forwarding
from workshop.queries.threads.taking import taking
from workshop.queries.viewer import Viewer
from workshop.queries.votes.rounds import Option, RoundState, voted_in, voting
from workshop.queries.votes.totals import Figures, RoundResults, results

NEW = "new"
"""Stands for a card that is there: none of them is meant, and a new one is written."""


def room_for(session: Session, viewer: Viewer) -> dict[str, Any]:
    """What every plain page says first: the room, and who is here."""
    state = room_state(session, viewer.workshop_id)
    if state is None:
        raise NotFoundError("This workshop was deleted.")
    workshop = about(session, viewer.workshop_id)
    people, few = seats(session, viewer), is_few(session, viewer)
    return {
        "code": workshop.code,
        "title": workshop.title,
        "language": workshop.language,
        "state": room_json(state),
        "me": me_json(viewer, people, few=few),
        "here": f"{home_path()}/plain/{workshop.code}",
        "in_rooms": partial(written_in, workshop.language),
        "workshop": workshop,
    }


def plain_room(session: Session, viewer: Viewer, *, onto: str, reader: str) -> dict[str, Any]:
    """All that somebody can do in the room's step. ``onto`` is the card that they add to."""
    found = room_for(session, viewer)
    activity, workshop = found["state"]["activity"], found.pop("workshop")
    works = activity is not None and not found["state"]["closed"] and found["me"]["joined"]
    words = load_playbook(workshop.language).words.role_groups
    takes: TakingAnswer | None = None
    if works:
        started = taking(session, viewer, activity["key"])
        takes = taking_json(started, workshop.language, reader)
    return {
        **found,
        "groups": groups_of(workshop),
        "group": workshop.voice_name(viewer.voice) or words[viewer.role_group].label,
        "own_group": bool(workshop.voice_name(viewer.voice)),
        "vote": _vote(session, viewer) if works else None,
        "doings": _doings(takes, onto) if takes else [],
        "reads": takes["reads"] if takes else [],
        "forward": _forward(session, viewer) if works else None,
        "mine": [own_card_json(card) for card in own_cards(session, viewer)],
    }


def _vote(session: Session, viewer: Viewer) -> dict[str, Any] | None:
    activity = voted_in(session, viewer.workshop_id)
    if activity is None:
        return None
    vote = voting(session, viewer, activity)
    if vote.round is None:
        return None
    found: dict[str, Any] = {"round": vote.round, "open": vote.round.open, "places": places}
    if vote.round.open:
        cards = [_option(option) for option in vote.options]
        return {**found, "cards": cards, "marks": marks_of(vote.mine)}
    done = results(session, viewer.workshop_id, activity)
    offered = proposal(session, viewer.workshop_id, activity.key)
    said = [offered.sentence, *offered.says] if offered else []
    return {**found, "decided": [one for one in said if one], "result": _result(done)}


def _option(option: Option) -> dict[str, Any]:
    text = "\n".join((option.text, *option.also))
    return {"id": option.id, "text": text, **spoken(option)}


def _result(done: Iterable[RoundResults]) -> dict[str, Any] | None:
    *_, last = [None, *done]
    if last is None:
        return None
    return {
        "voters": last.voters,
        "told": last.told,
        "held_back": last.held_back,
        "cards": [
            {
                **_option(line.option),
                "rank": line.rank,
                "figures": list(_figures(last.round, line.total)),
            }
            for line in last.options
        ],
    }


def _figures(vote: RoundState, total: Figures) -> Iterable[str]:
    """How people voted on a card, as sentences."""
    if not total.votes:
        yield Sentence("No votes")
    elif vote.method is VoteMethod.DOTS:
        yield numbered(total.votes, "{n} dot", "{n} dots")
    elif vote.method is VoteMethod.SCORE and total.mean is not None:
        yield Sentence("{mean} of 5", mean=_tenth(total.mean))
    elif vote.method is VoteMethod.MATRIX and vote.axes is not None:
        axes = asdict(vote.axes)
        for line, place in (("x", total.x), ("y", total.y)):
            if place is not None:
                end = Sentence(axes[f"{line}_high"])
                yield Sentence("{end}: {mean} of 5", end=end, mean=_tenth(1 + place / 25))
    for key, label in (("yes", "Yes"), ("live", "Yes, with a doubt"), ("no", "No")):
        if vote.method is VoteMethod.CONSENT and key in total.counts:
            yield Sentences((Sentence(label), str(total.counts[key])), ": ")


def _tenth(number: float) -> Numerals:
    return Numerals(f"{number:.1f}".removesuffix(".0"))


def _doings(found: TakingAnswer, onto: str) -> list[dict[str, Any]]:
    """What can be done with earlier cards; what begins with none is asked by the room page."""
    several = len(found["doings"]) > 1
    return [
        {
            **doing,
            "place": place,
            "says": [] if doing["onto"] or doing["taps"] else found["says"],
            "card": next((card for card in doing["onto"] if card["id"] == onto), None),
            "writes": not doing["adds"] or (doing["anew"] and (onto == NEW or not doing["onto"])),
        }
        for place, doing in enumerate(found["doings"])
        if several or doing["adds"] or doing["taps"]
    ]


def held_by(doing: DoingAnswer, card: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the fields of a form hold before anybody has typed: by “kind.name”."""
    said = {**doing["known"], **(card["said"] if card else {})}
    return {f"{doing['kind']}.{name}": value for name, value in said.items()}


def _forward(session: Session, viewer: Viewer) -> dict[str, Any] | None:
    activity = forwarding(session, viewer.workshop_id)
    offered = choosing(session, viewer, activity) if activity else None
    if offered is None or not offered.cards:
        return None
    cards = [
        {"id": one.id, "text": one.text, "on": one.on, "said": [], **tapped(one)}
        for one in offered.cards
    ]
    for card in cards:
        card["said"] = card.pop("translations", [])
    return {"most": offered.most, "cards": cards}
