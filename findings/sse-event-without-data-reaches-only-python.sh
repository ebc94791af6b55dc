#!/usr/bin/env bash
# An event with a name and no data arrives in a Python test and never in a browser's EventSource.
#
# Versions: sse-starlette 3.7.0, httpx 0.28.1, httpx-sse 0.4.3, sseclient-py 1.9.0; eventsource 4.1.1
#   (npm, which follows the browsers' standard).
# Expected: the HTML standard, "Server-sent events": when a block ends and its data is empty,
#   nothing is dispatched. So a writer refuses such an event, and clients agree that there is none.
# Happens: sse-starlette's ServerSentEvent(event="reveal") writes a name alone. httpx-sse hands it
#   over as an event, sseclient-py and eventsource do not. With data="" it is written as "data: "
#   and all three hand it over.
# Seen:
#   event: reveal (no data line)   httpx-sse reveal   sseclient-py nothing   eventsource nothing
#   event: cards, data: 1          httpx-sse cards    sseclient-py cards     eventsource cards
#   event: closed, data:           httpx-sse closed   sseclient-py closed    eventsource closed
# For a workshop tool: a bare signal ("reveal", "ping") passes the tests of its stream and does nothing
#   on the wall. Give each event data, if only {}.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  sse-starlette==3.7.0 httpx==0.28.1 httpx-sse==0.4.3 sseclient-py==1.9.0
npm install --silent --no-fund --no-audit eventsource@4.1.1 >/dev/null
venv/bin/python - <<'PY'
from pathlib import Path

import httpx
import httpx_sse
import sseclient
from sse_starlette.event import ServerSentEvent

body = b"".join(event.encode() for event in (
    ServerSentEvent(event="reveal"),
    ServerSentEvent(event="cards", data="1"),
    ServerSentEvent(event="closed", data=""),
))
Path("stream.txt").write_bytes(body)


class Stream:
    def __iter__(self):
        yield body

    def close(self) -> None:
        pass


def answer(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, headers={"content-type": "text/event-stream"}, content=body)


with (
    httpx.Client(transport=httpx.MockTransport(answer)) as client,
    httpx_sse.connect_sse(client, "GET", "http://127.0.0.1/live") as source,
):
    first = [event.event for event in source.iter_sse()]
second = [event.event for event in sseclient.SSEClient(Stream()).events()]
print("httpx-sse", first, "sseclient-py", second)
if first != ["reveal", "cards", "closed"] or second != ["cards", "closed"]:
    raise SystemExit("Changed: the Python clients now treat an event without data otherwise.")
PY
cat > listen.mjs <<'JS'
import fs from "node:fs";
import http from "node:http";
import { EventSource } from "eventsource";

const server = http.createServer((request, response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(fs.readFileSync("stream.txt"));
}).listen(0, "127.0.0.1", () => {
  const source = new EventSource(`http://127.0.0.1:${server.address().port}/live`);
  const heard = [];
  const hear = (event) => heard.push(event.type);
  source.addEventListener("reveal", hear);
  source.addEventListener("cards", hear);
  source.addEventListener("closed", (event) => {
    hear(event);
    source.close();
    server.closeAllConnections();
    server.close();
    console.log("eventsource", heard);
    if (heard.join() !== "cards,closed") {
      console.error("Changed: eventsource now dispatches an event without data.");
      process.exitCode = 1;
    }
  });
});
JS
timeout 60 node listen.mjs
