// From what a client may leave out to a session's full configuration: where every default is.
import { LedgeError } from "../contract/errors.ts";
import { BUILTIN_HOOKS } from "../contract/hook.ts";
import {
  BUILTIN_TOOL_NAMES,
  type PermissionMode,
  type SessionConfig,
  type SessionCreate,
} from "../contract/session.ts";
import { defaultModel, type Settings } from "../env.ts";

const WORKING_DIRECTORY = "/workspace";

/** Throws `forbidden` for a permission mode that the settings do not allow, `switched_off` for policies. */
export function sessionConfigOf(body: SessionCreate, settings: Settings): SessionConfig {
  const permission_mode = body.permission_mode ?? settings.DEFAULT_PERMISSION_MODE;
  refuseForbiddenMode(permission_mode, settings);
  refuseCustomPolicies(body.custom_policies, settings);
  return {
    name: body.name ?? null,
    description: body.description ?? null,
    mode: body.mode ?? "interactive",
    model: body.model ?? defaultModel(settings),
    working_directory: body.working_directory ?? WORKING_DIRECTORY,
    tools: body.tools ?? [...BUILTIN_TOOL_NAMES],
    custom_tools: body.custom_tools ?? [],
    allowed_tools: body.allowed_tools ?? [],
    disallowed_tools: body.disallowed_tools ?? [],
    ask_tools: body.ask_tools ?? [],
    system_prompt: body.system_prompt ?? null,
    sdk_options: body.sdk_options ?? {},
    include_partial_messages: body.include_partial_messages ?? false,
    max_retries: body.max_retries ?? settings.MAX_RETRIES,
    retry_delay: body.retry_delay ?? settings.RETRY_DELAY_SECONDS,
    timeout_seconds: body.timeout_seconds ?? settings.TIMEOUT_SECONDS,
    hooks_enabled: body.hooks_enabled ?? [...BUILTIN_HOOKS],
    permission_mode,
    custom_policies: body.custom_policies ?? [],
    budget: body.budget ?? null,
    retention: body.retention ?? {},
    template_id: null,
    metadata: body.metadata ?? {},
  };
}

/** A mode without any check is the operator's to allow, on creation and on every change. */
export function refuseForbiddenMode(mode: PermissionMode | undefined, settings: Settings): void {
  if (mode !== "bypassPermissions" || settings.ALLOW_BYPASS_PERMISSIONS) return;
  throw new LedgeError(
    "forbidden",
    "permission mode bypassPermissions is switched off here (ALLOW_BYPASS_PERMISSIONS)",
  );
}

/** Policies of a session's own are the operator's to allow, on creation and on every change. */
export function refuseCustomPolicies(
  policies: readonly string[] | undefined,
  settings: Settings,
): void {
  if (policies === undefined || policies.length === 0 || settings.ENABLE_CUSTOM_POLICIES) return;
  const message =
    "expected none: policies of sessions are switched off here (ENABLE_CUSTOM_POLICIES)";
  throw new LedgeError("switched_off", `custom_policies: ${message}`, {
    issues: [{ path: "custom_policies", message }],
  });
}
