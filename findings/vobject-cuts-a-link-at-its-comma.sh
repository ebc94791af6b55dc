#!/usr/bin/env bash
# A contact's link with a comma in it ends at the comma once vobject has read the card, and so do names.
#
# Versions: vobject 0.9.9.
# Expected: RFC 2426, 3.6.8 and 4: the value of URL is a URI, in which a comma stands as it is; NICKNAME (3.1.3) is
#   a list, parted by commas. vobject keeps all of CATEGORIES, which has the same form as NICKNAME.
# Happens: what stands behind the first comma without a backslash is dropped in reading, so it is missing when the
#   card is written again. No error. For names it stands in its tracker since 2019 (number 140 of the earlier
#   home of the library).
# Seen:
#   URL:https://maps.example/@53.4,-2.9,12z   read https://maps.example/@53.4
#   NICKNAME:Meg,Gwen                         read Meg
#   CATEGORIES:care,buses                     read care, buses
# For a workshop tool: links to places on maps hold commas; lists of partners that pass through lose where they
#   are. Put a backslash before the comma on the way in, or take another reader.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check vobject==0.9.9
venv/bin/python -W ignore - <<'PY'
import vobject

CARD = """BEGIN:VCARD
VERSION:3.0
FN:Margaret Jones
N:Jones;Margaret;;;
NICKNAME:Meg,Gwen
CATEGORIES:care,buses
URL:https://maps.example/@53.4,-2.9,12z
END:VCARD
"""
read = vobject.readOne(CARD.replace("\n", "\r\n"))
found = read.url.value, read.nickname.value, read.categories.value
written = read.serialize().splitlines()
print(found, written)
if found[2] != ["care", "buses"] or "CATEGORIES:care,buses" not in written:
    raise SystemExit("Changed: the categories are no longer kept.")
if found[0] != "https://maps.example/@53.4" or "URL:https://maps.example/@53.4" not in written:
    raise SystemExit("Changed: the link is no longer cut.")
if found[1] != "Meg" or "NICKNAME:Meg" not in written:
    raise SystemExit("Changed: the second name is no longer dropped.")
PY
