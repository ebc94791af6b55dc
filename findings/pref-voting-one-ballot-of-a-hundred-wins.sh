#!/usr/bin/env bash
# 99 of 100 people vote for A alone, one for C before B: the Copeland winner of pref_voting is C.
#
# Versions: pref_voting 1.18.2.
# Expected: who names only A prefers A to the rest, as plurality, Borda and instant runoff of the same package
#   take it for the same profile; or a ballot that stops early is refused. The class says that it holds
#   truncated orders. Its call use_extended_strict_preference says that margins may change, and not that
#   without it a ballot with one name says nothing in any pair.
# Happens: in each pair only ballots that rank both are counted. A ballot for one name drops out of all
#   pairs, so the few who rank more decide alone: by Copeland, and in the second profile by ranked pairs,
#   beat path, split cycle and stable voting too. Nothing in the answer tells.
# Seen:
#   99 A, 1 C > B                        plurality, Borda, instant runoff A   Copeland C
#   the same with the call above         all four A
#   4 A, 3 B > A, 2 C, 1 C > B           plurality, Borda, instant runoff A   Copeland, ranked pairs, beat
#                                        path, split cycle, stable voting C, whom three of ten named
# For a workshop tool: on phones most people stop after their first choice. Call
#   use_extended_strict_preference() on each profile of such ballots, or fill them up, before any count.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pref_voting==1.18.2
venv/bin/python -W ignore - <<'PY'
from pref_voting import voting_methods
from pref_voting.profiles_with_ties import ProfileWithTies

A, B, C = 0, 1, 2
BY_PLACE = ("plurality", "borda", "instant_runoff")
FEW = ({A: 1}, {C: 1, B: 2}), (99, 1)
TEN = ({A: 1}, {B: 1, A: 2}, {C: 1}, {C: 1, B: 2}), (4, 3, 2, 1)


def winners(ballots, methods, extended=False):
    orders, times = ballots
    profile = ProfileWithTies(list(orders), list(times), candidates=[A, B, C])
    if extended:
        profile.use_extended_strict_preference()
    found = {name: getattr(voting_methods, name)(profile) for name in methods}
    print({name: ["ABC"[one] for one in those] for name, those in found.items()})
    return found


def all_are(found, winner):
    return all(those == [winner] for those in found.values())


for ballots, by_pairs in (
    (FEW, ("copeland",)),
    (TEN, ("copeland", "ranked_pairs", "beat_path", "split_cycle", "stable_voting")),
):
    if not all_are(winners(ballots, BY_PLACE), A):
        raise SystemExit("Changed: A no longer wins by plurality, Borda or instant runoff.")
    if not all_are(winners(ballots, by_pairs), C):
        raise SystemExit("Changed: C no longer wins where pairs are compared.")
if not all_are(winners(FEW, (*BY_PLACE, "copeland"), extended=True), A):
    raise SystemExit("Changed: A no longer wins with extended strict preferences.")
PY
