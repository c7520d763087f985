// Archives through the front door: asked for, looked at, downloaded whole and in ranges, brought back, and made
// elsewhere, by those who may and with what somebody made to do harm.
import { env, exports } from "cloudflare:workers";
import { packTar } from "modern-tar";
import { afterEach, expect, it, vi } from "vitest";
import { type ArchiveResource, archiveResource } from "../../src/contract/archive.ts";
import { sessionResource } from "../../src/contract/session.ts";
import { type Client, call, exactly, expectError, newUser, requestTo } from "../support/api.ts";
import { CATCH_UP } from "../support/plane.ts";

afterEach(() => void vi.restoreAllMocks());

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

async function ended(): Promise<{ user: Client; id: string }> {
  const user = await newUser();
  const settings = { model: "offline-script", name: "mine", allowed_tools: ["Write"] };
  const made = await user.post("/sessions", settings);
  const { id } = made.body as { id: string };
  const tools = [{ name: "Write", input: { file_path: "a.txt", content: "one" } }];
  const message = JSON.stringify([{ tools }, { text: "done" }]);
  await user.post(`/sessions/${id}/query?wait=20`, { message });
  await user.post(`/sessions/${id}/complete`);
  return { user, id };
}

async function archiveOf(user: Client, id: string, compression = "gzip"): Promise<ArchiveResource> {
  expect((await user.post(`/sessions/${id}/archive`, { compression })).status).toBe(202);
  return vi.waitFor(async () => {
    const { body } = await user.get(`/sessions/${id}/archive`);
    const archive = exactly(archiveResource, body);
    expect(archive.status).toBe("completed");
    return archive;
  }, CATCH_UP);
}

async function bytesOf({ token }: Client, path: string, headers: Record<string, string> = {}) {
  const response = await exports.default.fetch(requestTo("GET", path, { token, headers }));
  return { status: response.status, headers: response.headers, bytes: await response.bytes() };
}

function upload({ token }: Client, body: BodyInit, headers = {}, query = "") {
  return call("POST", `/sessions/import${query}`, { token, body, headers });
}

const uploads = async () => (await env.BLOBS.list({ prefix: "archives/imports/" })).objects;

it("[ARCHIVE-25] an archive is asked for in one of three ways, by its owner, of an ended session, once", async () => {
  const { user, id } = await ended();
  const other = await newUser();
  const at = `/sessions/${id}/archive`;
  for (const json of [{ compression: "rar" }, { compression: 1 }, { other: 1 }, [], "gzip"]) {
    expectError(await user.post(at, json), 400, "invalid_request_error");
  }
  const huge = { compression: "x".repeat(3_000_000) };
  expectError(await user.post(at, huge), 413, "request_too_large");
  for (const [method, path] of [
    ["POST", at],
    ["GET", at],
    ["GET", `${at}/download`],
    ["POST", `${at}/restore`],
  ] as const) {
    const sent = { token: other.token, ...(path === at && method === "POST" ? { json: {} } : {}) };
    expectError(await call(method, path, sent), 404, "not_found_error");
  }
  expectError(await user.get(at), 404, "not_found_error");
  expectError(await user.get(`${at}/download`), 404, "not_found_error");
  expect((await user.post(`${at}/restore`)).status).toBe(409);
  const asked = await Promise.all([1, 2, 3].map(() => user.post(at, {})));
  expect(asked.map(({ status }) => status)).toEqual([202, 202, 202]);
  expect(new Set(asked.map(({ body }) => (body as ArchiveResource).id)).size).toBe(1);
  const { id: archive_id } = await archiveOf(user, id);
  expect((await user.post(at, {})).body).toMatchObject({ id: archive_id, status: "completed" });
  const restored = await Promise.all([1, 2].map(() => user.post(`${at}/restore`)));
  // Who comes while it is brought back waits for it; who comes later is told that it is alive.
  const done = restored.filter(({ status }) => status === 200);
  expect(done.length).toBeGreaterThan(0);
  expect(restored.filter(({ status }) => ![200, 409].includes(status))).toEqual([]);
  exactly(sessionResource, done[0]?.body);
  expect((await user.post(`${at}/restore`)).status).toBe(409);
  expectError(await user.post(at, {}), 409, "conflict_error");
  const audited = async () =>
    ((await user.get("/audit-logs?limit=100")).body as { data: { action: string }[] }).data;
  await vi.waitFor(async () => {
    const actions = (await audited()).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(["session.archived", "session.restored"]));
    const { body } = await user.get(`/sessions/${id}/audit/verify`);
    expect(body).toMatchObject({ status: "holds" });
  }, CATCH_UP);
}, 30_000);

it("[ARCHIVE-26] a download is the archive, whole or the range that was asked for, and says which", async () => {
  const { user, id } = await ended();
  const { size_bytes, id: archive_id } = await archiveOf(user, id, "tar");
  const at = `/sessions/${id}/archive/download`;
  const whole = await bytesOf(user, at);
  const size = size_bytes ?? 0;
  expect([whole.status, whole.bytes.length]).toEqual([200, size]);
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    ...{ "content-length": String(size), "content-type": "application/x-tar" },
    ...{ "accept-ranges": "bytes", etag: `"${archive_id}"` },
    "content-disposition": `attachment; filename="${archive_id}.tar"`,
  });
  const last = size - 1;
  for (const [range, from, to] of [
    ["bytes=0-0", 0, 0],
    ["bytes=0-99", 0, 99],
    ["bytes=700-1999", 700, 1999],
    ["bytes=-10", size - 10, last],
    [`bytes=-${size * 2}`, 0, last],
    [`bytes=${last}-`, last, last],
    [`bytes=5-${size * 2}`, 5, last],
  ] as const) {
    const part = await bytesOf(user, at, { range });
    expect([range, part.status, part.headers.get("content-length")]).toEqual([
      range,
      206,
      String(to - from + 1),
    ]);
    expect(part.headers.get("content-range")).toBe(`bytes ${from}-${to}/${size}`);
    expect(Buffer.compare(part.bytes, whole.bytes.subarray(from, to + 1)), range).toBe(0);
  }
  for (const range of [`bytes=${size}-`, `bytes=${size}-${size + 5}`, "bytes=-0"]) {
    expect([range, (await bytesOf(user, at, { range })).status]).toEqual([range, 416]);
  }
  for (const range of ["bytes=0-1,5-6", "bytes=9-2", "bytes=", "bytes=a-b", "lines=0-1", "0-1"]) {
    const { status, bytes } = await bytesOf(user, at, { range });
    expect([range, status, bytes.length]).toEqual([range, 200, size]);
  }
  const conditional = async (etag: string) =>
    (await bytesOf(user, at, { range: "bytes=0-9", "if-range": etag })).status;
  expect(await conditional(`"${archive_id}"`)).toBe(206);
  expect(await conditional('"arch_other"')).toBe(200);
  expect(await conditional("Fri, 20 Nov 2026 12:00:00 GMT")).toBe(200);
  const head = await call("HEAD", at, { token: user.token });
  expect([head.status, head.body, head.headers.get("content-length")]).toEqual([
    200,
    "",
    String(size),
  ]);
  vi.spyOn(console, "error").mockImplementation(() => {});
  const found = await env.BLOBS.list({ prefix: `archives/${id}/` });
  await env.BLOBS.delete(found.objects.map(({ key }) => key));
  const lost = expectError(await user.get(at), 503, "api_error");
  expect(lost.details).toMatchObject({ reason: "archive_unreadable", archive_id });
});

it("[ARCHIVE-27] an archive is imported by whoever has it, once per Idempotency-Key, and nothing of the upload stays", async () => {
  const { user, id } = await ended();
  await archiveOf(user, id);
  const { bytes } = await bytesOf(user, `/sessions/${id}/archive/download`);
  const other = await newUser();
  const key = { "idempotency-key": "import" };
  const first = await upload(other, bytes, key, "?name=theirs");
  expect(first.status).toBe(201);
  const made = exactly(sessionResource, first.body);
  expect(made).toMatchObject({ name: "theirs", status: "active", user_id: other.user_id });
  const again = await upload(other, bytes, key, "?name=theirs");
  expect([again.status, again.body]).toEqual([201, first.body]);
  expectError(await upload(other, bytes.slice(1), key), 422, "invalid_request_error");
  expect((await other.get(`/sessions/${made.id}/files/a.txt`)).body).toBe("one");
  expectError(await user.get(`/sessions/${made.id}`), 404, "not_found_error");
  expectError(await other.get(`/sessions/${id}`), 404, "not_found_error");
  await vi.waitFor(async () => {
    const { body } = await other.get(`/sessions/${made.id}/audit/verify`);
    expect(body).toMatchObject({ status: "holds" });
  }, CATCH_UP);
  expect(await uploads()).toEqual([]);
  expectError(
    await upload(other, bytes, {}, `?name=${"x".repeat(10_000)}`),
    400,
    "invalid_request_error",
  );
  const announced = { "content-length": String(2 * 1024 ** 3) };
  const request = requestTo("POST", "/sessions/import", { token: other.token, headers: announced });
  expect((await exports.default.fetch(request)).status).toBe(413);
  expect(await uploads()).toEqual([]);
}, 30_000);

it("[ARCHIVE-28] a hostile archive is refused with what is wrong, and leaves neither session nor upload", async () => {
  const { user, id } = await ended();
  await archiveOf(user, id, "tar");
  const { bytes } = await bytesOf(user, `/sessions/${id}/archive/download`);
  const latin = new TextDecoder("latin1").decode(bytes);
  const changed = (from: string, to: string) => {
    if (from.length !== to.length || !latin.includes(from)) throw new Error(`no ${from}`);
    return Uint8Array.from(latin.replace(from, to), (char) => char.charCodeAt(0));
  };
  const tarOf = (...names: string[]) =>
    packTar(names.map((name) => ({ header: { name, size: 2 }, body: "{}" })));
  const link = [{ header: { name: "a", type: "link" as const, linkname: "b", size: 0 } }];
  const cases: [string, BodyInit, RegExp][] = [
    ["nothing", new Uint8Array(), /tar/],
    ["text", "hello", /tar/],
    ["half of one", bytes.slice(0, bytes.length / 2), /./],
    ["a path out of it", await tarOf("../etc/passwd"), /\.\./],
    ["an absolute path", await tarOf("/etc/passwd"), /absolute/],
    ["a name twice", await tarOf("session.json", "session.json"), /./],
    ["a hard link", await packTar(link), /./],
    ["no session.json", await tarOf("events.jsonl"), /session\.json/],
    ["a session.json of nothing", await tarOf("session.json"), /session\.json/],
    ["a seq that is missing", changed('{"seq":2,', '{"seq":9,'), /line 2.*seq 2/],
    ["an event of no type", changed('"session.created"', '"session.creatod"'), /line 1/],
    [
      "a column that is none",
      changed('"modified_at_ms"', '"modified_at_mx"'),
      /versions\.jsonl: line/,
    ],
    ["a path outside", changed('"parent":"/workspace"', '"parent":"/workspac/"'), /workspac/],
    ["a content that is another", changed("\0one\0", "\0two\0"), /lacks the content/],
    ["no UTF-8", changed('"name":"mine"', '"name":"m\xff\xfee"'), /UTF-8/],
  ];
  for (const [name, body, why] of cases) {
    const error = expectError(await upload(user, body), 400, "invalid_request_error");
    expect(error.message, name).toMatch(why);
    expect(await uploads(), name).toEqual([]);
  }
  const { data } = (await user.get("/sessions")).body as { data: { id: string }[] };
  expect(data.map((one) => one.id)).toEqual([id]);
});

it("[ARCHIVE-29] an archive holds no secret of hooks, no ticket and no answer that was kept for a repetition", async () => {
  const user = await newUser();
  const hook = {
    name: "h",
    event: "PreToolUse",
    url: "https://hooks.example.com/",
    secret: SECRET,
  };
  const registered = await user.post("/hooks-config", hook);
  const secret = (registered.body as { secret?: string }).secret ?? SECRET;
  const key = "a-key-that-nobody-needs-to-know";
  const made = await user.post("/sessions", { model: "offline-script" });
  const { id } = made.body as { id: string };
  const message = JSON.stringify([{ text: "done" }]);
  await user.post(`/sessions/${id}/query?wait=20`, { message }, { "idempotency-key": key });
  const issued = await user.post("/stream-tickets", { session_id: id });
  const { ticket } = issued.body as { ticket: string };
  await user.post(`/sessions/${id}/complete`);
  await archiveOf(user, id, "tar");
  const { bytes } = await bytesOf(user, `/sessions/${id}/archive/download`);
  const text = new TextDecoder("latin1").decode(bytes);
  expect(text).toContain(id);
  for (const hidden of [secret, SECRET, key, ticket, user.token]) {
    expect(hidden.length).toBeGreaterThan(8);
    expect(text).not.toContain(hidden);
  }
});
