"""Reading one table of a TOML file, key by key, with a sentence for whatever is wrong with it."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self, TypeVar

from workshop.errors import SettingsError

_E = TypeVar("_E", bound=StrEnum)
_MISSING = object()


class Fields:
    """The keys of one table. Every problem is a SettingsError that names the file and the key."""

    def __init__(self, file: Path, values: Mapping[str, Any], above: str = "") -> None:
        self._file = file
        self._above = above
        self._values = dict(values)

    @classmethod
    def of_file(cls, file: Path) -> Self:
        try:
            return cls(file, tomllib.loads(file.read_text(encoding="utf-8")))
        except OSError as error:
            raise SettingsError(f"{file} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise SettingsError(f"{file} is not UTF-8 text. Please save it as UTF-8.") from error
        except tomllib.TOMLDecodeError as error:
            raise SettingsError(f"{file} is not right TOML: {error}.") from error

    def wrong(self, key: str, problem: str) -> SettingsError:
        return SettingsError(f"{self._file}, key “{self._above}{key}”: {problem}")

    def text(self, key: str, default: str | None = None) -> str:
        """Text with its line breaks and runs of spaces made single spaces."""
        value = self._take(key, _MISSING if default is None else default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.wrong(key, "please write some text here, in quotes.")
        return " ".join(value.split())

    def texts(self, key: str, count: int) -> tuple[str, ...]:
        value = self._take(key)
        if not _is_list_of(value, str) or len(value) != count or not all(map(str.strip, value)):
            raise self.wrong(key, f"please give a list of {count} texts.")
        return tuple(" ".join(item.split()) for item in value)

    def whole(self, key: str, low: int, high: int) -> int:
        return self._whole(key, self._take(key), low, high)

    def whole_or_none(self, key: str, low: int, high: int) -> int | None:
        value = self._take(key, None)
        return None if value is None else self._whole(key, value, low, high)

    def day(self, key: str) -> date:
        return self._day(key, self._take(key))

    def day_or_none(self, key: str) -> date | None:
        value = self._take(key, None)
        return None if value is None else self._day(key, value)

    def choice(self, key: str, kind: type[_E], default: _E | None = None) -> _E:
        return self._member(key, self._take(key, _MISSING if default is None else default), kind)

    def choices(self, key: str, kind: type[_E]) -> tuple[_E, ...]:
        value = self._take(key)
        if not isinstance(value, list) or not value:
            raise self.wrong(key, f"please give a list with any of {', '.join(kind)}.")
        chosen = tuple(self._member(key, item, kind) for item in value)
        if len(set(chosen)) != len(chosen):
            raise self.wrong(key, "each may stand here only once.")
        return chosen

    def table(self, key: str) -> Self:
        value = self._take(key)
        if not isinstance(value, dict):
            raise self.wrong(key, f"please make this a table, [{key}].")
        return type(self)(self._file, value, f"{self._above}{key}.")

    def tables(self, key: str, *, at_least: int = 0) -> tuple[Self, ...]:
        value = self._take(key, [])
        if not _is_list_of(value, dict) or len(value) < at_least:
            raise self.wrong(key, f"please give one or more tables, [[{key}]].")
        return tuple(
            type(self)(self._file, item, f"{self._above}{key} {number}, ")
            for number, item in enumerate(value, 1)
        )

    def words_for(self, key: str, kind: type[_E]) -> Mapping[_E, str]:
        """A table with one text for each member of the closed list."""
        table = self.table(key)
        words = {member: table.text(member) for member in kind}
        table.end()
        return MappingProxyType(words)

    def end(self) -> None:
        """Nothing may be left over: a key that nobody reads is most likely misspelt."""
        for key in self._values:
            raise self.wrong(key, "this key is not known. Please check how it is spelt.")

    def _take(self, key: str, default: object = _MISSING) -> Any:
        value = self._values.pop(key, default)
        if value is _MISSING:
            raise self.wrong(key, "this key is missing. Please add it.")
        return value

    def _whole(self, key: str, value: object, low: int, high: int) -> int:
        if type(value) is not int or not low <= value <= high:
            raise self.wrong(key, f"please give a whole number from {low} to {high}.")
        return value

    def _day(self, key: str, value: object) -> date:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.wrong(key, "please give a date such as 2026-11-22, without quotes.")
        return value

    def _member(self, key: str, value: object, kind: type[_E]) -> _E:
        for member in kind:
            if member == value:
                return member
        raise self.wrong(key, f"please choose from {', '.join(kind)}.")


def _is_list_of(value: object, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)
