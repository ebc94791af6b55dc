"""The threads that read: a few, whose work nobody leaves alone half done."""

import asyncio
import gc
import threading
import time
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from functools import partial

import pytest

from tests.workshop.live.conftest import PATIENCE, in_a_thread
from workshop.errors import NotFoundError
from workshop.live.running.readers import Readers

WHO: ContextVar[str] = ContextVar("who", default="nobody")


def played(work: Callable[[], Awaitable[None]]) -> None:
    async def go() -> None:
        await work()

    in_a_thread(lambda: asyncio.run(go()))


def test_no_more_threads_read_than_may_and_each_answer_comes_to_who_asked() -> None:
    readers, at_once, most = Readers(3), 0, 0
    counting = threading.Lock()

    def read(number: int) -> tuple[int, str]:
        nonlocal at_once, most
        with counting:
            at_once += 1
            most = max(most, at_once)
        time.sleep(0.01)
        with counting:
            at_once -= 1
        if number == 7:
            raise NotFoundError("gone")
        return number, WHO.get()

    async def ask(number: int) -> tuple[int, str] | Exception:
        WHO.set(f"phone {number}")
        try:
            return await readers(partial(read, number))
        except NotFoundError as problem:
            return problem

    async def all_at_once() -> None:
        found = await asyncio.gather(*(ask(number) for number in range(20)))
        assert isinstance(found[7], NotFoundError)
        assert [one for one in found if one is not found[7]] == [
            (number, f"phone {number}") for number in range(20) if number != 7
        ]

    played(all_at_once)
    assert most == 3
    readers.close()


def test_who_gives_up_waits_until_the_thread_reads_no_more() -> None:
    readers, begun, go_on, ended = Readers(1), threading.Event(), threading.Event(), []

    def read() -> None:
        begun.set()
        go_on.wait(PATIENCE)
        ended.append(True)

    async def give_up() -> None:
        asking = asyncio.ensure_future(readers(read))
        while not begun.is_set():
            await asyncio.sleep(0.001)
        asking.cancel()
        await asyncio.sleep(0.02)
        assert not asking.done()
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert ended

    played(give_up)
    readers.close()


@pytest.mark.parametrize("how", ["closed", "forgotten"])
def test_threads_end_with_what_asked_them(how: str) -> None:
    readers: Readers | None = Readers(2)
    assert readers is not None
    seen = []

    async def ask(one: Readers) -> None:
        seen.append(await one(threading.current_thread))

    played(partial(ask, readers))
    (thread,) = seen
    assert thread.is_alive()
    if how == "closed":
        readers.close()
        played(partial(ask, readers))
        assert seen[1] is not thread, "whoever asks again is read for"
        readers.close()
    else:
        readers = None
        gc.collect()
    thread.join(PATIENCE)
    assert not thread.is_alive()
