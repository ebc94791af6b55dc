"""Settings from the environment and ``.env``; every field stands in ``.env.example``."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from workshop.errors import SettingsError
from workshop.places import HOME, SETTINGS_FILE

MOST_COUNTED = 3650
LEAST_TOKEN = 16
LEAST_COOKIE_SECRET = 32


@dataclass(frozen=True, slots=True)
class SignIn:
    """An OpenID Connect provider that facilitators sign in with, as its owner has set it up.

    ``allowed`` are emails, and domains such as ``@council.example``, in small letters; empty:
    everybody whom the provider lets in.
    """

    metadata_url: str
    client_id: str
    client_secret: str = field(repr=False)
    cookie_secret: str = field(repr=False)
    allowed: tuple[str, ...] = ()

    def lets_in(self, email: str) -> bool:
        low = email.casefold()
        domain = f"@{low.rpartition('@')[2]}"
        return not self.allowed or low in self.allowed or domain in self.allowed


@dataclass(frozen=True, slots=True)
class Settings:
    """What the server needs to know before it starts.

    ``public_url`` is without a trailing slash, or empty when phones use this machine's own
    address. ``facilitator_key`` empty means: only this machine may make workshops.
    ``nightly_backups`` is how many of the last nights are kept, 0 for none. ``keep_days``
    is after how many days a workshop made now is erased, unless its facilitator chooses another
    day; 0: when somebody erases it. ``https`` without a certificate
    means one of this computer's own (``live.tls``). ``sign_in`` None: facilitators need no account.
    """

    database_url: str = field(repr=False)  # a server's address holds a password
    host: str = "0.0.0.0"  # noqa: S104 - phones in the room must reach it
    port: int = 8501
    public_url: str = ""
    facilitator_key: str = ""
    open_browser: bool = True
    nightly_backups: int = 0
    keep_days: int = 365
    metrics_token: str = ""
    log_json: bool = False
    language: str = "en"
    https: bool = False
    https_cert: Path | None = None
    https_key: Path | None = None
    sign_in: SignIn | None = None

    @property
    def database_path(self) -> Path | None:
        """The file behind an SQLite address, or None for one in memory and for a server."""
        kind, _, name = self.database_url.partition(":///")
        return Path(name) if kind == "sqlite" and name not in ("", ":memory:") else None

    @property
    def on_server(self) -> bool:
        """Whether a database server keeps everything, and no file of ours."""
        return self.database_url.startswith("postgresql")

    @property
    def kept_beside(self) -> Path:
        """What the files of this server are named after: the database, or its kind."""
        return self.database_path or HOME / "postgresql"

    @property
    def backup_folder(self) -> Path:
        """Where copies are kept: beside the database, or where a file would stand."""
        return self.kept_beside.parent / "backups"

    @property
    def base_path(self) -> str:
        """The path of ``public_url``, such as "/reframe"; "" where the whole address is ours."""
        return urlsplit(self.public_url).path

    @property
    def secure_cookies(self) -> bool:
        return self.https or self.public_url.startswith("https://")

    @property
    def own_certificate(self) -> bool:
        """Whether phones meet a certificate that only this computer vouches for."""
        return self.https and self.https_cert is None and not self.public_url


def load_settings(
    environ: Mapping[str, str] | None = None, dotenv: Path | None = SETTINGS_FILE
) -> Settings:
    """Read settings; the environment wins over ``.env``. Raises SettingsError with a sentence."""
    values: dict[str, str] = {}
    if dotenv is not None and dotenv.is_file():
        values.update({k: v for k, v in dotenv_values(dotenv).items() if v is not None})
    values.update(os.environ if environ is None else environ)

    def text(name: str, default: str = "") -> str:
        return values.get(name, "").strip() or default

    cert, key = _certificate(text("HTTPS_CERT"), text("HTTPS_KEY"))
    return Settings(
        database_url=_database_url(text("DATABASE_URL")),
        host=text("HOST", "0.0.0.0"),  # noqa: S104 - as above
        port=_port(text("PORT", "8501")),
        public_url=_public_url(text("PUBLIC_URL")),
        facilitator_key=text("FACILITATOR_KEY"),
        open_browser=_yes_no("OPEN_BROWSER", text("OPEN_BROWSER", "yes")),
        metrics_token=_token(text("METRICS_TOKEN")),
        log_json=_yes_no("LOG_JSON", text("LOG_JSON", "no")),
        keep_days=_count("KEEP_DAYS", text("KEEP_DAYS", "365")),
        nightly_backups=_count("NIGHTLY_BACKUPS", text("NIGHTLY_BACKUPS", "0")),
        language=text("REFRAME_LANGUAGE", "en"),
        https=_yes_no("HTTPS", text("HTTPS", "no")) or cert is not None,
        https_cert=cert,
        https_key=key,
        sign_in=_sign_in(text),
    )


def _sign_in(text: Callable[[str], str]) -> SignIn | None:
    metadata, client = text("OIDC_METADATA_URL"), text("OIDC_CLIENT_ID")
    secret, cookie = text("OIDC_CLIENT_SECRET"), text("OIDC_COOKIE_SECRET")
    if not any((metadata, client, secret, cookie)):
        return None
    if not all((metadata, client, secret, cookie)):
        raise SettingsError(
            "For signing in OIDC_METADATA_URL, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and "
            "OIDC_COOKIE_SECRET belong together. Give all four, or none."
        )
    if len(cookie) < LEAST_COOKIE_SECRET:
        raise SettingsError(f"OIDC_COOKIE_SECRET needs {LEAST_COOKIE_SECRET} letters or more.")
    if urlsplit(metadata).scheme not in ("http", "https"):
        raise SettingsError(f"OIDC_METADATA_URL must be a full address, not “{metadata}”.")
    if not _public_url(text("PUBLIC_URL")):
        raise SettingsError(
            "For signing in PUBLIC_URL must be given: people come back to it from the provider."
        )
    allowed = tuple(
        one.strip().casefold() for one in text("OIDC_ALLOWED").split(",") if one.strip()
    )
    if wrong := [one for one in allowed if "@" not in one]:
        raise SettingsError(
            f"OIDC_ALLOWED holds emails and domains such as @council.example, not “{wrong[0]}”."
        )
    return SignIn(metadata, client, secret, cookie, allowed)


def _certificate(cert: str, key: str) -> tuple[Path, Path] | tuple[None, None]:
    if bool(cert) != bool(key):
        raise SettingsError("HTTPS_CERT and HTTPS_KEY belong together. Give both, or none.")
    return (Path(cert).expanduser(), Path(key).expanduser()) if cert else (None, None)


def _database_url(given: str) -> str:
    if not given:
        return f"sqlite:///{HOME / 'reframe.db'}"
    if given.startswith("postgres"):
        return _server_url(given)
    if not given.startswith("sqlite:///"):
        raise SettingsError(
            "DATABASE_URL must start with sqlite:/// and then the path of a file, or be the "
            "address of a PostgreSQL database: postgresql+psycopg://user:password@host/name."
        )
    name = given.removeprefix("sqlite:///")
    if name in ("", ":memory:"):
        raise SettingsError("DATABASE_URL needs a file, for example sqlite:///data/reframe.db.")
    path = Path(name).expanduser()
    return f"sqlite:///{path if path.is_absolute() else Path.cwd() / path}"


def _server_url(given: str) -> str:
    """The address with the one driver that is used here, whichever way it was written."""
    kind, _, rest = given.partition("://")
    if kind not in ("postgres", "postgresql", "postgresql+psycopg"):
        raise SettingsError("For PostgreSQL DATABASE_URL must start with postgresql+psycopg://.")
    if not urlsplit(f"postgresql://{rest}").path.strip("/"):
        raise SettingsError(
            "DATABASE_URL needs the name of a database, "
            "for example postgresql+psycopg://user:password@host/reframe."
        )
    return f"postgresql+psycopg://{rest}"


def _port(given: str) -> int:
    if not given.isdigit() or not 1 <= int(given) <= 65535:
        raise SettingsError(f"PORT must be a whole number from 1 to 65535, not “{given}”.")
    return int(given)


def _count(name: str, given: str) -> int:
    if not given.isdecimal() or int(given) > MOST_COUNTED:
        raise SettingsError(f"{name} must be a whole number from 0 to {MOST_COUNTED}.")
    return int(given)


def _token(given: str) -> str:
    if given and len(given) < LEAST_TOKEN:
        raise SettingsError(f"METRICS_TOKEN needs {LEAST_TOKEN} letters or more, or none at all.")
    return given


def _public_url(given: str) -> str:
    if not given:
        return ""
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise SettingsError(
            f"PUBLIC_URL must be a full address such as https://reframe.example.org, not “{given}”."
        )
    path = parts.path.rstrip("/")
    if not re.fullmatch(r"(/[A-Za-z0-9._~-]+)*", path) or parts.query or parts.fragment:
        raise SettingsError(
            "PUBLIC_URL must be an address, with a plain path at most, "
            "for example https://x.y or https://x.y/reframe."
        )
    return f"{parts.scheme}://{parts.netloc}{path}"


def _yes_no(name: str, given: str) -> bool:
    if given.lower() in ("1", "yes", "true", "on"):
        return True
    if given.lower() in ("0", "no", "false", "off"):
        return False
    raise SettingsError(f"{name} must be yes or no, not “{given}”.")
