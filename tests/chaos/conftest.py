"""The server of the live tests, for days behind a bad network."""

from tests.workshop.live.conftest import server, site

__all__ = ["server", "site"]
