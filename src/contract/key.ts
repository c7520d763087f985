// API keys as people make, list and revoke them. The key itself is shown once, when it is made:
// what is stored is its digest, so nothing here can give it back.
import { z } from "zod";
import { SCOPES } from "./caller.ts";
import { NAME_CHARS_MAX } from "./limits.ts";

/** A user as a JWT's `sub` names one: no user is made by hand. */
export const userId = z
  .string()
  .regex(/^[A-Za-z0-9_.:@|-]{1,128}$/, "expected 1 to 128 of A-Z a-z 0-9 _ . : @ | -");

const scope = z.enum(SCOPES);

export const keyCreate = z.strictObject({
  name: z.string().min(1).max(NAME_CHARS_MAX),
  scopes: z.array(scope).min(1).max(SCOPES.length),
  /** Whose key it is; another user's may be made by admins only. */
  user_id: userId.optional(),
  expires_at: z.iso.datetime({ offset: true }).optional(),
});
export type KeyCreate = z.infer<typeof keyCreate>;

export const keyResource = z
  .object({
    id: z.string(),
    user_id: z.string(),
    name: z.string(),
    /** The key's first characters, by which people recognise it. */
    prefix: z.string(),
    scopes: z.array(scope),
    expires_at: z.iso.datetime().nullable(),
    revoked_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: "ApiKey" });
export type KeyResource = z.infer<typeof keyResource>;

export const keyCreated = keyResource
  .extend({
    /** The key, in the first answer only: null when an Idempotency-Key is used again. */
    key: z.string().nullable(),
  })
  .meta({ id: "CreatedApiKey" });
export type KeyCreated = z.infer<typeof keyCreated>;

/** Who the presented credential speaks for. */
export const me = z
  .object({
    user_id: z.string(),
    role: z.enum(["user", "admin"]),
    scopes: z.array(scope),
    key_id: z.string().nullable(),
  })
  .meta({ id: "Me" });
