"""``workshop doctor``: does this machine have what a day needs, and what to do where it has not."""

import argparse
import json
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

from sqlmodel import func, select

from workshop.cli.diagnosis import Diagnosis, State
from workshop.cli.looking import answers_here, asked_health, port_is_free, risky_place
from workshop.db import Database
from workshop.errors import StorageError, WorkshopError
from workshop.exports.formats.printed.glyphs import missing_fonts
from workshop.live.addresses import base_addresses, for_phones, no_way_in
from workshop.live.connections import few_files, more_files
from workshop.models import Audit
from workshop.settings import Settings
from workshop.upgrade import newest, require_known, stands_at, stands_on

LITTLE, ROOMY = 200_000_000, 2_000_000_000
"""Bytes: below the first a day may not fit, with pictures and a copy; below the second, look."""
EARLIEST = datetime(2026, 11, 1, tzinfo=UTC)
"""No clock that is right shows an earlier time than this version's own."""
PROXIES = ("http_proxy", "https_proxy", "all_proxy")


def doctor(given: argparse.Namespace, settings: Settings) -> int:
    """Print what was found; 1 where something stands in the way."""
    found = list(findings(settings))
    if given.json:
        print(json.dumps([one.as_json() for one in found], ensure_ascii=False))
    else:
        print("\n".join(one.said for one in found))
    return 1 if any(one.state is State.BAD for one in found) else 0


def findings(settings: Settings) -> Iterator[Diagnosis]:
    """Each thing that a day needs, looked at now; nothing is changed by looking."""
    for look in LOOKS:
        yield from look(settings)


def _versions(_settings: Settings) -> Iterator[Diagnosis]:
    yield Diagnosis.good(
        "version",
        f"Reframe {version('reframe-workshop')}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}",
    )


def _port(settings: Settings) -> Iterator[Diagnosis]:
    where = f"port {settings.port}"
    if asked_health(f"http://127.0.0.1:{settings.port}"):
        yield Diagnosis.good("port", f"Reframe is running on {where}.")
    elif port_is_free(settings.host, settings.port):
        yield Diagnosis.good("port", f"{where.capitalize()} is free.")
    else:
        yield Diagnosis.bad(
            "port",
            f"Another program uses {where}.",
            f"End it, or set PORT to another number, such as {settings.port + 1}.",
        )


def _addresses(settings: Settings) -> Iterator[Diagnosis]:
    there = [one for one in base_addresses(settings) if for_phones(one)]
    if not there:
        yield Diagnosis.look("network", no_way_in(settings), "Then run this again.")
    for address in there:
        if settings.public_url:
            yield _public(address)
        elif answers_here(address, settings.port):
            yield Diagnosis.good("network", f"Phones go to {address}.")
        else:
            yield Diagnosis.look(
                "network",
                f"{address} does not lead to this computer.",
                "Allow Python in the firewall, for private networks too, and run this again.",
            )


def _public(address: str) -> Diagnosis:
    if asked_health(address):
        return Diagnosis.good("network", f"Reframe answers at {address}.")
    return Diagnosis.look(
        "network",
        f"Reframe does not answer at {address} (PUBLIC_URL).",
        "Start the server first. If it runs, look at the proxy and the name, then run this again.",
    )


def _proxy(_settings: Settings) -> Iterator[Diagnosis]:
    found = next((os.environ[name] for name in _proxy_names() if os.environ[name]), "")
    if not found:
        yield Diagnosis.good("proxy", "No proxy is set between this computer and the network.")
        return
    yield Diagnosis.look(
        "proxy",
        "A proxy is set for this computer; Reframe itself needs none.",
        "If a browser here cannot open the address for phones, add it to the browser's exceptions.",
    )


def _proxy_names() -> list[str]:
    return [name for name in os.environ if name.lower() in PROXIES]


def _disk(settings: Settings) -> Iterator[Diagnosis]:
    path = settings.kept_beside
    folder = next(one for one in (path.parent, *path.parent.parents) if one.is_dir())
    free = shutil.disk_usage(folder).free
    says = f"{free / 1e9:,.1f} GB are free where {path} is kept."
    if not os.access(folder, os.W_OK):
        todo = "Give yourself the right to write there, or set DATABASE_URL to another file."
        yield Diagnosis.bad("disk", f"Nothing may be written in {folder}.", todo)
    elif free < LITTLE:
        yield Diagnosis.bad("disk", says, "Free at least 2 GB before the day.")
    elif free < ROOMY:
        yield Diagnosis.look("disk", says, "Free at least 2 GB before the day.")
    else:
        yield Diagnosis.good("disk", says)
    if reason := risky_place(path):
        todo = "Set DATABASE_URL to a file on this computer's own disk."
        yield Diagnosis.look("disk", f"The database is {reason}.", todo)


def _database(settings: Settings) -> Iterator[Diagnosis]:
    if settings.on_server:
        yield from _server(settings)
        return
    path = settings.database_path
    if path is None or not path.is_file():
        yield Diagnosis.good("database", "There is none yet; the first start makes it.")
        return
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            whole = opened.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            steps, latest = stands_at(opened), _latest(opened)
        require_known(steps)
    except (sqlite3.Error, StorageError) as problem:
        yield Diagnosis.bad("database", f"{path}: {problem}", RESTORE)
        return
    if not whole:
        yield Diagnosis.bad("database", f"{path} is damaged.", RESTORE)
    elif steps != newest():
        says = f"{path} is whole, and of an older Reframe."
        yield Diagnosis.look("database", says, "The next start changes it and keeps a copy beside.")
    else:
        yield Diagnosis.good("database", f"{path} is whole.")
    yield from _clock_against(latest)


def _server(settings: Settings) -> Iterator[Diagnosis]:
    opened = latest = None
    try:
        opened = Database(settings.database_url)
        with opened.read() as session:
            steps = stands_on(session.connection())
            if steps == newest():
                latest = session.exec(select(func.max(Audit.at))).one()
        require_known(steps)
    except WorkshopError as problem:
        yield Diagnosis.bad("database", str(problem), "Then run this again.")
        return
    finally:
        if opened is not None:
            opened.close()
    if steps != newest():
        says = "PostgreSQL answers; the database is empty, or of an older Reframe."
        yield Diagnosis.look("database", says, "The next start changes it. Copy an older one now.")
    else:
        yield Diagnosis.good("database", "PostgreSQL answers, and the database is up to date.")
    yield from _clock_against(latest)


RESTORE = "Stop the server and run: workshop restore FILE, with your last backup."


def _latest(opened: sqlite3.Connection) -> datetime | None:
    try:
        found = opened.execute("SELECT max(at) FROM audit").fetchone()[0]
    except sqlite3.Error:
        return None
    return datetime.fromisoformat(found).replace(tzinfo=UTC) if found else None


def _clock_against(latest: datetime | None) -> Iterator[Diagnosis]:
    if latest is not None and latest > datetime.now(UTC) + timedelta(minutes=2):
        yield Diagnosis.look(
            "clock",
            "The clock shows an earlier time than the last change in the database.",
            "Set the clock of this computer; timers and files take their time from it.",
        )


def _clock(_settings: Settings) -> Iterator[Diagnosis]:
    here = datetime.now().astimezone()
    says = f"It is {here:%H:%M} on {here:%d %B %Y} ({here.tzname()})."
    if here < EARLIEST:
        yield Diagnosis.bad("clock", says, "Set the clock of this computer.")
    else:
        yield Diagnosis.good("clock", says)


def _fonts(_settings: Settings) -> Iterator[Diagnosis]:
    missing = ", ".join(missing_fonts())
    if missing:
        todo = "Install Reframe again: pip install --force-reinstall reframe-workshop"
        yield Diagnosis.bad("fonts", f"Fonts of printed files are missing: {missing}.", todo)
    else:
        yield Diagnosis.good("fonts", "All fonts of printed files are there.")


def _limits(_settings: Settings) -> Iterator[Diagnosis]:
    if sentence := few_files(more_files()):
        yield Diagnosis.look("connections", sentence, "Run ulimit -n 4096 before you start it.")
    else:
        yield Diagnosis.good("connections", "Enough phones can be connected at once.")


def _typing(_settings: Settings) -> Iterator[Diagnosis]:
    names = sys.getfilesystemencoding().lower()
    if names != "utf-8":
        todo = "Set PYTHONUTF8=1 before you start it."
        yield Diagnosis.look("letters", f"Names of files are written in {names}.", todo)


LOOKS: tuple[Callable[[Settings], Iterator[Diagnosis]], ...] = (
    _versions,
    _port,
    _addresses,
    _proxy,
    _disk,
    _database,
    _fonts,
    _clock,
    _limits,
    _typing,
)
