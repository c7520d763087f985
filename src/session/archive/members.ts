// A session as the members of an archive: what people want to read under names they know, and beside it
// what makes it the same session again.

import type { SessionState } from "../../agent/state.ts";
import { EVENTS_PATH, type Member } from "../../archive/member.ts";
import type { SessionFiles } from "../files.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store.ts";
import { snapshotOf } from "../view.ts";

export const SESSION_MEMBER = "session.json";
export const ACTORS_MEMBER = "history/actors.jsonl";
export const VERSIONS_MEMBER = "history/versions.jsonl";
/** Contents that only earlier versions of files have, by their sha256. */
export const CONTENTS_PREFIX = "history/contents/";

const MEMBER_MODE = 0o644;
/** Lines after which other requests are let in, and characters of them that are written at once. */
const LINES_PER_PAUSE = 1000;
const CHUNK_CHARS = 64 * 1024;

export interface Sources {
  readonly store: Store;
  readonly log: Log;
  readonly files: SessionFiles;
}

/** Everything of a session up to its last event, in the order in which it is brought back. */
export async function* archiveMembers(
  { store, log, files }: Sources,
  state: SessionState,
): AsyncGenerator<Member> {
  // The same however often the session is archived.
  const mtime_ms = Date.parse(state.created_at);
  const up_to = state.last_seq;
  const session = {
    version: 1,
    session: snapshotOf(state),
    adopted_seq: store.get("adopted_seq") ?? 0,
    versions_from: store.get("versions_from") ?? 0,
  };
  yield await linesMember(SESSION_MEMBER, mtime_ms, () => [JSON.stringify(session)]);
  yield await linesMember(EVENTS_PATH, mtime_ms, () => eventLines(log, up_to));
  yield await linesMember(ACTORS_MEMBER, mtime_ms, () => actorLines(store, up_to));
  yield await linesMember(VERSIONS_MEMBER, mtime_ms, () => files.history().lines());
  for (const { path, entry } of files.present()) {
    const { kind, mode, modified_at_ms: mtime_ms, target, hash } = entry;
    yield* withContent(files, hash, { path, kind, mode, mtime_ms, target });
  }
  for (const hash of files.history().formerContents()) {
    const file = { kind: "file" as const, mode: MEMBER_MODE, mtime_ms, target: null };
    yield* withContent(files, hash, { path: CONTENTS_PREFIX + hash, ...file });
  }
}

/** What is damaged is left out: its versions say that it was there, and the operator was told. */
async function* withContent(
  files: SessionFiles,
  hash: string | null,
  member: Omit<Member, "size_bytes" | "body">,
): AsyncGenerator<Member> {
  const content = hash === null ? new Uint8Array() : await files.history().content(hash);
  if (content === null) return;
  yield {
    ...member,
    size_bytes: content.byteLength,
    async *body() {
      yield content;
    },
  };
}

function* eventLines(log: Log, up_to: number): Generator<string> {
  for (const { body } of log.read(0, [], up_to)) yield body;
}

function* actorLines({ sql }: Store, up_to: number): Generator<string> {
  const query = `SELECT seq, actor FROM events WHERE seq > ? AND seq <= ${Math.trunc(up_to)}
    AND actor IS NOT NULL ORDER BY seq LIMIT ${LINES_PER_PAUSE}`;
  for (let from = 0; ; ) {
    const rows = sql.exec<{ seq: number; actor: string }>(query, from).toArray();
    for (const { seq, actor } of rows) yield JSON.stringify({ seq, actor: JSON.parse(actor) });
    if (rows.length < LINES_PER_PAUSE) return;
    from = rows.at(-1)?.seq ?? from;
  }
}

/** Read twice: a member says how long it is before it says anything else. */
async function linesMember(
  path: string,
  mtime_ms: number,
  lines: () => Iterable<string>,
): Promise<Member> {
  let size_bytes = 0;
  for await (const chunk of encoded(lines())) size_bytes += chunk.byteLength;
  const body = () => encoded(lines());
  return { path, kind: "file", size_bytes, mode: MEMBER_MODE, mtime_ms, target: null, body };
}

async function* encoded(lines: Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = "";
  let count = 0;
  for (const line of lines) {
    text += `${line}\n`;
    if (text.length >= CHUNK_CHARS) {
      yield encoder.encode(text);
      text = "";
    }
    count += 1;
    if (count % LINES_PER_PAUSE === 0) await scheduler.wait(0);
  }
  if (text !== "") yield encoder.encode(text);
}
