// Calling a hook at the receiver, and what came of it.
import { inject } from "vitest";
import type { Hook, HookInput, HookReply } from "../../src/contract/hook.ts";
import { type HookWorld, hookCaller } from "../../src/egress/hook-call.ts";
import { parseSettings } from "../../src/env.ts";
import type { Received } from "./receiver.ts";

export const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
export const receiver_url = inject("receiver_url");

export const INPUT: HookInput = {
  session_id: "sesn_1",
  transcript_path: "/api/v1/sessions/sesn_1/messages",
  cwd: "/workspace",
  permission_mode: "default",
  hook_event_name: "PreToolUse",
  tool_name: "Bash",
  tool_input: { command: "echo hello" },
};

export function hookAt(path: string, given: Partial<Hook> = {}): Hook {
  return {
    id: "hook_1",
    name: "test",
    event: "PreToolUse",
    matcher: "*",
    url: path.startsWith("http") ? path : `${receiver_url}${path}`,
    timeout_seconds: 5,
    max_retries: 0,
    on_failure: "continue",
    secret: SECRET,
    ...given,
  };
}

/** A path of the receiver at which the answer is this body. */
export function saying(body: string | Uint8Array, status = 200): string {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const base64 = btoa(String.fromCharCode(...bytes));
  return `/say?status=${status}&base64=${encodeURIComponent(base64)}`;
}

/** What the receiver has of the calls with an id. */
export async function receivedOf(call_id: string): Promise<Received[]> {
  const response = await fetch(`${receiver_url}/received?id=${call_id}`);
  return (await response.json()) as Received[];
}

/** What a call came to, with the delays it asked for and what the receiver saw. */
export interface Called {
  call_id: string;
  reply: HookReply;
  delays_ms: number[];
  received: Received[];
}

export interface World {
  settings?: Record<string, string>;
  input?: HookInput;
  signal?: AbortSignal;
  random?: number;
  now?: () => number;
  sleep?: HookWorld["sleep"];
}

export async function call(hook: Hook, world: World = {}): Promise<Called> {
  const settings = parseSettings({
    ENVIRONMENT: "development",
    ALLOW_PRIVATE_EGRESS: "true",
    ...world.settings,
  });
  const delays_ms: number[] = [];
  const callHook = hookCaller(settings, {
    now: world.now ?? Date.now,
    random: () => world.random ?? 0,
    sleep: async (ms, signal) => {
      delays_ms.push(ms);
      await world.sleep?.(ms, signal);
    },
  });
  const call_id = `call_${crypto.randomUUID()}`;
  const signal = world.signal ?? new AbortController().signal;
  const reply = await callHook(hook, call_id, world.input ?? INPUT, signal);
  return { call_id, reply, delays_ms, received: await receivedOf(call_id) };
}
