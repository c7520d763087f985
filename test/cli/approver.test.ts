// A person at a terminal decides what a followed turn waits for: asked once, on a real terminal, and never
// about what somebody else has answered.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { foldWaiting, NOTHING_WAITS } from "../../src/cli/waiting.ts";
import type { StreamFrame } from "../../src/client.ts";
import { type AiAgent, startWithService } from "./ai-agent.ts";

let agent: AiAgent;
let remove = async () => {};

beforeAll(async () => {
  ({ agent, remove } = await startWithService());
});
afterAll(() => remove());

const bash = (command: string) => ({ name: "Bash", input: { command } });
const CHOICES = "[l]eave it waiting";

/** A session in which Bash is asked about, and a message that makes it call each of these commands. */
async function asking(...steps: string[][]): Promise<{ id: string; message: string }> {
  const { id } = await agent.json(["sessions", "create", "--model", "offline-script"]);
  const script = [
    ...steps.map((commands) => ({ tools: commands.map(bash) })),
    { text: "It says {{last_result}}" },
  ];
  return { id: String(id), message: JSON.stringify(script) };
}

async function decisionsOf(id: string) {
  const log = await agent.run(["sessions", "watch", id, "--after", "0", "--until-idle", "--json"]);
  return log.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ type }) => type === "permission.decided");
}

describe.runIf(process.platform === "linux")("on a terminal", () => {
  it("[CLI-38] a person is asked, and what they choose is what happens", async () => {
    const { id, message } = await asking(["echo one"], ["echo two"], ["echo two"], ["echo three"]);
    const query = agent.startOnTerminal(["sessions", "query", id, message]);
    await query.shows("? Bash(echo one)");
    await query.shows("denied by itself at ");
    await query.shows(CHOICES);
    await query.shows("> ");
    query.type("yes\r");
    await query.shows("please type one letter");
    query.type("a\r");
    await query.shows("? Bash(echo two)");
    await query.shows("> ");
    query.type("s\r");
    await query.shows("? Bash(echo three)");
    await query.shows("> ");
    query.type("d\r");
    await query.shows("reason for the model");
    query.type("three is too many\r");
    await query.shows("three is too many");
    await query.shows("— end_turn");
    expect(await query.ended).toBe(0);
    expect(await decisionsOf(id)).toMatchObject([
      { decision: "allow", decided_by: "user" },
      { decision: "allow", decided_by: "user", remembered: "Bash(echo two)" },
      { decision: "allow", decided_by: "rule" },
      { decision: "deny", decided_by: "user", reason: "three is too many" },
    ]);
  });

  it("[CLI-38] what is shown is the call itself, without control characters, and all of it on request", async () => {
    const long = `echo ${"x".repeat(400)} the-end`;
    const { id, message } = await asking([`echo \u001b[35mred\u0007\u202e`], [long]);
    const query = agent.startOnTerminal(["sessions", "query", id, message]);
    await query.shows("? Bash(echo [35mred)");
    await query.shows("> ");
    query.type("a\r");
    await query.shows("? Bash(echo xxx");
    await query.shows("[v]iew all of the input");
    await query.shows("> ");
    expect(query.screen()).not.toContain("the-end");
    query.type("v\r");
    await query.shows("the-end");
    await query.shows("> ");
    query.type("d\r");
    await query.shows("reason for the model");
    query.type("\r");
    expect(await query.ended).toBe(0);
    expect(query.screen()).not.toContain("\u001b[35m");
  });

  it("[CLI-38] what cannot be allowed for the session is said, and asked again", async () => {
    const { id, message } = await asking(["echo *"]);
    const query = agent.startOnTerminal(["sessions", "query", id, message]);
    await query.shows("> ");
    query.type("s\r");
    await query.shows("not taken: ");
    await query.shows("> ");
    query.type("a\r");
    expect(await query.ended).toBe(0);
  });

  it("[CLI-39] what somebody else answers is taken back from the screen, and the turn goes on", async () => {
    const { id, message } = await asking(["echo one"], ["echo two"]);
    const query = agent.startOnTerminal(["sessions", "query", id, message]);
    await query.shows("? Bash(echo one)");
    await query.shows("> ");
    const listed = await agent.json(["permissions", "list", "--session", id]);
    const [request] = listed.data as { id: string }[];
    await agent.json(["permissions", "deny", id, String(request?.id), "--reason", "not now"]);
    await query.shows("answered meanwhile: deny, by somebody else");
    await query.shows("? Bash(echo two)");
    await query.shows("> ");
    await agent.json(["sessions", "interrupt", id]);
    await query.shows("nobody is asked any more");
    expect(await query.ended).toBe(7);
    expect(await decisionsOf(id)).toMatchObject([{ decision: "deny", reason: "not now" }]);
  });

  it("[CLI-39] a question stays while another one is answered elsewhere, and what came of that is shown below it", async () => {
    const { id, message } = await asking(["echo one", "echo two"]);
    const query = agent.startOnTerminal(["sessions", "query", id, message]);
    await query.shows("? Bash(echo one)");
    await query.shows("> ");
    const listed = await agent.json(["permissions", "list", "--session", id]);
    const [, second] = listed.data as { id: string }[];
    await agent.json(["permissions", "allow", id, String(second?.id)]);
    const settled = async () => {
      const { data } = await agent.json(["sessions", "tool-calls", id]);
      return (data as { status: string }[]).map(({ status }) => status);
    };
    await expect.poll(settled, { timeout: 10_000 }).toEqual(["asking", "success"]);
    expect(query.screen()).not.toContain("⎿");
    query.type("a\r");
    await query.shows("⎿");
    await query.shows("It says ");
    expect(await query.ended).toBe(0);
    expect(await decisionsOf(id)).toHaveLength(2);
  });

  it("[CLI-40] leaving a question, by its letter or by Ctrl-C, leaves it waiting, and watch asks again", async () => {
    const { id, message } = await asking(["echo one", "echo two"]);
    const query = agent.startOnTerminal(["sessions", "query", id, message]);
    for (const command of ["one", "two"]) {
      await query.shows(`? Bash(echo ${command})`);
      await query.shows("> ");
      query.type("l\r");
    }
    await query.shows("it waits for somebody");
    expect(await query.ended).toBe(7);

    const watch = agent.startOnTerminal(["sessions", "watch", id, "--until-idle"]);
    await watch.shows("? Bash(echo one)");
    await watch.shows(CHOICES);
    await watch.shows("> ");
    watch.type("\u0003");
    await watch.shows("left; the session goes on without you.");
    expect(await watch.ended).toBe(130);
    expect(await agent.json(["sessions", "get", id])).toMatchObject({ status: "waiting" });
    expect(await decisionsOf(id)).toEqual([]);

    const again = agent.startOnTerminal(["sessions", "watch", id, "--until-idle"]);
    for (const command of ["one", "two"]) {
      await again.shows(`? Bash(echo ${command})`);
      await again.shows(CHOICES);
      await again.shows("> ");
      again.type("a\r");
    }
    await again.shows("It says ");
    expect(await again.ended).toBe(0);
  });
});

it("[CLI-41] without a terminal nobody is asked, and it is said how to answer", async () => {
  const { id, message } = await asking(["echo one"]);
  const query = await agent.run(["sessions", "query", id, message]);
  expect(query.code).toBe(7);
  const listed = await agent.json(["permissions", "list", "--session", id]);
  const [request] = listed.data as { id: string }[];
  expect(query.stderr).toContain(`ai-agent permissions allow ${id} ${request?.id}`);
  expect(query.stderr).toContain(`ai-agent permissions deny ${id} ${request?.id}`);
  expect(query.stderr).not.toContain("[a]llow");
});

describe("what waits", () => {
  const requested = (seq: number, permission_id: string) =>
    ({ type: "permission.requested", seq, permission_id, tool_name: "Bash" }) as StreamFrame;
  const decided = (seq: number, permission_id: string) =>
    ({ type: "permission.decided", seq, permission_id }) as StreamFrame;
  const idle = (seq: number, type: string) =>
    ({ type: "session.status_idle", seq, turn: 1, stop_reason: { type } }) as StreamFrame;
  const snapshot = (as_of: number, status: string, ...ids: string[]) =>
    ({
      ...{ type: "stream.snapshot", as_of, status },
      open_permissions: ids.map((id) => ({ id })),
    }) as StreamFrame;

  function fold(...frames: StreamFrame[]) {
    let seq = 0;
    return frames.reduce((state, frame) => {
      if ("seq" in frame) seq = frame.seq;
      return foldWaiting(state, frame, seq);
    }, NOTHING_WAITS);
  }
  const told = (...frames: StreamFrame[]) => {
    const { open, isResting, isResuming, isLive } = fold(...frames);
    return { open: open.map(({ id }) => id), isResting, isResuming, isLive };
  };

  it("[CLI-42] what was asked and answered before the reader came is not asked again", () => {
    const replay = [
      requested(1, "a"),
      decided(2, "a"),
      requested(3, "b"),
      idle(4, "requires_action"),
    ];
    expect(told(snapshot(4, "waiting", "b"), ...replay.slice(0, 3))).toMatchObject({
      ...{ open: ["b"], isResting: true, isLive: false },
    });
    expect(told(snapshot(4, "waiting", "b"), ...replay)).toMatchObject({
      ...{ open: ["b"], isLive: true },
    });
    // The connection was away while `b` was answered.
    const later = [...replay, snapshot(6, "processing"), decided(5, "b")];
    expect(told(snapshot(4, "waiting", "b"), ...later)).toMatchObject({
      ...{ open: [], isResting: false },
    });
  });

  it("[CLI-42] the last answer makes the turn go on, and its end leaves nothing open", () => {
    const two = [snapshot(0, "processing"), requested(1, "a"), requested(2, "b")];
    const resting = [...two, idle(3, "requires_action")];
    expect(told(...resting)).toMatchObject({ open: ["a", "b"], isResting: true });
    expect(told(...resting, decided(4, "b"))).toMatchObject({ open: ["a"], isResting: true });
    expect(told(...resting, decided(4, "b"), decided(5, "a"))).toMatchObject({
      ...{ open: [], isResting: false, isResuming: true },
    });
    expect(told(...resting, idle(4, "interrupted"))).toMatchObject({ open: [], isResting: false });
  });
});
