// The `ai-agent` command against a real service, as scripts and people use it.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Service } from "../../scripts/service.ts";
import { type AiAgent, startWithService } from "./ai-agent.ts";

let agent: AiAgent;
let service: Service;
let remove = async () => {};

beforeAll(async () => {
  ({ agent, service, remove } = await startWithService());
});
afterAll(() => remove());

async function newSession(...options: string[]): Promise<string> {
  const session = await agent.json(["sessions", "create", ...options]);
  return String(session.id);
}

const TOOLS = ["--allowed-tools", "Read,Bash,Grep,Glob,Write"];
const SAMPLE = join(import.meta.dirname, "../../examples/sample-project");

it("[CLI-18] login checks a key and then stores it; a wrong one is not stored", async () => {
  const environment = { AI_AGENT_URL: "", AI_AGENT_KEY: "" };
  const to = ["--url", service.url, "--key"];
  const wrong = await agent.run(["login", ...to, "lk_wrong"], { environment });
  expect(wrong).toMatchObject({ code: 3, stdout: "" });
  expect(await agent.run(["me"], { environment })).toMatchObject({ code: 3 });
  const right = await agent.run(["login", ...to, service.admin_key], { environment });
  expect(right).toMatchObject({ code: 0, stderr: "" });
  expect(right.stdout).toContain(`✓ Logged in to ${service.url}`);
  const me = await agent.run(["me", "--json"], { environment });
  expect(JSON.parse(me.stdout)).toMatchObject({ url: service.url, role: "admin" });
});

it("[CLI-19] the main job: a folder goes in, a question is answered over it, a file comes out", async () => {
  const session = await newSession("--name", "Investigation Session", ...TOOLS);
  const imported = await agent.json(["files", "import", session, SAMPLE]);
  expect(imported.file_count).toBe(7);

  const asked = await agent.run([
    "sessions",
    "query",
    session,
    "What files are in the current directory?",
  ]);
  expect(asked).toMatchObject({ code: 0, stderr: "" });
  expect(asked.stdout).toMatch(/^⏺ \w+\(.*\)$/m);
  expect(asked.stdout).toContain("application.log");
  expect(asked.stdout).toMatch(/^— end_turn · \d+ steps · .*offline-/m);
  expect(asked.stdout).toContain("the offline model answered");

  const { data } = (await agent.json(["sessions", "tool-calls", session])) as {
    data: { status: string }[];
  };
  expect(data.map(({ status }) => status)).toContain("success");
  const shown = await agent.run(["files", "get", session, "main.py"]);
  expect(shown.stdout).toBe(readFileSync(join(SAMPLE, "main.py"), "utf8"));
  const ended = await agent.json(["sessions", "terminate", session, "--yes"]);
  expect(ended.status).toBe("terminated");
});

it("[CLI-20] the answer on the screen is the answer in the log, no character twice", async () => {
  const session = await newSession("--model", "offline-stream");
  const asked = await agent.run(["sessions", "query", session, "chunks=40", "delay_ms=5"]);
  const { data } = (await agent.json(["sessions", "messages", session])) as {
    data: { role: string; content: { text: string }[] }[];
  };
  const answer = data.find(({ role }) => role === "assistant")?.content[0]?.text;
  expect(answer?.length).toBeGreaterThan(100);
  const shown = asked.stdout.slice(0, asked.stdout.indexOf("\n— "));
  expect(shown.trimEnd()).toBe(answer?.trimEnd());
});

it("[CLI-21] with --json a query prints the turn's events, one a line, and nothing else", async () => {
  const session = await newSession();
  const asked = await agent.run(["sessions", "query", session, "-", "--json"], {
    input: "Hello there",
  });
  expect(asked).toMatchObject({ code: 0, stderr: "" });
  const events = asked.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(events[0]).toMatchObject({ type: "user.message", content: [{ text: "Hello there" }] });
  expect(events.at(-1)).toMatchObject({ type: "session.status_idle" });
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => events[0].seq + index));
});

it("[CLI-22] exit codes tell what happened, also in JSON", async () => {
  const session = await newSession();
  await agent.json(["sessions", "terminate", session, "--yes"]);
  const missing = "sesn_00000000000000000000000000000000";
  const table: [string[], number][] = [
    [["sessions", "get", missing], 4],
    [["sessions", "query", session, "hi"], 5],
    [["sessions", "create", "--name", "x".repeat(300)], 1],
    [["sessions", "create", "--mode", "wrong"], 2],
    [["sessions", "terminate", session], 2],
    [["me", "--key", "lk_wrong"], 3],
    [["me", "--url", "http://127.0.0.1:9"], 6],
  ];
  for (const [args, code] of table) {
    expect(await agent.run(args), args.join(" ")).toMatchObject({ code, stdout: "" });
  }
  const inJson = await agent.run(["sessions", "get", missing, "--json"]);
  expect(JSON.parse(inJson.stderr)).toMatchObject({
    error: { type: "not_found_error", request_id: expect.stringMatching(/^req_/) },
    exit_code: 4,
  });
});

it("[CLI-23] a wrong field is named with what was expected", async () => {
  const refused = await agent.run(["sessions", "create", "--name", "x".repeat(300)]);
  expect(refused.stderr).toMatch(/^ {2}name: .*255/m);
});

it("[CLI-24] a turn that ends otherwise than end_turn is exit code 7, and says what to do", async () => {
  const session = await newSession("--model", "offline-max-tokens");
  const cut = await agent.run(["sessions", "query", session, "word ".repeat(500)]);
  expect(cut.code).toBe(7);
  expect(cut.stderr).toContain("the turn ended with max_tokens");
  expect(cut.stderr).toContain(`ai-agent sessions query ${session} "go on"`);
});

it("[CLI-25] Ctrl-C leaves and stops nothing; watch finds the rest, interrupt stops it", async () => {
  const session = await newSession("--model", "offline-stream");
  const asking = agent.start(["sessions", "query", session, "chunks=2000 delay_ms=10"]);
  while (asking.stdout() === "") await new Promise((resolve) => setTimeout(resolve, 20));
  asking.child.kill("SIGINT");
  const left = await asking.ended;
  expect(left.code).toBe(130);
  expect(left.stderr).toContain(`come back:  ai-agent sessions watch ${session}`);
  expect(await agent.json(["sessions", "get", session])).toMatchObject({ status: "processing" });

  const watching = agent.start(["sessions", "watch", session, "--until-idle"]);
  while (watching.stdout().length < 500) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await agent.json(["sessions", "interrupt", session])).toMatchObject({ interrupted: true });
  const watched = await watching.ended;
  expect(watched.code).toBe(7);
  expect(watched.stdout).toMatch(/^> chunks=2000 delay_ms=10\n/);
  expect(watched.stdout).toContain("— interrupted · ");
});

it("[CLI-26] a queued message is followed from its own turn on, and --no-follow only sends", async () => {
  const session = await newSession("--model", "offline-stream");
  const sent = await agent.json([
    "sessions",
    "query",
    session,
    "chunks=250 delay_ms=20",
    "--no-follow",
  ]);
  expect(sent).toMatchObject({ receipt: "started" });
  const queued = await agent.run(["sessions", "query", session, "chunks=1"]);
  expect(queued).toMatchObject({ code: 0, stderr: "queued: a turn is running already\n" });
  expect(queued.stdout).toContain("— end_turn · 1 step ");
  const refused = await agent.run([
    "sessions",
    "query",
    session,
    "chunks=300 delay_ms=20",
    "--no-follow",
  ]);
  expect(refused.code).toBe(0);
  const busy = await agent.run(["sessions", "query", session, "x", "--on-busy", "reject"]);
  expect(busy.code).toBe(5);
  await agent.json(["sessions", "terminate", session, "--yes"]);
});

it("[CLI-27] files go in and out byte for byte, from standard input too", async () => {
  const session = await newSession();
  const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);
  const local = join(agent.folder, "local.bin");
  writeFileSync(local, bytes);
  await agent.json(["files", "put", session, local, "a b/ü?.bin"]);
  await agent.run(["files", "put", session, "-", "in.txt"], { input: "from stdin" });
  const back = join(agent.folder, "back.bin");
  await agent.json(["files", "get", session, "a b/ü?.bin", "-o", back]);
  expect(new Uint8Array(readFileSync(back))).toEqual(bytes);
  const document = await agent.json(["files", "get", session, "in.txt"]);
  expect(document).toMatchObject({ encoding: "utf8", content: "from stdin" });
  const listing = await agent.run(["files", "ls", session]);
  expect(listing.stdout).toContain("in.txt");
  expect(await agent.run(["files", "put", session, "-"])).toMatchObject({ code: 2 });
  expect(await agent.run(["files", "get", session, "../../etc/passwd"])).toMatchObject({
    stdout: "",
  });
});

it("[CLI-28] an import leaves .git and node_modules behind unless told to take all", async () => {
  const project = mkdtempSync(join(tmpdir(), "ledge-project-"));
  try {
    for (const name of ["src", ".git", "node_modules/x", "src/node_modules"]) {
      mkdirSync(join(project, name), { recursive: true });
      writeFileSync(join(project, name, "file"), name);
    }
    const session = await newSession();
    expect(await agent.json(["files", "import", session, project])).toMatchObject({
      file_count: 1,
    });
    const all = await agent.json(["files", "import", session, project, "--all", "--into", "sub"]);
    expect(all).toMatchObject({ file_count: 4 });
    const listing = (await agent.json(["files", "ls", session, "sub"])) as {
      data: { path: string }[];
    };
    expect(listing.data.map(({ path }) => path)).toContain("sub/.git");
  } finally {
    rmSync(project, { recursive: true });
  }
});

it("[CLI-29] a key is shown once, works, and stops working when it is revoked", async () => {
  const made = await agent.json(["keys", "create", "robot", "--scopes", "read"]);
  const asRobot = ["--key", String(made.key)];
  expect(await agent.json(["me", ...asRobot])).toMatchObject({ key_id: made.id, scopes: ["read"] });
  expect(await agent.run(["sessions", "create", ...asRobot])).toMatchObject({ code: 3 });
  const listed = await agent.run(["keys", "list"]);
  expect(listed.stdout).toContain("robot");
  expect(listed.stdout).not.toContain(String(made.key));
  await agent.json(["keys", "revoke", String(made.id), "--yes"]);
  expect(await agent.run(["me", ...asRobot])).toMatchObject({ code: 3 });
});

it("[CLI-30] tables show what was made, and a list pages", async () => {
  const created = await agent.run(["sessions", "create", "--name", "One of\u001b[31m three"]);
  expect(created.stdout).toMatch(/^✓ Session created: sesn_[0-9a-f]{32}\n/);
  expect(created.stdout).not.toContain("\u001b");
  await newSession("--name", "Another");
  const page = await agent.run(["sessions", "list", "--limit", "1"]);
  expect(page.stdout).toContain("Another");
  const cursor = /--cursor (\S+)/.exec(page.stderr)?.[1] ?? "";
  const next = await agent.run(["sessions", "list", "--limit", "1", "--cursor", cursor]);
  expect(next.stdout).toContain("One of");
  const found = (await agent.json(["sessions", "list", "-q", "Another"])) as { data: unknown[] };
  expect(found.data).toHaveLength(1);
});

it("[CLI-36] a question is shown, listed, and answered from another terminal", async () => {
  const session = await newSession("--model", "offline-script", "--allowed-tools", "Read");
  const asks = [{ tools: [{ name: "Bash", input: { command: "echo ran" } }] }, { text: "It ran." }];
  const asked = await agent.run(["sessions", "query", session, JSON.stringify(asks)]);
  expect(asked).toMatchObject({ code: 7 });
  expect(asked.stdout).toContain("? may it run Bash(echo ran)?");
  expect(asked.stderr).toContain(`ai-agent permissions list --session ${session}`);

  const listed = await agent.run(["permissions", "list", "--session", session]);
  const request = /perm_[0-9a-f]{32}/.exec(listed.stdout)?.[0] ?? "";
  const watching = agent.start(["sessions", "watch", session, "--until-idle"]);
  const allowed = await agent.run(["permissions", "allow", session, request]);
  expect(allowed).toMatchObject({ code: 0, stdout: `✓ Allowed: ${request}\n` });
  expect(await agent.run(["permissions", "deny", session, request])).toMatchObject({ code: 5 });
  await watching.ended;
  const answer = async () => (await agent.run(["sessions", "messages", session])).stdout;
  await expect.poll(answer, { timeout: 10_000 }).toContain("It ran.");
  const empty = await agent.run(["permissions", "list", "--session", session]);
  expect(empty.stdout).toContain("nothing waits for you");
});

it("[CLI-37] a session's context is summarised on request", async () => {
  const session = await newSession("--model", "offline-stream");
  const nothing = await agent.run(["sessions", "compact", session]);
  expect(nothing.code).not.toBe(0);
  await agent.run(["sessions", "query", session, "chunks=200 size=40"]);
  const compacted = await agent.run(["sessions", "compact", session, "--instructions", "numbers"]);
  expect(compacted).toMatchObject({ code: 0, stdout: `✓ Compaction started: ${session}\n` });
});
