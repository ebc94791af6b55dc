#!/usr/bin/env bash
# "01/04/26", the first of April 2026 on a council's payment list, has three readings and no warning.
#
# Versions: duckdb 2.0.1, polars 2.1.0 (try_parse_dates=True), python-dateutil 4.0.0.
# Expected: day first, as both DuckDB and Polars do for the very same file with "01/04/2026";
#   or text, when in doubt. POSIX strptime's %y puts 26 into 2026.
# Happens: DuckDB takes the first pair for the year, since 01 to 31 are all possible years: a month
#   of payments becomes 31 years of them, and each is a valid date. Polars keeps day and month but
#   takes 26 for the year 26 of our era.
# Seen:
#   01/04/26   duckdb 2001-04-26   polars 0026-04-01   dateutil, day first 2026-04-01
#   31/12/25   duckdb 2031-12-25   polars 0025-12-31   dateutil, day first 2025-12-31
#   01/04/2026 duckdb 2026-04-01   polars 2026-04-01
# For a workshop tool: spending "by year" is drawn from invented years, or nothing falls in the
#   chosen year. Never let a reader guess two-digit years; look at the whole column, decide once.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  duckdb==2.0.1 polars==2.1.0 python-dateutil==4.0.0
venv/bin/python - <<'PY'
from pathlib import Path

import duckdb
import polars
from dateutil import parser

SEEN = {
    "01/04/26": ("2001-04-26", "0026-04-01", "2026-04-01"),
    "31/12/25": ("2031-12-25", "0025-12-31", "2025-12-31"),
    "01/04/2026": ("2026-04-01", "2026-04-01", "2026-04-01"),
}
for day, expected in SEEN.items():
    Path("spend.csv").write_text(f"Paid,Amount\n{day},500.00\n{day},750.00\n")
    found = (
        str(duckdb.sql("select Paid from 'spend.csv'").fetchall()[0][0]),
        str(polars.read_csv("spend.csv", try_parse_dates=True)["Paid"][0]),
        str(parser.parse(day, dayfirst=True).date()),
    )
    print(day, "duckdb", found[0], "polars", found[1], "dateutil", found[2])
    if found != expected:
        raise SystemExit(f"Changed: {day} is no longer read as {expected}.")
PY
