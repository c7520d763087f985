// Seals a session in object storage and brings it back: writes the archive, reads it back, and only then
// is what the object holds let go of. Each step is on record, so that one that died is taken up by the alarm.

import type { SessionState } from "../../agent/state.ts";
import { archiveKey } from "../../archive/keys.ts";
import { packArchive } from "../../archive/pack.ts";
import { verifyArchive } from "../../archive/verify.ts";
import type { ArchiveCompression, ArchiveResource } from "../../contract/archive.ts";
import type { Actor } from "../../contract/caller.ts";
import { LedgeError } from "../../contract/errors.ts";
import {
  ALIVE_ALARM_MS,
  ARCHIVE_RETRY_MS_FIRST,
  ARCHIVE_RETRY_MS_MAX,
} from "../../contract/limits.ts";
import { loggedText, withoutSecrets } from "../../contract/secret.ts";
import { newId, now } from "../../runtime.ts";
import { archiveMembers } from "./members.ts";
import {
  type ArchiveRecord,
  completed,
  isArchivable,
  isOpen,
  newRecord,
  resourceOf,
} from "./record.ts";
import { Unpacker, type UnpackerParts } from "./unpacker.ts";

export interface ArchiverParts extends Omit<UnpackerParts, "auto_cleanup"> {
  readonly settings: {
    readonly prefix: string;
    readonly compression: ArchiveCompression;
    readonly auto_cleanup: boolean;
  };
  /** Whether hooks have still to be told of the session's end: what they say belongs into the archive. */
  readonly hasNews: () => boolean;
}

const WENT_ON = "the session went on before it was archived: ask again when it has ended";

export class Archiver {
  readonly #parts: ArchiverParts;
  readonly #unpacker: Unpacker;
  #working: Promise<void> | undefined;
  #closed = false;
  /** Whether an archive is asked for and not made; undefined: not known since the object woke. */
  #isAsked: boolean | undefined;
  /** Not before: what had to be deleted could not be. */
  #not_before_ms = 0;

  constructor(parts: ArchiverParts) {
    this.#parts = parts;
    this.#unpacker = new Unpacker({ ...parts, auto_cleanup: parts.settings.auto_cleanup });
  }

  #record(): ArchiveRecord | null {
    return this.#parts.store.object<ArchiveRecord>("archive");
  }

  #keep(record: ArchiveRecord): void {
    this.#parts.store.set("archive", JSON.stringify(record));
    this.#isAsked = isOpen(record);
  }

  #state(): SessionState {
    const state = this.#parts.log.state();
    if (state === null) throw new Error("an archive needs a session");
    return state;
  }

  /** The archive as people see it. Throws `not_found` when there is none. */
  resource(): ArchiveResource {
    const record = this.#record();
    if (record === null) throw new LedgeError("not_found", "this session has no archive");
    return resourceOf(record, this.#state().id);
  }

  /**
   * Has the session archived, in the name of `actor`; one that is being archived already goes on, and one
   * that failed is tried again at once. Throws `conflict` for a session that is alive.
   */
  request(compression: ArchiveCompression | null, actor: Actor): ArchiveResource {
    const { id: session_id, status } = this.#state();
    if (status !== "archived") {
      if (!isArchivable(status)) {
        throw new LedgeError(
          "conflict",
          `the session is ${status}; only one that is completed, failed or terminated is archived`,
        );
      }
      const record = this.#record();
      if (record === null || !isOpen(record)) {
        const id = newId("arch");
        const format = compression ?? this.#parts.settings.compression;
        const key = { sessionId: session_id, archiveId: id };
        const path = archiveKey(this.#parts.settings.prefix, key, format);
        const given = { id, path, compression: format, at_ms: now(), requested_by: actor };
        this.#keep(newRecord(given, record));
      } else if (record.status === "failed") {
        this.#keep({ ...record, status: "pending", next_attempt_at: null });
      }
    }
    this.work();
    this.#parts.changed();
    return this.resource();
  }

  /** Something was appended: a session that goes on takes back that it was to be archived. */
  appended(): void {
    const { status } = this.#state();
    if (status === "archived" || isArchivable(status)) return;
    const record = (this.#isAsked ?? true) ? this.#record() : null;
    this.#isAsked = false;
    if (record !== null && isOpen(record)) this.#fail(record, WENT_ON, null);
  }

  /** `wait_ms`: until it is tried again; null where nobody does. */
  #fail(record: ArchiveRecord, error_message: string, wait_ms: number | null): void {
    const at_ms = now();
    const updated_at = new Date(at_ms).toISOString();
    const next_attempt_at = wait_ms === null ? null : new Date(at_ms + wait_ms).toISOString();
    this.#keep({ ...record, status: "failed", error_message, next_attempt_at, updated_at });
  }

  /** When there is something to do; null when there is nothing. */
  due(): number | null {
    // Asked with every append: a session that is alive has nothing of this on record to look at.
    const { status } = this.#state();
    if (this.#closed || !(status === "archived" || isArchivable(status))) return null;
    if (this.#working !== undefined) return now() + ALIVE_ALARM_MS;
    const due = this.#dueOf(this.#record());
    return due === null ? null : Math.max(due, this.#not_before_ms);
  }

  #dueOf(record: ArchiveRecord | null): number | null {
    if (record === null) return null;
    if (isOpen(record)) return this.#attemptAt(record);
    if (record.previous_paths.length > 0 && record.status === "completed") return now();
    return this.#state().status === "archived" ? this.#unpacker.due() : null;
  }

  #attemptAt({ status, attempts, updated_at, next_attempt_at }: ArchiveRecord): number {
    if (this.#parts.hasNews()) return now() + ALIVE_ALARM_MS;
    // One that died is taken up at once, and later if it dies again and again.
    if (status === "in_progress" && attempts > 1) {
      return Date.parse(updated_at) + waitAfter(attempts - 1);
    }
    return next_attempt_at === null ? now() : Date.parse(next_attempt_at);
  }

  /** Does what is due, on its own: nobody's request waits for it. */
  work(): void {
    if (this.#working !== undefined || this.#closed) return;
    this.#working = this.#work()
      .catch((error: unknown) => {
        this.#not_before_ms = now() + ARCHIVE_RETRY_MS_FIRST;
        console.error({ event: "session.archive_cleanup_failed", error: loggedText(error) });
      })
      .finally(() => {
        this.#working = undefined;
        this.#parts.changed();
      });
  }

  async #work(): Promise<void> {
    const record = this.#record();
    if (record !== null && isOpen(record) && isArchivable(this.#state().status)) {
      if (this.#attemptAt(record) <= now()) await this.#attempt(record);
    }
    if (this.#closed) return;
    if (this.#state().status === "archived") await this.#unpacker.work();
    await this.#deletePrevious();
  }

  async #attempt(before: ArchiveRecord): Promise<void> {
    const attempts = before.attempts + 1;
    const updated_at = new Date(now()).toISOString();
    const record = { ...before, status: "in_progress" as const, attempts, updated_at };
    this.#keep({ ...record, error_message: null, next_attempt_at: null });
    try {
      await this.#seal(record);
    } catch (error) {
      if (this.#closed) return;
      console.error({ event: "session.archive_failed", id: record.id, error: loggedText(error) });
      const after = this.#record();
      if (after?.id !== record.id || after.status !== "in_progress") return;
      this.#fail(record, told(error), waitAfter(attempts));
    }
  }

  /** Writes the archive, reads it back whole, and says so in the log. */
  async #seal(record: ArchiveRecord): Promise<void> {
    const { log, archives } = this.#parts;
    const { id: archive_id, archive_path, compression } = record;
    const state = this.#state();
    const packing = packArchive(archiveMembers(this.#parts, state), {
      compression,
      events: state.last_seq,
    });
    const { size_bytes } = await archives.write(archive_path, packing.stream);
    const source = await archives.open(archive_path);
    if (source === null) throw new Error("the archive cannot be found after it was written");
    const { sha256 } = packing.packed();
    const manifest = await verifyArchive(source, compression, { sha256 });
    if (this.#closed) return;
    if (this.#state().last_seq !== state.last_seq) {
      await archives.delete(archive_path);
      throw new Error("the session changed while it was archived");
    }
    const archived = { type: "session.archived" as const, archive_id, archive_path, size_bytes };
    log.append([archived], {
      actor: record.requested_by,
      commit: () => {
        const up_to_seq = state.last_seq;
        this.#keep(completed(record, { manifest, size_bytes, up_to_seq, at_ms: now() }));
      },
    });
  }

  /** Deletes the archives in whose place there is a verified one now. */
  async #deletePrevious(): Promise<void> {
    const record = this.#record();
    if (record?.status !== "completed" || record.previous_paths.length === 0) return;
    for (const path of record.previous_paths) await this.#parts.archives.delete(path);
    if (this.#record()?.id === record.id) this.#keep({ ...record, previous_paths: [] });
  }

  /** Makes what is only in the archive readable here, for a while. Throws `unavailable` when it cannot be read. */
  unpack(what: "log" | "files"): Promise<void> {
    return this.#unpacker.unpack(what);
  }

  /** The same for what may be asked at any time: of a session that is not archived nothing is away. */
  async readable(what: "log" | "files"): Promise<void> {
    if (this.#state().status === "archived") await this.unpack(what);
  }

  /** Brings the session back to life: same id, same seqs, same files. Throws `conflict` unless it is archived. */
  async restore(append: (archive_id: string, commit: () => void) => void): Promise<void> {
    const state = this.#state();
    if (state.status !== "archived") {
      throw new LedgeError(
        "conflict",
        `the session is ${state.status}; only an archived one is restored`,
      );
    }
    await this.unpack("files");
    if (this.#state().status !== "archived") return;
    append(state.archive_id ?? "", () => this.#unpacker.forget());
    this.#parts.changed();
  }

  /** Ends whatever is under way and deletes the archives: the session is being erased. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#unpacker.close();
    await this.#working;
    const record = this.#record();
    const paths = record === null ? [] : [record.archive_path, ...record.previous_paths];
    for (const path of paths) await this.#parts.archives.delete(path);
  }
}

/** The wait before the next attempt, in ms. */
function waitAfter(attempts: number): number {
  return Math.min(ARCHIVE_RETRY_MS_MAX, ARCHIVE_RETRY_MS_FIRST * 2 ** (attempts - 1));
}

/** What people are told of a failure: never what a store or a bug says of itself in full. */
function told(error: unknown): string {
  const text = error instanceof Error ? error.message : "the archive could not be made";
  return withoutSecrets(text).slice(0, 500);
}
