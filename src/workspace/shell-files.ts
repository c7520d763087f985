// The stage as just-bash wants a file system: its method names, its byte strings, and POSIX names
// at the front of error messages. What a shell needs outside of the workspace is here as well, as
// names without content: /dev/null, and a file for each command.
import {
  type BufferEncoding,
  type FileContent,
  type FsStat,
  getCommandNames,
  type IFileSystem,
} from "just-bash/browser";
import type { FileStat } from "../agent/tool.ts";
import { LedgeError } from "../contract/errors.ts";
import { fsError } from "./fs-error.ts";
import { normalizePath, splitPath } from "./path.ts";
import { type Meter, scriptEnd } from "./shell-meter.ts";
import type { Stage } from "./stage.ts";

type Encoding = { encoding?: BufferEncoding | null } | BufferEncoding;
type ByteString = Awaited<ReturnType<NonNullable<IFileSystem["readFileBytes"]>>>;
type DirentEntry = Awaited<ReturnType<NonNullable<IFileSystem["readdirWithFileTypes"]>>>[number];

const NULL_DEVICE = "/dev/null";
const NULL_STAT = fixedStat(NULL_DEVICE, 0o666);
const COMMANDS: ReadonlyMap<string, FsStat> = new Map(
  getCommandNames()
    .flatMap((name) => [`/usr/bin/${name}`, `/bin/${name}`])
    .map((path) => [path, fixedStat(path, 0o755)]),
);

export class ShellFiles implements IFileSystem {
  readonly #stage: Stage;
  readonly #meter: Meter;

  constructor(stage: Stage, meter: Meter) {
    this.#stage = stage;
    this.#meter = meter;
  }

  async readFileBuffer(path: string): Promise<Uint8Array> {
    if (path === NULL_DEVICE) return new Uint8Array();
    const content = await this.#stage.read(path);
    this.#meter.move(content.byteLength);
    return content;
  }

  async readFile(path: string, options?: Encoding): Promise<string> {
    const content = await this.readFileBuffer(path);
    return Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString(
      encodingOf(options),
    );
  }

  async readFileBytes(path: string): Promise<ByteString> {
    return (await this.readFile(path, "latin1")) as unknown as ByteString;
  }

  async writeFile(path: string, content: FileContent, options?: Encoding): Promise<void> {
    if (path === NULL_DEVICE) return;
    await this.#write(path, bytesOf(content, options), isRedirection(content, options));
  }

  async appendFile(path: string, content: FileContent, options?: Encoding): Promise<void> {
    if (path === NULL_DEVICE) return;
    const previous = (await this.exists(path)) ? await this.#stage.read(path) : new Uint8Array();
    const added = bytesOf(content, options);
    const whole = new Uint8Array(previous.byteLength + added.byteLength);
    whole.set(previous);
    whole.set(added, previous.byteLength);
    await this.#write(path, whole, isRedirection(content, options));
  }

  async exists(path: string): Promise<boolean> {
    if (path === NULL_DEVICE || COMMANDS.has(path)) return true;
    await this.#stage.pace.pause();
    try {
      return this.#stage.lstat(this.#stage.destination(path)) !== null;
    } catch {
      return false;
    }
  }

  async stat(path: string): Promise<FsStat> {
    const command = COMMANDS.get(path);
    // Looking up a command's file is the one thing just-bash awaits before it runs one.
    if (command !== undefined) await this.#stage.pace.pauseForCommand();
    return command ?? fixed(path) ?? this.#statOf(path, this.#stage.destination(path));
  }

  async lstat(path: string): Promise<FsStat> {
    return fixed(path) ?? this.#statOf(path, path);
  }

  async mkdir(path: string, options?: { recursive?: boolean }): Promise<void> {
    await this.#stage.pace.pause();
    this.#stage.makeDirectory(path, { recursive: options?.recursive ?? false });
  }

  async readdir(path: string): Promise<string[]> {
    return (await this.readdirWithFileTypes(path)).map((entry) => entry.name);
  }

  async readdirWithFileTypes(path: string): Promise<DirentEntry[]> {
    await this.#stage.pace.pause();
    return this.#stage.list(path).map((entry) => ({
      name: splitPath(entry.path).name,
      isFile: entry.kind === "file",
      isDirectory: entry.kind === "directory",
      isSymbolicLink: entry.kind === "symlink",
    }));
  }

  async rm(path: string, options?: { recursive?: boolean; force?: boolean }): Promise<void> {
    await this.#stage.pace.pause();
    const recursive = options?.recursive ?? false;
    const stat = this.#stage.lstat(path);
    if (stat === null && options?.force) return;
    // What is in the root goes even though the root itself stays: `rm -f` would hide the refusal.
    if (stat?.path === this.#stage.root && recursive) {
      for (const child of this.#stage.list(path)) this.#stage.remove(child.path, { recursive });
    }
    this.#stage.remove(path, { recursive });
  }

  async cp(src: string, dest: string, options?: { recursive?: boolean }): Promise<void> {
    await this.#stage.pace.pause();
    this.#stage.copy(src, dest, { recursive: options?.recursive ?? false });
  }

  async mv(src: string, dest: string): Promise<void> {
    await this.#stage.pace.pause();
    this.#stage.rename(src, dest);
  }

  resolvePath(base: string, path: string): string {
    return normalizePath(path, base);
  }

  /** just-bash asks this only of file systems in memory; its globs read directories. */
  getAllPaths(): string[] {
    return [];
  }

  async chmod(path: string, mode: number): Promise<void> {
    await this.#stage.pace.pause();
    this.#stage.setMode(path, mode);
  }

  async symlink(target: string, linkPath: string): Promise<void> {
    await this.#stage.pace.pause();
    this.#stage.makeSymlink(target, linkPath);
  }

  /** A hard link is a copy here: the file system has no shared inodes. */
  async link(existingPath: string, newPath: string): Promise<void> {
    await this.#stage.pace.pause();
    if (this.#stage.lstat(newPath) !== null) throw fsError("EEXIST", newPath);
    this.#stage.copy(existingPath, newPath, { recursive: false });
  }

  async readlink(path: string): Promise<string> {
    await this.#stage.pace.pause();
    return this.#stage.readLink(path);
  }

  async realpath(path: string): Promise<string> {
    await this.#stage.pace.pause();
    return this.#stage.realPath(path);
  }

  async utimes(path: string, _accessed: Date, modified: Date): Promise<void> {
    await this.#stage.pace.pause();
    this.#stage.setModified(path, modified.getTime());
  }

  async #write(path: string, content: Uint8Array, isRedirection: boolean): Promise<void> {
    this.#meter.move(content.byteLength);
    try {
      await this.#stage.write(path, content);
    } catch (error) {
      // just-bash has no answer to a redirection that cannot be opened: end the script, but keep
      // what it has printed.
      if (isRedirection && error instanceof LedgeError) throw scriptEnd(error.message);
      throw error;
    }
  }

  async #statOf(path: string, at: string): Promise<FsStat> {
    await this.#stage.pace.pause();
    const stat = this.#stage.lstat(at);
    if (stat === null) throw fsError("ENOENT", path);
    return toFsStat(stat);
  }
}

function fixed(path: string): FsStat | undefined {
  return path === NULL_DEVICE ? NULL_STAT : COMMANDS.get(path);
}

function fixedStat(identity: string, mode: number): FsStat {
  const kind = { isFile: true, isDirectory: false, isSymbolicLink: false };
  return { ...kind, mode, size: 0, mtime: new Date(0), identity };
}

function toFsStat(stat: FileStat): FsStat {
  return {
    isFile: stat.kind === "file",
    isDirectory: stat.kind === "directory",
    isSymbolicLink: stat.kind === "symlink",
    mode: stat.mode,
    size: stat.size_bytes,
    mtime: new Date(stat.modified_at_ms),
    // Without an identity cp and mv refuse to tell two files apart.
    identity: stat.path,
  };
}

/** How just-bash opens the file of a `>` or `>>` before the command runs. */
function isRedirection(content: FileContent, options: Encoding | undefined): boolean {
  return content === "" && options === "binary";
}

function encodingOf(options: Encoding | undefined): BufferEncoding {
  const encoding = typeof options === "string" ? options : options?.encoding;
  return encoding ?? "utf8";
}

function bytesOf(content: FileContent, options: Encoding | undefined): Uint8Array {
  if (typeof content !== "string") return content;
  return new Uint8Array(Buffer.from(content, encodingOf(options)));
}
