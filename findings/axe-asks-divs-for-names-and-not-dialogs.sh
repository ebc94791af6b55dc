#!/usr/bin/env bash
# axe wants a name of role="dialog", "meter" and "progressbar", and lets <dialog>, <meter> and <progress>
# pass without one.
#
# Versions: axe-core 4.14.1, jsdom 29.1.1 (npm); the same in headless Chromium 147.
# Expected: HTML-AAM gives the three elements just these roles, and WAI-ARIA 1.2 says of each role that an
#   accessible name is required. axe's own list of rules speaks of "ARIA dialog", "ARIA
#   meter" and "ARIA progressbar" nodes, which does not tell that the elements are out.
# Happens: the rules look for the role attribute. Nothing is listed for the elements, neither under
#   violations nor under incomplete. Rules with element forms of their own, such as button, do find it.
# Seen:
#   <div role="dialog">        aria-dialog-name        <dialog open>   nothing
#   <div role="meter">         aria-meter-name         <meter>         nothing
#   <div role="progressbar">   aria-progressbar-name   <progress>      nothing
#   <button></button>          button-name
# For a workshop tool: moving from a div to the better element silences the check. Votes drawn as <meter>
#   and an outbox as <progress> need a test of their own for a label.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit axe-core@4.14.1 jsdom@29.1.1 >/dev/null
cat > ask.cjs <<'JS'
const axe = require("axe-core");
const { JSDOM } = require("jsdom");
const SEEN = {
  '<div role="dialog"><p>Saved</p></div>': ["aria-dialog-name"],
  "<dialog open><p>Saved</p></dialog>": [],
  '<div role="meter" aria-valuenow="3"></div>': ["aria-meter-name"],
  '<meter value="3" max="5"></meter>': [],
  '<div role="progressbar" aria-valuenow="3"></div>': ["aria-progressbar-name"],
  '<progress value="3" max="5"></progress>': [],
  "<button></button>": ["button-name"],
};
(async () => {
  for (const [html, expected] of Object.entries(SEEN)) {
    const page = new JSDOM(
      `<!doctype html><html lang="en"><title>Wall</title><main><h1>Wall</h1>${html}</main></html>`,
      { runScripts: "outside-only" },
    ).window;
    page.eval(axe.source);
    const report = await page.axe.run(page.document, {
      rules: { "color-contrast": { enabled: false } },
    });
    const told = report.violations.map((rule) => rule.id).filter((id) => id.endsWith("-name"));
    const open = report.incomplete.map((rule) => rule.id).filter((id) => id.endsWith("-name"));
    console.log(html, told.join() || "nothing");
    if (told.join() !== expected.join() || open.length) {
      console.error(`Changed: axe no longer says "${expected.join() || "nothing"}" of ${html}.`);
      process.exit(1);
    }
  }
})();
JS
node ask.cjs
