import { readFileSync } from "node:fs";

const { finder } = await import(process.argv[2]);
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(([typed, text]) => finder(typed)(text))));
