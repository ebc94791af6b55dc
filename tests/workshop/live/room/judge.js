/** Whether values are what the browser's validators let in: JSON lines [file, name, value] to true or false. */
import { pathToFileURL } from "node:url";

let input = "";
for await (const piece of process.stdin) input += piece;
const said = [];
for (const line of input.split("\n").filter(Boolean)) {
  const [file, name, value] = JSON.parse(line);
  const found = await import(pathToFileURL(file).href);
  said.push((name.startsWith("NEWS.") ? found.NEWS[name.slice(5)] : found[name])(value));
}
process.stdout.write(JSON.stringify(said));
