// Path rules: patterns as .gitignore writes them, held against paths that are absolute and without
// `..`. `src/**` starts at the working directory, `//etc` at the root, a bare name is for any depth.
import { compileGlob } from "../tools/pattern.ts";

export interface PathPattern {
  /** Whether exactly this path is meant: what an allow rule asks. */
  matches(path: string): boolean;
  /** Whether the path, or a directory it lies in, or all that lies in it, is meant. */
  touches(path: string): boolean;
  /** Whether a shell's pattern of file names might stand for what is meant, by the last names alone. */
  mayBe(glob: string): boolean;
}

/** The one spelling of a path; a relative one starts at `directory`, `~` is the working directory. */
export function absolute(path: string, directory: string, root: string): string {
  const home = path === "~" || path.startsWith("~/") ? root + path.slice(1) : path;
  const parts: string[] = [];
  for (const part of (home.startsWith("/") ? home : `${directory}/${home}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** Reads a rule's content. Null for one that is relative to a settings file: it matches nothing here. */
export function pathPattern(content: string, root: string): PathPattern | null {
  if (/^\/(?!\/)/.test(content)) return null;
  const glob = absoluteGlob(content, root);
  const compiled = compileGlob(glob);
  // A pattern that cannot be read allows nothing and keeps everything out.
  const test = compiled.problem === null ? compiled.value : null;
  const last = content.slice(content.lastIndexOf("/") + 1);
  return {
    matches: (path) => test?.(path) ?? false,
    touches: (path) => {
      if (test === null || test(`${path}/`)) return true;
      for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
        if (test(path.slice(0, end))) return true;
      }
      return false;
    },
    mayBe: (shellGlob) => {
      const name = shellGlob.slice(shellGlob.lastIndexOf("/") + 1);
      // Without a dot in front the shell leaves out names that begin with one.
      if (/[*?[{]/.test(last) || last === "" || last.startsWith(".") !== name.startsWith(".")) {
        return false;
      }
      const shell = compileGlob(name);
      return shell.problem !== null || shell.value(last);
    },
  };
}

function absoluteGlob(content: string, root: string): string {
  const open = content.endsWith("/") ? `${content}**` : content;
  const base = root.replace(/[*?[\]{}\\]/g, "\\$&");
  if (open.startsWith("//")) return absolute(open, base, base);
  const isAnchored = /[^/]\/[^/]/.test(open) || /^[~.]\.?\//.test(open);
  return absolute(isAnchored ? open : `**/${open}`, base, base);
}
