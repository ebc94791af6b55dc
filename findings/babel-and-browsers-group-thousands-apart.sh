#!/usr/bin/env bash
# Babel writes £1,234.50 as "1 234,50 GBP" in Polish where every browser writes "1234,50 GBP".
#
# Versions: Babel 2.19.0; Node's Intl (tried with Node 20.20.2, ICU 78.2), the same as in browsers.
# Expected: both take their rules from Unicode's CLDR, which says in minimumGroupingDigits that Polish,
#   Spanish, Italian, Hungarian, Bulgarian and the Portuguese of Portugal group from five digits on.
# Happens: Babel groups four digits already, for money and for plain numbers; Intl does not.
# Seen:
#   pl     Babel 1 234,50 GBP   Intl 1234,50 GBP      both 12 345,00 GBP
#   es     Babel 1.234,50 GBP   Intl 1234,50 GBP
#   it     Babel 1.234,50 £     Intl 1234,50 £
#   en-GB  both £1,234.50
# For a workshop tool: the same sum stands differently in a report made on the server and on the wall
#   beside it, and a test that compares the two fails in these languages alone. Let one side write.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check babel==2.19.0
cat > intl.cjs <<'JS'
const money = (tag, sum) => new Intl.NumberFormat(tag, { style: "currency", currency: "GBP" }).format(sum);
for (const tag of ["pl", "es", "it", "en-GB"]) console.log(money(tag, 1234.5));
console.log(money("pl", 12345));
JS
node intl.cjs > intl.txt
venv/bin/python - <<'PY'
from pathlib import Path

from babel.numbers import format_currency

server = [format_currency(1234.5, "GBP", locale=tag) for tag in ("pl", "es", "it", "en_GB")]
server.append(format_currency(12345, "GBP", locale="pl"))


def plain(lines: list[str]) -> list[str]:
    return [line.replace("\u00a0", " ").replace("\u202f", " ") for line in lines]


server, browser = plain(server), plain(Path("intl.txt").read_text(encoding="utf-8").splitlines())
print("Babel", server)
print("Intl", browser)
if server != ["1 234,50 GBP", "1.234,50 GBP", "1.234,50 £", "£1,234.50", "12 345,00 GBP"]:
    raise SystemExit("Changed: Babel now groups four digits in another way.")
if browser != ["1234,50 GBP", "1234,50 GBP", "1234,50 £", "£1,234.50", "12 345,00 GBP"]:
    raise SystemExit("Changed: Intl now groups four digits in another way.")
PY
