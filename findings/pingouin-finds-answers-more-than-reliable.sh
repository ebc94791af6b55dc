#!/usr/bin/env bash
# Two skipped answers of eighteen give a survey a reliability above one in pingouin, and an interval turned round.
#
# Versions: pingouin 0.7.0, pandas 3.1.1, numpy 2.4.6.
# Expected: Cronbach's alpha is at most 1, as pingouin's own page says, and an interval goes from the lower end to
#   the higher one. The page says that missing values are removed pair by pair unless asked otherwise, and
#   not that the result may then be none; or a warning comes with it.
# Happens: variances are taken from six people and covariances from four, so together they fit no set of
#   answers. Alpha is 1.007, and its 95% interval runs from 1.029 down to 1.001. No warning. Whole rows
#   left out ("listwise") give 0.947.
# Seen, for three questions, (1,1,1) (4,5,5) (-,3,2) (1,1,1) (3,3,1) (-,2,1):
#   pairwise   1.007  [1.029, 1.001]
#   listwise   0.947  [0.777, 0.992]
# For a workshop tool: people skip questions, and a questionnaire is called excellent because they did. Ask
#   for "listwise", say how many whole answers there are, and doubt any coefficient above one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pingouin==0.7.0 pandas==3.1.1 numpy==2.4.6
venv/bin/python -W ignore::FutureWarning - <<'PY'
import warnings

import pandas
import pingouin

ANSWERS = pandas.DataFrame(
    [(1, 1, 1), (4, 5, 5), (None, 3, 2), (1, 1, 1), (3, 3, 1), (None, 2, 1)],
    columns=["clear", "kind", "quick"],
)
EXPECTED = {"pairwise": (1.007, [1.029, 1.001]), "listwise": (0.947, [0.777, 0.992])}
for policy, expected in EXPECTED.items():
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        alpha, interval = pingouin.cronbach_alpha(ANSWERS, nan_policy=policy)
    found = (round(float(alpha), 3), [round(float(end), 3) for end in interval])
    print(policy, *found)
    if found != expected:
        raise SystemExit(f"Changed: alpha is no longer {expected} when missing answers go {policy}.")
    if said:
        raise SystemExit(f"Changed: pingouin now warns: {said[0].message}")
if pingouin.cronbach_alpha(ANSWERS)[0] <= 1:
    raise SystemExit("Changed: unasked, missing answers are no longer removed pair by pair.")
PY
