// Path rules: patterns as .gitignore writes them, held against paths that are absolute and without
// `..`. `src/**` starts at the working directory, `//etc` at the root, a bare name is for any depth.
import { compileGlob } from "../tools/pattern.ts";
import { remembered } from "./remembered.ts";

export interface PathPattern {
  /** Whether exactly this path is meant: what an allow rule asks. */
  matches(path: string): boolean;
  /** Whether the path, or a directory it lies in, or all that lies in it, is meant. */
  touches(path: string): boolean;
  /** Whether a shell's absolute pattern of file names might stand for what is meant. */
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
  return patternBelow(`${root}\0${content}`);
}

/** A working directory and a content, both without NUL. */
const patternBelow = remembered((text): PathPattern | null => {
  const [root = "", content = ""] = text.split("\0");
  if (/^\/(?!\/)/.test(content)) return null;
  return GLOB.test(content)
    ? globPattern(absoluteGlob(content, root), content)
    : literalPattern(content, root);
});

const GLOB = /[*?[\]{}\\]/;

/** Most patterns are plain names, which need no machine: a search holds them against every file. */
function literalPattern(content: string, root: string): PathPattern {
  const isDirectory = content.endsWith("/");
  const isAnchored = isAnchoredPath(content);
  const name = isAnchored ? absolute(content.replace(/^\/\//, "/"), root, root) : `/${content}`;
  const inner = name.replace(/\/+$/, "");
  const isBelowRoot = (path: string) => path.startsWith(root === "/" ? "/" : `${root}/`);
  const within = (path: string) =>
    isAnchored
      ? `${path}/`.startsWith(`${inner}/`)
      : isBelowRoot(path) && `${path}/`.slice(root === "/" ? 0 : root.length).includes(`${inner}/`);
  return {
    matches: (path) =>
      isDirectory
        ? within(path) && !path.endsWith(inner)
        : isAnchored
          ? path === inner
          : isBelowRoot(path) && path.endsWith(inner),
    touches: within,
    mayBe: (shellGlob) => mayStandFor(shellGlob, isAnchored ? inner : lastName(inner)),
  };
}

function globPattern(glob: string, content: string): PathPattern {
  const compiled = compileGlob(glob);
  // A pattern that cannot be read allows nothing and keeps everything out.
  const test = compiled.problem === null ? compiled.value : null;
  const last = lastName(content);
  return {
    matches: (path) => test?.(path) ?? false,
    touches: (path) => {
      if (test === null || test(`${path}/`)) return true;
      for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
        if (test(path.slice(0, end))) return true;
      }
      return false;
    },
    mayBe: (shellGlob) => !GLOB.test(last) && mayStandFor(shellGlob, last),
  };
}

/** Whether a shell's pattern might stand for an absolute path, or for a name at any depth. */
function mayStandFor(shellGlob: string, name: string): boolean {
  // Without a dot in front the shell leaves out names that begin with one.
  if (name === "" || lastName(name).startsWith(".") !== lastName(shellGlob).startsWith(".")) {
    return false;
  }
  const shell = compileGlob(name.includes("/") ? shellGlob : lastName(shellGlob));
  return shell.problem !== null || shell.value(name);
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function absoluteGlob(content: string, root: string): string {
  const open = content.endsWith("/") ? `${content}**` : content;
  const base = root.replace(/[*?[\]{}\\]/g, "\\$&");
  if (open.startsWith("//")) return absolute(open, base, base);
  return absolute(isAnchoredPath(content) ? open : `**/${open}`, base, base);
}

/** A slash anywhere but at the end ties a pattern to the place where it starts. */
function isAnchoredPath(content: string): boolean {
  return content.startsWith("//") || /[^/]\/[^/]/.test(content) || /^[~.]\.?(?:\/|$)/.test(content);
}
