"""What differs between the databases that Reframe works with; ``sqlite`` and ``postgresql``.

SQLite is one file of one computer and needs nobody to look after it. PostgreSQL is a server of its
own, which several Reframe servers share. Everything else of the house knows neither.
"""

from workshop.dialects.base import Between, CommitWatch, Dialect, WriteTurn
from workshop.errors import SettingsError

__all__ = ["Between", "CommitWatch", "Dialect", "WriteTurn", "dialect_of"]

MISSING = (
    "For PostgreSQL one more package is needed. "
    "Install it with: pip install 'reframe-workshop[postgresql]'"
)


def dialect_of(url: str, *, durable: bool) -> Dialect:
    """The dialect that an address asks for. Raises SettingsError where its driver is missing."""
    if url.startswith("sqlite:"):
        from workshop.dialects.sqlite import SqliteFile

        return SqliteFile(url, durable=durable)
    try:
        # Loaded only where it is used: the driver is an extra, and SQLite needs none of it.
        from workshop.dialects.postgresql import PostgresServer
    except ImportError:
        raise SettingsError(MISSING) from None
    return PostgresServer(url, durable=durable)
