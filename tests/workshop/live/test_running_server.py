"""The app's pages find the server of their own process, and only while it runs."""

import asyncio
import dataclasses

from workshop.db import Database
from workshop.live.site import make_server, running, running_server
from workshop.settings import Settings, load_settings


def test_a_server_is_found_while_it_runs(db: Database) -> None:
    """So that wrong words typed on a page and wrong links are counted together."""
    settings: Settings = dataclasses.replace(load_settings(), database_url=db.url)
    server = make_server(settings)
    found = []

    async def day() -> None:
        async with running(server):
            found.append(running_server(settings))

    assert running_server(settings) is None
    asyncio.run(day())
    assert found == [server]
    assert running_server(settings) is None
