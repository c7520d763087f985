// The question of a round: it waited while the service was killed, is answered over HTTP once the service is
// back, and in some rounds the service is killed again while what was allowed runs. The answer counts once.
import { setTimeout as sleep } from "node:timers/promises";
import { type Client, LedgeApiError } from "../../src/client.ts";
import { between, type Random } from "./play.ts";
import { clientOf, killAndRestart, type Stage, untilRest } from "./stage.ts";

/** Of rounds, those in which the service is killed again so soon after the answer was taken. */
const AGAIN_SHARE = 0.5;
const AGAIN_MS_MAX = 400;
/** Of rounds, those in which it is killed so soon after the answer was sent: its own answer may never come. */
const LOST_SHARE = 0.25;
const LOST_MS_MAX = 10;

/** When to kill the service again: so long after the answer was `sent`, or after it was `taken`. */
export interface KillAfter {
  readonly what: "sent" | "taken";
  readonly ms: number;
}

/** What became of the question of one round. */
export interface Answered {
  /** Whether it was open already when the service was killed first. */
  readonly was_open: boolean;
  /** When the service was killed again; null where it was not. */
  readonly killed_after: KillAfter | null;
  readonly violations: readonly string[];
}

/** When to kill the service again; null for not at all. */
export function drawKillAfter(random: Random): KillAfter | null {
  const share = random();
  if (share < LOST_SHARE) return { what: "sent", ms: between(random, 0, LOST_MS_MAX) };
  if (share >= LOST_SHARE + AGAIN_SHARE) return null;
  return { what: "taken", ms: between(random, 0, AGAIN_MS_MAX) };
}

/** Allows what the session asks for and waits for the end of its turn; gives what was wrong on the way. */
export async function allowAndKill(
  stage: Stage,
  { id, path }: { id: string; path: string },
  kill_after: KillAfter | null,
): Promise<string[]> {
  const { data: open } = await clientOf(stage.service).permissions.pendingIn(id);
  const [request] = open;
  if (request === undefined || open.length > 1) return [`${open.length} requests are open, not 1`];
  const allow = () =>
    clientOf(stage.service).permissions.answer(id, request.id, { decision: "allow" });
  const answer = allow();
  // Killed under the request: whether it was taken is not known, and it is sent again below.
  if (kill_after?.what === "sent") answer.catch(() => undefined);
  else await answer;
  let from_ms = Date.now();
  if (kill_after !== null) {
    await sleep(kill_after.ms, undefined, { signal: stage.signal });
    from_ms = (await killAndRestart(stage)).healthy_at;
  }
  if (kill_after?.what === "sent") await allow().catch(unlessAllowed);
  await untilRest(stage, path, from_ms, ["active"]);
  return await ofLateAnswer(clientOf(stage.service), id, request.id);
}

/** Passes over the refusal of an answer because the same was taken before. Throws anything else. */
function unlessAllowed(error: unknown): void {
  if (!(error instanceof LedgeApiError) || firstOf(error) !== "allow") throw error;
}

/** Of a conflict, the decision that was first. */
function firstOf({ status, details }: LedgeApiError): string | undefined {
  const { first } = (details ?? {}) as { first?: { decision?: string } };
  return status === 409 ? first?.decision : undefined;
}

/** Nothing is open any more, and who answers now is told what was answered first. */
async function ofLateAnswer(client: Client, id: string, request_id: string): Promise<string[]> {
  const { data: open } = await client.permissions.pendingIn(id);
  const violations = open.map((request) => `${request.id} is open after the answer`);
  try {
    await client.permissions.answer(id, request_id, { decision: "deny" });
    violations.push("the request was answered a second time");
  } catch (error) {
    if (!(error instanceof LedgeApiError)) throw error;
    if (firstOf(error) !== "allow") {
      violations.push(`the second answer got ${error.status} ${JSON.stringify(error.details)}`);
    }
  }
  return violations;
}
