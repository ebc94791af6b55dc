"""One thing that was looked at: how it stands, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Its value is what people read, so that no colour is needed."""

    GOOD = "good"
    LOOK = "look"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """``todo`` is empty only where nothing needs to be done."""

    about: str
    state: State
    says: str
    todo: str = ""

    @classmethod
    def good(cls, about: str, says: str) -> "Diagnosis":
        return cls(about, State.GOOD, says)

    @classmethod
    def look(cls, about: str, says: str, todo: str) -> "Diagnosis":
        return cls(about, State.LOOK, says, todo)

    @classmethod
    def bad(cls, about: str, says: str, todo: str) -> "Diagnosis":
        return cls(about, State.BAD, says, todo)

    @property
    def said(self) -> str:
        line = f"{self.state:<5}{self.about:<13}{self.says}"
        return f"{line}\n{'':18}→ {self.todo}" if self.todo else line

    def as_json(self) -> dict[str, str]:
        return {
            "about": self.about,
            "state": self.state,
            "says": self.says,
            "do": self.todo,
        }
