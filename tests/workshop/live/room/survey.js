/** What the scripts are like, read with the TypeScript compiler's own parser: JSON to stdout. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [compiler, ...files] = process.argv.slice(2);
const ts = createRequire(import.meta.url)(compiler);

/** What stands for "any type at all": the word, and the ways in which JSDoc spells it. */
function isLoose(node) {
  if (node.kind === ts.SyntaxKind.AnyKeyword || node.kind === ts.SyntaxKind.JSDocAllType) return true;
  return ts.isTypeReferenceNode(node) && ["Object", "Function"].includes(node.typeName.getText());
}

function survey(file) {
  const text = readFileSync(file, "utf-8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const line = (at) => source.getLineAndCharacterOfPosition(at).line + 1;
  const found = { file, lines: line(text.length), loose: [], functions: [], unchecked: [] };
  for (const hit of text.matchAll(/@ts-(?:ignore|nocheck|expect-error)/g)) {
    found.unchecked.push(line(hit.index));
  }
  const seen = new Set();
  const walk = (node) => {
    if (seen.has(node)) return;
    seen.add(node);
    if (isLoose(node)) found.loose.push(line(node.getStart(source)));
    if (ts.isFunctionLike(node) && node.body) {
      const [start, end] = [line(node.getStart(source, false)), line(node.end)];
      const name = node.name ?? node.parent.name;
      found.functions.push({ name: name ? name.getText(source) : "", start, lines: end - start + 1 });
    }
    for (const doc of node.jsDoc ?? []) walk(doc);
    ts.forEachChild(node, walk);
  };
  walk(source);
  return found;
}

process.stdout.write(JSON.stringify(files.map(survey)));
