import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { app } from "../../src/api/app.ts";
import { eventSchema, type SessionEvent } from "../../src/contract/event.ts";
import { uuidOfId } from "../../src/contract/ids.ts";
import { messageResource, toolCallResource } from "../../src/contract/message.ts";
import { page } from "../../src/contract/page.ts";
import { queryReceipt, type SessionResource, sessionResource } from "../../src/contract/session.ts";
import { newId } from "../../src/runtime.ts";
import {
  admin,
  answerOf,
  type Client,
  envWith,
  exactly,
  expectError,
  newUser,
  requestTo,
} from "../support/api.ts";

// Turns run and queues deliver in their own time.
vi.setConfig({ testTimeout: 30_000 });

const receipt = queryReceipt.extend({ _links: sessionResource.shape._links });
const interrupted = z.object({ interrupted: z.boolean(), session: sessionResource });

async function newSession(
  user: Client,
  body: Record<string, unknown> = {},
): Promise<SessionResource> {
  const made = await user.post("/sessions", body);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return exactly(sessionResource, made.body);
}

async function eventsOf(user: Client, id: string): Promise<SessionEvent[]> {
  return exactly(page(eventSchema), (await user.get(`/sessions/${id}/events?limit=1000`)).body)
    .data;
}

describe("creating a session", () => {
  it("[API-36] fills in every default and answers the whole session", async () => {
    const user = await newUser();
    const session = await newSession(user, {});
    const path = `/api/v1/sessions/${session.id}`;
    expect(session).toMatchObject({
      user_id: user.user_id,
      status: "created",
      name: null,
      description: null,
      mode: "interactive",
      model: "offline-sonnet",
      working_directory: "/workspace",
      tools: ["Read", "Write", "Edit", "Glob", "Grep", "Bash", "TodoWrite"],
      allowed_tools: [],
      permission_mode: "default",
      max_retries: 3,
      retry_delay: 2,
      timeout_seconds: 120,
      message_count: 0,
      total_cost_usd: 0,
      is_fork: false,
      _links: {
        self: path,
        query: `${path}/query`,
        messages: `${path}/messages`,
        tool_calls: `${path}/tool-calls`,
        stream: `${path}/stream`,
        events: `${path}/events`,
        files: `${path}/files`,
      },
    });
  });

  it("[API-37] what was just made is listed at once, and its maker is known", async () => {
    const user = await newUser();
    const session = await newSession(user, { name: "listed", metadata: { a: 1, b: true } });
    const listed = await user.get("/sessions");
    expect(listed.body).toMatchObject({ data: [{ id: session.id, name: "listed" }] });
    const row = await env.DB.prepare("select role from users where id = ?")
      .bind(user.user_id)
      .first();
    expect(row).toEqual({ role: "user" });
  });

  it("[API-38] a session is named by its id or by the same digits as a plain UUID", async () => {
    const user = await newUser();
    const session = await newSession(user);
    const uuid = uuidOfId(session.id);
    for (const name of [uuid, uuid.toUpperCase(), session.id]) {
      expect((await user.get(`/sessions/${name}`)).body).toEqual(session);
      expect((await user.post("/stream-tickets", { session_id: name })).status).toBe(201);
    }
  });

  it("[API-39] a mode without checks needs the operator's leave, at creation and on change", async () => {
    const user = await newUser();
    const bypass = { permission_mode: "bypassPermissions" };
    const strict = envWith({ ALLOW_BYPASS_PERMISSIONS: "false" });
    const session = await newSession(user);
    for (const [method, path] of [
      ["POST", "/sessions"],
      ["PATCH", `/sessions/${session.id}`],
    ] as const) {
      const request = requestTo(method, path, { token: user.token, json: bypass });
      const answer = await answerOf(await app.fetch(request, strict, createExecutionContext()));
      expectError(answer, 403, "permission_error");
    }
    expect((await newSession(user, bypass)).permission_mode).toBe("bypassPermissions");
  });
});

describe("a session's life", () => {
  it("[API-40] a change shows at once and leaves the rest as it was", async () => {
    const user = await newUser();
    const session = await newSession(user, { name: "before", description: "kept" });
    const changed = await user.patch(`/sessions/${session.id}`, {
      name: "after",
      metadata: { k: "v" },
      budget: { max_turns: 3 },
    });
    expect(changed.status).toBe(200);
    const { last_seq, updated_at } = exactly(sessionResource, changed.body);
    expect(changed.body).toEqual({
      ...session,
      ...{ name: "after", metadata: { k: "v" }, budget: { max_turns: 3 }, last_seq, updated_at },
    });
    expect(last_seq).toBe(session.last_seq + 1);
    const cleared = await user.patch(`/sessions/${session.id}`, { name: null, budget: null });
    expect(cleared.body).toMatchObject({ name: null, budget: null, description: "kept" });
  });

  it("[PERM-9] rules and policies are taken with the session, and a wrong one is named", async () => {
    const user = await newUser();
    const rules = {
      allowed_tools: ["Bash(git:*)", "Edit(src/**)"],
      disallowed_tools: ["Read(.env)"],
      ask_tools: ["Bash(git push:*)"],
    };
    const session = await newSession(user, { ...rules, custom_policies: ["NetworkPolicy"] });
    expect(session).toMatchObject({ ...rules, custom_policies: ["NetworkPolicy"] });
    const path = `/sessions/${session.id}`;
    expect((await user.patch(path, { ask_tools: [] })).body).toMatchObject({ ask_tools: [] });
    for (const [field, value] of [
      ["allowed_tools", "Bash("],
      ["disallowed_tools", "Read(/etc/passwd)"],
      ["ask_tools", "TodoWrite(x)"],
      ["custom_policies", "NoSuchPolicy"],
    ] as const) {
      const error = expectError(
        await user.post("/sessions", { [field]: [value] }),
        400,
        "invalid_request_error",
      );
      expect(error.message).toContain(`${field}.0`);
    }
  });

  it("[POLICY-13] a change adds policies to a session and takes none away", async () => {
    const user = await newUser();
    const { id } = await newSession(user, { custom_policies: ["NetworkPolicy"] });
    const path = `/sessions/${id}`;
    const more = { custom_policies: ["BudgetPolicy", "NetworkPolicy"], hooks_enabled: ["audit"] };
    expect((await user.patch(path, more)).body).toMatchObject(more);
    for (const custom_policies of [[], ["NetworkPolicy", "CommandPolicy"]]) {
      const refused = await user.patch(path, { custom_policies, name: "not this either" });
      const { message } = expectError(refused, 409, "conflict_error");
      expect(message).toMatch(/^custom_policies: .*BudgetPolicy/);
    }
    const wrong: [Record<string, unknown>, string][] = [
      [{ custom_policies: ["NoSuchPolicy"] }, "custom_policies.0"],
      [{ custom_policies: null }, "custom_policies"],
      [{ hooks_enabled: ["no such hook"] }, "hooks_enabled.0"],
      [{ hooks_enabled: "audit" }, "hooks_enabled"],
    ];
    for (const [body, field] of wrong) {
      const error = expectError(await user.patch(path, body), 400, "invalid_request_error");
      expect(error.details?.issues?.map((issue) => issue.path)).toContain(field);
    }
    expect((await user.patch(path, { hooks_enabled: [] })).body).toMatchObject({
      ...more,
      hooks_enabled: [],
      name: null,
    });
  });

  it("[API-41] a terminated session takes no more input: 409, and no use in trying again", async () => {
    const user = await newUser();
    const { id } = await newSession(user);
    const ended = await user.delete(`/sessions/${id}`);
    expect(exactly(sessionResource, ended.body).status).toBe("terminated");
    expect((await user.delete(`/sessions/${id}`)).status).toBe(200);
    const attempts = [
      await user.post(`/sessions/${id}/query`, { message: "hello" }),
      await user.post(`/sessions/${id}/events`, { events: [{ type: "user.interrupt" }] }),
      await user.patch(`/sessions/${id}`, { name: "x" }),
      await user.post(`/sessions/${id}/complete`),
    ];
    for (const answer of attempts) {
      expectError(answer, 409, "conflict_error");
      expect(answer.headers.get("x-should-retry")).toBe("false");
    }
  });

  it("[API-42] its owner declares it done", async () => {
    const user = await newUser();
    const { id } = await newSession(user);
    const done = await user.post(`/sessions/${id}/complete`);
    expect(exactly(sessionResource, done.body)).toMatchObject({ status: "completed" });
    expect((await user.get(`/sessions/${id}`)).body).toEqual(done.body);
  });

  it("[API-43] purged, it is gone for good, and that it was purged stays written down", async () => {
    const [user, other] = [await newUser(), await newUser()];
    const { id } = await newSession(user, { name: "secret plan" });
    expectError(await other.delete(`/sessions/${id}?purge=true`), 404, "not_found_error");
    const gone = await user.delete(`/sessions/${id}?purge=true`);
    expect([gone.status, gone.body]).toEqual([204, ""]);
    for (const path of [`/sessions/${id}`, `/sessions/${id}/events`]) {
      expectError(await user.get(path), 404, "not_found_error");
    }
    expectError(await user.delete(`/sessions/${id}?purge=true`), 404, "not_found_error");
    expect((await user.get("/sessions")).body).toMatchObject({ data: [] });
    const { results } = await env.DB.prepare(
      "select user_id, resource_id from audit_logs where action = 'session.purged' and session_id = ?",
    )
      .bind(id)
      .all();
    expect(results).toEqual([{ user_id: user.user_id, resource_id: id }]);
  });

  it("[API-44] an admin sees and ends what is not theirs", async () => {
    const user = await newUser();
    const session = await newSession(user);
    expect((await admin().get(`/sessions/${session.id}`)).body).toEqual(session);
    expect((await admin().delete(`/sessions/${session.id}`)).body).toMatchObject({
      status: "terminated",
      user_id: user.user_id,
    });
  });

  it("[API-45] what happened in it reaches the directory and the audit trail", async () => {
    const user = await newUser();
    const { id } = await newSession(user, { name: "before" });
    await user.patch(`/sessions/${id}`, { name: "after" });
    await user.delete(`/sessions/${id}`);
    await vi.waitFor(
      async () => {
        const listed = await user.get("/sessions?status=terminated&q=after");
        expect(listed.body).toMatchObject({ data: [{ id, status: "terminated", name: "after" }] });
        const { results } = await env.DB.prepare(
          "select action, user_id from audit_logs where session_id = ? order by seq",
        )
          .bind(id)
          .all();
        expect(results.length).toBeGreaterThanOrEqual(2);
        expect(new Set(results.map((row) => row.user_id))).toEqual(new Set([user.user_id]));
      },
      { timeout: 15_000, interval: 200 },
    );
  });
});

describe("asking", () => {
  it("[API-46] a message is stored and answered later, unless the caller waits", async () => {
    const user = await newUser();
    const { id } = await newSession(user);
    const asked = await user.post(`/sessions/${id}/query`, { message: "Say hello." });
    expect(asked.status).toBe(202);
    const taken = exactly(receipt, asked.body);
    expect(taken).toMatchObject({ id, receipt: "started" });
    expect(taken.result).toBeUndefined();

    const waited = await user.post(`/sessions/${id}/query?wait=60`, { message: "And again." });
    expect(waited.status, JSON.stringify(waited.body)).toBe(200);
    const { result, seq, status } = exactly(receipt, waited.body);
    expect(status).toBe("active");
    expect(result).toMatchObject({ stop_reason: "end_turn" });
    expect(result?.text).not.toBe("");
    expect(seq).toBeGreaterThan(taken.seq);
  });

  it("[API-47] the same message under the same key is taken once", async () => {
    const user = await newUser();
    const { id } = await newSession(user);
    const headers = { "idempotency-key": "q1" };
    const ask = (message: string) =>
      user.post(`/sessions/${id}/query?wait=60`, { message }, headers);
    const answers = await Promise.all([ask("Say hello."), ask("Say hello."), ask("Say hello.")]);
    const ids = answers.map((answer) => exactly(receipt, answer.body).message_id);
    expect(new Set(ids).size).toBe(1);
    expectError(await ask("Something else."), 422, "invalid_request_error");
    const typed = (await eventsOf(user, id)).filter((event) => event.type === "user.message");
    expect(typed).toHaveLength(1);
  });

  it("[API-48] events are taken all or none, and answered as they are stored", async () => {
    const user = await newUser();
    const { id } = await newSession(user);
    const send = (events: unknown[]) => user.post(`/sessions/${id}/events`, { events });
    const message = { type: "user.message", content: [{ type: "text", text: "hello" }] };
    const wrong = { type: "user.custom_tool_result", custom_tool_use_id: newId("sevt") };
    expectError(await send([message, wrong]), 409, "conflict_error");
    expectError(await send([message, { type: "user.nod" }]), 400, "invalid_request_error");
    expectError(await send([]), 400, "invalid_request_error");
    expect((await eventsOf(user, id)).map((event) => event.type)).toEqual(["session.created"]);
    const taken = await send([message]);
    expect(taken.status).toBe(202);
    const { data } = exactly(z.object({ data: z.array(eventSchema) }), taken.body);
    expect(data).toMatchObject([{ type: "user.message", content: message.content }]);
  });

  it("[API-49] stopping a session that does nothing says so", async () => {
    const user = await newUser();
    const { id } = await newSession(user);
    const answer = await user.post(`/sessions/${id}/interrupt`);
    expect(exactly(interrupted, answer.body)).toMatchObject({
      interrupted: false,
      session: { id },
    });
  });
});

describe("reading", () => {
  it("[API-50] the log is read page by page in either order, by type, and from any seq", async () => {
    const user = await newUser();
    const { id } = await newSession(user);
    await user.post(`/sessions/${id}/query?wait=60`, { message: "Say hello." });
    const all = await eventsOf(user, id);
    const seqs = all.map((event) => event.seq);
    expect(seqs).toEqual(seqs.map((_, n) => n + 1));

    for (const order of ["asc", "desc"]) {
      const read: number[] = [];
      let next: string | null = "";
      while (next !== null) {
        const cursor: string = next === "" ? "" : `&cursor=${next}`;
        const answer = await user.get(`/sessions/${id}/events?limit=2&order=${order}${cursor}`);
        const { data, next_cursor } = exactly(page(eventSchema), answer.body);
        read.push(...data.map((event) => event.seq));
        next = next_cursor;
      }
      expect(read).toEqual(order === "asc" ? seqs : [...seqs].reverse());
    }
    for (const query of [
      "types[]=user.message&types[]=session.created",
      "types=user.message,session.created",
    ]) {
      const answer = await user.get(`/sessions/${id}/events?${query}`);
      expect(answer.body).toMatchObject({
        data: [{ type: "session.created" }, { type: "user.message" }],
      });
    }
    const after = await user.get(`/sessions/${id}/events?after=${seqs.length - 1}`);
    expect(after.body).toMatchObject({ data: [{ seq: seqs.length }], next_cursor: null });
    for (const wrong of [
      "after=1000",
      "after=-1",
      "after=x",
      "cursor=abc",
      "types=no.such",
      "order=up",
    ]) {
      expectError(await user.get(`/sessions/${id}/events?${wrong}`), 400, "invalid_request_error");
    }
  });

  it("[API-51] messages and tool calls are listed and read one by one", async () => {
    const user = await newUser();
    const { id } = await newSession(user, { allowed_tools: ["Read", "Glob", "Bash", "Grep"] });
    await user.put(`/sessions/${id}/files/main.py`, "print('hello')\n");
    await user.post(`/sessions/${id}/query?wait=60`, {
      message: "What files are in the current directory?",
    });
    const messages = exactly(
      page(messageResource),
      (await user.get(`/sessions/${id}/messages`)).body,
    );
    expect(messages.data.length).toBeGreaterThanOrEqual(4);
    const calls = exactly(
      page(toolCallResource),
      (await user.get(`/sessions/${id}/tool-calls`)).body,
    );
    expect(calls.data.length).toBeGreaterThanOrEqual(1);
    for (const message of messages.data) {
      expect((await user.get(`/sessions/${id}/messages/${message.id}`)).body).toEqual(message);
    }
    for (const call of calls.data) {
      expect((await user.get(`/sessions/${id}/tool-calls/${call.id}`)).body).toEqual(call);
    }
    const first = await user.get(`/sessions/${id}/messages?limit=1`);
    const { next_cursor } = exactly(page(messageResource), first.body);
    const second = await user.get(`/sessions/${id}/messages?limit=1&cursor=${next_cursor}`);
    expect(second.body).toMatchObject({ data: [messages.data[1]] });
    for (const path of [`messages/${newId("msg")}`, "messages/x", `tool-calls/${newId("sevt")}`]) {
      expectError(await user.get(`/sessions/${id}/${path}`), 404, "not_found_error");
    }
  });
});
