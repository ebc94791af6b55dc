#!/usr/bin/env bash
# httpx's iter_lines cuts one line of an event stream in two at a separator pasted from a web page.
#
# Versions: httpx 0.28.1, httpx-sse 0.4.3.
# Expected: the HTML standard, "Server-sent events": a line ends with CR, LF or both, nothing else.
#   JSON (RFC 8259) lets U+2028 stand in a string as it is. httpx's page on streaming shows iter_lines
#   for reading line by line, and names universal line endings (CR, LF and both).
# Happens: iter_lines goes by Python's str.splitlines, so U+2028, U+2029 and U+0085 end a line too. The
#   rest of the card has no "data:" before it, so a reader drops it, and the JSON is broken.
# Seen, for data: {"text": "Waits<U+2028>too long"}:
#   iter_lines   'data: {"text": "Waits'   'too long"}'
#   httpx-sse    {"text": "Waits\u2028too long"}
# For a workshop tool: one such card in a room makes a hand-written client miss it, or stop. Write
#   JSON with ensure_ascii, and read a stream with httpx-sse.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check httpx==0.28.1 httpx-sse==0.4.3
venv/bin/python - <<'PY'
import json

import httpx
import httpx_sse

for mark in ("\u2028", "\u2029", "\u0085"):
    card = {"text": f"Waits{mark}too long"}
    body = f"event: cards\ndata: {json.dumps(card, ensure_ascii=False)}\n\n".encode()

    def answer(_: httpx.Request, body: bytes = body) -> httpx.Response:
        return httpx.Response(200, headers={"content-type": "text/event-stream"}, content=body)

    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        lines = [line for line in client.get("http://127.0.0.1/live").iter_lines() if line]
        with httpx_sse.connect_sse(client, "GET", "http://127.0.0.1/live") as source:
            events = [json.loads(event.data) for event in source.iter_sse()]
    print(f"U+{ord(mark):04X}", lines, events)
    if lines != ["event: cards", 'data: {"text": "Waits', 'too long"}']:
        raise SystemExit(f"Changed: iter_lines no longer ends a line at U+{ord(mark):04X}.")
    if events != [card]:
        raise SystemExit("Changed: httpx-sse no longer reads the event whole.")
PY
