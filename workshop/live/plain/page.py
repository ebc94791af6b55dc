"""``/plain/{code}``: voting, adding to cards, one's own cards, hands and seats, by forms alone.

Every form calls the verb that the scripts call. A refusal comes back with what was chosen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workshop.domain import votes
from workshop.domain.cards import CardReceipt, add_card, edit_card, withdraw_card
from workshop.domain.people.hands import raise_hand, say_done
from workshop.domain.people.members import join_again, new_id
from workshop.domain.people.next_person import pass_on
from workshop.domain.receipts import once
from workshop.domain.threads.forwarding import put_forward
from workshop.drafts import BallotPaper, CardEdit, NewCard
from workshop.errors import (
    ChangedMeanwhileError,
    InvalidInputError,
    Sentence,
    Sentences,
    UnknownDeviceError,
    WorkshopError,
    numbered,
)
from workshop.live.people_api import come_back_counted
from workshop.live.plain.ballots import VOTE, ballot_of, marks_of
from workshop.live.plain.forms import Pairs, added_of, form_key, joining_of, number
from workshop.live.plain.reading import held_by, plain_room
from workshop.live.plain.told_once import go_and_say, said_to, say_once
from workshop.live.reading.plain_form import all_said
from workshop.live.server import Server, address_of, form_pairs
from workshop.live.spoken import language_of, writes_in
from workshop.models import Workshop
from workshop.queries.viewer import Viewer
from workshop.queries.votes.rounds import voted_in, voting

SAID: Mapping[str, str] = {
    "vote": Sentence("Your vote is saved. You can change it here until the vote closes."),
    "old-vote": Sentence(
        "You sent this before, and your vote has changed since. It stands here as it is now."
    ),
    "card": numbered(1, "Your card is saved.", "{n} cards are saved."),
    "saved": Sentence("Saved"),
    "up": Sentence("The facilitator sees that you want to speak."),
    "down": Sentence("Your hand is down."),
    "done": Sentence("The room counts you as done. You can still write."),
    "more": Sentence("You have more to say. Take your time."),
}
"""What the page says after a form, by the word that the form's answer gave along."""
ROOM = "room"
"""In place of one of these: the room page is next."""
MOST_FIELDS = 5000


@dataclass(frozen=True, slots=True)
class FormDone:
    """What the page says next. ``left``: whose streams on this device end, in which workshop."""

    said: str
    left: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class PlainPage:
    """For whoever the room knows; who has not joined can come back by their two words."""

    server: Server
    page: Callable[..., Response]
    notice: Callable[..., Response]

    async def show(self, request: Request) -> Response:
        said = SAID.get(said_to(request), "")
        answer = await self._shown(request, said, 200, [])
        return say_once(request, answer, self.server.settings)

    async def _shown(self, request: Request, said: str, status: int, sent: Pairs) -> Response:
        given = dict(sent)
        onto = given.get("onto") or request.query_params.get("onto", "")

        def read(viewer: Viewer) -> tuple[Viewer, dict[str, Any]]:
            with self.server.db.read() as session:
                room = session.get(Workshop, viewer.workshop_id)
                reader = language_of(request, room.language if room else "en")
                return viewer, plain_room(session, viewer, onto=onto, reader=reader)

        try:
            viewer, context = await self.server.as_viewer(request, read)
        except WorkshopError as error:
            return self.notice(error, request.path_params["code"])
        if viewer.device_id is None:
            return RedirectResponse(f"/join/{viewer.code}", 303)
        several: dict[str, list[str]] = {}
        for name, value in sent:
            several.setdefault(name, []).append(value)
        return self.page(
            "plain.html",
            status,
            said=said,
            refused=status != 200,
            key=new_id(),
            did=given.get("do", ""),
            sent=several,
            held_by=held_by,
            onto=onto,
            **context,
        )

    async def send(self, request: Request) -> Response:
        """Do what ``do`` names. Answers with the page again, and what became of it."""
        code = request.path_params["code"]
        pairs: Pairs = []
        try:
            pairs = await form_pairs(request, MOST_FIELDS)
            do = _DOINGS.get(dict(pairs).get("do", ""))
            if do is None:
                raise InvalidInputError("This form could not be read. Please send it again.")
            done = await self.server.as_writer(request, partial(do, self, request, pairs))
            if done.left:
                self.server.hub.end_streams_of(*done.left)
        except UnknownDeviceError as error:
            if words := all_said(pairs, self.server.settings.language):
                return self.notice(error, code, words)
            return RedirectResponse(f"/join/{code}", 303)
        except ChangedMeanwhileError as error:
            return await self._shown(request, *_changed(error, pairs))
        except WorkshopError as error:
            return await self._shown(request, error.sentence, error.status, pairs)
        if done.said == ROOM:
            return RedirectResponse(f"/room/{code}", 303)
        return go_and_say(f"/plain/{code}", done.said, self.server.settings)

    def _once(self, viewer: Viewer, pairs: Pairs, act: Callable[[], Any], said: str) -> FormDone:
        """What may be sent twice and then counts once."""
        key = form_key(pairs)
        once(self.server.db, viewer=viewer, key=key, act=act, again=lambda _: None)
        return FormDone(said)

    def vote(self, _request: Request, pairs: Pairs, viewer: Viewer) -> FormDone:
        """Set one's own ballot as a whole; an old form that comes again changes nothing."""
        db, sent = self.server.db, dict(pairs)
        round_id = sent.get("round", "")

        def act() -> str:
            with db.read() as session:
                found = voted_in(session, viewer.workshop_id)
                given = ballot_of(voting(session, viewer, found), sent, round_id) if found else []
            draft = BallotPaper.read({"choices": given})
            votes.cast(db, viewer=viewer, round_id=round_id, draft=draft)
            return "vote"

        def again(_made: str) -> str:
            with db.read() as session:
                found = voted_in(session, viewer.workshop_id)
                now = marks_of(voting(session, viewer, found).mine) if found else {}
            asked = {name: value for name, value in pairs if name.startswith(VOTE)}
            return "vote" if now == asked else "old-vote"

        return FormDone(once(db, viewer=viewer, key=form_key(pairs), act=act, again=again))

    def add(self, request: Request, pairs: Pairs, viewer: Viewer) -> FormDone:
        """A card that rests on others, or something added to one that is there."""
        given = added_of(pairs)
        language = writes_in(request, given.get("text", ""))
        draft = NewCard.read({**given, "language": language})
        add_card(self.server.db, viewer=viewer, draft=draft, key=form_key(pairs))
        return FormDone("saved" if draft.onto else "card")

    def edit(self, _request: Request, pairs: Pairs, viewer: Viewer) -> FormDone:
        sent = dict(pairs)
        draft = CardEdit.read({"version": number(sent), "text": sent.get("text", "")})
        card = sent.get("card", "")
        act = partial(edit_card, self.server.db, viewer=viewer, card_id=card, draft=draft)
        return self._once(viewer, pairs, act, "saved")

    def withdraw(self, _request: Request, pairs: Pairs, viewer: Viewer) -> FormDone:
        return self._withdraw(viewer, pairs, withdrawn=True)

    def restore(self, _request: Request, pairs: Pairs, viewer: Viewer) -> FormDone:
        return self._withdraw(viewer, pairs, withdrawn=False)

    def _withdraw(self, viewer: Viewer, pairs: Pairs, *, withdrawn: bool) -> FormDone:
        card, db = dict(pairs).get("card", ""), self.server.db
        act = partial(withdraw_card, db, viewer=viewer, card_id=card, withdrawn=withdrawn)
        return self._once(viewer, pairs, act, "saved")

    def forward(self, _request: Request, pairs: Pairs, viewer: Viewer) -> FormDone:
        """Put forward what was ticked since the page was read, take back what was unticked."""
        ticked = {value for name, value in pairs if name == "card"}
        was = {value for name, value in pairs if name == "was"}

        def act() -> None:
            for on, cards in ((False, was - ticked), (True, ticked - was)):
                for card in sorted(cards):
                    self._put_forward(viewer, card, on=on)

        return self._once(viewer, pairs, act, "saved")

    def _put_forward(self, viewer: Viewer, card: str, *, on: bool) -> CardReceipt:
        return put_forward(self.server.db, viewer=viewer, card_id=card, forward=on)

    def hand(self, _request: Request, pairs: Pairs, viewer: Viewer) -> FormDone:
        up = dict(pairs).get("up") == "yes"
        act = partial(raise_hand, self.server.db, viewer=viewer, up=up)
        return self._once(viewer, pairs, act, "up" if up else "down")

    def done(self, _request: Request, pairs: Pairs, viewer: Viewer) -> FormDone:
        sent = dict(pairs)
        done, key = sent.get("done") == "yes", sent.get("activity", "")
        act = partial(say_done, self.server.db, viewer=viewer, activity=key, done=done)
        return self._once(viewer, pairs, act, "done" if done else "more")

    def who(self, _request: Request, pairs: Pairs, viewer: Viewer) -> FormDone:
        """Put right as whom one is here, with name and table."""
        draft = joining_of(dict(pairs))
        act = partial(join_again, self.server.db, viewer=viewer, draft=draft)
        return self._once(viewer, pairs, act, "saved")

    def next(self, _request: Request, pairs: Pairs, viewer: Viewer) -> FormDone:
        """The next person has this device; the page to join is what they see."""
        self.server.limits.passed_on.take(f"{viewer.workshop_id}:{viewer.device_id}")
        act = partial(pass_on, self.server.db, viewer=viewer)
        self._once(viewer, pairs, act, ROOM)
        return FormDone(ROOM, (viewer.workshop_id, viewer.person_id or ""))

    def back(self, request: Request, pairs: Pairs, viewer: Viewer) -> FormDone:
        """Be again who these two words belong to."""
        words = dict(pairs).get("words", "")[:100]
        person = come_back_counted(self.server, viewer, address_of(request), words)
        return FormDone(ROOM, (viewer.workshop_id, person))


def _changed(error: ChangedMeanwhileError, pairs: Pairs) -> tuple[str, int, Pairs]:
    """Why, what stands there now, and one's own words to be sent once more over it."""
    current = error.current
    now = Sentence("Somebody changed this card. It now says: {card}", card=str(current["text"]))
    said = Sentences((error.sentence, now)) if dict(pairs).get("do") == "edit" else error.sentence
    kept = [one for one in pairs if one[0] != "version"]
    return said, error.status, [*kept, ("version", str(current["version"]))]


_DOINGS: Mapping[str, Callable[[PlainPage, Request, Pairs, Viewer], FormDone]] = {
    "vote": PlainPage.vote,
    "add": PlainPage.add,
    "edit": PlainPage.edit,
    "withdraw": PlainPage.withdraw,
    "restore": PlainPage.restore,
    "forward": PlainPage.forward,
    "hand": PlainPage.hand,
    "done": PlainPage.done,
    "who": PlainPage.who,
    "next": PlainPage.next,
    "back": PlainPage.back,
}
