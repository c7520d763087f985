// The built-in hooks: what each writes of a log, and what is no longer written when somebody switches
// it off. Whatever is switched, and whenever, publishing again gives the same.
import { describe, expect, it } from "vitest";
import type { EventDraft } from "../../src/contract/event.ts";
import { BUILTIN_HOOKS, type BuiltinHook } from "../../src/contract/hook.ts";
import type { SessionConfig } from "../../src/contract/session.ts";
import { UNPUBLISHED } from "../../src/session/publication.ts";
import { KINDS, merged, publishedIn } from "../support/publication.ts";
import {
  answered,
  asked,
  called,
  decided,
  hooked,
  idle,
  replied,
  running,
  START_MS,
  type Story,
  said,
  settled,
  tell,
} from "../support/story.ts";

const switched = (...hooks_enabled: BuiltinHook[]): EventDraft => ({
  type: "session.updated",
  changes: { hooks_enabled },
});

/** A turn of one call in two messages, cut into three so that something can happen in between. */
const BEGUN = [said("Go."), running(1, [2]), asked()];
const CALLED = [replied("I will.", "msg_a"), called("sevt_c1", "msg_a"), answered("tool_use")];
const ENDED = [
  ...[hooked("PreToolUse", "sevt_c1"), decided("sevt_c1"), settled("sevt_c1", "msg_r1")],
  ...[asked(), replied("Done.", "msg_b"), answered("end_turn", false, "msg_b"), idle],
];

function turn({ changes, between }: { changes?: Partial<SessionConfig>; between?: EventDraft[] }) {
  return tell([...BEGUN, ...CALLED, ...(between ?? []), ...ENDED], changes);
}

/** The rows of a story that is published at once. */
function rowsOf({ events }: Pick<Story, "events">, on: readonly BuiltinHook[] = BUILTIN_HOOKS) {
  const operator = { on, snapshot_interval_ms: 60_000 };
  const { pages, publication } = publishedIn(events, [], { operator });
  const [rows] = pages;
  if (rows === undefined) throw new Error("there is one page");
  return { rows, publication };
}

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

describe("a switch", () => {
  it.each([
    ["the session's", [], BUILTIN_HOOKS],
    ["the operator's", [...BUILTIN_HOOKS], []],
  ])(
    "[BUILTIN-1] off leaves decisions, hook runs and model calls on record: %s",
    (_, hooks_enabled, on) => {
      const { rows, publication } = rowsOf(turn({ changes: { hooks_enabled } }), on);
      expect([rows.messages, rows.tool_calls, rows.metrics]).toEqual([[], [], []]);
      expect(ids(rows.permission_decisions)).toEqual(["perm_sevt_c1"]);
      expect(rows.permission_decisions[0]).toMatchObject({ tool_use_id: "toolu_sevt_c1" });
      expect(rows.hook_executions).toHaveLength(1);
      expect(rows.model_calls).toHaveLength(2);
      expect(publication.counts).toEqual({
        ...{ messages: 0, tool_calls: 0, settled_tool_calls: 0, metrics: 0 },
        ...{ permission_decisions: 1, hook_executions: 1, model_calls: 2 },
      });
    },
  );

  it("[BUILTIN-1] one hook is switched without the others, and from the next event on", () => {
    const { rows } = rowsOf(turn({ between: [switched("persistence")] }));
    expect(rows.messages).toHaveLength(4);
    expect(rows.metrics).toEqual([]);
    expect(rows.audit.map(({ action }) => action)).toEqual([
      ...["session.created", "session.queried", "session.updated"],
    ]);
    const on = rowsOf(turn({ changes: { hooks_enabled: [] }, between: [switched("metrics")] }));
    expect(on.rows.metrics).toHaveLength(1);
    expect(on.rows.messages).toEqual([]);
  });

  const OFF = { hooks_enabled: ["audit"] };
  it.each([
    ["on at first", {}, [switched()], ["msg_a"], ["sevt_c1"]],
    ["off at first", OFF, [switched("persistence")], ["msg_r1", "msg_b"], []],
  ])(
    "[BUILTIN-2] what began while persistence was on is kept whole, and nothing else: %s",
    (_, changes, between, kept, calls) => {
      const { events } = turn({ changes, between });
      const { rows, publication } = rowsOf({ events });
      expect(ids(rows.messages).filter((id) => !id.startsWith("msg_u"))).toEqual(kept);
      expect(ids(rows.tool_calls)).toEqual(calls);
      expect(rows.tool_calls.every(({ status }) => status === "success")).toBe(true);
      expect(publication.counts).toMatchObject({
        ...{ messages: rows.messages.length, tool_calls: calls.length },
        settled_tool_calls: calls.length,
      });
      for (const { seq } of events) {
        const cut = publishedIn(events, [seq]);
        for (const kind of KINDS) expect(merged(cut.pages, kind)).toEqual(merged([rows], kind));
        expect(cut.publication).toEqual(publication);
      }
    },
  );

  it("[BUILTIN-3] off or not, what people do is audited", () => {
    const { rows } = rowsOf(turn({ changes: { hooks_enabled: [] } }), []);
    expect(rows.audit.map(({ action, actor }) => [action, actor.key_id])).toEqual([
      ["session.created", "key_1"],
      ["session.queried", "key_1"],
    ]);
  });

  it.each([3, 9, 12, 14])(
    "[BUILTIN-4] that the operator turned at event %i is known when everything is published again",
    (seq) => {
      const { events } = turn({});
      const first = publishedIn(events.slice(0, seq), []);
      const operator = { on: ["persistence" as const], snapshot_interval_ms: 1000 };
      const rest = publishedIn(events, [], { before: first.publication, operator });
      const { operator: set, reached_seq } = rest.publication;
      const again = publishedIn(events, [4, 8], {
        ...{ before: { ...UNPUBLISHED, operator: set, reached_seq }, operator },
      });
      const pages = [...first.pages, ...rest.pages];
      const chain = (of: typeof pages) => of.flatMap(({ audit }) => audit);
      expect(chain(again.pages)).toEqual(chain(pages));
      for (const kind of KINDS) expect(merged(again.pages, kind)).toEqual(merged(pages, kind));
      expect(again.publication).toEqual(rest.publication);
    },
  );

  it("[BUILTIN-6] a session from before agents were audited keeps its chain as it was", () => {
    const { events } = turn({ changes: { hooks_enabled: [] } });
    for (const event of events) {
      if (event.type === "session.created") Reflect.deleteProperty(event, "config_version");
    }
    const { rows } = rowsOf({ events });
    expect(rows.audit.map(({ action }) => action)).toEqual(["session.created", "session.queried"]);
    expect(rows.messages).toHaveLength(4);
    expect(rows.metrics).toHaveLength(1);
  });
});

describe("the audit hook", () => {
  it("[AUDIT-10] tells what the agent did in the owner's name, in names and digests only", () => {
    const failed = { output: null, error: "it is secret", continue_execution: false };
    const { events } = turn({ between: [hooked("PermissionRequest", "sevt_c1", failed)] });
    const { rows } = rowsOf({ events });
    const agents = rows.audit.filter(({ details }) => details.by === "agent");
    expect(agents.map(({ action, actor }) => [action, actor.user_id, actor.key_id])).toEqual([
      ["hook.executed", "owner", null],
      ["hook.executed", "owner", null],
      ["permission.decided", "owner", null],
      ["tool.settled", "owner", null],
    ]);
    expect(agents.map(({ resource_type, resource_id }) => [resource_type, resource_id])).toEqual([
      ["hook", "hook_1"],
      ["hook", "hook_1"],
      ["permission", "perm_sevt_c1"],
      ["tool_call", "sevt_c1"],
    ]);
    expect(agents.map(({ details }) => details)).toEqual([
      {
        ...{ by: "agent", hook_name: "guard", hook_event: "PermissionRequest" },
        ...{ tool_use_id: "sevt_c1", continue_execution: false, is_error: true },
      },
      {
        ...{ by: "agent", hook_name: "guard", hook_event: "PreToolUse", tool_use_id: "sevt_c1" },
        ...{ continue_execution: true, is_error: false },
      },
      {
        ...{ by: "agent", tool_use_id: "sevt_c1", tool_name: "Bash", decision: "allow" },
        ...{ decided_by: "rule", rule: null },
      },
      {
        ...{ by: "agent", tool_name: "Bash", outcome: "success", duration_ms: 1 },
        // sha256 of {"command":"ls"}
        input_sha256: "4cf29611a66934862f29acfcc817e30b905c1ab73d5e65831413eb6b454d49db",
      },
    ]);
    expect(JSON.stringify(agents)).not.toMatch(/secret|result of/);
  });
});

describe("the metrics hook", () => {
  it("[PLANE-14] takes a snapshot at the first event after each full interval of a running turn", () => {
    const { events } = turn({});
    const operator = { on: BUILTIN_HOOKS, snapshot_interval_ms: 5000 };
    const whole = publishedIn(events, [], { operator });
    const rows = whole.pages[0]?.metrics ?? [];
    // Its turn runs from event 3 to event 14, a second an event.
    expect(rows.map(({ seq, duration_ms }) => [seq, duration_ms])).toEqual([
      [8, 5000],
      [13, 10_000],
      [14, 11_000],
    ]);
    expect(rows[0]).toMatchObject({ snapshot_at: START_MS + 7000, total_tool_calls: 1 });
    for (const { seq } of events) {
      const cut = publishedIn(events, [seq], { operator });
      expect(merged(cut.pages, "metrics")).toEqual(merged(whole.pages, "metrics"));
    }
  });

  it("[PLANE-14] makes up for no interval in which nothing happened", () => {
    const { events } = tell([said("Go."), running(1, [2]), asked(), answered("tool_use"), idle]);
    const late = events.map((event) =>
      event.seq < 5
        ? event
        : { ...event, created_at: new Date(START_MS + 200_000 + event.seq * 1000).toISOString() },
    );
    const { rows } = rowsOf({ events: late });
    expect(rows.metrics.map(({ seq }) => seq)).toEqual([5, 6]);
  });
});
