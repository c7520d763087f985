// What a session publishes: the messages on the queue between the sessions and the relational plane.
import { z } from "zod";
import { sessionResource } from "./session.ts";

const auditEntry = z.object({
  id: z.string(),
  seq: z.int(),
  action: z.string(),
  at: z.iso.datetime(),
  actor: z.object({
    user_id: z.string(),
    key_id: z.string().nullable(),
    ip: z.string().nullable(),
    user_agent: z.string().nullable(),
  }),
  resource_type: z.string(),
  resource_id: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const published = z.object({
  session_id: z.string(),
  user_id: z.string(),
  /** The session as of `snapshot.last_seq`: a later one replaces an earlier one. */
  snapshot: sessionResource.omit({ _links: true }),
  audit: z.array(auditEntry),
});
export type Published = z.infer<typeof published>;
