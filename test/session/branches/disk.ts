// A disk in memory, and what a tool may do to it: the plain model that a session's files are held against.
// It knows paths, kinds, contents, modes and targets, and nothing of logs, versions or blobs.
import type { Random } from "../../simulation/random.ts";
import type { ScriptStep } from "../../support/session.ts";

type Node =
  | { kind: "file"; content: string; mode: number }
  | { kind: "directory"; mode: number }
  | { kind: "symlink"; target: string };

/** Path → what stands there, and what the model remembers of its todos. */
export interface Disk {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly todos: string | null;
}

export const EMPTY_DISK: Disk = { nodes: new Map(), todos: null };

/** One step of a turn: the calls that ask for it, and the disk when all of them have their results. */
interface Change {
  readonly steps: ScriptStep[];
  readonly after: Disk;
}

const ROOT = "/workspace";
const FOLDERS = ["", "/d", "/d/e", "/f"];
const NAMES = ["a", "b", "c", "d", "ä b"];

/** The path of something in the workspace, now and then in /tmp. */
export function drawPath(random: Random): string {
  if (random.chance(0.05)) return "/tmp/t";
  return `${ROOT}${random.pick(FOLDERS)}/${random.pick(NAMES)}`;
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function isFixed(path: string): boolean {
  return path === ROOT || path === "/tmp";
}

/** True when every directory above the path is one, or can be made. */
export function canStand({ nodes }: Disk, path: string): boolean {
  for (let at = parentOf(path); !isFixed(at); at = parentOf(at)) {
    if ((nodes.get(at)?.kind ?? "directory") !== "directory") return false;
  }
  return true;
}

/** The disk with something at a path, and its parents. */
function withNode(disk: Disk, path: string, node: Node): Disk {
  const nodes = new Map(disk.nodes);
  for (let at = parentOf(path); !isFixed(at); at = parentOf(at)) {
    if (!nodes.has(at)) nodes.set(at, { kind: "directory", mode: 0o755 });
  }
  nodes.set(path, node);
  return { ...disk, nodes };
}

/** The disk with a file of this content; one that was there keeps its mode. */
export function withFile(disk: Disk, path: string, content: string): Disk {
  const before = disk.nodes.get(path);
  const mode = before?.kind === "file" ? before.mode : 0o644;
  return withNode(disk, path, { kind: "file", content, mode });
}

export function withoutNode(disk: Disk, path: string): Disk {
  const kept = [...disk.nodes].filter(([at]) => at !== path && !at.startsWith(`${path}/`));
  return { ...disk, nodes: new Map(kept) };
}

function moved(disk: Disk, from: string, to: string): Disk {
  const below = [...disk.nodes].filter(([at]) => at === from || at.startsWith(`${from}/`));
  let after = withoutNode(disk, from);
  for (const [at, node] of below) after = withNode(after, to + at.slice(from.length), node);
  return after;
}

const bash = (command: string) => ({ name: "Bash", input: { command } });
const quoted = (path: string) => `'${path}'`;

const KINDS = {
  ...{ write: 6, put: 5, edit: 3, directory: 3, remove: 5, move: 4, link: 2, mode: 2 },
  ...{ swap: 2, todos: 2, together: 2 },
} as const;

/** A change that a model may ask for, with contents that say `mark`; null when this disk has no place for the one drawn. */
export function drawChange(random: Random, disk: Disk, mark: string): Change | null {
  const path = drawPath(random);
  if (!canStand(disk, path)) return null;
  const there = disk.nodes.get(path);
  const parent = quoted(parentOf(path));
  const one = (command: string, after: Disk): Change => ({
    steps: [{ tools: [bash(command)] }],
    after,
  });
  switch (random.weighted(KINDS)) {
    case "write": {
      if (there !== undefined) return null;
      const input = { file_path: path, content: mark };
      return {
        steps: [{ tools: [{ name: "Write", input }] }],
        after: withFile(disk, path, mark),
      };
    }
    case "put": {
      if (there !== undefined && there.kind !== "file") return null;
      const after = withFile(disk, path, mark);
      return one(`mkdir -p ${parent} && printf %s ${mark} > ${quoted(path)}`, after);
    }
    case "edit": {
      if (there?.kind !== "file" || there.content === "") return null;
      const input = { file_path: path, old_string: there.content, new_string: mark };
      return {
        steps: [
          { tools: [{ name: "Read", input: { file_path: path } }] },
          { tools: [{ name: "Edit", input }] },
        ],
        after: withFile(disk, path, mark),
      };
    }
    case "directory": {
      if (there !== undefined) return null;
      const after = withNode(disk, path, { kind: "directory", mode: 0o755 });
      return one(`mkdir -p ${quoted(path)}`, after);
    }
    case "remove":
      // The shell's rm and mv do not find a symlink that points nowhere.
      if (there === undefined || there.kind === "symlink") return null;
      return one(`rm -r ${quoted(path)}`, withoutNode(disk, path));
    case "move": {
      const to = drawPath(random);
      if (there === undefined || there.kind === "symlink") return null;
      if (disk.nodes.has(to) || !canStand(disk, to)) return null;
      if (to === path || to.startsWith(`${path}/`)) return null;
      const made = `mkdir -p ${quoted(parentOf(to))}`;
      return one(`${made} && mv ${quoted(path)} ${quoted(to)}`, moved(disk, path, to));
    }
    case "link": {
      if (there !== undefined) return null;
      const after = withNode(disk, path, { kind: "symlink", target: mark });
      return one(`mkdir -p ${parent} && ln -s ${mark} ${quoted(path)}`, after);
    }
    case "mode": {
      if (there === undefined || there.kind === "symlink") return null;
      const mode = random.pick([0o600, 0o644, 0o755]);
      const after = withNode(disk, path, { ...there, mode });
      return one(`chmod ${mode.toString(8)} ${quoted(path)}`, after);
    }
    case "swap": {
      if (there === undefined || there.kind === "symlink") return null;
      const bare = withoutNode(disk, path);
      const [made, node]: [string, Node] =
        there.kind === "directory"
          ? [`printf %s ${mark} >`, { kind: "file", content: mark, mode: 0o644 }]
          : ["mkdir", { kind: "directory", mode: 0o755 }];
      const command = `rm -r ${quoted(path)} && ${made} ${quoted(path)}`;
      return one(command, withNode(bare, path, node));
    }
    case "todos": {
      const todos = [{ content: mark, status: "pending", activeForm: mark }];
      return {
        steps: [{ tools: [{ name: "TodoWrite", input: { todos } }] }],
        after: { ...disk, todos: JSON.stringify(todos) },
      };
    }
    case "together": {
      const paths = [`${ROOT}/p1`, `${ROOT}/p2`];
      const tools = paths.map((at) => bash(`printf %s ${mark} > ${at}`));
      const after = paths.reduce((now, at) => withFile(now, at, mark), disk);
      return { steps: [{ tools }], after };
    }
  }
}
