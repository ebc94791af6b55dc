#!/usr/bin/env bash
# An answer given at ten in July is from nine in SPSS, Stata and SAS files, and one at ten in January from ten.
#
# Versions: pyreadstat 1.3.7, pandas 3.1.1; pandas' own writer for Stata beside it.
# Expected: times of SPSS, Stata and SAS have no zone: seconds as on a clock. What has a zone keeps its clock, or is
#   refused, as pandas refuses it for Stata. The page of pyreadstat says which types become which, in a table,
#   and nothing of zones.
# Happens: the zone is taken off by turning the time into UTC, unsaid in the file. Summer and winter of one column
#   differ by the hour, and just after midnight by the day. No warning.
# Seen (Europe/London):
#   1 July 10:00      2026-07-01 09:00:00        1 July 00:30      2026-06-30 23:30:00
#   1 January 10:00   2026-01-01 10:00:00
# For a workshop tool: a question on when people have time is an hour early, half of the year. Take the zone off
#   with tz_localize(None), and name it in the column's label.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pyreadstat==1.3.7 pandas==3.1.1 tzdata==2026.6
venv/bin/python -W error - <<'PY'
import pandas
import pyreadstat

WRITTEN = ["2026-07-01 10:00:00", "2026-01-01 10:00:00", "2026-07-01 00:30:00"]
EXPECTED = ["2026-07-01 09:00:00", "2026-01-01 10:00:00", "2026-06-30 23:30:00"]
WAYS = [
    ("sav", pyreadstat.write_sav, pyreadstat.read_sav),
    ("dta", pyreadstat.write_dta, pyreadstat.read_dta),
    ("xpt", pyreadstat.write_xport, pyreadstat.read_xport),
]


def read(answers, ending, write, reader):
    write(answers, f"answers.{ending}")
    return [str(one) for one in reader(f"answers.{ending}")[0]["when"]]


plain = pandas.DataFrame({"when": pandas.to_datetime(WRITTEN)})
zoned = pandas.DataFrame({"when": plain["when"].dt.tz_localize("Europe/London")})
for way in WAYS:
    found = read(zoned, *way)
    print(way[0], found)
    if found != EXPECTED:
        raise SystemExit(f"Changed: {way[0]} has {found}.")
    if read(plain, *way) != WRITTEN:
        raise SystemExit(f"Changed: {way[0]} moves times without a zone, too.")
try:
    zoned.to_stata("refused.dta", convert_dates={"when": "tc"})
except ValueError as refusal:
    print("pandas:", refusal)
else:
    raise SystemExit("Changed: pandas writes times with a zone to Stata.")
PY
