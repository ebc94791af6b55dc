"""A page that many ask for is made once, and kept no longer than its words."""

import asyncio

from tests.workshop.live.conftest import in_a_thread
from workshop.live.running.kept_renders import KeptRenders


def test_what_is_kept_of_a_workshop_goes_with_what_was_erased_there() -> None:
    async def room() -> list[str]:
        kept: KeptRenders[str] = KeptRenders()
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
        kept: KeptRenders[str] = KeptRenders()

        async def make() -> tuple[int, str]:
            kept.forget({"one"})
            await asyncio.sleep(0)
            return 1, "words from before"

        assert await kept.get("one", 1, make) == "words from before"
        assert kept._kept == {}

    in_a_thread(lambda: asyncio.run(room()))
