"""What the server writes about itself: a line each, with the request it belongs to, no words.

A mistake is told by its kind and by the lines of code that led there. Its own text and the values
in it are left out, because people's words may stand in them.
"""

import json
import logging
import sqlite3
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

REQUEST: ContextVar[str] = ContextVar("request", default="")
_Raised = tuple[type[BaseException], BaseException, TracebackType | None]


def _said(problem: BaseException) -> str:
    """The kind of a mistake; more only where the system or the database itself speaks."""
    kind = type(problem).__name__
    if isinstance(problem, OSError) and problem.strerror:
        return f"{kind}: {problem.strerror}"
    if isinstance(problem, sqlite3.Error):
        return f"{kind}: {problem}"
    if state := getattr(problem, "sqlstate", None):
        return f"{kind}: {state}"  # its number alone: the text of PostgreSQL repeats values
    return kind


def _way(problem: BaseException) -> list[str]:
    frames = traceback.extract_tb(problem.__traceback__)
    return [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]


class PlainLines(logging.Formatter):
    """For people who look at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        request = REQUEST.get()
        lines = [f"{record.getMessage()} [{request}]" if request else record.getMessage()]
        problem = record.exc_info[1] if record.exc_info else None
        if problem is not None:
            lines += ["Traceback, without what people wrote:", *_way(problem), _said(problem)]
        return "\n".join(lines)


class JsonLines(logging.Formatter):
    """For programs that gather logs: one object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage(),
        }
        if request := REQUEST.get():
            line["request"] = request
        line |= getattr(record, "facts", {})
        problem = record.exc_info[1] if record.exc_info else None
        if problem is not None:
            line |= {"problem": _said(problem), "way": _way(problem)}
        return json.dumps(line, ensure_ascii=False)


def write_lines(*, as_json: bool) -> None:
    """Have every line of this process written so, also those of the libraries that it runs on."""
    form = JsonLines() if as_json else PlainLines()
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.StreamHandler())
    logging.getLogger("workshop").setLevel(logging.INFO)
    named = [logging.getLogger(name) for name in list(logging.Logger.manager.loggerDict)]
    for logger in (root, *named):
        for handler in logger.handlers:
            handler.setFormatter(form)
