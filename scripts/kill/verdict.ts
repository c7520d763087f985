// What must hold of a session whose service was killed under it, once its turn has ended. Each
// violation is a sentence.
import { isDeepStrictEqual } from "node:util";
import { type Client, LedgeApiError } from "../../src/client.ts";
import type { EventType, SessionEvent } from "../../src/contract/event.ts";
import { PAGE_LIMIT_MAX } from "../../src/contract/limits.ts";
import { LOG_FILE, type Play, VERSION_FILE } from "./play.ts";

/** Every sentence says one thing that is wrong; none means that nothing is. */
export async function violationsOf(
  client: Client,
  session_id: string,
  play: Play,
): Promise<{ events: SessionEvent[]; violations: string[] }> {
  const events = await allEvents(client, session_id);
  const violations = [...ofLog(events), ...ofTurn(events, play)];
  const log = await textOf(client, session_id, LOG_FILE);
  if (log !== play.lines.map((line) => `${line}\n`).join("")) {
    violations.push(`${LOG_FILE} holds ${JSON.stringify(log)}, not ${play.lines.join(" ")}`);
  }
  const version = await textOf(client, session_id, VERSION_FILE);
  if (version !== play.version) {
    violations.push(`${VERSION_FILE} holds ${JSON.stringify(version)}, not ${play.version}`);
  }
  const session = await client.sessions.get(session_id);
  if (session.status !== "active" || session.last_stop_reason !== "end_turn") {
    violations.push(`the session is ${session.status}, ${session.last_stop_reason}`);
  }
  return { events, violations };
}

/** What a reader got that is not the log, told by the connection that gave it. */
export function ofReader(
  before: readonly SessionEvent[],
  after: readonly SessionEvent[],
  events: readonly SessionEvent[],
): string[] {
  const violations = before.flatMap((event) =>
    isDeepStrictEqual(event, events[event.seq - 1])
      ? []
      : [`event ${event.seq} was shown before the kill and is not in the log as it was shown`],
  );
  const read = [...before, ...after];
  if (
    !isDeepStrictEqual(
      read.map(({ seq }) => seq),
      events.map(({ seq }) => seq),
    )
  ) {
    const seqs = after.map(({ seq }) => seq).join(" ");
    violations.push(`the reader's cursor ${before.at(-1)?.seq ?? 0} went on with ${seqs}`);
  } else if (!isDeepStrictEqual(read, events)) {
    violations.push("the reader got other events than the log holds");
  }
  return violations;
}

async function allEvents(client: Client, session_id: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.sessions.events(session_id, { limit: PAGE_LIMIT_MAX, cursor });
    events.push(...page.data);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return events;
}

async function textOf(client: Client, session_id: string, path: string): Promise<string> {
  try {
    return new TextDecoder().decode(await client.files.read(session_id, path));
  } catch (error) {
    if (error instanceof LedgeApiError) return `nothing readable: ${error.message}`;
    throw error;
  }
}

function ofLog(events: readonly SessionEvent[]): string[] {
  const violations: string[] = [];
  const misplaced = events.findIndex(({ seq }, index) => seq !== index + 1);
  if (misplaced !== -1) violations.push(`place ${misplaced + 1} of the log has another seq`);
  if (new Set(events.map(({ id }) => id)).size < events.length) {
    violations.push("two events of the log have one id");
  }
  return violations;
}

function ofTurn(events: readonly SessionEvent[], play: Play): string[] {
  const violations: string[] = [];
  const all = <T extends EventType>(type: T) =>
    events.filter((event): event is Extract<SessionEvent, { type: T }> => event.type === type);
  const expectSame = (what: string, actual: unknown, expected: unknown) => {
    if (isDeepStrictEqual(actual, expected)) return;
    violations.push(`${what}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
  };
  const texts = all("agent.message").flatMap(({ content }) => content.map((block) => block.text));
  expectSame("the agent's messages", texts, play.texts);
  const partial = all("agent.message").filter(({ is_partial }) => is_partial);
  expectSame("partial messages", partial.length, 0);
  const calls = all("agent.tool_use").map(({ id }) => id);
  expectSame("tool calls", calls.length, play.tool_call_count);
  const results = all("agent.tool_result");
  expectSame("settled calls", results.map((result) => result.tool_use_id).sort(), calls.sort());
  const failed = results.filter(({ outcome }) => outcome !== "success");
  expectSame(
    "calls without success",
    failed.map(({ content }) => content),
    [],
  );
  const starts = all("span.model_request_start").map(({ id }) => id);
  const ends = all("span.model_request_end").map((end) => end.model_request_start_id);
  expectSame("model calls that ended", ends, starts);
  const idle = all("session.status_idle").map(({ stop_reason }) => stop_reason.type);
  expectSame("ends of the turn", idle, play.asks ? ["requires_action", "end_turn"] : ["end_turn"]);
  const asked = all("permission.requested").map(({ tool_use_id }) => tool_use_id);
  const runs = all("agent.tool_use").filter(({ name }) => play.asks && name === "Bash");
  expectSame(
    "calls asked about",
    asked,
    runs.map(({ id }) => id),
  );
  const decided = all("permission.decided").map(({ tool_use_id }) => tool_use_id);
  expectSame("decided calls", decided.sort(), calls.sort());
  const by_people = all("permission.decided").filter(({ decided_by }) => decided_by === "user");
  expectSame(
    "calls that a person decided",
    by_people.map(({ tool_use_id }) => tool_use_id),
    asked,
  );
  expectSame(
    "session.error events",
    all("session.error").map(({ error }) => error.retry_status.type),
    Array.from({ length: play.failure_count }, () => "retrying"),
  );
  return violations;
}
