import { readFileSync } from "node:fs";

const { plainDigits, asPounds } = await import(process.argv[2]);
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map((text) => [plainDigits(text), asPounds(text)])));
