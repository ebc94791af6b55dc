"""Write each paper of ``data/papers`` with what this server is set to."""

from datetime import date
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workshop.errors import InvalidInputError
from workshop.live.addresses import base_addresses
from workshop.live.running.release import release
from workshop.live.server import COOKIE_SECONDS
from workshop.places import DATA
from workshop.settings import Settings

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
        "database": "a disk of this server" if settings.public_url else "this computer's own disk",
        "backups": f"`{settings.backup_folder}`",
        "keep_days": settings.keep_days,
        "nightly": settings.nightly_backups,
        "key": bool(settings.facilitator_key),
        "metrics": bool(settings.metrics_token),
        "log_json": settings.log_json,
        "cookie_days": COOKIE_SECONDS // (24 * 3600),
    }
