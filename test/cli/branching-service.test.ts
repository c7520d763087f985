// The commands for branches and archives against a real service, from the first checkpoint to an archive
// that becomes another session.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type AiAgent, startWithService } from "./ai-agent.ts";

let agent: AiAgent;
let remove = async () => {};

beforeAll(async () => {
  ({ agent, remove } = await startWithService());
});
afterAll(() => remove());

const sessions = (...args: string[]) => agent.run(["sessions", ...args]);
const json = (...args: string[]) => agent.json(["sessions", ...args]);
const fileOf = async (id: string) => (await agent.run(["files", "get", id, "a.txt"])).stdout;

/** A turn that writes `text` into a.txt. */
async function writes(id: string, text: string): Promise<void> {
  const command = `printf ${text} > a.txt`;
  const script = JSON.stringify([{ tools: [{ name: "Bash", input: { command } }] }, { text }]);
  expect(await sessions("query", id, script)).toMatchObject({ code: 0 });
}

async function messageCount(id: string, ...options: string[]): Promise<number> {
  const { data } = (await json("messages", id, ...options)) as { data: unknown[] };
  return data.length;
}

it("[CLI-68] a session is rewound, undone, forked, archived, restored and imported on the command line", async () => {
  const model = ["--model", "offline-script", "--allowed-tools", "Bash"];
  const id = String((await json("create", ...model)).id);
  await writes(id, "one");
  const before = await messageCount(id);
  const { id: checkpoint } = await json("checkpoints", id, "--create", "one");
  await writes(id, "two");
  const all = await messageCount(id);

  const diff = await sessions("diff", id, "--from", String(checkpoint));
  expect(diff.stdout).toMatch(/^-one$/m);
  expect(diff.stdout).toMatch(/^\+two$/m);
  const dry = await json("rewind", id, "--to", String(checkpoint), "--dry-run");
  expect(dry).toMatchObject({ dry_run: true, messages_dropped: all - before });
  expect(await fileOf(id)).toBe("two");
  const rewound = await json("rewind", id, "--to", String(checkpoint), "--yes");
  expect(rewound).toMatchObject({ dry_run: false, messages_dropped: all - before });
  expect([await fileOf(id), await messageCount(id)]).toEqual(["one", before]);
  expect(await messageCount(id, "--all")).toBe(all);

  const fork = String((await json("fork", id, "--name", "other")).id);
  await json("undo", id);
  expect([await fileOf(id), await messageCount(id)]).toEqual(["two", all]);
  expect([await fileOf(fork), await messageCount(fork)]).toEqual(["one", before]);
  const tree = await sessions("tree", fork);
  expect(tree.stdout).toMatch(new RegExp(`^${id} .*\n└─ .*${fork} .* ◀ this one$`, "m"));

  await json("complete", id);
  expect(await json("archive", id, "--wait")).toMatchObject({ status: "completed" });
  expect([await fileOf(id), await messageCount(id)]).toEqual(["two", all]);
  const output = join(agent.folder, "session.tar.gz");
  const { size_bytes } = await json("download", id, "-o", output);
  expect(readFileSync(output)).toHaveLength(Number(size_bytes));
  expect(await json("restore", id)).toMatchObject({ id, status: "active" });
  const imported = String((await json("import", output, "--name", "again")).id);
  expect(imported).not.toBe(id);
  expect([await fileOf(imported), await messageCount(imported)]).toEqual(["two", all]);
  expect((await sessions("storage", imported)).stdout).toMatch(/Workspace\s+│ 1 file, 3 B/);
});
