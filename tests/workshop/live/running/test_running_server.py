"""The app's pages find the server of their own process, and only while it runs."""

import asyncio
import dataclasses

from tests.workshop.live.conftest import in_a_thread
from workshop.db import Database
from workshop.live.site import make_server, running
from workshop.live.this_server import running_server
from workshop.settings import Settings, load_settings


def test_a_server_is_found_while_it_runs(db: Database) -> None:
    """So that wrong words typed on a page and wrong links are counted together."""
    settings: Settings = dataclasses.replace(load_settings(), database_url=db.url)

    def day() -> bool:
        server = make_server(settings)

        async def visit() -> bool:
            async with running(server):
                return running_server(settings) is server

        return asyncio.run(visit())

    assert running_server(settings) is None
    assert in_a_thread(day)
    assert running_server(settings) is None
