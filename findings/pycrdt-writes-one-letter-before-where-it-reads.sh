#!/usr/bin/env bash
# pycrdt reads "newydd" at place 3 of "Tŷ newydd", and what it inserts at place 3 stands before the blank.
#
# Versions: pycrdt 0.14.13; yjs 13.6.33 (npm, Node 20) reads the same document.
# Expected: one count for reading and writing. Its page calls Text "similar to a Python str", and insert, del and
#   slices take "the index"; for a str all of them count characters. Yjs counts as JavaScript does, which for
#   such letters is the same.
# Happens: slices count characters; insert, del and len count the bytes of UTF-8. Each letter with an accent moves
#   what is written behind it by one to the left. Its tracker has it since 2024 (number 129), and a correction
#   of 2026 waits (379). In English it is right. No warning.
# Seen ("Tŷ newydd"):
#   len                        pycrdt 10           str and Yjs 9
#   text[3:]                   newydd
#   insert(3, "hen ")          Tŷhen  newydd       Yjs Tŷ hen newydd
#   insert(9, "!")             Tŷ newyd!d          Yjs Tŷ newydd!
#   del text[3:9]              Tŷd                 Yjs deletes newydd
# For a workshop tool: where a server edits what phones write, a remark lands inside a Welsh or Polish word. Count
#   len(str(text)[:place].encode()) for each place that is written to.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit yjs@13.6.33 >/dev/null
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pycrdt==0.14.13
cat > write.py <<'PY'
from pathlib import Path

from pycrdt import Doc, Text

WORDS = "Tŷ newydd"


def text():
    document = Doc()
    document["card"] = Text(WORDS)
    Path("card.bin").write_bytes(document.get_update())
    return document, document["card"]


def same(what, found, expected):
    print("pycrdt", what, found)
    if found != expected:
        raise SystemExit(f"Changed: {what} gives {found}, no longer {expected}.")


_document, card = text()
same("len", (len(card), len(WORDS)), (10, 9))
same("slice", (card[3:], WORDS[3:]), ("newydd", "newydd"))
card.insert(3, "hen ")
same("insert at 3", str(card), "Tŷhen  newydd")
_document, card = text()
card.insert(len(WORDS), "!")
same("insert at the end", str(card), "Tŷ newyd!d")
_document, card = text()
del card[3:9]
same("delete 3 to 9", str(card), "Tŷd")
_document, card = text()
card.insert(len(WORDS[:3].encode()), "hen ")
same("insert, counted in bytes", str(card), "Tŷ hen newydd")
PY
cat > write.cjs <<'JS'
const { readFileSync } = require("node:fs");
const Y = require("yjs");

function changed(change) {
  const document = new Y.Doc();
  Y.applyUpdate(document, readFileSync("card.bin"));
  const card = document.getText("card");
  change(card);
  return card.toString();
}
function same(what, found, expected) {
  console.log("yjs", what, found);
  if (found !== expected) {
    console.error(`Changed: ${what} gives ${found}, no longer ${expected}.`);
    process.exit(1);
  }
}
same("insert at 3", changed((card) => card.insert(3, "hen ")), "Tŷ hen newydd");
same("insert at the end", changed((card) => card.insert(card.length, "!")), "Tŷ newydd!");
same("delete 3 to 9", changed((card) => card.delete(3, 6)), "Tŷ ");
JS
venv/bin/python write.py
node write.cjs
