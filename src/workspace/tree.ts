// The file system as one stage sees it: the durable entries with the stage's own changes over them.
// Its changes always form a tree, stay within the limits, and touch nothing durable until `commit`.
import {
  FILE_BYTES_MAX,
  STAGED_BYTES_MAX,
  SYMLINKS_FOLLOWED_MAX,
  WORKSPACE_BYTES_MAX,
  WORKSPACE_ENTRIES_MAX,
} from "../contract/limits.ts";
import { DIRECTORY_MODE, Entries, type Entry } from "./entries.ts";
import { fsError } from "./fs-error.ts";
import {
  comparePaths,
  directoriesTo,
  isBelow,
  joinPath,
  normalizePath,
  splitPath,
  TEMPORARY_DIRECTORY,
} from "./path.ts";

/**
 * An entry on its way: a file that is new here holds its content and gets its hash when prepared.
 */
export interface StagedEntry extends Entry {
  readonly content: Uint8Array | null;
}

const FIXED_DIRECTORY: StagedEntry = {
  kind: "directory",
  hash: null,
  target: null,
  content: null,
  size_bytes: 0,
  mode: DIRECTORY_MODE,
  modified_at_ms: 0,
};

/** "/", the root, what leads to it, and /tmp: always there, never changed. */
export function fixedDirectories(root: string): ReadonlySet<string> {
  return new Set([...directoriesTo(root), TEMPORARY_DIRECTORY]);
}

export class Tree {
  readonly #entries: Entries;
  readonly #root: string;
  readonly #fixed: ReadonlySet<string>;
  readonly #changes = new Map<string, StagedEntry | null>();
  #totals: { entries: number; bytes: number } | undefined;
  #stagedBytes = 0;

  constructor(sql: SqlStorage, root: string) {
    this.#root = root;
    this.#fixed = fixedDirectories(root);
    this.#entries = new Entries(sql, this.#fixed);
  }

  /** What stands at exactly this normalised path; no symlink is followed. */
  find(path: string): StagedEntry | null {
    if (this.#fixed.has(path)) return FIXED_DIRECTORY;
    const change = this.#changes.get(path);
    if (change !== undefined) return change;
    // Nothing can be elsewhere; a shell looks there for each command's name.
    if (!this.#isWithin(path)) return null;
    const entry = this.#entries.find(path);
    return entry === null ? null : { ...entry, content: null };
  }

  /** What was there before this stage. */
  findDurable(path: string): Entry | null {
    return this.#entries.find(path);
  }

  /** What a directory holds directly, sorted by path. */
  children(directory: string): [string, StagedEntry][] {
    const below = this.#withChanges(this.#entries.children(directory), (path) =>
      isChild(directory, path),
    );
    for (const path of this.#fixed) {
      if (isChild(directory, path)) below.set(path, FIXED_DIRECTORY);
    }
    return sorted(below);
  }

  /** Everything below a directory, sorted by path. */
  below(directory: string): [string, StagedEntry][] {
    const below = this.#withChanges(
      this.#entries.below(directory),
      (path) => path !== directory && isBelow(directory, path),
    );
    for (const path of this.#fixed) {
      if (path !== directory && isBelow(directory, path)) below.set(path, FIXED_DIRECTORY);
    }
    return sorted(below);
  }

  /**
   * Where a path leads once its symlinks are followed, the last name's only with `follow`. The end
   * may be missing. Throws `invalid_request` for a loop and for a file used as a directory.
   */
  resolve(path: string, follow: boolean): string {
    const pending = normalizePath(path, this.#root).split("/").reverse();
    let at = "/";
    let followed = 0;
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (name === "" || name === ".") continue;
      if (name === "..") {
        at = splitPath(at).parent;
        continue;
      }
      const next = joinPath(at, name);
      const entry = this.find(next);
      if (entry?.kind === "symlink" && (follow || pending.length > 0)) {
        if (++followed > SYMLINKS_FOLLOWED_MAX) throw fsError("ELOOP", path);
        const target = entry.target ?? "";
        if (target.startsWith("/")) at = "/";
        pending.push(...target.split("/").reverse());
        continue;
      }
      if (entry?.kind === "file" && pending.some((rest) => rest !== "")) {
        throw fsError("ENOTDIR", path);
      }
      at = next;
    }
    // A link's target may be longer than the path that names it.
    return normalizePath(at);
  }

  /** Throws unless a resolved path may be changed: below the root or /tmp, and neither of them. */
  assertMutable(path: string): void {
    if (!this.#isWithin(path)) throw fsError("EACCES", path);
    if (this.#fixed.has(path)) throw fsError("EBUSY", path);
  }

  /**
   * Puts an entry at a resolved path whose parent is a directory. Throws `too_large` over a limit.
   */
  set(path: string, entry: StagedEntry): void {
    this.assertMutable(path);
    if (entry.size_bytes > FILE_BYTES_MAX) {
      throw fsError("EFBIG", path, `FILE_BYTES_MAX is ${FILE_BYTES_MAX} bytes`);
    }
    this.#account(path, entry);
    this.#changes.set(path, entry);
  }

  /** Takes away the entry at a resolved path, which must hold nothing any more. */
  drop(path: string): void {
    this.assertMutable(path);
    this.#account(path, null);
    this.#changes.set(path, null);
  }

  /** The stage's changes, sorted by path; null is gone. */
  changes(): [string, StagedEntry | null][] {
    return sorted(this.#changes);
  }

  /** Replaces a staged entry by itself with its hash known. Changes nothing else. */
  seal(path: string, entry: StagedEntry): void {
    this.#changes.set(path, entry);
  }

  /** Writes the names, synchronously, in the caller's transaction. */
  commit(now_ms: number, seq: number): void {
    this.#entries.apply(this.changes(), { now_ms, seq });
  }

  #isWithin(path: string): boolean {
    return isBelow(this.#root, path) || isBelow(TEMPORARY_DIRECTORY, path);
  }

  #withChanges(
    durable: Map<string, Entry>,
    isWanted: (path: string) => boolean,
  ): Map<string, StagedEntry> {
    const entries = new Map<string, StagedEntry>();
    for (const [path, entry] of durable) entries.set(path, { ...entry, content: null });
    for (const [path, entry] of this.#changes) {
      if (!isWanted(path)) continue;
      if (entry === null) entries.delete(path);
      else entries.set(path, entry);
    }
    return entries;
  }

  #account(path: string, next: StagedEntry | null): void {
    this.#totals ??= this.#durableTotals();
    const previous = this.find(path);
    const entries = this.#totals.entries + count(next) - count(previous);
    const bytes = this.#totals.bytes + (next?.size_bytes ?? 0) - (previous?.size_bytes ?? 0);
    const staged = this.#stagedBytes + held(next) - held(previous);
    // What shrinks is always allowed, so that a full workspace can be cleared.
    if (entries > WORKSPACE_ENTRIES_MAX && entries > this.#totals.entries) {
      throw fsError("ENOSPC", path, `WORKSPACE_ENTRIES_MAX is ${WORKSPACE_ENTRIES_MAX} entries`);
    }
    if (bytes > WORKSPACE_BYTES_MAX && bytes > this.#totals.bytes) {
      throw fsError("ENOSPC", path, `WORKSPACE_BYTES_MAX is ${WORKSPACE_BYTES_MAX} bytes`);
    }
    if (staged > STAGED_BYTES_MAX && staged > this.#stagedBytes) {
      throw fsError("ENOSPC", path, `STAGED_BYTES_MAX, in one call, is ${STAGED_BYTES_MAX} bytes`);
    }
    this.#totals = { entries, bytes };
    this.#stagedBytes = staged;
  }

  #durableTotals(): { entries: number; bytes: number } {
    const { entry_count, size_bytes } = this.#entries.totals();
    return { entries: entry_count, bytes: size_bytes };
  }
}

function isChild(directory: string, path: string): boolean {
  const stem = directory === "/" ? "/" : `${directory}/`;
  return path.length > stem.length && path.startsWith(stem) && !path.includes("/", stem.length);
}

function count(entry: StagedEntry | null): number {
  return entry === null ? 0 : 1;
}

function held(entry: StagedEntry | null): number {
  return entry?.content?.byteLength ?? 0;
}

function sorted<T>(entries: Map<string, T>): [string, T][] {
  return [...entries].sort(([left], [right]) => comparePaths(left, right));
}
