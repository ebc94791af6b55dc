"""What people say and who they are: done, hands, seats at a device, ways back."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from workshop.domain.people.hands import raise_hand, say_done
from workshop.domain.people.next_person import pass_on
from workshop.domain.people.scribes import seat
from workshop.domain.people.way_back import come_back
from workshop.domain.receipts import once
from workshop.drafts import Joining
from workshop.errors import InvalidInputError, NotFoundError
from workshop.live.answers.room import DoneAnswer, HandAnswer, SeatedAnswer, SelfAnswer
from workshop.live.limits import door
from workshop.live.server import COOKIE, Server, address_of, json_body, key_of
from workshop.live.wire import me_json
from workshop.queries.people.few import is_few
from workshop.queries.people.scribes import seats
from workshop.queries.viewer import Viewer, identify
from workshop.security_log import SecurityEvent, note

T = TypeVar("T")


def come_back_counted(server: Server, viewer: Viewer, address: str, words: str) -> str:
    """Be again who these two words belong to, and answer whom; only wrong words count as a try.

    Raises NotFoundError, and TooFastError after too many wrong ones.
    """
    device, limits = viewer.device_id or "", server.limits
    limits.returning(viewer.workshop_id, device, address)
    try:
        person = come_back(server.db, viewer=viewer, words=words)
    except NotFoundError:
        note(SecurityEvent.WRONG_RETURN_WORDS, viewer.code, address=door(address))
        raise
    except Exception:
        limits.returned(viewer.workshop_id, device, address)
        raise
    limits.returned(viewer.workshop_id, device, address)
    return person


class PeopleApi:
    """Handlers for ``/api/{code}/done``, ``hand``, ``seats``, ``next`` and ``return``."""

    def __init__(self, server: Server) -> None:
        self.server = server

    async def _write(self, request: Request, work: Callable[[Viewer], T]) -> T:
        return await self.server.as_known(request, work, counted=True)

    async def _say(self, request: Request, say: Callable[[Viewer], None]) -> None:
        """What may be said twice with one key, and then counts once."""
        db, key = self.server.db, key_of(request)

        def work(viewer: Viewer) -> None:
            act = partial(say, viewer)
            once(db, viewer=viewer, key=key, act=act, again=lambda _: None)

        await self._write(request, work)

    async def done(self, request: Request) -> Response:
        """Say that one is done with the activity, or with ``"done": false`` not yet."""
        given = await json_body(request)
        activity = given.get("activity")
        if not isinstance(activity, str):
            raise InvalidInputError("“activity” must be the key of an activity.")
        done = given.get("done") is not False

        def say(viewer: Viewer) -> None:
            say_done(self.server.db, viewer=viewer, activity=activity, done=done)

        await self._say(request, say)
        body: DoneAnswer = {"done_in": activity if done else None}
        return JSONResponse(body)

    async def hand(self, request: Request) -> Response:
        """Raise one's hand, or with ``"up": false`` take it down."""
        up = (await json_body(request)).get("up") is not False

        def say(viewer: Viewer) -> None:
            raise_hand(self.server.db, viewer=viewer, up=up)

        await self._say(request, say)
        body: HandAnswer = {"hand": up}
        return JSONResponse(body)

    async def seat(self, request: Request) -> Response:
        """Seat somebody without a device at this one; answers them and who else sits there."""
        given = await json_body(request)
        token, db, key = request.cookies.get(COOKIE), self.server.db, key_of(request)

        def work(viewer: Viewer) -> SeatedAnswer:
            act = partial(seat, db, viewer=viewer, draft=Joining.read(given))
            seated = once(db, viewer=viewer, key=key, act=act, again=str, made=str)
            with db.read() as session:
                me = identify(session, token=token, code=viewer.code)
                return {
                    "id": seated,
                    "me": me_json(me, seats(session, me), few=is_few(session, me)),
                }

        return JSONResponse(await self._write(request, work), 201)

    async def pass_on(self, request: Request) -> Response:
        """The next person has this device: whoever had it is somebody else's business now."""
        await json_body(request)  # no form of another site can send that
        token, db, key = request.cookies.get(COOKIE), self.server.db, key_of(request)

        def work(viewer: Viewer) -> tuple[str, str, SelfAnswer]:
            self.server.limits.passed_on.take(f"{viewer.workshop_id}:{viewer.device_id}")
            act = partial(pass_on, db, viewer=viewer)
            left = once(db, viewer=viewer, key=key, act=act, again=lambda _: "")
            with db.read() as session:
                me = identify(session, token=token, code=viewer.code)
                who = me_json(me, seats(session, me), few=is_few(session, me))
                return viewer.workshop_id, left, {"me": who}

        workshop_id, left, body = await self._write(request, work)
        self.server.hub.end_streams_of(workshop_id, left)
        return JSONResponse(body)

    async def come_back(self, request: Request) -> Response:
        """Be again who these two words belong to; their other browser is asked to join anew."""
        words = (await json_body(request)).get("words")
        if not isinstance(words, str) or len(words) > 100:
            raise InvalidInputError("Type the two words from your other screen.")
        token, db = request.cookies.get(COOKIE), self.server.db
        address = address_of(request)

        def work(viewer: Viewer) -> tuple[Viewer, SelfAnswer]:
            come_back_counted(self.server, viewer, address, words)
            with db.read() as session:
                me = identify(session, token=token, code=viewer.code)
                return me, {"me": me_json(me, seats(session, me), few=is_few(session, me))}

        me, body = await self._write(request, work)
        self.server.hub.end_streams_of(me.workshop_id, me.person_id or "")
        return JSONResponse(body)
