// A session from an archive that somebody uploads: nothing of it is believed. Every event is parsed, the log
// must fold, files must be whole, and what it may do is what a new session may.

import type { SessionState } from "../../agent/state.ts";
import type { ArchiveSource } from "../../archive/source.ts";
import { FORMAT_BYTES, formatOf, readArchive, UPLOAD_LIMITS } from "../../archive/unpack.ts";
import { LedgeError } from "../../contract/errors.ts";
import { type EventDraft, eventSchema } from "../../contract/event.ts";
import type { Id } from "../../contract/ids.ts";
import { type SessionConfig, sessionConfig } from "../../contract/session.ts";
import type { Settings } from "../../env.ts";
import { now } from "../../runtime.ts";
import type { History } from "../../workspace/history.ts";
import { Workspace } from "../../workspace/workspace.ts";
import { contentPrefix } from "../files.ts";
import { Log, type TakenEvent } from "../log.ts";
import { placeOf } from "../places.ts";
import type { Store } from "../store.ts";
import { type ArchivedSession, loadArchive } from "./load.ts";

export interface ImportRequest {
  readonly id: Id<"sesn">;
  /** Whose it will be. */
  readonly user_id: string;
  /** Its key in the archives' store. */
  readonly path: string;
  /** Without one, the name that it had. */
  readonly name: string | null;
}

export interface ImportParts {
  readonly store: Store;
  readonly storage: DurableObjectStorage;
  readonly contents: R2Bucket;
  readonly settings: Settings;
}

/**
 * Loads an archive into an empty object. Gives the event that makes it a session and the seq that it goes
 * behind. Throws `invalid_request` or `too_large` saying what is wrong; then a part of it may be there.
 */
export async function importSession(
  { store, storage, contents, settings }: ImportParts,
  source: ArchiveSource,
  { id, user_id, name }: ImportRequest,
): Promise<{ drafts: EventDraft[]; adopted_seq: number }> {
  const compress_over = settings.SESSION_COMPRESS_THRESHOLD;
  store.transaction(() => {
    store.migrate();
    store.set("copying", id);
  });
  const log = new Log(store, () => undefined, compress_over);
  let archived: ArchivedSession | undefined;
  let history: History | undefined;
  const format = formatOf(await headOf(source));
  if (format === null) throw refused("expected a tar, a tar.gz or a zip");
  await loadArchive(readArchive(source, format, UPLOAD_LIMITS), {
    log,
    wants: { log: true, files: true },
    check: checked(),
    history: () => {
      if (history === undefined) throw refused("its files come before session.json");
      return history;
    },
    onSession: (session) => {
      archived = session;
      const root = session.session.working_directory;
      const options = {
        prefix: contentPrefix(id),
        root,
        now,
        compress_over,
        onDamaged: () => undefined,
      };
      history = new Workspace(storage, contents, options).history();
    },
  });
  const state = folded(log);
  if (archived?.session.working_directory !== state.config.working_directory) {
    throw refused("its log and session.json name different working directories");
  }
  history?.assertComplete(state.last_seq);
  store.set("adopted_seq", state.last_seq);
  if (archived.versions_from > 0) store.set("versions_from", archived.versions_from);
  const { to_seq: _, ...placement } = placeOf(log, state, {}, "archive");
  const config = configOf(state.config, settings);
  const imported: EventDraft<"session.imported"> = {
    type: "session.imported",
    session_id: id,
    user_id,
    config: name === null ? config : { ...config, name },
    turn_count: state.turn?.number ?? state.turn_count,
    source_session_id: state.id,
    ...placement,
  };
  return { drafts: [imported], adopted_seq: state.last_seq };
}

async function headOf(source: ArchiveSource): Promise<Uint8Array> {
  if (source.size_bytes === 0) return new Uint8Array();
  const length = Math.min(FORMAT_BYTES, source.size_bytes);
  return new Response(await source.read({ offset: 0, length })).bytes();
}

/** Checks events one after the other. */
function checked(): (event: TakenEvent) => void {
  let last = { seq: 0, at: 0 };
  return ({ seq, at, body }) => {
    if (seq !== last.seq + 1) throw refused(`expected the event of seq ${last.seq + 1}`);
    if (at < last.at) throw refused(`the event of seq ${seq} is older than the one before it`);
    const parsed = eventSchema.safeParse(JSON.parse(body));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw refused(`the event of seq ${seq}: ${issue?.path.join(".")}: ${issue?.message}`);
    }
    last = { seq, at };
  };
}

function folded(log: Log): SessionState {
  try {
    const state = log.state();
    if (state !== null) return state;
  } catch {
    // What the fold throws for is no log.
  }
  throw refused("its events are no session's log");
}

/** What the session may do here is what this operator allows. */
function configOf(given: SessionConfig, settings: Settings): SessionConfig {
  const parsed = sessionConfig.safeParse(given);
  if (!parsed.success) throw refused("its settings cannot be read");
  const { legal_hold: _, ...retention } = parsed.data.retention;
  const isBypassing = parsed.data.permission_mode === "bypassPermissions";
  const isAllowed = settings.ALLOW_BYPASS_PERMISSIONS || !isBypassing;
  return {
    ...parsed.data,
    retention,
    mode: parsed.data.mode === "forked" ? "interactive" : parsed.data.mode,
    permission_mode: isAllowed ? parsed.data.permission_mode : settings.DEFAULT_PERMISSION_MODE,
  };
}

function refused(why: string): LedgeError {
  return new LedgeError("invalid_request", `the archive cannot be imported: ${why}`);
}
