// The `files` commands: looking into a session's workspace, and carrying files in and out of it.
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { createGzip } from "node:zlib";
import type { Command } from "commander";
import { packTar } from "modern-tar/fs";
import { FILE_BODY_BYTES_MAX, IMPORT_BYTES_MAX } from "../contract/limits.ts";
import { readStdin } from "./ask.ts";
import { contextOf } from "./context.ts";
import { CliError, EXIT } from "./exit.ts";
import { count, done, listTable, print, size, time } from "./output.ts";

/** What an import leaves behind unless told otherwise: large, and made again where it is needed. */
const SKIPPED = new Set([".git", "node_modules"]);

/** Adds the `files` commands to the program. */
export function addFileCommands(program: Command): void {
  const files = program.command("files").description("the files of a session's workspace");
  addReaders(files);
  addWriters(files);
}

function addReaders(files: Command): void {
  files
    .command("ls")
    .description("what a folder holds")
    .argument("<session>")
    .argument("[path]", "folder (default: the working directory)")
    .action(async (id: string, path: string | undefined, _options, command: Command) => {
      const { client, json } = contextOf(command);
      const listing = await client.files.list(id, path);
      print(json, listing, () =>
        listTable(
          ["Path", "Kind", "Size", "Modified"],
          listing.data.map((entry) => [
            entry.path,
            entry.kind,
            entry.kind === "file" ? size(entry.size_bytes) : "–",
            time(entry.modified_at),
          ]),
          "no files here",
        ),
      );
    });
  files
    .command("get")
    .description("read a file, to standard output or with -o to a file")
    .argument("<session>")
    .argument("<path>")
    .option("-o, --output <file>", "where to write it")
    .action(async (id: string, path: string, options: { output?: string }, command: Command) => {
      const { client, json } = contextOf(command);
      const bytes = await client.files.read(id, path);
      if (options.output === undefined) {
        process.stdout.write(json ? `${JSON.stringify(asDocument(path, bytes))}\n` : bytes);
        return;
      }
      writeLocal(options.output, bytes);
      const written = { path, output: options.output, size_bytes: bytes.length };
      print(json, written, () => done(`Wrote ${options.output} (${size(bytes.length)})`));
    });
}

function addWriters(files: Command): void {
  files
    .command("put")
    .description("write a file of this machine into the workspace")
    .argument("<session>")
    .argument("<file>", "the file here; - reads standard input")
    .argument("[path]", "where it goes (default: its own name)")
    .action(
      async (id: string, file: string, path: string | undefined, _options, command: Command) => {
        const { client, json } = contextOf(command);
        if (file === "-" && path === undefined) {
          throw new CliError(EXIT.usage, "give the path that standard input is written to");
        }
        const bytes = file === "-" ? await readStdin() : readLocal(file, FILE_BODY_BYTES_MAX);
        const entry = await client.files.write(id, path ?? basename(file), bytes);
        print(json, entry, () => done(`Wrote ${entry.path} (${size(entry.size_bytes)})`));
      },
    );
  files
    .command("import")
    .description("bring a folder, or a tar or tar.gz, into the workspace: all of it or nothing")
    .argument("<session>")
    .argument("<source>", "a folder or an archive of this machine")
    .option("--into <path>", "folder to put it in (default: the working directory)")
    .option("--all", "take .git and node_modules along")
    .action(
      async (
        id: string,
        source: string,
        options: { into?: string; all?: boolean },
        command: Command,
      ) => {
        const { client, json } = contextOf(command);
        const archive = await archiveOf(source, options.all === true);
        const imported = await client.files.import(id, archive, options.into);
        print(json, imported, () =>
          done(`Imported ${count(imported.file_count)} files (${size(imported.size_bytes)})`),
        );
      },
    );
}

/** An archive as it is, or a folder packed. Throws CliError for what is neither, or too large. */
async function archiveOf(source: string, all: boolean): Promise<Buffer<ArrayBuffer>> {
  const stat = statSync(source, { throwIfNoEntry: false });
  if (stat === undefined) throw new CliError(EXIT.usage, `there is no ${source}`);
  if (!stat.isDirectory()) return readLocal(source, IMPORT_BYTES_MAX);
  const tar = packTar(source, {
    filter: (path) => all || !path.split(/[\\/]/).some((part) => SKIPPED.has(part)),
  });
  const chunks: Buffer[] = [];
  let size_bytes = 0;
  for await (const chunk of tar.pipe(createGzip())) {
    chunks.push(chunk);
    size_bytes += chunk.length;
    if (size_bytes > IMPORT_BYTES_MAX) throw tooLarge(source, IMPORT_BYTES_MAX);
  }
  return Buffer.concat(chunks);
}

function tooLarge(path: string, bytes_max: number): CliError {
  const limit = size(bytes_max);
  return new CliError(
    EXIT.refused,
    `${path} is more than ${limit}, which the service does not take`,
  );
}

function readLocal(path: string, bytes_max: number): Buffer<ArrayBuffer> {
  try {
    if (statSync(path).size > bytes_max) throw tooLarge(path, bytes_max);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(EXIT.usage, `cannot read ${path}: ${reasonOf(error)}`);
  }
}

function writeLocal(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes);
  } catch (error) {
    throw new CliError(EXIT.usage, `cannot write ${path}: ${reasonOf(error)}`);
  }
}

/** Why a file of this machine could not be read or written: the system's code, such as ENOENT. */
export function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

/** A file as a JSON document: as text where it is, else in base64. */
export function asDocument(path: string, bytes: Uint8Array<ArrayBuffer>) {
  try {
    const content = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { path, size_bytes: bytes.length, encoding: "utf8", content };
  } catch {
    const content = Buffer.from(bytes).toString("base64");
    return { path, size_bytes: bytes.length, encoding: "base64", content };
  }
}
