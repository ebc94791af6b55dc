"""What the room has taken on as its own, and what a closed vote proposes that it takes on."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from workshop.enums import RoleGroup, VoteMethod
from workshop.errors import Sentence, Sentences, numbered
from workshop.kinds import CardKind
from workshop.measures import SMALLEST_GROUP_SHOWN
from workshop.models import ActivityRun, Card, TakenOn, Workshop
from workshop.playbook import Activity, Decision, Forward, load_playbook
from workshop.queries.cards import Audience, Rules, Sight, rules, sight
from workshop.queries.sql_tables import CARD, LINK, TAKEN_ON
from workshop.queries.threads.forwarded import candidates, gone_forward, is_forward
from workshop.queries.threads.proposals import (
    NOTHING_CHOSEN,
    Candidate,
    Proposal,
    RoomChoice,
    answers_say,
    far_apart,
    in_line,
)
from workshop.queries.votes.totals import OptionResult, RoundResults, results

LEVEL = 0.2
"""Scores closer than this came out level."""

FEW = 3
"""How many a vote proposes where tables decide and none of them has."""

MARKED = {
    CardKind.GROUND_RULE: "agreed",
    CardKind.LIFE_GOAL: "chosen",
    CardKind.SEGMENT: "focus",
    CardKind.REFRAME: "agreed",
    CardKind.SOLUTION: "to_test",
    CardKind.VISION_STATEMENT: "agreed",
}
"""The field by which a card of a kind has always said that it is the room's."""


def chosen_in(session: Session, workshop_id: str, activity: str) -> list[str]:
    """The cards that the room took on in an activity, best first."""
    wanted = select(TakenOn.card_id).where(
        TakenOn.workshop_id == workshop_id, TakenOn.activity == activity
    )
    return list(session.exec(wanted.order_by(col(TakenOn.rank))))


def chosen_cards(session: Session, workshop_id: str) -> frozenset[str]:
    """Every card that is the room's own: taken on, marked so, or built on one that was."""
    wanted = select(TAKEN_ON.c.card_id).where(TAKEN_ON.c.workshop_id == workshop_id)
    found = set(session.connection().execute(wanted).scalars())
    kinds = [*MARKED, CardKind.SOLUTION]
    cards = session.exec(
        select(Card).where(Card.workshop_id == workshop_id, col(Card.kind).in_(kinds))
    )
    found |= {card.id for card in cards if card.fields.get(MARKED[CardKind(card.kind)])}
    tapped = select(CARD.c.id, CARD.c.merged_into).where(
        CARD.c.workshop_id == workshop_id,
        CARD.c.forward.is_(True),
        CARD.c.hidden.is_(False),
        CARD.c.withdrawn.is_(False),
        CARD.c.kind.in_(decided_at_tables()),
    )
    # Whichever of those that are shown as one was tapped, the one that stands for them is chosen.
    found.update(one for row in session.connection().execute(tapped) for one in row if one)
    built = select(LINK.c.from_id).where(
        LINK.c.workshop_id == workshop_id, LINK.c.name == "ideas", LINK.c.to_id.in_(found)
    )
    return frozenset(found | set(session.connection().execute(built).scalars()))


def decided_at_tables(language: str = "en") -> frozenset[CardKind]:
    """The kinds of which each table takes its own on, with the tap that puts it forward."""
    activities = load_playbook(language).activities
    return frozenset(
        one.decide.kind for one in activities if one.decide and one.decide.by == "table"
    )


def taken_in(session: Session, workshop_id: str, activity: Activity) -> list[str]:
    """What an activity has taken on: by its press, best first, and by the taps of its tables."""
    pressed = chosen_in(session, workshop_id, activity.key)
    return list(dict.fromkeys([*pressed, *_tapped(session, workshop_id, activity)]))


def _tapped(session: Session, workshop_id: str, activity: Activity) -> list[str]:
    """What tables have taken on, oldest first, where each decides by itself."""
    if activity.forward is None or activity.decide is None or activity.decide.by != "table":
        return []
    leads, followers = candidates(session, workshop_id, activity.forward)
    return [card.id for card in leads if is_forward(card, followers)]


def decision_of(session: Session, workshop: Workshop, activity: Activity) -> Decision | None:
    """What an activity decides, unless the run sheet has another that decides it instead."""
    decide = activity.decide
    if decide is None or decide.unless is None:
        return decide
    held = session.exec(
        select(ActivityRun.key).where(
            ActivityRun.workshop_id == workshop.id, ActivityRun.key == decide.unless
        )
    ).first()
    return None if held else decide


def proposal(session: Session, workshop_id: str, key: str) -> Proposal | None:
    """What the room may take on in this activity; None where nothing is decided.

    A vote that is open proposes nothing yet, whoever asks.
    """
    workshop = session.get_one(Workshop, workshop_id)
    activity = load_playbook(workshop.language).activity(key)
    decide = decision_of(session, workshop, activity)
    if decide is None:
        return None
    chosen = taken_in(session, workshop_id, activity)
    there = room_cards(session, workshop_id, decide.kind)
    cards = [Candidate(card.id, card.text, chosen=card.id in chosen) for card in there]
    least, most = decide.keep
    found = Proposal(key, decide.say, decide.by, least, most, tuple(cards))
    if activity.forward and decide.by in ("press", "table"):
        found = _forward_first(found, session, workshop_id, activity.forward)
    closed = results(session, workshop_id, activity) if activity.votes else []
    if decide.by == "press" or not closed or _tapped(session, workshop_id, activity):
        return found
    return _after(found, decide, closed, _fields(session, cards))


def _forward_first(found: Proposal, session: Session, workshop_id: str, rule: Forward) -> Proposal:
    """The cards that go forward stand first, ticked as far as so many are kept.

    Where tables decide, these are what they tapped and no more: the tap is the decision.
    """
    leads, followers = candidates(session, workshop_id, rule)
    on = frozenset(card.id for card in leads if is_forward(card, followers))
    tapped = len(on)
    if not tapped:
        return found
    go_on = on if found.by == "table" else gone_forward(leads, followers)
    ordered = sorted(found.cards, key=lambda card: card.id not in go_on)
    ticks = len(go_on) <= found.most
    cards = (replace(one, ticked=ticks and one.id in go_on) for one in ordered)
    said = [numbered(tapped, "One card was tapped.", "{n} cards were tapped.")]
    if newest := len(go_on) - tapped:
        said += [
            numbered(
                newest,
                "{n} more goes on, where nobody tapped any.",
                "{n} more go on, where nobody tapped any.",
            )
        ]
    said += [numbered(len(go_on), "It stands first.", "These {n} stand first.")]
    return replace(found, cards=tuple(cards), says=(Sentences(said),))


def room_cards(
    session: Session,
    workshop_id: str,
    *kinds: CardKind,
    promised: Mapping[str, Rules] | None = None,
) -> list[Card]:
    """The cards of these kinds that everybody in the room may read now, oldest first.

    ``promised`` are the rules of now, where they are known.
    """
    if not kinds:
        return []
    promised = rules(session, workshop_id) if promised is None else promised
    wanted = (
        select(Card)
        .where(
            Card.workshop_id == workshop_id,
            col(Card.kind).in_(kinds),
            col(Card.merged_into).is_(None),
        )
        .order_by(col(Card.created_revision), col(Card.id))
    )
    return [
        card
        for card in session.exec(wanted)
        if sight(card, promised.get(card.activity), Audience.ROOM) is Sight.SHOWN
    ]


def _fields(session: Session, cards: Sequence[Candidate]) -> dict[str, dict[str, object]]:
    wanted = select(Card).where(col(Card.id).in_([card.id for card in cards]))
    return {card.id: card.fields for card in session.exec(wanted)}


def _after(
    found: Proposal,
    decide: Decision,
    closed: Sequence[RoundResults],
    fields: dict[str, dict[str, object]],
) -> Proposal:
    """The proposal of the last vote, and what the room was asked about its winner since."""
    by = "matrix" if decide.by == "table" else decide.by
    votes = [one for one in closed if one.round.method == by]
    method = closed[-1].round.method
    asked = closed[-1] if method is VoteMethod.CONSENT and method.value != decide.by else None
    if not votes:
        return found
    last = votes[-1]
    if last.voters < SMALLEST_GROUP_SHOWN:
        return replace(found, says=(Sentence("Too few for a secret vote. Talk, then tap."),))
    kept, level, says = _kept(last, decide)
    kept, says = _with_must(kept, says, last, decide, fields)
    if decide.residents:
        having = {card for card, said in fields.items() if decide.must and said.get(decide.must)}
        kept, says = _half_of_residents(kept, says, last, having)
    else:
        kept, says = _with_residents(kept, says, last, found.most)
    apart = _apart(last, kept)
    says += apart
    if asked is not None:
        kept = [one.option.id for one in asked.options]
        says += [answers_say(asked)]
    ordered = sorted(found.cards, key=lambda c: kept.index(c.id) if c.id in kept else len(kept))
    return replace(
        found,
        cards=tuple(replace(card, ticked=card.id in kept) for card in ordered),
        says=tuple(says),
        level=tuple(level),
        asked=asked is not None,
        apart=bool(apart),
        doubts=sum(one.total.counts.get("no", 0) for one in asked.options) if asked else 0,
    )


def _ranked(last: RoundResults) -> list[OptionResult]:
    """What was voted for, best first; a score counts only where half of the voters gave one."""
    enough = [
        one
        for one in last.options
        if one.rank is not None
        and (last.round.method != VoteMethod.SCORE or 2 * one.total.votes >= last.voters)
    ]
    return sorted(enough, key=lambda one: one.rank or 0)


def _kept(last: RoundResults, decide: Decision) -> tuple[list[str], list[str], list[str]]:
    """The best as far as the method keeps them, those level at the edge, and what to say."""
    ranked = _ranked(last)
    if last.round.method == VoteMethod.SCORE:
        return _best_score(ranked)
    if last.round.method == VoteMethod.MATRIX:
        middle = [one for one in last.options if one.total.x is not None]
        ranked = sorted(middle, key=lambda one: _far_from_corner(one, decide))
        most = FEW if decide.by == "table" else decide.keep[1]
        return [one.option.id for one in ranked[:most]], [], []
    least, most = decide.keep
    keep = min(most, max(least, -(-len(last.options) // 2)))
    if len(ranked) <= keep:
        return [one.option.id for one in ranked], [], []
    edge = ranked[keep - 1].rank
    above = [one.option.id for one in ranked if (one.rank or 0) < (edge or 0)]
    level = [one.option.id for one in ranked if one.rank == edge]
    if len(above) + len(level) <= keep:
        return above + level, [], []
    if len(above) + len(level) <= keep + 1:
        return above + level, [], [Sentence("The last ones are level, so all of them are kept.")]
    says = Sentence("{level} are level. Vote again on these, or talk and tap.", level=len(level))
    return above, level, [says]


def _far_from_corner(one: OptionResult, decide: Decision) -> float:
    """How far the middle of a card lies from the corner of the map that comes first, 0 to 200."""
    places = {"x": one.total.x or 0, "y": one.total.y or 0}
    return sum(place if line in decide.low else 100 - place for line, place in places.items())


def _best_score(ranked: Sequence[OptionResult]) -> tuple[list[str], list[str], list[str]]:
    if not ranked:
        return [], [], [Sentence("No challenge was scored by half of you. Vote again.")]
    best = round(ranked[0].total.mean or 0, 1)
    level = [one for one in ranked if best - round(one.total.mean or 0, 1) < LEVEL - 1e-9]
    if len(level) == 1:
        return [ranked[0].option.id], [], []
    says = Sentence("{level} are level. Choose which one is asked first.", level=len(level))
    return [ranked[0].option.id], [one.option.id for one in level], [says]


def _with_must(
    kept: list[str],
    says: list[str],
    last: RoundResults,
    decide: Decision,
    fields: dict[str, dict[str, object]],
) -> tuple[list[str], list[str]]:
    """The best one that has what one of the kept needs takes the last place."""
    if decide.must is None or not kept:
        return kept, says
    if any(fields.get(card, {}).get(decide.must) for card in kept):
        return kept, says
    ranked = [one.option for one in _ranked(last)]
    rest = [option for option in ranked if option.id not in kept]
    best = next((one for one in rest if fields.get(one.id, {}).get(decide.must)), None)
    if best is None:
        none = Sentence("None of these stays away from us. Talk about who is missing.")
        return kept, [*says, none]
    full = len(kept) >= decide.keep[1]
    kept = [*kept[:-1], best.id] if full else [*kept, best.id]
    said = Sentence("One must be a group that stays away, so “{card}” is in.", card=best.text)
    return kept, [*says, said]


def _with_residents(
    kept: list[str], says: list[str], last: RoundResults, most: int
) -> tuple[list[str], list[str]]:
    """Where enough residents voted, what they like best is one of the kept."""
    favour = [
        (one.groups[RoleGroup.RESIDENT].mean or one.groups[RoleGroup.RESIDENT].votes, one)
        for one in last.options
        if RoleGroup.RESIDENT in one.groups
        and last.round.method in (VoteMethod.DOTS, VoteMethod.SCORE)
    ]
    top = max((score for score, _ in favour), default=0)
    firsts = [one.option for score, one in favour if score == top and top]
    if not firsts or not kept or any(one.id in kept for one in firsts) or len(firsts) > 1:
        return kept, says
    if len(kept) > most:
        return kept, says
    said = Sentence("Residents put “{card}” first, so it is in as well.", card=firsts[0].text)
    return [*kept, firsts[0].id], [*says, said]


def residents_like(last: RoundResults) -> list[str]:
    """What residents gave dots to, best first; nothing where too few of them voted to be told."""
    theirs = [
        (one.groups[RoleGroup.RESIDENT].votes, one.option.id)
        for one in last.options
        if RoleGroup.RESIDENT in one.groups
    ]
    return [card for votes, card in sorted(theirs, key=lambda one: -one[0]) if votes]


def choice_after(kept: Iterable[str], closed: Iterable[RoundResults]) -> RoomChoice:
    """What was taken on, and which of it residents put among so many that they like best.

    Of each card the last closed vote on dots that it was in says so: one in which too few residents
    voted to be told takes back what an earlier one said.
    """
    found = frozenset(kept)
    theirs: frozenset[str] = frozenset()
    for one in closed:
        if one.round.method == VoteMethod.DOTS:
            asked = one.round.asked
            theirs = frozenset() if asked is None else theirs.difference(asked)
            theirs = theirs.union(residents_like(one)[: len(found)])
    return RoomChoice(found, found & theirs)


def choice_of(session: Session, workshop_id: str, key: str) -> RoomChoice:
    """What the room took on in an activity. It is read anew each time, so no undo leaves it old."""
    kept = chosen_in(session, workshop_id, key)
    if not kept:
        return NOTHING_CHOSEN
    workshop = session.get_one(Workshop, workshop_id)
    activity = load_playbook(workshop.language).activity(key)
    return choice_after(kept, results(session, workshop_id, activity))


def _half_of_residents(
    kept: list[str], says: list[str], last: RoundResults, having: Collection[str]
) -> tuple[list[str], list[str]]:
    """At least half of what is kept is among so many that residents like best.

    Theirs takes the place of what came last, but never of the only one kept ``having`` what one of
    them needs. A single one has no half: it is the winner of the whole room.
    """
    if len(kept) < 2:
        return kept, says
    theirs = residents_like(last)[: len(kept)]
    missing = -(-len(kept) // 2) - sum(card in theirs for card in kept)
    texts = {one.option.id: one.option.text for one in last.options}
    for card in [one for one in theirs if one not in kept][: max(0, missing)]:
        held = [one for one in kept if one in having]
        gives_way = next(one for one in reversed(kept) if one not in theirs and [one] != held)
        kept = [*(one for one in kept if one != gives_way), card]
        own = in_line(texts[card])
        says = [*says, Sentence("Residents choose at least half, so {card} is in.", card=own)]
    return kept, says


def _apart(last: RoundResults, kept: Sequence[str]) -> list[Sentence]:
    apart = [one.option.text for one in last.options if one.talk and one.option.id in kept]
    return [far_apart(apart)] if apart else []
