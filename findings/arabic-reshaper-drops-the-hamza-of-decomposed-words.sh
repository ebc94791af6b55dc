#!/usr/bin/env bash
# arabic-reshaper turns "because" into "to soften" where a word's hamza is a character of its own.
#
# Versions: arabic-reshaper 3.1.0.
# Expected: Unicode's NFC and NFD of a word are the same text (canonical equivalence, Unicode 3.7 D70), so
#   both are shaped alike. By default vowel marks (harakat) are left out, which its page says; hamza and
#   madda are no vowels but part of the letters, and are kept where the word is composed.
# Happens: in decomposed text U+0654 and U+0653 are left out with the vowels. Nothing is said.
# Seen (composed, and what is left of it when decomposed):
#   لأن  because      لان        رئيس  president   رييس
#   آباء  fathers     اباء       مسؤول responsible  مسوول
#   گئے  went (Urdu)  گيے
# For a workshop tool: text that went through a Mac's file names, some PDF readers or some converters is
#   decomposed. Words drawn with this library lose letters then: compose first
#   (unicodedata.normalize("NFC", words)).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check arabic-reshaper==3.1.0
venv/bin/python - <<'PY'
from unicodedata import normalize

import arabic_reshaper

LEFT = {"لأن": "لان", "رئيس": "رييس", "آباء": "اباء", "مسؤول": "مسوول", "گئے": "گيے"}

for word, left in LEFT.items():
    composed, decomposed = (
        normalize("NFKC", arabic_reshaper.reshape(normalize(form, word))) for form in ("NFC", "NFD")
    )
    print(word, composed, decomposed)
    if composed != normalize("NFC", word):
        raise SystemExit(f"Changed: the composed {word} no longer keeps its letters.")
    if decomposed != left:
        raise SystemExit(f"Changed: the decomposed {word} no longer loses its mark.")
PY
