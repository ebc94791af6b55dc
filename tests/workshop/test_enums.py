"""Choices that several floors share stand once, with the values that files and phones know."""

import ast
from pathlib import Path

from workshop import models
from workshop.enums import VoteMethod
from workshop.playbook import load_playbook

ROOT = Path(models.__file__).parent.parent


def test_methods_of_voting_keep_the_values_of_the_wire_and_of_the_database() -> None:
    assert [method.value for method in VoteMethod] == ["dots", "score", "consent", "matrix"]
    checks = [
        str(one.sqltext)
        for one in models.VoteRound.__table__.constraints
        if one.name == "ck_vote_round_method"
    ]
    assert checks == ["method IN ('dots', 'score', 'consent', 'matrix')"]
    found = {stage.votes for stage in load_playbook().activities if stage.votes}
    assert found == set(VoteMethod)
    assert all(isinstance(method, VoteMethod) for method in found)


def test_nobody_asks_for_a_method_of_voting_by_a_string_of_their_own() -> None:
    values, asked = {method.value for method in VoteMethod}, 0
    own = []
    for folder in ("workshop", "stages"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.Compare):
                    continue
                sides = (node.left, *node.comparators)
                named = " ".join(ast.unparse(side) for side in sides)
                asked += "VoteMethod." in named
                strings = {side.value for side in sides if isinstance(side, ast.Constant)}
                if strings & values and ("method" in named or "votes" in named):
                    own.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert asked > 15
    assert own == []
