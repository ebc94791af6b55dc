"""What many ask for at once is made once, and again when the workshop has moved on."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection
from typing import Generic, TypeVar

MOST_BYTES = 64 << 20
"""A page holds its pictures, so that it can be some megabytes; the latest one is always kept."""

T = TypeVar("T")


class KeptRenders(Generic[T]):
    """One page for each key, as it was at a stamp: a revision, and what else it depends on.

    A key begins with the id of its workshop, of which nothing is kept once something is erased
    there. Who may have a page is asked each time, before this; it knows no viewer.
    """

    def __init__(self, most: int, weight: Callable[[T], int] = lambda _: 0) -> None:
        self._most = most
        self._weight = weight
        self._kept: OrderedDict[str, tuple[object, T]] = OrderedDict()
        self._making: dict[str, asyncio.Lock] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._forgettings = 0

    async def get(
        self, key: str, stamp: object, make: Callable[[], Awaitable[tuple[object, T]]]
    ) -> T:
        """The page at this stamp. ``make`` answers it with the stamp that it really has.

        Three hundred who ask at the close wait for one making.
        """
        self._loop = asyncio.get_running_loop()
        async with self._making.setdefault(key, asyncio.Lock()):
            kept = self._kept.get(key)
            if kept is None or kept[0] != stamp:
                began = self._forgettings
                kept = await make()
                if began != self._forgettings:  # it may have been read before the erasing
                    return kept[1]
                self._kept[key] = kept
            self._kept.move_to_end(key)
            self._make_room()
            return kept[1]

    def _make_room(self) -> None:
        weight = sum(self._weight(page) for _, page in self._kept.values())
        while len(self._kept) > self._most or (weight > MOST_BYTES and len(self._kept) > 1):
            gone, (_, page) = self._kept.popitem(last=False)
            weight -= self._weight(page)
            self._making.pop(gone, None)

    def forget(self, workshop_ids: Collection[str] | None) -> None:
        """Keep no page of these workshops, or of any, from before an erasing. From any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._drop, workshop_ids)

    def _drop(self, workshop_ids: Collection[str] | None) -> None:
        self._forgettings += 1
        for key in {*self._kept, *self._making}:
            if workshop_ids is None or key.partition(" ")[0] in workshop_ids:
                self._kept.pop(key, None)
                self._making.pop(key, None)
