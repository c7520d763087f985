// The same input under the same key, many times at once: a session takes it once and gives everybody the
// same answer, whichever way it came.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import type { Session } from "../../src/session/session.ts";
import { type Client, newUser } from "../support/api.ts";
import { ofType, openSession, script } from "../support/session.ts";
import { type Frame, followSocket, isIdle } from "../support/stream.ts";

const AT_ONCE = 50;

async function newSession(user: Client): Promise<string> {
  const made = await user.post("/sessions", { model: "offline-script" });
  expect(made.status).toBe(201);
  return (made.body as { id: string }).id;
}

const typesOf = async (user: Client, id: string) => {
  const { body } = await user.get(`/sessions/${id}/events?limit=1000`);
  return (body as { data: { type: string }[] }).data.map(({ type }) => type);
};

const said = { message: '[{"text":"Hello."}]' };

it("[RACE-1] of fifty equal queries at once under one key, all get the one turn's receipt", async () => {
  const user = await newUser();
  const id = await newSession(user);
  const headers = { "idempotency-key": "fifty" };
  const answers = await Promise.all(
    Array.from({ length: AT_ONCE }, () => user.post(`/sessions/${id}/query`, said, headers)),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  await expect.poll(() => typesOf(user, id)).toContain("session.status_idle");
  const types = await typesOf(user, id);
  expect(types.filter((type) => type === "user.message")).toHaveLength(1);
  expect(types.filter((type) => type === "span.model_request_start")).toHaveLength(1);
});

it("[RACE-1] of fifty equal frames on two sockets under one key, all get the one turn's receipt", async () => {
  const session = await openSession();
  const sockets = [await followSocket(session), await followSocket(session)];
  const [{ text } = { text: "" }] = script({ text: "Hello." }) as { text: string }[];
  const frame = (content: string, ref: string) =>
    JSON.stringify({
      type: "user.message",
      content: [{ type: "text", text: content }],
      ...{ ref, idempotency_key: "fifty" },
    });
  const answered = (ref: string) => (one: Frame) => one.ref === ref;
  for (let n = 0; n < AT_ONCE; n += 1) sockets[n % 2]?.socket.send(frame(text, `${n}`));
  const acks = await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, n) => {
      const frames = (await sockets[n % 2]?.until(answered(`${n}`))) ?? [];
      return { ...frames.find(answered(`${n}`)), ref: null };
    }),
  );
  expect(new Set(acks.map((ack) => JSON.stringify(ack))).size).toBe(1);
  expect(acks[0]).toMatchObject({ type: "ack", receipt: "started", seq: 2 });
  await sockets[0]?.until(isIdle);
  expect(ofType(await session.events(), "user.message")).toHaveLength(1);

  sockets[1]?.socket.send(frame("other", "changed"));
  const refused = (await sockets[1]?.until(answered("changed")))?.find(answered("changed"));
  expect(refused).toMatchObject({ type: "error", error: { type: "invalid_request_error" } });
  for (const socket of sockets) socket.leave();
});

it("[RACE-2] a key whose time is over is as good as new", async () => {
  const user = await newUser();
  const id = await newSession(user);
  const send = () => user.post(`/sessions/${id}/query`, said, { "idempotency-key": "old" });
  const first = await send();
  await runInDurableObject(env.SESSIONS.getByName(id), (_: Session, { storage }) => {
    storage.sql.exec("UPDATE idempotency SET expires_at = ?", Date.now() - 1);
  });
  const second = await send();
  expect([first.status, second.status]).toEqual([202, 202]);
  expect(second.body).not.toEqual(first.body);
  await expect
    .poll(async () => (await typesOf(user, id)).filter((type) => type === "session.status_idle"))
    .toHaveLength(2);
});
