#!/usr/bin/env bash
# Ideas that float beside the tree of an XMind map, and what sums a group of them up, are left out by xmindparser.
#
# Versions: xmindparser 1.2.2.
# Expected: in both formats of XMind a topic's children are of several kinds: attached, detached (floating topics),
#   summary and callout; all are topics with a title. Its page says that it converts a map to a dictionary, JSON, XML,
#   YAML and Markdown, and names relationships as off by default; of floating topics and summaries it says nothing.
# Happens: of the kinds, attached and callout are read. The rest, with all that hangs on it, is in neither the
#   dictionary, of which the other outputs are made, nor the Markdown. Nothing is said.
# Seen, for a map with one idea on the tree, two that float and one summary:
#   content.json (XMind today)     Buses, More evening buses      without: Who pays?, Ask the school, In short: late
#   content.xml (XMind 8)          the same                       the same
#   Markdown                       the same                       the same
# For a workshop tool: floating topics are where ideas are put that nobody has sorted yet; the newest half of a session
#   does not arrive. Read the content of the file yourself, each kind of children alike.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check xmindparser==1.2.2
venv/bin/python - <<'PY'
import contextlib
import io
import json
import zipfile
from pathlib import Path

READ = ["Buses", "More evening buses"]
LEFT_OUT = ["Who pays?", "Ask the school", "In short: late"]


def topic(title, **kinds):
    children = {kind: topics for kind, topics in kinds.items() if topics}
    return {"id": title, "class": "topic", "title": title} | ({"children": children} if children else {})


def as_xml(one):
    kinds = one.get("children", {}).items()
    below = "".join(f'<topics type="{kind}">{"".join(map(as_xml, topics))}</topics>' for kind, topics in kinds)
    held = f"<children>{below}</children>" if below else ""
    return f'<topic id="{one["id"]}"><title>{one["title"]}</title>{held}</topic>'


root = topic(
    "What we heard",
    attached=[topic("Buses", attached=[topic("More evening buses")], summary=[topic("In short: late")])],
    detached=[topic("Who pays?", attached=[topic("Ask the school")])],
)
root["children"]["attached"][0]["summaries"] = [{"id": "sum", "range": "(0,0)", "topicId": "In short: late"}]
sheet = {"id": "sheet", "class": "sheet", "title": "Map", "rootTopic": root}
entries = {"file-entries": {"content.json": {}, "metadata.json": {}}}
with zipfile.ZipFile("today.xmind", "w") as made:
    made.writestr("content.json", json.dumps([sheet]))
    made.writestr("metadata.json", "{}")
    made.writestr("manifest.json", json.dumps(entries))
with zipfile.ZipFile("eight.xmind", "w") as made:
    spaces = 'xmlns="urn:xmind:xmap:xmlns:content:2.0" version="2.0"'
    inside = f'<sheet id="sheet">{as_xml(root)}<title>Map</title></sheet>'
    made.writestr("content.xml", f'<?xml version="1.0" encoding="UTF-8"?><xmap-content {spaces}>{inside}</xmap-content>')
    made.writestr("META-INF/manifest.xml", '<manifest xmlns="urn:xmind:xmap:xmlns:manifest:1.0"/>')

said = io.StringIO()
with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
    import xmindparser

    texts = {name: json.dumps(xmindparser.xmind_to_dict(f"{name}.xmind")) for name in ("today", "eight")}
    texts["markdown"] = Path(xmindparser.xmind_to_markdown("today.xmind")).read_text(encoding="utf-8")
for name, text in texts.items():
    found = [title for title in READ + LEFT_OUT if title in text]
    print(name, found)
    if found != READ:
        raise SystemExit(f"Changed: of {name}, {found} is read.")
if any(title in said.getvalue() for title in LEFT_OUT):
    raise SystemExit("Changed: it says what it leaves out.")
PY
