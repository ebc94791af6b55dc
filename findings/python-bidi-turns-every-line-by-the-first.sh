#!/usr/bin/env bash
# One English line in front, and python-bidi sets every Arabic line below it from left to right.
#
# Versions: python-bidi 0.6.12 (bidi.algorithm, its implementation in Python).
# Expected: UAX #9, rules P1 to P3: a text is split into paragraphs, each ends with a line feed, and each finds
#   its own direction by its first strong letter. The page of get_display says that the base direction is
#   detected where it is not given, and nothing of several lines.
# Happens: the direction of the first line is that of all. The same Arabic line alone is set right to left; below
#   an English one its bracket goes to the other end, and below an Arabic one an English line is turned.
# Seen (in the order in which it is drawn, from the left):
#   مرحبا (x)                alone               (x) ابحرم
#   مرحبا (x)                below "one"         ابحرم (x)
#   one (1).                 alone               one (1).
#   one (1).                 below "مرحبا"       .(one (1
# For a workshop tool: cards in two languages are the usual case in a bilingual room. Split at line breaks and
#   ask for each line. (The package's other implementation keeps lines apart, and turns no brackets.)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check python-bidi==0.6.12
venv/bin/python - <<'PY'
from bidi.algorithm import get_display

SEEN = [
    ("مرحبا (x)", "one", "(x) ابحرم", "ابحرم (x)"),
    ("one (1).", "مرحبا", "one (1).", ".(one (1"),
]
for line, above, alone, below in SEEN:
    found = get_display(line), get_display(f"{above}\n{line}").split("\n")[1]
    print(repr(line), "alone", repr(found[0]), "below", repr(above), repr(found[1]))
    if found[0] != alone:
        raise SystemExit("Changed: the line alone is no longer set so.")
    if found[1] != below:
        raise SystemExit("Changed: the line below another is no longer set by that one.")
PY
