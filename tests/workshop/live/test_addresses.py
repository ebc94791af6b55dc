"""Who counts as sitting at the server itself, which lets them make workshops without a key."""

import socket
from dataclasses import replace
from html import escape
from types import SimpleNamespace

import httpx
import ifaddr
import pytest

from stages.serving import announce
from tests.workshop.live.conftest import serving
from workshop.db import Database
from workshop.domain.workshops import MadeWorkshop
from workshop.live import addresses
from workshop.live.addresses import (
    NOWHERE,
    ONLY_HERE,
    WRONG_ADDRESS,
    base_addresses,
    for_phones,
    lan_addresses,
    names_this_machine,
)
from workshop.live.hub import Hub
from workshop.live.server import Server
from workshop.settings import Settings
from workshop.words import catalogue


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8501", "127.0.0.1:8501", "[::1]:8501", "", None]
)
def test_a_browser_on_the_machine_asks_for_it_by_its_own_name(host: str | None) -> None:
    """``localhost`` and loopback addresses, with or without the port."""
    assert names_this_machine(host)


def test_the_machines_addresses_and_name_are_its_own() -> None:
    """So the address for phones works in the browser of the machine too."""
    names = [*lan_addresses(), socket.gethostname(), f"{socket.gethostname()}.local"]
    assert [name for name in names if not names_this_machine(f"{name}:8501")] == []


@pytest.mark.parametrize(
    "host",
    ["reframe.example.org", "evil.example:8501", "192.0.2.77", "localhost.evil.example", "["],
)
def test_a_name_from_elsewhere_is_not_this_machine(host: str) -> None:
    """A proxy that hides itself, or a page whose name was made to point here, has another name."""
    assert not names_this_machine(host)


def adapter(name: str, *addresses: object) -> SimpleNamespace:
    return SimpleNamespace(nice_name=name, ips=[SimpleNamespace(ip=one) for one in addresses])


ADAPTERS = [
    adapter("lo", "127.0.0.1", ("::1", 0, 0)),
    adapter("docker0", "172.17.0.1"),
    adapter("wlan0", "10.42.0.1", ("fe80::1", 0, 3)),
    adapter("eth0", "169.254.7.7"),
]


@pytest.fixture
def no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop that is itself the hotspot: no default route."""
    monkeypatch.setattr(addresses, "_way_out", list)


def test_a_hotspot_is_found_without_a_way_out(
    monkeypatch: pytest.MonkeyPatch, no_way_out: None
) -> None:
    """Every adapter is listed: networks first, then programs inside, then what is alone."""
    monkeypatch.setattr(ifaddr, "get_adapters", lambda: ADAPTERS)
    assert lan_addresses() == ["10.42.0.1", "172.17.0.1", "169.254.7.7"]
    settings = Settings(database_url="sqlite://", port=8501)
    assert base_addresses(settings)[0] == "http://10.42.0.1:8501"
    monkeypatch.setattr(addresses, "_way_out", lambda: ["172.17.0.1"])
    assert lan_addresses()[0] == "172.17.0.1", "the way out is the likeliest"


def test_without_a_network_there_is_no_square_and_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
    no_way_out: None,
    site: str,
    workshop: MadeWorkshop,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(ifaddr, "get_adapters", lambda: ADAPTERS[:1])
    settings = Settings(database_url="sqlite://", port=8501, open_browser=False)
    assert [for_phones(one) for one in base_addresses(settings)] == [False]
    page = httpx.get(f"{site}/project/{workshop.code}").text
    assert escape(NOWHERE) in page
    polish = httpx.get(f"{site}/project/{workshop.code}", headers={"Accept-Language": "pl"}).text
    assert escape(catalogue("pl").said[NOWHERE][0]) in polish
    assert "QR code for" not in page
    assert "joining-codes" not in page, "an empty frame stood beside the code"
    assert httpx.get(f"{site}/qr/{workshop.code}.svg").status_code == 404
    announce(settings)
    said = capsys.readouterr().out
    assert NOWHERE in said
    assert "For phones" not in said


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"host": "127.0.0.1"}, ONLY_HERE.format(host="127.0.0.1")),
        ({"host": "127.9.9.9"}, ONLY_HERE.format(host="127.9.9.9")),
        ({"host": "localhost"}, ONLY_HERE.format(host="localhost")),
        ({"host": "::1"}, ONLY_HERE.format(host="::1")),
        ({"public_url": "http://127.0.0.1:8501"}, WRONG_ADDRESS),
        ({"public_url": "https://reframe.localhost/below"}, WRONG_ADDRESS),
    ],
)
def test_an_address_of_this_computer_alone_is_offered_to_no_phone(
    given: dict[str, str],
    says: str,
    db: Database,
    workshop: MadeWorkshop,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On the big screen, on the board, as a square and in the terminal: what to set instead."""
    settings = replace(Settings(database_url=db.url, open_browser=False), **given)  # type: ignore[arg-type]
    (base,) = base_addresses(settings)
    with serving(Server(db=db, hub=Hub(db), settings=settings)) as site:
        project, board = (
            httpx.get(f"{site}/{name}/{workshop.code}").text for name in ("project", "board")
        )
        square = httpx.get(f"{site}/qr/{workshop.code}.svg")
    assert escape(says) in project
    assert "QR code for" not in project
    assert [base.partition("://")[2] in page for page in (project, board)] == [False, False]
    assert (square.status_code, square.json()) == (404, {"detail": says})
    announce(settings)
    said = capsys.readouterr().out
    assert says in said
    assert "For phones: " not in said


@pytest.mark.parametrize(
    "given",
    [{"host": "192.0.2.7"}, {"public_url": "https://localhost.example.org"}],
)
def test_an_address_of_the_network_is_offered(
    given: dict[str, str], db: Database, workshop: MadeWorkshop
) -> None:
    settings = replace(Settings(database_url=db.url), **given)  # type: ignore[arg-type]
    (base,) = base_addresses(settings)
    with serving(Server(db=db, hub=Hub(db), settings=settings)) as site:
        page = httpx.get(f"{site}/project/{workshop.code}").text
        assert httpx.get(f"{site}/qr/{workshop.code}.svg").status_code == 200
    assert f"QR code for {base}/join/{workshop.code}" in page


@pytest.mark.parametrize(
    "path", ["/{}", "/{l}", "/JOIN/{}", "/Join/{l}", "/join/{l}", "/jOiN/ {} "]
)
def test_the_code_right_after_the_address_leads_to_the_room(
    path: str, site: str, workshop: MadeWorkshop
) -> None:
    address = path.format(workshop.code, l=workshop.code.lower())
    with httpx.Client(base_url=site, follow_redirects=True) as phone:
        found = phone.get(address)
    assert (found.status_code, found.url.path) == (200, f"/room/{workshop.code}")
    assert httpx.get(f"{site}/JOIN").status_code == httpx.get(f"{site}/join").status_code
