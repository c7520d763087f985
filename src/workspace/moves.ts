// Moving and copying whole subtrees of a stage. Everything that can be refused is refused before
// the first change, limits aside: a limit met half-way leaves what has been copied so far, as cp
// does.
import { fsError } from "./fs-error.ts";
import { isBelow, joinPath, normalizePath, splitPath } from "./path.ts";
import type { StagedEntry, Tree } from "./tree.ts";

/** An entry and the resolved path it stands at. */
export interface Placed {
  readonly path: string;
  readonly entry: StagedEntry;
}

/** As rename(2): over a file, or over an empty directory. `to` is resolved. */
export function moveEntries(tree: Tree, source: Placed, to: string): void {
  if (source.path === to) return;
  const moves = transplanted(tree, source, to);
  assertReplaceable(tree, source.entry, to);
  tree.assertMutable(source.path);
  tree.assertMutable(to);
  for (const { from } of moves.toReversed()) tree.drop(from);
  for (const { path, entry } of moves) tree.set(path, entry);
}

/** Into a directory that exists, what the source holds is merged. `to` is resolved. */
export function copyEntries(tree: Tree, source: Placed, to: string, modified_at_ms: number): void {
  assertParent(tree, to);
  const copies = transplanted(tree, source, to);
  for (const { path, entry } of copies) {
    const there = tree.find(path);
    if (there?.kind === "directory" && entry.kind !== "directory") throw fsError("EISDIR", path);
    if (there !== null && there.kind !== "directory" && entry.kind === "directory") {
      throw fsError("ENOTDIR", path);
    }
  }
  for (const { path, entry } of copies) {
    const isThere = entry.kind === "directory" && tree.find(path) !== null;
    if (!isThere) tree.set(path, { ...entry, modified_at_ms });
  }
}

/** Throws unless what holds a resolved path is a directory. */
export function assertParent(tree: Tree, path: string): void {
  if (tree.find(splitPath(path).parent)?.kind !== "directory") throw fsError("ENOENT", path);
}

function assertReplaceable(tree: Tree, entry: StagedEntry, to: string): void {
  assertParent(tree, to);
  const existing = tree.find(to);
  if (existing === null) return;
  if (entry.kind === "directory") {
    if (existing.kind !== "directory") throw fsError("ENOTDIR", to);
    if (tree.children(to).length > 0) throw fsError("ENOTEMPTY", to);
  } else if (existing.kind === "directory") {
    throw fsError("EISDIR", to);
  }
}

/** Where an entry and all below it come to stand under another path, outermost first. */
function transplanted(
  tree: Tree,
  source: Placed,
  to: string,
): (Placed & { readonly from: string })[] {
  const isDirectory = source.entry.kind === "directory";
  if (isDirectory && isBelow(source.path, to)) throw fsError("EINVAL", to);
  const below = isDirectory ? tree.below(source.path) : [];
  const inside = below.map(([from, entry]) => {
    const path = normalizePath(joinPath(to, from.slice(source.path.length + 1)));
    return { from, path, entry };
  });
  return [{ from: source.path, path: to, entry: source.entry }, ...inside];
}
