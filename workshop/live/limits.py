"""How much is too much: per device and per workshop, never per address, but for wrong guesses.

A whole room sits behind one address, so an address may only be slowed for wrong codes and words,
and only for those of devices that nobody knows: a known device has a budget of its own. Right
answers never wait behind wrong ones of other devices.
"""

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from workshop.dialects import Between
from workshop.errors import Sentence, StrangerError, TooFastError
from workshop.security_log import SecurityEvent, note

OWN_PART = 1 / 16
"""Half of a quick limit is shared, so eight servers with their own parts stay within it."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Limit:
    """Token buckets by key: ``burst`` at once, then ``per_second``.

    Where there are several servers, ``between`` them holds one bucket for a key, named after the
    limit. What is ``quick`` is asked of it only past a small part that each server has of its own.
    """

    def __init__(
        self,
        *,
        burst: float,
        per_second: float,
        sentence: str,
        keep: int = 20_000,
        clock: Callable[[], float] = time.monotonic,
        name: str = "",
        quick: bool = False,
        between: Between | None = None,
    ) -> None:
        self._name = name
        self._between = between
        self._shared = (burst / 2, per_second / 2) if quick else (burst, per_second)
        own = 1.0 if between is None else OWN_PART if quick else 0.0
        self._burst = burst * own
        self._rate = per_second * own
        self._sentence = sentence
        self._keep = keep
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: str) -> None:
        """Use one token. Raises TooFastError with the seconds to wait when there is none.

        Raises StorageError where several servers share a database that does not answer.
        """
        self._refuse(self._lacks(key, 1))

    def check(self, key: str) -> None:
        """Raise TooFastError when there is no token, without using one."""
        self._refuse(self._lacks(key, 0))

    def give_back(self, key: str) -> None:
        """Return a token that was taken for what turned out to cost nothing."""
        self._lacks(key, -1)

    def _refuse(self, wait: float) -> None:
        if wait > 0:
            raise TooFastError(self._sentence, retry_after=wait)

    def _lacks(self, key: str, cost: int) -> float:
        """Seconds until there is a token; 0 where there is one."""
        if not self._burst and self._between is not None:
            return self._asked(self._between, key, cost)
        with self._lock:
            bucket = self._bucket(key)
            if bucket.tokens >= 1 or cost < 0:
                bucket.tokens = min(self._burst, bucket.tokens - cost)
                return 0.0
            wait = (1 - bucket.tokens) / self._rate
        return wait if self._between is None else self._asked(self._between, key, cost)

    def _asked(self, between: Between, key: str, cost: int) -> float:
        burst, rate = self._shared
        return between.take(f"{self._name} {key}", burst=burst, per_second=rate, cost=cost)

    def _bucket(self, key: str) -> _Bucket:
        moment = self._clock()
        bucket = self._buckets.pop(key, None) or _Bucket(self._burst, moment)
        bucket.tokens = min(self._burst, bucket.tokens + (moment - bucket.at) * self._rate)
        bucket.at = moment
        self._buckets[key] = bucket
        while len(self._buckets) > self._keep:
            self._buckets.popitem(last=False)
        return bucket


class Limits:
    """All limits of one server, and of the others that share its database."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, between: Between | None = None
    ) -> None:
        own = partial(Limit, clock=clock, between=between)
        slow = Sentence("That was very fast. Your words are kept and will be sent in a moment.")
        wrong = Sentence("Too many wrong tries. Please wait a moment and look at the big screen.")
        self.device = own(burst=300, per_second=20, sentence=slow, name="device", quick=True)
        self.workshop = own(burst=1000, per_second=1000, sentence=slow, name="workshop", quick=True)
        # Drawing a large picture anew takes seconds of a processor: a photo each, a few at once.
        pictures = Sentence("That was many pictures. Yours is kept and will be sent in a moment.")
        self.picture = own(burst=8, per_second=1 / 5, sentence=pictures, name="picture")
        self.picture_stranger = own(
            burst=4, per_second=1 / 10, sentence=pictures, name="picture_stranger"
        )
        # A voice is walked part by part; a room that speaks must not wait for its photos.
        voices = Sentence("That was many recordings. Yours is kept and will be sent in a moment.")
        self.voice = own(burst=8, per_second=1 / 5, sentence=voices, name="voice")
        self.voice_stranger = own(
            burst=4, per_second=1 / 10, sentence=voices, name="voice_stranger"
        )
        self.wrong_code = own(burst=60, per_second=1, sentence=wrong, name="wrong_code")
        self.wrong_device = own(burst=20, per_second=0.2, sentence=wrong, name="wrong_device")
        # Past this, whom nobody knows is made known first, at a pace: five letters could be tried
        # through in a day otherwise, and a refusal would tell wrong from right.
        self.guesses = own(burst=600, per_second=2, sentence=wrong, name="guesses")
        self.newcomers = own(burst=2000, per_second=5, sentence=wrong, name="newcomers")
        # Two words are few, and a wrong try can come from any of many devices: a minute each. The
        # address is that of a whole room, so it waits only when sixty devices have guessed wrong.
        again = Sentence("Too many wrong tries. Please wait a minute, or join as somebody new.")
        self.return_device = own(burst=5, per_second=1 / 60, sentence=again, name="return_device")
        self.return_address = own(
            burst=300, per_second=1 / 10, sentence=again, name="return_address"
        )
        # A phone goes round a table; one that goes round all day fills the ballots.
        round_table = Sentence(
            "This phone has been passed on very often. Wait two minutes, then try again."
        )
        self.passed_on = own(burst=12, per_second=1 / 120, sentence=round_table, name="passed_on")
        # Somebody chose this key, so it may be short: wrong ones shut its door for the address.
        self.facilitator_key = own(
            burst=10, per_second=1 / 30, sentence=wrong, name="facilitator_key"
        )
        self.wrong_secret = own(burst=10, per_second=0.2, sentence=wrong, name="wrong_secret")

    def returning(self, workshop_id: str, device_id: str, address: str) -> None:
        """Count a try with two words, before it is looked at: many at once are no way around.

        Raises TooFastError after too many wrong ones of this device, or of its address here.
        """
        self.return_device.take(f"{workshop_id}:{device_id}")
        self.return_address.take(f"{workshop_id}:{door(address)}")

    def returned(self, workshop_id: str, device_id: str, address: str) -> None:
        """The words were right, so the try costs nothing."""
        self.return_device.give_back(f"{workshop_id}:{device_id}")
        self.return_address.give_back(f"{workshop_id}:{door(address)}")

    def wrong_try(self, address: str, device_id: str = "") -> None:
        """Count a code that opens nothing: of the device if it is known, else of its address.

        Raises TooFastError after too many, StrangerError where right codes are answered the same.
        """
        note(SecurityEvent.WRONG_CODE, address=door(address))
        if device_id:
            self.wrong_device.take(device_id)
            return
        try:
            self.guesses.take(door(address))
        except TooFastError as many:
            raise StrangerError(str(many), retry_after=many.retry_after) from None
        self.wrong_code.take(door(address))

    def stranger(self, address: str) -> None:
        """Let in by a right code whom nobody knows yet.

        Raises StrangerError after very many wrong codes from the address.
        """
        try:
            self.guesses.check(door(address))
        except TooFastError as many:
            raise StrangerError(str(many), retry_after=many.retry_after) from None

    def wrong_words(self, address: str) -> None:
        """Count four words that open nothing. Raises TooFastError after too many."""
        note(SecurityEvent.WRONG_WORDS, address=door(address))
        self.wrong_secret.take(door(address))


def door(address: str) -> str:
    """Whom an address stands for: one household has a /64 of IPv6 addresses to choose from."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))
