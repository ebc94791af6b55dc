#!/usr/bin/env bash
# Who answers 10 of 10 is counted under the first answer, 0, and five different answers are all "Over 5 hours".
#
# Versions: plot-likert 0.5.0, pandas 2.3.3, numpy 2.4.6, matplotlib 3.11.2.
# Expected: each answer is counted once, under its own place of the scale. The package says that numbers in the
#   answers are replaced by the words of format_scale, one for each place from 0 on, and sets no highest place
#   and asks nothing of the words.
# Happens: answers are compared place after place by "is its digit in there". 10 has a 0 in it, so it is taken
#   for 0, and what was replaced is looked through again, so that words with digits become those of a later
#   place. likert_counts would refuse an answer that is not of the scale; these are of it. No warning.
# Seen:
#   scale                                answers        counted as
#   0 to 10, Never ... Always            10 10 9 8 0    Never Never level 9 level 8 Never
#   blank, Under 2 hours, 2 to 3 hours,
#   3 to 4, 4 to 5, Over 5 hours         1 2 3 4 5      Over 5 hours, five times
#   blank, and the package's own agree5  1 2 3 4 5      Strongly disagree to Strongly agree, as it should be
# For a workshop tool: the happiest people of a scale from 0 to 10 are drawn as the unhappiest. Replace numbers
#   by words with pandas' own replace, and leave format_scale alone.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check plot-likert==0.5.0 pandas==2.3.3 numpy==2.4.6 matplotlib==3.11.2
MPLBACKEND=Agg venv/bin/python -W ignore::FutureWarning - <<'PY'
import pandas
import plot_likert

NAMES = ["Never", *(f"level {letter}" for letter in "abcdefghi"), "Always"]
HOURS = ["blank", "Under 2 hours", "2 to 3 hours", "3 to 4 hours", "4 to 5 hours", "Over 5 hours"]
AGREE = ["blank", *plot_likert.scales.agree5]
EACH = ["1", "2", "3", "4", "5"]
EXPECTED = [
    (NAMES, ["10", "10", "9", "8", "0"], {"Never": 3, "level h": 1, "level i": 1}),
    (HOURS, EACH, {"Over 5 hours": 5}),
    (AGREE, EACH, dict.fromkeys(plot_likert.scales.agree5, 1)),
]
for scale, answers, expected in EXPECTED:
    asked = pandas.DataFrame({"How often?": answers})
    drawn = plot_likert.plot_likert(asked, scale, format_scale=scale)
    bars = drawn.containers[1:]  # the first is the space before them
    found = {name: int(bar[0].get_width()) for name, bar in zip(scale, bars, strict=True) if bar[0].get_width()}
    print(answers, found)
    if found != expected:
        raise SystemExit(f"Changed: {answers} are counted as {found}, no longer as {expected}.")
PY
