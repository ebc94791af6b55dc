"""Start everything on one port: the app's pages, the light pages, the API and the live stream."""

import gc
import json
import sys
import threading
import tomllib
import webbrowser
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from streamlit.components.v2 import manifest_scanner

from workshop.enums import StageKey
from workshop.errors import WorkshopError
from workshop.live.addresses import base_addresses, for_phones, no_way_in
from workshop.live.connections import few_files, more_files
from workshop.live.framework_doors import Guard
from workshop.live.pages import Pages
from workshop.live.running.below import Below, BelowAgain
from workshop.live.running.known_paths import KnownPaths
from workshop.live.running.log import write_lines
from workshop.live.running.metrics import Measurements
from workshop.live.running.watch import Watch
from workshop.live.security_headers import app_policy
from workshop.live.site import DeviceCookie, Edge, make_server, routes, running
from workshop.live.tls import WARNING, certificate, vouched_for
from workshop.pictures.limits import MOST_BYTES
from workshop.settings import Settings, load_settings

FRAME = Path(st.__file__).parent / "static" / "index.html"
SCRIPT = Path(__file__).with_name("shell.py")
"""Beside it stands ``.streamlit`` with the app's look, so that any folder will do to start in."""

PAGES = frozenset({"tour", "console", "plan", "downloads", *StageKey})
"""The addresses of the app's own pages (``frame``); whatever else is asked for is not there."""


SIGN_IN = frozenset({"auth/login", "auth/logout", "oauth2callback"})
"""The framework's own doors for signing in, which are there only where somebody may."""


def build(settings: Settings) -> st.App:
    """The whole product as one ASGI application."""
    server = make_server(settings)
    measured = Measurements(server)
    doors = routes(server, measured)

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any] | None]:
        async with running(server, loads=load_pages, settled=leave_alone):
            write_lines(as_json=settings.log_json)
            announce(settings)
            yield {"server": server}

    return st.App(
        SCRIPT,
        lifespan=lifespan,
        routes=doors,
        middleware=[
            Middleware(Below, path=settings.base_path),
            Middleware(Watch, measured=measured, logs=settings.log_json),
            Middleware(Guard, server=server),
            Middleware(
                DeviceCookie,
                secure=settings.secure_cookies,
                lasting=vouched_for(settings),
                policy=app_policy(FRAME.read_text(encoding="utf-8")),
                path=settings.base_path or "/",
            ),
            Middleware(Edge, routes=doors),
            Middleware(
                KnownPaths,
                routes=doors,
                pages=PAGES | (SIGN_IN if settings.sign_in else frozenset()),
                notice=Pages(server).notice,
            ),
            Middleware(BelowAgain, routes=doors, path=settings.base_path),
        ],
    )


def load_pages() -> None:
    """Load what draws the app's pages: more than a second that the first page would wait for."""
    import_module("stages.frame")


def look_for_no_components() -> None:
    """Keep the framework from reading what each installed package says of itself, three times.

    It looks for components in them, for a tenth of a start. Ours come with the pages.
    """
    manifest_scanner.scan_component_manifests = lambda *_given, **_named: []


def leave_alone() -> None:
    """Let the garbage collector pass by what is loaded by now, and stays for ever.

    Looking through it takes a tenth of a second, in which no card is stored or shown. What is
    made from now on is looked through often: the command that started this had put it off. What
    has lasted is looked through seldom: most of it is people in a full room, as many as before.
    """
    gc.set_threshold(700, 10, 50)
    gc.collect()
    gc.freeze()


def announce(settings: Settings) -> None:
    """Say where to go, in the terminal and in the browser of this machine."""
    here = f"{'https' if settings.https else 'http'}://localhost:{settings.port}"
    print(f"\n  Reframe is running.\n\n  On this computer:  {here}")
    addresses = [one for one in base_addresses(settings) if for_phones(one)]
    for address in addresses:
        print(f"  For phones:        {address}")
    if not addresses:
        print(f"\n  {no_way_in(settings)}")
    if settings.own_certificate:
        print(f"\n  {WARNING}")
    if sentence := few_files(more_files()):
        print(f"\n  {sentence}")
    print("\n  To stop it, press Ctrl+C.\n", flush=True)
    if settings.open_browser:
        threading.Timer(1.0, webbrowser.open, [here]).start()


def config(settings: Settings) -> Mapping[str, Any]:
    files = certificate(settings)
    names = ("server.sslCertFile", "server.sslKeyFile")
    return {
        **_type_below(settings.base_path),
        **(dict(zip(names, map(str, files), strict=True)) if files else {}),
        "server.baseUrlPath": settings.base_path,
        "server.port": settings.port,
        "server.address": settings.host,
        "server.headless": True,
        # Files wait in memory, and whoever opens a page may send some: pictures are all there is.
        "server.maxUploadSize": MOST_BYTES // 1024**2,
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": False,
        "runner.postScriptGC": False,
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "logger.hideWelcomeMessage": True,
    }


def _type_below(path: str) -> dict[str, Any]:
    """The look names its type by where it is on the site: below a path, at another place."""
    if not path:
        return {}
    look = tomllib.loads((SCRIPT.parent / ".streamlit" / "config.toml").read_text("utf-8"))
    faces = [face | {"url": path + face["url"]} for face in look["theme"]["fontFaces"]]
    return {"theme.fontFaces": faces}


@contextmanager
def signing_in(settings: Settings) -> Iterator[Mapping[str, Any]]:
    """The provider for facilitators in a file of nobody else's, as the framework wants it."""
    if settings.sign_in is None:
        yield {}
        return
    found = settings.sign_in
    said = {
        "redirect_uri": f"{settings.public_url}/oauth2callback",
        "cookie_secret": found.cookie_secret,
        "client_id": found.client_id,
        "client_secret": found.client_secret,
        "server_metadata_url": found.metadata_url,
    }
    with TemporaryDirectory(prefix="reframe-") as folder:
        path = Path(folder) / "secrets.toml"
        path.touch(mode=0o600)
        lines = (f"{name} = {json.dumps(value)}" for name, value in said.items())
        path.write_text("\n".join(["[auth]", *lines]), encoding="utf-8")
        yield {"secrets.files": [str(path)]}


def main() -> int:
    """Serve until a signal ends it. 0: it ended well; 1: it could not start, and why is said."""
    # Windows terminals are not always UTF-8, and names of places are.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        settings = load_settings()
        app = build(settings)
        look_for_no_components()
        sys.argv = [str(SCRIPT)]  # the framework looks for its settings beside what was started
        with signing_in(settings) as secrets:
            app.run(config={**config(settings), **secrets})
    except WorkshopError as error:
        print(f"Reframe cannot start. {error}", file=sys.stderr)
        return 1
    return 0
