"""The server of this process, for its pages to find."""

from workshop.live.server import Server
from workshop.settings import Settings

RUNNING: dict[str, Server] = {}


def running_server(settings: Settings) -> Server | None:
    """The server of this process over the settings' database, while it runs; from any thread.

    The pages of the app ask it who has a page open, and share its limits on wrong words.
    """
    return RUNNING.get(settings.database_url)
