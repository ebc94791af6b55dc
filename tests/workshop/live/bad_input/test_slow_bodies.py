"""What comes slowly, part by part, is waited for; what comes no more is no words."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

from tests.workshop.live.conftest import in_a_thread
from workshop.live.server import SILENT_SECONDS, json_body

PARTS = [b'{"text"', b": ", b'"slow', b'ly"}']
TYPE = (b"content-type", b"application/json")


def read(parts: list[bytes], pause: float, *, whole: bool) -> object:
    """What is read of a body whose parts come ``pause`` seconds apart by the loop's clock."""

    async def reading() -> object:
        loop = asyncio.get_running_loop()
        passed, clock = 0.0, loop.time
        loop.time = lambda: clock() + passed  # type: ignore[method-assign]

        async def coming() -> AsyncIterator[Message]:
            nonlocal passed
            for number, part in enumerate(parts, 1):
                passed += pause
                for _ in range(3):
                    await asyncio.sleep(0)  # the loop looks what is due
                more = not whole or number < len(parts)
                yield {"type": "http.request", "body": part, "more_body": more}
            passed += SILENT_SECONDS
            await asyncio.Event().wait()

        messages = coming()
        request = Request({"type": "http", "headers": [TYPE]}, lambda: anext(messages))
        return await json_body(request)

    return in_a_thread(lambda: asyncio.run(asyncio.wait_for(reading(), 600)))


def test_each_part_has_its_own_time() -> None:
    assert read(PARTS, SILENT_SECONDS * 0.9, whole=True) == {"text": "slowly"}


def test_half_a_body_is_given_up() -> None:
    with pytest.raises(ClientDisconnect):
        read(PARTS[:2], 1, whole=False)


def test_a_part_that_comes_too_late_is_given_up() -> None:
    with pytest.raises(ClientDisconnect):
        read(PARTS, SILENT_SECONDS * 1.1, whole=True)
