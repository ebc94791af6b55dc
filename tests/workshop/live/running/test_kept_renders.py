"""A page that many ask for is made once, and kept no longer than its words."""

import asyncio

import pytest

from tests.workshop.live.conftest import in_a_thread
from workshop.live.running import kept_renders
from workshop.live.running.kept_renders import KeptRenders


def test_what_is_kept_of_a_workshop_goes_with_what_was_erased_there() -> None:
    async def room() -> list[str]:
        kept: KeptRenders[str] = KeptRenders(8)
        made = []

        async def ask(key: str) -> None:
            async def make() -> tuple[int, str]:
                made.append(key)
                return 1, f"page of {key}"

            await kept.get(key, 1, make)

        for key in ("one en", "one pl", "two en", "one en"):
            await ask(key)
        await asyncio.to_thread(kept.forget, {"one"})
        await asyncio.sleep(0)
        assert (list(kept._kept), list(kept._making)) == (["two en"], ["two en"])
        for key in ("one en", "two en"):
            await ask(key)
        kept.forget(None)
        await asyncio.sleep(0)
        assert (kept._kept, kept._making) == ({}, {})
        return made

    assert in_a_thread(lambda: asyncio.run(room())) == ["one en", "one pl", "two en", "one en"]


def test_a_page_that_was_being_made_during_an_erasing_is_not_kept() -> None:
    async def room() -> None:
        kept: KeptRenders[str] = KeptRenders(8)

        async def make() -> tuple[int, str]:
            kept.forget({"one"})
            await asyncio.sleep(0)
            return 1, "words from before"

        assert await kept.get("one", 1, make) == "words from before"
        assert kept._kept == {}

    in_a_thread(lambda: asyncio.run(room()))


def test_of_heavy_pages_the_latest_ones_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_renders, "MOST_BYTES", 10)

    async def room() -> list[list[str]]:
        kept = KeptRenders[bytes](4, len)
        found = []
        for key, long in (("a", 4), ("b", 6), ("a", 4), ("c", 3), ("d", 50), ("e", 1)):

            async def make(long: int = long) -> tuple[int, bytes]:
                return 1, bytes(long)

            await kept.get(key, 1, make)
            found.append([*kept._kept])
        return found

    assert in_a_thread(lambda: asyncio.run(room())) == [
        ["a"],
        ["a", "b"],
        ["b", "a"],
        ["a", "c"],
        ["d"],
        ["e"],
    ]
