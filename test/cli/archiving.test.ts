// The commands for archives against the contract of the service: what they ask it, and what they leave on
// this machine, also when connections break.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AiAgent } from "./ai-agent.ts";
import { type Asked, type CommandsOnContract, startOnContract } from "./branch-server.ts";
import { anArchive, aSession, aStorage } from "./samples.ts";

const ARCHIVE = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 11) % 253));

let commands: CommandsOnContract;
let agent: AiAgent;
/** Bytes after which each download breaks, in turn; the ranges that were asked for. */
let breaks: number[] = [];
let ranges: (string | undefined)[] = [];
/** A reset makes the other side forget what it has not read yet: it is given time to. */
const soon = () => sleep(20);
let untilBreak: () => Promise<void> = soon;
let imported: { url: string; length: string | undefined; bytes: Buffer }[] = [];

function sendArchive(request: IncomingMessage, response: ServerResponse): void {
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
}

function takeImport(url: string, request: IncomingMessage, response: ServerResponse): void {
  if (url.endsWith("?name=refused")) {
    response.writeHead(413, { "content-type": "application/json" });
    response.end('{"error":{"type":"request_too_large","message":"too large"}}');
    return;
  }
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.once("end", () => {
    const length = request.headers["content-length"];
    imported.push({ url, length, bytes: Buffer.concat(chunks) });
    response.writeHead(201);
    response.end(JSON.stringify(aSession({ id: "sesn_new", name: "again" })));
  });
}

beforeAll(async () => {
  commands = await startOnContract((request, response) => {
    const url = request.url ?? "";
    if (url.endsWith("/archive/download")) sendArchive(request, response);
    else if (url.startsWith("/api/v1/sessions/import")) takeImport(url, request, response);
    else return false;
    return true;
  });
  agent = commands.agent;
});
beforeEach(() => {
  breaks = [];
  untilBreak = soon;
  ranges = [];
  imported = [];
});
afterAll(() => commands?.stop());

const sessions: CommandsOnContract["sessions"] = (...args) => commands.sessions(...args);
const done: CommandsOnContract["done"] = (...args) => commands.done(...args);

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
  commands.server.answer({ "POST /archive": failed });
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
    commands.server.answer({ "GET /archive": { ...archive, size_bytes: ARCHIVE.length + 1 } });
    const output = join(agent.folder, "three.tar.gz");
    const refused = await sessions("download", "sesn_a", "-o", output);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toContain("300000 bytes instead of 300001; nothing was kept");
    expect(readdirSync(agent.folder).filter((name) => name.includes("three"))).toEqual([]);
  });

  it("and one that is not there yet, or has no place to go, is refused", async () => {
    commands.server.answer({ "GET /archive": anArchive() });
    expect(await sessions("download", "sesn_a")).toMatchObject({ code: 5 });
    commands.server.answer(answers);
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
    commands.server.answer({ "GET /archive": anArchive({ status: "completed", size_bytes }) });
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
