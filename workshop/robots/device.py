"""One device in a room, speaking the real contract as the room page does."""

import asyncio
import secrets
import time
from typing import Any

from workshop.enums import RoleGroup
from workshop.robots.http import Answer, Client

GROUPS = (RoleGroup.RESIDENT, RoleGroup.RESIDENT, RoleGroup.STAFF, RoleGroup.PARTNER)
AGAIN_SECONDS = 0.25


class RefusedError(Exception):
    """The server answered no, in a way that asking again does not change."""


async def come_in(client: Client, code: str, number: int, name: str = "") -> None:
    """The link, the page and the choice. Raises RefusedError when the room lets nobody in."""
    join = await client.request("GET", f"/join/{code}")
    page = await client.request("GET", f"/room/{code}")
    choice = {"role_group": GROUPS[number % 4], "table": number % 10 + 1, "name": name}
    joined = await client.request("POST", f"/api/{code}/join", choice)
    if (join.status, page.status, joined.status) != (303, 200, 200):
        raise RefusedError(joined.body.decode(errors="replace"))


async def send_card(
    client: Client, code: str, body: dict[str, Any], *, key: str = "", patience: float = 60.0
) -> Answer | None:
    """Send a card with one key until the server has answered for good; None when it never did."""
    key = key or secrets.token_urlsafe(16)
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            answer = await client.request(
                "POST", f"/api/{code}/cards", body, {"Idempotency-Key": key}
            )
        except OSError:
            await asyncio.sleep(AGAIN_SECONDS)
            continue
        if answer.status != 429 and answer.status < 500:
            return answer
        await asyncio.sleep(float(answer.headers.get("retry-after", "1")))
    return None
