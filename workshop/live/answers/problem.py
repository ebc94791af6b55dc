"""What a client is told where something could not be done."""

from typing import NotRequired

from typing_extensions import TypedDict

from workshop.live.answers.room import Fields


class SaidOf(TypedDict):
    """How the sentence is put together, to be said in a language: ``count`` decides its form.

    ``ours`` names the values that are sentences of ours; the others are as somebody wrote them.
    ``quoted`` has the words, by name, of values that are cards in quotes, one after another.
    """

    text: str
    values: dict[str, str | int]
    count: int | None
    ours: NotRequired[list[str]]
    quoted: NotRequired[dict[str, list[str]]]


class CurrentWords(TypedDict):
    """What was saved meanwhile."""

    text: str
    version: int
    fields: NotRequired[Fields]


class AlikeCard(TypedDict):
    id: str
    text: str
    lang: NotRequired[str]


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
