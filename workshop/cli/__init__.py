"""The ``workshop`` command: what a host does on the server itself, also while it runs."""

from workshop.cli.main import main, start

__all__ = ["main", "start"]
