"""The light pages and what they load: HTML, modules, QR codes, and the ways in."""

import io
import re
from collections.abc import Awaitable, Callable
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import quote

import segno
from jinja2 import Environment, FileSystemLoader, select_autoescape
from segno.helpers import make_wifi_data
from sqlmodel import Session
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from workshop.domain.people.members import join, new_token, register_device, sign_out
from workshop.domain.people.secrets import CODE_LETTERS
from workshop.domain.room import note_phone
from workshop.enums import WorkshopState
from workshop.errors import (
    NotFoundError,
    Sentence,
    StrangerError,
    UnknownDeviceError,
    WorkshopError,
)
from workshop.live import assets
from workshop.live.addresses import for_phones, no_way_in
from workshop.live.answers.room import RoomAnswer, StateAnswer
from workshop.live.feed import Feed
from workshop.live.kept_page import KeptPage
from workshop.live.limits import door
from workshop.live.plain.forms import joining_of
from workshop.live.plain.page import PlainPage
from workshop.live.plain.told_once import say_once
from workshop.live.plain.wall import PlainWall
from workshop.live.plain_writing import Plainly, PlainWriting, proven
from workshop.live.reading.board import BoardPage
from workshop.live.reading.page import ReadingPage
from workshop.live.reading.room import RoomPages
from workshop.live.reading.summary import SummaryPage
from workshop.live.running.kept_cookie import ALLOW_COOKIES, MARK, NoCookieError, is_marked, marked
from workshop.live.security_headers import CONTENT_POLICY
from workshop.live.server import COOKIE, COOKIE_SECONDS, Server, address_of, form_body
from workshop.live.sort_page import SortPage
from workshop.live.spoken import hears, language_now, speaking, spoken_in, words_file
from workshop.live.this_server import home_path
from workshop.live.wire import me_json, room_json
from workshop.models import Workshop
from workshop.playbook import load_playbook
from workshop.queries.about import WorkshopView, about
from workshop.queries.people.few import is_few
from workshop.queries.people.scribes import seats
from workshop.queries.viewer import LOOK_ALIKES, TOKEN, Viewer


class CodeAlone(StringConvertor):
    """Five letters of codes, large or small, or such as look like them in other scripts.

    No other page's address is made of these.
    """

    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in CODE_LETTERS)
    letters = f"{CODE_LETTERS}{wide}{''.join(map(chr, LOOK_ALIKES))}"
    regex = f"[{letters}{letters.lower()}]{{5}}"


class LoudJoin(StringConvertor):
    """“join” as a keyboard or a hurried hand writes it."""

    regex = "(?!join(?:/|$))[Jj][Oo][Ii][Nn]"


register_url_convertor("code_alone", CodeAlone())
register_url_convertor("loud_join", LoudJoin())
SIGNED_OUT = Sentence(
    "You are signed out of this browser. Your two words, or the four, bring you back in any other."
)
Handler = Callable[[Request], Awaitable[Response]]
HERE = Path(__file__).parent
SPOKEN = (
    *("room.html", "notice.html", "kept.html", "sort.html", "read.html", "board.html"),
    *("project.html", "plain.html", "plain_wall.html"),
)
"""Pages that speak the language of their browser; the others speak that of the room."""


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"address": assets.address, "first": assets.first, "home": home_path}
    return made


def get_ready(language: str) -> None:
    """Load what the first phone would otherwise wait for: words, method and the room page."""
    load_playbook(language)
    spoken_in(language, language)
    _templates().get_template("room.html")
    import_module("babel.numbers")  # what its words count


MOST_RIGHT = 500


class Pages:
    """Handlers of everything that is not JSON."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._rooms = RoomPages(partial(self._html, "room.html"))
        self._right: set[str] = set()
        """Codes as they were typed, each of which was right when it was looked up last."""
        server.db.on_erase(self._rooms.kept.forget)

    def routes(self) -> list[Route]:
        writing = PlainWriting(self.server, self.room, self.notice)
        sort = SortPage(self.server, self._page, self.notice)
        kept = KeptPage(self.server, self._page, self.notice)
        board = BoardPage(self.server, self._page, self.notice)
        reading = ReadingPage(self.server, self._page, self.notice)
        summary = SummaryPage(self.server, self.notice)
        plain = PlainPage(self.server, self._page, self.notice)
        wall = PlainWall(self.server, self._page, self.notice)
        return [
            self._open("/join", self.join_form),
            Route("/{typed:code_alone}", self.typed, methods=["GET"]),
            Route("/{join:loud_join}/{typed}", self.typed, methods=["GET"]),
            self._open("/{join:loud_join}", self.join_form),
            self._door("/join/{code}", self.join),
            self._door("/join/{code}", self.join_plainly, "POST"),
            Route("/room/static/{file:path}", self.static, methods=["GET"]),
            Route("/room/words/{file}", words_file, methods=["GET"]),
            self._door("/room/{code}", self.room),
            self._door("/room/{code}", writing.send, "POST"),
            self._door("/plain/{code}", plain.show),
            self._door("/plain/{code}", plain.send, "POST"),
            self._door("/plain/{code}/wall", wall.show),
            self._door("/plain/{code}/wall", wall.move, "POST"),
            self._door("/summary/{code}", summary.show),
            self._door("/project/{code}", self.project),
            self._door("/sort/{code}", sort.show),
            self._door("/board/{code}", board.show),
            self._door("/board/{code}/picture/{size}", board.picture),
            self._open("/f", self.typed_words, "POST"),
            self._open("/sign-out", self.sign_out, "POST"),
            self._door("/read/{code}", reading.show),
            self._door("/kept/{code}", kept.show),
            self._door("/kept/{code}", kept.erase, "POST"),
            self._door("/kept/{code}/file", kept.take),
            self._open("/f/{secret}", self.facilitator),
            self._door("/qr/{code}-wifi.svg", self.wifi_qr),
            self._door("/qr/{code}.svg", self.join_qr),
        ]

    def _door(self, path: str, handler: Handler, method: str = "GET") -> Route:
        async def endpoint(request: Request) -> Response:
            try:
                return await handler(request)
            except StrangerError:
                return await self._introduced(request)

        return self._open(path, endpoint, method)

    def _open(self, path: str, handler: Handler, method: str = "GET") -> Route:
        """A page that speaks the language of its phone."""
        return Route(path, hears(handler, lambda: self.server.settings), methods=[method])

    async def _introduced(self, request: Request) -> Response:
        """Make a browser known and send it on, whether its code is right or wrong.

        So a newcomer never waits behind somebody else's wrong codes, and each guess costs a device.
        """
        token = _token(request)
        try:
            newcomers, address = self.server.limits.newcomers, door(address_of(request))
            await self.server.call(partial(newcomers.take, address))
            await self.server.write(partial(register_device, self.server.db, token=token))
        except WorkshopError as error:
            return self.notice(error)
        path, code = request.url.path, quote(request.path_params["code"].strip().upper()[:12])
        response = RedirectResponse(f"/room/{code}" if path.startswith("/join/") else path, 303)
        self.set_cookie(response, token)
        return response

    def _page(self, template: str, status: int = 200, **context: Any) -> Response:
        return _answer(self._html(template, **context), status)

    def _html(self, template: str, **context: Any) -> str:
        room = context.pop("language", self.server.settings.language)
        if template in SPOKEN:
            said = spoken_in(room, room) if context.get("framed") else speaking(room)
        else:
            said = {"language": room, "direction": "ltr"}
        found = _templates().get_template(template)
        return found.render(version=assets.version(), **said, **context)

    def notice(
        self, error: WorkshopError, code: str = "", words: str = "", *, box: str = "code"
    ) -> Response:
        """A mistake on a page of its own: the sentence, and the box for another code, or words.

        ``words`` that were sent stay there to be copied, and what is pressed opens beside them.

        Raises StrangerError, for the door that makes a browser known.
        """
        if isinstance(error, StrangerError):
            raise error
        language = self.server.settings.language
        return self._page(
            "notice.html",
            error.status,
            message=error.sentence,
            code=code,
            box=box,
            words=words,
            language=language,
        )

    def set_cookie(self, response: Response, token: str) -> None:
        response.set_cookie(
            COOKIE,
            token,
            max_age=COOKIE_SECONDS,
            httponly=True,
            samesite="lax",
            secure=self.server.settings.secure_cookies,
            path=self.server.settings.base_path or "/",
        )

    async def join_form(self, request: Request) -> Response:
        """The way in for those who type the code: ``/join?code=ABCDE``."""
        code = _typed_code(request.query_params.get("code", ""))
        if not code:
            return self.notice(NotFoundError("Type the five letters from the big screen."))
        return RedirectResponse(f"/join/{quote(code[:12])}", 303)

    async def typed(self, request: Request) -> Response:
        """The code typed right after the address, or in capitals: ``host/ABCDE``."""
        return RedirectResponse(f"/join/{quote(request.path_params['typed'].strip()[:12])}", 303)

    async def join(self, request: Request) -> Response:
        db, token, code = self.server.db, _token(request), request.path_params["code"]
        try:
            workshop = await self._let_in(request, token, code)
            if workshop.phone_seen_at is None and not self.server.is_local(request):
                await self.server.write(partial(note_phone, db, workshop_id=workshop.id))
        except WorkshopError as error:
            return self.notice(error, code)
        room = f"/room/{workshop.code}"
        unproved = MARK in request.query_params and COOKIE not in request.cookies
        response = RedirectResponse(marked(room) if unproved else room, 303)
        self.set_cookie(response, token)
        return response

    async def _let_in(self, request: Request, token: str, code: str) -> WorkshopView:
        """The workshop of this code, for a browser that is known by ``token`` from then on.

        Whoever types a code that nobody typed right before stands in no line of those who write.
        """
        if code in self._right and token != request.cookies.get(COOKIE):
            try:
                return (await self.server.as_newcomer(request, token, self._about))[1]
            except NotFoundError:
                self._right.discard(code)  # the workshop was deleted
                raise
        viewer, workshop = await self.server.as_viewer(request, self._about)
        if viewer.device_id is None:
            # With the others that come in: the disk is waited for once for all of them.
            await self.server.write(partial(register_device, self.server.db, token=token))
        if len(self._right) >= MOST_RIGHT:
            self._right.clear()
        self._right.add(code)
        return workshop

    async def join_plainly(self, request: Request) -> Response:
        """The join form, sent before its script was there: the same verb, then the room."""
        code = request.path_params["code"]
        try:
            draft = joining_of(await form_body(request))
            await self.server.as_writer(
                request, lambda viewer: join(self.server.db, viewer=viewer, draft=draft)
            )
        except UnknownDeviceError:
            return RedirectResponse(f"/join/{code}", 303)
        except WorkshopError as error:
            return self.notice(error, code)
        return RedirectResponse(f"/room/{code}", 303)

    async def room(self, request: Request, plainly: Plainly | None = None) -> Response:
        plainly = plainly or Plainly.fresh(request)
        try:
            viewer, heard, workshop = await self.server.as_viewer(request, self._heard)
        except WorkshopError as error:
            return self.notice(error, request.path_params["code"])
        if viewer.device_id is None and is_marked(request):
            return self.notice(NoCookieError(ALLOW_COOKIES), viewer.code)
        if viewer.device_id is None:
            return RedirectResponse(marked(f"/join/{viewer.code}"), 303)
        if MARK in request.query_params:
            return RedirectResponse(f"/room/{viewer.code}", 303)
        speaks = language_now(workshop.language)
        plainly = await proven(self.server, request, plainly)
        html = await self._rooms.html(workshop, heard, plainly, speaks)
        answer = _answer(html, plainly.status)
        return say_once(request, answer, self.server.settings)

    async def project(self, request: Request) -> Response:
        """The big screen; ``?in=console`` is the small copy of it there, which nobody steers."""
        small = request.query_params.get("in") == "console"
        try:
            viewer, state, workshop = await self.server.as_viewer(request, self._state)
        except WorkshopError as error:
            return self.notice(error, request.path_params["code"])
        base = self.server.base_address(workshop)
        open_now = workshop.state == WorkshopState.OPEN
        return self._page(
            "project.html",
            code=workshop.code,
            title=workshop.title,
            language=workshop.language,
            state=state,
            join_address=f"{base}/join/{workshop.code}",
            join_host=base.partition("://")[2],
            reachable=for_phones(base),
            nowhere=no_way_in(self.server.settings),
            warns=self.server.settings.own_certificate,
            can_steer=viewer.is_facilitator and open_now and not small,
            small=small,
            wifi={"ssid": workshop.wifi_ssid, "code": viewer.is_facilitator}
            if workshop.wifi_ssid
            else None,
        )

    def _about(self, viewer: Viewer) -> tuple[Viewer, WorkshopView]:
        with self.server.db.read() as session:
            return viewer, about(session, viewer.workshop_id)

    def _heard(self, viewer: Viewer) -> tuple[Viewer, StateAnswer, WorkshopView]:
        with self.server.db.read() as session:
            state, workshop = _room(self.server.hub.feed, session, viewer)
            people, few = seats(session, viewer), is_few(session, viewer)
            return viewer, {**state, "me": me_json(viewer, people, few=few)}, workshop

    def _state(self, viewer: Viewer) -> tuple[Viewer, RoomAnswer, WorkshopView]:
        with self.server.db.read() as session:
            return viewer, *_room(self.server.hub.feed, session, viewer)

    async def facilitator(self, request: Request) -> Response:
        """The facilitator's link: the cookie comes with the answer, the secret leaves the bar."""
        return await self._taken_over(request, request.path_params["secret"])

    async def typed_words(self, request: Request) -> Response:
        """The same words, typed into the form of the first page."""
        try:
            words = (await form_body(request)).get("words", "")
        except WorkshopError as error:
            return self.notice(error)
        return await self._taken_over(request, words)

    async def _taken_over(self, request: Request, secret: str) -> Response:
        renewed = new_token()
        try:
            code = await self.server.take_over(request, secret, _token(request), renewed)
        except WorkshopError as error:
            return self.notice(error, box="words")
        response = RedirectResponse(f"/console?code={code}", 303)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        self.set_cookie(response, renewed)
        return response

    async def sign_out(self, request: Request) -> Response:
        """Forget this browser: its token opens nothing any more, wherever it was copied."""
        db, token = self.server.db, request.cookies.get(COOKIE, "")
        try:
            was = await self.server.call(partial(sign_out, db, token=token))
        except WorkshopError as error:
            return self.notice(error)
        for workshop_id, person_id in was:
            self.server.hub.end_streams_of(workshop_id, person_id)
        language = self.server.settings.language
        response = self._page(
            "notice.html", message=SIGNED_OUT, box="code", language=language, left=True
        )
        path = self.server.settings.base_path or "/"
        response.delete_cookie(COOKIE, path=path, httponly=True, samesite="lax")
        response.headers["Clear-Site-Data"] = '"storage"'
        return response

    async def static(self, request: Request) -> Response:
        return assets.serve(request)

    async def join_qr(self, request: Request) -> Response:
        try:
            _viewer, _state, workshop = await self.server.as_viewer(request, self._state)
        except WorkshopError as error:
            return self.notice(error)
        base = self.server.base_address(workshop)
        if not for_phones(base):
            return JSONResponse({"detail": no_way_in(self.server.settings)}, 404)
        return _qr(segno.make(f"{base}/join/{workshop.code}", error="m"))

    async def wifi_qr(self, request: Request) -> Response:
        try:
            viewer, _state, workshop = await self.server.as_viewer(request, self._state)
            if not viewer.is_facilitator:
                # The code is on every phone; the password is for the screens of who steers.
                detail = "Open the big screen from the console for this."
                return JSONResponse({"detail": detail}, 403)
            if not workshop.wifi_ssid:
                return JSONResponse({"detail": "This room's wifi was not entered."}, 404)
            return _qr(await self.server.as_viewer(request, self._wifi))
        except WorkshopError as error:
            return self.notice(error)

    def _wifi(self, viewer: Viewer) -> segno.QRCode:
        """The one place where the password is read: it leaves as a picture."""
        with self.server.db.read() as session:
            workshop = session.get(Workshop, viewer.workshop_id)
            if workshop is None:
                raise NotFoundError("This workshop was deleted.")
            return wifi_code(workshop)


def _answer(html: str | bytes, status: int = 200) -> Response:
    return HTMLResponse(
        html,
        status,
        headers={"Content-Security-Policy": CONTENT_POLICY, "Cache-Control": "no-store"},
    )


def _qr(code: segno.QRCode) -> Response:
    kept = {"Cache-Control": "no-store"}
    return Response(qr_svg(code), media_type="image/svg+xml", headers=kept)


def wifi_code(workshop: Workshop) -> segno.QRCode:
    """The QR code that joins the room's wifi; segno escapes what the format reserves."""
    data = make_wifi_data(
        ssid=workshop.wifi_ssid,
        password=workshop.wifi_password or None,
        security="WPA" if workshop.wifi_password else "nopass",
        hidden=workshop.wifi_hidden,
    )
    # Left to itself, segno writes £ in Latin-1, which scanners take for Japanese.
    return segno.make_qr(data, encoding="utf-8")


def qr_svg(code: segno.QRCode) -> bytes:
    """A scalable black on white SVG with the quiet zone that scanners need."""
    out = io.BytesIO()
    code.save(out, kind="svg", border=4, dark="#000", light="#fff", omitsize=True, xmldecl=False)
    return out.getvalue()


def _room(feed: Feed, session: Session, viewer: Viewer) -> tuple[RoomAnswer, WorkshopView]:
    state = feed.state(session, viewer.workshop_id)
    if state is None:
        raise NotFoundError("This workshop was deleted.")
    return room_json(state), about(session, viewer.workshop_id)


def _typed_code(typed: str) -> str:
    """What somebody typed or pasted as the code; of a whole address its last part."""
    parts = [part.strip() for part in re.split("[?#]", typed)[0].split("/")]
    return next((part for part in reversed(parts) if part), "")


def _token(request: Request) -> str:
    """The device's token, or a new one where it has none or a damaged one."""
    given = request.cookies.get(COOKIE)
    return given if given and TOKEN.fullmatch(given) else new_token()
