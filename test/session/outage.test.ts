// What a session lives on without: the directory, the queue, the store of big files. Each is taken away
// at its real place and given back; the session goes on meanwhile, and nothing is lost or half-written.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { usageReport } from "../../src/contract/metrics.ts";
import type { Session } from "../../src/session/session.ts";
import { unwrap } from "../../src/session/stub.ts";
import { exactly, expectError, newUser } from "../support/api.ts";
import { ringAlarm } from "../support/crash.ts";
import { noisyText } from "../support/noise.ts";
import { ofType, openSession, script, type TestSession } from "../support/session.ts";

afterEach(() => vi.restoreAllMocks());

const CATCH_UP = { timeout: 20_000, interval: 200 };

/** What D1 lists of a session, and how many entries its audit trail has. */
async function directoryOf(id: string) {
  const row = await env.DB.prepare("select version as last_seq, status from sessions where id = ?")
    .bind(id)
    .first();
  const audit = await env.DB.prepare("select count(*) as n from audit_logs where session_id = ?")
    .bind(id)
    .first<{ n: number }>();
  return { ...row, audit: audit?.n };
}

it("[OUTAGE-1] without D1 a session takes messages and works, and the directory catches up", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  const user = await newUser();
  const made = await user.post("/sessions", { model: "offline-script" });
  const { id } = made.body as { id: string };
  await env.DB.batch(
    ["sessions", "audit_logs"].map((table) =>
      env.DB.prepare(`alter table ${table} rename to ${table}_away`),
    ),
  );
  try {
    const message = '[{"text":"Hello."}]';
    const first = await user.post(`/sessions/${id}/query?wait=20`, { message });
    expect(first.body).toMatchObject({ result: { text: "Hello.", stop_reason: "end_turn" } });
    expectError(await user.get("/sessions"), 500, "api_error");
    const refused = expect.objectContaining({ event: "queue.write_failed" });
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith(refused), CATCH_UP);
    const second = await user.post(`/sessions/${id}/query?wait=20`, { message });
    expect(second.body).toMatchObject({ result: { text: "Hello." } });
  } finally {
    await env.DB.batch(
      ["sessions", "audit_logs"].map((table) =>
        env.DB.prepare(`alter table ${table}_away rename to ${table}`),
      ),
    );
  }
  const { body } = await user.get(`/sessions/${id}/events?limit=1000`);
  const last_seq = (body as { data: unknown[] }).data.length;
  await vi.waitFor(
    async () => expect(await directoryOf(id)).toEqual({ last_seq, status: "active", audit: 3 }),
    CATCH_UP,
  );
}, 45_000);

it("[OUTAGE-5] without D1 a user still reads what is left of their budget, and that the sums are away", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  const user = await newUser();
  await env.DB.prepare("alter table model_calls rename to model_calls_away").run();
  try {
    const report = exactly(usageReport, (await user.get("/usage")).body);
    expect(report).toMatchObject({ spent_usd: 0, remaining_usd: 100, total: null, groups: null });
    const refused = expect.objectContaining({ event: "usage.unavailable" });
    expect(told).toHaveBeenCalledExactlyOnceWith(refused);
  } finally {
    await env.DB.prepare("alter table model_calls_away rename to model_calls").run();
  }
  const report = exactly(usageReport, (await user.get("/usage")).body);
  expect(report).toMatchObject({ total: { model_call_count: 0 }, groups: [] });
});

/** Makes a session's queue, or its store of big files, fail from now on; gives back how to mend it. */
async function breakBinding<B extends "EVENTS" | "BLOBS">(
  session: TestSession,
  name: B,
  method: keyof Env[B],
  instead: () => Promise<never>,
): Promise<() => void> {
  return await runInDurableObject(session.object(), (one: Session) => {
    const binding = (one as unknown as { env: Env }).env[name] as unknown as Record<
      PropertyKey,
      unknown
    >;
    binding[method] = instead;
    return () => {
      delete binding[method];
    };
  });
}

const refuse = (what: string) => () => Promise.reject(new Error(`${what} is away`));

it("[OUTAGE-2] without its queue a session works, keeps its alarm, and what was unsent is sent later", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  const session = await openSession();
  await vi.waitFor(
    async () => expect(await directoryOf(session.id)).toMatchObject({ audit: 1 }),
    CATCH_UP,
  );
  const mend = await breakBinding(session, "EVENTS", "send", refuse("the queue"));
  try {
    for (let turn = 0; turn < 3; turn += 1) {
      const query = await session.query(script({ text: "Hello." }));
      expect(await session.ended(query)).toMatchObject({ text: "Hello.", stop_reason: "end_turn" });
    }
    await vi.waitFor(() => expect(told).toHaveBeenCalled());
    const alarm = await runInDurableObject(session.object(), (_: Session, { storage }) =>
      storage.getAlarm(),
    );
    expect(alarm).not.toBeNull();
  } finally {
    mend();
  }
  await ringAlarm(session);
  const { last_seq } = await session.get();
  await vi.waitFor(
    async () =>
      expect(await directoryOf(session.id)).toEqual({ last_seq, status: "active", audit: 4 }),
    CATCH_UP,
  );
}, 45_000);

const big = { name: "Bash", input: { command: "echo x > small; cat n1 n2 n3 > big" } };
const list = { name: "Bash", input: { command: "ls; wc -c < big" } };
/** What becomes too big for a row, deflated or not, when it is put together. */
const NOISE = [1, 2, 3].map((seed) => new TextEncoder().encode(noisyText(400_000, seed)));

async function withNoise() {
  const session = await openSession();
  for (const [index, bytes] of NOISE.entries()) {
    const { body } = new Response(bytes);
    if (body === null) throw new Error("a response that was given a body has one");
    await unwrap(session.door().writeFile(session.owner, `n${index + 1}`, body));
  }
  return session;
}

it("[OUTAGE-3] without R2 a call that writes a big file fails as a result and changes nothing", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const session = await withNoise();
  const play = script(
    { tools: [big] },
    { tools: [{ name: "Bash", input: { command: "ls" } }] },
    { text: "ok" },
  );
  const mend = await breakBinding(session, "BLOBS", "put", refuse("the bucket"));
  try {
    expect(await session.ended(await session.query(play))).toMatchObject({ text: "ok" });
  } finally {
    mend();
  }
  const [write, look] = await session.toolCalls();
  expect(write).toMatchObject({ status: "error", is_error: true });
  expect(write?.tool_output).toContain("nothing was changed");
  expect(look?.tool_output).toBe("n1\nn2\nn3");
  expect(ofType(await session.events(), "file.written")).toHaveLength(NOISE.length);

  const later = await session.query(
    script({ tools: [big] }, { tools: [list] }, { text: "{{last_result}}" }),
  );
  expect(await session.ended(later)).toMatchObject({ text: expect.stringContaining("3600000") });
});

it("[OUTAGE-4] a bucket that does not answer holds up no turn that somebody ends", async () => {
  const session = await withNoise();
  const mend = await breakBinding(session, "BLOBS", "put", () => new Promise<never>(() => {}));
  try {
    const query = await session.query(script({ tools: [big] }, { text: "never" }));
    const calls = async () => (await session.toolCalls()).map(({ status }) => status);
    await vi.waitFor(async () => expect(await calls()).toEqual(["running"]), CATCH_UP);
    await unwrap(session.door().interrupt(session.owner));
    expect(await session.ended(query)).toMatchObject({ stop_reason: "interrupted" });
  } finally {
    mend();
  }
  const next = await session.query(script({ text: "and on" }));
  expect(await session.ended(next)).toMatchObject({ text: "and on" });
}, 30_000);
