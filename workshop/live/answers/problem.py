"""What a client is told where something could not be done."""

from typing import NotRequired

from typing_extensions import TypedDict

from workshop.live.answers.room import Fields


class SaidOf(TypedDict):
    """How the sentence is put together, to be said in a language: ``count`` decides its form."""

    text: str
    values: dict[str, str | int]
    count: int | None


class CurrentWords(TypedDict):
    """What was saved meanwhile."""

    text: str
    version: int
    fields: NotRequired[Fields]


class AlikeCard(TypedDict):
    id: str
    text: str


class ProblemAnswer(TypedDict):
    """A mistake (RFC 9457); ``detail`` is for people, in English.

    ``current`` stands where somebody saved first, ``alike`` are cards that say nearly the same,
    ``gates`` the keys of what stands in the way of opening a step.
    """

    type: str
    title: str
    status: int
    detail: str
    said: NotRequired[SaidOf]
    current: NotRequired[CurrentWords]
    alike: NotRequired[list[AlikeCard]]
    gates: NotRequired[list[str]]
