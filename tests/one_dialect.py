"""All databases of a test process speak through one dialect, so that a statement is compiled once.

SQLAlchemy keeps what it has compiled for a dialect, and makes one with each engine. Every test has
a database of its own with two engines; compiling all anew took a tenth of the time of the rules'.
"""

from typing import Any

from sqlalchemy import Engine

from workshop.dialects import postgresql, sqlite

_FIRST: dict[tuple[str, str], Engine] = {}
"""By driver and isolation, which is all that a dialect of ours is told."""


def share() -> None:
    """From now on; a dialect is shared once it has asked its database what that can do."""
    for module in (sqlite, postgresql):
        usual = module.create_engine

        def create_engine(url: Any, *, usual: Any = usual, **given: Any) -> Engine:
            engine: Engine = usual(url, **given)
            key = engine.dialect.name, given.get("isolation_level", "")
            first = _FIRST.setdefault(key, engine)
            if first.dialect.server_version_info is None:
                _FIRST[key] = engine
            elif first is not engine:
                engine.dialect = engine.pool._dialect = first.dialect
                engine._compiled_cache = first._compiled_cache
            return engine

        module.create_engine = create_engine  # type: ignore[assignment]
