// A user's own policies through the front door.
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { accountDoor } from "../../src/account/stub.ts";
import { NO_POLICIES, userPolicies } from "../../src/contract/controls.ts";
import { USER_POLICY_ENTRIES_MAX } from "../../src/contract/limits.ts";
import { admin, type Client, call, exactly, expectError, newUser } from "../support/api.ts";

const put = ({ token }: Client, json: unknown, query = "") =>
  call("PUT", `/policies-config${query}`, { token, json });

it("[POLICY-1] a user's policies are set as a whole, read back, and told to their sessions", async () => {
  const user = await newUser();
  expect((await user.get("/policies-config")).body).toEqual(NO_POLICIES);
  const answer = await put(user, {
    policies: ["NetworkPolicy", "NetworkPolicy"],
    restricted_paths: [".env", "/srv"],
    blocked_commands: ["git push"],
    tool_allowlist: ["Read", "mcp__git"],
  });
  expect(answer.status).toBe(200);
  const set = exactly(userPolicies, answer.body);
  expect(set).toMatchObject({ policies: ["NetworkPolicy"], tool_allowlist: ["Read", "mcp__git"] });
  expect((await user.get("/policies-config")).body).toEqual(set);
  expect((await accountDoor(env, user.user_id).controls("s")).policies).toEqual(set);
  // What is left out is nothing, not what it was.
  expect((await put(user, { tool_allowlist: [] })).body).toEqual({
    ...NO_POLICIES,
    tool_allowlist: [],
  });
  expect((await put(user, {})).body).toEqual(NO_POLICIES);
});

it("[POLICY-2] what no policy can be is refused by the field's name, and nothing is set", async () => {
  const user = await newUser();
  const tooMany = Array.from({ length: USER_POLICY_ENTRIES_MAX + 1 }, () => "x");
  const table: [unknown, string][] = [
    [{ policies: ["NoSuchPolicy"] }, "policies.0"],
    [{ policies: "NetworkPolicy" }, "policies"],
    [{ restricted_paths: [""] }, "restricted_paths.0"],
    [{ restricted_paths: ["/a", "  "] }, "restricted_paths.1"],
    [{ blocked_commands: [" rm"] }, "blocked_commands.0"],
    [{ restricted_paths: ["a\0b"] }, "restricted_paths.0"],
    [{ restricted_paths: [7] }, "restricted_paths.0"],
    [{ blocked_commands: ["b".repeat(501)] }, "blocked_commands.0"],
    [{ blocked_commands: tooMany }, "blocked_commands"],
    [{ tool_allowlist: tooMany }, "tool_allowlist"],
    [{ tool_allowlist: ["Bash(git:*)"] }, "tool_allowlist.0"],
    [{ tool_allowlist: ["*"] }, "tool_allowlist.0"],
    [{ tool_allowlist: "Read" }, "tool_allowlist"],
    [{ allowed: [] }, "allowed"],
    [[], ""],
    [null, ""],
  ];
  for (const [wrong, path] of table) {
    const error = expectError(await put(user, wrong), 400, "invalid_request_error");
    expect(error.details?.issues?.map((issue) => issue.path)).toContain(path);
  }
  expect((await user.get("/policies-config")).body).toEqual(NO_POLICIES);
});

it("[POLICY-3] an admin reads and sets another user's policies, and nobody else does", async () => {
  const [user, other] = [await newUser(), await newUser()];
  const named = `?user_id=${user.user_id}`;
  const body = { policies: ["CommandPolicy"] };
  expectError(await other.get(`/policies-config${named}`), 403, "permission_error");
  expectError(await put(other, body, named), 403, "permission_error");
  expect((await put(user, {}, named)).status).toBe(200);
  expect((await put(admin(), body, named)).body).toMatchObject(body);
  expect((await admin().get(`/policies-config${named}`)).body).toMatchObject(body);
  expect((await user.get("/policies-config")).body).toMatchObject(body);
  expect((await other.get("/policies-config")).body).toEqual(NO_POLICIES);
});

it("[POLICY-4] who set whose policies to what is written down, without secrets", async () => {
  const user = await newUser();
  const body = { ...NO_POLICIES, blocked_commands: ["curl", `echo sk-${"a".repeat(30)}`] };
  await put(admin(), body, `?user_id=${user.user_id}`);
  const { data } = (await user.get("/audit-logs?action=policies.updated")).body as {
    data: Record<string, unknown>[];
  };
  expect(data).toMatchObject([
    {
      ...{ resource_type: "policies", resource_id: user.user_id, actor: { user_id: "admin" } },
      details: {
        owner: user.user_id,
        policies: { ...body, blocked_commands: ["curl", "echo [redacted]"] },
      },
    },
  ]);
});
