#!/usr/bin/env bash
# dateparser reads 3 June in Punjabi as 3 January, and 3 May in Gujarati as "three months ago".
#
# Versions: dateparser 1.5.0, Babel 2.19.0 (for the names of the months, from CLDR).
# Expected: its page lists the three languages as supported; with languages=["pa"] a full date in the
#   names of CLDR is read, or None is returned. English, Welsh, Polish, Ukrainian, Romanian, Urdu and
#   Arabic are right in all twelve months.
# Happens: vowel signs are taken off before words are looked up, so June (ਜੂਨ) becomes the short form of
#   January (ਜਨ). May in Gujarati (મે) and in Marathi (मे) becomes the short form of "month" (મ, म), so "3 May"
#   is three months before today, "14 May" fourteen, whatever year stands behind it.
# Seen, asked on 15 December 2026:
#   pa  3 ਜੂਨ 2026    2026-01-03        pa  3 ਜੁਲਾਈ 2026   2026-07-03 (right)
#   gu  3 મે 2026     2026-09-15        gu  14 મે 2026    2025-10-15
#   mr  3 मे 2026     2026-09-15
# For a workshop tool: an invitation or an answer in two of the largest languages of British towns lands
#   on a wrong day that is valid. Read months by a table of the language's own names, compared whole.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check dateparser==1.5.0 babel==2.19.0
venv/bin/python - <<'PY'
from datetime import date, datetime

import dateparser
from babel.dates import get_month_names

TODAY = {"RELATIVE_BASE": datetime(2026, 12, 15)}


def read(words, lang):
    found = dateparser.parse(words, languages=[lang], settings=TODAY)
    return found and found.date()


def month(number, lang):
    return get_month_names("wide", locale=lang, context="format")[number]


for lang in ("en", "cy", "pl", "uk", "ro", "ur", "ar"):
    for number in range(1, 13):
        if read(f"3 {month(number, lang)} 2026", lang) != date(2026, number, 3):
            raise SystemExit(f"Changed: month {number} is no longer read right in {lang}.")
EXPECTED = [
    ("pa", 3, 6, date(2026, 1, 3)),
    ("pa", 3, 7, date(2026, 7, 3)),
    ("gu", 3, 5, date(2026, 9, 15)),
    ("gu", 14, 5, date(2025, 10, 15)),
    ("mr", 3, 5, date(2026, 9, 15)),
]
for lang, day, number, expected in EXPECTED:
    words = f"{day} {month(number, lang)} 2026"
    print(lang, words, read(words, lang))
    if read(words, lang) != expected:
        raise SystemExit(f"Changed: {words} is no longer read as {expected}.")
PY
