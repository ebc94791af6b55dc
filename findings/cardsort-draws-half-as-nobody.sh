#!/usr/bin/env bash
# Two of four people put a card with the others, and cardsort draws it as if nobody had.
#
# Versions: cardsort 0.2.45 (wants Python 3.11, no newer), pandas 1.5.3, numpy 1.26.4, scipy 1.17.1,
#   matplotlib 3.11.2.
# Expected: create_dendrogram says of its fraction that it is a fraction between 0 and 1, and of its absolute
#   count that it goes from 0 to the number of users. So half of the people are 0.5, and 1 is all of them.
# Happens: the counts are divided by the highest count found, not by the number of people. Where no pair was
#   kept apart by all, every join is drawn too far right, and the default cut at 0.75 colours groups apart.
#   The same picture stands for half and for all. No warning.
# Seen (four people; where on the axis the third card joins, and in how many colours the cards are drawn):
#                                      fraction           absolute, cut at 3
#   two of four kept the card apart    1.0, two colours   2, one colour
#   all four kept the card apart       1.0, two colours   4, two colours
# For a workshop tool: a theme that half of the room saw is cut off. Draw with count="absolute" and give
#   color_threshold as three quarters of the number of people.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  cardsort==0.2.45 pandas==1.5.3 numpy==1.26.4 scipy==1.17.1 matplotlib==3.11.2
MPLBACKEND=Agg venv/bin/python -W error - <<'PY'
import pandas
from cardsort import analysis
from matplotlib import pyplot

CARDS = ["Bus", "Tram", "Park"]
HALF = [[1, 1, 2], [1, 1, 2], [1, 1, 1], [1, 1, 1]]
ALL = [[1, 1, 2]] * 4


def sorted_by(people):
    rows = [
        (number, card, group, f"group {group}", person)
        for person, groups in enumerate(people, 1)
        for number, (card, group) in enumerate(zip(CARDS, groups, strict=True), 1)
    ]
    names = ["card_id", "card_label", "category_id", "category_label", "user_id"]
    return pandas.DataFrame(rows, columns=names)


def drawn(people, **options):
    pyplot.close("all")
    analysis.create_dendrogram(sorted_by(people), **options)
    axes = pyplot.gca()
    ends = [x for lines in axes.collections for path in lines.get_paths() for x in path.vertices[:, 0]]
    return float(max(ends)), len({label.get_color() for label in axes.get_yticklabels()})


def same(what, found, expected):
    print(what, found)
    if found != expected:
        raise SystemExit(f"Changed: {what} is drawn as {found}, no longer as {expected}.")


pyplot.show = lambda: None
same("half, as a fraction", drawn(HALF), (1.0, 2))
same("all, as a fraction", drawn(ALL), (1.0, 2))
same("half, counted", drawn(HALF, count="absolute", color_threshold=3), (2.0, 1))
same("all, counted", drawn(ALL, count="absolute", color_threshold=3), (4.0, 2))
PY
