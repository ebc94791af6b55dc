"""Voting over the JSON API: what can be voted on, one's own ballot, and the results after it."""

from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from typing import cast

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from workshop.db import Database
from workshop.domain import votes
from workshop.domain.cards import CardReceipt, Voice
from workshop.domain.receipts import once
from workshop.domain.threads.forwarding import put_forward
from workshop.drafts import BallotPaper, PaperBallot
from workshop.errors import Sentence, Sentences
from workshop.kinds import CardKind
from workshop.live.answers.cards import ReceiptAnswer
from workshop.live.answers.voting import (
    BallotAnswer,
    ChosenAnswer,
    DecisionAnswer,
    FiguresAnswer,
    ForwardAnswer,
    GroupSize,
    OptionAnswer,
    OwnBallot,
    PutUpAnswer,
    ResultAnswer,
    ResultsAnswer,
    TakenBack,
    ToldAnswer,
    VotingAnswer,
)
from workshop.live.server import Server, json_body, key_of, said_of
from workshop.live.wire import flat, round_json, spoken, tapped
from workshop.models import Card
from workshop.playbook import load_playbook
from workshop.queries.people.scribes import speaker
from workshop.queries.threads.choices import proposal
from workshop.queries.threads.forwarded import PutUp, choosing, forwarding
from workshop.queries.threads.proposals import Proposal
from workshop.queries.viewer import Viewer
from workshop.queries.votes.ballots import Chosen
from workshop.queries.votes.rounds import Option, Voting, voted_in, voting
from workshop.queries.votes.totals import Figures, OptionResult, RoundResults, SplitPart, results


class VotesApi:
    """Handlers for ``/api/{code}/votes``."""

    def __init__(self, server: Server) -> None:
        self.server = server

    async def read(self, request: Request) -> Response:
        """The vote of the room's activity, or of ``?activity=``, as this viewer may see it.

        The projector (``?view=projector``) needs only the code, and is nobody's ballot. A table's
        device asks for the ballot of one of its people with ``?person=``.
        """
        projector = request.query_params.get("view") == "projector"
        who = self.server.as_viewer if projector else self.server.as_known
        activity = request.query_params.get("activity")
        person = request.query_params.get("person")
        read = partial(self._read, activity=activity, projector=projector, person=person)
        return JSONResponse(await who(request, read))

    def _read(
        self, viewer: Viewer, *, activity: str | None, projector: bool, person: str | None
    ) -> VotingAnswer:
        with self.server.db.read() as session:
            found = voted_in(session, viewer.workshop_id, activity)
            if found is None:
                return {"activity": None, "round": None, "options": [], "results": []}
            asks = speaker(session, viewer, person) if person else viewer
            vote = voting(session, asks, found)
            done = results(session, viewer.workshop_id, found)
            offered = proposal(session, viewer.workshop_id, found.key)
            body: VotingAnswer = {
                "activity": found.key,
                "round": round_json(vote.round) if vote.round else None,
                "options": [_option_json(option) for option in vote.options],
                "decision": decision_json(offered) if offered else None,
                "results": [results_json(one) for one in done],
            }
            return body if projector else {**body, **_own_json(vote)}

    async def cast(self, request: Request) -> Response:
        """Set one's own ballot in a vote that is open, or that of a person beside one."""
        given = await json_body(request)
        round_id, key, db = request.path_params["round"], key_of(request), self.server.db

        def cast(viewer: Viewer) -> votes.BallotReceipt:
            draft = BallotPaper.read(given)
            return once(
                db,
                viewer=viewer,
                key=key,
                act=partial(votes.cast, db, viewer=viewer, round_id=round_id, draft=draft),
                again=lambda _: votes.as_cast(db, viewer=viewer, round_id=round_id, draft=draft),
            )

        return _receipt_json(await self.server.as_writer(request, cast))

    async def cast_for(self, request: Request) -> Response:
        """Set the ballot of somebody without a device."""
        given = await json_body(request)
        round_id, paper = request.path_params["round"], request.path_params["paper"]

        def cast(viewer: Viewer) -> votes.BallotReceipt:
            draft = PaperBallot.read(given)
            return votes.cast_for(
                self.server.db,
                viewer=viewer,
                round_id=round_id,
                paper=paper,
                voice=Voice(draft.role_group),
                draft=draft,
            )

        return _receipt_json(await self.server.as_writer(request, cast))

    async def take_back(self, request: Request) -> Response:
        """Take back the ballot of somebody without a device."""
        round_id, paper = request.path_params["round"], request.path_params["paper"]

        def take(viewer: Viewer) -> None:
            votes.take_back(self.server.db, viewer=viewer, round_id=round_id, paper=paper)

        await self.server.as_writer(request, take)
        body: TakenBack = {}
        return JSONResponse(body)

    async def forward(self, request: Request) -> Response:
        """What this person's table can put before the room in the room's activity."""

        def read(viewer: Viewer) -> ForwardAnswer:
            with self.server.db.read() as session:
                found = forwarding(session, viewer.workshop_id)
                offered = choosing(session, viewer, found) if found else None
            if found is None or offered is None:
                return {"activity": None, "kind": None, "most": 0, "cards": []}
            return {
                "activity": found.key,
                "kind": offered.kind,
                "most": offered.most,
                "cards": [_put_up(card) for card in offered.cards],
            }

        return JSONResponse(await self.server.as_known(request, read))

    async def put_forward(self, request: Request) -> Response:
        """Put a card of one's table before the room, or with ``"forward": false`` take it back."""
        given, card_id = await json_body(request), request.path_params["card"]
        key, db = key_of(request), self.server.db
        on = given.get("forward") is not False

        def put(viewer: Viewer) -> CardReceipt:
            return once(
                db,
                viewer=viewer,
                key=key,
                act=partial(put_forward, db, viewer=viewer, card_id=card_id, forward=on),
                again=lambda _: as_it_is(db, card_id),
            )

        receipt = await self.server.as_writer(request, put)
        body: ReceiptAnswer = {"id": receipt.id, "revision": receipt.revision}
        return JSONResponse(body)


def as_it_is(db: Database, card_id: str) -> CardReceipt:
    """The receipt for a step that this device has taken before, with this card."""
    with db.read() as session:
        card = session.get_one(Card, card_id)
        return CardReceipt(card.id, card.revision, created=False)


def decision_json(found: Proposal) -> DecisionAnswer:
    """What the last vote proposes that the room takes on, and what it has taken on."""
    answer: DecisionAnswer = {
        "say": found.say,
        "proposed": list(found.ticked),
        "chosen": list(found.chosen),
        "level": list(found.level),
        "says": list(found.says),
        "told": [told for text in (found.sentence, *found.says) for told in _told(text)],
        "asked": found.asked,
        "sentence": found.sentence,
        "step": found.step,
        "press": found.press,
        "doubts": bool(found.doubts),
    }
    if isinstance(press := found.press, Sentence):
        answer["press_said"] = said_of(press)
    return answer


def _told(text: str) -> Iterator[ToldAnswer]:
    """Each sentence of it, with how it is put together."""
    for part in text.parts if isinstance(text, Sentences) else (text,) if text else ():
        if isinstance(part, Sentence):
            yield {"detail": str(part), "said": said_of(part)}
        else:
            yield {"detail": part}


def _receipt_json(receipt: votes.BallotReceipt) -> Response:
    body: BallotAnswer = {"left": receipt.left, "revision": receipt.revision}
    return JSONResponse(body)


def _own_json(found: Voting) -> OwnBallot:
    return {
        "mine": [_chosen_json(chosen) for chosen in found.mine],
        "left": found.left,
        "papers": [flat(paper) for paper in found.papers],
    }


def _option_json(option: Option) -> OptionAnswer:
    found: OptionAnswer = {"id": option.id, "kind": CardKind(option.kind), "text": option.text}
    if option.also:
        found["also"] = list(option.also)
    return {**found, **spoken(option)}


def _chosen_json(chosen: Chosen) -> ChosenAnswer:
    said = {name: value for name, value in asdict(chosen).items() if value is not None}
    return cast(ChosenAnswer, said)


def results_json(found: RoundResults) -> ResultsAnswer:
    """A closed round's results; a role group that is not named here is too small to be shown."""
    words = load_playbook().words.role_groups
    return {
        **round_json(found.round),
        "voters": found.voters,
        "groups": [_size_json(part, part.label(words)) for part in found.split],
        "others": found.others,
        "options": [_result_json(line) for line in found.options],
        "ties": [list(tie) for tie in found.ties],
        "told": found.told,
        "held_back": found.held_back,
    }


def _size_json(part: SplitPart, label: str) -> GroupSize:
    size: GroupSize = {"role_group": part.role_group, "label": label, "voters": part.voters}
    return {**size, "voice": part.voice} if part.voice else size


def _result_json(line: OptionResult) -> ResultAnswer:
    groups = [*line.groups.items(), *line.voices.items()]
    return {
        **_option_json(line.option),
        "rank": line.rank,
        **_figures_json(line.total),
        "groups": {str(group): _figures_json(figures) for group, figures in groups},
        "gap": line.gap,
        "talk": line.talk,
    }


def _figures_json(figures: Figures) -> FiguresAnswer:
    said = {name: value for name, value in asdict(figures).items() if value not in (None, {})}
    return cast(FiguresAnswer, said)


def _put_up(card: PutUp) -> PutUpAnswer:
    return {"id": card.id, "text": card.text, "on": card.on, "alone": card.alone, **tapped(card)}
