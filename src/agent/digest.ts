// Digests by which an agent and its session name things, or know them again.
import { createHash } from "node:crypto";

/** The SHA-256 of a text in hex; at once, unlike that of Web Crypto. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
