// Long lives written straight into the databases of a service that is stopped: a hundred thousand events
// would take an hour through the front door, and what is measured is how they are found again.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type SessionState, seal } from "../src/agent/state.ts";
import type { EventDraft } from "../src/contract/event.ts";

const OBJECTS = "v3/do/ledge-Session";
const TURN_MS = 1_000;
const WORDS = "All the words of a long conversation. ".repeat(19);
const USAGE = {
  input_tokens: 900,
  output_tokens: 200,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
};

/** Session → its database file, of every session below a stopped service's folder. */
export function databasesOf(folder: string): Map<string, string> {
  const objects = join(folder, OBJECTS);
  const paths = readdirSync(objects).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));
  return new Map(paths.map((name) => [sessionIn(join(objects, name)), join(objects, name)]));
}

function sessionIn(path: string): string {
  const database = new DatabaseSync(path);
  try {
    return stateIn(database).id;
  } finally {
    database.close();
  }
}

function stateIn(database: DatabaseSync): SessionState {
  const row = database.prepare("SELECT value FROM meta WHERE key = 'state'").get();
  return JSON.parse(String(row?.value)) as SessionState;
}

/** Lets a session have lived: turns of a question and an answer, up to `events`. Returns the bytes stored. */
export function liveOn(path: string, events: number): number {
  const database = new DatabaseSync(path);
  try {
    const insert = database.prepare(
      "INSERT INTO events (seq, id, type, at, body) VALUES (?, ?, ?, ?, ?)",
    );
    let state = stateIn(database);
    let bytes = 0;
    let count = 0;
    const newId = () => `sevt_${(++count).toString(16).padStart(32, "0")}`;
    database.exec("BEGIN");
    while (state.last_seq < events) {
      const now_ms = Date.parse(state.updated_at) + TURN_MS;
      const sealed = seal(state, turnOf(state, newId), { now_ms, newId });
      for (const event of sealed.events) {
        const body = JSON.stringify(event);
        bytes += body.length;
        insert.run(event.seq, event.id, event.type, now_ms, body);
      }
      state = sealed.state;
    }
    const { config: _, ...kept } = state;
    const set = database.prepare("UPDATE meta SET value = ? WHERE key = ?");
    set.run(JSON.stringify(kept), "state");
    const publish = "UPDATE meta SET value = json_set(value, '$.seq', ?) WHERE key = 'publication'";
    database.prepare(publish).run(state.last_seq);
    database.exec("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
    return bytes;
  } finally {
    database.close();
  }
}

function turnOf(state: SessionState, newId: () => string): EventDraft[] {
  const turn = state.turn_count + 1;
  const [asked, answer, request] = [`msg_${newId()}`, `msg_${newId()}`, newId()];
  const model = state.config?.model ?? "offline-stream";
  const content = [{ type: "text" as const, text: WORDS }];
  return [
    { type: "user.message", message_id: asked, content, on_busy: "queue" },
    { type: "session.status_running", turn, inputs: [state.last_seq + 1] },
    { type: "span.model_request_start", id: request, model, step: 1, attempt: 1 },
    { type: "agent.message", message_id: answer, content, is_partial: false },
    {
      type: "span.model_request_end",
      model_request_start_id: request,
      message_id: answer,
      is_error: false,
      model,
      model_usage: USAGE,
      cost_usd: 0,
      stop_reason: "end_turn",
      stop_details: null,
      time_to_first_token_ms: 500,
      duration_ms: 900,
    },
    { type: "session.status_idle", turn, stop_reason: { type: "end_turn" }, stop_details: null },
  ];
}
