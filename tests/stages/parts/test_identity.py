"""Who sits at the server's own machine, as the pages of the app see it."""

from types import SimpleNamespace

import pytest

from stages.parts import identity
from workshop.settings import Settings

HERE = {"Host": "localhost:8501"}


@pytest.mark.parametrize(
    ("headers", "address", "public_url", "local"),
    [
        (HERE, "::1", "", True),
        (HERE, "127.0.0.1", "", True),
        (HERE, "192.0.2.77", "", False),
        (HERE, "127.0.0.1", "https://reframe.example.org", False),
        (HERE | {"X-Forwarded-For": "127.0.0.1"}, "127.0.0.1", "", False),
        (HERE | {"Via": "1.1 proxy"}, "127.0.0.1", "", False),
        ({"Host": "reframe.example.org"}, "127.0.0.1", "", False),
        ({"Host": "evil.example:8501"}, "127.0.0.1", "", False),
    ],
)
def test_only_the_machine_itself_needs_no_key(
    headers: dict[str, str],
    address: str,
    public_url: str,
    local: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not a proxy on the same machine, and not a page whose name was made to point here."""
    monkeypatch.setattr(identity, "st", SimpleNamespace(context=SimpleNamespace(headers=headers)))
    monkeypatch.setattr(identity, "address", lambda: address)
    settings = Settings(database_url="sqlite:///unused.db", public_url=public_url)
    assert identity.at_this_machine(settings) is local
