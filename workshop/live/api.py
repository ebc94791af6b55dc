"""The JSON API: what light pages, and any other client, may ask and say."""

from collections.abc import Callable
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from workshop.domain import cards, room
from workshop.domain.people import join
from workshop.drafts import CardEdit, Joining, NewCard
from workshop.enums import Role
from workshop.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    UnknownDeviceError,
    WorkshopError,
)
from workshop.live.feed import VIEWS, View
from workshop.live.server import Server, address_of, json_body, problem
from workshop.live.wire import me_json, own_card_json, room_json
from workshop.queries.cards import Audience, own_cards
from workshop.queries.room import room_state
from workshop.queries.viewer import Viewer

Handler = Callable[[Request], Any]


class Api:
    """Handlers over one server. Each parses, calls one domain verb or query, and answers."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def routes(self) -> list[Route]:
        card = "/api/{code}/cards/{card}"
        return [
            self._route("/api/{code}", self.state, "GET"),
            self._route("/api/{code}/join", self.join, "POST"),
            self._route("/api/{code}/mine", self.mine, "GET"),
            self._route("/api/{code}/changes", self.changes, "GET"),
            self._route("/api/{code}/cards", self.add, "POST"),
            self._route(card, self.card, "PATCH", "DELETE"),
            self._route(card + "/restore", self.restore, "POST"),
            self._route("/api/{code}/steer", self.steer, "POST"),
        ]

    def _route(self, path: str, handler: Handler, *methods: str) -> Route:
        async def endpoint(request: Request) -> Response:
            try:
                answer: Response = await handler(request)
            except WorkshopError as error:
                return await self._problem(request, error)
            answer.headers["Cache-Control"] = "no-store"
            return answer

        return Route(path, endpoint, methods=list(methods))

    async def _problem(self, request: Request, error: WorkshopError) -> Response:
        if isinstance(error, NotFoundError) and await self._code_is_wrong(request):
            try:
                self.server.limits.wrong_code.take(address_of(request))
            except WorkshopError as slower:
                return await problem(request, slower)
        return await problem(request, error)

    async def _code_is_wrong(self, request: Request) -> bool:
        try:
            await self.server.viewer(request)
        except NotFoundError:
            return True
        return False

    async def _state(self, viewer: Viewer) -> dict[str, Any]:
        def read() -> dict[str, Any]:
            with self.server.db.read() as session:
                state = room_state(session, viewer.workshop_id)
                if state is None:
                    raise NotFoundError("This workshop was deleted.")
                return room_json(state)

        return await self.server.call(read)

    async def state(self, request: Request) -> Response:
        viewer = await self.server.known_viewer(request)
        return JSONResponse({**await self._state(viewer), "me": me_json(viewer)})

    async def join(self, request: Request) -> Response:
        viewer = await self.server.known_viewer(request)
        self._limit(viewer)
        draft = Joining.read(await json_body(request))
        joined = await self.server.call(partial(join, self.server.db, viewer=viewer, draft=draft))
        return JSONResponse({"me": me_json(joined)})

    def _limit(self, viewer: Viewer) -> None:
        self.server.limits.device.take(f"{viewer.workshop_id}:{viewer.device_id}")
        self.server.limits.workshop.take(viewer.workshop_id)

    async def mine(self, request: Request) -> Response:
        viewer = await self.server.known_viewer(request)

        def read() -> list[dict[str, Any]]:
            with self.server.db.read() as session:
                found = own_cards(session, viewer.workshop_id, viewer.person_id)
                return [own_card_json(card) for card in found]

        return JSONResponse({"cards": await self.server.call(read)})

    async def add(self, request: Request) -> Response:
        viewer = await self.server.known_viewer(request)
        self._limit(viewer)
        draft = NewCard.read(await json_body(request))
        key = request.headers.get("idempotency-key")
        if key is None:
            raise InvalidInputError("The header Idempotency-Key is missing.")
        receipt = await self.server.call(
            partial(cards.add_card, self.server.db, viewer=viewer, draft=draft, key=key)
        )
        body = {"id": receipt.id, "revision": receipt.revision}
        return JSONResponse(body, 201 if receipt.created else 200)

    async def card(self, request: Request) -> Response:
        viewer = await self.server.known_viewer(request)
        self._limit(viewer)
        card_id = request.path_params["card"]
        if request.method == "DELETE":
            return await self._withdraw(viewer, card_id, withdrawn=True)
        draft = CardEdit.read(await json_body(request))
        receipt = await self.server.call(
            partial(cards.edit_card, self.server.db, viewer=viewer, card_id=card_id, draft=draft)
        )
        return JSONResponse(
            {"id": receipt.id, "revision": receipt.revision, "version": receipt.version}
        )

    async def restore(self, request: Request) -> Response:
        viewer = await self.server.known_viewer(request)
        self._limit(viewer)
        return await self._withdraw(viewer, request.path_params["card"], withdrawn=False)

    async def _withdraw(self, viewer: Viewer, card_id: str, *, withdrawn: bool) -> Response:
        receipt = await self.server.call(
            partial(
                cards.withdraw_card,
                self.server.db,
                viewer=viewer,
                card_id=card_id,
                withdrawn=withdrawn,
            )
        )
        return JSONResponse({"id": receipt.id, "revision": receipt.revision})

    async def steer(self, request: Request) -> Response:
        viewer = await self.server.known_viewer(request)
        self._limit(viewer)
        verb = steering(self.server, viewer, await json_body(request))
        await self.server.call(verb)
        return JSONResponse({**await self._state(viewer), "me": me_json(viewer)})

    async def changes(self, request: Request) -> Response:
        """What a client missed, for those that cannot keep a stream open."""
        viewer, view = await allowed_view(self.server, request)
        hub = self.server.hub
        news = await self.server.call(
            partial(
                hub.feed.changes,
                viewer.workshop_id,
                view,
                hub.feed.since(request.query_params.get("since")),
                viewer.person_id if view.name == "phone" else None,
            )
        )
        return JSONResponse(news)


async def allowed_view(server: Server, request: Request) -> tuple[Viewer, View]:
    """The viewer and the stream they may have. The projector needs only the code."""
    viewer = await server.viewer(request)
    view = VIEWS.get(request.query_params.get("view", "phone"))
    if view is None:
        raise InvalidInputError("The view must be projector, console or phone.")
    if view.audience is Audience.FACILITATOR and not viewer.is_facilitator:
        raise NotAllowedError("Only the facilitator can see this.")
    if view.name == "phone" and viewer.role is Role.VISITOR:
        raise UnknownDeviceError("Please join the workshop with its code first.")
    return viewer, view


def steering(server: Server, viewer: Viewer, given: dict[str, Any]) -> Callable[[], None]:
    """The domain verb that a steering request names."""
    db, do = server.db, given.get("do")
    activity = given.get("activity")
    if activity is not None and not isinstance(activity, str):
        raise InvalidInputError("“activity” must be the key of an activity.")
    match do:
        case "next" | "previous":
            return partial(room.step, db, viewer=viewer, forward=do == "next")
        case "move" if activity:
            return partial(room.move_to, db, viewer=viewer, activity=activity)
        case "open":
            anyway = given.get("anyway") is True
            return partial(room.open_activity, db, viewer=viewer, activity=activity, anyway=anyway)
        case "close":
            return partial(room.close_activity, db, viewer=viewer)
        case "reveal":
            return partial(room.reveal, db, viewer=viewer, activity=activity)
        case "minutes" if type(given.get("minutes")) is int:
            return partial(room.add_minutes, db, viewer=viewer, minutes=given["minutes"])
        case "stop-timer":
            return partial(room.stop_timer, db, viewer=viewer)
        case "show":
            return partial(room.show, db, viewer=viewer, what=str(given.get("what")))
        case "pause" | "resume":
            return partial(room.pause, db, viewer=viewer, paused=do == "pause")
    raise InvalidInputError("This is not something that the room can be asked to do.")
