"""A proxy that never answers, and counts who asked it."""

import socket
import threading
from dataclasses import dataclass, field
from functools import cache

NAMES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


@dataclass
class SilentProxy:
    """Takes every connection on the loopback address, answers nothing, and counts."""

    asked: int = 0
    port: int = 0
    _open: list[socket.socket] = field(default_factory=list)

    def start(self) -> "SilentProxy":
        listener = socket.create_server(("127.0.0.1", 0))
        self.port = listener.getsockname()[1]
        self._open.append(listener)
        threading.Thread(target=self._listen, args=(listener,), daemon=True).start()
        return self

    @property
    def environment(self) -> dict[str, str]:
        """What sends a program through it."""
        return dict.fromkeys(NAMES, f"http://127.0.0.1:{self.port}")

    def _listen(self, listener: socket.socket) -> None:
        while True:
            try:
                self._open.append(listener.accept()[0])
            except OSError:
                return
            self.asked += 1


@cache
def silent_proxy() -> SilentProxy:
    """The one that all servers of this run stand behind."""
    return SilentProxy().start()
