"""A workshop told once: all that any renderer needs, frozen, at one revision and for one edition.

Renderers take a ``WorkshopStory`` and return bytes. They read no database and look at no clock, so
the command line and the downloads page give the same bytes for the same revision.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from PIL import Image, UnidentifiedImageError

from workshop.errors import Sentence
from workshop.exports.document.blocks import Document, PictureBlock
from workshop.exports.document.material import Material, RoleGroupCount, RunSheetLine, Vote
from workshop.exports.document.report import write_document
from workshop.exports.telling.edition import Edition, redrawn
from workshop.exports.telling.record import Report, RunRecord, WorkshopRecord
from workshop.exports.telling.withheld import Shared, labels_of, share
from workshop.kinds import CardKind
from workshop.measures.local_time import local
from workshop.playbook import Playbook, load_playbook, own_playbook
from workshop.queries.cards import CardView
from workshop.queries.flows import read_flow
from workshop.queries.money.budget import read_budget
from workshop.queries.money.costs import read_costs
from workshop.queries.people.groups import shown_groups
from workshop.queries.people.own_voices import as_told, in_order, shown_voices
from workshop.queries.signs import CHOSEN_IN, read_signs
from workshop.queries.threads.choices import choice_after
from workshop.queries.threads.proposals import RoomChoice
from workshop.queries.trace import Trace
from workshop.queries.vision_board import read_vision_board, room_sees
from workshop.queries.votes.totals import RoundResults

PICTURE_SIDE = 1600
Results = Mapping[str, tuple[RoundResults, ...]]
"""The closed rounds of each activity, with the report's own names for the cards voted on."""


@dataclass(frozen=True, kw_only=True)
class WorkshopStory(Material):
    """The material with the document that was written from it."""

    document: Document


def tell(report: Report, results: Results, edition: Edition) -> WorkshopStory:
    """Write an edition of a report. The same report, results and edition give an equal story."""
    shared = share(report, edition)
    told = {part.voice for found in results.values() for one in found for part in one.voices}
    workshop = _workshop(report.workshop, shared, edition, told.union(labels_of(report).voices))
    playbook = own_playbook(
        load_playbook(edition.language or report.workshop.language),
        [(run.key, _told_words(run, shared)) for run in report.activities],
        workshop.life_question,
    )
    trace = Trace(shared.cards)
    material = Material(
        edition=edition,
        report=report if edition.is_whole else None,
        workshop=workshop,
        playbook=playbook,
        cards=shared.cards,
        left_out=shared.left_out,
        trace=trace,
        flow=read_flow(Trace(card for card in shared.cards if room_sees(card))),
        board=read_vision_board(shared.cards),
        budget=read_budget(shared.cards),
        costs=read_costs(shared.cards),
        signs=read_signs(shared.cards, _signs_chosen(report, results)),
        votes=_votes(results, playbook, trace.cards, shared),
        steps=_steps(report, playbook, shared.cards),
        groups=_groups(report, shared),
        pictures=_pictures(report, shared, trace.cards),
    )
    given = {field.name: getattr(material, field.name) for field in fields(material)}
    return WorkshopStory(**given, document=write_document(material, _day(report)))


def _signs_chosen(report: Report, results: Results) -> RoomChoice:
    kept = [one.card for one in report.taken_on if one.activity == CHOSEN_IN]
    return choice_after(kept, results.get(CHOSEN_IN, ()))


def _told_words(run: RunRecord, shared: Shared) -> dict[str, object]:
    """The facilitator's own words for a step, as this edition may show them."""

    def told(value: object) -> object:
        if isinstance(value, str):
            return shared.words(value)
        return [told(one) for one in value] if isinstance(value, list) else value

    stays = run.words.get("stage")
    words = {name: told(value) for name, value in run.words.items()}
    return words | ({"stage": stays} if stays else {})


def _workshop(
    found: WorkshopRecord, shared: Shared, edition: Edition, voices: Collection[str]
) -> WorkshopRecord:
    """What the workshop is about, with the words of this edition.

    Of its own ``voices`` it names those that are told somewhere, and all where it is whole.
    """
    cut: dict[str, object] = {n: shared.words(getattr(found, n)) for n in ("title", "place")}
    cut |= {name: shared.words(getattr(found, name)) for name in ("life_question", "big_challenge")}
    named = [one for one in found.voices if edition.is_whole or one["key"] in voices]
    cut |= {"voices": tuple({**one, "name": shared.words(str(one["name"]))} for one in named)}
    if not edition.is_whole:
        cut |= {"meetings": tuple({**one, "place": "", "link": ""} for one in found.meetings)}
    if edition.names == "roles":
        cut |= {"core_team": "", "sponsor": "", "venue": ""}
    return replace(found, **cut)  # type: ignore[arg-type]  # each has the type of its own field


def _votes(
    results: Results, playbook: Playbook, cards: Mapping[str, CardView], shared: Shared
) -> tuple[Vote, ...]:
    """The rounds in the order of the road, without cards that this edition does not hold."""
    return tuple(
        Vote(activity, _told(found, cards, shared))
        for activity in playbook.activities
        for found in results.get(activity.key, ())
    )


def _told(found: RoundResults, cards: Mapping[str, CardView], shared: Shared) -> RoundResults:
    kept = tuple(line for line in found.options if line.option.id in cards)
    ids = {line.option.id for line in kept}
    return replace(
        found,
        options=tuple(
            replace(line, option=replace(line.option, text=cards[line.option.id].text))
            for line in kept
        ),
        ties=tuple(tie for tie in found.ties if ids.issuperset(tie)),
        voices=tuple(replace(one, name=shared.words(one.name)) for one in found.voices),
    )


def _steps(
    report: Report, playbook: Playbook, cards: tuple[CardView, ...]
) -> tuple[RunSheetLine, ...]:
    found = {activity.key: activity for activity in playbook.activities}
    return tuple(
        RunSheetLine(
            activity=found[run.key],
            session=run.session,
            planned=run.minutes,
            taken=_taken(run),
            started_at=run.started_at,
            cards=sum(card.activity == run.key for card in cards),
            ended_at=None if run.open else run.ended_at,
            hold=run.hold,
        )
        for run in sorted(report.activities, key=lambda run: run.position)
        if run.key in found
    )


def _taken(run: RunRecord) -> int | None:
    """Whole minutes from opening to end; None while it goes on, since no clock is looked at."""
    if run.started_at is None or run.ended_at is None or run.open:
        return None
    return max(0, int((run.ended_at - run.started_at).total_seconds() / 60))


def _groups(report: Report, shared: Shared) -> tuple[RoleGroupCount, ...]:
    """Who took part. Groups so small that they point at somebody are told together."""
    people = [one for one in report.people if not one.is_facilitator]
    shares = Counter((one.role_group, one.voice) for one in people)
    shown = shown_groups(Counter(one.role_group for one in people))
    voices = shown_voices(shares, shown)
    names = {str(one["key"]): shared.words(str(one["name"])) for one in report.workshop.voices}
    sizes = Counter(
        as_told((one.role_group, one.voice), voices) for one in people if one.role_group in shown
    )
    split = {group for group, voice in sizes if voice}
    told = [
        RoleGroupCount(group, sizes[group, voice], names.get(voice, ""), group in split)
        for group, voice in in_order(sizes, names)
    ]
    rest = len(people) - sum(group.people for group in told)
    return (*told, RoleGroupCount(None, rest)) if rest else tuple(told)


def _pictures(
    report: Report, shared: Shared, cards: Mapping[str, CardView]
) -> Mapping[str, tuple[PictureBlock, ...]]:
    """The pictures of the cards of this edition, newest last, fit for paper and for the web."""
    found: dict[str, tuple[PictureBlock, ...]] = {}
    for kept in report.pictures:
        card = cards.get(kept.card)
        if card is None or kept.card in shared.without_picture:
            continue
        made_by = str(card.fields.get("made_by") or "")
        drew = made_by and card.kind == CardKind.PICTURE
        caption = Sentence("Made by {who}", who=made_by) if drew else ""
        try:
            drawn = redrawn(
                kept.content, alt=shared.words(kept.alt), caption=caption, side=PICTURE_SIDE
            )
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
            continue
        except Image.DecompressionBombError:
            continue
        found[kept.card] = (*found.get(kept.card, ()), drawn)
    return found


def _day(report: Report) -> date:
    """The last day on which the room did something, else the day on which it was made.

    It is the day of the room's own clock: an evening in London is not the day before in UTC.
    """
    times = [time for run in report.activities for time in (run.started_at, run.ended_at) if time]
    return local(max([report.workshop.created_at, *times]), report.workshop.time_zone).date()
