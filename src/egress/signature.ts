// The signature by which a receiver knows that a call is Ledge's, whole and new: Standard Webhooks
// (https://www.standardwebhooks.com), so that receivers can verify it with a library they have.
import { Webhook } from "standardwebhooks";

/**
 * The headers that sign a body sent at `at_ms`. `id` tells receivers which calls are the same one.
 * Throws for a secret that is not `whsec_` and base64.
 */
export function signedHeaders(
  secret: string,
  id: string,
  at_ms: number,
  body: string,
): Record<string, string> {
  const at = new Date(at_ms);
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at_ms / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, at, body),
  };
}
