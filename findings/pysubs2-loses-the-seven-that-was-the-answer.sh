#!/usr/bin/env bash
# What is said last in a cue of WebVTT is lost for pysubs2 if it is a number, and names of cues are said by the cue
# before.
#
# Versions: pysubs2 1.8.1; webvtt-py 0.6.0 beside it.
# Expected: WebVTT, 4.1: all lines below the times up to an empty one are the cue's; a line above the times is its
#   identifier, no part of any text, and may be left out. pysubs2's page lists WebVTT as supported, and says of it
#   that it shares its implementation with SubRip, nothing of identifiers or numbers.
# Happens: as in SubRip, where each cue has a number above it, a number in the last line is taken for that of the next
#   cue, also where no empty line is between; an identifier of words goes into the text of the cue before. What <v>
#   says of who speaks is taken out and stands nowhere. No warning.
# Seen:
#   How many of you? / 7            How many of you?
#   Nobody was asked. / (vote)      Nobody was asked. / vote       the next cue is called "vote"
#   <v Ann>We stay.                 We stay.                       the event has no name
#   webvtt-py: as written, "vote" as identifier, Ann as voice
# For a workshop tool: numbers that people answer with, and dates that end in a year of its own line, are gone from a
#   transcript. Read WebVTT with webvtt-py.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pysubs2==1.8.1 webvtt-py==0.6.0
cat > talk.vtt <<'VTT'
WEBVTT

00:00:01.000 --> 00:00:03.000
How many of you?
7

00:00:03.000 --> 00:00:05.000
Nobody was asked.

vote
00:00:05.000 --> 00:00:07.000
<v Ann>We stay.
VTT
venv/bin/python - <<'PY'
import pysubs2
import webvtt

said = [(event.name, event.plaintext.split()) for event in pysubs2.load("talk.vtt")]
right = [(cue.identifier, cue.voice, cue.text.split()) for cue in webvtt.read("talk.vtt")]
print(said, right)
QUESTION, ASKED, STAY = "How many of you?".split(), "Nobody was asked.".split(), "We stay.".split()
if right != [(None, None, [*QUESTION, "7"]), (None, None, ASKED), ("vote", "Ann", STAY)]:
    raise SystemExit("Changed: webvtt-py reads the cues otherwise.")
if said[0][1] != QUESTION:
    raise SystemExit("Changed: pysubs2 keeps the seven.")
if said[1][1] != [*ASKED, "vote"]:
    raise SystemExit("Changed: pysubs2 no longer adds the next cue's name.")
if said[2] != ("", STAY):
    raise SystemExit("Changed: pysubs2 says who speaks.")
PY
