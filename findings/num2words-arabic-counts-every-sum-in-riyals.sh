#!/usr/bin/env bash
# £1,234 in Arabic words is 1,234 riyals, and the same whole number is 12.34 in nine other languages.
#
# Versions: num2words 0.5.14.
# Expected: currency="GBP" names pounds or is refused, as Polish refuses it; and one number is one sum in
#   every language. That whole numbers count as pence is an open question in its tracker (number 426);
#   its page says neither that, nor that a language may take another currency than the one asked for.
# Happens: Arabic says Saudi riyals and halalas whatever is asked, for a currency that does not exist
#   too. It takes 1234 for whole units, where others take it for hundredths. Without a currency its
#   parts are read as a number of their own: 1.05 is "one, five" and 1.5 "one, fifty".
# Seen:
#   1234, GBP, en       twelve pounds sterling, thirty-four pence
#   1234, GBP, ar       1,234 riyals (ألف و مئتان و أربعة و ثلاثون ريالاً)
#   2.0, GBP, EUR, ar   two riyals (اثنان ريالان), each time
#   1.05, ar            واحد  , خمس       1.5, ar   واحد  , خمسون
# For a workshop tool: a budget read aloud to Arabic speakers names another currency, and changes a
#   hundredfold with the language. Give amounts as Decimal with two places, and write the currency beside
#   the number in words of your own.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check num2words==0.5.14
venv/bin/python - <<'PY'
from decimal import Decimal

from num2words import num2words

RIYAL = "ريال"


def said(amount, lang, currency="EUR"):
    return num2words(amount, to="currency", lang=lang, currency=currency)


whole, exact = said(1234, "en", "GBP"), said(Decimal("1234.00"), "en", "GBP")
print(whole, "|", exact, "|", said(1234, "ar", "GBP"))
if whole != "twelve pounds sterling, thirty-four pence" or not exact.startswith("one thousand"):
    raise SystemExit("Changed: a whole number is no longer a number of pence in English.")
hundredths = [lang for lang in ("en", "cy", "pl", "uk", "fr", "de", "es", "it", "nl")
              if said(1234, lang) != said(Decimal("12.34"), lang)]
if hundredths:
    raise SystemExit(f"Changed: 1234 is no longer 12.34 in {hundredths}.")
if said(1234, "ar", "GBP") != said(Decimal("1234.00"), "ar", "GBP"):
    raise SystemExit("Changed: a whole number is no longer a number of whole units in Arabic.")
for currency in ("GBP", "EUR", "PLN", "XXX"):
    print(currency, said(2.0, "ar", currency))
    if RIYAL not in said(2.0, "ar", currency):
        raise SystemExit(f"Changed: Arabic no longer says riyals for {currency}.")
try:
    print(said(2.0, "pl", "GBP"))
except NotImplementedError as refused:
    print("pl", refused)
else:
    raise SystemExit("Changed: Polish no longer refuses pounds.")
parts = [num2words(value, lang="ar") for value in (1.05, 1.5)]
print(parts)
if parts != ["واحد  , خمس", "واحد  , خمسون"]:
    raise SystemExit("Changed: parts of a number are read in another way in Arabic.")
PY
