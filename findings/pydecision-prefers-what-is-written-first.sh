#!/usr/bin/env bash
# Two options of the same ratings: pyDecision puts the one that is written first in front, by three places.
#
# Versions: pydecision 5.1.8, numpy 2.3.5.
# Expected: Borda counts how many options each one is preferred to, so what was rated alike counts alike, and
#   no order of rows changes a winner. Copeland's winner beats most others one to one. pyDecision's page names
#   Borda's memoir of 1781 and "The Copeland method I" of 1996 (doi 10.1007/BF01212012) as their sources.
# Happens: borda_method ranks by sorting, and equal ratings get the ranks of their rows (a low sum is good
#   there), so that most dots go to the first. copeland_method adds up by how many people each option won
#   and lost, over all pairs, instead of how many pairs it won: that is Borda's count under Copeland's name.
# Seen:
#   ratings of three people                     borda_method, the lowest is first
#     Bus 4 4 4, Tram 4 4 4, Park 2 5 1         Bus 4, Tram 7, Park 7
#     Tram 4 4 4 above Bus 4 4 4, Park          Tram 4, Bus 7, Park 7
#   ratings of five, three A > B > C, two B > C > A    copeland_method A 2, B 4, C -6: B first, whom A beats
#                                                      by three to two, as it does C
# For a workshop tool: ratings from 1 to 5 are alike all the time, and the first card on the list wins. Give
#   equal ratings the mean of their ranks (scipy's rankdata does) before counting.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check --no-deps pydecision==5.1.8
venv/bin/pip install -q --disable-pip-version-check numpy==2.3.5 matplotlib==3.11.2
cat > count.py <<'PY'
import importlib.util
import sysconfig
from pathlib import Path

import numpy

FOLDER = Path(sysconfig.get_path("purelib"), "pyDecision", "algorithm")


def method(name):
    """The one file of the method: the package's own start asks for language models' clients."""
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, f"{name}_method")


def counted(name, ratings):
    people = len(next(iter(ratings.values())))
    table = numpy.array(list(ratings.values()))
    sums = method(name)(table, ["max"] * people, graph=False, verbose=False)
    return dict(zip(ratings, (int(one) for one in sums), strict=True))


def same(what, found, expected):
    print(what, found)
    if found != expected:
        raise SystemExit(f"Changed: {what} gives {found}, no longer {expected}.")


LIKE, PARK = [4, 4, 4], [2, 5, 1]
same("Borda", counted("borda", {"Bus": LIKE, "Tram": LIKE, "Park": PARK}), {"Bus": 4, "Tram": 7, "Park": 7})
same("Borda", counted("borda", {"Tram": LIKE, "Bus": LIKE, "Park": PARK}), {"Tram": 4, "Bus": 7, "Park": 7})
FIVE = {"A": [3, 3, 3, 1, 1], "B": [2, 2, 2, 3, 3], "C": [1, 1, 1, 2, 2]}
same("Copeland", counted("copeland", FIVE), {"A": 2, "B": 4, "C": -6})
wins = {
    one: sum(sum(map(int.__gt__, FIVE[one], FIVE[other])) > 2 for other in FIVE if other != one)
    for one in FIVE
}
same("pairs that each one wins", wins, {"A": 2, "B": 1, "C": 0})
PY
venv/bin/python count.py
