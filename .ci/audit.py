"""Ask whether known weaknesses are in what the product is built on, and say what was not asked.

    uv run python .ci/audit.py

0: none is known, or nobody could be asked, which is said; 1: some are known; 2: the tool is
missing or broken. With AUDIT=must nobody answering is 1 too, as before a release.

pip-audit ends well when the service answers that it knows none of the packages, as a mirror of
the index does: so what was really looked at is counted here.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

UNREACHABLE = ("ConnectionError", "ConnectTimeout", "ReadTimeout", "ServiceError", "HTTPError")


def verdict(report: dict[str, Any], *, must: bool) -> tuple[int, str]:
    """The code to end with, and what to say, for pip-audit's JSON report."""
    found = report["dependencies"]
    known = [one for one in found if one.get("vulns")]
    looked_at = [one for one in found if "skip_reason" not in one]
    if known:
        lines = [
            f"{one['name']} {one['version']}: {weak['id']}, mended in "
            f"{', '.join(weak['fix_versions']) or 'no version yet'}"
            for one in known
            for weak in one["vulns"]
        ]
        return 1, "\n".join(("Known weaknesses:", *lines))
    if not looked_at:
        return int(must), "Not audited: the index knows of no weaknesses, good or bad."
    said = f"No known weakness in {len(looked_at)} of {len(found)} packages."
    return int(must and len(looked_at) < len(found)), said


def main() -> int:
    must = os.environ.get("AUDIT") == "must"
    with tempfile.TemporaryDirectory() as folder:
        pins = Path(folder) / "pins.txt"
        export = ["uv", "export", "-q", "--frozen", "--no-dev", "--no-emit-project"]
        subprocess.run([*export, "-o", str(pins)], check=True)
        command = ["pip-audit", "-r", str(pins), "--disable-pip", "--require-hashes"]
        command += ["--format", "json", "--progress-spinner", "off", "--timeout", "20"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        except FileNotFoundError:
            sys.stderr.write("pip-audit is not installed: uv sync\n")
            return 2
        except subprocess.TimeoutExpired:
            sys.stdout.write("Not audited: the service did not answer in five minutes.\n")
            return int(must)
    if not done.stdout.strip():
        if any(name in done.stderr for name in UNREACHABLE):
            sys.stdout.write("Not audited: the service could not be reached.\n")
            return int(must)
        sys.stderr.write(done.stderr)
        return 2
    code, said = verdict(json.loads(done.stdout), must=must)
    sys.stdout.write(said + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
