// Random changes against a plain model: a stage answers like the model after each of them, and the
// durable tree is whole whatever stages did to it at the same time.
import { describe, expect, it } from "vitest";
import type { Stage } from "../../src/workspace/stage.ts";
import { bytes, randomOf, text, withWorkspace } from "./workbench.ts";

/** Path → content; null for a directory. The root is always there. */
type Model = Map<string, string | null>;

const SEEDS = Array.from({ length: 12 }, (_, index) => 1_000 + index);
const ROOT = "/workspace";

type Operation =
  | { kind: "write"; path: string; content: string }
  | { kind: "remove" | "mkdir"; path: string }
  | { kind: "rename" | "copy"; from: string; to: string };

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function kindIn(model: Model, path: string): "file" | "directory" | null {
  if (path === ROOT) return "directory";
  const content = model.get(path);
  if (content === undefined) return null;
  return content === null ? "directory" : "file";
}

function below(model: Model, path: string): string[] {
  return [...model.keys()].filter((key) => key.startsWith(`${path}/`)).sort();
}

function throughFile(model: Model, path: string): boolean {
  for (let at = parentOf(path); at !== ROOT; at = parentOf(at)) {
    if (kindIn(model, at) === "file") return true;
  }
  return false;
}

function makeParents(model: Model, path: string): void {
  const parent = parentOf(path);
  if (parent === ROOT || model.has(parent)) return;
  makeParents(model, parent);
  model.set(parent, null);
}

/** Applies an operation to the model. False when a file system must refuse it. */
function applyTo(model: Model, operation: Operation): boolean {
  switch (operation.kind) {
    case "write": {
      const { path, content } = operation;
      if (throughFile(model, path) || kindIn(model, path) === "directory") return false;
      makeParents(model, path);
      model.set(path, content);
      return true;
    }
    case "mkdir": {
      const { path } = operation;
      if (throughFile(model, path) || kindIn(model, path) === "file") return false;
      makeParents(model, path);
      model.set(path, null);
      return true;
    }
    case "remove": {
      if (!model.has(operation.path)) return false;
      for (const path of [operation.path, ...below(model, operation.path)]) model.delete(path);
      return true;
    }
    case "rename":
    case "copy":
      return transplant(model, operation);
    default:
      return operation satisfies never;
  }
}

function transplant(model: Model, { kind, from, to }: Operation & { from: string; to: string }) {
  const source = kindIn(model, from);
  const target = kindIn(model, to);
  if (source === null || (kind === "copy" && source === "directory")) return false;
  if (from === to) return true;
  if (source === "directory" && to.startsWith(`${from}/`)) return false;
  if (kindIn(model, parentOf(to)) !== "directory") return false;
  if (target !== null && target !== source) return false;
  if (target === "directory" && below(model, to).length > 0) return false;
  const moved = [from, ...below(model, from)].map(
    (path) => [path, `${to}${path.slice(from.length)}`, model.get(path) ?? null] as const,
  );
  if (kind === "rename") for (const [path] of moved) model.delete(path);
  for (const [, path, content] of moved) model.set(path, content);
  return true;
}

async function applyToStage(stage: Stage, operation: Operation): Promise<void> {
  switch (operation.kind) {
    case "write":
      return stage.write(operation.path, bytes(operation.content));
    case "mkdir":
      return stage.makeDirectory(operation.path, { recursive: true });
    case "remove":
      return stage.remove(operation.path, { recursive: true });
    case "rename":
      return stage.rename(operation.from, operation.to);
    case "copy":
      return stage.copy(operation.from, operation.to, { recursive: false });
    default:
      return operation satisfies never;
  }
}

function randomOperation(random: () => number): Operation {
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  const path = () => {
    const depth = 1 + Math.floor(random() * 3);
    return ROOT + Array.from({ length: depth }, () => `/${pick(["a", "b", "c"])}`).join("");
  };
  const kind = pick([
    "write",
    "write",
    "write",
    "remove",
    "mkdir",
    "rename",
    "rename",
    "copy",
  ] as const);
  switch (kind) {
    case "write":
      return { kind, path: path(), content: String(Math.floor(random() * 5)) };
    case "remove":
    case "mkdir":
      return { kind, path: path() };
    case "rename":
    case "copy":
      return { kind, from: path(), to: path() };
    default:
      return kind satisfies never;
  }
}

async function contentsOf(stage: Stage, directory = ROOT): Promise<Model> {
  const model: Model = new Map();
  for (const entry of stage.list(directory)) {
    if (entry.kind === "directory") {
      model.set(entry.path, null);
      for (const [path, content] of await contentsOf(stage, entry.path)) model.set(path, content);
    } else {
      model.set(entry.path, text(await stage.read(entry.path)));
    }
  }
  return model;
}

function sorted(model: Model): [string, string | null][] {
  return [...model].sort(([left], [right]) => (left < right ? -1 : 1));
}

describe("one stage after another", () => {
  it.each(SEEDS)("[WS-14] does what a plain model does (seed %i)", async (seed) => {
    await withWorkspace(async ({ workspace, commit }) => {
      const random = randomOf(seed);
      let durable: Model = new Map();
      for (let round = 0; round < 12; round++) {
        const stage = workspace.stage();
        const model: Model = new Map(durable);
        for (let step = 0; step < 15; step++) {
          const operation = randomOperation(random);
          const isAllowed = applyTo(model, operation);
          const isDone = await applyToStage(stage, operation).then(
            () => true,
            () => false,
          );
          expect({ operation, isDone }).toEqual({ operation, isDone: isAllowed });
        }
        expect(sorted(await contentsOf(stage))).toEqual(sorted(model));
        if (random() < 0.3) continue;
        await commit(stage);
        durable = model;
        expect(sorted(await contentsOf(workspace.stage()))).toEqual(sorted(durable));
      }
    });
  });
});

describe("stages at the same time", () => {
  it.each(SEEDS)("[WS-15] leave one whole tree, the last commit on top (seed %i)", async (seed) => {
    await withWorkspace(async ({ workspace, commit }) => {
      const random = randomOf(seed);
      for (let round = 0; round < 10; round++) {
        const stages = [workspace.stage(), workspace.stage(), workspace.stage()];
        for (let step = 0; step < 25; step++) {
          const stage = stages[Math.floor(random() * stages.length)] as Stage;
          await applyToStage(stage, randomOperation(random)).catch(() => undefined);
        }
        for (const stage of stages) {
          await stage.prepare();
          const written = stage.changed().filter((change) => change.kind === "written");
          await commit(stage);
          const manifest = new Map(workspace.manifest().map((entry) => [entry.path, entry]));
          for (const path of manifest.keys()) {
            const parent = parentOf(path);
            if (parent !== ROOT) expect(manifest.get(parent)?.kind, path).toBe("directory");
          }
          for (const { path, hash } of written) expect(manifest.get(path)?.hash).toBe(hash);
        }
      }
    });
  });
});
