"""What many ask for at once is made once, and again when the workshop has moved on."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

MOST_KEPT = 8
"""Pages of several workshops; each is up to some megabytes."""

T = TypeVar("T")


class KeptRenders(Generic[T]):
    """One page for each key, as it was at a stamp: a revision, and what else it depends on.

    Who may have it is asked each time, before this; it knows no viewer.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[str, tuple[object, T]] = OrderedDict()
        self._making: dict[str, asyncio.Lock] = {}

    async def get(
        self, key: str, stamp: object, make: Callable[[], Awaitable[tuple[object, T]]]
    ) -> T:
        """The page at this stamp. ``make`` answers it with the stamp that it really has.

        Three hundred who ask at the close wait for one making.
        """
        async with self._making.setdefault(key, asyncio.Lock()):
            kept = self._kept.get(key)
            if kept is None or kept[0] != stamp:
                kept = self._kept[key] = await make()
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                gone, _ = self._kept.popitem(last=False)
                self._making.pop(gone, None)
            return kept[1]
