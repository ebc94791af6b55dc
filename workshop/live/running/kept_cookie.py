"""Whether a browser keeps our cookie: one that does not is told so, and not sent round for ever."""

import time

from starlette.requests import Request

from workshop.errors import InvalidInputError, Sentence

SOON = 60
"""Seconds in which a browser follows the way in; an address with this mark may be passed on."""
MARK = "again"

ALLOW_COOKIES = Sentence(
    "This browser keeps no cookies, so the room cannot know you again. Allow cookies for this "
    "address, or use another browser, then press “Join in”."
)


class NoCookieError(InvalidInputError):
    """It was given a cookie a moment ago, and comes back without."""

    status = 400


def marked(path: str) -> str:
    """The address of a page, with the mark that a cookie was given on the way there."""
    return f"{path}?{MARK}={int(time.time())}"


def is_marked(request: Request) -> bool:
    """Whether a cookie was given a moment ago."""
    given = request.query_params.get(MARK, "")
    return given.isdecimal() and len(given) < 15 and abs(time.time() - int(given)) < SOON
