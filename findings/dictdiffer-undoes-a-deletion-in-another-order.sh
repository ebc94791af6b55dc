#!/usr/bin/env bash
# Three points are deleted from an agenda and brought back by dictdiffer: the last two have changed places.
#
# Versions: dictdiffer 0.10.0; jsonpatch 1.48 and deepdiff 9.1.0 beside it.
# Expected: the page of dictdiffer: revert undoes a patch, "revert(result, patched)" being the first document
#   again.
# Happens: what was removed from a list is told from its end to its beginning, which is right for removing, and
#   put back in that order at those places, which is not. Of up to two nothing is seen; of three the last two
#   are exchanged, of six five stand elsewhere. Its tracker has it since 2023 (number 178). No warning.
# Seen (all after "Welcome" deleted, then undone):
#   before                          dictdiffer
#   Welcome, Costs, Vote            Welcome, Costs, Vote
#   Welcome, Costs, Vote, Close     Welcome, Costs, Close, Vote
#   Welcome, A, B, C, D, E, F       Welcome, A, F, B, E, C, D
# For a workshop tool: "undo" gives back an agenda in which the vote comes after the close. Make the changes
#   the other way round instead, from the second to the first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check dictdiffer==0.10.0 jsonpatch==1.48 deepdiff==9.1.0
venv/bin/python -W error - <<'PY'
import dictdiffer
import jsonpatch
from deepdiff import DeepDiff, Delta

EXPECTED = {
    "Welcome, Costs, Vote": "Welcome, Costs, Vote",
    "Welcome, Costs, Vote, Close": "Welcome, Costs, Close, Vote",
    "Welcome, A, B, C, D, E, F": "Welcome, A, F, B, E, C, D",
}


def same(what, found, expected):
    print(what, found)
    if found != expected:
        raise SystemExit(f"Changed: {what} gives {found}, no longer {expected}.")


for words, expected in EXPECTED.items():
    before, after = {"agenda": words.split(", ")}, {"agenda": ["Welcome"]}
    changes = list(dictdiffer.diff(before, after))
    same("dictdiffer, done", dictdiffer.patch(changes, before), after)
    same("dictdiffer, undone", ", ".join(dictdiffer.revert(changes, after)["agenda"]), expected)
    same("dictdiffer, the other way", dictdiffer.patch(dictdiffer.diff(after, before), after), before)
    same("jsonpatch", jsonpatch.make_patch(after, before).apply(after), before)
    same("deepdiff", before, after - Delta(DeepDiff(before, after), bidirectional=True))
PY
