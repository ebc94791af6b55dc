#!/usr/bin/env bash
# <p>He said <q>too far</q> and left</p> is "He said and left" in the Word file that html-to-docx makes.
#
# Versions: html-to-docx 1.8.0, jszip 3.10.1 (npm, Node 20).
# Expected: HTML calls q, small, abbr, time, cite and kbd phrasing content: words of the paragraph, whatever their
#   look. A converter that knows no look for them keeps the words, as this one does with strong, mark
#   and span. A list item may hold several paragraphs. Its page names no elements that are left out.
# Happens: an element that is not on its list is dropped with all its words, in paragraphs, headings and list items.
#   Of a list item with two paragraphs the first is kept. A table's caption is dropped. Deleted words (del)
#   stay and are not struck out, and the blank behind them goes. No error, no warning.
# Seen (the words of the Word file):
#   He said <q>too far</q> and left               He said and left
#   The <abbr>NHS</abbr> pays                     The pays
#   On <time>1 December</time> at ten             On at ten
#   Open <small>from ten</small> daily            Open daily
#   <li><p>first</p><p>second</p></li>            first
#   <caption>Votes of May</caption>               nothing
#   Cost <del>£500</del> <ins>£600</ins>          Cost £500£600
# For a workshop tool: people's own words are just what q and cite hold, and dates are time. Turn such elements into
#   span first, and compare the words of the file with those of the page.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit html-to-docx@1.8.0 jszip@3.10.1 >/dev/null
cat > words.cjs <<'JS'
const toWord = require("html-to-docx");
const JSZip = require("jszip");

async function same(html, expected) {
  const file = await JSZip.loadAsync(await toWord(html));
  const page = await file.file("word/document.xml").async("string");
  const words = [...page.matchAll(/<w:t(?: [^>]*)?>([^<]*)</g)].map((one) => one[1]).join("");
  const found = [words.replaceAll(/ +/g, " "), /<w:(strike|del)\b/.test(page)].join(", struck out: ");
  console.log(html, "->", found);
  if (found !== `${expected}, struck out: false`) {
    console.error(`Changed: ${html} gives ${found}, no longer ${expected}.`);
    process.exit(1);
  }
}
(async () => {
  await same("<p>He said <q>too far</q> and left</p>", "He said and left");
  await same("<p>The <abbr>NHS</abbr> pays</p>", "The pays");
  await same('<p>On <time datetime="2026-12-01">1 December</time> at ten</p>', "On at ten");
  await same("<p>Open <small>from ten</small> daily</p>", "Open daily");
  await same("<p>See <cite>the plan</cite> there</p>", "See there");
  await same("<h2>Costs <small>in May</small></h2>", "Costs ");
  await same("<ul><li><p>first</p><p>second</p></li><li>third</li></ul>", "firstthird");
  await same("<table><caption>Votes of May</caption><tr><td>Bus</td></tr></table>", "Bus");
  await same("<p>Cost <del>£500</del> <ins>£600</ins></p>", "Cost £500£600");
  await same("<p>a <strong>b</strong> c <mark>d</mark> e <span>f</span></p>", "a b c d e f");
})();
JS
node words.cjs
