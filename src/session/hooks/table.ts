// The built-in hooks by name, and who switches them: the operator by a setting, a user by the
// `hooks_enabled` of a session. Each is a plain function beside this file that the publication calls
// for every event, so that what it writes is a function of the log; `notification` alone decides
// whether registered `Notification` hooks are called, which the engine asks.
import { BUILTIN_HOOKS, type BuiltinHook } from "../../contract/hook.ts";
import type { Settings } from "../../env.ts";

/** The setting by which the operator switches a hook off for everybody. */
const SWITCHES = {
  audit: "ENABLE_AUDIT_HOOK",
  metrics: "ENABLE_METRICS_HOOK",
  persistence: "ENABLE_PERSISTENCE_HOOK",
  notification: "ENABLE_NOTIFICATION_HOOK",
} as const satisfies Record<BuiltinHook, keyof Settings>;

/** Whether a built-in hook works in a session: where the operator and the session both have it on. */
export function isOn(
  { on }: OperatorHooks,
  { hooks_enabled }: { readonly hooks_enabled: readonly string[] },
  name: BuiltinHook,
): boolean {
  return on.includes(name) && hooks_enabled.includes(name);
}

/** What the operator has set for hooks. */
export interface OperatorHooks {
  readonly on: readonly BuiltinHook[];
  /** How long a running turn may go without a snapshot of its metrics. */
  readonly snapshot_interval_ms: number;
}

/** The settings as the publication takes them. */
export function operatorHooksOf(settings: Settings): OperatorHooks {
  return {
    on: BUILTIN_HOOKS.filter((name) => settings[SWITCHES[name]]),
    snapshot_interval_ms: settings.METRICS_SNAPSHOT_INTERVAL_SECONDS * 1000,
  };
}
