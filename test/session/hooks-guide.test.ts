// The tables of docs/guides/hooks.md are run as they stand on the page: each answer is given by a real
// server to a real session, and what happens is what the page says.
import { expect, it } from "vitest";
import type { SessionEvent } from "../../src/contract/event.ts";
import type { HookEventName } from "../../src/contract/hook.ts";
import { answering, register } from "../support/hooks.ts";
import { ofType, openSession, script, type TestSession } from "../support/session.ts";

const PAGES = import.meta.glob("../../docs/guides/hooks.md", {
  query: "?raw",
  import: "default",
  eager: true,
}) as Record<string, string>;

interface Example {
  event: HookEventName;
  answer: string;
  happens: string;
  allowed: boolean;
}

/** Every row of a table whose columns are an event, an answer and what happens. */
function examples(page: string): Example[] {
  let tables = 0;
  let inside = false;
  return page.split("\n").flatMap((line) => {
    if (/^\| event \| answer \|/.test(line)) {
      inside = true;
      tables += 1;
    } else if (!line.startsWith("|")) inside = false;
    const [, event, answer, happens] = /^\| `(\w+)` \| `(.+?)` \| (.+) \|$/.exec(line) ?? [];
    if (!inside || event === undefined) return [];
    return [
      {
        event: event as HookEventName,
        answer: String(answer),
        happens: String(happens),
        allowed: tables > 1,
      },
    ];
  });
}

interface Seen {
  events: SessionEvent[];
  text: string;
  stop_reason: string | null;
}

const output = ({ events }: Seen) =>
  ofType(events, "agent.tool_result")
    .map(({ content }) => JSON.stringify(content))
    .join();
const decision = ({ events }: Seen) => ofType(events, "permission.decided").at(-1);
const applied = ({ events }: Seen) => ofType(events, "hook.applied");

/** What the page says happens, and how that is seen. `said` is the text in its code marks. */
const OUTCOMES: Record<string, (seen: Seen, said: string) => void> = {
  "a person is asked": (seen) => {
    expect(seen.stop_reason).toBe("requires_action");
    expect(ofType(seen.events, "permission.requested")).toHaveLength(1);
  },
  "a person is asked about": (seen, said) => {
    const [asked] = ofType(seen.events, "permission.requested");
    expect(asked).toMatchObject({ input: { command: said }, is_updated: true });
  },
  "the call runs": (seen) => {
    expect(decision(seen)).toMatchObject({ decision: "allow", decided_by: "hook", rule: "guard" });
    expect(output(seen)).toContain("hello");
    expect(seen.stop_reason).toBe("end_turn");
  },
  "the call runs and says": (seen, said) => {
    expect(decision(seen)).toMatchObject({
      decision: "allow",
      updated_input: { command: `echo ${said}` },
    });
    expect(output(seen)).toContain(said);
    expect(output(seen)).not.toContain("hello");
  },
  "the call is denied:": (seen, said) => {
    expect(decision(seen)).toMatchObject({ decision: "deny", decided_by: "hook" });
    expect(output(seen)).toContain(`Permission to use Bash was denied: guard: ${said}.`);
    expect(ofType(seen.events, "tool.started")).toEqual([]);
    expect(seen.stop_reason).toBe("end_turn");
  },
  "the call is denied:, and the turn is interrupted": (seen, said) => {
    expect(output(seen)).toContain(said);
    expect(seen.stop_reason).toBe("interrupted");
  },
  "the call runs, then the turn ends:": (seen, said) => {
    expect(output(seen)).toContain("hello");
    expect(seen.stop_reason).toBe("hook_stopped");
    expect(applied(seen)[0]?.stopped).toEqual({ hook_name: "guard", reason: said });
    expect(ofType(seen.events, "span.model_request_start")).toHaveLength(1);
  },
  "the turn ends:": (seen, said) => {
    expect(seen.stop_reason).toBe("hook_stopped");
    expect(applied(seen)[0]?.stopped?.reason).toBe(said);
  },
  "the turn ends by itself": (seen) => {
    expect(seen.stop_reason).toBe("end_turn");
    expect(applied(seen)).toHaveLength(1);
  },
  "the model reads beside it": (seen, said) => {
    expect(applied(seen)[0]?.additional_context).toBe(said);
  },
  "the model reads instead": (seen, said) => {
    expect(applied(seen)[0]?.updated_output).toBe(said);
    expect(output(seen)).toContain("hello");
  },
  "the model is told": (seen, said) => {
    expect(applied(seen)[0]?.blocked?.reason).toBe(said);
    expect(seen.stop_reason).toBe("end_turn");
  },
  "the model is sent back to work:": (seen, said) => {
    expect(applied(seen)[0]?.blocked?.reason).toBe(said);
    expect(ofType(seen.events, "span.model_request_start").length).toBeGreaterThan(2);
  },
  "the model is not called, and the answer is": (seen, said) => {
    expect(ofType(seen.events, "span.model_request_start")).toEqual([]);
    expect(seen.stop_reason).toBe("hook_stopped");
    expect(seen.text).toBe(said);
  },
  "people read": (seen, said) => {
    expect(applied(seen)[0]?.system_message).toBe(said);
  },
};

const rows = examples(Object.values(PAGES)[0] ?? "");

async function seenBy(session: TestSession): Promise<Seen> {
  const call = { name: "Bash", input: { command: "echo hello" } };
  const query = await session.query(script({ tools: [call] }, { text: "done" }));
  const { text, stop_reason } = (await session.ended(query)) ?? { text: "", stop_reason: null };
  return { events: await session.events(), text, stop_reason };
}

it("[HOOK-14] the guide has examples of every point at which something is decided", () => {
  expect(new Set(rows.map(({ event }) => event)).size).toBe(6);
  expect(rows.length).toBeGreaterThan(20);
  const phrases = new Set(rows.map(({ happens }) => phraseOf(happens)));
  expect([...phrases].filter((phrase) => OUTCOMES[phrase] === undefined)).toEqual([]);
});

it.each(rows)("[HOOK-14] as the guide says: $event answers $answer: $happens", async (row) => {
  const user_id = crypto.randomUUID();
  await register(user_id, { event: row.event, url: answering(row.answer) });
  const session = await openSession({ allowed_tools: row.allowed ? ["Bash"] : [] }, user_id);
  const seen = await seenBy(session);
  const runs = ofType(seen.events, "hook.executed");
  expect(runs[0]).toMatchObject({ hook_event: row.event, hook_name: "guard" });
  OUTCOMES[phraseOf(row.happens)]?.(seen, /`(.+)`/.exec(row.happens)?.[1] ?? "");
});

function phraseOf(happens: string): string {
  return happens.replace(/ `.+`/, "");
}
