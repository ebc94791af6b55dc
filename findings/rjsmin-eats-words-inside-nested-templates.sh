#!/usr/bin/env bash
# rjsmin takes blanks out of a text within a text, and cuts the line at "//" there.
#
# Versions: rjsmin 1.3.0; terser 5.44.1 (npm) for comparison.
# Expected: what a page says stays the same, or the script is refused. ECMAScript's template literals
#   may hold others inside ${ }; rjsmin's page counts unnested ones as supported and does not say
#   what becomes of the others.
# Happens: the first backtick inside ${ } is taken for the end of the outer text, so the inner one is
#   treated as code: blanks beside a sign vanish, double blanks shrink, and "//" begins a comment.
# Seen:
#   `${open ? `${n} cards left` : `none`}`   says "3cards left" for "3 cards left"
#   `<b>${name}  ${role}</b>` within another  says "AnnCarer" for "Ann  Carer"
#   `${link ? `https://example.org` : ``}`   is cut off after "https:", so the script does not parse
# For a workshop tool: scripts that build sentences lose the blank in production only, and in languages
#   with other word orders at other places. Build inner texts beforehand, and test minified files.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check rjsmin==1.3.0
npm install --silent --no-fund --no-audit terser@5.44.1 >/dev/null
cat > say.js <<'JS'
const open = true;
const n = 3;
const people = [{ name: "Ann", role: "Carer" }];
console.log(`${open ? `${n} cards left` : `none`}`);
console.log(`<p>${people.map((one) => `<b>${one.name}  ${one.role}</b>`).join("")}</p>`);
JS
echo 'const link = 1; console.log(`${link ? `https://example.org` : ``}`);' > link.js
for name in say link; do
  venv/bin/python -m rjsmin < "$name.js" > "$name.min.js"
  node_modules/.bin/terser "$name.js" --compress --mangle > "$name.terser.js"
done
plain=$(node say.js)
small=$(node say.min.js)
other=$(node say.terser.js)
printf 'plain:\n%s\nrjsmin:\n%s\n' "$plain" "$small"
if [ "$plain" != "$other" ] || [ "$(node link.js)" != "$(node link.terser.js)" ]; then
  echo "Changed: terser no longer keeps what the script says." >&2
  exit 1
fi
if [ "$small" != $'3cards left\n<p><b>AnnCarer</b></p>' ]; then
  echo "Changed: rjsmin now treats a text within a text in another way." >&2
  exit 1
fi
if node --check link.min.js 2>/dev/null; then
  echo "Changed: rjsmin no longer cuts a nested text at its double slash." >&2
  exit 1
fi
