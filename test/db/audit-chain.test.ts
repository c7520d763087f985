// The audit trail under somebody who can write to D1: whatever they do to a session's rows, verifying
// names the first that is not what the session published.

import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { auditForm, auditRecord, auditVerdict } from "../../src/contract/audit.ts";
import { page } from "../../src/contract/page.ts";
import type { Session } from "../../src/session/session.ts";
import { unwrap } from "../../src/session/stub.ts";
import { admin, call, exactly, expectError, newUser } from "../support/api.ts";
import { caughtUp, eraseFrom } from "../support/plane.ts";
import { openSession, script, type TestSession } from "../support/session.ts";

const hashOf = (...of: Parameters<typeof auditForm>) =>
  createHash("sha256")
    .update(auditForm(...of))
    .digest("hex");

async function write(session: TestSession, path: string): Promise<void> {
  const { body } = new Response(`in ${path}`);
  if (body === null) throw new Error("a response that was given a body has one");
  await unwrap(session.door().writeFile(session.owner, path, body));
}

/** Six deeds in one session, all of them in D1. */
async function trail(): Promise<TestSession> {
  const session = await openSession();
  for (const name of ["a.txt", "b.txt", "c.txt"]) await write(session, name);
  await session.ended(await session.query(script({ text: "one" })));
  await session.ended(await session.query(script({ text: "two" })));
  // What is to be verified has had its time to arrive.
  await caughtUp(session);
  await runInDurableObject(session.object(), (_: Session, { storage }) => {
    storage.sql.exec(
      "UPDATE meta SET value = json_set(value, '$.at_ms', 1) WHERE key = 'publication'",
    );
  });
  return session;
}

async function verdictOn(session: TestSession) {
  const answer = await admin().get(`/sessions/${session.id}/audit/verify`);
  return exactly(auditVerdict, answer.body);
}

const rows = (id: string) =>
  env.DB.prepare("select * from audit_logs where session_id = ? order by position")
    .bind(id)
    .all<Record<string, string>>();

const run = (id: string, sql: string) => env.DB.prepare(sql).bind(id).run();

describe("a trail", () => {
  it("[AUDIT-3] that nobody touched holds, to its last row", async () => {
    expect(await verdictOn(await trail())).toMatchObject({
      ...{ status: "holds", verified_count: 6, expected_count: 6, first_fault: null },
    });
  });

  const AT_3 = "where session_id = ?1 and position = 3";
  it.each([
    ["an edited deed", `update audit_logs set action = 'file.read' ${AT_3}`, "changed", 3],
    ["another actor", `update audit_logs set user_id = 'somebody' ${AT_3}`, "changed", 3],
    ["another owner", `update audit_logs set owner_id = 'somebody' ${AT_3}`, "changed", 3],
    ["another time", `update audit_logs set at = at + 1 ${AT_3}`, "changed", 3],
    ["edited details", `update audit_logs set details = '{}' ${AT_3}`, "changed", 3],
    ["another hash", `update audit_logs set hash = 'abc' ${AT_3}`, "changed", 3],
    ["no hash", `update audit_logs set hash = null ${AT_3}`, "changed", 3],
    ["a dropped row", `delete from audit_logs ${AT_3}`, "missing", 3],
    [
      "a dropped end",
      "delete from audit_logs where session_id = ?1 and position > 4",
      "missing",
      5,
    ],
    [
      "a dropped beginning",
      "delete from audit_logs where session_id = ?1 and position = 1",
      "missing",
      1,
    ],
    [
      "two rows that changed places",
      "update audit_logs set position = 7 - position where session_id = ?1 and position in (3, 4)",
      "moved",
      3,
    ],
    [
      "a row put in",
      `insert into audit_logs (id, session_id, seq, owner_id, user_id, action, resource_type,
         resource_id, details, at, position, prev_hash, hash)
       select 'audit_zz', session_id, seq, owner_id, user_id, action, resource_type, resource_id,
         details, at, position, prev_hash, hash from audit_logs ${AT_3}`,
      "added",
      4,
    ],
    [
      "a row put in without a place",
      `insert into audit_logs (id, session_id, owner_id, user_id, action, resource_type,
         resource_id, details, at)
       select 'audit_zy', session_id, owner_id, user_id, action, resource_type, resource_id,
         details, at from audit_logs ${AT_3}`,
      "added",
      1,
    ],
    ["everything dropped", "delete from audit_logs where session_id = ?1", "missing", 1],
  ])(
    "[AUDIT-4] with %s is broken, and the first row that is wrong is named",
    async (_, sql, fault, position) => {
      const session = await trail();
      await run(session.id, sql);
      expect(await verdictOn(session)).toMatchObject({
        ...{ status: "broken", verified_count: position - 1 },
        first_fault: { fault, position },
      });
      await eraseFrom(session.id, ["audit_logs"]);
    },
  );

  it("[AUDIT-5] rewritten as a whole, hashes and all, does not end as the session's own", async () => {
    const session = await trail();
    let prev: string | null = null;
    for (const row of (await rows(session.id)).results) {
      const action: string = row.position === (3 as unknown) ? "file.read" : String(row.action);
      const hash: string = hashOf(prev, session.id, {
        ...{ id: String(row.id), seq: Number(row.seq), action },
        at: new Date(Number(row.at)).toISOString(),
        actor: {
          ...{ user_id: String(row.user_id), key_id: row.key_id ?? null },
          ...{ ip: row.ip ?? null, user_agent: row.user_agent ?? null },
        },
        ...{ resource_type: String(row.resource_type), resource_id: String(row.resource_id) },
        details: JSON.parse(String(row.details)),
      });
      await env.DB.prepare("update audit_logs set action = ?, prev_hash = ?, hash = ? where id = ?")
        .bind(action, prev, hash, row.id)
        .run();
      prev = hash;
    }
    expect(await verdictOn(session)).toMatchObject({
      ...{ status: "broken", first_fault: { fault: "rewritten", position: 6 } },
    });
  });

  it("[AUDIT-6] is not put right by publishing again where it was changed, only where it lacks rows", async () => {
    const session = await trail();
    await run(session.id, `update audit_logs set action = 'x' ${AT_3}`);
    await run(session.id, "delete from audit_logs where session_id = ?1 and position = 5");
    const again = await admin().post(`/admin/sessions/${session.id}/publish`);
    expect(again.status).toBe(202);
    await caughtUp(session);
    const verdict = await verdictOn(session);
    expect(verdict.first_fault).toMatchObject({ fault: "changed", position: 3, action: "x" });
  });

  it("[AUDIT-7] whose last rows are still on their way is behind, and not broken", async () => {
    const session = await openSession();
    await write(session, "a.txt");
    await caughtUp(session);
    await run(session.id, "delete from audit_logs where session_id = ?1 and position = 2");
    const verdict = await verdictOn(session);
    expect(verdict).toMatchObject({ status: "behind", verified_count: 1, expected_count: 2 });
  });
});

describe("the list", () => {
  it("[AUDIT-8] shows a user what was done to what is theirs, by whomever, and an admin everything", async () => {
    const [owner, stranger] = [await newUser(), await newUser()];
    const made = await owner.post("/sessions", { model: "offline-script" });
    const { id } = made.body as { id: string };
    await admin().patch(`/sessions/${id}`, { name: "renamed by the operator" });
    await owner.post("/keys", { name: "mine", scopes: ["read"] });
    const listed = async (who = owner, query = "") =>
      exactly(page(auditRecord), (await who.get(`/audit-logs?limit=1000${query}`)).body).data;
    await expect
      .poll(async () => (await listed()).map(({ action }) => action).sort(), { timeout: 20_000 })
      .toEqual(["key.created", "session.created", "session.updated"]);
    expect(await listed(stranger)).toEqual([]);
    expect(await listed(stranger, `&session_id=${id}`)).toEqual([]);
    const of_session = await listed(admin(), `&session_id=${id}`);
    expect(of_session.map(({ action, actor }) => [action, actor.user_id])).toEqual([
      ["session.updated", "admin"],
      ["session.created", owner.user_id],
    ]);
    expect((await listed(owner, "&actor=admin")).map(({ action }) => action)).toEqual([
      "session.updated",
    ]);
    expect(await listed(owner, "&action=session.created&order=asc")).toHaveLength(1);
    expect(await listed(owner, "&to=2020-01-01")).toEqual([]);
    expect(await listed(owner, "&from=2020-01-01")).toHaveLength(3);
    expectError(await owner.get("/audit-logs?from=yesterday"), 400, "invalid_request_error");
  });

  it("[AUDIT-9] gives every row once, in pages and as JSON Lines", async () => {
    const session = await trail();
    const path = `/audit-logs?session_id=${session.id}&order=asc`;
    const paged: unknown[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const at: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const { body } = await admin().get(`${path}&limit=4${at}`);
      const found = exactly(page(auditRecord), body);
      paged.push(...found.data);
      cursor = found.next_cursor;
    }
    expect(paged).toHaveLength(6);
    const lines = await call("GET", path, {
      ...{ token: admin().token, headers: { accept: "application/x-ndjson" } },
    });
    expect(lines.headers.get("content-type")).toBe("application/x-ndjson");
    const read = String(lines.body)
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(read).toEqual(paged);
    const down = (await admin().get(path.replace("asc", "desc"))).body as { data: unknown[] };
    expect(down.data).toEqual([...paged].reverse());
  });
});
