#!/usr/bin/env bash
# "In 5 years" is wrong in Welsh in moment and dayjs, "22 minutes" in Romanian, and 1.2 million in Arabic is two.
#
# Versions: moment 2.31.0, dayjs 1.11.23 (npm, Node 20); arrow 1.4.0, humanize 4.17.0. CLDR beside them, by
#   Intl of Node and by Babel 2.19.0.
# Expected: a language that a library offers has its plurals: Welsh changes the first letter (2 flynedd,
#   3 blynedd, 5 mlynedd), Romanian has "de" from 20 on, Arabic has a dual, and the singular again from 11.
#   No page of the four says that a language has fewer.
# Happens: Welsh has one word for 2 and more years. dayjs and arrow leave out "de". dayjs says the Arabic for
#   3 to 10 of everything; humanize puts the number before a dual that says two by itself, and finds the
#   plural of 1.2 by rounding it, up: "1.2 two millions".
# Seen:
#   5 years, cy       moment, dayjs: 5 flynedd      CLDR: 5 mlynedd
#   22 minutes, ro    dayjs, arrow: 22 minute       CLDR, moment: 22 de minute
#   22 minutes, ar    dayjs: 22 دقائق               CLDR: 22 دقيقة
#   2 days, ar        humanize: 2 يومين             CLDR: يومان, without a number
#   1.2 million, ar   humanize: 1.2 مليونين         CLDR: 1.2 مليون
# For a workshop tool: a page in somebody's language that cannot count reads as made for others. Take times
#   and sums from CLDR, and hear the numbers 2, 5, 11 and 22 before a language is offered.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit moment@2.31.0 dayjs@1.11.23 >/dev/null
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check arrow==1.4.0 humanize==4.17.0 babel==2.19.0
cat > said.cjs <<'JS'
const dayjs = require("dayjs");
const moment = require("moment");
dayjs.extend(require("dayjs/plugin/relativeTime"));
for (const lang of ["cy", "ro", "ar"]) {
  require(`dayjs/locale/${lang}`);
  require(`moment/locale/${lang}`);
}
const EXPECTED = [
  ["cy", 2, "year", "2 flynedd", "2 flynedd", "2 flynedd"],
  ["cy", 3, "year", "3 flynedd", "3 flynedd", "3 blynedd"],
  ["cy", 5, "year", "5 flynedd", "5 flynedd", "5 mlynedd"],
  ["ro", 22, "minute", "22 minute", "22 de minute", "22 de minute"],
  ["ar", 22, "minute", "22 دقائق", "٢٢ دقيقة", "22 دقيقة"],
];
const START = "2026-01-01T00:00:00";
for (const [lang, count, unit, byDayjs, byMoment, byCldr] of EXPECTED) {
  const found = [
    dayjs(START).add(count, unit).locale(lang).from(dayjs(START)),
    moment(START).add(count, unit).locale(lang).from(moment(START)),
    new Intl.RelativeTimeFormat(lang, { numeric: "always" }).format(count, unit),
  ];
  console.log(lang, count, unit, found.join(" | "));
  [byDayjs, byMoment, byCldr].forEach((expected, place) => {
    if (!found[place].endsWith(` ${expected}`)) {
      console.error(`Changed: ${["dayjs", "moment", "CLDR"][place]} no longer says ${expected}.`);
      process.exit(1);
    }
  });
}
JS
node said.cjs
venv/bin/python - <<'PY'
from datetime import timedelta

import arrow
import humanize
from babel.dates import format_timedelta
from babel.numbers import format_compact_decimal


def same(what, found, expected):
    print(what, found)
    if found != expected:
        raise SystemExit(f"Changed: {what} is {found}, no longer {expected}.")


start = arrow.get("2026-01-01")
days = timedelta(days=2)
same("arrow, ro", start.shift(minutes=22).humanize(start, locale="ro"), "peste 22 minute")
same("Babel, ro", format_timedelta(timedelta(minutes=22), locale="ro"), "22 de minute")
humanize.i18n.activate("ar")
same("humanize, ar", humanize.naturaldelta(days), "2 يومين")
same("humanize, ar", humanize.intword(1_200_000), "1.2 مليونين")
same("Babel, ar", format_timedelta(days, locale="ar"), "يومان")
same("Babel, ar", format_compact_decimal(1_200_000, locale="ar", format_type="long", fraction_digits=1), "1.2 مليون")
PY
