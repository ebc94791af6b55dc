"""The server of this process, for its pages to find."""

from typing import TYPE_CHECKING

from workshop.settings import Settings

if TYPE_CHECKING:
    from workshop.live.server import Server

RUNNING: dict[str, "Server"] = {}


def running_server(settings: Settings) -> "Server | None":
    """The server of this process over the settings' database, while it runs; from any thread.

    The pages of the app ask it who has a page open, and share its limits on wrong words.
    """
    return RUNNING.get(settings.database_url)


def home_path() -> str:
    """Below which path this process serves: "" for most, such as "/reframe" for a part of a site.

    All servers of a process stand at one place, so what is made of it may be kept.
    """
    return next((server.settings.base_path for server in tuple(RUNNING.values())), "")
