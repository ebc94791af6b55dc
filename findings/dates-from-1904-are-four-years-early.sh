#!/usr/bin/env bash
# Dates of a workbook that counts from 1904 come out four years early, depending on reader and spelling.
#
# Versions: SheetJS (npm xlsx) 0.18.5, exceljs 4.4.0; openpyxl 3.1.5, python-calamine 0.9.1.
# Expected: ECMA-376 part 1, 18.2.28: workbookPr's date1904 says from which day serial numbers count, as in
#   files that began on older Macs. It is an XML boolean, so "1" and "true" mean the same.
# Happens: SheetJS, asked for dates (cellDates), counts from 1900 whatever the file says. exceljs heeds
#   date1904="1" and not date1904="true".
# Seen, for 2 April 2030:
#   date1904="1"      openpyxl, calamine, exceljs 2030-04-02   SheetJS 2026-04-01
#   date1904="true"   openpyxl, calamine 2030-04-02            exceljs, SheetJS 2026-04-01
# For a workshop tool: payments move to another council's term, each on a plausible day. Test a reader
#   with such a file, in both spellings.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
npm install --silent --no-fund --no-audit exceljs@4.4.0 xlsx@0.18.5 >/dev/null
venv/bin/python - <<'PY'
import re
import zipfile
from datetime import date

import openpyxl
import python_calamine
from openpyxl.utils.datetime import CALENDAR_MAC_1904

book = openpyxl.Workbook()
book.epoch = CALENDAR_MAC_1904
book.active["A1"] = date(2030, 4, 2)
book.save("made.xlsx")
for spelling in ("1", "true"):
    name = f"days-{spelling}.xlsx"
    with zipfile.ZipFile("made.xlsx") as made, zipfile.ZipFile(name, "w") as written:
        for part in made.infolist():
            content = made.read(part)
            if part.filename == "xl/workbook.xml":
                content, times = re.subn(
                    rb'date1904="\w+"', f'date1904="{spelling}"'.encode(), content)
                if times != 1:
                    raise SystemExit("Changed: openpyxl no longer marks a workbook as of 1904.")
            written.writestr(part, content)
    first = str(openpyxl.load_workbook(name).active["A1"].value)[:10]
    second = str(python_calamine.load_workbook(name).get_sheet_by_index(0).to_python()[0][0])[:10]
    print(spelling, "openpyxl", first, "calamine", second)
    if (first, second) != ("2030-04-02", "2030-04-02"):
        raise SystemExit("Changed: openpyxl or calamine no longer counts from 1904.")
PY
cat > read.cjs <<'JS'
const { Workbook } = require("exceljs");
const sheets = require("xlsx");
const day = (value) => value.toISOString().slice(0, 10);
(async () => {
  const found = [];
  for (const spelling of ["1", "true"]) {
    const book = new Workbook();
    await book.xlsx.readFile(`days-${spelling}.xlsx`);
    const other = sheets.readFile(`days-${spelling}.xlsx`, { cellDates: true });
    found.push(day(book.worksheets[0].getCell("A1").value));
    found.push(day(other.Sheets[other.SheetNames[0]].A1.v));
  }
  console.log("exceljs, SheetJS", found);
  if (found.join() !== "2030-04-02,2026-04-01,2026-04-01,2026-04-01") {
    console.error("Changed: exceljs or SheetJS now counts from 1904 in other cases.");
    process.exit(1);
  }
})();
JS
TZ=UTC node read.cjs
