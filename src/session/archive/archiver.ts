// Seals a session in object storage and brings it back: writes the archive, reads it back, and only then
// lets go of what the object holds. Each step is on record, so that one that died is taken up by the alarm.

import type { SessionState } from "../../agent/state.ts";
import { archiveKey } from "../../archive/keys.ts";
import { packArchive } from "../../archive/pack.ts";
import type { ArchiveStore } from "../../archive/source.ts";
import { OWN_LIMITS, readArchive } from "../../archive/unpack.ts";
import { verifyArchive } from "../../archive/verify.ts";
import type { ArchiveCompression, ArchiveResource } from "../../contract/archive.ts";
import { LedgeError } from "../../contract/errors.ts";
import {
  ALIVE_ALARM_MS,
  ARCHIVE_RETRY_MS_FIRST,
  ARCHIVE_RETRY_MS_MAX,
  UNPACKED_MS,
} from "../../contract/limits.ts";
import { loggedText, withoutSecrets } from "../../contract/secret.ts";
import { newId, now } from "../../runtime.ts";
import { eraseContents, type SessionFiles } from "../files.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store.ts";
import { loadArchive } from "./load.ts";
import { archiveMembers } from "./members.ts";
import {
  type ArchiveRecord,
  completed,
  isArchivable,
  newRecord,
  resourceOf,
  type Sealed,
} from "./record.ts";

export interface ArchiverParts {
  readonly store: Store;
  readonly log: Log;
  readonly files: SessionFiles;
  readonly archives: ArchiveStore;
  /** Where the session's big contents are. */
  readonly contents: R2Bucket;
  readonly settings: {
    readonly prefix: string;
    readonly compression: ArchiveCompression;
    /** Whether the object is emptied once its archive is verified. */
    readonly auto_cleanup: boolean;
  };
  /** False while something has still to be read from the log: hooks, messages to a queue, streams. */
  readonly isAtRest: () => boolean;
  /** Something of the session has changed. */
  readonly changed: () => void;
}

/** Rows that are in the archive and need not be here. The log's tail and what the object is stay. */
const FILE_TABLES = ["entries", "entries_past", "memory", "memory_past", "blobs"] as const;

export class Archiver {
  readonly #parts: ArchiverParts;
  #working: Promise<void> | undefined;
  #unpacking: Promise<void> | undefined;
  #closed = false;

  constructor(parts: ArchiverParts) {
    this.#parts = parts;
  }

  #record(): ArchiveRecord | null {
    return this.#parts.store.object<ArchiveRecord>("archive");
  }

  #sealed(): Sealed | null {
    return this.#parts.store.object<Sealed>("sealed");
  }

  #keep(record: ArchiveRecord): void {
    this.#parts.store.set("archive", JSON.stringify(record));
  }

  #keepSealed(sealed: Sealed): void {
    this.#parts.store.set("sealed", JSON.stringify(sealed));
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

  /** Has the session archived; one that is being archived already goes on. Throws `conflict` for one that is alive. */
  request(compression: ArchiveCompression | null): ArchiveResource {
    const { id: session_id, status } = this.#state();
    const record = this.#record();
    const isUnderWay = record !== null && record.status !== "completed" && isArchivable(status);
    if (!isUnderWay && status !== "archived") {
      if (!isArchivable(status)) {
        throw new LedgeError(
          "conflict",
          `the session is ${status}; only one that is completed, failed or terminated is archived`,
        );
      }
      const id = newId("arch");
      const format = compression ?? this.#parts.settings.compression;
      const key = { sessionId: session_id, archiveId: id };
      const path = archiveKey(this.#parts.settings.prefix, key, format);
      this.#keep(newRecord({ id, path, compression: format, at_ms: now() }, record));
    }
    this.work();
    this.#parts.changed();
    return this.resource();
  }

  /** When there is something to do; null when there is nothing. */
  due(): number | null {
    // Asked with every append: a session that is alive has nothing of this on record to look at.
    const { status } = this.#state();
    if (this.#closed || !(status === "archived" || isArchivable(status))) return null;
    if (this.#working !== undefined) return now() + ALIVE_ALARM_MS;
    const record = this.#record();
    if (record !== null && record.status !== "completed") {
      const { next_attempt_at } = record;
      return next_attempt_at === null ? now() : Date.parse(next_attempt_at);
    }
    const sealed = this.#sealed();
    if (sealed === null) return this.#isToBeEmptied() ? now() + ALIVE_ALARM_MS : null;
    if (sealed.has_contents) return now();
    return sealed.until_ms;
  }

  #isToBeEmptied(): boolean {
    return this.#parts.settings.auto_cleanup && this.#state().status === "archived";
  }

  /** Does what is due, on its own: nobody's request waits for it. */
  work(): void {
    if (this.#working !== undefined || this.#closed) return;
    this.#working = this.#work()
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        this.#working = undefined;
        this.#parts.changed();
      });
  }

  async #work(): Promise<void> {
    const record = this.#record();
    if (record !== null && record.status !== "completed" && this.#isDue(record)) {
      await this.#attempt(record);
    }
    const sealed = this.#sealed();
    if (sealed === null ? this.#isToBeEmptied() : this.#isOver(sealed)) this.#empty();
    await this.#eraseContents();
  }

  #isDue({ next_attempt_at }: ArchiveRecord): boolean {
    if (!isArchivable(this.#state().status)) return false;
    return next_attempt_at === null || Date.parse(next_attempt_at) <= now();
  }

  #isOver({ log, files, until_ms }: Sealed): boolean {
    return !(log && files) && until_ms !== null && until_ms <= now();
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
      const wait = Math.min(ARCHIVE_RETRY_MS_MAX, ARCHIVE_RETRY_MS_FIRST * 2 ** (attempts - 1));
      const next_attempt_at = new Date(now() + wait).toISOString();
      console.error({ event: "session.archive_failed", id: record.id, error: loggedText(error) });
      this.#keep({ ...record, status: "failed", error_message: told(error), next_attempt_at });
    }
  }

  /** Writes the archive, reads it back whole, and says so in the log. */
  async #seal(record: ArchiveRecord): Promise<void> {
    const { log, store, archives } = this.#parts;
    const { archive_path, compression } = record;
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
    if (this.#closed) return archives.delete(archive_path);
    if (this.#state().last_seq !== state.last_seq) {
      throw new Error("the session changed while it was archived");
    }
    const { id: archive_id, previous_path } = record;
    const archived = { type: "session.archived" as const, archive_id, archive_path, size_bytes };
    log.append([archived], {
      commit: () => {
        const up_to_seq = state.last_seq;
        const done = completed(record, { manifest, size_bytes, up_to_seq, at_ms: now() });
        store.set("archive", JSON.stringify(done));
      },
    });
    if (previous_path !== null) await archives.delete(previous_path);
  }

  /** Lets go of the rows that are in the archive, once nobody needs them. */
  #empty(): void {
    const { store, isAtRest } = this.#parts;
    if (!isAtRest() || this.#unpacking !== undefined) return;
    const up_to_seq = this.#record()?.up_to_seq ?? 0;
    store.transaction(() => {
      this.#delete({ log: true, files: true }, up_to_seq);
      const away = { log: true, files: true, has_contents: true, until_ms: null };
      this.#keepSealed({ up_to_seq, ...away });
    });
  }

  #delete(what: Pick<Sealed, "log" | "files">, up_to_seq: number): void {
    const { sql } = this.#parts.store;
    if (what.log) {
      sql.exec("DELETE FROM events WHERE seq <= ?", up_to_seq);
      sql.exec("DELETE FROM event_parts WHERE seq <= ?", up_to_seq);
    }
    if (what.files) for (const table of FILE_TABLES) sql.exec(`DELETE FROM ${table}`);
  }

  async #eraseContents(): Promise<void> {
    const sealed = this.#sealed();
    if (!sealed?.has_contents || !sealed.files) return;
    await eraseContents(this.#parts.contents, this.#state().id);
    const after = this.#sealed();
    if (after?.files) this.#keepSealed({ ...after, has_contents: false });
  }

  /** Makes what is only in the archive readable here, for a while. Throws `unavailable` when it cannot be read. */
  async unpack(what: "log" | "files"): Promise<void> {
    while (this.#state().status === "archived") {
      // Whoever waits for files may find that only the log was being unpacked.
      while (this.#unpacking !== undefined) await this.#unpacking;
      const sealed = this.#sealed();
      if (sealed === null) return;
      if (!(what === "log" ? sealed.log : sealed.log || sealed.files)) {
        this.#keepSealed({ ...sealed, until_ms: now() + UNPACKED_MS });
        return;
      }
      if (this.#working !== undefined) {
        // Contents are being erased: what is unpacked now would be erased with them.
        await this.#working;
        continue;
      }
      this.#unpacking = this.#unpack(sealed, what).finally(() => {
        this.#unpacking = undefined;
        this.#parts.changed();
      });
    }
  }

  async #unpack(sealed: Sealed, what: "log" | "files"): Promise<void> {
    const { store, log, files, archives } = this.#parts;
    const record = this.#record();
    const wants = { log: sealed.log, files: what === "files" && sealed.files };
    try {
      const source = record === null ? null : await archives.open(record.archive_path);
      if (record === null || source === null) throw new Error("the archive is missing");
      // What a try that died has left.
      store.transaction(() => this.#delete(wants, sealed.up_to_seq));
      const members = readArchive(source, record.compression, OWN_LIMITS);
      const trusted = { onSession: () => undefined, check: () => undefined };
      await loadArchive(members, { log, history: () => files.history(), wants, ...trusted });
    } catch (error) {
      store.transaction(() => this.#delete(wants, sealed.up_to_seq));
      console.error({ event: "session.unpack_failed", error: loggedText(error) });
      throw new LedgeError("unavailable", "the session's archive cannot be read now", {
        reason: "archive_unreadable",
      });
    }
    this.#keepSealed({
      ...sealed,
      log: sealed.log && !wants.log,
      files: sealed.files && !wants.files,
      has_contents: sealed.has_contents || wants.files,
      until_ms: now() + UNPACKED_MS,
    });
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
    append(state.archive_id ?? "", () => this.#parts.store.delete("sealed"));
    this.#parts.changed();
  }

  /** Ends whatever is under way and deletes the archives: the session is being erased. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#working;
    const record = this.#record();
    for (const path of [record?.archive_path, record?.previous_path]) {
      if (path != null) await this.#parts.archives.delete(path);
    }
  }
}

/** What people are told of a failure: never what a store or a bug says of itself in full. */
function told(error: unknown): string {
  const text = error instanceof Error ? error.message : "the archive could not be made";
  return withoutSecrets(text).slice(0, 500);
}
