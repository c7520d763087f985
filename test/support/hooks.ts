// Hooks for tests: registered in their user's account, at a receiver that answers what its address says.
import { env } from "cloudflare:workers";
import { accountDoor } from "../../src/account/stub.ts";
import { type HookCreate, hookCreate } from "../../src/contract/hook.ts";
import { newId } from "../../src/runtime.ts";
import { receiver_url, saying } from "../egress/calling.ts";

/** An address whose answer is this text, or this value as JSON. */
export function answering(answer: unknown): string {
  return at(saying(typeof answer === "string" ? answer : JSON.stringify(answer)));
}

/** An address of the receiver. */
export function at(path: string): string {
  return `${receiver_url}${path}`;
}

/** Registers a hook of a user, called "guard" when nothing else is said. */
export async function register(
  user_id: string,
  given: Pick<HookCreate, "event" | "url"> & Partial<HookCreate>,
) {
  const created = hookCreate.parse({ name: "guard", max_retries: 0, timeout_seconds: 5, ...given });
  const hook = await accountDoor(env, user_id).addHook({ id: newId("hook"), user_id }, created);
  if (hook === null) throw new Error("the user has as many hooks as a user may have");
  return hook;
}
