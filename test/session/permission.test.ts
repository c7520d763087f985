// Rules and policies in a running session: what they decide is on record, and files stay closed.
import { expect, it } from "vitest";
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
