// A session's durable workspace: opens stages to change it, and answers what is in it. What is read
// here is always what has been committed, and always below the root.
import type { FileStat } from "../agent/tool.ts";
import { Blobs } from "./blobs.ts";
import { Entries, type Entry, type Totals } from "./entries.ts";
import { StagedMemory } from "./memory.ts";
import { comparePaths } from "./path.ts";
import { Stage } from "./stage.ts";
import { Tree } from "./tree.ts";

export interface WorkspaceOptions {
  /**
   * What the keys of big blobs begin with in R2: `blobs/<owner>/`, shared by the owner's sessions.
   */
  readonly prefix: string;
  /** The working directory, absolute and normalised. */
  readonly root: string;
  readonly now: () => number;
}

export interface ManifestEntry extends Entry {
  readonly path: string;
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
    const { root, prefix, now } = this.#options;
    return new Stage({
      root,
      now,
      tree: new Tree(this.#sql, root),
      blobs: new Blobs(this.#sql, this.#bucket, prefix),
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
    const all = new Entries(this.#sql, new Set()).below("/");
    return [...all]
      .sort(([left], [right]) => comparePaths(left, right))
      .map(([path, { kind, hash, target, size_bytes, mode, modified_at_ms }]) => {
        return { path, kind, hash, target, size_bytes, mode, modified_at_ms };
      });
  }

  totals(): Totals {
    return new Entries(this.#sql, new Set()).totals();
  }
}
