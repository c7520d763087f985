// What a user sets through the front door, in a session of theirs that runs.
import { abortAllDurableObjects } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { accountDoor } from "../../src/account/stub.ts";
import { NO_POLICIES } from "../../src/contract/controls.ts";
import { ofType, openSession, script } from "../support/session.ts";

const bash = (command: string) => ({ name: "Bash", input: { command } });

it("[POLICY-14] what a user sets holds in their sessions from the next model call on, also after the object died", async () => {
  const session = await openSession();
  const door = () => accountDoor(env, session.owner.user_id);
  const call = async () => {
    const query = await session.query(script({ tools: [bash("echo a")] }, { text: "ok" }));
    await session.ended(query);
    return (await session.toolCalls()).at(-1)?.status;
  };
  expect(await call()).toBe("success");
  await door().setPolicies({ ...NO_POLICIES, blocked_commands: ["echo a"] });
  expect(await call()).toBe("denied");
  await abortAllDurableObjects();
  expect(await call()).toBe("denied");
  const denied = ofType(await session.events(), "permission.decided").at(-1);
  expect(denied).toMatchObject({ decided_by: "policy", rule: "CommandPolicy" });
  await door().setPolicies({ ...NO_POLICIES, tool_allowlist: ["Read"] });
  expect(await call()).toBe("denied");
  expect(ofType(await session.events(), "permission.decided").at(-1)?.reason).toContain(
    "Bash is not on the user's list",
  );
  await door().setPolicies(NO_POLICIES);
  expect(await call()).toBe("success");
});
