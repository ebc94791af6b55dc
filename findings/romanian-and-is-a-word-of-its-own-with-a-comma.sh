#!/usr/bin/env bash
# The Romanian for "and" stays in a text whose everyday words were removed, unless it is spelled as before 2004.
#
# Versions: stopword 3.1.5 (npm, Node 20), stopwordsiso 0.7.1, nltk 3.10.4; snowballstemmer 3.1.1 beside them.
# Expected: lists and stemmers know the letters of Romanian, s and t with a comma below, which keyboards
#   and the Academy's rules have; the older letters with a cedilla too, since both are met.
# Happens: the two lists have 32 words with a cedilla and none with a comma, so "și" (and), "deși" (although)
#   count as words that matter. NLTK's stemmer cuts endings like -ația only with a cedilla: "administrația"
#   no longer belongs to "administrative". The question is open in the tracker of the first (number 343); it
#   was closed for the source of the second, whose release has the old list.
# Seen ("și" with a comma, "şi" with a cedilla):
#   stopword, stopwordsiso    32 words with a cedilla, none with a comma: "și" stays, "şi" goes
#   nltk                      informații: informaț, administrația: administraț; inform, administr with a cedilla
#   snowballstemmer           inform, administr, for either letter
# For a workshop tool: the themes of a Romanian wall are led by "și". Make one letter of both before any
#   list or stemmer sees the words, and know which one the list has.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit stopword@3.1.5 >/dev/null
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
    stopwordsiso==0.7.1 nltk==3.10.4 snowballstemmer==3.1.1
node --input-type=module -e 'import { ron } from "stopword"; console.log(JSON.stringify(ron));' > ron.json
venv/bin/python -W ignore - <<'PY'
import json
from pathlib import Path

import snowballstemmer
import stopwordsiso
from nltk.stem.snowball import RomanianStemmer

COMMA, CEDILLA = "\u0219\u021b", "\u015f\u0163"
OLDER = str.maketrans(COMMA, CEDILLA)
AND = "\u0219i"


def with_letters(words, letters):
    return sum(any(letter in word for letter in letters) for word in words)


LISTS = {
    "stopword": set(json.loads(Path("ron.json").read_text(encoding="utf-8"))),
    "stopwordsiso": set(stopwordsiso.stopwords("ro")),
}
for name, words in LISTS.items():
    found = (with_letters(words, CEDILLA), with_letters(words, COMMA))
    print(name, *found, AND in words, AND.translate(OLDER) in words)
    if AND.translate(OLDER) not in words:
        raise SystemExit(f"Changed: {name} no longer knows the older spelling.")
    if AND in words or found != (32, 0):
        raise SystemExit(f"Changed: {name} has words with a comma now.")

nltk_stem, snowball_stem = RomanianStemmer().stem, snowballstemmer.stemmer("romanian").stemWord
STEMS = {"informa\u021bii": ("informa\u021b", "inform"), "administra\u021bia": ("administra\u021b", "administr")}
for word, (with_comma, with_cedilla) in STEMS.items():
    found = (nltk_stem(word), nltk_stem(word.translate(OLDER)))
    other = {snowball_stem(word), snowball_stem(word.translate(OLDER))}
    print(word, *found, *other)
    if found != (with_comma, with_cedilla):
        raise SystemExit(f"Changed: nltk's stems of {word} are {found}.")
    if other != {with_cedilla}:
        raise SystemExit(f"Changed: snowballstemmer's stems of {word} are {other}.")
if nltk_stem("administrative") != "administr":
    raise SystemExit("Changed: nltk's stem of administrative.")
PY
