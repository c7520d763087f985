// A session's durable workspace: opens stages to change it, and answers what is in it. What is read
// here is always what has been committed, and always below the root.
import type { FileStat } from "../agent/tool.ts";
import { Blobs } from "./blobs.ts";
import { Entries, type Entry, type Totals } from "./entries.ts";
import { History } from "./history.ts";
import { memoryBackTo, revertMemory, StagedMemory } from "./memory.ts";
import { comparePaths } from "./path.ts";
import { Stage } from "./stage.ts";
import { fixedDirectories, Tree } from "./tree.ts";

export interface WorkspaceOptions {
  /**
   * What the keys of big blobs begin with in R2: `blobs/<owner>/`, shared by the owner's sessions.
   */
  readonly prefix: string;
  /** The working directory, absolute and normalised. */
  readonly root: string;
  readonly now: () => number;
  /** Contents of more bytes than this are stored compressed where that pays. */
  readonly compress_over: number;
  /** Told of a file whose stored content is not what was written. */
  readonly onDamaged: (path: string, hash: string) => void;
}

export interface ManifestEntry extends Entry {
  readonly path: string;
}

export interface Difference {
  readonly path: string;
  readonly change: "added" | "changed" | "removed";
  readonly before: Entry | null;
  readonly after: Entry | null;
}

function fileIn(entries: ReadonlyMap<string, Entry>, path: string): Entry | null {
  const entry = entries.get(path);
  return entry?.kind === "file" ? entry : null;
}

export class Workspace {
  readonly #sql: SqlStorage;
  readonly #bucket: R2Bucket;
  readonly #options: WorkspaceOptions;

  /** The tables must exist (`createWorkspaceTables`). */
  constructor(storage: DurableObjectStorage, bucket: R2Bucket, options: WorkspaceOptions) {
    this.#sql = storage.sql;
    this.#bucket = bucket;
    this.#options = options;
  }

  /** Changes to the workspace that become durable, all or none, when the stage is committed. */
  stage(): Stage {
    const { root, prefix, now, compress_over, onDamaged } = this.#options;
    return new Stage({
      root,
      now,
      onDamaged,
      tree: new Tree(this.#sql, root),
      blobs: new Blobs(this.#sql, this.#bucket, prefix, compress_over),
      memory: new StagedMemory(this.#sql),
    });
  }

  /** A directory's entries, sorted by path. Throws `not_found`, or `invalid_request` for a file. */
  list(path: string): FileStat[] {
    const stage = this.stage();
    return stage.list(stage.confine(path, { follow: true }));
  }

  async stat(path: string): Promise<FileStat | null> {
    const stage = this.stage();
    return stage.stat(stage.confine(path, { follow: true }));
  }

  /** A file's bytes. Throws `not_found`, or `invalid_request` for a directory. */
  async read(path: string): Promise<Uint8Array> {
    const stage = this.stage();
    return stage.read(stage.confine(path, { follow: true }));
  }

  /**
   * Every entry, /tmp included, sorted by path and with its fields in one order: its JSON is the
   * same for the same workspace, and enough, with the blobs, to make the workspace again.
   */
  manifest(): ManifestEntry[] {
    const all = this.#entries().below("/");
    return [...all]
      .sort(([left], [right]) => comparePaths(left, right))
      .map(([path, { kind, hash, target, size_bytes, mode, modified_at_ms }]) => {
        return { path, kind, hash, target, size_bytes, mode, modified_at_ms };
      });
  }

  /** The workspace with its past, to leave the object and come back. */
  history(): History {
    const { root, prefix, compress_over } = this.#options;
    return new History(this.#sql, new Blobs(this.#sql, this.#bucket, prefix, compress_over), root);
  }

  totals(): Totals {
    return this.#entries().totals();
  }

  /** The files that are different at two seqs, sorted by path. */
  differences(from_seq: number, to_seq: number): Difference[] {
    const before = this.#entries().at(from_seq);
    const after = this.#entries().at(to_seq);
    const paths = [...new Set([...before.keys(), ...after.keys()])].sort(comparePaths);
    return paths.flatMap((path) => {
      const [was, is] = [fileIn(before, path), fileIn(after, path)];
      if (was === null && is === null) return [];
      if (was === null || is === null) {
        return { path, change: was === null ? "added" : "removed", before: was, after: is };
      }
      if (was.hash === is.hash && was.mode === is.mode) return [];
      return { path, change: "changed", before: was, after: is };
    });
  }

  /** What stands at an absolute path now. */
  find(path: string): Entry | null {
    return this.#entries().find(path);
  }

  /** What has to change for the files to be as they were at `seq`, sorted by path; null is to go. */
  backTo(seq: number): [string, Entry | null][] {
    return this.#entries().backTo(seq);
  }

  /** Whether everything is as it was at `seq`, what tools remember included. */
  isAsAt(seq: number): boolean {
    return this.backTo(seq).length === 0 && memoryBackTo(this.#sql, seq).length === 0;
  }

  /** Makes files and what tools remember as they were at `seq`, in the caller's transaction, whose last event is `now_seq`. */
  revert(seq: number, now_seq: number): void {
    this.#entries().apply(this.backTo(seq), { now_ms: this.#options.now(), seq: now_seq });
    revertMemory(this.#sql, seq, now_seq);
  }

  /** How many files there were at each of these seqs, and how large they were together. */
  totalsAt(seqs: readonly number[]): Pick<Totals, "file_count" | "size_bytes">[] {
    return this.#entries().totalsAt(seqs);
  }

  #entries(): Entries {
    return new Entries(this.#sql, fixedDirectories(this.#options.root));
  }
}
