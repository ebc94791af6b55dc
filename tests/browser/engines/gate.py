"""A door between a page and its server: open, shut, without scripts, or a guest wifi's own page."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

PAGE = b"<!doctype html><title>Guest wifi</title><h1>Welcome</h1><button>Accept</button>"
PORTAL = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE)
)
NO_SCRIPT = b"HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
CHUNK = 65_536


@dataclass
class Gate:
    """Listens on a port of its own in front of ``upstream``."""

    upstream: int
    state: str = "open"
    answered: int = 0
    door: socket.socket = field(default_factory=socket.socket)
    lines: set[socket.socket] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)
    """A line is looked after from the moment in which the state is read for it."""

    @property
    def port(self) -> int:
        return int(self.door.getsockname()[1])

    def turn(self, state: str) -> None:
        """``open``, ``shut``, ``portal`` or ``scriptless``; the lines that are there are cut."""
        with self.lock:
            self.state = state
            for line in self.lines:
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)

    def listen(self) -> None:
        while True:
            try:
                line, _ = self.door.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(line,), daemon=True).start()

    def _serve(self, line: socket.socket) -> None:
        with self.lock:
            state = self.state
            self.lines.add(line)
        with line, suppress(OSError):
            self._answer(line, state)
        with self.lock:
            self.lines.remove(line)

    def _answer(self, line: socket.socket, state: str) -> None:
        if state == "portal":
            line.recv(CHUNK)
            self.answered += 1
            line.sendall(PORTAL)
        elif state != "shut":
            first = b""
            if state == "scriptless":
                first = line.recv(CHUNK)
                if b".js" in first.partition(b"\r\n")[0]:
                    return line.sendall(NO_SCRIPT)
                # So that each request comes on a line of its own, and is looked at.
                first = first.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)
            with socket.create_connection(("127.0.0.1", self.upstream)) as there:
                there.sendall(first)
                _both(line, there)
        return None


def _both(line: socket.socket, there: socket.socket) -> None:
    back = threading.Thread(target=_pour, args=(there, line), daemon=True)
    back.start()
    _pour(line, there)
    back.join()


def _pour(source: socket.socket, into: socket.socket) -> None:
    with suppress(OSError):
        while some := source.recv(CHUNK):
            into.sendall(some)
    for end in (source, into):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def gate(upstream: int) -> Iterator[Gate]:
    made = Gate(upstream)
    made.door.bind(("127.0.0.1", 0))
    made.door.listen(64)
    threading.Thread(target=made.listen, daemon=True).start()
    try:
        yield made
    finally:
        with suppress(OSError):
            made.door.shutdown(socket.SHUT_RDWR)  # closing alone does not wake who waits at it
        made.door.close()
        made.turn("shut")
