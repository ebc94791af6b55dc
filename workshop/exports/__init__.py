"""Files out. A format is one module with a ``render`` from story to bytes, and one line here.

``collect_story`` reads the workshop once, for one edition; every format is made from that. The
modules are loaded when a file is wanted, since some of them bring a large library.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from workshop.errors import NotAllowedError, NotFoundError
from workshop.exports.telling.collect import collect, collect_shared, collect_story, shared_revision
from workshop.exports.telling.edition import Edition
from workshop.exports.telling.story import WorkshopStory

__all__ = [
    "FORMATS",
    "Format",
    "collect",
    "collect_shared",
    "collect_story",
    "format_named",
    "shared_revision",
]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: the end of its name, its media type, and the module that makes it.

    ``whole_only``: it makes no sense with anything left out, so there is no other edition of it.
    ``printed``: the typesetter makes nearly all of it.
    """

    suffix: str
    media_type: str
    module: str
    whole_only: bool = False
    printed: bool = False

    def file_name(self, code: str, edition: Edition | None = None) -> str:
        """``BCDFG-archive.json``; what is for sharing says so: ``BCDFG-summary-shareable.html``."""
        stem, _, end = self.suffix.rpartition(".")
        if edition is not None and edition.audience == "shareable":
            stem += "-shareable"
        elif edition is not None and edition.names == "roles":
            stem += "-without-names"
        return f"{code}-{stem}.{end}"

    def render(self, story: WorkshopStory) -> bytes:
        """The file. Raises NotAllowedError where this format has no such edition."""
        if self.whole_only and not story.edition.is_whole:
            raise NotAllowedError(
                f"The {self.suffix.partition('.')[0]} is always complete, with names. "
                "Leave it out, or ask for the full edition."
            )
        made: bytes = import_module(self.module).render(story)
        return made


def _on_paper(suffix: str, module: str, media_type: str = "application/pdf") -> Format:
    return Format(suffix, media_type, f"workshop.exports.formats.{module}", printed=True)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "html": Format("summary.html", "text/html", "workshop.exports.formats.html"),
        "json": Format(
            "archive.json", "application/json", "workshop.exports.formats.archive", whole_only=True
        ),
        "brief": _on_paper("brief.pdf", "brief"),
        "packs": _on_paper("packs.pdf", "packs"),
        "sla": _on_paper("draft-agreement.pdf", "draft_agreement"),
        "pdf": _on_paper("report.pdf", "pdf"),
        "poster": _on_paper("poster-a3.pdf", "poster"),
        "png": _on_paper("poster.png", "poster_png", "image/png"),
        "xlsx": Format(
            "workbook.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "workshop.exports.formats.workbook.xlsx",
        ),
        "csv": Format("tables.zip", "application/zip", "workshop.exports.formats.workbook.csv_zip"),
        "pptx": Format(
            "slides.pptx",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "workshop.exports.formats.slides.pptx",
        ),
        "docx": Format(
            "report.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "workshop.exports.formats.word.docx",
        ),
        "md": Format(
            "report.md", "text/markdown; charset=utf-8", "workshop.exports.formats.markdown"
        ),
    }
)


def format_named(name: str) -> Format:
    """The format of that name. Raises NotFoundError with the names that there are."""
    found = FORMATS.get(name)
    if found is None:
        raise NotFoundError(f"There is no format “{name[:60]}”. Choose from: {', '.join(FORMATS)}.")
    return found
