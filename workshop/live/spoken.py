"""In which language a page speaks: what its phone chose, asks for, or what the room was made in.

The choice is remembered by the device, in a cookie of its own. Whoever asks is known to everything
that words an answer by ``asking``, so that refusals are worded here, at the edge.
"""

import gzip
import hashlib
import json
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from functools import cache, partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from workshop.kinds.languages import CARD_LANGUAGES, written_in
from workshop.live.this_server import home_path
from workshop.settings import Settings
from workshop.words import ENGLISH, best_of, catalogue, languages, own_name
from workshop.words.catalogues import BIG_SCREEN
from workshop.words.saying import Saying
from workshop.words.sentences import of_script

COOKIE = "reframe_words"
COOKIE_SECONDS = 365 * 24 * 3600
ASKED = "lang"
_ADDRESSED = {"": "", BIG_SCREEN: "screen"}
"""Whose words a script holds -> how its address says so."""
_asking: ContextVar[Request | None] = ContextVar("asking", default=None)
Handler = Callable[[Request], Awaitable[Response]]


def hears(handler: Handler, settings: Callable[[], Settings]) -> Handler:
    """The handler of a page, with its language: ``?lang=pl`` chooses one and comes back."""

    async def endpoint(request: Request) -> Response:
        chosen = request.query_params.get(ASKED)
        if request.method == "GET" and chosen in languages():
            kept = request.url.remove_query_params(ASKED)
            back = home_path() + request.url.path + (f"?{kept.query}" if kept.query else "")
            answer = RedirectResponse(back, 303)
            answer.set_cookie(
                COOKIE,
                chosen,
                max_age=COOKIE_SECONDS,
                path=settings().base_path or "/",
                secure=settings().secure_cookies,
                samesite="lax",
            )
            return answer
        token = _asking.set(request)
        try:
            return await handler(request)
        finally:
            _asking.reset(token)

    return endpoint


def language_of(request: Request | None, room: str) -> str:
    """The language of a page: chosen, asked for, or ``room``'s own as far as we can speak it."""
    there = languages()
    if request is not None:
        chosen = request.cookies.get(COOKIE, "")
        if chosen in there:
            return chosen
        if asked := best_of(request.headers.get("accept-language", ""), there):
            return asked
    return room if room in there else ENGLISH


def writes_in(request: Request, text: object) -> str:
    """The language in which whoever asks is taken to write, until they say otherwise; "" if none.

    More can be told of a card than we can say ourselves. Words in other letters than those of the
    phone's language are not in it.
    """
    chosen = request.cookies.get(COOKIE, "")
    if chosen not in CARD_LANGUAGES:
        chosen = best_of(request.headers.get("accept-language", ""), CARD_LANGUAGES) or ""
    told = bool(chosen) and isinstance(text, str) and written_in(chosen, text)
    return chosen if told else ""


def language_now(room: str) -> str:
    """The language of the page that is asked for now."""
    return language_of(_asking.get(), room)


def speaking(room: str) -> dict[str, Any]:
    """What a template needs to speak to whoever asks now; ``room`` is the language of its data."""
    return spoken_for(_asking.get(), room)


def spoken_for(request: Request | None, room: str) -> dict[str, Any]:
    """The same for whoever sent this request."""
    return spoken_in(language_of(request, room), room)


def spoken_in(language: str, room: str) -> dict[str, Any]:
    """The same in one language, whoever asks."""
    found = catalogue(language if language in languages() else ENGLISH)
    return {
        "language": found.language,
        "direction": found.direction,
        "method_language": room,
        "method_direction": catalogue(room if room in languages() else ENGLISH).direction,
        "spoken": "" if found.language == ENGLISH else address(found.language),
        "spoken_large": ""
        if found.language == ENGLISH
        else partial(address, found.language, BIG_SCREEN),
        "draft": found.draft,
        "languages": [(one, own_name(one)) for one in languages()],
        "_": Saying(found, ENGLISH),
        "_m": Saying(found, room),
        "_a": found.tell,
        "_n": found.count,
        "_day": found.day,
        "comma": "، " if found.direction == "rtl" else ", ",
    }


@cache
def _script(language: str, of: str = "") -> tuple[bytes, bytes, str]:
    """The words of a language as a script that runs before the page's own, plain and compressed.

    Those of the big screen come in a second one, behind those that it shares with phones.
    """
    found = catalogue(language)
    said = {
        text: forms for text, forms in found.said.items() if found.elsewhere.get(text, "") == of
    }
    given = {"language": language, "forms": found.form.order, "said": said}
    plain = json.dumps(
        said if of else given, ensure_ascii=False, separators=(",", ":"), default=dict
    )
    if of:
        plain = f"Object.assign(globalThis.reframeWords.said,{plain})"
    else:
        plain = f"globalThis.reframeWords={plain}"
    content = plain.encode()
    return content, gzip.compress(content, 9, mtime=0), hashlib.sha256(content).hexdigest()[:12]


@cache
def few_words(language: str, script: str) -> dict[str, Any]:
    """The words that one module of words asks for, to stand in a page that says no others."""
    found = catalogue(language)
    said = {text: found.said[text] for text in of_script(script) if text in found.said}
    return {"language": language, "forms": found.form.order, "said": said}


def address(language: str, of: str = "") -> str:
    """Where the words of a language are: a new address when any of them changes."""
    name = f"{language}.{_ADDRESSED[of]}" if of else language
    return f"{home_path()}/room/words/{name}-{_script(language, of)[2]}.js"


async def words_file(request: Request) -> Response:
    """The words of one language, to be kept for ever."""
    name, _, tag = request.path_params["file"].removesuffix(".js").rpartition("-")
    language, _, screen = name.partition(".")
    of = next((one for one, known in _ADDRESSED.items() if known == screen), None)
    if language not in languages() or language == ENGLISH or of is None:
        return JSONResponse({"detail": "There is no such file."}, 404)
    plain, packed, now = _script(language, of)
    kept = "public, max-age=31536000, immutable" if tag == now else "no-cache"
    headers = {"Cache-Control": kept, "Vary": "Accept-Encoding"}
    media = "text/javascript; charset=utf-8"
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(packed, media_type=media, headers=headers)
    return Response(plain, media_type=media, headers=headers)
