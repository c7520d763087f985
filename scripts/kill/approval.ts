// The question of a round: it waited while the service was killed, is answered over HTTP once the service is
// back, and in some rounds the service is killed again while what was allowed runs. The answer counts once.
import { setTimeout as sleep } from "node:timers/promises";
import { type Client, LedgeApiError } from "../../src/client.ts";
import { between, type Random } from "./play.ts";
import { clientOf, killAndRestart, type Stage, untilRest } from "./stage.ts";

/** Of rounds, those in which the service is killed again so soon after the answer was taken. */
const AGAIN_SHARE = 0.5;
const AGAIN_MS_MAX = 400;

/** What became of the question of one round. */
export interface Answered {
  /** Whether it was open already when the service was killed first. */
  readonly was_open: boolean;
  /** How long after the answer the service was killed again, in ms; null where it was not. */
  readonly killed_after_ms: number | null;
  readonly violations: readonly string[];
}

/** How long after the answer to kill the service again, in ms; null for not at all. */
export function drawKillAfterAnswer(random: Random): number | null {
  return random() < AGAIN_SHARE ? between(random, 0, AGAIN_MS_MAX) : null;
}

/** Allows what the session asks for and waits for the end of its turn; gives what was wrong on the way. */
export async function allowAndKill(
  stage: Stage,
  { id, path }: { id: string; path: string },
  kill_after_ms: number | null,
): Promise<string[]> {
  const { data: open } = await clientOf(stage.service).permissions.pendingIn(id);
  const [request] = open;
  if (request === undefined || open.length > 1) return [`${open.length} requests are open, not 1`];
  await clientOf(stage.service).permissions.answer(id, request.id, { decision: "allow" });
  let from_ms = Date.now();
  if (kill_after_ms !== null) {
    await sleep(kill_after_ms, undefined, { signal: stage.signal });
    from_ms = (await killAndRestart(stage)).healthy_at;
  }
  await untilRest(stage, path, from_ms, ["active"]);
  return await ofLateAnswer(clientOf(stage.service), id, request.id);
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
    const { first } = (error.details ?? {}) as { first?: { decision?: string } };
    if (error.status !== 409 || first?.decision !== "allow") {
      violations.push(`the second answer got ${error.status} ${JSON.stringify(error.details)}`);
    }
  }
  return violations;
}
