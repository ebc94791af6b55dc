#!/usr/bin/env bash
# A payment that stands twice in the new list is no difference for csv-diff, nor is a changed one whose number is
# used again further down.
#
# Versions: csv-diff 1.2; daff 1.4.2 beside it.
# Expected: its page says that it shows the rows added, removed and changed, and of a key that it is taken for unique;
#   what becomes of one that is not, and of two rows alike where no key is given, it does not say.
# Happens: rows are put in a dictionary by their key, or by what is in them, and of equal ones the last stays.
#   Nothing is said. Its tracker has it for keys since 2022 (number 31), open.
# Seen:
#   Acme 500 twice, was once                    no difference       daff: one row added
#   under one number Acme 500 and 700,
#   then 900 and 700                            no difference       daff: 500 gone, 900 added
#   Acme 500 once, was 600                      changed             daff: changed
# For a workshop tool: a council's spending of two months is compared in order to find what was paid twice, and that
#   is what is left out. Count the rows of both files as well, or compare with daff.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check csv-diff==1.2 daff==1.4.2 setuptools==80.9.0
venv/bin/python -W ignore - <<'PY'
import csv
import io

import csv_diff
import daff

HEAD = "Ref,Supplier,Amount\n"
ONCE = HEAD + "1,Acme,500\n2,Bolt,20\n"


def by_csv_diff(before, after, key):
    sheets = (csv_diff.load_csv(io.StringIO(one), key=key) for one in (before, after))
    found = csv_diff.compare(*sheets)
    return sum(len(found[part]) for part in ("added", "removed", "changed"))


def by_daff(before, after):
    views = [daff.PythonTableView(list(csv.reader(io.StringIO(one)))) for one in (before, after)]
    rows = []
    shown = daff.PythonTableView(rows)
    daff.TableDiff(daff.Coopy.compareTables(*views).align(), daff.CompareFlags()).hilite(shown)
    return [row for row in rows if row[0] in ("+++", "---", "->")]


def same(title, before, after, key, expected, told):
    found, rows = by_csv_diff(before, after, key), by_daff(before, after)
    print(title, found, rows)
    if found != expected:
        raise SystemExit(f"Changed: {title}, csv-diff finds {found}, no longer {expected}.")
    if [row[0] for row in rows] != told:
        raise SystemExit(f"Changed: {title}, daff finds {rows}.")


same("paid twice", ONCE, ONCE + "1,Acme,500\n", None, 0, ["+++"])
shared = HEAD + "1,Acme,{}\n1,Acme,700\n2,Bolt,20\n"
same("one number", shared.format(500), shared.format(900), "Ref", 0, ["+++", "---"])
same("another amount", ONCE, ONCE.replace("500", "600"), "Ref", 1, ["->"])
PY
