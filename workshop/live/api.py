"""The JSON API: what light pages, and any other client, may ask and say."""

import gzip
import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from workshop.domain import cards
from workshop.domain.cards import CardReceipt
from workshop.domain.people.members import join_again
from workshop.domain.pictures import NewPicture
from workshop.domain.receipts import once
from workshop.domain.recordings.keeping import NewRecording, remove_recording
from workshop.domain.threads import translations
from workshop.drafts import (
    BallotPaper,
    CardEdit,
    CardLanguage,
    Joining,
    NewCard,
    PaperBallot,
    Photo,
    Translation,
)
from workshop.enums import Role
from workshop.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    UnknownDeviceError,
)
from workshop.live.answers.cards import (
    AddedAnswer,
    AskedBack,
    ChangesAnswer,
    EditedAnswer,
    GoneAnswer,
    MineAnswer,
    ReceiptAnswer,
    TakingAnswer,
)
from workshop.live.answers.room import (
    DoneAnswer,
    HandAnswer,
    JoinedAnswer,
    SeatedAnswer,
    SelfAnswer,
    ShownNowAnswer,
    StateAnswer,
)
from workshop.live.answers.sorting import HistoryAnswer, SortAnswer, SuggestionsAnswer
from workshop.live.answers.voting import BallotAnswer, ForwardAnswer, TakenBack, VotingAnswer
from workshop.live.feed import VIEWS, View
from workshop.live.limits import Limit, door
from workshop.live.openapi import FLAG, IDS, TEXT, WHOLE, Says, described, obj
from workshop.live.people_api import PeopleApi
from workshop.live.server import (
    MOST_WITH_PICTURE,
    Server,
    address_of,
    answered,
    json_body,
    key_of,
)
from workshop.live.sort_api import ON_CARDS, ON_THEMES, SortApi
from workshop.live.spoken import language_of, writes_in
from workshop.live.steering import PLAIN, RELATIVE, WITH_MORE, steering
from workshop.live.votes_api import VotesApi, as_it_is
from workshop.live.wire import dump, me_json, own_card_json, room_json, shown_json, taking_json
from workshop.models import Workshop
from workshop.playbook import load_playbook
from workshop.queries.cards import Audience, own_cards
from workshop.queries.gentle_question import gentle_question, written
from workshop.queries.people.few import is_few
from workshop.queries.people.scribes import seats
from workshop.queries.pictures import (
    PictureView,
    RecordingView,
    picture_for,
    recorded,
    recording_for,
)
from workshop.queries.room import room_state
from workshop.queries.threads.taking import taking
from workshop.queries.viewer import Viewer

ASK, OURS = "X-Reframe-Ask", "X-Reframe-Answer"
"""What a client asks with comes back in the answer: a page of the wifi, another server, or an
answer that a proxy kept from before cannot know it, and so is no acknowledgement."""
ASKED = re.compile("[A-Za-z0-9_-]{1,64}")

ADDING = Says(AddedAnswer, 201, NewCard, keyed=True, more=(200,))
VOTES = Says(VotingAnswer, query=("view", "activity", "person"))
LANGUAGE = Says(ReceiptAnswer, body=CardLanguage)
TRANSLATING = Says(ReceiptAnswer, body=Translation)
PUTTING_FORWARD = Says(ReceiptAnswer, body=obj(forward=FLAG))
SUGGESTING = Says(SuggestionsAnswer, query=("kind",))
MISSED = Says(ChangesAnswer, query=("view", "since"))
WALL = Says(ChangesAnswer, query=("view",))
PICTURE = Says(None, media="image/*", query=("view",))
RECORDING = Says(None, media="audio/*")
APART = {
    "Content-Disposition": "inline",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
"""A file that somebody sent is looked at or heard, and does nothing."""
UNFORMED = {"type": "boolean", "const": False}
"""No tables were formed yet; nothing is said of those that were."""
DONE = obj("activity", activity=TEXT, done=FLAG)
HAND = obj(up=FLAG)
RETURNING = Says(SelfAnswer, body=obj("words", words=TEXT))
STEERING = obj(
    "do",
    do={"enum": [*RELATIVE, *PLAIN, *WITH_MORE]},
    activity=TEXT,
    at=TEXT,
    round=TEXT,
    anyway=FLAG,
    allowed=FLAG,
    minutes=WHOLE,
    tables=WHOLE,
    formed=UNFORMED,
    last_hand=TEXT,
    wanted=FLAG,
    what=TEXT,
    cards=IDS,
    insights=IDS,
)
SORTING = obj(
    "do",
    do={"enum": [*ON_THEMES, *ON_CARDS]},
    at=WHOLE,
    card=TEXT,
    theme=TEXT,
    cards=IDS,
    themes=IDS,
    name=TEXT,
    colour=TEXT,
    text=TEXT,
)


class QuickJson(JSONResponse):
    """An answer of plain JSON, by the encoder that is quick, for what a full room asks most."""

    def render(self, content: object) -> bytes:
        return dump(content)


T = TypeVar("T")
Handler = Callable[[Request], Awaitable[Response]]


class Api:
    """Handlers over one server. Each parses, calls one domain verb or query, and answers."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.votes = VotesApi(server)
        self.sort = SortApi(server)
        self.people = PeopleApi(server)

    def routes(self) -> list[Route]:
        card = "/api/{code}/cards/{card}"
        ballot = "/api/{code}/votes/{round}"
        paper = ballot + "/papers/{paper}"
        votes, sort, people = self.votes, self.sort, self.people
        return [
            self._route("GET", "/api/{code}", self.state, Says(StateAnswer)),
            self._route("POST", "/api/{code}/join", self.join, Says(JoinedAnswer, body=Joining)),
            self._route("GET", "/api/{code}/mine", self.mine, Says(MineAnswer)),
            self._route("GET", "/api/{code}/taking", self.taking, Says(TakingAnswer)),
            self._route("GET", "/api/{code}/shown", self.shown, Says(ShownNowAnswer)),
            self._route("GET", "/api/{code}/changes", self.changes, MISSED),
            self._route("GET", "/api/{code}/wall", self.wall, WALL),
            self._route("POST", "/api/{code}/cards", self.add, ADDING),
            self._route("PATCH", card, self.edit, Says(EditedAnswer, body=CardEdit)),
            self._route("DELETE", card, self.withdraw, Says(ReceiptAnswer)),
            self._route("POST", card + "/restore", self.restore, Says(ReceiptAnswer)),
            self._route("PUT", card + "/language", self.set_language, LANGUAGE),
            self._route("PUT", card + "/translations/{language}", self.translate, TRANSLATING),
            self._route("GET", "/api/{code}/forward", votes.forward, Says(ForwardAnswer)),
            self._route("PUT", card + "/forward", votes.put_forward, PUTTING_FORWARD),
            self._route("GET", "/api/{code}/votes", votes.read, VOTES),
            self._route("PUT", ballot, votes.cast, Says(BallotAnswer, body=BallotPaper)),
            self._route("PUT", paper, votes.cast_for, Says(BallotAnswer, body=PaperBallot)),
            self._route("DELETE", paper, votes.take_back, Says(TakenBack)),
            self._route("GET", "/api/{code}/sort", sort.read, Says(HistoryAnswer)),
            self._route("POST", "/api/{code}/sort", sort.sort, Says(SortAnswer, body=SORTING)),
            self._route("GET", "/api/{code}/sort/suggestions", sort.suggestions, SUGGESTING),
            self._route("POST", "/api/{code}/steer", self.steer, Says(StateAnswer, body=STEERING)),
            self._route("POST", "/api/{code}/done", people.done, Says(DoneAnswer, body=DONE)),
            self._route("POST", "/api/{code}/hand", people.hand, Says(HandAnswer, body=HAND)),
            self._route("POST", "/api/{code}/seats", people.seat, Says(SeatedAnswer, 201, Joining)),
            self._route("POST", "/api/{code}/next", people.pass_on, Says(SelfAnswer, body=obj())),
            self._route("POST", "/api/{code}/return", people.come_back, RETURNING),
            self._route("GET", "/api/{code}/pictures/{picture}", self.picture, PICTURE),
            self._route("GET", card + "/recording", self.recording, RECORDING),
            self._route("DELETE", card + "/recording", self.forget_recording, Says(GoneAnswer)),
        ]

    def _route(
        self,
        method: str,
        path: str,
        handler: Handler,
        says: Says,
    ) -> Route:
        async def endpoint(request: Request) -> Response:
            answer = await answered(handler(request))
            answer.headers.setdefault("Cache-Control", "no-store")
            answer.headers[OURS] = asked_as(request)
            return answer

        return described(Route(path, endpoint, methods=[method]), says, handler)

    def _state(self, viewer: Viewer) -> StateAnswer:
        with self.server.db.read() as session:
            state = self.server.hub.feed.state(session, viewer.workshop_id)
            people, few = seats(session, viewer), is_few(session, viewer)
        if state is None:
            raise NotFoundError("This workshop was deleted.")
        return {**room_json(state), "me": me_json(viewer, people, few=few)}

    async def state(self, request: Request) -> Response:
        """The room's state, and what this device knows of its own person."""
        return QuickJson(await self.server.as_known(request, self._state))

    async def join(self, request: Request) -> Response:
        """Choose role group, name and table; all three can be changed by joining again.

        ``cards`` is how many cards say another group since, where it was put right.
        """
        given, key, db = await json_body(request), key_of(request), self.server.db

        def work(viewer: Viewer) -> JoinedAnswer:
            act = partial(join_again, db, viewer=viewer, draft=Joining.read(given))
            me, said = once(db, viewer=viewer, key=key, act=act, again=lambda _: (viewer, 0))
            with db.read() as session:
                who = me_json(me, seats(session, me), few=is_few(session, me))
            return {"me": who, "cards": said}

        return QuickJson(await self._write(request, work))

    async def _write(self, request: Request, work: Callable[[Viewer], T]) -> T:
        return await self.server.as_writer(request, work)

    async def mine(self, request: Request) -> Response:
        """The cards that this person wrote, newest first, those taken back included."""

        def work(viewer: Viewer) -> MineAnswer:
            with self.server.db.read() as session:
                found = own_cards(session, viewer)
                heard = recorded(session, [card.id for card in found if not card.withdrawn])
                return {"cards": [own_card_json(card) for card in found], "recorded": heard}

        return JSONResponse(await self.server.as_known(request, work))

    async def add(self, request: Request) -> Response:
        """Add a card: 201 when it is stored, 200 for a key that was here before."""
        given = await json_body(request, most=MOST_WITH_PICTURE)
        given = {"language": writes_in(request, given.get("text")), **given}
        key = key_of(request)

        def work(viewer: Viewer) -> CardReceipt:
            if key is None:
                raise InvalidInputError("The header Idempotency-Key is missing.")
            draft = NewCard.read(given)
            return cards.add_card(
                self.server.db,
                viewer=viewer,
                draft=draft,
                key=key,
                picture=picture,
                recording=recording,
            )

        picture = await self._drawn(request, given, key)
        recording = await self._cleaned(request, given, key)
        receipt = await self._write(request, work)
        body: AddedAnswer = {**_receipt(receipt), **asked_back(given)}
        return QuickJson(body, 201 if receipt.created else 200)

    async def _drawn(
        self, request: Request, given: dict[str, Any], key: str | None
    ) -> NewPicture | None:
        """The picture that came with a card, drawn anew before the card waits to be written."""

        def found(draft: NewCard) -> Photo | None:
            photo = draft.picture
            if photo is not None and not photo.alt:
                photo = photo.model_copy(update={"alt": draft.text})
            return photo

        limits = self.server.limits
        counts = (limits.picture, limits.picture_stranger)
        photo, joined = await self._let_in(request, given, key, "picture", found, counts)
        if photo is None:
            return None
        drawing = partial(NewPicture.read, photo.content, photo.alt)
        return await self.server.one_by_one(drawing, line="pictures", joined=joined)

    async def _cleaned(
        self, request: Request, given: dict[str, Any], key: str | None
    ) -> NewRecording | None:
        """The recording that came with a card, cleaned before the card waits to be written."""
        limits = self.server.limits
        counts = (limits.voice, limits.voice_stranger)
        spoken, joined = await self._let_in(
            request, given, key, "recording", lambda draft: draft.recording, counts
        )
        if spoken is None:
            return None
        cleaning = partial(NewRecording.read, spoken.content)
        return await self.server.one_by_one(cleaning, line="voices", joined=joined)

    async def _let_in(
        self,
        request: Request,
        given: dict[str, Any],
        key: str | None,
        name: str,
        found: Callable[[NewCard], T | None],
        counts: tuple[Limit, Limit],
    ) -> tuple[T | None, bool]:
        """What came with a card beside its words, and whether its sender has joined.

        Work on it can take seconds, in which nobody else's words could be stored. So there is none
        for a card that may not come in or is here already, each try counts, also of what is refused
        then, and who has joined waits for nobody who has not. ``counts`` are of a device, and of an
        address from which somebody sends who has not joined.
        """
        if given.get(name) is None:
            return None, False
        address = address_of(request)
        of_device, of_stranger = counts

        def work(viewer: Viewer) -> tuple[T | None, bool]:
            draft = NewCard.read(given)
            if not cards.try_card(self.server.db, viewer=viewer, draft=draft, key=key):
                return None, True
            if viewer.person_id is None:
                of_stranger.take(door(address))
            of_device.take(f"{viewer.workshop_id}:{viewer.device_id}")
            return found(draft), viewer.person_id is not None

        return await self.server.as_known(request, work)

    async def recording(self, request: Request) -> Response:
        """The voice in which a card was spoken: for whose it is, and for the facilitator.

        The facilitator hears it once the cards are revealed, nobody else ever.
        """
        card_id = request.path_params["card"]

        def read(viewer: Viewer) -> RecordingView:
            with self.server.db.read() as session:
                found = recording_for(session, viewer, card_id)
            if found is None:
                raise NotFoundError("This recording is not here, or is not to be heard yet.")
            return found

        found = await self.server.as_viewer(request, read)
        return Response(found.content, media_type=found.mime, headers=APART)

    async def forget_recording(self, request: Request) -> Response:
        """Take the recording of a card away for good; the card stays."""
        card_id = request.path_params["card"]

        def work(viewer: Viewer) -> GoneAnswer:
            remove_recording(self.server.db, viewer=viewer, card_id=card_id)
            return {"id": card_id}

        return JSONResponse(await self._write(request, work))

    async def picture(self, request: Request) -> Response:
        """A picture whose card lies face up for whoever asks, or is their own.

        The projector (``?view=projector``) sees what the room may see, whoever asks.
        """
        projector = request.query_params.get("view") == "projector"
        picture_id = request.path_params["picture"]

        def read(viewer: Viewer) -> PictureView:
            all_seen = viewer.is_facilitator and not projector
            audience = Audience.FACILITATOR if all_seen else Audience.ROOM
            with self.server.db.read() as session:
                found = picture_for(session, viewer, picture_id, audience=audience)
            if found is None:
                raise NotFoundError("This picture is not here, or is not to be seen yet.")
            return found

        found = await self.server.as_viewer(request, read)
        return Response(found.content, media_type=found.mime, headers=APART)

    async def edit(self, request: Request) -> Response:
        """Save newer words for a card; 409 where somebody saved newer ones first."""
        given = await json_body(request)
        card_id = request.path_params["card"]

        def work(viewer: Viewer) -> CardReceipt:
            draft = CardEdit.read(given)
            return cards.edit_card(self.server.db, viewer=viewer, card_id=card_id, draft=draft)

        receipt = await self._write(request, work)
        body: EditedAnswer = {
            **_receipt(receipt),
            "version": receipt.version,
            **asked_back(given),
        }
        return JSONResponse(body)

    async def withdraw(self, request: Request) -> Response:
        """Take a card of one's own back."""
        return await self._withdraw(request, withdrawn=True)

    async def restore(self, request: Request) -> Response:
        """Put a card back that was taken back."""
        return await self._withdraw(request, withdrawn=False)

    async def _withdraw(self, request: Request, *, withdrawn: bool) -> Response:
        card_id, key, db = request.path_params["card"], key_of(request), self.server.db

        def work(viewer: Viewer) -> CardReceipt:
            return once(
                db,
                viewer=viewer,
                key=key,
                act=partial(
                    cards.withdraw_card, db, viewer=viewer, card_id=card_id, withdrawn=withdrawn
                ),
                again=lambda _: as_it_is(db, card_id),
            )

        receipt = await self._write(request, work)
        return JSONResponse(_receipt(receipt))

    async def set_language(self, request: Request) -> Response:
        """Say in which language a card is; for its writers and facilitators."""
        given, card_id = await json_body(request), request.path_params["card"]

        def work(viewer: Viewer) -> CardReceipt:
            draft = CardLanguage.read(given)
            return translations.set_language(
                self.server.db, viewer=viewer, card_id=card_id, draft=draft
            )

        receipt = await self._write(request, work)
        return JSONResponse(_receipt(receipt))

    async def translate(self, request: Request) -> Response:
        """Say a card's words in another language, beside them; 409 where somebody just did."""
        given, asked = await json_body(request), request.path_params

        def work(viewer: Viewer) -> CardReceipt:
            return translations.translate(
                self.server.db,
                viewer=viewer,
                card_id=asked["card"],
                language=asked["language"],
                draft=Translation.read(given),
            )

        receipt = await self._write(request, work)
        return JSONResponse(_receipt(receipt))

    async def steer(self, request: Request) -> Response:
        """Do for the room what ``do`` names; for facilitators."""
        given, key, db = await json_body(request), key_of(request), self.server.db

        def work(viewer: Viewer) -> StateAnswer:
            act = steering(db, viewer, given)
            once(db, viewer=viewer, key=key, act=act, again=lambda _: None)
            return self._state(viewer)

        return JSONResponse(await self._write(request, work))

    async def taking(self, request: Request) -> Response:
        """What this person starts from in the room's activity: earlier cards to tap."""

        def work(viewer: Viewer) -> TakingAnswer:
            with self.server.db.read() as session:
                workshop = session.get_one(Workshop, viewer.workshop_id)
                if workshop.current_activity is None:
                    return {"activity": None, "kinds": [], "doings": [], "says": [], "reads": []}
                found, room = taking(session, viewer, workshop.current_activity), workshop.language
                return taking_json(found, room, language_of(request, room))

        return _packed(request, JSONResponse(await self.server.as_known(request, work)))

    async def shown(self, request: Request) -> Response:
        """What all read together now, a case in the language of whoever asks."""

        def work(viewer: Viewer) -> ShownNowAnswer:
            with self.server.db.read() as session:
                state = room_state(session, viewer.workshop_id)
            if state is None:
                raise NotFoundError("This workshop was deleted.")
            return shown_json(state, language_of(request, state.language))

        return _packed(request, JSONResponse(await self.server.as_viewer(request, work)))

    async def changes(self, request: Request) -> Response:
        """What a client missed, for those that cannot keep a stream open."""
        feed = self.server.hub.feed
        view = view_of_request(request)
        since = feed.since(request.query_params.get("since"))

        def work(viewer: Viewer) -> ChangesAnswer:
            require_view(viewer, view)
            me = viewer if view.own else None
            return feed.changes(viewer.workshop_id, view, since, me)

        return JSONResponse(await self.server.as_viewer(request, work))

    async def wall(self, request: Request) -> Response:
        """All cards of the room and the id to go on from: what a stream starts with, packed."""
        view = view_of_request(request)

        def work(viewer: Viewer) -> str:
            require_view(viewer, view)
            return viewer.workshop_id

        workshop_id = await self.server.as_viewer(request, work)
        found = await self.server.hub.whole_wall(workshop_id, view)
        if found is None:
            raise NotFoundError("This workshop was deleted.")
        plain, packed = found
        return _with_gzip(request, Response(plain, media_type="application/json"), packed)


def asked_as(request: Request) -> str:
    """The word that this request was asked with; ``1`` for a client that sent none."""
    given = request.headers.get(ASK, "")
    return given if ASKED.fullmatch(given) else "1"


def _receipt(receipt: CardReceipt) -> ReceiptAnswer:
    return {"id": receipt.id, "revision": receipt.revision}


def asked_back(given: dict[str, Any]) -> AskedBack:
    """``{"ask": …}``, a gentle question about words just saved; empty where there is none."""
    texts = written(given.get("text"), given.get("fields"))
    question = gentle_question(load_playbook().words, texts)
    return {} if question is None else {"ask": question}


def view_of_request(request: Request) -> View:
    view = VIEWS.get(request.query_params.get("view", "phone"))
    if view is None:
        raise InvalidInputError("The view must be projector, console or phone.")
    return view


def require_view(viewer: Viewer, view: View) -> None:
    """Refuse a stream that is not for this viewer. The projector needs only the code."""
    if view.audience is Audience.FACILITATOR and not viewer.is_facilitator:
        raise NotAllowedError("Only the facilitator can see this.")
    if view.own and viewer.role is Role.VISITOR:
        raise UnknownDeviceError("Please join the workshop with its code first.")


def _packed(request: Request, answer: Response) -> Response:
    """The answer compressed where the browser takes that: phones ask on slow networks."""
    return _with_gzip(request, answer, None)


def _with_gzip(request: Request, answer: Response, packed: bytes | None) -> Response:
    """The same, where it may have been compressed before."""
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return answer
    body = packed or gzip.compress(bytes(answer.body), 6, mtime=0)
    headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(body, answer.status_code, headers, answer.media_type)
