"""https in the room: a certificate of one's own or this computer's, and the real server over it."""

import os
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import trustme

from workshop.db import Database
from workshop.domain.workshops import MadeWorkshop
from workshop.errors import SettingsError
from workshop.live import tls
from workshop.live.addresses import base_addresses, for_phones
from workshop.live.tls import certificate, vouched_for
from workshop.settings import Settings, load_settings

ROOT = Path(__file__).resolve().parents[3]
START_SECONDS = 120


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{tmp_path / 'reframe.db'}", https=True)


def test_plain_http_needs_no_certificate(settings: Settings) -> None:
    assert certificate(Settings(settings.database_url)) is None


def test_the_computers_own_is_kept_for_nobody_else_and_used_again(settings: Settings) -> None:
    """So a phone that went on once need not be told again."""
    made = certificate(settings)
    assert made is not None
    own, key = made
    assert own == key
    before = own.read_bytes()
    if os.name == "posix":
        assert own.stat().st_mode & 0o777 == 0o600
    assert certificate(settings) == made
    assert own.read_bytes() == before


def test_it_is_made_anew_for_a_new_address(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own, _) = certificate(settings) or (Path(), Path())
    before = own.read_bytes()
    monkeypatch.setattr(tls, "lan_addresses", lambda: ["192.168.77.7"])
    certificate(settings)
    assert own.read_bytes() != before


def test_a_damaged_one_is_made_anew(settings: Settings) -> None:
    (own, _) = certificate(settings) or (Path(), Path())
    own.write_text("half a file")
    certificate(settings)
    assert b"PRIVATE KEY" in own.read_bytes()


def brought(folder: Path) -> tuple[Path, Path]:
    made = trustme.CA().issue_cert("reframe.example.org")
    cert, key = folder / "cert.pem", folder / "key.pem"
    made.cert_chain_pems[0].write_to_path(str(cert))
    made.private_key_pem.write_to_path(str(key))
    return cert, key


def test_files_that_are_brought_are_used_or_refused_in_a_sentence(tmp_path: Path) -> None:
    cert, key = brought(tmp_path)
    given = {"HTTPS_CERT": str(cert), "HTTPS_KEY": str(key)}
    found = load_settings(given, None)
    assert (found.https, found.own_certificate, vouched_for(found)) == (True, False, True)
    assert certificate(found) == (cert, key)
    (tmp_path / "other").mkdir()
    other = brought(tmp_path / "other")[1]
    for wrong, said in ((other, "do not fit"), (tmp_path / "none.pem", "no file")):
        with pytest.raises(SettingsError, match=said):
            certificate(load_settings({**given, "HTTPS_KEY": str(wrong)}, None))
    with pytest.raises(SettingsError, match="belong together"):
        load_settings({"HTTPS_CERT": str(cert)}, None)


def test_addresses_say_https_and_only_a_vouched_one_lasts(settings: Settings) -> None:
    """A browser told to insist on https for a year could not come back to plain http here."""
    assert all(one.startswith("https://") for one in base_addresses(settings))
    assert settings.secure_cookies
    assert not vouched_for(settings)


@pytest.fixture
def secure_site(db: Database) -> Iterator[str]:
    """``workshop serve --https`` as its own process, and its address once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    given = {"DATABASE_URL": db.url, "PORT": str(port), "HOST": "0.0.0.0", "OPEN_BROWSER": "no"}
    command = "from workshop.cli import main; raise SystemExit(main(['serve', '--https']))"
    started = subprocess.Popen(
        [sys.executable, "-c", command], cwd=ROOT, env=os.environ | given, stdout=subprocess.DEVNULL
    )
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and started.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.1)
    yield f"https://127.0.0.1:{port}"
    started.kill()
    started.wait()


@pytest.mark.about_sqlite
def test_the_real_server_speaks_tls(db: Database, workshop: MadeWorkshop, secure_site: str) -> None:
    """With the certificate that lies beside the database, and no other, a browser would go on."""
    own = db.path.with_name(f"{db.path.name}-https.pem")
    trusting = ssl.create_default_context(cafile=str(own))
    trusting.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    with httpx.Client(base_url=secure_site, verify=trusting, timeout=30) as client:
        joined = client.get(f"/join/{workshop.code}")
        assert "; Secure" in joined.headers["set-cookie"]
        assert "Strict-Transport-Security" not in joined.headers
        big = client.get(f"/project/{workshop.code}")
        given = {"PORT": str(httpx.URL(secure_site).port), "HOST": "0.0.0.0", "HTTPS": "yes"}
        offered = [one for one in base_addresses(load_settings(given, None)) if for_phones(one)]
        assert all(one.startswith("https://") for one in offered)
        assert [one for one in offered[:1] if f"{one}/join/{workshop.code}" not in big.text] == []
        assert ("Your phone warns you once." in big.text) == bool(offered)  # no network: no phones
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{secure_site}/healthz")
    with pytest.raises(httpx.HTTPError):
        httpx.get(f"{secure_site.replace('https', 'http')}/healthz")
