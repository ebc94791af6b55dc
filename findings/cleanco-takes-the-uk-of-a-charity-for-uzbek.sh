#!/usr/bin/env bash
# "Rambling UK" is "Rambling" for cleanco and is established in Uzbekistan, and a supplier called "Spa" has no name.
#
# Versions: cleanco 2.3.
# Expected: its page says that terms of the organization's type, such as Ltd or Corp, are taken off a company's name, and
#   that countries come from the same terms; Ltd could be the UK. UK itself is a part of the name with charities.
# Happens: the list of terms has uk for Uzbekistan, next to spa for Italy, and capitals are not looked at; what is
#   left may be nothing at all. Behind a bracket the term takes the bracket with it. No warning. Its tracker has the
#   empty names (numbers 57 and 77) and the bracket (number 61), open since 2020, and not the UK.
# Seen:
#   Rambling UK              Rambling            countries: Uzbekistan
#   Rambling Ltd             Rambling            the same name as the one before
#   Spa                      (nothing)
#   Acme (North) Ltd         Acme (North         Acme North Ltd is Acme North
# For a workshop tool: payments are added up by such base names; a national charity and a firm become one supplier, and
#   all whose names are nothing another. Keep names that would be empty, and leave the Uzbek terms out of
#   custom_basename.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check cleanco==2.3
venv/bin/python - <<'PY'
from cleanco import basename, countrysources, matches

SEEN = {
    "Rambling UK": "Rambling",
    "Rambling Ltd": "Rambling",
    "Spa": "",
    "Acme (North) Ltd": "Acme (North",
    "Acme North Ltd": "Acme North",
    "North Council": "North Council",
}
for name, expected in SEEN.items():
    found = basename(name)
    print(name, repr(found))
    if found != expected:
        raise SystemExit(f"Changed: {name} has the base name {found!r}, no longer {expected!r}.")
countries = matches("Rambling UK", countrysources())
print(countries)
if countries != ["Uzbekistan"]:
    raise SystemExit(f"Changed: Rambling UK is established in {countries}.")
PY
