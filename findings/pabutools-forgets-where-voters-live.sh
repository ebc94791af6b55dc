#!/usr/bin/env bash
# A vote on a budget, read and written by pabutools: where the voters live is gone, and each project has three columns
# "neighborhood" that say None.
#
# Versions: pabutools 1.2.3.
# Expected: the Pabulib format (arXiv 2305.11035), which the function that writes names as what it writes:
#   voters may have further columns, which are read and kept with each ballot; fields are parted by semicolons as
#   in a CSV file; max_sum_points is a number. What was read and not touched is written again, and can be read.
# Happens: a voter's column that is not age, sex or voting_method is added to the head of the projects, once for
#   each voter, and left out of the votes. Quotes are left off, so a name with a semicolon is two fields. A file
#   of points without an upper limit gets the limit "Auto-filled max_sum_points". Writing says nothing.
# Seen:
#   votes        voter_id;age;neighborhood;vote    ->  voter_id;age;vote
#   projects     project_id;cost;name              ->  project_id;cost;name;neighborhood;neighborhood;neighborhood
#   1;600;"Bus; tram"                              ->  1;600;Bus; tram      which it cannot read (IndexError)
#   points       nothing                           ->  max_sum_points;Auto-filled max_sum_points      (ValueError)
# For a workshop tool: whether each part of the town was heard can no longer be counted, and a record of a vote may
#   not open again. Keep the file that was read, and write results beside it with a CSV writer.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pabutools==1.2.3
venv/bin/python - <<'PY'
from pabutools.election.pabulib import election_as_pabulib_string, parse_pabulib_from_string

FILE = """META
key;value
description;A vote
country;UK
unit;Leeds
instance;2026
num_projects;2
num_votes;3
budget;1000
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;name
1;600;Bus
2;400;Park
VOTES
voter_id;age;neighborhood;vote
1;30;North;1,2
2;31;South;1
3;32;North;2
"""
PLAIN = FILE.replace("neighborhood;", "").replace("North;", "").replace("South;", "")
POINTS = PLAIN.replace("approval", "cumulative").replace("age;vote\n1;30;1,2", "age;vote;points\n1;30;1,2;3,7")
POINTS = POINTS.replace("31;1", "31;1;10").replace("32;2", "32;2;10")


def written(file):
    return election_as_pabulib_string(*parse_pabulib_from_string(file))


def read_again(file):
    try:
        parse_pabulib_from_string(written(file))
    except Exception as error:
        return type(error).__name__
    return "read"


def same(what, found, expected):
    print(what, found)
    if found != expected:
        raise SystemExit(f"Changed: {what} gives {found}, no longer {expected}.")


lines = written(FILE).splitlines()
projects, votes = lines.index("PROJECTS") + 1, lines.index("VOTES") + 1
same("projects", lines[projects : projects + 2], [
    "project_id;cost;name;neighborhood;neighborhood;neighborhood",
    "1;600;Bus;None;None;None",
])
same("votes", (lines[votes], lines[-1]), ("voter_id;age;vote", "3;32;2"))
_instance, profile = parse_pabulib_from_string(FILE)
same("as it was read", [ballot.meta["neighborhood"] for ballot in profile], ["North", "South", "North"])
plain = "project_id;cost;name" in written(PLAIN).splitlines()
same("without that column", (plain, read_again(PLAIN)), (True, "read"))
BUS = PLAIN.replace(";Bus", ';"Bus; tram"')
same("a semicolon", ("1;600;Bus; tram" in written(BUS).splitlines(), read_again(BUS)), (True, "IndexError"))
limit = [line for line in written(POINTS).splitlines() if line.startswith("max_sum")]
same("points", (limit, read_again(POINTS)), (["max_sum_points;Auto-filled max_sum_points"], "ValueError"))
PY
