#!/usr/bin/env bash
# Where the highest answer is 0, everybody answered the same for gower; one answer above 0 and they differ.
#
# Versions: gower 0.1.2, pandas 2.3.3, numpy 1.26.4, scipy 1.12.0.
# Expected: Gower's distance is |a - b| over the range of the answers, wherever zero lies, as its page says by
#   naming the paper of 1971. That the code takes zero for "no range" is in a comment of its tracker (number
#   15), open since 2022; its page speaks of negative values nowhere.
# Happens: the range is found by dividing by the highest value, and where that is 0 the column is left out
#   and still counted. A scale from -2 to 0, savings and cuts of a budget, net changes: all distances are 0.
#   Beside a second column each distance is half of what it should be.
# Seen (distances of three people, 1-2 1-3 2-3):
#   -4, -2, 0        0    0    0          -5, -3, -1     0.5  1    0.5
#    0,  2, 4        0.5  1    0.5        -2,  0,  2     0.5  1    0.5
#   -4, -2, 0 beside 1, 2, 3    0.25 0.5  0.25, should be 0.5 1 0.5
# For a workshop tool: people are put into groups by answers that weigh nothing, and the picture looks as
#   sound as ever. Add a constant to each column so that its highest value is above zero.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check gower==0.1.2 pandas==2.3.3 numpy==1.26.4 scipy==1.12.0
venv/bin/python -W error::RuntimeWarning - <<'PY'
import gower
import pandas

FULL, NONE, HALF = [0.5, 1.0, 0.5], [0.0, 0.0, 0.0], [0.25, 0.5, 0.25]
EXPECTED = [
    ({"a": [-4.0, -2.0, 0.0]}, NONE),
    ({"a": [-5.0, -3.0, -1.0]}, FULL),
    ({"a": [0.0, 2.0, 4.0]}, FULL),
    ({"a": [-2.0, 0.0, 2.0]}, FULL),
    ({"a": [-4.0, -2.0, 0.0], "b": [1.0, 2.0, 3.0]}, HALF),
    ({"a": [0.0, 2.0, 4.0], "b": [1.0, 2.0, 3.0]}, FULL),
]
for answers, expected in EXPECTED:
    table = gower.gower_matrix(pandas.DataFrame(answers))
    found = [round(float(table[one][other]), 3) for one, other in ((0, 1), (0, 2), (1, 2))]
    print(answers, found)
    if found != expected:
        raise SystemExit(f"Changed: the distances of {answers} are {found}, no longer {expected}.")
PY
