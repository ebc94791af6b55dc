#!/usr/bin/env bash
# charset-normalizer takes a short British payment list for HP Roman-8: each £ becomes an È.
#
# Versions: charset-normalizer 3.5.3, chardet 7.7.0.
# Expected: the pound sign of Windows-1252 in a list that is plain English otherwise. Its page says
#   that what it answers may be read, whatever it was, and not to ask about very tiny content; chardet finds
#   Windows-1252 in both.
# Happens: with three payments and the heading, 111 bytes in all, the best guess is hp_roman8, an encoding of
#   printers of the 1980s in which the same byte is È. With five payments it is Windows-1252.
# Seen:
#   3 payments   charset-normalizer hp_roman8 È1200.00   chardet Windows-1252 £1200.00
#   5 payments   charset-normalizer cp1252 £1200.00      chardet Windows-1252 £1200.00
# For a workshop tool: the first lines are what a preview shows and what a guess is made from. Take
#   Windows-1252 unless a byte says otherwise, and guess only then, from many lines.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check charset-normalizer==3.5.3 chardet==7.7.0
venv/bin/python - <<'PY'
import chardet
from charset_normalizer import from_bytes

PAYMENTS = [("Acme Ltd", "1200.00"), ("Bell and Sons", "350.10"), ("Supplier 0", "0.10"),
            ("Home Care Ltd", "99.50"), ("Leeds Taxis", "12.00")]


def listed(many):
    rows = [f"{day:02}/04/2026,{name},£{sum_}\n" for day, (name, sum_) in enumerate(PAYMENTS, 1)]
    return ("Date,Supplier,Amount\n" + "".join(rows[:many])).encode("cp1252")


found = {}
for many in (3, 5):
    best = from_bytes(listed(many)).best()
    other = chardet.detect(listed(many))["encoding"]
    found[many] = best.encoding, str(best).split(",")[4].split("\n")[0], other
    print(many, "payments", found[many], len(listed(many)), "bytes")
if found[3] != ("hp_roman8", "È1200.00", "Windows-1252"):
    raise SystemExit("Changed: the short list is no longer taken for HP Roman-8.")
if found[5] != ("cp1252", "£1200.00", "Windows-1252"):
    raise SystemExit("Changed: the longer list is no longer taken for Windows-1252.")
PY
