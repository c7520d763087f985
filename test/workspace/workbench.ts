// A real object's storage and R2 with an empty workspace in them, for one test.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Stage } from "../../src/workspace/stage.ts";
import { createWorkspaceTables, keepVersions } from "../../src/workspace/tables.ts";
import { Workspace } from "../../src/workspace/workspace.ts";

export const PREFIX = "blobs/user_test/";

export interface Bench {
  readonly workspace: Workspace;
  readonly storage: DurableObjectStorage;
  /** The test's own clock moves on by a second with each commit. */
  readonly now: () => number;
  /** Runs a change in a stage of its own and commits it. */
  change<T>(act: (stage: Stage) => T | Promise<T>): Promise<T>;
  commit(stage: Stage): Promise<void>;
  /** Paths whose stored content was found damaged. */
  readonly damaged: string[];
}

/**
 * What `act` throws fails the test; errors do not survive the way out of an object by themselves.
 */
export async function withWorkspace<T>(
  act: (bench: Bench) => Promise<T>,
  {
    clock = "test",
    compress_over = 1000,
  }: { clock?: "test" | "real"; compress_over?: number } = {},
): Promise<T> {
  const stub = env.SESSIONS.get(env.SESSIONS.idFromName(crypto.randomUUID()));
  return runInDurableObject(stub, async (_instance, { storage }) => {
    createWorkspaceTables(storage.sql);
    keepVersions(storage.sql);
    let now_ms = Date.UTC(2026, 0, 1);
    let seq = 0;
    const now = clock === "real" ? Date.now : () => now_ms;
    const damaged: string[] = [];
    const options = {
      ...{ prefix: PREFIX, root: "/workspace", now, compress_over },
      onDamaged: (path: string) => damaged.push(path),
    };
    const workspace = new Workspace(storage, env.BLOBS, options);
    const commit = async (stage: Stage) => {
      await stage.prepare();
      storage.transactionSync(() => stage.commit(++seq));
      now_ms += 1000;
    };
    const change: Bench["change"] = async (changing) => {
      const stage = workspace.stage();
      const value = await changing(stage);
      await commit(stage);
      return value;
    };
    return act({ workspace, storage, now, change, commit, damaged });
  });
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function text(content: Uint8Array): string {
  return new TextDecoder().decode(content);
}

/** The code and message of what a call throws; fails when it throws nothing, or a bug. */
export async function failure(act: () => unknown): Promise<{ code: string; message: string }> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Error && "code" in error) {
      return { code: String(error.code), message: error.message };
    }
    throw error;
  }
  throw new Error("expected a failure");
}

/** Numbers from 0 to 1 that are the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
