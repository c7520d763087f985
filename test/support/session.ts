// A real session object, called through its own door. The model is the emulator's script scenario:
// what the model says is part of the message that asks for it.
import { env } from "cloudflare:workers";
import type { Caller } from "../../src/contract/caller.ts";
import type { InputBlock } from "../../src/contract/content.ts";
import type { InputEvent, SessionEvent } from "../../src/contract/event.ts";
import type { Id } from "../../src/contract/ids.ts";
import type { MessageResource, ToolCallResource } from "../../src/contract/message.ts";
import type { OnBusy, QueryReceipt, SessionConfig } from "../../src/contract/session.ts";
import { newId } from "../../src/runtime.ts";
import {
  type IdempotencyKey,
  type JsonBody,
  type Outcome,
  type Page,
  sessionDoor,
  unwrap,
} from "../../src/session/stub.ts";
import { config } from "./story.ts";

/** Somebody with the rights of an ordinary user. */
export function caller(user_id: string, changes: Partial<Caller> = {}): Caller {
  return {
    user_id,
    role: "user",
    scopes: ["read", "write", "approve"],
    key_id: null,
    ip: "192.0.2.1",
    user_agent: "test",
    request_id: "req_test",
    ...changes,
  };
}

/** One step of the emulator's script: see src/emulator/scenarios. */
export interface ScriptStep {
  thinking?: string;
  text?: string;
  tools?: { name: string; input: unknown }[];
  stop_reason?: string;
  chunks?: number;
  delay_ms?: number;
  error?: { status: number; type: string; message: string; retry_after?: number; times?: number };
  cut_after?: number;
}

export function script(...steps: ScriptStep[]): InputBlock[] {
  return [{ type: "text", text: JSON.stringify(steps) }];
}

/** Makes a session, of an owner of its own, and returns it with the calls that tests need. */
export async function openSession(changes: Partial<SessionConfig> = {}, user_id?: string) {
  const id: Id<"sesn"> = newId("sesn");
  const owner = caller(user_id ?? `owner-of-${id}`);
  await unwrap(sessionDoor(env, id).create(owner, { id, config: config(changes), message: null }));
  return sessionOf(id, owner);
}

/** A session that exists, called by `owner`. */
export function sessionOf(id: Id<"sesn">, owner: Caller) {
  const door = () => sessionDoor(env, id);
  return {
    id,
    owner,
    /** A fresh stub: one whose object was aborted stays broken. */
    door,
    object: () => env.SESSIONS.getByName(id),
    get: () => unwrap(door().get(owner)),
    query: (
      content: InputBlock[],
      on_busy: OnBusy = "queue",
      idempotency: IdempotencyKey | null = null,
    ) => unwrap(door().query(owner, { content, on_busy, idempotency })),
    send: (events: InputEvent[], idempotency: IdempotencyKey | null = null) =>
      unwrap(door().send(owner, events, idempotency)),
    ended: ({ seq }: Pick<QueryReceipt, "seq">) => unwrap(door().wait(owner, seq, 20)),
    events: async (): Promise<SessionEvent[]> => {
      const page = { after: 0, limit: 1000, types: [], order: "asc" as const };
      return (await pageIn<SessionEvent>(door().events(owner, page))).data;
    },
    messages: async (path: "active" | "all" = "active") =>
      (await pageIn<MessageResource>(door().messages(owner, { limit: 1000, path }))).data,
    toolCalls: async (path: "active" | "all" = "active") =>
      (await pageIn<ToolCallResource>(door().toolCalls(owner, { limit: 1000, path }))).data,
  };
}

/** The page that a list of the door has written down. */
export async function pageIn<T>(answer: Promise<Outcome<JsonBody>>): Promise<Page<T>> {
  return (await new Response(await unwrap(answer)).json()) as Page<T>;
}

export type TestSession = ReturnType<typeof sessionOf>;

/** The types of a session's events, in order, without those that only say when. */
export function typesOf(events: readonly SessionEvent[]): string[] {
  return events.map((event) => event.type).filter((type) => !type.startsWith("span."));
}

/** The events of one type. */
export function ofType<T extends SessionEvent["type"]>(
  events: readonly SessionEvent[],
  type: T,
): Extract<SessionEvent, { type: T }>[] {
  return events.filter((event): event is Extract<SessionEvent, { type: T }> => event.type === type);
}
