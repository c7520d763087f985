// The API's calls as a person makes them with curl, one after the other, against a real service.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Service, startService } from "../../scripts/service.ts";
import { localSettings } from "../../scripts/settings.ts";

const run = promisify(execFile);
const SAMPLE = join(import.meta.dirname, "../../examples/sample-project");

let folder: string;
let service: Service;
let key = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ledge-curl-"));
  service = await startService({ settings: localSettings({}, ""), persist_to: folder });
});
afterAll(async () => {
  await service?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a journey reads whatever the service answers.
  body: any;
  text: string;
}

/** `curl` with the journey's key; the last line of its output is the status. */
async function curl(path: string, ...args: string[]): Promise<Answer> {
  const address = path.startsWith("/") ? `${service.url}${path}` : `${service.url}/api/v1/${path}`;
  const auth = key === "" ? [] : ["-H", `authorization: Bearer ${key}`];
  const { stdout } = await run(
    "curl",
    ["-sS", "--max-time", "30", "-w", "\n%{http_code}", ...auth, ...args, address],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const at = stdout.lastIndexOf("\n");
  const text = stdout.slice(0, at);
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // A stream or a file: `text` holds it.
  }
  return { status: Number(stdout.slice(at + 1)), body, text };
}

const post = (body: unknown, ...more: string[]) => [
  ...["-X", "POST", "-H", "content-type: application/json"],
  ...["-d", JSON.stringify(body), ...more],
];

it("[JOURNEY-1] everything a person does with a session works over plain curl", async () => {
  expect(await curl("/healthz")).toMatchObject({ status: 200 });
  expect((await curl("openapi.json")).body.openapi).toBe("3.1.0");
  expect((await curl("docs")).text).toContain("<html");
  expect(await curl("sessions")).toMatchObject({ status: 401 });

  key = service.admin_key;
  const scopes = ["read", "write"];
  const made = await curl("keys", ...post({ name: "journey", scopes, user_id: "walker" }));
  expect(made).toMatchObject({ status: 201, body: { user_id: "walker", scopes } });
  key = made.body.key;
  expect(await curl("me")).toMatchObject({ status: 200, body: { user_id: "walker" } });

  const session = await curl(
    "sessions",
    ...post(
      { name: "Investigation Session", allowed_tools: ["Read", "Bash", "Grep", "Glob", "Write"] },
      "-H",
      "idempotency-key: journey-1",
    ),
  );
  expect(session).toMatchObject({ status: 201, body: { status: "created", last_seq: 1 } });
  const { id } = session.body;
  const at = `sessions/${id}`;
  expect((await curl("sessions")).body.data.map((one: { id: string }) => one.id)).toEqual([id]);

  const tar = join(folder, "sample.tar.gz");
  await run("tar", ["-czf", tar, "-C", SAMPLE, "."]);
  const imported = await curl(`${at}/files/import`, "-X", "POST", "--data-binary", `@${tar}`);
  expect(imported.status).toBe(200);
  expect((await curl(`${at}/files`)).text).toContain("main.py");

  const asked = await curl(
    `${at}/query?wait=20`,
    ...post({ message: "Find all Python files, count lines of code, and create a summary report" }),
  );
  expect(asked).toMatchObject({
    status: 200,
    body: { receipt: "started", result: { stop_reason: "end_turn" } },
  });
  const report = await curl(`${at}/files/summary_report.md`);
  expect(report.status).toBe(200);
  expect(report.text).toContain("main.py");

  const events = await curl(`${at}/events?limit=1000`);
  const seqs = events.body.data.map((event: { seq: number }) => event.seq);
  expect(seqs).toEqual(seqs.map((_: number, index: number) => index + 1));
  const stream = await run("curl", [
    "-sN",
    "--max-time",
    "2",
    "-H",
    `x-api-key: ${key}`,
    `${service.url}/api/v1/${at}/stream?after=0`,
  ]).catch((error: { stdout: string }) => error);
  const ids = [...stream.stdout.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]));
  expect(ids).toEqual(seqs);

  const messages = (await curl(`${at}/messages?limit=1000`)).body.data;
  expect(messages.map((message: { index: number }) => message.index)).toEqual(
    messages.map((_: unknown, index: number) => index),
  );
  expect((await curl(`${at}/messages/${messages[0].id}`)).body).toEqual(messages[0]);
  const calls = (await curl(`${at}/tool-calls`)).body.data;
  expect(calls.length).toBeGreaterThan(2);
  expect((await curl(`${at}/tool-calls/${calls[0].id}`)).body).toEqual(calls[0]);

  const note = join(folder, "note.txt");
  writeFileSync(note, "a note\n");
  expect((await curl(`${at}/files/notes/a%20note.txt`, "-T", note)).status).toBe(200);
  expect((await curl(`${at}/files/notes/a%20note.txt`)).text).toBe("a note\n");
  expect((await curl(`${at}/files/notes/a%20note.txt`, "-X", "DELETE")).status).toBe(204);
  expect((await curl(`${at}/files/notes/a%20note.txt`)).status).toBe(404);

  const renamed = await curl(at, ...post({ name: "Solved" }), "-X", "PATCH");
  expect(renamed).toMatchObject({ status: 200, body: { name: "Solved" } });
  expect((await curl(`${at}/interrupt`, "-X", "POST")).body).toMatchObject({ interrupted: false });
  expect((await curl("stream-tickets", ...post({ session_id: id }))).status).toBe(201);
  expect((await curl("sessions/stats")).status).toBe(200);
  expect((await curl(`${at}/complete`, "-X", "POST")).body).toMatchObject({ status: "completed" });
  expect(await curl(`${at}/query`, ...post({ message: "more" }))).toMatchObject({
    status: 409,
    body: { error: { type: "conflict_error" } },
  });
  expect((await curl(at, "-X", "DELETE")).body).toMatchObject({ status: "terminated" });
  expect((await curl(`${at}?purge=true`, "-X", "DELETE")).status).toBe(204);
  expect((await curl(at)).status).toBe(404);
});

it("[JOURNEY-2] an upload that is refused early costs the next request nothing", async () => {
  key = service.admin_key;
  const { id } = (await curl("sessions", ...post({}))).body;
  const bomb = join(folder, "bomb.tar.gz");
  const zeros = join(folder, "zeros");
  writeFileSync(zeros, new Uint8Array(100_000_000));
  await run("tar", ["-czf", bomb, "-C", folder, "zeros"]);
  const note = join(folder, "no-archive.txt");
  writeFileSync(note, "no archive");
  for (let round = 0; round < 5; round += 1) {
    const at = `sessions/${id}/files/import`;
    expect((await curl(at, "-X", "POST", "--data-binary", `@${bomb}`)).status).toBe(413);
    expect((await curl(at, "-X", "POST", "--data-binary", `@${note}`)).status).toBe(400);
  }
  expect((await curl(`sessions/${id}/files`)).body.data).toEqual([]);
});
