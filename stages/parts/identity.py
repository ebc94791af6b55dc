"""Who sits at this browser: the device's cookie, and whether it is the server's own machine."""

import streamlit as st

from workshop.domain.people.accounts import Claims
from workshop.live.addresses import is_this_machine, names_this_machine
from workshop.live.limits import Limits
from workshop.live.server import COOKIE
from workshop.live.this_server import running_server
from workshop.queries.viewer import TOKEN
from workshop.settings import Settings

_LOCAL = "127.0.0.1"
_PROXY_HEADERS = (
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-Ip",
    "Forwarded",
    "Via",
)
_LIMITS = Limits()


def device_token() -> str | None:
    """The token in this browser's cookie, or None without one. Tests put another in its place."""
    token = st.context.cookies.get(COOKIE)
    return token if token and TOKEN.fullmatch(token) else None


def claims() -> Claims | None:
    """What the council's sign-in says of who sits here; None: nobody has signed in."""
    if not st.user.is_logged_in:
        return None
    said = st.user.to_dict()
    verified = said.get("email_verified")
    return Claims(
        issuer=str(said.get("iss") or ""),
        subject=str(said.get("sub") or ""),
        email=str(said.get("email") or ""),
        email_verified=verified if isinstance(verified, bool) else None,
    )


def address() -> str:
    """The address that the browser came from; Streamlit says None for the machine itself."""
    return st.context.ip_address or _LOCAL


def at_this_machine(settings: Settings) -> bool:
    """True in a browser on the server's own machine that comes through no proxy."""
    headers = st.context.headers
    forwarded = bool(settings.public_url) or any(name in headers for name in _PROXY_HEADERS)
    forwarded = forwarded or not names_this_machine(headers.get("Host"))
    return is_this_machine(address(), forwarded=forwarded)


def limits(settings: Settings) -> Limits:
    """What slows down wrong guesses, wherever they are made: the running server's own limits."""
    server = running_server(settings)
    return server.limits if server else _LIMITS


def present(settings: Settings, workshop_id: str) -> set[str]:
    """The people who have a page of this workshop open just now."""
    server = running_server(settings)
    return server.hub.present(workshop_id) if server else set()
