#!/usr/bin/env bash
# tablib reads an ODS cell that has a comment as the date of the comment, and sums as they are shown.
#
# Versions: tablib 3.8.0 (odfpy 1.4.1); pandas 3.1.1 (engine "odf") and python-calamine 0.9.1 beside.
# Expected: OpenDocument 1.3 part 3 stores a number in office:value; the paragraphs of a cell are
#   its words, and an office:annotation beside them is a note that belongs to none of them.
# Happens: tablib takes the first text that it meets inside the cell. With a comment that is the
#   comment's date. Without one it is the number as it is shown, so that thousands set apart by
#   points become a thousandth, and money is text.
# Seen:
#   Acme Ltd with a comment            tablib 2025-04-03T10:00:00   pandas, calamine Acme Ltd
#   stored 81000, shown 81.000         tablib 81.0                  pandas, calamine 81000
#   stored 1234.5, shown £1,234.50     tablib the text £1,234.50    pandas, calamine 1234.5
# For a workshop tool: a colleague's note on one payment takes the supplier out of the list, and a
#   sheet from a German or Spanish office shrinks a thousandfold without a word.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  tablib==3.8.0 odfpy==1.4.1 pandas==3.1.1 python-calamine==0.9.1
venv/bin/python - <<'PY'
import pandas
import tablib
from odf.dc import Date
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P


def words(text, comment=""):
    cell = TableCell(valuetype="string")
    if comment:
        note = Annotation()
        note.addElement(Date(text="2025-04-03T10:00:00"))
        note.addElement(P(text=comment))
        cell.addElement(note)
    cell.addElement(P(text=text))
    return cell


def number(value, shown, kind="float"):
    more = {"currency": "GBP"} if kind == "currency" else {}
    cell = TableCell(valuetype=kind, value=value, **more)
    cell.addElement(P(text=shown))
    return cell


def sheet(name, supplier, amount):
    paper = OpenDocumentSpreadsheet()
    table = Table(name="April")
    for cells in ([words("Supplier"), words("Amount")], [supplier, amount]):
        row = TableRow()
        for cell in cells:
            row.addElement(cell)
        table.addElement(row)
    paper.spreadsheet.addElement(table)
    paper.save(name)


def by_tablib(name):
    with open(name, "rb") as file:
        return tablib.Dataset().load(file, format="ods")[0]


def by_others(name):
    odf, calamine = (
        tuple(pandas.read_excel(name, engine=engine).iloc[0]) for engine in ("odf", "calamine")
    )
    assert odf == calamine, (odf, calamine)
    return odf


sheet("comment.ods", words("Acme Ltd", "was paid late"), number(12, "12"))
sheet("points.ods", words("Acme Ltd"), number(81000, "81.000"))
sheet("pounds.ods", words("Acme Ltd"), number(1234.5, "£1,234.50", "currency"))
seen = {name: (by_tablib(name), by_others(name)) for name in ("comment.ods", "points.ods", "pounds.ods")}
for name, (tab, others) in seen.items():
    print(f"{name:12} tablib {tab}   pandas, calamine {others}")
assert seen["comment.ods"][0] == ("2025-04-03T10:00:00", 12.0), seen
assert seen["comment.ods"][1] == ("Acme Ltd", 12), seen
assert seen["points.ods"] == (("Acme Ltd", 81.0), ("Acme Ltd", 81000)), seen
assert seen["pounds.ods"] == (("Acme Ltd", "£1,234.50"), ("Acme Ltd", 1234.5)), seen
PY
