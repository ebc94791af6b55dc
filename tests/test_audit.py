"""The audit says what was really looked at: a silent index is no clean bill of health."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

FILE = Path(__file__).resolve().parents[1] / ".ci" / "audit.py"
SKIPPED = {"name": "a", "skip_reason": "Dependency not found on PyPI"}
FINE = {"name": "b", "version": "1.0", "vulns": []}
WEAK = {"name": "c", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]}


@pytest.fixture(scope="module")
def audit() -> Any:
    spec = importlib.util.spec_from_file_location("audit", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("found", "usual", "before_a_release", "said"),
    [
        ([WEAK, SKIPPED], 1, 1, "c 2.0: PYSEC-1, mended in 2.1"),
        ([SKIPPED], 0, 1, "Not audited"),
        ([FINE, SKIPPED], 0, 1, "1 of 2 packages"),
        ([FINE], 0, 0, "1 of 1 packages"),
    ],
)
def test_the_verdict(
    found: list[dict[str, Any]], usual: int, before_a_release: int, said: str, audit: Any
) -> None:
    code, words = audit.verdict({"dependencies": found}, must=False)
    assert code == usual
    assert said in words
    assert audit.verdict({"dependencies": found}, must=True)[0] == before_a_release
