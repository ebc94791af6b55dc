#!/usr/bin/env bash
# typst accepts lang "cy" and "ro" with hyphenate: true, and never breaks a word of them.
#
# Versions: typst 0.15.2 (Python package), pypdf 7.1.1.
# Expected: typst's page on text says that hyphenate: true hyphenates, and that the right language
#   brings the right patterns. It names no language that has none; an unknown one is no error either.
#   TeX has had Welsh and Romanian patterns for decades.
# Happens: English, Polish, German, Turkish, Ukrainian, Bulgarian and Croatian words break with a soft
#   hyphen at the line's end. Welsh, Romanian and Irish ones never do, without a warning.
# Seen, one long word a line in a column of 60 pt:
#   broken   en pl de tr uk bg hr
#   never    cy ro ga
# For a workshop tool: narrow cards and table columns that were tried in English overflow or tear
#   apart in a bilingual Welsh report. Try them with long Welsh words; do not justify such text.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check typst==0.15.2 pypdf==7.1.1
venv/bin/python - <<'PY'
import io

import pypdf
import typst

WORDS = {
    "en": "responsibilities understanding", "pl": "odpowiedzialność",
    "de": "Gesundheitsversorgung", "tr": "sorumluluklarımızın", "uk": "відповідальність",
    "cy": "cyfrifoldebau gwasanaethau llywodraethwyr", "ro": "responsabilitate înţelegere",
    "ga": "freagrachtaí rannpháirtíochta", "bg": "отговорност възможностите",
    "hr": "odgovornosti zadovoljstvom",
}
broken, never = [], []
for language, words in WORDS.items():
    text = (f'#set page(width: 60pt, height: auto, margin: 5pt)\n'
            f'#set text(lang: "{language}", hyphenate: true, size: 11pt)\n{words}\n')
    pdf = pypdf.PdfReader(io.BytesIO(typst.compile(text.encode())))
    (broken if "\u00ad" in pdf.pages[0].extract_text() else never).append(language)
print("broken", broken, "never", never)
if broken != ["en", "pl", "de", "tr", "uk", "bg", "hr"] or never != ["cy", "ro", "ga"]:
    raise SystemExit("Changed: typst now has patterns for other languages than these.")
PY
