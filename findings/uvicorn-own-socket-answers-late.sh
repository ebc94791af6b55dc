#!/usr/bin/env bash
# uvicorn on a socket that it bound itself answers each further request of a connection 40 ms late.
#
# Versions: uvicorn 0.54.0, starlette 1.10.0, CPython 3.11.7 with its own asyncio loop, Linux.
# Expected: the same server on the same address answers when it has the answer. asyncio documents
#   TCP_NODELAY as set by default for all its TCP connections since Python 3.6.
# Happens: asyncio sets it only where the socket's proto is IPPROTO_TCP. Config.bind_socket(), which
#   uvicorn uses with workers or reload (Streamlit has one like it), makes a socket without naming
#   it, so proto is 0, and whatever is accepted there inherits that. Head and body of an answer are
#   two small writes; the second one waits for the receipt of the first, which the other side puts
#   off for 40 ms.
# Seen, the median of 40 POSTs on one connection:
#   host and port   no delay: True    0.4 ms
#   bind_socket()   no delay: False   43.9 ms
# For a workshop tool: every card that a phone sends after its first is acknowledged 40 ms later
#   than it was stored. uvloop sets the option always and hides it; on Windows there is none.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check uvicorn==0.54.0 starlette==1.10.0
venv/bin/python - <<'PY'
import asyncio
import socket
import statistics
import time

import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

POST = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"


async def card(request):
    await request.body()
    return JSONResponse({"saved": True})


async def tried(own_socket):
    app = Starlette(routes=[Route("/", card, methods=["POST"])])
    config = uvicorn.Config(app, host="127.0.0.1", port=0, loop="asyncio", log_level="error")
    server = uvicorn.Server(config)
    sockets = [config.bind_socket()] if own_socket else None
    serving = asyncio.create_task(server.serve(sockets=sockets))
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    took = []
    for _ in range(40):
        began, got = time.perf_counter(), b""
        writer.write(POST)
        while not got.endswith(b"}"):
            got += await reader.read(65_536)
        took.append(1000 * (time.perf_counter() - began))
        await asyncio.sleep(0.02)
    (held,) = server.server_state.connections
    found = held.transport.get_extra_info("socket")
    at_once = bool(found.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
    writer.close()
    server.should_exit = True
    await serving
    return at_once, statistics.median(took)


usual, bound = (asyncio.run(tried(own)) for own in (False, True))
print("host and port   no delay: %-5s   %.1f ms" % usual)
print("bind_socket()   no delay: %-5s   %.1f ms" % bound)
assert (usual[0], bound[0]) == (True, False), (usual, bound)
assert bound[1] > 30 and bound[1] > 3 * usual[1], (usual, bound)
PY
