#!/usr/bin/env bash
# "Ask at 10:30: 2: Ann" is a step of a journey that a person called 2 likes by 30, in mermaid.
#
# Versions: mermaid 12.3.0, jsdom 29.1.1 (npm, Node 20).
# Expected: its page on user journeys: "Task name: <score>: <comma separated list of actors>", with
#   scores from 1 to 5 in its examples. So the score is the number before the people; what does not fit is
#   refused, as a step without a score is.
# Happens: the first colon ends the name, whatever stands behind it. The rest is cut into score and people in that
#   order, and the score is not checked to be a number. No warning.
# Seen (name, score, people):
#   Ask at 10:30: 2: Ann       Ask at 10      30     2
#   Cost: £5: 3: Ann, Bob      Cost           NaN    3
#   Wait: 2,5: Ann             Wait           NaN    Ann
#   Ask at 10#58;30: 2: Ann    2 and Ann, with the colon as a code, which its page on flowcharts tells of
# For a workshop tool: times are just what steps of a journey hold. Write each colon of people's own words as #58;
#   before a journey is handed over, and check scores that come back.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit --ignore-scripts mermaid@12.3.0 jsdom@29.1.1 >/dev/null
cat > journey.mjs <<'JS'
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<body></body>");
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ startOnLoad: false });

function same(what, found, expected) {
  console.log(what, JSON.stringify(found));
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    console.error(`Changed: ${what} gives ${JSON.stringify(found)}, no longer ${JSON.stringify(expected)}.`);
    process.exit(1);
  }
}
async function read(step) {
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(`journey\n  section Day\n    ${step}`);
  const [task] = diagram.db.getTasks();
  return [task.task, String(task.score), ...task.people];
}
same("a time", await read("Ask at 10:30: 2: Ann"), ["Ask at 10", "30", "2"]);
same("a cost", await read("Cost: £5: 3: Ann, Bob"), ["Cost", "NaN", "3"]);
same("two and a half", await read("Wait: 2,5: Ann"), ["Wait", "NaN", "Ann"]);
same("the colon as a code", (await read("Ask at 10#58;30: 2: Ann")).slice(1), ["2", "Ann"]);
same("no colon", await read("Ask: 2: Ann"), ["Ask", "2", "Ann"]);
const refused = await read("Ask").then(() => "read", () => "refused");
same("no score", refused, "refused");
JS
node journey.mjs
