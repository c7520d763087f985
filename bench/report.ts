// The result as a page: the table, and what is needed to read it. Made by the run alone, so that no
// number in it was typed.
import { readFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import type { Figures, Row } from "./row.ts";

export interface Circumstances {
  readonly date: string;
  readonly command: string;
  readonly duration_seconds: number;
  /** Work of others on the machine when the run began: the load average of the minute before. */
  readonly load_before: number;
}

/** The table in Markdown. */
export function table(rows: readonly Row[]): string {
  const head = ["what", "Ledge p50", "p99", "floor p50", "p99", "difference", "target", "n"];
  const cells = rows.map((row) => [
    `${row.what}, ${row.unit}`,
    show(row.ledge.p50),
    show(row.ledge.p99),
    show(row.floor?.p50 ?? null),
    show(row.floor?.p99 ?? null),
    difference(row.ledge, row.floor),
    target(row),
    row.n.toLocaleString("en"),
  ]);
  return [head, head.map((_, at) => (at === 0 || at === 6 ? "---" : "---:")), ...cells]
    .map((line) => `| ${line.join(" | ")} |`)
    .join("\n");
}

function show(value: number | null): string {
  if (value === null) return "";
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en");
  return value.toFixed(Math.abs(value) >= 100 ? 0 : 1);
}

function difference(ledge: Figures, floor: Figures | null): string {
  if (floor === null) return "";
  const more = ledge.p50 - floor.p50;
  const sign = more < 0 ? "−" : "+";
  return `${sign}${show(Math.abs(more))} (×${(ledge.p50 / floor.p50).toFixed(2)})`;
}

function target({ limits, unit }: Row): string {
  return limits
    .map(({ says, past }) => {
      const missed = past > 0 ? ` **missed by ${show(past)} ${unit}**` : " met";
      return says.trim() + missed;
    })
    .join("; ");
}

/** The whole page. */
export function page(
  rows: readonly Row[],
  circumstances: Circumstances,
  simulated: string,
): string {
  const { date, command, duration_seconds, load_before } = circumstances;
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / 1024 ** 3)} GiB`;
  const missed = rows.filter((row) => row.limits.some((limit) => limit.past > 0));
  return `# Benchmarks

Written by \`${command}\` (${date}, ${Math.round(duration_seconds)} s).

${table(rows)}

${missed.length === 0 ? "Every target is met." : `Missed: ${missed.map((row) => row.what).join("; ")}.`}

## What is compared

**Ledge** runs as \`npm run dev\` runs it and is asked with an API key: each request is authenticated against
D1, limited, validated, stored with its event and state in one SQLite transaction, and reaches D1 again
through the queue after the turn. Its CPU counts all of that. **The floor** (\`bench/floor/\`) is hono and one
Durable Object on the same flags that pipes the SDK's stream to its listeners: no key, no check, no storage.
Both answer from the same offline model inside their own process, under a real \`wrangler dev\`, up at the
same time on this machine; rounds alternate, so that noise hits both. The client is one lean \`node:http\` and
runs on the same cores. Wrangler's local trace store is off on both sides: it writes every span to the disk.

- *time to first token*, *full turn*: from sending the message to the first delta, and to the turn's end,
  on a stream that was open before.
- *durable accept*: from sending the message to the 202; the floor answers the same way and stores nothing.
- *CPU per turn*: user and system time of every process of the service, from the first message until it
  has come to rest after the last. *throughput* is the median of the rounds.
- *history*, *catch-up*: the floor is as many bytes out of an object's memory, with no storage behind them.
- *wake*: the first request (\`GET /sessions/{id}\`) to a session of a service that was just started. Its floor is
  the same request to a session of Ledge whose log is empty. Memory is resident memory, the page cache of SQLite
  included, before and after all of them were woken. The long logs were written into the stopped databases.
- *burst*: the model speaks without a pause; frames by the time from sending the message until the last.
  A subscriber without room gets fewer and longer previews; it misses no text and no event.
- *outboxes*: a hundred sessions did a turn of five tool calls; what they published stands ten times on the
  queue under different ids before the consumer is let at it. The floor is as many rows, upserted by id into a
  table of id and JSON without another index, in as many transactions, and no queue. Local D1 is SQLite inside
  the same workerd: no network, no replication. *While it writes* counts the consumer's time alone; *in all* is
  from the first batch to the last, the queue's wait of up to a second for a batch that is not full included.
- *a decision … alone*: twelve calls of a coding agent (\`bench/permission-cases.ts\`), each decided three
  hundred times over on Node, since a Worker's clock may stand still while it computes; p50 and p99 are over the calls.
- *a tool call … in turns*: of a turn of forty such calls in one answer, one part in forty, with everything else
  that a call costs. The floor of both is the bare names of the tools as allow rules, and no policy.
- *a tool call with … hooks*: the same turns. The floor of the built-in ones is a service whose operator has
  switched them off; that of a custom hook, whose server is on this machine, are sessions without it.
- *a fork, until it can be read*: from \`POST …/fork\` to the first page of the fork's messages, of a parent that is awake and
  whose log was written into the stopped database. The floor is a session made anew and its empty first page.
- *a rewind*: of conversation and files to the message in the middle; it is taken back between the rounds.
- *archive*, *restore*: from asking until the archive is written, read back and verified, and until the session is alive
  again, out of an object that had let go of everything. gzip, random bytes, R2 as wrangler plays it on this disk.
- *n* counts samples on each side; a burst's is one per round.

## Faults

Whole sessions from a seed, with crashes before and after every write and await
([reliability.md](reliability.md) has the times of the service that is killed):

${simulated}

## Where

${cpus().length} cores (${cpu?.model.trim()}), ${memory}, Linux ${release().split("-")[0]}; node ${process.versions.node}, wrangler ${versionOf("wrangler")}, workerd ${versionOf("workerd")}. Load average when it began: ${load_before.toFixed(1)}.
`;
}

function versionOf(name: string): string {
  const path = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
}
