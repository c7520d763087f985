// Writes docs/guides/events.md from the contract's event schemas, which hold every type, its fields
// and its occasion once; with --check it only says whether the page is current.
import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import { eventSchema } from "../src/contract/event.ts";

const target = new URL("../docs/guides/events.md", import.meta.url);
const COMMON = new Set(["seq", "id", "created_at", "type"]);

interface Schema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  description?: string;
  properties?: Record<string, Schema>;
}

const sections = eventSchema.options.map((option) => {
  const schema = z.toJSONSchema(option) as Schema;
  const fields = Object.entries(schema.properties ?? {}).filter(([name]) => !COMMON.has(name));
  const rows = fields.map(([name, field]) => {
    const meaning = field.description === undefined ? "" : `: ${field.description}`;
    return `- \`${name}\` ${typeOf(field)}${meaning}`;
  });
  const list = rows.length === 0 ? "No fields of its own." : rows.join("\n");
  return `### ${option.shape.type.value}\n\n${schema.description ?? ""}\n\n${list}\n`;
});

const made = `# Events

A session is its event log. Every event has \`seq\` (1, 2, 3 … without gaps, the one cursor), \`id\`, \`type\` and
\`created_at\`. Streams send each event as it is listed by \`GET /sessions/{id}/events\`; a type that a client does not
know is to be passed over, since later versions add some.

Beside events a stream carries frames that are not stored and have no \`seq\`: \`stream.snapshot\` first, and with
\`partial=true\` \`event_start\` and \`event_delta\`, which preview the event that then comes under the same id.

An event that can no longer be read, because its row was damaged or a later version wrote a type that this one does
not know, stands in lists and streams as \`event.damaged\` with the same \`seq\`, \`id\` and \`created_at\`: \`event_type\` is
what stood there, \`reason\` is \`unreadable\` or \`unknown_type\`. Everything around it is given as ever.

What clients of other services called some of these: \`session_restored\` and \`reconnecting\` have no event here,
since a client that comes back with its cursor misses nothing (\`session.recovered\` says that a *turn* was taken up
again); \`session_persisted\` has none, since what has a \`seq\` is stored.

This page is generated from \`src/contract/event.ts\` by \`scripts/events.ts\`.

${sections.join("\n")}`;

function typeOf(field: Schema): string {
  const union = field.anyOf ?? field.oneOf;
  if (union !== undefined) {
    const names = [...new Set(union.map(typeOf))];
    return names.join(" or ");
  }
  if (field.enum !== undefined) return field.enum.map((value) => `\`${value}\``).join(", ");
  if (field.const !== undefined) return `\`${field.const}\``;
  if (field.type === "array") return `array of ${typeOf(field.items ?? {})}`;
  return [field.type ?? "any JSON"].flat().join(" or ");
}

if (process.argv.includes("--check")) {
  if ((await readFile(target, "utf8").catch(() => "")) !== made) {
    console.error("docs/guides/events.md is not what the contract says: run npm run events");
    process.exitCode = 1;
  }
} else {
  await writeFile(target, made);
}
