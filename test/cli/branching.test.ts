// The commands for branches against the contract of the service: what they ask it, and what they show of
// its answers.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SessionEvent } from "../../src/contract/event.ts";
import { type Asked, type CommandsOnContract, startOnContract } from "./branch-server.ts";
import { eventText, snapshotText } from "./log-server.ts";
import { aCheckpoint, aComparison, aNode, aRewind, aRewindEvent, aSession } from "./samples.ts";

let commands: CommandsOnContract;
/** What the stream of every session holds. */
let stream: SessionEvent[] = [];

beforeAll(async () => {
  commands = await startOnContract((request, response) => {
    if (request.url?.includes("/stream") !== true) return false;
    const after = Number(new URL(request.url, "http://x").searchParams.get("after"));
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(snapshotText(stream.at(-1)?.seq ?? 0));
    for (const event of stream) if (event.seq > after) response.write(eventText(event));
    return true;
  });
});
afterAll(() => commands?.stop());

const sessions: CommandsOnContract["sessions"] = (...args) => commands.sessions(...args);
const done: CommandsOnContract["done"] = (...args) => commands.done(...args);
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
    commands.server.answer(answers);
    const refused = await sessions("rewind", "sesn_a", "--to", "ckpt_a");
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toContain(
      "would go to seq 12: 3 messages and 2 files; 1 effect cannot be undone: deploy",
    );
    expect(refused.stderr).toContain("no terminal to ask on: give --yes");
    expect(bodies(commands.server.asked)).toEqual([
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
    commands.server.answer(answers);
    const leaving = commands.agent.startOnTerminal(at);
    await leaving.shows("#4 user: say it[2J again");
    await leaving.shows("1 effect cannot be undone: deploy. Go on? [y/N] ");
    leaving.type("n\r");
    expect(await leaving.ended).toBe(1);
    expect(commands.server.asked).toHaveLength(1);
    const going = commands.agent.startOnTerminal(at);
    await going.shows("[y/N] ");
    going.type("y\r");
    await going.shows("Went to seq 12");
    expect(await going.ended).toBe(0);
    expect(commands.server.asked).toHaveLength(3);
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

it("[CLI-66] watch goes on where a session was rewound, and past an end that was not its last", async () => {
  const at = (seq: number) => ({
    ...{ seq, id: `sevt_${seq}`, created_at: "2026-11-20T08:00:00.000Z" },
  });
  const restored = [
    { ...at(1), type: "session.status_terminated" as const, reason: "x" },
    { ...at(2), type: "session.restored" as const, archive_id: "arch_a" },
    {
      ...{ ...at(3), type: "checkpoint.created" as const, name: "new" },
      ...{ last_message_index: null, turn_number: 0 },
    },
  ];
  stream = restored;
  const all = await done({}, "watch", "sesn_a", "--after", "0", "--until-idle");
  expect(all.stdout).toMatch(/^— terminated .*\n▣ restored from arch_a\n⚑ checkpoint: new\n$/);
  stream = [...restored, aRewindEvent({ seq: 4 })];
  const events = { data: [aRewindEvent({ seq: 4 })], next_cursor: null };
  const last = await done({ "GET /events": events }, "watch", "sesn_a", "--until-idle");
  expect(last.stdout).toBe("↩ went back to seq 4 · 2 messages hidden\n");
  expect(last.asked).toMatchObject([{ query: { "types[]": "session.rewound", order: "desc" } }]);
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
