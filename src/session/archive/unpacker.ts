// What of an archived session is only in its archive: the object lets go of it, and has it back in its tables
// for a while when somebody reads. What is unpacked is held against the manifest, byte by byte.
import type { ArchiveStore } from "../../archive/source.ts";
import { OWN_LIMITS, readArchive } from "../../archive/unpack.ts";
import { intactMembers } from "../../archive/verify.ts";
import { LedgeError } from "../../contract/errors.ts";
import { ALIVE_ALARM_MS, UNPACKED_MS } from "../../contract/limits.ts";
import { loggedText } from "../../contract/secret.ts";
import { now } from "../../runtime.ts";
import { eraseContents, type SessionFiles } from "../files.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store.ts";
import { loadArchive } from "./load.ts";
import type { ArchiveRecord, Sealed } from "./record.ts";

export interface UnpackerParts {
  readonly store: Store;
  readonly log: Log;
  readonly files: SessionFiles;
  readonly archives: ArchiveStore;
  /** Where the session's big contents are. */
  readonly contents: R2Bucket;
  /** Whether the object is emptied once its archive is verified. */
  readonly auto_cleanup: boolean;
  /** False while something has still to be read from the log: hooks, messages to a queue, streams. */
  readonly isAtRest: () => boolean;
  /** Something of the session has changed. */
  readonly changed: () => void;
}

/** Rows that are in the archive and need not be here. The log's tail and what the object is stay. */
const FILE_TABLES = ["entries", "entries_past", "memory", "memory_past", "blobs"] as const;

type Wanted = Pick<Sealed, "log" | "files">;

export class Unpacker {
  readonly #parts: UnpackerParts;
  #unpacking: Promise<void> | undefined;
  #erasing: Promise<void> | undefined;
  #closed = false;

  constructor(parts: UnpackerParts) {
    this.#parts = parts;
  }

  #record(): ArchiveRecord | null {
    return this.#parts.store.object<ArchiveRecord>("archive");
  }

  #sealed(): Sealed | null {
    return this.#parts.store.object<Sealed>("sealed");
  }

  #keep(sealed: Sealed): void {
    this.#parts.store.set("sealed", JSON.stringify(sealed));
  }

  /** When an archived session has something to let go of; null when it has not. */
  due(): number | null {
    const soon = now() + ALIVE_ALARM_MS;
    if (this.#unpacking !== undefined) return soon;
    const sealed = this.#sealed();
    if (sealed === null) return this.#archivedSeq() === null ? null : soon;
    const { log, files, has_contents, until_ms } = sealed;
    if (files && has_contents) return now();
    if ((log && files) || until_ms === null) return null;
    // Somebody may still be reading when the time has come.
    return until_ms > now() ? until_ms : soon;
  }

  /** Lets go of what is due. Throws when big contents cannot be erased now. */
  async work(): Promise<void> {
    const sealed = this.#sealed();
    const up_to_seq = sealed === null ? this.#archivedSeq() : sealed.up_to_seq;
    if (up_to_seq !== null && (sealed === null || isOver(sealed))) this.#empty(up_to_seq);
    await this.#eraseContents();
  }

  /** The last event of a verified archive, where the object is to be emptied after it. */
  #archivedSeq(): number | null {
    const record = this.#record();
    const isThere = this.#parts.auto_cleanup && record?.status === "completed";
    return isThere ? record.up_to_seq : null;
  }

  #empty(up_to_seq: number): void {
    const { store, isAtRest } = this.#parts;
    if (!isAtRest() || this.#unpacking !== undefined) return;
    store.transaction(() => {
      this.#delete({ log: true, files: true }, up_to_seq);
      this.#keep({ up_to_seq, log: true, files: true, has_contents: true, until_ms: null });
    });
  }

  #delete(what: Wanted, up_to_seq: number): void {
    const { sql } = this.#parts.store;
    if (what.log) {
      sql.exec("DELETE FROM events WHERE seq <= ?", up_to_seq);
      sql.exec("DELETE FROM event_parts WHERE seq <= ?", up_to_seq);
    }
    if (what.files) for (const table of FILE_TABLES) sql.exec(`DELETE FROM ${table}`);
  }

  async #eraseContents(): Promise<void> {
    const sealed = this.#sealed();
    const id = this.#parts.log.state()?.id;
    // Contents that are being unpacked would be erased with the old ones.
    const isDue = sealed?.files === true && sealed.has_contents && this.#unpacking === undefined;
    if (!isDue || id === undefined) return;
    this.#erasing = eraseContents(this.#parts.contents, id)
      .then(() => this.#keep({ ...sealed, has_contents: false }))
      .finally(() => {
        this.#erasing = undefined;
      });
    await this.#erasing;
  }

  /** Makes what is only in the archive readable here, for a while. Throws `unavailable` when it cannot be read. */
  async unpack(what: "log" | "files"): Promise<void> {
    for (;;) {
      // Whoever waits for files may find that only the log was being unpacked.
      while (this.#unpacking !== undefined) await this.#unpacking;
      // A failure to erase is its own worker's to tell.
      while (this.#erasing !== undefined) await this.#erasing.catch(() => undefined);
      const sealed = this.#sealed();
      if (sealed === null) return;
      if (this.#closed) throw new LedgeError("not_found", "no such session");
      const wants = { log: sealed.log, files: what === "files" && sealed.files };
      if (!(wants.log || wants.files)) {
        this.#keep({ ...sealed, until_ms: now() + UNPACKED_MS });
        return;
      }
      this.#unpacking = this.#unpack(sealed, wants).finally(() => {
        this.#unpacking = undefined;
        this.#parts.changed();
      });
      // The alarm is set for what a death would leave.
      this.#parts.changed();
    }
  }

  async #unpack(sealed: Sealed, wants: Wanted): Promise<void> {
    const { store, log, files, archives } = this.#parts;
    const record = this.#record();
    const has_contents = sealed.has_contents || wants.files;
    const clear = () =>
      store.transaction(() => {
        this.#delete(wants, sealed.up_to_seq);
        // Before there are any: what a try that dies has left is erased.
        this.#keep({ ...sealed, has_contents });
      });
    try {
      clear();
      const source = record === null ? null : await archives.open(record.archive_path);
      if (record === null || source === null) throw new Error("the archive is missing");
      const members = readArchive(source, record.compression, OWN_LIMITS);
      const intact = intactMembers(members, record.manifest?.files ?? []);
      const trusted = { onSession: () => undefined, check: () => undefined };
      await loadArchive(intact, { log, history: () => files.history(), wants, ...trusted });
    } catch (error) {
      clear();
      const archive_id = record?.id ?? null;
      console.error({ event: "session.unpack_failed", archive_id, error: loggedText(error) });
      throw new LedgeError("unavailable", `the archive ${archive_id} cannot be read now`, {
        reason: "archive_unreadable",
        archive_id,
      });
    }
    this.#keep({
      ...sealed,
      log: sealed.log && !wants.log,
      files: sealed.files && !wants.files,
      has_contents,
      until_ms: now() + UNPACKED_MS,
    });
  }

  /** Everything is here again, and stays. */
  forget(): void {
    this.#parts.store.delete("sealed");
  }

  /** Waits for whatever is under way; nothing is unpacked any more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#unpacking?.catch(() => undefined);
    await this.#erasing?.catch(() => undefined);
  }
}

/** What was unpacked has been here for as long as it may. */
function isOver({ log, files, until_ms }: Sealed): boolean {
  return !(log && files) && until_ms !== null && until_ms <= now();
}
