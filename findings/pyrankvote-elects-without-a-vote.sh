#!/usr/bin/env bash
# pyrankvote names a winner when nobody voted, another one the next time; and counts twins as one.
#
# Versions: pyrankvote 2.0.6.
# Expected: no winner without a vote, as the status "Elected" and the words "majority support (more than
#   50%)" of its description promise; and two candidates that were made are two in the count. Its page says
#   nothing of ties, of empty elections or of equal names.
# Happens: all are tied at nothing and the tie is drawn by lot, with no mark in the result. A second seat goes
#   the same way to somebody without a single vote. Candidates are the same once their names are: two cards
#   "More buses" share one line and one sum, and win together against the card with most votes.
# Seen:
#   3 candidates, no ballots, 60 counts         1 elected each time, all 3 of them at some time
#   9 ballots for A alone, 2 seats, 60 counts   A and B, or A and C (0 votes)
#   2 + 2 for "More buses", 3 for another       "More buses" elected with 4
# For a workshop tool: a vote that was opened and closed unused has a winner on the wall. Ask for the number
#   of votes first, name ties before they are drawn, and give each candidate its own key for a name.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pyrankvote==2.0.6
venv/bin/python - <<'PY'
import random

from pyrankvote import Ballot, Candidate, instant_runoff_voting, single_transferable_vote

TIMES = 60
random.seed(1)
a, b, c = (Candidate(name) for name in "ABC")


def winners(count):
    return tuple(str(one) for one in count.get_winners())


nobody = {winners(instant_runoff_voting([a, b, c], [])) for _ in range(TIMES)}
print("no ballots:", sorted(nobody))
if nobody != {("A",), ("B",), ("C",)}:
    raise SystemExit("Changed: a count without ballots no longer elects one of three by lot.")
second = {
    winners(single_transferable_vote([a, b, c], [Ballot([a])] * 9, number_of_seats=2))
    for _ in range(TIMES)
}
print("nine ballots for A, two seats:", sorted(second))
if second != {("A", "B"), ("A", "C")}:
    raise SystemExit("Changed: a seat no longer goes by lot to somebody without a vote.")
first, twin, other = Candidate("More buses"), Candidate("More buses"), Candidate("Later opening")
ballots = [Ballot([first])] * 2 + [Ballot([twin])] * 2 + [Ballot([other])] * 3
count = instant_runoff_voting([first, twin, other], ballots)
print(count)
lines = [(str(one.candidate), one.number_of_votes) for one in count.rounds[-1].candidate_results]
if lines != [("More buses", 4), ("Later opening", 3)] or winners(count) != ("More buses",):
    raise SystemExit(f"Changed: two candidates of one name are now counted as {lines}.")
PY
