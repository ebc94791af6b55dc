#!/usr/bin/env bash
# "Q&A" in a transcript is read as "Q&amp;A" by four libraries, as "Q&;A" by a fifth, and one forgets who spoke.
#
# Versions: pysubs2 1.8.1, webvtt-py 0.6.0; subtitle 4.2.2, node-webvtt 1.9.4, webvtt-parser 2.2.0 (npm, Node 20).
# Expected: WebVTT, in which calls are transcribed, spells & and < in a text as &amp; and &lt;, and names who
#   speaks in <v Name>. A reader gives the text, and SRT, which knows no such spelling, gets the sign itself.
# Happens: all but one leave the spelling in the text that they give, and all that write SRT write it there.
#   webvtt-parser understands the & and leaves the semicolon; it writes &amp;; back. pysubs2 drops the name,
#   keeps nothing in its own field for it, and takes words in {braces} out. No warning; its page
#   says that WebVTT shares the reader of SRT, and none of the others a word.
# Seen, for <v Nia Jones>Time for Q&amp;A {both}:
#   pysubs2          Time for Q&amp;A                            to SRT the same, name and {both} gone
#   webvtt-py        Time for Q&amp;A {both}, voice Nia Jones    to SRT the text the same
#   subtitle         <v Nia Jones>Time for Q&amp;A {both}        to SRT the same, tag and all
#   node-webvtt      <v Nia Jones>Time for Q&amp;A {both}
#   webvtt-parser    Time for Q&;A {both}, voice Nia Jones
# For a workshop tool: words of people go onto cards misspelled, and without whose they are. Unescape the six
#   references of WebVTT after taking out its tags, and read <v> first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit --ignore-scripts \
    subtitle@4.2.2 node-webvtt@1.9.4 webvtt-parser@2.2.0 >/dev/null
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pysubs2==1.8.1 webvtt-py==0.6.0
cat > call.vtt <<'VTT'
WEBVTT

00:00:01.000 --> 00:00:04.000
<v Nia Jones>Time for Q&amp;A {both}
VTT
venv/bin/python - <<'PY'
import io

import pysubs2
import webvtt


def same(what, found, expected):
    print(what, found)
    if found != expected:
        raise SystemExit(f"Changed: {what} gives {found}, no longer {expected}.")


(event,) = captions = pysubs2.load("call.vtt")
same("pysubs2", (event.plaintext.strip(), event.name), ("Time for Q&amp;A", ""))
same("pysubs2 to SRT", captions.to_string("srt").strip().splitlines()[2:], ["Time for Q&amp;A"])
(caption,) = read = webvtt.read("call.vtt")
same("webvtt-py", (caption.text, caption.voice), ("Time for Q&amp;A {both}", "Nia Jones"))
written = io.StringIO()
read.write(written, format="srt")
same("webvtt-py to SRT", written.getvalue().strip().splitlines()[2:], ["Time for Q&amp;A {both}"])
PY
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import nodeWebvtt from "node-webvtt";
import { parseSync, stringifySync } from "subtitle";
import parser from "webvtt-parser";

const text = readFileSync("call.vtt", "utf8");
const TAGGED = "<v Nia Jones>Time for Q&amp;A {both}";
function same(what, found, expected) {
  console.log(what, found);
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    console.error(`Changed: ${what} gives ${JSON.stringify(found)}.`);
    process.exit(1);
  }
}
const cues = parseSync(text).filter((node) => node.type === "cue");
same("subtitle", cues.map((cue) => cue.data.text), [TAGGED]);
same("subtitle to SRT", stringifySync(cues, { format: "SRT" }).trim().split("\n").slice(2), [TAGGED]);
same("node-webvtt", nodeWebvtt.parse(text).cues.map((cue) => cue.text), [TAGGED]);
const { cues: parsed, errors } = new parser.WebVTTParser().parse(text);
const [voice] = parsed[0].tree.children;
same("webvtt-parser", [voice.value, voice.children[0].value, errors], ["Nia Jones", "Time for Q&;A {both}", []]);
const back = new parser.WebVTTSerializer().serialize(parsed);
same("webvtt-parser, written", back.includes("Time for Q&amp;;A {both}"), true);
JS
node read.mjs
