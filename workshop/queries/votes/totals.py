"""What a closed round came to: for all, and by role group as far as nobody can be singled out."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median, pstdev

from sqlmodel import Session, select

from workshop.drafts import OwnVoice
from workshop.enums import Consent, RoleGroup, VoteMethod, VoterWay
from workshop.errors import Sentence, Sentences
from workshop.measures import GroupSupport, role_gap
from workshop.models import Voter
from workshop.playbook import Activity, RoleGroupWords
from workshop.queries.people.groups import COMPARED
from workshop.queries.people.own_voices import own_voices
from workshop.queries.votes.ballots import Chosen, round_ballots
from workshop.queries.votes.rounds import Option, RoundState, all_rounds, voted_on
from workshop.queries.votes.secrecy import Telling, ToldRound, Voted

IN_FAVOUR_FROM = 4

Key = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """How some people voted on one card; what the method does not give is None or empty.

    ``votes`` are ballots for the card and ``voters`` the different people behind them. ``percent``
    of them are in favour: of all who voted for dots, else of those who answered for this card (a
    score of 4 or 5; yes, or can live with it). Scores are 1 to 5 and places 0 to 100; each
    ``spread`` is the standard deviation of the answers, in the same unit.
    """

    votes: int
    voters: int
    percent: float | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    mean: float | None = None
    median: float | None = None
    spread: float | None = None
    x: float | None = None
    y: float | None = None
    spread_x: float | None = None
    spread_y: float | None = None


@dataclass(frozen=True, slots=True)
class OptionResult:
    """One card's result. ``rank`` is 1 for the first and shared by ties; None without a vote.

    ``gap`` is residents' support less that of staff in points of percent; ``talk`` says that it is
    wide enough to ask why.
    """

    option: Option
    rank: int | None
    total: Figures
    groups: Mapping[RoleGroup, Figures]
    gap: float | None
    talk: bool
    voices: Mapping[str, Figures] = field(default_factory=dict)
    """By the key of an own voice, each a part of its role group."""


@dataclass(frozen=True, slots=True)
class SplitPart:
    """A role group that is told, or an own voice in it, which has a name. ``voters`` voted."""

    role_group: RoleGroup
    voters: int
    voice: str = ""
    name: str = ""

    def label(self, role_groups: Mapping[RoleGroup, RoleGroupWords]) -> str:
        return str(self.said(role_groups))

    def said(self, role_groups: Mapping[RoleGroup, RoleGroupWords]) -> Sentences:
        """The same, of which the role group is said in a language; who is of a voice is in both."""
        group = Sentence(role_groups[self.role_group].label)
        return Sentences((group, self.name if self.voice else ""), " · ")

    def of(self, line: OptionResult) -> Figures | None:
        """Its figures on one card, where they are told."""
        return line.voices.get(self.voice) if self.voice else line.groups.get(self.role_group)


@dataclass(frozen=True, slots=True)
class RoundResults:
    """A closed round. ``voters`` by role group for the groups shown; the rest are ``others``.

    ``options`` are the cards whose figures may be told, ``held_back`` counts those whose may not.
    ``told`` is False where no figures of this round may be told at all: too few people voted, or
    one or two more or fewer than in a round before.
    """

    round: RoundState
    voters: int
    groups: Mapping[RoleGroup, int]
    others: int
    options: tuple[OptionResult, ...]
    ties: tuple[tuple[str, ...], ...]
    told: bool = True
    held_back: int = 0
    voices: tuple[SplitPart, ...] = ()
    """The own voices shown, in the facilitator's order."""

    @property
    def split(self) -> tuple[SplitPart, ...]:
        """The groups shown, each followed by the own voices in it that are."""
        return tuple(
            part
            for group, voters in self.groups.items()
            for part in (
                SplitPart(group, voters),
                *(one for one in self.voices if one.role_group is group),
            )
        )


def results(session: Session, workshop_id: str, activity: Activity) -> list[RoundResults]:
    """The results of every closed round of an activity, the first round first.

    A round that is open has none, whoever asks. Only cards that the room may read now are counted.
    """
    closed = [found for found in all_rounds(session, workshop_id, activity) if not found.open]
    if not closed:
        return []
    telling = Telling()
    own = own_voices(session, workshop_id)
    about = {
        asked: voted_on(session, workshop_id, activity, asked)
        for asked in {found.asked for found in closed}
    }
    return [_results(session, found, *about[found.asked], telling, own) for found in closed]


def who_voted(session: Session, round_id: str) -> dict[str, Voted]:
    """Whoever voted in a round, by the id of their ballot."""
    return {
        voter.id: Voted(
            voter.mark or voter.id,
            RoleGroup(voter.role_group) if voter.role_group else None,
            VoterWay(voter.way),
            voter.voice,
        )
        for voter in session.exec(select(Voter).where(Voter.round_id == round_id))
    }


def told_of(
    session: Session,
    found: RoundState,
    cards: Iterable[str],
    leads: Mapping[str, str],
    telling: Telling,
) -> ToldRound:
    """What may be told of a round about these cards, after all rounds that went before it."""
    voters = who_voted(session, found.id)
    every = frozenset(voters.values())
    question = (found.method, found.dots)
    if found.method == VoteMethod.DOTS:  # everybody decides on every card: no dot is an answer too
        return telling.round(question, every, dict.fromkeys(cards, every), {})
    answered: dict[str, set[Voted]] = {card: set() for card in cards}
    parts: dict[str, dict[str, set[Voted]]] = {}
    for line in round_ballots(session, found.id, {}):
        lead = leads.get(line.card, line.card)
        if lead in answered:
            answered[lead].add(voters[line.voter or ""])
            parts.setdefault(lead, {}).setdefault(line.card, set()).add(voters[line.voter or ""])
    return telling.round(
        question,
        every,
        {card: frozenset(people) for card, people in answered.items()},
        {
            card: [frozenset(people) for people in found_parts.values()]
            for card, found_parts in parts.items()
            if len(found_parts) > 1
        },
    )


def _results(
    session: Session,
    found: RoundState,
    offered: Sequence[Option],
    leads: Mapping[str, str],
    telling: Telling,
    known: Mapping[str, OwnVoice],
) -> RoundResults:
    told = told_of(session, found, [option.id for option in offered], leads, telling)
    voters = who_voted(session, found.id)
    groups = {voter: one.group for voter, one in voters.items()}
    if told.groups is None:
        return RoundResults(found, len(groups), {}, len(groups), (), (), False, len(offered))
    sizes = Counter(groups.values())
    shown = told.groups
    own = _voices_told(known, voters.values(), shown)
    held_back = len(offered)
    offered = [option for option in offered if option.id in told.cards]
    held_back -= len(offered)
    by_card: dict[str, list[Chosen]] = {option.id: [] for option in offered}
    for line in round_ballots(session, found.id, leads):
        if line.card in by_card:
            by_card[line.card].append(line)
    keys = {option.id: _key(found.method, by_card[option.id]) for option in offered}
    lines = [
        _option(
            found.method,
            option,
            by_card[option.id],
            voters,
            told.cards[option.id],
            _rank(option.id, keys),
        )
        for option in offered
    ]
    return RoundResults(
        round=found,
        voters=len(groups),
        groups={group: sizes[group] for group in RoleGroup if group in shown},
        others=len(groups) - sum(sizes[group] for group in RoleGroup if group in shown),
        options=tuple(sorted(lines, key=lambda line: line.rank or len(lines) + 1)),
        ties=_ties(keys),
        held_back=held_back,
        voices=own,
    )


def _voices_told(
    known: Mapping[str, OwnVoice], voters: Iterable[Voted], shown: frozenset[str]
) -> tuple[SplitPart, ...]:
    """The own voices whose votes are told, with the role group with which each was counted."""
    found: dict[str, list[RoleGroup]] = {}
    for one in voters:
        if one.group is not None and one.voice in shown:
            found.setdefault(one.voice, []).append(one.group)
    return tuple(
        SplitPart(found[key][0], len(found[key]), key, voice.name)
        for key, voice in known.items()
        if key in found
    )


def _option(
    method: VoteMethod,
    option: Option,
    ballots: Sequence[Chosen],
    voters: Mapping[str, Voted],
    shown: frozenset[str],
    rank: int | None,
) -> OptionResult:
    by_group: dict[str | None, list[Chosen]] = {group: [] for group in shown}
    for ballot in ballots:
        who = voters[ballot.voter or ""]
        by_group.setdefault(who.group if who.group in shown else None, []).append(ballot)
        if who.voice in shown:
            by_group[who.voice].append(ballot)
    sizes = Counter[str | None](one.group for one in voters.values())
    sizes.update(one.voice for one in voters.values() if one.voice)
    if method != VoteMethod.DOTS:
        # Not everybody answers for every card.
        sizes = Counter({group: len(found) for group, found in by_group.items()})
    gap = role_gap(*(_support(method, group, by_group, sizes, shown) for group in COMPARED))
    return OptionResult(
        option=option,
        rank=rank,
        total=_figures(method, ballots, len(voters)),
        groups={
            group: _figures(method, by_group[group], sizes[group])
            for group in RoleGroup
            if group in shown
        },
        gap=None if gap.points is None or method == VoteMethod.MATRIX else float(gap.points),
        talk=gap.talk and method != VoteMethod.MATRIX,
        voices={
            voice: _figures(method, by_group[voice], sizes[voice])
            for voice in sorted(shown.difference(RoleGroup))
        },
    )


def _support(
    method: VoteMethod,
    group: RoleGroup,
    by_group: Mapping[str | None, Sequence[Chosen]],
    sizes: Mapping[str | None, int],
    shown: frozenset[str],
) -> GroupSupport:
    if group not in shown:
        return GroupSupport(group, 0, 0)
    return GroupSupport(group, _in_favour(method, by_group[group]), sizes[group])


def _in_favour(method: VoteMethod, ballots: Iterable[Chosen]) -> int:
    tests: Mapping[str, Callable[[Chosen], bool]] = {
        VoteMethod.DOTS: lambda _ballot: True,
        VoteMethod.SCORE: lambda ballot: (ballot.score or 0) >= IN_FAVOUR_FROM,
        VoteMethod.CONSENT: lambda ballot: ballot.consent != Consent.NO,
        VoteMethod.MATRIX: lambda _ballot: False,
    }
    return sum(map(tests[method], ballots))


def _figures(method: VoteMethod, ballots: Sequence[Chosen], voters: int) -> Figures:
    votes = len(ballots)
    people = len({ballot.voter for ballot in ballots})
    of = voters if method == VoteMethod.DOTS else votes
    percent = 100 * _in_favour(method, ballots) / of if of and method != VoteMethod.MATRIX else None
    if method == VoteMethod.DOTS or not ballots:
        return Figures(votes, people, percent)
    if method == VoteMethod.CONSENT:
        said = Counter(ballot.consent for ballot in ballots)
        return Figures(votes, people, percent, {answer: said[answer] for answer in Consent})
    if method == VoteMethod.SCORE:
        scores = [ballot.score or 0 for ballot in ballots]
        return Figures(
            votes,
            people,
            percent,
            {str(score): scores.count(score) for score in range(1, 6)},
            mean=fmean(scores),
            median=float(median(scores)),
            spread=pstdev(scores),
        )
    xs = [ballot.x or 0 for ballot in ballots]
    ys = [ballot.y or 0 for ballot in ballots]
    return Figures(
        votes,
        people,
        x=fmean(xs),
        y=fmean(ys),
        spread_x=pstdev(xs),
        spread_y=pstdev(ys),
    )


def _key(method: VoteMethod, ballots: Sequence[Chosen]) -> Key | None:
    """What options are ranked by, the higher the better; None for what has no rank."""
    if not ballots or method == VoteMethod.MATRIX:
        return None
    if method == VoteMethod.DOTS:
        return (len(ballots),)
    if method == VoteMethod.SCORE:
        return (fmean(ballot.score or 0 for ballot in ballots),)
    said = Counter(ballot.consent for ballot in ballots)
    return (-said[Consent.NO], said[Consent.YES], said[Consent.LIVE])


def _rank(option: str, keys: Mapping[str, Key | None]) -> int | None:
    own = keys[option]
    if own is None:
        return None
    return 1 + sum(other is not None and other > own for other in keys.values())


def _ties(keys: Mapping[str, Key | None]) -> tuple[tuple[str, ...], ...]:
    """The options that came out level, the highest first."""
    level: dict[Key, list[str]] = {}
    for option, key in keys.items():
        if key is not None:
            level.setdefault(key, []).append(option)
    return tuple(tuple(level[key]) for key in sorted(level, reverse=True) if len(level[key]) > 1)
