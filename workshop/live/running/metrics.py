"""``/metrics``: counts and lengths in the text form of Prometheus, for who has the token.

Nothing in it names a workshop or a person, and no label is made of what somebody sent.
"""

from collections.abc import Iterator
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlmodel import Session, col, func, select

from workshop.backups import latest_in
from workshop.errors import StorageError
from workshop.live.running.release import release
from workshop.live.server import Server
from workshop.models import Card, Person, Workshop

METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Measurements:
    """What is counted while it happens, and what is looked up when somebody asks."""

    def __init__(self, server: Server) -> None:
        self._registry = CollectorRegistry()
        self._answers = Counter(
            "reframe_requests",
            "Answered requests.",
            ("kind", "method", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "reframe_request_seconds",
            "How long an answer took.",
            ("kind",),
            buckets=SECONDS,
            registry=self._registry,
        )
        self._registry.register(RoomCounts(server))
        # Labels are few, and looking one up costs more than counting.
        self._count = cache(self._answers.labels)
        self._length = cache(self._seconds.labels)

    def answered(self, kind: str, method: str, status: int, seconds: float | None) -> None:
        """Count one answer; ``seconds`` is None for what stays open."""
        method = method if method in METHODS else "other"
        self._count(kind, method, f"{status // 100}xx").inc()
        if seconds is not None:
            self._length(kind).observe(seconds)

    def text(self) -> bytes:
        return generate_latest(self._registry)


class RoomCounts(Collector):
    """Counts of now, from the database and the disk."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def describe(self) -> list[Metric]:
        """Nothing is looked up before somebody asks."""
        return []

    def collect(self) -> Iterator[Metric]:
        server = self._server
        info = GaugeMetricFamily("reframe_info", "What runs.", labels=("version",))
        info.add_metric((release(),), 1)
        yield info
        up = True
        try:
            with server.db.read() as session:
                yield from _rows(session)
        except StorageError:
            up = False
        yield _gauge("reframe_database_up", "Whether the database answers.", up)
        yield _gauge("reframe_streams", "Pages that follow a room now.", server.hub.open_streams)
        yield _gauge("reframe_writes_waiting", "Writes in the queue.", server.writer.waiting)
        yield _gauge(
            "reframe_erasing",
            "Whether erased rows are in the log.",
            server.db.still_erasing,
        )
        free = server.db.dialect.free_bytes()
        if free is not None:
            yield _gauge("reframe_disk_free_bytes", "Free where the database is kept.", free)
        latest = latest_in(server.settings.backup_folder)
        if latest is not None:
            words = "When the newest copy was made."
            yield _gauge("reframe_last_backup_timestamp_seconds", words, latest.timestamp())


def _rows(session: Session) -> Iterator[Metric]:
    workshops = GaugeMetricFamily("reframe_workshops", "Workshops here.", labels=("state",))
    found = select(Workshop.state, func.count()).group_by(Workshop.state)
    for state, number in session.exec(found):
        workshops.add_metric((state,), number)
    yield workshops
    people = session.exec(select(func.count(col(Person.id)))).one()
    yield _gauge("reframe_people", "People in all workshops.", people)
    cards = session.exec(select(func.count(col(Card.id)))).one()
    yield _gauge("reframe_cards", "Cards in all workshops.", cards)


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value=float(value))
