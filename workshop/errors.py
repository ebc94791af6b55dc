"""One class per mistake a person can make; the message is a sentence they can act on."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Self


class Sentence(str):
    """A sentence in English that remembers how it was put together, to be said in a language.

    ``template`` has the names of its ``values`` in braces. With ``count`` the template is that for
    one, ``many`` that for others, and ``n`` the number: how many there are decides the form.
    """

    template: str
    many: str
    values: Mapping[str, str | int]
    number: int | None

    def __new__(
        cls, template: str, *, count: int | None = None, many: str = "", **values: str | int
    ) -> Self:
        """``many`` is the template for other numbers than one, where there is a ``count``."""
        if many and count is None:
            raise TypeError("“many” is a template, and no value: it needs a count.")
        if count is not None:
            values["n"] = count
        chosen = template if count in (None, 1) else many
        shown = {k: f"{v:,}" if isinstance(v, int) else v for k, v in values.items()}
        made = super().__new__(cls, chosen.format_map(shown) if values else chosen)
        made.template, made.many, made.values, made.number = template, many, values, count
        return made


class Day(Sentence):
    """A date in English that is written anew in each language."""

    on: date

    def __new__(cls, on: date) -> Self:
        made = super().__new__(cls, f"{on.day} {on:%B %Y}")
        made.on = on
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        return (self.on,)


class Numerals(Sentence):
    """A figure as English writes it, whose numbers each language writes in its own way."""


class Sentences(str):
    """Several texts as one, of which each ``Sentence`` is still said in a language by itself."""

    parts: tuple[str, ...]
    between: str

    def __new__(cls, parts: Iterable[str], between: str = " ") -> Self:
        kept = tuple(part for part in parts if part)
        made = super().__new__(cls, between.join(kept))
        made.parts, made.between = kept, between
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        """It is made of its parts again where it was sent to another process."""
        return self.parts, self.between


class Quoted(str):
    """Words of people in quotes, one after another: “a”, “b”.

    Each language writes them with its own quotes and commas, and leaves the words as they are.
    """

    words: tuple[str, ...]

    def __new__(cls, words: Iterable[str]) -> Self:
        kept = tuple(words)
        made = super().__new__(cls, ", ".join(f"“{one}”" for one in kept))
        made.words = kept
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        return (self.words,)


def numbered(count: int, one: str, many: str, **values: str | int) -> Sentence:
    """A sentence about so many: ``one`` is said of one, ``{n}`` is the number."""
    return Sentence(one, count=count, many=many, **values)


class WorkshopError(Exception):
    """Something a person can put right; ``str(error)`` says how, in plain words.

    ``status`` is the HTTP status that the API answers with (RFC 9110), ``code`` the last part of
    the problem's ``type`` (RFC 9457).
    """

    status = 400
    code = "bad-request"

    @property
    def sentence(self) -> str:
        """The message as it was given: a ``Sentence`` where it has values."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)


class InvalidInputError(WorkshopError):
    """What came in cannot be stored as it is."""

    status = 422
    code = "invalid-input"


class UnknownDeviceError(WorkshopError):
    """The device cookie is missing or not known here; the client joins again and resends."""

    status = 401
    code = "unknown-device"


class NotAllowedError(WorkshopError):
    """This person may not do this, whatever the state of the workshop."""

    status = 403
    code = "not-allowed"


class NotFoundError(WorkshopError):
    """There is no such workshop, activity or card for this person."""

    status = 404
    code = "not-found"


class ClosedError(WorkshopError):
    """The workshop or the activity is closed, so this cannot be done now."""

    status = 409
    code = "closed"


class GateClosedError(WorkshopError):
    """The method asks for something first; a facilitator may go on knowingly.

    ``gates`` are the keys of what stands in the way.
    """

    status = 409
    code = "gate-closed"

    def __init__(self, message: str, *, gates: tuple[str, ...]) -> None:
        super().__init__(message)
        self.gates = gates


class ChangedMeanwhileError(WorkshopError):
    """Somebody saved a newer version first; both texts are kept and shown."""

    status = 409
    code = "changed-meanwhile"

    def __init__(self, message: str, *, current: dict[str, object]) -> None:
        super().__init__(message)
        self.current = current


class AlikeError(WorkshopError):
    """Somebody said nearly the same before, and the writer wants to be asked which is meant.

    ``alike`` are those cards, each as its ``id`` and ``text``. Nothing was stored.
    """

    status = 409
    code = "alike"

    def __init__(self, message: str, *, alike: list[dict[str, str]]) -> None:
        super().__init__(message)
        self.alike = alike


class MovedOnError(WorkshopError):
    """It was pressed at a step, or at a state of the room, that somebody has changed since."""

    status = 409
    code = "moved-on"


class LockedError(WorkshopError):
    """The room has agreed on this, so it stays as it is until the agreement is taken back."""

    status = 409
    code = "locked"


class RoomLockedError(WorkshopError):
    """The facilitator lets nobody new in just now; who is in stays in."""

    status = 409
    code = "room-locked"


class TooFastError(WorkshopError):
    """More than the limits allow; ``retry_after`` is in seconds."""

    status = 429
    code = "too-fast"

    def __init__(self, message: str, *, retry_after: float) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class StrangerError(TooFastError):
    """So many wrong codes came from this address that an unknown browser is made known first.

    It is said of right and wrong codes alike, so that it tells nothing.
    """


class StorageError(WorkshopError):
    """The database cannot be read or written just now; what was sent is kept by the sender."""

    status = 503
    code = "storage"


class SettingsError(WorkshopError):
    """A setting in the environment or ``.env`` cannot be used."""

    code = "settings"
