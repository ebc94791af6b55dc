#!/usr/bin/env bash
# price-parser reads a refund as a payment, and half a million as fifty pence.
#
# Versions: price-parser 0.5.1, babel 2.18.0.
# Expected: the sign of an amount belongs to it, in front, behind or as brackets; a unit behind
#   it too. Who cannot read one says so, as babel does with the brackets and the letter.
# Happens: an amount comes back without its sign and without its unit, and nothing says so. Its
#   page promises prices of web shops, and no word on either.
# Seen:
#   -50.25    price-parser 50.25   babel -50.25
#   (50.25)   price-parser 50.25   babel refuses
#   £0.5m     price-parser 0.5     babel refuses
# For a workshop tool: what people say of money ("about £0.5m", a refund in brackets) must not go
#   through it; with refunds as payments a year's sum is too large by twice each of them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check price-parser==0.5.1 babel==2.18.0
venv/bin/python - <<'PY'
from decimal import Decimal

from babel.numbers import NumberFormatError, parse_decimal
from price_parser import Price


def babel(text):
    try:
        return parse_decimal(text, locale="en_GB", strict=True)
    except NumberFormatError:
        return "refuses"


seen = {
    text: (Price.fromstring(text).amount, babel(text)) for text in ("-50.25", "(50.25)", "£0.5m")
}
for text, (one, other) in seen.items():
    print(f"{text:9} price-parser {one}   babel {other}")
assert seen == {
    "-50.25": (Decimal("50.25"), Decimal("-50.25")),
    "(50.25)": (Decimal("50.25"), "refuses"),
    "£0.5m": (Decimal("0.5"), "refuses"),
}, seen
PY
