"""What the routes share, and the one place where a request becomes a viewer."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, TypeVar, cast
from urllib.parse import parse_qsl

from anyio import CapacityLimiter, to_thread
from filelock import FileLock
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from workshop.db import Database
from workshop.domain.people.members import Chance, register_device, secret_chance, take_over
from workshop.errors import (
    AlikeError,
    ChangedMeanwhileError,
    GateClosedError,
    InvalidInputError,
    NotFoundError,
    Quoted,
    Sentence,
    Sentences,
    StorageError,
    TooFastError,
    UnknownDeviceError,
    WorkshopError,
)
from workshop.live.addresses import base_address, is_this_machine
from workshop.live.answers.problem import AlikeCard, CurrentWords, ProblemAnswer, SaidOf
from workshop.live.connections import SILENT_SECONDS
from workshop.live.hub import Hub
from workshop.live.limits import Limits, door
from workshop.live.running.readers import Readers
from workshop.live.writer import Writer
from workshop.queries.about import WorkshopView
from workshop.queries.viewer import Viewer, device_id, identified
from workshop.settings import Settings

COOKIE = "reframe_device"
COOKIE_SECONDS = 180 * 24 * 3600
"""A series of meetings fits in; the two words and the four words bring back what comes later."""
MAX_BODY = 256 * 1024
MOST_WITH_PICTURE = 4 * 1024 * 1024
MAX_FIELDS = 200
"""A form asks for £100 with a field for each part of the work, however many there are."""
MOST_READING = 6
"""Requests that are read for at once."""
MOST_DIGITS = 18
"""A database's whole numbers have 64 bits."""

T = TypeVar("T")
LOG = logging.getLogger(__name__)


class UnforeseenError(WorkshopError):
    """A mistake of ours. The client keeps what it sent and tries again."""

    status = 500
    code = "unforeseen"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                "Something went wrong on the server. Your words are kept. "
                "Please try again in a moment."
            )
        )


@dataclass(slots=True)
class Server:
    """One running server. ``call`` runs database work in a few threads of its own.

    ``lock`` is held while this server has its database to itself, where a file needs that.
    ``writer`` does the writes of the room: what they read, they read in the transaction in which
    they write.
    """

    db: Database
    hub: Hub
    settings: Settings
    limits: Limits = field(default_factory=Limits)
    lock: FileLock = field(init=False)
    writer: Writer = field(init=False)
    readers: Readers = field(init=False)
    _lines: dict[Chance, CapacityLimiter] = field(default_factory=dict)
    _slow: dict[tuple[str, bool], CapacityLimiter] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lock = FileLock(f"{self.db.path}-server.lock")
        self.writer = Writer(self.db)
        self.readers = Readers(MOST_READING)

    async def call(self, work: Callable[[], T]) -> T:
        return await self._heard(self.readers(work))

    async def one_by_one(
        self, work: Callable[[], T], *, line: Literal["pictures", "voices"], joined: bool
    ) -> T:
        """Do what takes seconds of a processor and no database: the others wait their turn.

        Those who have joined have a line of their own, for pictures and for voices each.
        """
        limiter = self._slow.setdefault((line, joined), CapacityLimiter(1))
        return await to_thread.run_sync(work, limiter=limiter)

    async def _heard(self, answer: Awaitable[T]) -> T:
        """The answer; the consoles hear of it when the database gives none."""
        try:
            return await answer
        except StorageError as trouble:
            self.hub.in_trouble(str(trouble))
            raise

    async def as_viewer(self, request: Request, work: Callable[[Viewer], T]) -> T:
        """Find out who asks and do the work for them, in one thread.

        Raises NotFoundError for a wrong code, which costs its address a try.
        """
        return await self.call(partial(self._at_one_moment, self._for_viewer(request, work)))

    async def as_known(
        self, request: Request, work: Callable[[Viewer], T], *, counted: bool = False
    ) -> T:
        """As ``as_viewer``; raises UnknownDeviceError for a device that has not been here.

        What is ``counted`` counts against the limits of the device and the workshop.
        """
        found = self._for_viewer(request, partial(self._known, work, counted))
        return await self.call(found if counted else partial(self._at_one_moment, found))

    async def as_writer(self, request: Request, work: Callable[[Viewer], T]) -> T:
        """As ``as_known`` and counted, for quick writes: done in the writing thread, where those
        that wait share a transaction.
        """
        known = partial(self._known, work, True)
        return await self._heard(self.writer(self._for_viewer(request, known)))

    async def as_newcomer(self, request: Request, token: str, work: Callable[[Viewer], T]) -> T:
        """As ``as_viewer``, of a browser without a cookie, which is known by ``token`` after it.

        In one go, in the writing thread: nobody knows it yet, so nothing is found out before.
        """
        asked = self._for_viewer(request, work)

        def done() -> T:
            found = asked()
            register_device(self.db, token=token)
            return found

        return await self._heard(self.writer(done))

    def _at_one_moment(self, work: Callable[[], T]) -> T:
        """Who asks and what they read, in one transaction: beginning one costs as much as it."""
        with self.db.one_moment():
            return work()

    def _known(self, work: Callable[[Viewer], T], counted: bool, viewer: Viewer) -> T:
        if viewer.device_id is None:
            raise UnknownDeviceError("Please join the workshop with its code first.")
        if counted:
            self.limits.device.take(f"{viewer.workshop_id}:{viewer.device_id}")
            self.limits.workshop.take(viewer.workshop_id)
        return work(viewer)

    def _for_viewer(self, request: Request, work: Callable[[Viewer], T]) -> Callable[[], T]:
        code, token, address = _asked(request)
        return lambda: work(self._identify(token, code, address))

    async def write(self, work: Callable[[], T]) -> T:
        """Do a quick write in the writing thread. It counts against nobody."""
        return await self._heard(self.writer(work))

    def _identify(self, token: str | None, code: str, address: str) -> Viewer:
        try:
            with self.db.rows() as connection:
                viewer = identified(connection, token=token, code=code)
                device = viewer.device_id
        except NotFoundError:
            self.limits.wrong_try(address, self._known_device(token))
            raise
        if device is None:
            self.limits.stranger(address)
        return viewer

    def _known_device(self, token: str | None) -> str:
        with self.db.rows() as connection:
            return device_id(connection, token) or ""

    async def take_over(self, request: Request, secret: str, token: str, renewed: str) -> str:
        """The code of the workshop that the four words open, for this device.

        The device is known by ``renewed`` from then on: a token that somebody else may have seen
        or set before opens nothing.

        Right words always do, however many wrong ones came from the same address. Checking is slow
        on purpose, so what cannot be right is turned away before, and the rest goes one by one.
        """
        address = address_of(request)
        chance = await self.call(partial(secret_chance, self.db, secret=secret))
        try:
            if chance is Chance.OLD:
                await self.call(partial(self.limits.wrong_secret.check, door(address)))
            work = partial(take_over, self.db, token=token, secret=secret, renewed=renewed)
            return await to_thread.run_sync(work, limiter=self._line(chance))
        except NotFoundError:
            await self.call(partial(self.limits.wrong_words, address))
            raise

    def _line(self, chance: Chance) -> CapacityLimiter:
        """Likely words stand in a line of their own, not behind those that anybody may try."""
        return self._lines.setdefault(chance, CapacityLimiter(1))

    def is_local(self, request: Request) -> bool:
        return is_this_machine(
            request.client.host if request.client else None,
            forwarded=bool(self.settings.public_url) or "x-forwarded-for" in request.headers,
        )

    def base_address(self, workshop: WorkshopView) -> str:
        """The address for phones of this workshop."""
        return base_address(self.settings, workshop.address)


def _asked(request: Request) -> tuple[str, str | None, str]:
    return request.path_params["code"], request.cookies.get(COOKIE), address_of(request)


def key_of(request: Request) -> str | None:
    """The Idempotency-Key of what is asked for."""
    return request.headers.get("idempotency-key")


def address_of(request: Request) -> str:
    return request.client.host if request.client else "unknown"


async def json_body(request: Request, most: int = MAX_BODY) -> dict[str, Any]:
    """The JSON object that was sent. Raises InvalidInputError for more than ``most`` bytes."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise InvalidInputError("Please send JSON (content type application/json).")
    body = await _body(request, most)
    try:
        # Not as bytes: json takes half characters and other encodings there, and UTF-8 has neither.
        value = json.loads(body.decode("utf-8"), parse_int=_whole_number)
        if b"\\ud" in body.lower():
            value = json.loads(_whole_characters(value))
    except (ValueError, RecursionError):
        raise InvalidInputError("This request is not readable JSON.") from None
    if not isinstance(value, dict):
        raise InvalidInputError("This request must be one JSON object.")
    return value


def _whole_number(digits: str) -> int:
    """A number that every database can be asked about; nothing that people count is larger."""
    if len(digits) > MOST_DIGITS:
        raise InvalidInputError("This number is too large. Please write a smaller one.")
    return int(digits)


async def form_body(request: Request) -> dict[str, str]:
    """What a form without files sent. Raises InvalidInputError with a sentence."""
    return dict(await form_pairs(request))


async def form_pairs(request: Request, most: int = MAX_FIELDS) -> list[tuple[str, str]]:
    """The same in its order, where one name may stand several times; without what is empty."""
    try:
        return parse_qsl((await _body(request)).decode("ascii"), max_num_fields=most)
    except ValueError:
        raise InvalidInputError("This form could not be read. Please send it again.") from None


async def _body(request: Request, most: int = MAX_BODY) -> bytes:
    body = bytearray()
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(SILENT_SECONDS) as patience:
            more = True
            while more:
                message = await request.receive()
                if message["type"] == "http.disconnect":
                    raise ClientDisconnect
                body += message.get("body", b"")
                if len(body) > most:
                    raise InvalidInputError(
                        "This is too long to be sent at once. Please shorten it."
                    )
                more = message.get("more_body", False)
                if more and message.get("body"):
                    patience.reschedule(loop.time() + SILENT_SECONDS)
    except TimeoutError:
        raise ClientDisconnect from None  # nothing comes any more: half of it is no words
    return bytes(body)


def _whole_characters(value: object) -> str:
    """JSON in which half a character, such as a cut emoji, is the replacement character."""
    text = json.dumps(value, ensure_ascii=False)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


async def answered(answer: Awaitable[Response]) -> Response:
    """The answer, or the mistake as a problem. What nobody foresaw is logged, and never shown."""
    try:
        return await answer
    except WorkshopError as error:
        return problem(error)
    except ClientDisconnect:
        return Response(status_code=400)  # nobody is there to read it, and nothing went wrong
    except Exception:
        LOG.exception("A request failed")
        return problem(UnforeseenError())


def said_of(found: Sentence) -> SaidOf:
    """How a sentence is put together, for a page that says it in another language."""
    said: SaidOf = {"text": found.template, "values": dict(found.values), "count": found.number}
    ours = [name for name, value in found.values.items() if isinstance(value, Sentence | Sentences)]
    if ours:
        said["ours"] = ours
    quoted = {name: list(v.words) for name, v in found.values.items() if isinstance(v, Quoted)}
    if quoted:
        said["quoted"] = quoted
    return said


def problem(error: WorkshopError) -> Response:
    """A mistake as ``application/problem+json`` (RFC 9457); ``detail`` is for people, in English.

    ``said`` is how the sentence is put together, where it has values: a page says it in the
    language of its phone.
    """
    body: ProblemAnswer = {
        "type": f"urn:reframe:problem:{error.code}",
        "title": error.code.replace("-", " ").capitalize(),
        "status": error.status,
        "detail": str(error),
    }
    if isinstance(found := error.sentence, Sentence):
        body["said"] = said_of(found)
    headers = {"Cache-Control": "no-store"}
    if isinstance(error, ChangedMeanwhileError):
        body["current"] = cast(CurrentWords, error.current)
    if isinstance(error, AlikeError):
        body["alike"] = cast(list[AlikeCard], error.alike)
    if isinstance(error, GateClosedError):
        body["gates"] = list(error.gates)
    if isinstance(error, TooFastError):
        headers["Retry-After"] = str(max(1, round(error.retry_after + 0.5)))
    return JSONResponse(body, error.status, headers=headers, media_type="application/problem+json")
