#!/usr/bin/env bash
# A date that date-fns wrote in Scottish Gaelic it reads as another: December as October, each weekday as Sunday.
#
# Versions: date-fns 4.4.0 (npm, Node 20). CLDR beside it, by Intl of Node.
# Expected: what format writes parse reads, with the same format and language: the page of parse is built on the same
#   table of tokens, and Invalid Date is its word for what it cannot read, as it does for whole names of
#   months in Gaelic (those with their article).
# Happens: in the language gd, December is known by "d" alone, which October (Dàmh) comes before, and a weekday by its
#   first letter, which all seven share. The text is read, to the end, and the day is another. No warning.
# Seen (written by date-fns, read by date-fns):
#   14 Dùbh 2026                 14 October 2026
#   Diluain ... Disathairne      Sunday, as is Didòmhnaich
#   14 Rhag 2026 (Welsh)         14 December 2026
# For a workshop tool: a deadline in December has passed in October, for Gaelic readers alone. Keep dates as
#   ISO dates and write names of months only for people.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit date-fns@4.4.0 >/dev/null
cat > turn.cjs <<'JS'
const { format, parse } = require("date-fns");
const { cy, gd } = require("date-fns/locale");

const START = new Date(2026, 5, 1);
function same(what, found, expected) {
  console.log(what, "->", found);
  if (found !== expected) {
    console.error(`Changed: ${what} is no longer ${expected}.`);
    process.exit(1);
  }
}
function turned(date, pattern, locale) {
  const text = format(date, pattern, { locale });
  return [text, format(parse(text, pattern, START, { locale }), "EEEE yyyy-MM-dd")];
}
const december = new Date(2026, 11, 14);
const [gaelic, read] = turned(december, "d MMM yyyy", gd);
same("written in Gaelic", gaelic, "14 Dùbh 2026");
same(gaelic, read, "Wednesday 2026-10-14");
same("Welsh", turned(december, "d MMM yyyy", cy)[1], "Monday 2026-12-14");
const cldr = new Intl.DateTimeFormat("gd", { month: "short" }).format(december);
same("CLDR's short December", cldr.slice(0, 4), "Dùbh");
for (let day = 1; day <= 7; day += 1) {
  const date = new Date(2026, 5, day);
  same(format(date, "EEEE", { locale: gd }), turned(date, "EEEE", gd)[1], "Sunday 2026-05-31");
  same(format(date, "EEEE", { locale: cy }), turned(date, "EEEE", cy)[1].split(" ")[0], format(date, "EEEE"));
}
JS
node turn.cjs
