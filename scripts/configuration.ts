// Writes docs/guides/configuration.md from the settings' schema, which holds every name, default
// and meaning once; with --check it only says whether the file is current.
import { readFile, writeFile } from "node:fs/promises";
import { settingsSchema } from "../src/env.ts";

const target = new URL("../docs/guides/configuration.md", import.meta.url);

type Field = (typeof settingsSchema.shape)[keyof typeof settingsSchema.shape];

const rows = Object.entries(settingsSchema.shape).map(([name, field]) =>
  [`\`${name}\``, takes(field), defaultOf(field), field.description ?? ""]
    .map((cell) => cell.replaceAll("|", "\\|"))
    .join(" | "),
);

const made = `# Configuration

Settings are environment variables: \`[vars]\` in \`wrangler.toml\` and secrets
(\`wrangler secret put NAME\`) when deployed, the environment or \`.dev.vars\` for
\`npm run dev\`. They are read once, and a wrong one fails every request and is named in the log.
An empty value counts as not set.

| name | takes | default | meaning |
| --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join("\n")}

In production \`ANTHROPIC_API_KEY\` or \`ANTHROPIC_BASE_URL\` must be set. This page is generated
from \`src/env.ts\` by \`scripts/configuration.ts\`.
`;

/** What a field takes, in the words with which it refuses what no field takes. */
function takes(field: Field): string {
  const refused = field.safeParse("\0").error ?? field.safeParse("").error;
  const message = refused?.issues[0]?.message ?? "text";
  if (message === "Invalid URL") return "an address";
  if (message.startsWith("Too small")) return "text";
  return message.replace(/^.*expected (one of )?/, "");
}

function defaultOf(field: Field): string {
  const value: unknown = field.safeParse(undefined).data;
  if (value === undefined) return "not set";
  return Array.isArray(value) && value.length === 0 ? "none" : `\`${value}\``;
}

if (process.argv.includes("--check")) {
  const committed = await readFile(target, "utf8").catch(() => "");
  if (committed !== made) {
    console.error(
      "docs/guides/configuration.md is not what src/env.ts says: run npm run configuration",
    );
    process.exitCode = 1;
  }
} else {
  await writeFile(target, made);
}
