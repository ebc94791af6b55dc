"""Who counts as sitting at the server itself, which lets them make workshops without a key."""

import socket

import pytest

from workshop.live.addresses import lan_addresses, names_this_machine


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
