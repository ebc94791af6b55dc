"""Files out. A format is one module with a renderer, and one line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from workshop.errors import NotFoundError
from workshop.exports import archive
from workshop.exports.collect import collect
from workshop.exports.report import Report

__all__ = ["FORMATS", "Format", "Report", "collect", "format_named"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: the end of its name, its media type, and the report as its bytes."""

    suffix: str
    media_type: str
    render: Callable[[Report], bytes]

    def file_name(self, code: str) -> str:
        """``BCDFG-archive.json`` for the archive of that workshop."""
        return f"{code}-{self.suffix}"


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "json": Format("archive.json", "application/json", archive.render),
    }
)


def format_named(name: str) -> Format:
    """The format of that name. Raises NotFoundError with the names that there are."""
    found = FORMATS.get(name)
    if found is None:
        raise NotFoundError(f"There is no format “{name[:60]}”. Choose from: {', '.join(FORMATS)}.")
    return found
