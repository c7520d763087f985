// What secrets look like: the formats of keys and tokens, by which they are kept out of every copy
// of what people said. The log itself holds their words as they were: the agent works with them.
import { withTexts } from "./json.ts";
import { LOGGED_ERROR_CHARS_MAX } from "./limits.ts";

/** Each finds one kind of secret. None may take more than linear time: what they search is foreign. */
const SECRET_FORMATS: readonly RegExp[] = [
  // Keys of model APIs, and of whoever else begins them with sk-.
  /\bsk-[A-Za-z0-9_-]{16,}/g,
  // Ledge's own.
  /\blk_[A-Za-z0-9_-]{16,}/g,
  /\bledge_admin_[A-Za-z0-9_-]{16,}/g,
  // JSON Web Tokens, also when their end is cut off.
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bgh[oprsu]_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/g,
  /\bglpat-[A-Za-z0-9_-]{16,}/g,
  /\bxox[abeprs]-[A-Za-z0-9-]{10,}/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\b(?:npm|hf)_[A-Za-z0-9]{30,}/g,
  /\b[prs]k_(?:live|test)_[A-Za-z0-9]{16,}/g,
  /\bwhsec_[A-Za-z0-9+/=]{16,}/g,
  /\bBearer\s+[A-Za-z0-9._~+/=-]{16,}/gi,
  // The password in an address.
  /(?<=:\/\/[^\s/:@]{1,100}:)[^\s/@]{1,200}(?=@)/g,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g,
];

const REDACTED = "[redacted]";

/** The text with everything that looks like a secret taken out. */
export function withoutSecrets(text: string): string {
  return SECRET_FORMATS.reduce((left, format) => left.replace(format, REDACTED), text);
}

/** The same for every text in a JSON value, names of fields included. */
export function withoutSecretsIn<T>(value: T): T {
  return withTexts(value, withoutSecrets);
}

/** A failure as a line of the log tells it: without secrets, and no longer than it may be. */
export function loggedText(error: unknown): string {
  return withoutSecrets(String(error)).slice(0, LOGGED_ERROR_CHARS_MAX);
}
