"""https in the room: a certificate that the facilitator brings, or one of this computer's own.

Nobody vouches for the computer's own, so each phone warns once. It is kept beside the database,
for nobody else, and made anew when the computer has other addresses or it runs out.
"""

import ssl
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socket import gethostname

from workshop.errors import SettingsError
from workshop.live.addresses import lan_addresses
from workshop.settings import Settings
from workshop.storage import for_nobody_else

WARNING = (
    "Each phone warns once that the connection is not private, because nobody but this computer "
    "vouches for it. Press “Advanced” and then “Continue”; on an iPhone “Show Details” and then "
    "“visit this website”. Type the https:// too where the address is typed."
)
DAYS = 397
"""Longer ones are refused by some phones, whoever made them."""
LEFT = timedelta(days=7)


def certificate(settings: Settings) -> tuple[Path, Path] | None:
    """The files with the certificate and its key; None for plain http.

    Raises SettingsError where the files brought along cannot be used.
    """
    if not settings.https:
        return None
    if settings.https_cert and settings.https_key:
        _require_fit(settings.https_cert, settings.https_key)
        return settings.https_cert, settings.https_key
    path = settings.kept_beside
    own = path.with_name(f"{path.name}-https.pem")
    names = ["localhost", "127.0.0.1", _host_name(), f"{_host_name()}.local", *lan_addresses()]
    if not _still_good(own, names):
        _make(own, names)
    return own, own


def _host_name() -> str:
    return gethostname().lower().removesuffix(".local")


def _require_fit(cert: Path, key: Path) -> None:
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(cert, key, _no_password)
    except FileNotFoundError as missing:
        raise SettingsError(f"There is no file “{missing.filename or cert}”.") from None
    except (OSError, ValueError):
        raise SettingsError(
            "The certificate and its key do not fit together, or are no PEM files. Bring the whole "
            "chain in one file, and its key without a password in the other."
        ) from None


def _no_password() -> str:
    raise ValueError("This key has a password, and nobody is there to type it.")


def _still_good(own: Path, names: list[str]) -> bool:
    from cryptography import x509  # most servers speak plain http, and start sooner without

    with suppress(OSError, ValueError, x509.ExtensionNotFound):
        found = x509.load_pem_x509_certificate(own.read_bytes())
        said = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        known = {str(one.value) for one in said}
        return known >= set(names) and found.not_valid_after_utc > datetime.now(UTC) + LEFT
    return False


def _make(own: Path, names: list[str]) -> None:
    import trustme

    made = trustme.CA(organization_name="Reframe on this computer").issue_cert(
        *dict.fromkeys(names), not_after=datetime.now(UTC) + timedelta(days=DAYS)
    )
    try:
        own.unlink(missing_ok=True)
        for_nobody_else(own)
        chain = b"".join(one.bytes() for one in made.cert_chain_pems)
        own.write_bytes(chain + made.private_key_pem.bytes())
    except OSError as problem:
        raise SettingsError(
            f"The certificate cannot be written beside the database ({problem.strerror})."
        ) from None


def vouched_for(settings: Settings) -> bool:
    """Whether a browser has reason to trust this address for good, and so may be told to."""
    brought = settings.https and settings.https_cert is not None
    return brought or settings.public_url.startswith("https://")
