// The session's files for people and programs, and for its tools: both change the workspace only
// through a stage that becomes durable in the transaction which records the change in the log.
import type { StagedWork } from "../agent/call.ts";
import type { SessionState } from "../agent/state.ts";
import type { FileStat } from "../agent/tool.ts";
import type { RewindResult } from "../contract/branch.ts";
import type { Actor } from "../contract/caller.ts";
import { LedgeError } from "../contract/errors.ts";
import type { EventDraft } from "../contract/event.ts";
import { FILE_BYTES_MAX, FILE_EVENTS_PER_CALL_MAX } from "../contract/limits.ts";
import { now } from "../runtime.ts";
import type { Entry } from "../workspace/entries.ts";
import type { History } from "../workspace/history.ts";
import { importArchive } from "../workspace/import.ts";
import { isBelow } from "../workspace/path.ts";
import { createShell } from "../workspace/shell.ts";
import type { FileChange, Stage } from "../workspace/stage.ts";
import { type Difference, Workspace } from "../workspace/workspace.ts";
import { assertOpen } from "./input.ts";
import type { Log } from "./log.ts";
import type { FileEntry } from "./stub.ts";

export class SessionFiles {
  readonly #storage: DurableObjectStorage;
  readonly #blobs: R2Bucket;
  readonly #log: Log;
  readonly #compress_over: number;
  readonly #reported = new Set<string>();

  /** Contents of more than `compress_over` bytes are stored compressed where that pays. */
  constructor(storage: DurableObjectStorage, blobs: R2Bucket, log: Log, compress_over: number) {
    this.#storage = storage;
    this.#blobs = blobs;
    this.#log = log;
    this.#compress_over = compress_over;
  }

  #state(): SessionState {
    const state = this.#log.state();
    if (state === null) throw new Error("files need a session");
    return state;
  }

  /** Opened when it is needed: its root is part of a configuration that must exist first. */
  #open(): { workspace: Workspace; root: string; prefix: string } {
    const { id, config } = this.#state();
    const root = config.working_directory;
    const prefix = contentPrefix(id);
    const workspace = new Workspace(this.#storage, this.#blobs, {
      prefix,
      root,
      now,
      compress_over: this.#compress_over,
      onDamaged: (path, hash) => this.#report({ session_id: id, path, hash }),
    });
    return { workspace, root, prefix };
  }

  /** Tells the operator of a damaged content, once. */
  #report(damaged: { session_id: string; path: string; hash: string }): void {
    if (!this.#reported.has(damaged.hash)) {
      console.error({ ...damaged, event: "session.file_damaged" });
    }
    this.#reported.add(damaged.hash);
  }

  /** A stage for one tool call. */
  stage(): StagedWork {
    const stage = this.#open().workspace.stage();
    return {
      files: stage,
      memory: stage.memory,
      shell: createShell(stage),
      changes: (tool_use_id) => eventsOf(stage.changed(), tool_use_id),
      prepare: () => stage.prepare(),
      commit: (seq) => stage.commit(seq),
    };
  }

  list(path: string): FileEntry[] {
    const { workspace, root } = this.#open();
    return workspace.list(path).map((stat) => entryOf(stat, root));
  }

  async read(path: string): Promise<{ entry: FileEntry; body: ReadableStream<Uint8Array> }> {
    const { workspace, root } = this.#open();
    const bytes = await workspace.read(path);
    const stat = await workspace.stat(path);
    if (stat === null) throw new LedgeError("not_found", `no file at ${path}`);
    const { body } = new Response(bytes);
    if (body === null) throw new Error("a response that was given a body has one");
    return { entry: entryOf(stat, root), body };
  }

  /** Writes a file and returns it as it then is. Throws `too_large`. */
  async write(path: string, body: ReadableStream<Uint8Array>, actor: Actor): Promise<FileEntry> {
    const content = await contentOf(body);
    const { workspace, root } = this.#open();
    const stage = workspace.stage();
    const at = stage.confine(path, { follow: true });
    await stage.write(at, content);
    await this.#settle(stage, actor, (changes) => eventsOf(changes, null));
    const stat = await workspace.stat(path);
    if (stat === null) throw new Error("a file that was written is there");
    return entryOf(stat, root);
  }

  async remove(path: string, actor: Actor): Promise<null> {
    const stage = this.#open().workspace.stage();
    const at = stage.confine(path, { follow: false });
    if (stage.lstat(at)?.kind === "directory") {
      throw new LedgeError(
        "invalid_request",
        `${path} is a directory; only files are deleted here`,
      );
    }
    stage.remove(at, { recursive: false });
    // A symlink is no file whose content changes, but it goes like one.
    await this.#settle(stage, actor, () => eventsOf([{ kind: "deleted", path: at }], null));
    return null;
  }

  /** Unpacks a tar or tar.gz: all of it or nothing. */
  async importArchive(
    into: string,
    body: ReadableStream<Uint8Array>,
    actor: Actor,
  ): Promise<{ file_count: number; size_bytes: number }> {
    const { workspace, root } = this.#open();
    const stage = workspace.stage();
    const at = stage.confine(into, { follow: true });
    const { files, bytes } = await importArchive(stage, body, { into: at });
    const imported = { file_count: files, size_bytes: bytes };
    await this.#settle(stage, actor, () => [
      { type: "files.imported", into: relative(at, root), ...imported },
    ]);
    return imported;
  }

  async #settle(
    stage: Stage,
    actor: Actor,
    events: (changes: FileChange[]) => EventDraft[],
  ): Promise<void> {
    await stage.prepare();
    // The session may have ended while the bytes came in.
    assertOpen(this.#state());
    const drafts = events(stage.changed());
    // The same content under the same name is no change, and nothing to record.
    if (drafts.length === 0) return;
    this.#log.append(drafts, { actor, commit: (_, state) => stage.commit(state.last_seq) });
  }

  /** The files with their past, to leave the object and come back. */
  history(): History {
    return this.#open().workspace.history();
  }

  /** What is there now, under the names that an archive gives it. */
  present(): { path: string; entry: Entry }[] {
    const { workspace, root } = this.#open();
    return workspace
      .history()
      .present()
      .map(([path, entry]) => {
        const isOwn = isBelow(root, path);
        return { path: isOwn ? `workspace/${relative(path, root)}` : path.slice(1), entry };
      });
  }

  /** What files change when they go back to what they were at `seq`, for people to read. */
  backTo(seq: number): RewindResult["files_changed"] {
    const { workspace, root } = this.#open();
    return workspace.backTo(seq).flatMap(([path, entry]) => {
      const [is, was] = [fileOr(workspace.find(path)), fileOr(entry)];
      if (is === null && was === null) return [];
      const change = was === null ? "removed" : is === null ? "restored" : "reverted";
      return { path: shownIn(root, path), change, size_bytes: was?.size_bytes ?? null };
    });
  }

  /** What files are different at two seqs, the second as seen from the first, under the names people know. */
  differences(from_seq: number, to_seq: number): Difference[] {
    const { workspace, root } = this.#open();
    return workspace
      .differences(from_seq, to_seq)
      .map((file) => ({ ...file, path: shownIn(root, file.path) }));
  }

  /** Whether going back to what files were at `seq` would change nothing, directories and memory included. */
  isAsAt(seq: number): boolean {
    return this.#open().workspace.isAsAt(seq);
  }

  /** Brings files back to what they were at `seq`, in the transaction whose last event is `now_seq`. */
  revert(seq: number, now_seq: number): void {
    this.#open().workspace.revert(seq, now_seq);
  }

  /** How many files there were at each of these seqs, and how large they were together. */
  totalsAt(seqs: readonly number[]): { file_count: number; size_bytes: number }[] {
    return this.#open().workspace.totalsAt(seqs);
  }

  /** Deletes what the session keeps outside of its own database. */
  async erase(): Promise<void> {
    await eraseContents(this.#blobs, this.#state().id);
  }
}

/** Throws `conflict` naming `field` where the files of a seq are older than their versions are kept. */
export function assertVersions(versions_from: number, seq: number, field: string): void {
  if (seq >= versions_from) return;
  throw new LedgeError(
    "conflict",
    `${field}: files are known as they were from seq ${versions_from} on, where a later version of Ledge took the session over`,
  );
}

/** What the keys of a session's big contents in R2 begin with. */
export function contentPrefix(session_id: string): string {
  return `blobs/${session_id}/`;
}

/** Deletes the big contents of a session. */
export async function eraseContents(bucket: R2Bucket, session_id: string): Promise<void> {
  let page: R2Objects;
  do {
    page = await bucket.list({ prefix: contentPrefix(session_id) });
    await bucket.delete(page.objects.map((object) => object.key));
  } while (page.truncated);
}

function eventsOf(changes: FileChange[], tool_use_id: string | null): EventDraft[] {
  if (changes.length <= FILE_EVENTS_PER_CALL_MAX) {
    return changes.map((change) => eventOf(change, tool_use_id));
  }
  const written_count = changes.filter((change) => change.kind === "written").length;
  const deleted_count = changes.length - written_count;
  return [{ type: "files.changed", written_count, deleted_count, tool_use_id }];
}

function eventOf(change: FileChange, tool_use_id: string | null): EventDraft {
  if (change.kind === "deleted") return { type: "file.deleted", path: change.path, tool_use_id };
  const { path, hash, size_bytes } = change;
  return { type: "file.written", path, hash, size_bytes, tool_use_id };
}

/** What people call a file: null for a directory. */
function fileOr(entry: Entry | null): Entry | null {
  return entry?.kind === "directory" ? null : entry;
}

function entryOf(stat: FileStat, root: string): FileEntry {
  const { kind, size_bytes, mode, hash, modified_at_ms } = stat;
  const modified_at = new Date(modified_at_ms).toISOString();
  return { path: relative(stat.path, root), kind, size_bytes, mode, modified_at, hash };
}

/** A path as people read it: relative where it is in the working directory. */
function shownIn(root: string, path: string): string {
  return isBelow(root, path) ? relative(path, root) : path;
}

function relative(path: string, root: string): string {
  return path === root ? "" : path.slice(root.length + 1);
}

/** A body as one array. Throws `too_large` as soon as it is. */
async function contentOf(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size_bytes = 0;
  for await (const chunk of body) {
    size_bytes += chunk.byteLength;
    if (size_bytes > FILE_BYTES_MAX) {
      throw new LedgeError("too_large", `a file may not be larger than ${FILE_BYTES_MAX} bytes`);
    }
    chunks.push(chunk);
  }
  const content = new Uint8Array(size_bytes);
  let at = 0;
  for (const chunk of chunks) {
    content.set(chunk, at);
    at += chunk.byteLength;
  }
  return content;
}
