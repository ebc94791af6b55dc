#!/usr/bin/env bash
# Of two releases of a contract, ocdsmerge takes the older for the latest when one says +01:00 and one Z.
#
# Versions: ocdsmerge 0.8.0.
# Expected: OCDS merges releases in the order of their dates, and its dates are date-times of RFC 3339, which
#   carry their offset: 00:30+01:00 on 1 April is 23:30Z on 31 March, a quarter of an hour before 23:45Z.
#   Both ways of writing are allowed. The module says that it sorts by date.
# Happens: dates are sorted as text. In the hour of summer time, and wherever one publisher writes parts of
#   a second ("." sorts before "Z"), the older release is laid over the newer, and its date is the date
#   of the whole. No warning. With both dates in one zone the order is right.
# Seen, for the value of an award:
#   100 at 2026-04-01T00:30:00+01:00, 250 at 2026-03-31T23:45:00Z       compiled 100
#   100 at 2026-04-01T00:30:00Z, 250 at 2026-04-01T00:30:00.500Z        compiled 100
#   100 at 2026-03-31T23:30:00Z, 250 at 2026-03-31T23:45:00Z            compiled 250
# For a workshop tool: what a contract costs today is read from the compiled release. Turn every date
#   into UTC, with the same number of digits, before merging.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check ocdsmerge==0.8.0
venv/bin/python - <<'PY'
from datetime import datetime

from ocdsmerge import Merger

MERGER = Merger({
    "type": "object",
    "properties": {
        "ocid": {"type": "string"},
        "id": {"type": "string"},
        "date": {"type": "string", "format": "date-time"},
        "tag": {"type": "array", "items": {"type": "string"}},
        "awards": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "id": {"type": "string"},
                    "value": {"type": "object", "properties": {"amount": {"type": "number"}}},
                },
            },
        },
    },
})


def compiled(older, newer):
    assert datetime.fromisoformat(older) < datetime.fromisoformat(newer), (older, newer)
    releases = [
        {"ocid": "ocds-example-1", "id": date, "date": date, "tag": ["award"],
         "awards": [{"id": "1", "value": {"amount": amount}}]}
        for date, amount in ((older, 100), (newer, 250))
    ]
    made = MERGER.create_compiled_release(releases)
    return made["awards"][0]["value"]["amount"], made["date"]


EXPECTED = [
    ("2026-04-01T00:30:00+01:00", "2026-03-31T23:45:00Z", 100),
    ("2026-04-01T00:30:00Z", "2026-04-01T00:30:00.500Z", 100),
    ("2026-03-31T23:30:00Z", "2026-03-31T23:45:00Z", 250),
]
for older, newer, expected in EXPECTED:
    amount, date = compiled(older, newer)
    print(f"{older:26} {newer:26} {amount} of {date}")
    if amount != expected:
        raise SystemExit(f"Changed: {older} and {newer} no longer compile to {expected}.")
PY
