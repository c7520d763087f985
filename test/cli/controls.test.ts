// What a user sets for all their sessions, on the command line: hooks and policies.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type AiAgent, startWithService } from "./ai-agent.ts";

let agent: AiAgent;
let remove = async () => {};

beforeAll(async () => {
  ({ agent, remove } = await startWithService());
});
afterAll(() => remove());

const AT = ["--event", "PreToolUse", "--address", "https://hooks.example.com/in"];
const hooks = (...args: string[]) => agent.run(["hooks-config", ...args]);

it("[CLI-43] a hook is registered, listed, changed, given another secret and removed", async () => {
  const made = await hooks("create", "guard", ...AT, "--matcher", "Edit|Write", "--timeout", "2.5");
  expect(made).toMatchObject({ code: 0, stderr: "the secret is not shown again\n" });
  const [, id = ""] = /Hook registered: (hook_\w+)/.exec(made.stdout) ?? [];
  const [secret = ""] = /whsec_[A-Za-z0-9+/=]+/.exec(made.stdout) ?? [];
  expect(secret).toHaveLength(50);
  expect(made.stdout).toMatch(/Matcher\s+│ Edit\|Write/);
  expect(made.stdout).toMatch(/Timeout\s+│ 2.5 s/);

  const changed = ["--disable", "--on-failure", "block", "--max-retries", "0"];
  const hook = await agent.json(["hooks-config", "update", id, ...changed]);
  expect(hook).toMatchObject({ id, enabled: false, on_failure: "block", max_retries: 0 });
  expect(hook).toMatchObject({ name: "guard", matcher: "Edit|Write", timeout_seconds: 2.5 });
  const listed = await hooks("list");
  expect(listed.stdout).toMatch(new RegExp(`│ ${id} │ guard │ .* │ all\\s+│ no `));
  expect(listed.stdout).not.toContain("whsec_");

  expect(await hooks("rotate-secret", id)).toMatchObject({ code: 2 });
  const rotated = await agent.json(["hooks-config", "rotate-secret", id, "--yes"]);
  expect(rotated.secret).toMatch(/^whsec_/);
  expect(rotated.secret).not.toBe(secret);

  expect(await hooks("delete", id)).toMatchObject({ code: 2 });
  expect(await hooks("delete", id, "--yes")).toMatchObject({ code: 0 });
  expect(await hooks("delete", id, "--yes")).toMatchObject({ code: 4 });
  expect((await hooks("list")).stdout).toContain("no hooks yet");
});

it("[CLI-43] a hook of one session is for that session, and wrong words are refused", async () => {
  const session = String((await agent.json(["sessions", "create"])).id);
  const made = await agent.json(["hooks-config", "create", "x", ...AT, "--session", session]);
  expect(made).toMatchObject({ session_id: session, enabled: true, matcher: "*" });
  const { data } = await agent.json(["hooks-config", "list", "--session", session]);
  expect(data).toMatchObject([{ id: made.id }]);
  expect(await hooks("create", "x", "--address", "https://hooks.example.com")).toMatchObject({
    code: 2,
  });
  expect(
    await hooks("create", "x", "--event", "Never", "--address", "https://a.example.com"),
  ).toMatchObject({ code: 2 });
  expect(await hooks("create", "x", ...AT, "--timeout", "soon")).toMatchObject({ code: 2 });
  const refused = await hooks("create", "x", ...AT, "--matcher", "Bash(");
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stderr).toContain("matcher: expected *");
});

it("[CLI-44] policies are set as a whole and shown", async () => {
  const before = await agent.run(["policies", "get"]);
  expect(before.stdout).toMatch(/Tools that may run\s+│ all/);
  const lists = ["--restricted-path", ".env,/srv", "--blocked-command", "git push"];
  const set = await agent.run(["policies", "set", "--policy", "NetworkPolicy", ...lists]);
  expect(set).toMatchObject({ code: 0 });
  expect(set.stdout).toMatch(/Restricted paths\s+│ \.env, \/srv/);
  expect(await agent.json(["policies", "get"])).toEqual({
    policies: ["NetworkPolicy"],
    restricted_paths: [".env", "/srv"],
    blocked_commands: ["git push"],
    tool_allowlist: null,
  });
  const other = await agent.json(["policies", "set", "--allow-tool", "Read", "--user", "someone"]);
  expect(other).toMatchObject({ policies: [], tool_allowlist: ["Read"] });
  expect(await agent.json(["policies", "get", "--user", "someone"])).toEqual(other);
  const wrong = await agent.run(["policies", "set", "--policy", "NoSuchPolicy"]);
  expect(wrong).toMatchObject({ code: 1 });
  expect(wrong.stderr).toContain("policies.0: ");
  expect(await agent.json(["policies", "set"])).toMatchObject({ policies: [] });
});

it("[CLI-46] a message can bring tools to ask for and policies, which stay beside those that are there", async () => {
  const first = ["--ask-tool", "Write", "--policy", "NetworkPolicy", "--hook", "audit"];
  const id = String((await agent.json(["sessions", "create", ...first])).id);
  const more = ["--ask-tool", "Bash(git push:*)", "--policy", "BudgetPolicy,NetworkPolicy"];
  const sent = await agent.run(["sessions", "query", id, "hello", "--no-follow", ...more]);
  expect(sent).toMatchObject({ code: 0 });
  expect(await agent.json(["sessions", "get", id])).toMatchObject({
    ask_tools: ["Write", "Bash(git push:*)"],
    custom_policies: ["NetworkPolicy", "BudgetPolicy"],
    hooks_enabled: ["audit"],
  });
  const wrong = await agent.run(["sessions", "query", id, "hello", "--policy", "NoSuchPolicy"]);
  expect(wrong).toMatchObject({ code: 1 });
  expect(wrong.stderr).toContain("custom_policies.2");
  const plain = await agent.run(["sessions", "query", id, "hello", "--no-follow"]);
  expect(plain).toMatchObject({ code: 0 });
  const { data } = await agent.json(["sessions", "messages", id]);
  expect(JSON.stringify(data)).toContain("hello");
});

it("[CLI-45] a session is made with tools to ask for, policies and built-in hooks of its own", async () => {
  const options = ["--ask-tool", "Bash(git push:*)", "--policy", "RateLimitPolicy,BudgetPolicy"];
  const made = await agent.json(["sessions", "create", ...options, "--hook", "audit"]);
  expect(made).toMatchObject({
    ask_tools: ["Bash(git push:*)"],
    custom_policies: ["RateLimitPolicy", "BudgetPolicy"],
    hooks_enabled: ["audit"],
  });
  const bare = await agent.json(["sessions", "create", "--hook", "none"]);
  expect(bare).toMatchObject({ ask_tools: [], custom_policies: [], hooks_enabled: [] });
  const wrong = await agent.run(["sessions", "create", "--hook", "nothing"]);
  expect(wrong).toMatchObject({ code: 1 });
  expect(wrong.stderr).toContain("hooks_enabled.0");
});
