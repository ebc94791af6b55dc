#!/usr/bin/env bash
# A remark that begins with "internal:" or "external:" loses this word in a workbook that pandas or polars writes.
#
# Versions: XlsxWriter 3.3.1, pandas 3.1.1, polars 2.1.0; read back with openpyxl 3.1.5.
# Expected: a column of text is written as text. pandas names formulas and links nowhere in to_excel; polars'
#   write_excel neither. XlsxWriter's page on write() says that strings which look like a link are written by
#   write_url, and its page on write_url that internal: and external: are links of its own, and strings_to_urls
#   turns it off; that the word itself is not shown stands on neither.
# Happens: what follows the word is taken for a cell of the workbook or for a file, the word is cut off from what
#   is shown, and so is mailto:. Both libraries hand their text to write(). No warning, and no error.
# Seen:
#   written                              read back, pandas and polars    with strings_to_urls off
#   internal: who pays?                  " who pays?", a link            as written
#   external: the council pays           " the council pays", a link     as written
#   mailto:ann@example.org               ann@example.org, a link         as written
#   Internal: who pays?                  as written                      as written
# For a workshop tool: "internal:" and "external:" are how people sort costs and remarks; the sheet shows both alike,
#   and a click leads nowhere. Write with write_string, or give
#   engine_kwargs={"options": {"strings_to_urls": False}} to pandas.ExcelWriter.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check XlsxWriter==3.3.1 pandas==3.1.1 polars==2.1.0 openpyxl==3.1.5
venv/bin/python -W error::UserWarning - <<'PY'
import openpyxl
import pandas
import polars

SEEN = {  # what is written: what is read back
    "internal: who pays?": (" who pays?", True),
    "external: the council pays": (" the council pays", True),
    "mailto:ann@example.org": ("ann@example.org", True),
    "Internal: who pays?": ("Internal: who pays?", False),
    "who pays: internal": ("who pays: internal", False),
}
remarks = {"remark": list(SEEN)}


def read(path):
    cells = openpyxl.load_workbook(path).active["A"][1:]
    return [(cell.value, cell.hyperlink is not None) for cell in cells]


pandas.DataFrame(remarks).to_excel("pandas.xlsx", engine="xlsxwriter", index=False)
polars.DataFrame(remarks).write_excel("polars.xlsx")
off = {"options": {"strings_to_urls": False}}
with pandas.ExcelWriter("off.xlsx", engine="xlsxwriter", engine_kwargs=off) as writer:
    pandas.DataFrame(remarks).to_excel(writer, index=False)
for path in ("pandas.xlsx", "polars.xlsx"):
    found = read(path)
    print(path, found)
    if found != list(SEEN.values()):
        raise SystemExit(f"Changed: {path} has other words or links now.")
if read("off.xlsx") != [(words, False) for words in SEEN]:
    raise SystemExit("Changed: with strings_to_urls off the words are no longer as written.")
PY
