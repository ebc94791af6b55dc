#!/usr/bin/env bash
# A recording in parts, as phones' browsers make it, is 0.0 seconds long for mutagen and tinytag.
#
# Versions: mutagen 1.48.1, tinytag 2.3.2; av 18.1.0 (which makes the file, and reads it right);
#   music-metadata 11.16.1 (npm).
# Expected: ISO/IEC 14496-12, 8.8: a file may come in fragments (moof); how long each is stands there, and mvhd's
#   duration is then 0 or unknown. Who does not read fragments says that the length is not known: tinytag
#   gives its duration as a number or None.
# Happens: both answer 0.0, a number like any other. The same sound with its index at the front or the end,
#   as a desktop program writes it, has 5.0 seconds.
# Seen, for five seconds of AAC:
#   in fragments   mutagen 0.0   tinytag 0.0   PyAV 5.0   music-metadata 5.0
#   in one piece   mutagen 5.0   tinytag 5.0   PyAV 5.0   music-metadata 5.0
# For a workshop tool: a check "is it longer than 90 seconds" lets everything through, and "is it empty"
#   refuses what somebody said. Add up the fragments (moof/traf/trun), or ask FFmpeg.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  mutagen==1.48.1 tinytag==2.3.2 av==18.1.0 numpy==2.4.0
npm init -y > npm.log
npm install --silent --no-audit --no-fund music-metadata@11.16.1
cat > read.mjs <<'JS'
import { parseFile } from "music-metadata";
console.log((await parseFile(process.argv[2], { duration: true })).format.duration.toFixed(1));
JS
venv/bin/python - <<'PY'
import subprocess

import av
import mutagen
import numpy
from tinytag import TinyTag

RATE, SECONDS, PART = 48_000, 5, 960


def record(path, **options):
    with av.open(path, "w", format="mp4", options=options) as out:
        stream = out.add_stream("aac", rate=RATE)
        stream.layout = "mono"
        for start in range(0, SECONDS * RATE, PART):
            tone = numpy.sin(numpy.arange(start, start + PART) * 0.05) * 8000
            frame = av.AudioFrame.from_ndarray(
                tone.astype("int16")[None], format="s16", layout="mono"
            )
            frame.sample_rate, frame.pts = RATE, start
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


def lengths(path):
    with av.open(path) as opened:
        by_av = opened.duration / av.time_base
    node = subprocess.run(["node", "read.mjs", path], capture_output=True, check=True, text=True)
    found = mutagen.File(path).info.length, TinyTag.get(path).duration, by_av, float(node.stdout)
    return tuple(round(one, 1) for one in found)


record("parts.m4a", movflags="frag_keyframe+empty_moov+default_base_moof", frag_duration="1000000")
record("whole.m4a")
parts, whole = lengths("parts.m4a"), lengths("whole.m4a")
print(parts, whole)
if whole != (5.0, 5.0, 5.0, 5.0) or parts[2:] != (5.0, 5.0):
    raise SystemExit("Changed: five seconds are no longer read as five by the others.")
if parts[:2] != (0.0, 0.0):
    raise SystemExit("Changed: the recording in parts no longer has the length 0.0.")
PY
