"""Write the list of what the product is built on (CycloneDX 1.5), and hold it to the lock file.

uv run python .ci/sbom.py [FILE]
"""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    to = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / "sbom.cdx.json"
    to.parent.mkdir(parents=True, exist_ok=True)
    export = ["uv", "export", "-q", "--frozen", "--no-dev", "--format", "cyclonedx1.5"]
    subprocess.run([*export, "-o", str(to)], check=True, cwd=ROOT)
    listed = json.loads(to.read_text(encoding="utf-8"))["components"]
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    locked = {(one["name"], one["version"]) for one in lock["package"] if "version" in one}
    unknown = [one["name"] for one in listed if (one["name"], one["version"]) not in locked]
    if unknown or not listed:
        sys.stderr.write(f"The list and the lock file differ: {unknown or 'the list is empty'}\n")
        return 1
    sys.stdout.write(f"{to}: {len(listed)} packages\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
