"""Files in: everything that comes from outside is checked whole before any of it is stored."""

from workshop.imports.archive import import_archive

__all__ = ["import_archive"]
