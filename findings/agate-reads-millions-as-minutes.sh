#!/usr/bin/env bash
# csvkit's reader takes budgets for minutes, given names for dates, and April for January.
#
# Versions: agate 1.14.2 (the reader below csvkit 2.2.0's in2csv, csvstat and csvjson).
# Expected: agate tries its types in turn and keeps text where no other fits. A column "2m, 3m, 10m"
#   under "budget" is text to any reader of it, and so are three given names; "01/04/2026" in a British
#   file is the first of April.
# Happens: m is taken for minutes, given names that are months for days in the year 1, and dates month
#   first as long as no day is over 12: with one 13/04/2026 in it, the column is text instead.
# Seen:
#   2m, 3m, 10m             timedelta 0:02:00, 0:03:00, 0:10:00
#   April, May, June        date 0001-04-01, 0001-05-01, 0001-06-01
#   01/04/2026, 02/04/2026  date 2026-01-04, 2026-02-04
#   01/04/2026, 13/04/2026  text
# For a workshop tool: a file that was tidied with csvkit before it is brought in may hold such
#   values, and each looks valid. Ask for --no-inference.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check agate==1.14.2
venv/bin/python -W ignore - <<'PY'
import io

import agate

SEEN = {
    ("2m", "3m", "10m"): ["0:02:00", "0:03:00", "0:10:00"],
    ("April", "May", "June"): ["0001-04-01", "0001-05-01", "0001-06-01"],
    ("01/04/2026", "02/04/2026"): ["2026-01-04", "2026-02-04"],
    ("01/04/2026", "13/04/2026"): ["01/04/2026", "13/04/2026"],
}
for written, expected in SEEN.items():
    table = agate.Table.from_csv(io.StringIO("\n".join(["column", *written, ""])))
    read = [str(value) for value in table.columns[0].values()]
    print(", ".join(written), "->", ", ".join(read))
    if read != expected:
        raise SystemExit(f"Changed: {written} is no longer read as {expected}.")
PY
