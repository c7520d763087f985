// Two tenants on one service. What B sends is drawn from a seed over every route that openapi.json describes: any
// of B's credentials, A's ids in either spelling, parameters and headers that a forger would try.
import { exports } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { uuidOfId } from "../../src/contract/ids.ts";
import { ticket } from "../../src/contract/ticket.ts";
import { newId } from "../../src/runtime.ts";
import {
  type Answer,
  type Client,
  call,
  exactly,
  expectError,
  keyOf,
  newUser,
  requestTo,
  type Sent,
} from "../support/api.ts";
import { bodyFor, nameOf, type Operation, operations, pathOf } from "../support/operations.ts";
import { CATCH_UP } from "../support/plane.ts";
import { seeded } from "../support/queue.ts";

const SEEDS = [1, 2, 3, 4, 5, 20_261_120];
/** Stands in everything that A says, writes and names. */
const MARK = "words-of-tenant-a";
/** The Idempotency-Key under which A has made a session. */
const SHARED_KEY = "the-same-key-in-both-hands";

const bash = (command: string) => ({ name: "Bash", input: { command } });

interface Tenant {
  client: Client;
  /** A session that has worked, and one that waits for a permission. */
  worked: string;
  asking: string;
  /** Each thing of theirs that a path can name. */
  parts: Record<string, string>;
  key_id: string;
  hook_id: string;
}

async function newTenant(): Promise<Tenant> {
  const client = await newUser();
  const make = async (changes: object, headers = {}) => {
    const settings = { model: "offline-script", name: MARK, description: MARK, ...changes };
    return ((await client.post("/sessions", settings, headers)).body as { id: string }).id;
  };
  const worked = await make({ allowed_tools: ["Bash"] }, { "idempotency-key": SHARED_KEY });
  const asking = await make({ allowed_tools: ["Read"] });
  const tools = [bash(`echo ${MARK} >> notes.txt; cat notes.txt`)];
  const message = JSON.stringify([{ text: MARK, tools }, { text: MARK }]);
  await client.post(`/sessions/${worked}/query?wait=20`, { message });
  await client.post(`/sessions/${asking}/query?wait=20`, { message });
  const first = async (path: string) => {
    const { body } = await client.get(path);
    return (body as { data: { id: string }[] }).data[0]?.id ?? "";
  };
  const caughtUp = async () => {
    expect(await first(`/sessions/${worked}/metrics/history`)).not.toBe("");
    expect(await first("/permissions/pending")).not.toBe("");
    expect(await first(`/sessions/${worked}/permissions`)).not.toBe("");
  };
  await vi.waitFor(caughtUp, CATCH_UP);
  const parts = {
    path: "notes.txt",
    message_id: await first(`/sessions/${worked}/messages`),
    tool_call_id: await first(`/sessions/${worked}/tool-calls`),
    permission_id: await first("/permissions/pending"),
    checkpoint_id: await first(`/sessions/${worked}/checkpoints`),
  };
  const { id: key_id } = await keyOf(client.user_id, ["read"]);
  const hook = { name: MARK, event: "Stop", url: "https://hooks.example.com/", enabled: false };
  const hook_id = ((await client.post("/hooks-config", hook)).body as { id: string }).id;
  return { client, worked, asking, parts, key_id, hook_id };
}

/** All that A sees of what is theirs. */
async function viewOf({ client, worked, asking }: Tenant) {
  const paths = [
    ...[worked, asking].flatMap((id) =>
      [
        "",
        "/events?limit=1000",
        "/messages",
        "/files",
        "/permissions/pending",
        "/metrics/history",
        "/checkpoints",
        "/forks",
        "/lineage",
      ].map((rest) => `/sessions/${id}${rest}`),
    ),
    ...["/sessions", "/keys", "/audit-logs?limit=1000", "/permissions/pending", "/sessions/stats"],
    ...["/hooks-config", "/policies-config"],
  ];
  const answers = await Promise.all(paths.map((path) => client.get(path)));
  // When a list was read, and up to when it is whole, tells of nothing that anybody did.
  const bodies = answers.map(({ body }) => ({ ...(body as object), as_of: undefined }));
  return Object.fromEntries(paths.map((path, at) => [path, bodies[at]]));
}

/** What the id of a route is of; null where none is named. Throws for a route that nobody told this suite of. */
function namedBy({ path }: Operation): "sesn" | "key" | "hook" | null {
  if (path === "/api/v1/stream-tickets") return "sesn";
  if (!path.includes("{id}")) return null;
  if (/^\/api\/v1\/(admin\/)?sessions\/\{id\}/.test(path)) return "sesn";
  if (path.startsWith("/api/v1/keys/{id}")) return "key";
  if (path.startsWith("/api/v1/hooks-config/{id}")) return "hook";
  throw new Error(`let both tenants have what ${path} names, and say so here`);
}

describe("of two tenants", () => {
  let a: Tenant;
  let b: Tenant;
  /** B's credentials, as headers. */
  let credentials: Record<string, string>[];

  beforeAll(async () => {
    [a, b] = [await newTenant(), await newTenant()];
    const keys = [
      await keyOf(b.client.user_id, ["read", "write", "approve"]),
      await keyOf(b.client.user_id, ["read"]),
    ];
    credentials = [
      { authorization: `Bearer ${b.client.token}` },
      ...keys.map(({ token }) => ({ authorization: `Bearer ${token}` })),
      ...keys.map(({ token }) => ({ "x-api-key": token })),
    ];
  }, 40_000);

  for (const seed of SEEDS) {
    it(`[TENANT-1] on every route one sees and changes nothing of the other's (seed ${seed})`, async () => {
      const random = seeded(seed);
      const before = await viewOf(a);
      for (const operation of operations) {
        // A stream is asked for over both of its transports.
        const upgrades = operation.path.endsWith("/stream") ? [{}, { upgrade: "websocket" }] : [{}];
        for (const upgrade of upgrades) {
          const drawn = draw(operation, random, upgrade);
          const answer = await ask(operation, drawn, drawn.id);
          const shown = `seed ${seed}: ${nameOf(operation)} ${JSON.stringify(drawn)} → ${answer.status}`;
          expectNothingOf(a, answer, JSON.stringify(drawn), shown);
          if (namedBy(operation) === null) continue;
          const missing = await ask(operation, drawn, drawn.missing);
          expect(toldBy(answer), shown).toEqual(toldBy(missing));
          // A 422 is about B's own key, under which B has made something.
          expect([400, 401, 403, 404, 422], shown).toContain(answer.status);
        }
      }
      expect(await viewOf(a), `seed ${seed}`).toEqual(before);
    });
  }

  type Drawn = ReturnType<typeof draw>;

  function draw(operation: Operation, random: () => number, upgrade: Record<string, string>) {
    const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
    const prefix = namedBy(operation) ?? "sesn";
    const of_a = { key: a.key_id, hook: a.hook_id, sesn: pick([a.worked, a.asking]) }[prefix];
    const fresh = newId(prefix);
    const spelled = pick([
      (id: string) => id,
      uuidOfId,
      (id: string) => uuidOfId(id).toUpperCase(),
    ]);
    const guesses = ["0", "1", "2026-11-20", a.client.user_id, a.key_id, MARK, "true"];
    const query = operation.queries.flatMap(({ name, choices }) => {
      if (random() < 0.5) return [];
      const value = pick(choices.length > 0 ? choices : [...guesses, a.worked, uuidOfId(a.asking)]);
      return [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`];
    });
    const forged = { user_id: a.client.user_id, role: "admin", scopes: ["admin"], key_id: null };
    const extras = [
      {},
      { "x-ledge-caller": encodeURIComponent(JSON.stringify(forged)) },
      { "last-event-id": "0" },
      { "idempotency-key": SHARED_KEY },
    ];
    return {
      ...{ id: spelled(of_a), missing: spelled(fresh), query: query.join("&") },
      headers: { ...pick(credentials), ...pick(extras), ...upgrade },
      names_a: random() < 0.5,
    };
  }

  /** Asks as B, about `id` and with everything else in the path being A's. */
  async function ask(operation: Operation, drawn: Drawn, id: string): Promise<Answer> {
    const path = pathOf(operation, id, a.parts);
    const body = operation.takes_json ? bodyFor(operation, id) : undefined;
    const named = drawn.names_a ? ownerIn(operation) : {};
    const sent: Sent = { headers: drawn.headers };
    if (body !== undefined) sent.json = { ...(body as object), ...named };
    else if (operation.takes_bytes) sent.body = MARK.repeat(3);
    return call(operation.method, drawn.query === "" ? path : `${path}?${drawn.query}`, sent);
  }

  /** What a body may say of whose the thing is that it makes. */
  function ownerIn({ path }: Operation): object {
    if (path === "/api/v1/keys") return { user_id: a.client.user_id };
    return path === "/api/v1/hooks-config" ? { session_id: a.worked } : {};
  }

  it("[TENANT-2] what is one's own leads to nothing of the other's, by any name that the other has", async () => {
    const before = await viewOf(a);
    for (const [name, value] of Object.entries(a.parts)) {
      for (const operation of operations.filter(({ path }) => path.includes(`{${name}}`))) {
        if (name === "path") continue;
        const answer = await ask(
          operation,
          { id: "", missing: "", query: "", headers: credentials[0] ?? {}, names_a: false },
          b.worked,
        );
        const error = expectError(answer, 404, "not_found_error");
        expect(JSON.stringify(error)).not.toContain(MARK);
        expect(value).not.toBe(b.parts[name]);
      }
    }
    const ways = [
      { type: "user.tool_confirmation", permission_id: a.parts.permission_id, decision: "allow" },
      { type: "user.custom_tool_result", custom_tool_use_id: a.parts.tool_call_id, content: "x" },
    ];
    for (const event of ways) {
      const answer = await b.client.post(`/sessions/${b.asking}/events`, { events: [event] });
      expect(answer.status, JSON.stringify(answer.body)).toBeGreaterThanOrEqual(400);
    }
    expect(await viewOf(a)).toEqual(before);
  });

  it("[TENANT-3] a stream ticket opens the session it was made for, over either transport, and no other", async () => {
    for (const upgrade of [{}, { upgrade: "websocket" }] as Record<string, string>[]) {
      for (const id of [a.worked, a.asking, uuidOfId(a.worked)]) {
        const asked = await b.client.post("/stream-tickets", { session_id: b.worked });
        const pass = exactly(ticket, asked.body).ticket;
        const open = (on: string) =>
          call("GET", `/sessions/${on}/stream?after=0&ticket=${pass}`, { headers: upgrade });
        const answer = await open(id);
        expectError(answer, 401, "authentication_error");
        expect(toldBy(answer)).toEqual(toldBy(await open(newId("sesn"))));
      }
    }
  });

  it("[TENANT-4] who follows their own session sees nothing of what the other's does meanwhile", async () => {
    const [one, other] = [await newTenant(), await newTenant()];
    const { token } = one.client;
    const path = `/sessions/${one.worked}/stream?partial=true`;
    const leaving = new AbortController();
    const stream = await exports.default.fetch(
      new Request(requestTo("GET", path, { token }), { signal: leaving.signal }),
    );
    const frames = (stream.body as ReadableStream<Uint8Array>)
      .pipeThrough(new TextDecoderStream())
      .getReader();
    const said = async (client: Client, id: string, text: string) => {
      const message = JSON.stringify([{ text, chunks: 5 }]);
      expect((await client.post(`/sessions/${id}/query?wait=20`, { message })).status).toBe(200);
    };
    await Promise.all([
      said(one.client, one.worked, "only one may hear this"),
      said(other.client, other.worked, "only the other may hear this"),
    ]);
    let seen = "";
    while (!seen.includes("session.status_idle")) seen += (await frames.read()).value ?? "";
    leaving.abort();
    await frames.cancel().catch(() => undefined);
    expect(seen).toContain("only one may hear this");
    expect(seen).not.toContain("only the other may hear this");
    expect(seen).not.toContain(other.worked);
  });
});

/** Everything that an answer says, but for what names the request. */
function toldBy({ status, headers, body }: Answer) {
  const { "request-id": _, date: __, ...rest } = Object.fromEntries(headers);
  const { request_id: ___, ...told } = (body ?? {}) as Record<string, unknown>;
  return { status, headers: rest, body: typeof body === "string" ? body : told };
}

function expectNothingOf(tenant: Tenant, { body }: Answer, request: string, shown: string) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const { worked, asking, parts, key_id, hook_id } = tenant;
  const ids = [
    worked,
    asking,
    key_id,
    hook_id,
    parts.message_id,
    parts.tool_call_id,
    parts.permission_id,
    parts.checkpoint_id,
  ];
  for (const id of ids.flatMap((one) => [one ?? "", uuidOfId(one ?? "")])) {
    // What the request itself says may stand in the answer to it.
    if (!request.includes(id)) expect(text, shown).not.toContain(id);
  }
}
