// The members of an archive back into a session's tables. What comes from elsewhere is believed in nothing:
// each line is parsed, each content is known by its digest, and what is named must be there.
import { z } from "zod";
import { EVENTS_PATH, type Member } from "../../archive/member.ts";
import { LedgeError } from "../../contract/errors.ts";
import { EVENT_BYTES_MAX, FILE_BYTES_MAX, STREAM_PAGE_EVENTS } from "../../contract/limits.ts";
import type { History } from "../../workspace/history.ts";
import type { Log, TakenEvent } from "../log.ts";
import { ACTORS_MEMBER, CONTENTS_PREFIX, SESSION_MEMBER, VERSIONS_MEMBER } from "./members.ts";

/** Beside the session itself, what its archive says of it. */
const archivedSession = z.object({
  version: z.literal(1),
  session: z.looseObject({ id: z.string(), working_directory: z.string() }),
  adopted_seq: z.int().min(0),
  versions_from: z.int().min(0),
});
export type ArchivedSession = z.infer<typeof archivedSession>;

const actorLine = z.object({ seq: z.int(), actor: z.record(z.string(), z.unknown()) });

export interface Loading {
  readonly log: Log;
  /** Asked for once `session.json` was told of. */
  readonly history: () => History;
  /** What is wanted; members of the rest are passed over. */
  readonly wants: { readonly log: boolean; readonly files: boolean };
  /** Told of `session.json` before anything else comes. */
  readonly onSession: (session: ArchivedSession) => void;
  /** What may not be in an archive from elsewhere. Throws. */
  readonly check: (event: TakenEvent) => void;
}

/** Throws `invalid_request` naming the member that is wrong; then a part of it may be there. */
export async function loadArchive(
  members: AsyncIterable<Member>,
  { log, history, wants, onSession, check }: Loading,
): Promise<void> {
  let began = false;
  for await (const member of members) {
    const { path } = member;
    if (path === SESSION_MEMBER) {
      onSession(await sessionIn(member));
      began = true;
    } else if (!began) {
      throw wrong(path, `expected ${SESSION_MEMBER} before it`);
    } else if (path === EVENTS_PATH && wants.log) {
      await inBatches(
        member,
        EVENT_BYTES_MAX,
        (line) => eventIn(line, check),
        (batch) => log.takeIn(batch),
      );
    } else if (path === ACTORS_MEMBER && wants.log) {
      await inBatches(
        member,
        EVENT_BYTES_MAX,
        (line) => parsed(actorLine, line),
        (batch) => log.takeActors(batch),
      );
      if (!wants.files) return;
    } else if (path === VERSIONS_MEMBER && wants.files) {
      await inBatches(
        member,
        EVENT_BYTES_MAX,
        (line) => line,
        (batch) => history().take(batch),
      );
    } else if (isContent(member) && wants.files) {
      await history().takeContent(await contentIn(member));
    }
  }
  if (!began) throw new LedgeError("invalid_request", `the archive has no ${SESSION_MEMBER}`);
}

function isContent({ path, kind }: Member): boolean {
  const isFile = path.startsWith("workspace/") || path.startsWith("tmp/");
  return kind === "file" && (isFile || path.startsWith(CONTENTS_PREFIX));
}

async function sessionIn(member: Member): Promise<ArchivedSession> {
  let session: ArchivedSession | undefined;
  await inBatches(
    member,
    EVENT_BYTES_MAX,
    (line) => parsed(archivedSession, line),
    ([first]) => {
      session ??= first;
    },
  );
  if (session === undefined) throw wrong(member.path, "it is empty");
  return session;
}

function eventIn(line: string, check: Loading["check"]): TakenEvent {
  const { seq, id, type, created_at } = parsed(eventLine, line);
  const event = { seq, id, type, at: Date.parse(created_at), body: line };
  check(event);
  return event;
}

const eventLine = z.looseObject({
  seq: z.int().min(1),
  id: z.string().max(100),
  type: z.string().max(100),
  created_at: z.iso.datetime(),
});

/** Throws a SyntaxError or what zod throws. */
function parsed<T>(schema: z.ZodType<T>, line: string): T {
  return schema.parse(JSON.parse(line));
}

/** Hands the lines of a member over in batches. What is thrown names the member and the line. */
async function inBatches<T>(
  member: Member,
  line_chars_max: number,
  read: (line: string) => T,
  take: (batch: T[]) => void,
): Promise<void> {
  let batch: T[] = [];
  let number = 0;
  let chars = 0;
  const named = <R>(work: () => R): R => {
    try {
      return work();
    } catch (error) {
      const why = error instanceof LedgeError ? error.message : "it is not what it should be";
      throw wrong(member.path, `line ${number}: ${why}`);
    }
  };
  for await (const line of linesIn(member, line_chars_max)) {
    number += 1;
    chars += line.length;
    batch.push(named(() => read(line)));
    if (batch.length === STREAM_PAGE_EVENTS || chars > line_chars_max) {
      named(() => take(batch));
      batch = [];
      chars = 0;
    }
  }
  if (batch.length > 0) named(() => take(batch));
}

async function* linesIn(member: Member, chars_max: number): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let rest = "";
  try {
    for await (const chunk of member.body()) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      if (rest.length > chars_max) throw wrong(member.path, "a line is too long");
      yield* lines;
    }
    rest += decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw wrong(member.path, "it is no UTF-8 text");
  }
  if (rest !== "") throw wrong(member.path, "its last line has no end");
}

async function contentIn(member: Member): Promise<Uint8Array> {
  if (member.size_bytes > FILE_BYTES_MAX) {
    throw new LedgeError("too_large", `${member.path}: FILE_BYTES_MAX is ${FILE_BYTES_MAX} bytes`);
  }
  const content = new Uint8Array(member.size_bytes);
  let at = 0;
  for await (const chunk of member.body()) {
    content.set(chunk, at);
    at += chunk.byteLength;
  }
  return content;
}

function wrong(path: string, why: string): LedgeError {
  return new LedgeError("invalid_request", `the archive's ${path}: ${why}`);
}
