"""Half a request and a peer that is gone keep no place for ever; what is said goes out at once."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import uvicorn

from tests.workshop.live.conftest import in_a_thread
from workshop.db import _Clock
from workshop.live.connections import SILENT_SECONDS, Connections, few_files, more_files


async def _hello(scope: dict, receive: object, send: object) -> None:
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"hello"})


@pytest.fixture
def web() -> Iterator[uvicorn.Server]:
    config = uvicorn.Config(_hello, host="127.0.0.1", port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    listening = socket.socket()  # as Streamlit makes its own: without naming TCP
    listening.bind(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server
    server.should_exit = True
    thread.join(20)


def _opened(web: uvicorn.Server, sent: bytes) -> socket.socket:
    port = web.servers[0].sockets[0].getsockname()[1]
    peer = socket.create_connection(("127.0.0.1", port), timeout=10)
    peer.sendall(sent)
    return peer


def _is_ended(peer: socket.socket) -> bool:
    """Closed from the other side; by a reset where what was sent had not been read by then."""
    try:
        return peer.recv(10) == b""
    except ConnectionResetError:
        return True


@pytest.mark.parametrize("sent", [b"", b"GET /room", b"GET / HTTP/1.1\r\nHost: x\r\n"])
def test_half_a_request_is_ended_after_a_while(web: uvicorn.Server, sent: bytes) -> None:
    moment = [0.0]
    found = Connections(web, clock=lambda: moment[0])
    with _opened(web, sent) as peer:
        while not web.server_state.connections:
            time.sleep(0.01)
        assert found.look() == 0
        moment[0] = SILENT_SECONDS - 1
        assert found.look() == 0
        moment[0] = SILENT_SECONDS
        assert found.look() == 1
        assert _is_ended(peer)


def test_a_connection_that_was_used_between_two_looks_stays(web: uvicorn.Server) -> None:
    """From its last answer on, not from when it was first seen."""
    moment = [0.0]
    found = Connections(web, clock=lambda: moment[0])
    whole = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    with _opened(web, whole) as peer:

        def answered() -> None:
            while b"hello" not in peer.recv(1_000):
                pass
            [protocol] = web.server_state.connections
            while not protocol.cycle.response_complete:
                time.sleep(0.01)

        answered()
        assert found.look() == 0
        peer.sendall(whole)
        answered()
        for moment[0] in (SILENT_SECONDS, 2 * SILENT_SECONDS - 1):
            assert found.look() == 0
        moment[0] = 2 * SILENT_SECONDS
        assert found.look() == 1


def test_a_peer_that_goes_in_silence_is_found_by_the_system(web: uvicorn.Server) -> None:
    with _opened(web, b""):
        while not web.server_state.connections:
            time.sleep(0.01)
        Connections(web).look()
        [protocol] = web.server_state.connections
        held = protocol.transport.get_extra_info("socket")
        assert held.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)


def test_what_is_said_goes_out_at_once(web: uvicorn.Server) -> None:
    """Part of an answer would wait 40 ms for a receipt; also of who came before that was asked."""

    def held() -> list[bool]:
        found = [each.transport for each in web.server_state.connections]
        sockets = [each.get_extra_info("socket") for each in found]
        return [bool(each.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)) for each in sockets]

    with _opened(web, b""):
        while not held():
            time.sleep(0.01)
        looking = Connections(web)
        with pytest.raises(TimeoutError):  # it looks until the server ends
            in_a_thread(lambda: asyncio.run(asyncio.wait_for(looking.keep_looking(), 0.2)))
        with _opened(web, b""):
            while len(held()) < 2:
                time.sleep(0.01)
            assert sorted(held()) == [False, True]
            looking.look()
            assert held() == [True, True]


def test_a_connection_is_kept_while_somebody_thinks_of_words(web: uvicorn.Server) -> None:
    with pytest.raises(TimeoutError):  # it looks until the server ends
        in_a_thread(lambda: asyncio.run(asyncio.wait_for(Connections(web).keep_looking(), 0.2)))
    with _opened(web, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n") as peer:
        assert b"200" in peer.recv(100)
        [protocol] = web.server_state.connections
        assert protocol.timeout_keep_alive == SILENT_SECONDS


def test_as_many_files_as_the_system_allows() -> None:
    """It is raised at the start; where few are allowed, it is said for how many people."""
    assert few_files(more_files()) == "" or "people" in few_files(more_files())
    assert few_files(None) == ""
    assert "about 52 people" in few_files(256)


def test_a_clock_that_is_set_back_stretches_nothing() -> None:
    wall, passed = [datetime(2026, 11, 28, 10, tzinfo=UTC)], [0.0]
    clock = _Clock(read=lambda: wall[0], passed=lambda: passed[0])
    start = clock.now()
    for _ in range(5):
        wall[0] += timedelta(seconds=60)
        passed[0] += 60
        clock.now()
    wall[0] -= timedelta(hours=1)
    for minutes in range(6, 20):
        wall[0] += timedelta(seconds=60)
        passed[0] += 60
        assert clock.now() - start == timedelta(minutes=minutes)
    wall[0] += timedelta(hours=3)  # the laptop slept, or the clock was set forward
    assert clock.now() == wall[0]
