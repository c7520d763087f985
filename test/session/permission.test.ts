// Rules and policies in a running session: what they decide is on record, and files stay closed.
import { expect, it } from "vitest";
import { unwrap } from "../../src/session/stub.ts";
import { ofType, openSession, script } from "../support/session.ts";

const bash = (command: string) => ({ name: "Bash", input: { command } });

it("[PERM-16] a decision is on record with the rule or policy that made it", async () => {
  const session = await openSession({
    allowed_tools: ["Bash(echo:*)"],
    disallowed_tools: ["Read(.env)"],
    ask_tools: ["Bash(echo secret)"],
  });
  const query = await session.query(
    script(
      { tools: [bash("echo a"), bash("cat .env"), bash("rm -rf a"), bash("echo secret")] },
      { text: "ok" },
    ),
  );
  await session.ended(query);
  const decided = ofType(await session.events(), "permission.decided");
  expect(decided.map(({ decision, decided_by, rule }) => [decision, decided_by, rule])).toEqual([
    ["allow", "rule", "Bash(echo:*)"],
    ["deny", "rule", "Read(.env)"],
    ["deny", "policy", "CommandPolicy"],
  ]);
  const outputs = (await session.toolCalls()).map((call) => call.tool_output);
  expect(outputs[0]).toBe("a");
  const [asked] = ofType(await session.events(), "permission.requested");
  expect(asked?.reason).toBe("ask_tools has Bash(echo secret)");
});

it("[PERM-7] a link that the agent makes does not open what a rule keeps closed", async () => {
  const session = await openSession({
    allowed_tools: ["Bash", "Edit(src/**)"],
    disallowed_tools: ["Read(secret/)"],
    permission_mode: "dontAsk",
  });
  const file_path = "/workspace/src/link/key";
  const query = await session.query(
    script(
      { tools: [{ ...bash("mkdir -p src other && ln -s ../other src/link; ln -s . here") }] },
      {
        tools: [
          { name: "Write", input: { file_path, content: "x" } },
          { name: "Write", input: { file_path: "/workspace/src/key", content: "x" } },
          { name: "Read", input: { file_path: "/workspace/here/secret/key" } },
        ],
      },
      { text: "ok" },
    ),
  );
  await session.ended(query);
  const calls = await session.toolCalls();
  expect(calls.map((call) => call.status)).toEqual(["success", "denied", "success", "denied"]);
});

it("[PERM-19] a search looks into no file that a rule or a policy closes to reading", async () => {
  const session = await openSession({
    tools: ["Grep", "Glob"],
    disallowed_tools: ["Read(.env)", "Read(keys/*.pem)"],
  });
  const inputs = { path: "/workspace", pattern: "canary", output_mode: "content" };
  for (const path of [".env", "a/.env", "keys/b.pem", ".ssh/id", "open.txt"]) {
    const { body } = new Response("canary");
    await unwrap(session.door().writeFile(session.owner, path, body as ReadableStream));
  }
  const query = await session.query(
    script(
      {
        tools: [
          { name: "Grep", input: inputs },
          { name: "Glob", input: { pattern: "**" } },
        ],
      },
      { text: "ok" },
    ),
  );
  await session.ended(query);
  const outputs = (await session.toolCalls()).map((call) => call.tool_output ?? "");
  for (const output of outputs) {
    expect(output).toContain("open.txt");
    expect(output).not.toMatch(/\.env|pem|\.ssh/);
  }
});
