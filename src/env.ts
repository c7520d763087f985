// The settings: every variable Ledge reads, parsed once with zod, so that a wrong one fails at the
// door with its name instead of somewhere inside. docs/guides/configuration.md is made from this.
import { z } from "zod";
import { archiveCompression } from "./contract/archive.ts";
import { permissionMode, policyName } from "./contract/session.ts";
import { OFFLINE_DEFAULT_MODEL } from "./emulator/models.ts";

const flag = z
  .enum(["true", "false"], { error: 'expected "true" or "false"' })
  .transform((text) => text === "true");

/** A number written as text, as every variable is; `or` says in words what else is taken. */
function number(low: number, high: number, or = "") {
  const expected = `expected a number from ${low} to ${high}${or}`;
  return z
    .string()
    .trim()
    .min(1, expected)
    .pipe(z.coerce.number<string>(expected).min(low, expected).max(high, expected));
}

/** A number, or the word `none` for no limit: 0 could be read as either. */
function numberOrNone(low: number, high: number) {
  const or = ", or none";
  const none = z.literal("none").transform(() => null);
  return z.union([none, number(low, high, or)], `expected a number from ${low} to ${high}${or}`);
}

const list = z.string().transform((text) =>
  text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ""),
);

/** A list that has entries by default, and `none` for an empty one: an empty value is not set. */
const listOrNone = list.transform((entries) => (entries.join() === "none" ? [] : entries));

/** A host, or `*.` and a host for everything below it; kept as the URL parser has it, without brackets. */
const HOST_PATTERN_ERROR = "expected hosts by comma, as api.example.com or *.example.com";
const hostPatterns = list.transform((entries, context) =>
  entries.map((entry) => {
    const [, below = "", host = ""] = /^(\*\.)?([^*/?#@\\\s]+)$/.exec(entry) ?? [];
    const parsed = URL.parse(`https://${host}`);
    // What has a port, or is no host at all, would never match.
    if (parsed === null || parsed.host === "" || parsed.port !== "" || /:\d+$/.test(host)) {
      context.addIssue({ code: "custom", message: HOST_PATTERN_ERROR });
    }
    return `${below}${parsed?.hostname.replace(/^\[(.*)\]$/, "$1") ?? ""}`;
  }),
);

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e]*$/;

/** `name=value,name=value`, values percent-encoded: W3C Baggage without its properties, as OTLP has it. */
const headers = z.string().transform((text, context): Record<string, string> => {
  const pairs = text.split(",").filter((pair) => pair.trim() !== "");
  const entries = pairs.map((pair) => headerOf(pair));
  if (entries.every((entry) => entry !== null)) return Object.fromEntries(entries);
  context.addIssue("expected name=value by comma, values percent-encoded");
  return z.NEVER;
});

/** Null for what is no header. */
function headerOf(pair: string): [string, string] | null {
  const [, name = "", encoded = ""] = /^\s*([^=]*?)\s*=\s*(.*?)\s*$/s.exec(pair) ?? [];
  try {
    const value = decodeURIComponent(encoded);
    return HEADER_NAME.test(name) && HEADER_VALUE.test(value) ? [name, value] : null;
  } catch {
    // A percent sign that encodes nothing.
    return null;
  }
}

export const settingsSchema = z.object({
  ENVIRONMENT: z
    .enum(["production", "development"])
    .default("production")
    .describe("`development` lets the offline model answer when no ANTHROPIC_API_KEY is set"),
  ANTHROPIC_API_KEY: z.string().min(1).optional().describe("key of the Messages API"),
  ANTHROPIC_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("any endpoint that speaks the Messages API"),
  DEFAULT_MODEL: z
    .string()
    .min(1)
    .optional()
    .describe("model of sessions that name none; `claude-sonnet-5-5`, or `offline-sonnet` offline"),
  DEFAULT_PERMISSION_MODE: permissionMode.default("default").describe("of new sessions"),
  ALLOW_BYPASS_PERMISSIONS: flag
    .default(false)
    .describe("whether a session may use permission mode `bypassPermissions`"),
  DEFAULT_POLICIES: listOrNone
    .pipe(z.array(policyName))
    .default(["FileAccessPolicy", "CommandPolicy"])
    .describe(
      "policies that hold in every session, by comma, or `none`; `custom_policies` adds to them",
    ),
  DEFAULT_RESTRICTED_PATHS: listOrNone
    .default(["/etc/passwd", "/etc/shadow", "~/.ssh", "~/.aws/credentials"])
    .describe(
      "what FileAccessPolicy keeps closed, by comma, or `none`; `~` is the working directory",
    ),
  DEFAULT_BLOCKED_COMMANDS: listOrNone
    .default(["rm -rf", "sudo rm", "format", "dd"])
    .describe("what CommandPolicy stops, by comma, or `none`"),
  DEFAULT_TOOL_ALLOWLIST: list
    .default([])
    .describe("the only tools that ToolAllowlistPolicy lets run, by comma"),
  TOOL_CALLS_PER_MINUTE: number(1, 10_000)
    .default(60)
    .describe("tool calls of one session in any minute that RateLimitPolicy lets run"),
  TOOL_BUDGET_USD: number(0, 1_000_000_000)
    .default(10)
    .describe("what a session may have cost when BudgetPolicy lets its next tool call run"),
  MAX_RETRIES: number(0, 20).default(3).describe("retries of one model call"),
  RETRY_DELAY_SECONDS: number(0, 300).default(2).describe("delay before the first retry"),
  MAX_RETRY_DELAY_SECONDS: number(0, 3600).default(30).describe("upper bound of a retry's delay"),
  TIMEOUT_SECONDS: number(1, 3600)
    .default(120)
    .describe("a model stream silent for so long is cut"),
  MAX_TURNS: number(1, 1000).default(25).describe("model calls in one turn"),
  MAX_CONTINUATIONS: number(0, 100)
    .default(5)
    .describe("times in a row that an answer which was not the last word is asked on"),
  COMPACT_AT_TOKENS: number(1000, 10_000_000)
    .default(160_000)
    .describe("a context of more tokens is summarised before the next model call"),
  CLIENT_TOOL_TIMEOUT_SECONDS: number(1, 31_536_000)
    .default(604_800)
    .describe("a call that a client runs is settled as expired after so long"),
  APPROVAL_TIMEOUT_SECONDS: number(1, 31_536_000)
    .default(86_400)
    .describe("a permission request that nobody answers is denied after so long"),
  ENABLE_AUDIT_HOOK: flag
    .default(true)
    .describe("whether the built-in hook `audit` adds what agents do to the audit trail"),
  ENABLE_METRICS_HOOK: flag
    .default(true)
    .describe("whether the built-in hook `metrics` takes snapshots of sessions' counts"),
  ENABLE_PERSISTENCE_HOOK: flag
    .default(true)
    .describe(
      "whether the built-in hook `persistence` keeps rows of messages and tool calls in D1",
    ),
  ENABLE_NOTIFICATION_HOOK: flag
    .default(true)
    .describe("whether the built-in hook `notification` has `Notification` hooks called"),
  ENABLE_CUSTOM_HOOKS: flag
    .default(true)
    .describe("whether hooks that users registered are called"),
  ENABLE_CUSTOM_POLICIES: flag
    .default(true)
    .describe("whether a session may name `custom_policies`; those of earlier sessions hold"),
  METRICS_SNAPSHOT_INTERVAL_SECONDS: number(1, 86_400)
    .default(60)
    .describe("a running turn has a snapshot of its metrics at its first event after each so long"),
  ADMIN_API_KEY: z
    .string()
    .min(16, "expected at least 16 characters")
    .refine(
      (key) => !key.startsWith("lk_"),
      "expected no key that begins with lk_, as users' keys do",
    )
    .optional()
    .describe("the first admin's key"),
  JWT_SECRET: z
    .string()
    .min(32, "expected at least 32 characters")
    .optional()
    .describe("shared secret of HS256 tokens"),
  JWT_JWKS_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("keys of RS256 and ES256 tokens"),
  JWT_ISSUER: z.string().min(1).optional().describe("required `iss` of a token"),
  JWT_AUDIENCE: z.string().min(1).optional().describe("required `aud` of a token"),
  CORS_ORIGINS: list.default([]).describe("browser origins that may call the API, by comma"),
  EGRESS_ALLOW: hostPatterns
    .default([])
    .describe(
      "the only hosts that hooks may be at, by comma, `*.example.com` for all below one; any public host when none is named",
    ),
  EGRESS_DENY: hostPatterns
    .default([])
    .describe("hosts that hooks may not be at, also when EGRESS_ALLOW names them"),
  EGRESS_DOH_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      "DNS over HTTPS, as `https://cloudflare-dns.com/dns-query`: a name is looked up before each call, and one with an address that is not public is refused",
    ),
  ALLOW_PRIVATE_EGRESS: flag
    .default(false)
    .describe(
      "lets hooks be at loopback and private addresses, over http too; `true` in `npm run dev`",
    ),
  ALLOWED_HOSTS: list
    .default([])
    .describe(
      "host names that the service answers to, by comma; without any, to every name. `npm run dev` sets those of loopback",
    ),
  RATE_LIMIT_PER_MINUTE: number(1, 1_000_000)
    .default(600)
    .describe("requests of one key in a minute"),
  MAX_CONCURRENT_INTERACTIVE_SESSIONS: number(1, 10_000)
    .default(10)
    .describe("interactive and forked sessions of one user that run at once; others stand in line"),
  MAX_CONCURRENT_BACKGROUND_SESSIONS: number(1, 10_000)
    .default(50)
    .describe("background sessions of one user that run at once; others stand in line"),
  USER_MONTHLY_BUDGET_USD: numberOrNone(0.01, 1_000_000_000)
    .default(100)
    .describe("what one user's sessions may cost in a UTC month; `none` for no limit"),
  SESSION_CHECKPOINT_INTERVAL: number(1, 10_000)
    .default(1)
    .describe("every so many turns the end of one is listed as a checkpoint"),
  SESSION_COMPRESS_THRESHOLD: number(100, 1_000_000_000)
    .default(1000)
    .describe("characters from which text is stored compressed, where that is smaller"),
  STORAGE_PROVIDER: z
    .enum(["r2", "s3"])
    .default("r2")
    .describe("where archives are kept: the R2 bucket, or any S3-compatible store"),
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("address of the S3-compatible store, without the bucket"),
  S3_BUCKET: z.string().min(1).optional().describe("bucket for archives"),
  S3_REGION: z.string().min(1).default("auto").describe("region that requests are signed for"),
  S3_ACCESS_KEY_ID: z.string().min(1).optional().describe("key that requests are signed with"),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional().describe("its secret"),
  ARCHIVE_PREFIX: z
    .string()
    .regex(/^(?!\/)[\w!.*'()/-]{0,200}$/, "expected a key's beginning, such as archives/")
    .default("archives/")
    .describe("what the keys of archives begin with"),
  ARCHIVE_COMPRESSION: archiveCompression
    .default("gzip")
    .describe("of archives whose request names none"),
  ARCHIVE_AUTO_CLEANUP: flag
    .default(true)
    .describe("empties a session's own storage once its archive is verified"),
  ARCHIVE_RETENTION_DAYS: numberOrNone(1, 36_500)
    .default(90)
    .describe("an archived session is erased after so long; `none` for never"),
  SESSION_IDLE_TIMEOUT_MINUTES: numberOrNone(1, 525_600)
    .default(30)
    .describe("a stream on which nothing happened for so long is ended; its client comes back"),
  SESSION_AUTO_ARCHIVE_DAYS: numberOrNone(1, 36_500)
    .default(180)
    .describe("a session that did not change for so long is archived; `none` for never"),
  SESSION_CLEANUP_DAYS: numberOrNone(1, 36_500)
    .default(30)
    .describe("a session in which nothing was ever said is erased after so long"),
  TOOL_OUTPUT_RETENTION_DAYS: numberOrNone(1, 36_500)
    .default(30)
    .describe("what D1 shows of tool calls' inputs and outputs is blanked after so long"),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .refine(
      (url) => URL.parse(url)?.username === "",
      "expected an address without a password; OTEL_EXPORTER_OTLP_HEADERS is for it",
    )
    .optional()
    .describe(
      "OpenTelemetry collector that is sent traces, below `/v1/traces`; none are made without",
    ),
  OTEL_EXPORTER_OTLP_HEADERS: headers
    .optional()
    .describe("headers for the collector, such as `api-key=…`: a secret"),
  OTEL_EXPORTER_OTLP_TIMEOUT: number(1, 60_000)
    .default(10_000)
    .describe("milliseconds that the collector may take to answer"),
  OTEL_SERVICE_NAME: z.string().min(1).default("ledge").describe("`service.name` of the traces"),
});

export type Settings = z.output<typeof settingsSchema>;

const S3_NEEDS = ["S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const;

/** Which Messages API answers: the real one, or the emulator inside the Worker. */
export function isOffline(settings: Settings): boolean {
  return settings.ANTHROPIC_API_KEY === undefined && settings.ANTHROPIC_BASE_URL === undefined;
}

/** The model of a session that names none. */
export function defaultModel(settings: Settings): string {
  return (
    settings.DEFAULT_MODEL ?? (isOffline(settings) ? OFFLINE_DEFAULT_MODEL : "claude-sonnet-5-5")
  );
}

/** Each wrong variable with what was expected; never its value, which may be a secret. */
export class SettingsError extends Error {}

/**
 * Reads the settings out of the environment. An empty string counts as not set.
 * Throws SettingsError naming every wrong or missing variable.
 */
export function parseSettings(environment: Record<string, unknown>): Settings {
  const given = Object.fromEntries(
    Object.keys(settingsSchema.shape)
      .map((name) => [name, environment[name]])
      .filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new SettingsError(`wrong settings: ${lines.join("; ")}`);
  }
  const settings = parsed.data;
  const missing = S3_NEEDS.filter((name) => settings[name] === undefined);
  if (settings.STORAGE_PROVIDER === "s3" && missing.length > 0) {
    throw new SettingsError(
      `wrong settings: ${missing.join(", ")}: required with STORAGE_PROVIDER s3`,
    );
  }
  if (settings.ENVIRONMENT === "production" && isOffline(settings)) {
    throw new SettingsError("wrong settings: ANTHROPIC_API_KEY: required in production");
  }
  return settings;
}

let cached: { env: object; settings: Settings } | undefined;

/** The Worker's settings; parsed once per isolate. Throws SettingsError. */
export function settingsOf(env: object): Settings {
  if (cached?.env !== env) cached = { env, settings: parseSettings({ ...env }) };
  return cached.settings;
}
