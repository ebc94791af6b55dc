#!/usr/bin/env bash
# A 360Giving grant goes through flatten-tool and back: what is lost depends on the spreadsheet.
#
# Versions: flattentool 0.28.0 (openpyxl 3.1.5, odfpy 1.4.1).
# Expected: flatten and unflatten undo each other, with CSV, XLSX and ODS offered as equal formats.
#   360Giving wants charity and company numbers as text, and allows an amount of 0.
# Happens: CSV keeps all three values. XLSX drops a title that begins with "=": it is stored as a
#   formula and has no result. ODS drops an amount of 0, which is written as an empty cell, and
#   turns text of digits alone into a number, so a charity number loses its leading zero.
# Seen (title, amount, charity number):
#   csv   '=Families first'  '0'   '01234567'
#   xlsx  none               0     '01234567'
#   ods   '=Families first'  none  1234567
# For a workshop tool: a spreadsheet of grants is offered in all three. Compare a file with what it
#   was made from, field by field, and write text cells as text whatever they look like.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  flattentool==0.28.0 openpyxl==3.1.5 odfpy==1.4.1
venv/bin/python -W ignore - <<'PY'
import json
from pathlib import Path

import flattentool

GRANT = {"id": "g1", "title": "=Families first", "amountAwarded": 0, "charity": "01234567"}
SEEN = {
    "csv": ["=Families first", "0", "01234567"],
    "xlsx": [None, 0, "01234567"],
    "ods": ["=Families first", None, 1234567],
}
Path("grants.json").write_text(json.dumps({"grants": [GRANT]}))
for kind, expected in SEEN.items():
    sheet = "sheets" if kind == "csv" else f"sheets.{kind}"
    flattentool.flatten("grants.json", output_format=kind, output_name=sheet,
                        main_sheet_name="grants", root_list_path="grants", id_name="id")
    flattentool.unflatten(sheet, input_format=kind, output_name="back.json", encoding="utf8",
                          root_list_path="grants", id_name="id")
    back = json.loads(Path("back.json").read_text())["grants"][0]
    found = [back.get(name) for name in ("title", "amountAwarded", "charity")]
    print(kind, found)
    if found != expected:
        raise SystemExit(f"Changed: through {kind} the grant no longer comes back as {expected}.")
PY
