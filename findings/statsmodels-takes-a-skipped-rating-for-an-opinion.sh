#!/usr/bin/env bash
# Raters who never disagree have a kappa of 0.62 in statsmodels, because two ratings were skipped.
#
# Versions: statsmodels 0.15.0, numpy 2.3.5; krippendorff 0.9.0 beside it.
# Expected: a missing rating is no rating: left out, refused, or warned of. Where all that is there agrees, any
#   coefficient of agreement is 1 (Krippendorff's alpha, made for missing ratings, says so; and Fleiss' kappa of
#   the whole rows). The page of aggregate_raters says that data which are no whole numbers raise an exception.
# Happens: aggregate_raters gives NaN a column as a category of its own, called nan, and fleiss_kappa counts
#   it as a third opinion, on which nobody agreed with the others. No warning. A NaN beside strings is the
#   word "nan" in the same way.
# Seen, six cards put under 1 or 2 by three people, two places empty, never two opinions on one card:
#   statsmodels, all six cards    categories 1, 2, nan    kappa 0.625
#   statsmodels, four whole ones  categories 1, 2         kappa 1.0
#   krippendorff, all six cards                           alpha 1.0
# For a workshop tool: themes are sorted anew because the sorters seem to disagree, where somebody left early.
#   Look at the categories that come back, and use a measure that knows missing ratings.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check statsmodels==0.15.0 numpy==2.3.5 krippendorff==0.9.0
venv/bin/python - <<'PY'
import warnings

import krippendorff
import numpy
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

NONE = numpy.nan
CARDS = numpy.array([[1, 1, 1], [1, 1, NONE], [2, 2, 2], [2, NONE, 2], [1, 1, 1], [2, 2, 2]])
WHOLE = CARDS[~numpy.isnan(CARDS).any(axis=1)]


def kappa(ratings):
    counts, categories = aggregate_raters(ratings)
    return round(float(fleiss_kappa(counts)), 3), [str(one) for one in categories]


def same(what, found, expected):
    print(what, found)
    if found != expected:
        raise SystemExit(f"Changed: {what} gives {found}, no longer {expected}.")


with warnings.catch_warnings():
    warnings.simplefilter("error")
    same("all cards", kappa(CARDS), (0.625, ["1.0", "2.0", "nan"]))
    same("whole cards", kappa(WHOLE), (1.0, ["1.0", "2.0"]))
    words = numpy.array([["yes", "yes", "yes"], ["no", NONE, "no"], ["no", "no", "no"]])
    same("words", kappa(words)[1], ["nan", "no", "yes"])
    alpha = krippendorff.alpha(CARDS.T, level_of_measurement="nominal")
same("krippendorff", round(float(alpha), 3), 1.0)
PY
