// The commands for branches and archives against the contract of the service: what they ask it, what they
// show of its answers, and what they leave on this machine.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type AiAgent, buildAiAgent } from "./ai-agent.ts";
import { type Answers, type Asked, type BranchServer, serveBranches } from "./branch-server.ts";
import {
  aCheckpoint,
  aComparison,
  aNode,
  anArchive,
  aRewind,
  aSession,
  aStorage,
} from "./samples.ts";

const ARCHIVE = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 11) % 253));

let agent: AiAgent;
let server: BranchServer;
/** Bytes after which each download breaks, in turn; the ranges that were asked for. */
let breaks: number[] = [];
let ranges: (string | undefined)[] = [];
/** A reset makes the other side forget what it has not read yet: it is given time to. */
const soon = () => sleep(20);
let untilBreak: () => Promise<void> = soon;
let imported: { url: string; length: string | undefined; bytes: Buffer }[] = [];

beforeAll(async () => {
  server = await serveBranches((request, response) => {
    if (request.url?.endsWith("/archive/download") === true) {
      ranges.push(request.headers.range);
      const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
      const rest = ARCHIVE.subarray(from);
      const range = `bytes ${from}-${ARCHIVE.length - 1}/${ARCHIVE.length}`;
      response.writeHead(from === 0 ? 200 : 206, {
        "content-length": `${rest.length}`,
        ...(from === 0 ? {} : { "content-range": range }),
      });
      const breaks_at = breaks.shift();
      response.flushHeaders();
      response.write(rest.subarray(0, breaks_at), () => {
        if (breaks_at === undefined) response.end();
        else void untilBreak().then(() => response.destroy());
      });
      return true;
    }
    if (request.url?.startsWith("/api/v1/sessions/import") === true) {
      if (request.url.endsWith("?name=refused")) {
        response.writeHead(413, { "content-type": "application/json" });
        response.end('{"error":{"type":"request_too_large","message":"too large"}}');
        return true;
      }
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.once("end", () => {
        const length = request.headers["content-length"];
        imported.push({ url: request.url ?? "", length, bytes: Buffer.concat(chunks) });
        response.writeHead(201);
        response.end(JSON.stringify(aSession({ id: "sesn_new", name: "again" })));
      });
      return true;
    }
    return false;
  });
  agent = await buildAiAgent({ AI_AGENT_URL: server.url, AI_AGENT_KEY: "lk_test" });
});
beforeEach(() => {
  breaks = [];
  untilBreak = soon;
  ranges = [];
  imported = [];
});
afterAll(async () => {
  agent?.remove();
  await server?.stop();
});

const sessions = (...args: string[]) => agent.run(["sessions", ...args]);

/** Runs a command that must end well, and returns its output and what it asked the service. */
async function done(answers: Answers, ...args: string[]) {
  server.answer(answers);
  const ended = await sessions(...args);
  expect(ended, args.join(" ")).toMatchObject({ code: 0 });
  return { ...ended, asked: [...server.asked] };
}

const bodies = (asked: readonly Asked[]) => asked.map(({ body }) => body);

it("[CLI-55] a session is forked where its options say, and the fork is shown with its origin", async () => {
  const fork = aSession({
    ...{ id: "sesn_b", is_fork: true, parent_session_id: "sesn_a" },
    ...{ forked_at_seq: 12, inherited_cost_usd: null },
  });
  const answers = { "POST /fork": fork };
  const at = await done(answers, "fork", "sesn_a", "--at-message", "4", "--no-files");
  expect(at.stdout).toMatch(/^✓ Session forked: sesn_b\n/);
  expect(at.stdout).toMatch(/Forked at\s+│ seq 12/);
  expect(at.stdout).toMatch(/Parent's cost then\s+│ unknown/);
  const rest = ["--at-seq", "12", "--name", "try", "-m", "go on"];
  const told = await done(answers, "fork", "sesn_a", ...rest);
  expect(told.stderr).toContain("ai-agent sessions watch sesn_b");
  const plain = await done(answers, "fork", "sesn_a", "--json");
  expect(JSON.parse(plain.stdout)).toEqual(fork);
  expect(bodies([...at.asked, ...told.asked, ...plain.asked])).toEqual([
    { fork_at_message: 4, include_working_directory: false },
    { fork_at_seq: 12, name: "try", message: "go on" },
    {},
  ]);
  expect(await sessions("fork", "sesn_a", "--at-message", "last")).toMatchObject({ code: 2 });
});

it("[CLI-67] a message is sent to a fork made for it, and what rewinds hide is shown on request", async () => {
  const receipt = {
    ...{ id: "sesn_b", status: "processing", parent_session_id: "sesn_a", is_fork: true },
    ...{ message_id: "msg_b", seq: 14, receipt: "started" },
  };
  const query = ["query", "sesn_a", "try it", "--fork", "--no-follow"];
  const sent = await done({ "POST /query": receipt }, ...query);
  expect(sent.stdout).toMatch(/Session\s+│ sesn_b/);
  expect(bodies(sent.asked)).toEqual([{ message: "try it", fork: true }]);
  const guarded = await sessions(...query, "--ask-tool", "Bash");
  expect(guarded).toMatchObject({ code: 2, stdout: "" });
  expect(guarded.stderr).toContain("use `fork` first");

  const none = { data: [], next_cursor: null };
  const answers = { "GET /messages": none, "GET /tool-calls": none };
  const all = await done(answers, "messages", "sesn_a", "--all");
  const calls = await done(answers, "tool-calls", "sesn_a", "--all", "--limit", "5");
  const active = await done(answers, "messages", "sesn_a");
  expect([...all.asked, ...calls.asked, ...active.asked].map((asked) => asked.query)).toEqual([
    ...[{ path: "all" }, { path: "all", limit: "5" }, {}],
  ]);
});

it("[CLI-56] forks, the tree and checkpoints are listed, page by page", async () => {
  const fork = aSession({ id: "sesn_b", is_fork: true, forked_at_seq: 12, name: "try" });
  const page = { data: [fork], next_cursor: "c2", as_of: null };
  const forks = await done({ "GET /forks": page }, "forks", "sesn_a", "--limit", "1");
  expect(forks.stdout).toMatch(/│ sesn_b\s+│ try\s+│ active │ seq 12/);
  expect(forks.stderr).toContain("more: --cursor c2");
  expect(forks.asked).toMatchObject([{ query: { limit: "1" } }]);

  const data = [aNode("sesn_a", 0), aNode("sesn_b", 1)];
  const lineage = { root_session_id: "sesn_a", data, total_cost_usd: 0.2, is_cut: true };
  const tree = await done({ "GET /lineage": lineage }, "tree", "sesn_b");
  expect(tree.stdout).toMatch(/^sesn_a .*\n└─ sesn_b .* ◀ this one\nin all: cost \$0\.20\n$/);
  expect(tree.stderr).toContain("the tree is larger than this");

  const named = aCheckpoint({ name: "before it went wrong", is_active: false });
  const listed = { "GET /checkpoints": { data: [named], next_cursor: null } };
  const checkpoints = await done(listed, "checkpoints", "sesn_a");
  expect(checkpoints.stdout).toMatch(/│ ckpt_a\s+│ before it went wrong │ 12 .*│ hidden │/);
  const made = await done(
    { "POST /checkpoints": named },
    ...["checkpoints", "sesn_a", "--create", "before it went wrong"],
  );
  expect(made.stdout).toContain("✓ Checkpoint created: ckpt_a");
  expect(bodies(made.asked)).toEqual([{ name: "before it went wrong" }]);
});

describe("[CLI-57] a rewind shows what would change before anything does", () => {
  const rewind = ({ body }: Asked) => {
    const { dry_run = false } = body as { dry_run?: boolean };
    return aRewind({ dry_run, seq: dry_run ? null : 20 });
  };
  const answers = { "POST /rewind": rewind };

  it("without a terminal and without --yes it says so, and nothing is done", async () => {
    server.answer(answers);
    const refused = await sessions("rewind", "sesn_a", "--to", "ckpt_a");
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toContain(
      "would go to seq 12: 3 messages and 2 files; 1 effect cannot be undone: deploy",
    );
    expect(refused.stderr).toContain("no terminal to ask on: give --yes");
    expect(bodies(server.asked)).toEqual([
      { checkpoint_id: "ckpt_a", files: true, conversation: true, dry_run: true },
    ]);
  });

  it("with --yes it is done at once, and how to take it back is said", async () => {
    const one = await done(answers, "rewind", "sesn_a", "--to", "seq:12", "--yes", "--no-files");
    expect(one.stdout).toMatch(/^✓ Went to seq 12: 3 messages and 2 files; /);
    expect(one.stderr).toBe("take it back: ai-agent sessions undo sesn_a --seq 20\n");
    const two = await done(answers, "rewind", "sesn_a", "--to", "message:4", "-y", "--only-files");
    expect(bodies([...one.asked, ...two.asked])).toEqual([
      { to_seq: 12, files: false, conversation: true },
      { to_message: 4, files: true, conversation: false },
    ]);
    const both = ["--no-files", "--only-files"];
    expect(await sessions("rewind", "sesn_a", "--to", "seq:1", ...both)).toMatchObject({ code: 2 });
  });

  it("with --dry-run nothing is done, and scripts get one document", async () => {
    const dry = await done(answers, "rewind", "sesn_a", "--to", "seq:12", "--dry-run", "--json");
    expect(JSON.parse(dry.stdout)).toEqual(aRewind());
    expect(dry.asked).toHaveLength(1);
  });

  it.runIf(process.platform === "linux")("on a terminal it asks", async () => {
    const at = ["sessions", "rewind", "sesn_a", "--to", "seq:12"];
    server.answer(answers);
    const leaving = agent.startOnTerminal(at);
    await leaving.shows("#4 user: say it[2J again");
    await leaving.shows("1 effect cannot be undone: deploy. Go on? [y/N] ");
    leaving.type("n\r");
    expect(await leaving.ended).toBe(1);
    expect(server.asked).toHaveLength(1);
    const going = agent.startOnTerminal(at);
    await going.shows("[y/N] ");
    going.type("y\r");
    await going.shows("Went to seq 12");
    expect(await going.ended).toBe(0);
    expect(server.asked).toHaveLength(3);
  });
});

it("[CLI-58] an undo takes back the last rewind, or the one that is named", async () => {
  const undone = aRewind({
    ...{ dry_run: false, seq: 21, messages_dropped: 0, messages: [], messages_restored: 3 },
    ...{ effects: [], closes: { turn: null, permission_ids: [], input_seqs: [] } },
  });
  const answers = { "POST /rewind/undo": undone };
  const last = await done(answers, "undo", "sesn_a");
  expect(last.stdout).toMatch(/^✓ Went to seq 12: 3 messages brought back and 2 files\nfiles:\n/);
  const named = await done(answers, "undo", "sesn_a", "--seq", "20", "--dry-run");
  expect(bodies([...last.asked, ...named.asked])).toEqual([{}, { seq: 20, dry_run: true }]);
});

it("[CLI-59] a diff goes to programs as it is, so that a patch applies, and can be counted", async () => {
  const answers = { "GET /compare": aComparison() };
  const shown = await done(answers, "diff", "sesn_a", "--from", "ckpt_a", "--to", "seq:9");
  const [heading, ...diff] = shown.stdout.split("\n");
  expect(heading).toBe("changed a.txt");
  expect(diff.join("\n")).toBe(aComparison().files[0]?.diff);
  expect(shown.stderr).toBe(
    "from seq 4 to seq 9: 0 added, 2 changed, 0 removed\n1 more are not shown\n",
  );
  const counted = await done(answers, "diff", "sesn_a", "--from", "4", "--stat");
  expect(counted.stdout).toMatch(/│ a\.txt │ changed │ \+1 -1 │/);
  expect([...shown.asked, ...counted.asked].map(({ query }) => query)).toEqual([
    { from: "ckpt_a", to: "9" },
    { from: "4" },
  ]);
  expect(await sessions("diff", "sesn_a")).toMatchObject({ code: 2 });
});

it("[CLI-60] an archive is asked for and waited for; one that fails ends with exit code 1 and why", async () => {
  const pending = anArchive();
  const completed = anArchive({ status: "completed", size_bytes: 2048, file_count: 3 });
  const asked = await done({ "POST /archive": pending }, "archive", "sesn_a");
  expect(asked.stdout).toMatch(/Status\s+│ pending/);
  const steps = [anArchive({ status: "in_progress" }), completed];
  const answers = {
    "POST /archive": pending,
    "GET /archive": (_asked: Asked, nth: number) => steps[Math.min(nth, steps.length) - 1],
  };
  const waited = await done(answers, "archive", "sesn_a", "--compression", "zip", "--wait");
  expect(waited.stdout).toMatch(/^✓ Session archived: sesn_a\n/);
  expect(waited.asked.map(({ what }) => what)).toEqual([
    ...["POST /archive", "GET /archive", "GET /archive"],
  ]);
  expect(waited.asked[0]?.body).toEqual({ compression: "zip" });
  const status = await done({ "GET /archive": completed }, "archive", "sesn_a", "--status");
  expect(status.asked.map(({ what }) => what)).toEqual(["GET /archive"]);
  const next_attempt_at = "2026-11-20T09:00:00.000Z";
  const failed = anArchive({ status: "failed", error_message: "R2 said no", next_attempt_at });
  server.answer({ "POST /archive": failed });
  const refused = await sessions("archive", "sesn_a", "--wait");
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toContain("R2 said no; it is tried again at 2026-11-20 09:00:00 UTC");
});

it("[CLI-61] a session is restored, and what it takes is shown", async () => {
  const restored = await done({ "POST /archive/restore": aSession() }, "restore", "sesn_a");
  expect(restored.stdout).toMatch(/^✓ Session restored: sesn_a\n/);
  const storage = await done({ "GET /storage": aStorage() }, "storage", "sesn_a");
  expect(storage.stdout).toMatch(/Log\s+│ 120 events, 80\.0 KiB \(20\.0 KiB stored\)/);
});

describe("[CLI-62] an archive comes whole and under its own name, or not at all", () => {
  const archive = anArchive({ status: "completed", size_bytes: ARCHIVE.length });
  const answers = { "GET /archive": archive };
  const parts = () => readdirSync(agent.folder).filter((name) => name.endsWith(".part"));

  it("over connections that break", async () => {
    breaks = [100_000, 50_000];
    const output = join(agent.folder, "one.tar.gz");
    const got = await done(answers, "download", "sesn_a", "-o", output);
    expect(got.stdout).toBe(`✓ Wrote ${output} (293.0 KiB)\n`);
    expect(readFileSync(output).equals(ARCHIVE)).toBe(true);
    expect(ranges).toEqual([undefined, "bytes=100000-", "bytes=150000-"]);
    expect(parts()).toEqual([]);
  });

  it("going on with what an earlier run of the same archive has left", async () => {
    const output = join(agent.folder, "two.tar.gz");
    writeFileSync(join(agent.folder, ".two.tar.gz.arch_a.part"), ARCHIVE.subarray(0, 1000));
    writeFileSync(join(agent.folder, ".two.tar.gz.arch_b.part"), "of another one");
    const got = await done(answers, "download", "sesn_a", "-o", output, "--json");
    expect(got.stderr).toContain("going on after 1000 B");
    expect(JSON.parse(got.stdout)).toEqual({
      ...{ session_id: "sesn_a", archive_id: "arch_a", output, size_bytes: ARCHIVE.length },
    });
    expect(readFileSync(output).equals(ARCHIVE)).toBe(true);
    expect(ranges).toEqual(["bytes=1000-"]);
  });

  it("and one of another size than the service said is thrown away", async () => {
    server.answer({ "GET /archive": { ...archive, size_bytes: ARCHIVE.length + 1 } });
    const output = join(agent.folder, "three.tar.gz");
    const refused = await sessions("download", "sesn_a", "-o", output);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toContain("300000 bytes instead of 300001; nothing was kept");
    expect(readdirSync(agent.folder).filter((name) => name.includes("three"))).toEqual([]);
  });

  it("and one that is not there yet, or has no place to go, is refused", async () => {
    server.answer({ "GET /archive": anArchive() });
    expect(await sessions("download", "sesn_a")).toMatchObject({ code: 5 });
    server.answer(answers);
    const nowhere = await sessions("download", "sesn_a", "-o", "/nowhere/a.tar.gz");
    expect(nowhere).toMatchObject({ code: 2 });
    expect(nowhere.stderr).toContain("cannot write /nowhere/a.tar.gz: ENOENT");
  });
});

it("[CLI-63] an archive of this machine becomes a session under a new id", async () => {
  const file = join(agent.folder, "in.tar.gz");
  writeFileSync(file, ARCHIVE);
  const made = await done({}, "import", file, "--name", "again & again");
  expect(made.stdout).toMatch(/^✓ Session imported: sesn_new\n/);
  expect(imported).toHaveLength(1);
  expect(imported[0]).toMatchObject({
    url: "/api/v1/sessions/import?name=again+%26+again",
    length: `${ARCHIVE.length}`,
  });
  expect(imported[0]?.bytes.equals(ARCHIVE)).toBe(true);
  const refused = await sessions("import", file, "--name", "refused");
  expect(refused).toMatchObject({ code: 1, stderr: "error: too large\n" });
  expect(await sessions("import", join(agent.folder, "missing"))).toMatchObject({ code: 2 });
  expect(await sessions("import", agent.folder)).toMatchObject({ code: 2 });
});

it.runIf(process.platform === "linux")(
  "[CLI-64] on a terminal a transfer shows its progress, and elsewhere nothing",
  async () => {
    const size_bytes = ARCHIVE.length;
    server.answer({ "GET /archive": anArchive({ status: "completed", size_bytes }) });
    const output = join(agent.folder, "four.tar.gz");
    const get = ["sessions", "download", "sesn_a", "-o", output];
    breaks = [150_000];
    const { promise, resolve } = Promise.withResolvers<void>();
    untilBreak = () => promise;
    const shown = agent.startOnTerminal(get);
    await shown.shows("50% · 146.5 KiB of 293.0 KiB");
    resolve();
    await shown.shows(`Wrote ${output} (293.0 KiB)`);
    expect(await shown.ended).toBe(0);
    expect(await agent.run(get)).toMatchObject({ code: 0, stderr: "" });
  },
);
