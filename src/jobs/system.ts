// In whose name jobs call sessions: nobody's, with the rights of an admin.
import type { Caller } from "../contract/caller.ts";

export const SYSTEM: Caller = {
  user_id: "system",
  role: "admin",
  scopes: ["read", "admin"],
  key_id: null,
  ip: null,
  user_agent: null,
  request_id: "req_job",
};
