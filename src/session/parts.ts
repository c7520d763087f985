// What an object is made of once its session exists, and how the parts are joined: the log tells the
// streams, the engine and whoever waits; the engine's alarm also serves the archive.
import { accountDoor } from "../account/stub.ts";
import { TOOLS } from "../agent/tools/table.ts";
import { archiveStoreOf } from "../archive/store.ts";
import { STREAM_HEARTBEAT_MS } from "../contract/limits.ts";
import { hookCaller } from "../egress/hook-call.ts";
import { type Settings, settingsOf } from "../env.ts";
import { now, sleep } from "../runtime.ts";
import { Archiver } from "./archive/archiver.ts";
import { Engine, type EngineParts } from "./engine.ts";
import { SessionFiles } from "./files.ts";
import { operatorHooksOf } from "./hooks/table.ts";
import { Hub } from "./hub.ts";
import { Log } from "./log.ts";
import { modelOf } from "./model.ts";
import { SpanOutbox } from "./span-outbox.ts";
import type { Store } from "./store.ts";
import { Waiters } from "./waiters.ts";

export interface Parts {
  readonly log: Log;
  readonly hub: Hub;
  readonly engine: Engine;
  readonly files: SessionFiles;
  readonly waiters: Waiters;
  readonly archiver: Archiver;
}

/** Joins the parts over the object's tables, which must be there. Nothing is begun before `isOpen`. */
export function openParts(
  ctx: DurableObjectState,
  env: Env,
  store: Store,
  isOpen: () => boolean,
): Parts {
  const settings = settingsOf(env);
  const compress_over = settings.SESSION_COMPRESS_THRESHOLD;
  const log = new Log(
    store,
    (events, stored) => {
      hub.publish(events, stored);
      archiver.appended();
      engine.appended(events);
      waiters.check();
    },
    compress_over,
  );
  const hub = new Hub(ctx, log, quietBeatsMax(settings.SESSION_IDLE_TIMEOUT_MINUTES));
  const waiters = new Waiters(log);
  const files = new SessionFiles(ctx.storage, env.BLOBS, log, compress_over);
  const archiver = new Archiver({
    ...{ store, log, files },
    archives: archiveStoreOf(settings, env.BLOBS),
    contents: env.BLOBS,
    settings: {
      prefix: settings.ARCHIVE_PREFIX,
      compression: settings.ARCHIVE_COMPRESSION,
      auto_cleanup: settings.ARCHIVE_AUTO_CLEANUP,
    },
    isAtRest: () => engine.isAtRest && hub.size === 0,
    hasNews: () => engine.hasNews,
    changed: () => isOpen() && engine.wake(),
  });
  const account = () => accountDoor(env, ownerOf(log));
  const engine = new Engine({
    storage: ctx.storage,
    store,
    log,
    hub,
    queue: env.EVENTS,
    spans:
      settings.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
        ? null
        : new SpanOutbox(store, log, env.TRACES),
    ...modelOf(settings),
    account: {
      enter: (use) => account().enter(use),
      leave: (use) => account().leave(use),
      forget: (use) => account().forget(use),
      controls: (id) => account().controls(id),
    },
    callHook: hookCaller(settings, { now, random: Math.random, sleep }),
    has_custom_hooks: settings.ENABLE_CUSTOM_HOOKS,
    operator_hooks: operatorHooksOf(settings),
    limits: limitsOf(settings),
    policies: policiesOf(settings),
    tool: (name) => TOOLS.get(name),
    stage: () => files.stage(),
    wholeLog: () => archiver.readable("log"),
    otherwiseDue: () => archiver.due(),
  });
  return { log, hub, engine, files, waiters, archiver };
}

/** The settings that bound a turn, times in ms. */
function limitsOf(settings: Settings): EngineParts["limits"] {
  return {
    max_turns: settings.MAX_TURNS,
    max_continuations: settings.MAX_CONTINUATIONS,
    compact_at_tokens: settings.COMPACT_AT_TOKENS,
    max_retry_delay_ms: settings.MAX_RETRY_DELAY_SECONDS * 1000,
    client_tool_timeout_ms: settings.CLIENT_TOOL_TIMEOUT_SECONDS * 1000,
    approval_timeout_ms: settings.APPROVAL_TIMEOUT_SECONDS * 1000,
  };
}

/** What the operator forbids in every session. */
function policiesOf(settings: Settings): EngineParts["policies"] {
  return {
    policies: settings.DEFAULT_POLICIES,
    restricted_paths: settings.DEFAULT_RESTRICTED_PATHS,
    blocked_commands: settings.DEFAULT_BLOCKED_COMMANDS,
    tool_allowlist: settings.DEFAULT_TOOL_ALLOWLIST,
    user_tool_allowlist: null,
    tool_calls_per_minute: settings.TOOL_CALLS_PER_MINUTE,
    tool_budget_usd: settings.TOOL_BUDGET_USD,
  };
}

/** How many heartbeats a stream may be without anything else; null for as many as there are. */
function quietBeatsMax(minutes: number | null): number | null {
  return minutes === null ? null : Math.ceil((minutes * 60_000) / STREAM_HEARTBEAT_MS);
}

function ownerOf(log: Log): string {
  const state = log.state();
  if (state === null) throw new Error("a session that runs has an owner");
  return state.user_id;
}
