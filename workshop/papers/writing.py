"""Write each paper of ``data/papers`` with what this server is set to."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workshop.errors import InvalidInputError
from workshop.live.addresses import base_addresses
from workshop.live.running.release import release
from workshop.live.server import COOKIE_SECONDS
from workshop.places import DATA
from workshop.settings import Settings, SignIn

FOLDER = DATA / "papers"
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>|#"})


def papers(settings: Settings, *, day: date, organisation: str = "") -> dict[str, str]:
    """File names and their Markdown. Raises InvalidInputError for a name of several lines."""
    if len(organisation) > 200 or "\n" in organisation:
        raise InvalidInputError("Give the organisation's name in one line.")
    folder = FOLDER / settings.language
    folder = folder if folder.is_dir() else FOLDER / "en"
    made = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown; what is put in is escaped for it below
    )
    facts = _facts(settings, day, organisation)
    return {
        path.name: made.get_template(path.name).render(facts) for path in sorted(folder.iterdir())
    }


def _facts(settings: Settings, day: date, organisation: str) -> dict[str, Any]:
    return {
        "version": release(),
        "day": f"{day.day} {day:%B %Y}",
        "organisation": organisation.strip().translate(_MARKS),
        "address": base_addresses(settings)[0],
        "public": bool(settings.public_url),
        "https": settings.secure_cookies,
        "database": _kept_in(settings),
        "on_server": settings.on_server,
        "backups": f"`{settings.backup_folder}`",
        "keep_days": settings.keep_days,
        "nightly": 0 if settings.on_server else settings.nightly_backups,  # those are of a file
        "key": bool(settings.facilitator_key),
        "metrics": bool(settings.metrics_token),
        "log_json": settings.log_json,
        "cookie_days": COOKIE_SECONDS // (24 * 3600),
        **_accounts(settings.sign_in),
    }


def _kept_in(settings: Settings) -> str:
    if settings.on_server:
        # Neither name nor address: they may hold a password, and papers are handed round.
        return "a PostgreSQL database [where it runs, and who looks after it]"
    disk = "a disk of this server" if settings.public_url else "this computer's own disk"
    return f"one file on {disk}"


def _accounts(sign_in: SignIn | None) -> dict[str, Any]:
    """Who says who a facilitator is, and whom that lets in; no secret of theirs."""
    if sign_in is None:
        return {"sign_in": False}
    allowed = ", ".join(sign_in.allowed).translate(_MARKS)
    return {
        "sign_in": True,
        "provider": (urlsplit(sign_in.metadata_url).hostname or "").translate(_MARKS),
        "allowed": allowed or "everybody whom it lets in",
        "open_to_all": not sign_in.allowed,
    }
