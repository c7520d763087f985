// Writes docs/api/openapi.json from the routes; with --check it only says whether the file is
// current.
import { readFile, writeFile } from "node:fs/promises";

const target = new URL("../docs/api/openapi.json", import.meta.url);
// Imported by address, since the API is checked with the platform's types and this script with
// Node's.
const { describe } = await import(new URL("../src/api/app.ts", import.meta.url).href);
const made = `${JSON.stringify(describe(), null, 2)}\n`;

if (process.argv.includes("--check")) {
  const committed = await readFile(target, "utf8").catch(() => "");
  if (committed !== made) {
    console.error("docs/api/openapi.json is not what the routes say: run npm run openapi");
    process.exitCode = 1;
  }
} else {
  await writeFile(target, made);
}
