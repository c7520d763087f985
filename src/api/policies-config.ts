// The policies that a user sets for all their sessions. They only add to the operator's, so that a
// wrong one stops too much and never too little.
import { createRoute, z } from "@hono/zod-openapi";
import { accountDoor } from "../account/stub.ts";
import { type UserPolicies, userPolicies } from "../contract/controls.ts";
import { userId } from "../contract/key.ts";
import { jsonPreviewOf } from "../contract/preview.ts";
import { insertDeed } from "../db/audit.ts";
import { database, runTogether } from "../db/database.ts";
import { insertUser } from "../db/users.ts";
import { newId, now } from "../runtime.ts";
import { router, userFrom } from "./context.ts";
import { guarded, guardedJson, json, refusals, takesJson } from "./route.ts";

export const policiesConfig = router();

const ofUser = z.object({ user_id: userId.optional().describe("another user's, for an admin") });

const get = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/policies-config",
  summary: "Your policies in all of your sessions",
  request: { query: ofUser },
  responses: { 200: json("The policies", userPolicies), ...refusals },
});
policiesConfig.openapi(get, async (c) => {
  const user_id = userFrom(c.req.valid("query").user_id, c.get("caller"), "policies");
  return c.json(await accountDoor(c.env, user_id).policies(), 200);
});

const put = createRoute({
  ...guardedJson("write"),
  method: "put",
  path: "/policies-config",
  summary: "Set your policies in all of your sessions; what is left out is set to nothing",
  request: { query: ofUser, body: takesJson(userPolicies) },
  responses: { 200: json("The policies as they are now", userPolicies), ...refusals },
});
policiesConfig.openapi(put, async (c) => {
  const caller = c.get("caller");
  const user_id = userFrom(c.req.valid("query").user_id, caller, "policies");
  const policies = eachOnce(c.req.valid("json"));
  const db = database(c.env);
  const at_ms = now();
  // Before the change: a change without its record would be worse than a record of a try.
  await runTogether(db, [
    insertUser(db, { id: caller.user_id, role: caller.role, at_ms }),
    insertDeed(db, {
      ...{ id: newId("audit"), session_id: null, owner_id: user_id, actor: caller, at_ms },
      ...{ action: "policies.updated", resource_type: "policies", resource_id: user_id },
      details: { owner: user_id, policies: jsonPreviewOf(policies) },
    }),
  ]);
  return c.json(await accountDoor(c.env, user_id).setPolicies(policies), 200);
});

function eachOnce({
  policies,
  restricted_paths,
  blocked_commands,
  tool_allowlist,
}: UserPolicies): UserPolicies {
  return {
    policies: [...new Set(policies)],
    restricted_paths: [...new Set(restricted_paths)],
    blocked_commands: [...new Set(blocked_commands)],
    tool_allowlist: tool_allowlist === null ? null : [...new Set(tool_allowlist)],
  };
}
