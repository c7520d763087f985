// The `sessions` commands for archives: sealing a session and waiting for it, bringing it back, carrying
// the file to this machine and into a service, and what a session takes.
import { openAsBlob, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type Command, Option } from "commander";
import { createClient } from "../client.ts";
import type { ArchiveCompression, ArchiveResource } from "../contract/archive.ts";
import { archiveRows, storageRows } from "./archive-view.ts";
import { type Context, contextOf } from "./context.ts";
import { fetchArchive } from "./download.ts";
import { CliError, EXIT } from "./exit.ts";
import { reasonOf } from "./files.ts";
import { clean, done, keyValueTable, print, size, time } from "./output.ts";
import { startSpinner, withProgress } from "./progress.ts";
import { sessionRows } from "./session-view.ts";
import { uploadingFetch } from "./upload.ts";

const COMPRESSIONS: readonly ArchiveCompression[] = ["gzip", "zip", "tar"];
const POLL_MS = 500;

/** Adds them to the `sessions` commands. */
export function addArchiveCommands(sessions: Command): void {
  addSealing(sessions);
  addTransfers(sessions);
  sessions
    .command("storage")
    .description("what a session takes where it is stored, and how long it is kept")
    .argument("<session>")
    .action(async (id: string, _options, command: Command) => {
      const { client, json } = contextOf(command);
      const storage = await client.archives.storage(id);
      print(json, storage, () =>
        keyValueTable(`${id}, as of ${time(storage.as_of)}`, storageRows(storage)),
      );
    });
}

interface ArchiveOptions {
  compression?: ArchiveCompression;
  wait?: boolean;
  status?: boolean;
}

function addSealing(sessions: Command): void {
  sessions
    .command("archive")
    .description("seal an ended session in object storage; it stays readable")
    .argument("<session>")
    .addOption(new Option("--compression <kind>", "gzip is a tar.gz").choices(COMPRESSIONS))
    .option("--wait", "until it is written and verified")
    .addOption(new Option("--status", "only show how far it is").conflicts(["compression", "wait"]))
    .action(async (id: string, options: ArchiveOptions, command: Command) => {
      const context = contextOf(command);
      const { client, json } = context;
      const { compression } = options;
      let archive =
        options.status === true
          ? await client.archives.get(id)
          : await client.archives.create(id, compression === undefined ? {} : { compression });
      if (options.wait === true) archive = await untilSealed(context, id, archive);
      print(json, archive, () => {
        const isDone = archive.status === "completed";
        const title = isDone ? done(`Session archived: ${id}`) : `archive of ${id}`;
        return keyValueTable(title, archiveRows(archive));
      });
    });
  sessions
    .command("restore")
    .description("bring an archived session back: the same id, events and files")
    .argument("<session>")
    .action(async (id: string, _options, command: Command) => {
      const { client, json } = contextOf(command);
      const session = await client.archives.restore(id);
      print(json, session, () =>
        keyValueTable(done(`Session restored: ${session.id}`), sessionRows(session)),
      );
    });
}

/** Waits until an archive is verified. Throws CliError when it fails: the service tries again later. */
async function untilSealed(
  { client }: Context,
  id: string,
  begun: ArchiveResource,
): Promise<ArchiveResource> {
  const spinner = startSpinner("archiving");
  try {
    let archive = begun;
    while (archive.status === "pending" || archive.status === "in_progress") {
      if (spinner !== undefined) spinner.text = `archiving: ${archive.status}`;
      await sleep(POLL_MS);
      archive = await client.archives.get(id);
    }
    if (archive.status === "completed") return archive;
    const next = archive.next_attempt_at;
    const again = next === null ? "" : `; it is tried again at ${time(next)} UTC`;
    const why = clean(archive.error_message ?? "no reason given");
    throw new CliError(EXIT.refused, `the session was not archived: ${why}${again}`);
  } finally {
    spinner?.stop();
  }
}

function addTransfers(sessions: Command): void {
  sessions
    .command("download")
    .description("fetch a session's archive; what a broken download has left is gone on with")
    .argument("<session>")
    .option("-o, --output <file>", "where to write it (default: the session's id with .tar.gz …)")
    .action(async (id: string, { output }: { output?: string }, command: Command) => {
      const { client, json } = contextOf(command);
      const fetched = await fetchArchive(client, id, output);
      print(json, fetched, () => done(`Wrote ${fetched.output} (${size(fetched.size_bytes)})`));
    });
  sessions
    .command("import")
    .description("make a session out of an archive, under a new id")
    .argument("<file>", "an archive of this or another service")
    .option("--name <name>", "what to call it")
    .action(async (file: string, { name }: { name?: string }, command: Command) => {
      const { target, json } = contextOf(command);
      const archive = await openArchive(file);
      const transfer = { what: "importing", total_bytes: archive.size, from_bytes: 0 };
      const session = await withProgress(transfer, (onSent) => {
        const options = { baseUrl: target.url, token: target.key, fetch: uploadingFetch(onSent) };
        return createClient(options).archives.import(archive, name);
      });
      print(json, session, () =>
        keyValueTable(done(`Session imported: ${session.id}`), sessionRows(session)),
      );
    });
}

async function openArchive(path: string): Promise<Blob> {
  try {
    if (!statSync(path).isFile()) throw new CliError(EXIT.usage, `${path} is no file`);
    return await openAsBlob(path);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(EXIT.usage, `cannot read ${path}: ${reasonOf(error)}`);
  }
}
