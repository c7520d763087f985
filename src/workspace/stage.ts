// One call's changes to the workspace, kept aside until they become durable together with the
// call's result: `await prepare()`, then `commit()` inside the transaction that records it. A stage
// that is dropped has changed nothing.
import type { FileStat, Files } from "../agent/tool.ts";
import { type Blobs, hashOf } from "./blobs.ts";
import { DIRECTORY_MODE, type Entry } from "./entries.ts";
import { fsError } from "./fs-error.ts";
import type { StagedMemory } from "./memory.ts";
import { assertParent, copyEntries, moveEntries, type Placed } from "./moves.ts";
import { Pace } from "./pace.ts";
import {
  directoriesTo,
  isBelow,
  leavesWorkspace,
  normalizePath,
  resolveBelow,
  splitPath,
} from "./path.ts";
import type { StagedEntry, Tree } from "./tree.ts";

const FILE_MODE = 0o644;
const SYMLINK_MODE = 0o777;
const MODE_BITS = 0o7777;
const MODIFIED_MS_MAX = Date.UTC(9999, 11, 31);

/** A file that a stage leaves with other content, or without any. */
export type FileChange =
  | {
      readonly kind: "written";
      readonly path: string;
      readonly hash: string;
      readonly size_bytes: number;
    }
  | { readonly kind: "deleted"; readonly path: string };

export interface StageParts {
  readonly root: string;
  readonly tree: Tree;
  readonly blobs: Blobs;
  readonly memory: StagedMemory;
  readonly now: () => number;
  /** Told of a file whose stored content is not what was written. */
  readonly onDamaged: (path: string, hash: string) => void;
}

/**
 * Paths are normalised from `root`; symlinks are followed unless a method says otherwise. What
 * cannot be done is a LedgeError with a POSIX name in its message.
 */
export class Stage implements Files {
  readonly root: string;
  readonly memory: StagedMemory;
  readonly pace: Pace;
  readonly #tree: Tree;
  readonly #blobs: Blobs;
  readonly #now: () => number;
  readonly #onDamaged: StageParts["onDamaged"];

  constructor(parts: StageParts) {
    this.root = parts.root;
    this.memory = parts.memory;
    this.#tree = parts.tree;
    this.#blobs = parts.blobs;
    this.#now = parts.now;
    this.#onDamaged = parts.onDamaged;
    this.pace = new Pace(parts.now);
  }

  async stat(path: string): Promise<FileStat | null> {
    await this.pace.pause();
    const real = this.#tree.resolve(path, true);
    const entry = this.#tree.find(real);
    if (entry === null) return null;
    return toStat(real, hasContent(entry) ? this.#sealed(real, entry) : entry);
  }

  /** A file's bytes. Throws `internal` when what is stored is not what was written. */
  async read(path: string): Promise<Uint8Array> {
    const { path: real, entry } = this.#existing(path, true);
    await this.pace.pause(entry.size_bytes);
    if (entry.kind !== "file") throw fsError("EISDIR", path);
    if (entry.content !== null) return entry.content;
    const content = this.#blobs.read(entry.hash ?? "");
    if (content instanceof Uint8Array) return content;
    if (content === null) {
      this.#onDamaged(real, entry.hash ?? "");
      throw fsError("EIO", path);
    }
    const fetched = await content;
    this.pace.rested();
    return fetched;
  }

  /** Takes ownership of `content`. */
  async write(path: string, content: Uint8Array): Promise<void> {
    await this.pace.pause(content.byteLength);
    const real = this.#tree.resolve(path, true);
    const previous = this.#tree.find(real);
    if (previous?.kind === "directory") throw fsError("EISDIR", path);
    this.#tree.assertMutable(real);
    this.makeDirectory(splitPath(real).parent, { recursive: true });
    this.#put(real, {
      kind: "file",
      content,
      size_bytes: content.byteLength,
      mode: previous?.mode ?? FILE_MODE,
    });
  }

  /** The hashes of files that are new in this stage are null. */
  async walk(path: string): Promise<FileStat[]> {
    await this.pace.pause();
    const { path: real, entry } = this.#existing(path, true);
    if (entry.kind !== "directory") throw fsError("ENOTDIR", path);
    return this.#tree
      .below(real)
      .filter(([, below]) => below.kind === "file")
      .map(([at, file]) => toStat(at, file));
  }

  /** What stands at a path, a symlink itself included. Leaves the hash of unprepared files null. */
  lstat(path: string): FileStat | null {
    const real = this.#tree.resolve(path, false);
    const entry = this.#tree.find(real);
    return entry === null ? null : toStat(real, entry);
  }

  /** What a directory holds directly, sorted by path. */
  list(path: string): FileStat[] {
    const { path: real, entry } = this.#existing(path, true);
    if (entry.kind !== "directory") throw fsError("ENOTDIR", path);
    return this.#tree.children(real).map(([at, child]) => toStat(at, child));
  }

  /** The path without any symlink in it. Throws `not_found` when it leads nowhere. */
  realPath(path: string): string {
    return this.#existing(path, true).path;
  }

  /** Where a path leads, whether or not anything is there yet. */
  destination(path: string): string {
    return this.#tree.resolve(path, true);
  }

  readLink(path: string): string {
    const { entry } = this.#existing(path, false);
    if (entry.target === null) throw fsError("EINVAL", path);
    return entry.target;
  }

  /** With `recursive`, makes what is missing on the way and accepts a directory that is there. */
  makeDirectory(path: string, { recursive }: { recursive: boolean }): void {
    const real = this.#tree.resolve(path, true);
    const existing = this.#tree.find(real);
    if (existing !== null) {
      if (recursive && existing.kind === "directory") return;
      throw fsError("EEXIST", path);
    }
    const missing = directoriesTo(real).filter((step) => this.#tree.find(step) === null);
    if (missing.length > 1 && !recursive) throw fsError("ENOENT", path);
    for (const step of missing) {
      this.#put(step, { kind: "directory", mode: DIRECTORY_MODE });
    }
  }

  /** The target may lead anywhere, or nowhere: it is looked at when the link is followed. */
  makeSymlink(target: string, path: string): void {
    const real = this.#tree.resolve(path, false);
    if (this.#tree.find(real) !== null) throw fsError("EEXIST", path);
    if (target === "") throw fsError("ENOENT", path);
    normalizePath(target);
    assertParent(this.#tree, real);
    this.#put(real, { kind: "symlink", target: target.toWellFormed(), mode: SYMLINK_MODE });
  }

  setMode(path: string, mode: number): void {
    const { path: real, entry } = this.#existing(path, true);
    this.#tree.set(real, { ...entry, mode: mode & MODE_BITS });
  }

  /** Times that no four-digit year can show are brought to the nearest that one can. */
  setModified(path: string, at_ms: number): void {
    const { path: real, entry } = this.#existing(path, true);
    const modified_at_ms = Math.round(Math.min(Math.max(at_ms || 0, 0), MODIFIED_MS_MAX));
    this.#tree.set(real, { ...entry, modified_at_ms });
  }

  /** Removes a symlink rather than what it points at. */
  remove(path: string, { recursive }: { recursive: boolean }): void {
    const { path: real, entry } = this.#existing(path, false);
    const below = entry.kind === "directory" ? this.#tree.below(real) : [];
    if (below.length > 0 && !recursive) throw fsError("ENOTEMPTY", path);
    this.#tree.assertMutable(real);
    for (const [at] of below.reverse()) this.#tree.drop(at);
    this.#tree.drop(real);
  }

  /** Moves an entry and all below it, as rename(2): over a file, or over an empty directory. */
  rename(from: string, to: string): void {
    moveEntries(this.#tree, this.#existing(from, false), this.#tree.resolve(to, false));
  }

  /** Copies a file, or with `recursive` a symlink as it is and a directory into `to`. */
  copy(from: string, to: string, { recursive }: { recursive: boolean }): void {
    const source = this.#existing(from, !recursive);
    if (source.entry.kind === "directory" && !recursive) throw fsError("EISDIR", from);
    copyEntries(this.#tree, source, this.#tree.resolve(to, true), this.#now());
  }

  /**
   * A client's path, from `root` when relative, as the real path it names: safe to hand to the
   * other methods. Throws `invalid_request` when it leaves `root`, by `..` or through a symlink.
   * `follow` tells whether a symlink at its end is followed, as it is to read or write and not to
   * remove.
   */
  confine(path: string, { follow }: { follow: boolean }): string {
    const real = this.#tree.resolve(resolveBelow(this.root, path), follow);
    if (!isBelow(this.root, real)) throw leavesWorkspace(path);
    return real;
  }

  /**
   * Brings the content that is too big for a row into R2, and mends what is damaged of the same content.
   * Harmless when `commit` never follows.
   */
  async prepare(): Promise<void> {
    for (const [path, entry] of this.#tree.changes()) {
      if (entry === null || !hasContent(entry)) continue;
      const { hash } = this.#sealed(path, entry);
      const is_named = this.#tree.findDurable(path)?.hash === hash;
      await this.#blobs.spill(hash, entry.content, { is_named });
    }
  }

  /** The files this stage changes, sorted by path. To be asked between `prepare` and `commit`. */
  changed(): FileChange[] {
    const changes: FileChange[] = [];
    for (const [path, entry] of this.#tree.changes()) {
      const before = this.#tree.findDurable(path);
      if (entry?.kind === "file") {
        if (entry.hash === before?.hash) continue;
        if (entry.hash === null) throw new Error("changed() before prepare()");
        changes.push({ kind: "written", path, hash: entry.hash, size_bytes: entry.size_bytes });
      } else if (before?.kind === "file") {
        changes.push({ kind: "deleted", path });
      }
    }
    return changes;
  }

  /**
   * Makes everything durable, synchronously, inside the caller's transaction. What is replaced is kept as
   * it was until `seq`, the last event of that transaction.
   */
  commit(seq: number): void {
    for (const [, entry] of this.#tree.changes()) {
      if (entry === null || !hasContent(entry)) continue;
      if (entry.hash === null) throw new Error("commit() before prepare()");
      this.#blobs.put(entry.hash, entry.content);
    }
    this.#tree.commit(this.#now(), seq);
    this.memory.commit(seq);
  }

  #existing(path: string, follow: boolean): Placed {
    const real = this.#tree.resolve(path, follow);
    const entry = this.#tree.find(real);
    if (entry === null) throw fsError("ENOENT", path);
    return { path: real, entry };
  }

  #put(real: string, entry: Pick<StagedEntry, "kind" | "mode"> & Partial<StagedEntry>): void {
    const modified_at_ms = this.#now();
    const empty = { hash: null, target: null, content: null, size_bytes: 0, modified_at_ms };
    this.#tree.set(real, { ...empty, ...entry });
  }

  #sealed(path: string, entry: WithContent): WithContent & { readonly hash: string } {
    const sealed = { ...entry, hash: entry.hash ?? hashOf(entry.content) };
    this.#tree.seal(path, sealed);
    return sealed;
  }
}

type WithContent = StagedEntry & { readonly content: Uint8Array };

function hasContent(entry: StagedEntry): entry is WithContent {
  return entry.content !== null;
}

function toStat(path: string, entry: Entry): FileStat {
  const { kind, size_bytes, mode, modified_at_ms, hash } = entry;
  return { path, kind, size_bytes, mode, modified_at_ms, hash };
}
