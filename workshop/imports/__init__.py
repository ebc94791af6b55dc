"""Files in: everything that comes from outside is checked whole before any of it is stored."""

from workshop.imports.archive import import_archive
from workshop.imports.archive_file import MAX_BYTES

__all__ = ["MAX_BYTES", "import_archive"]
