// The sessions that golden databases are made of: each is brought to a state that a later version may
// find in somebody's storage, and is still in it when the service is killed.
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "../../src/client.ts";
import type { InputBlock } from "../../src/contract/content.ts";
import type { EventType } from "../../src/contract/event.ts";
import type { SessionCreate } from "../../src/contract/session.ts";

const STATE_MS_MAX = 20_000;
const POLL_MS = 20;
const WAIT_SECONDS = 20;
const LARGE_TEXT = "0123456789".repeat(36_000);

/** Brings a session there and returns its id; what a `…-cut` one does goes on for some seconds. */
export type Story = (client: Client) => Promise<string>;

export const STORIES: Record<string, Story> = {
  text: async (client) => {
    const id = await open(client);
    await ask(client, id, [{ thinking: "Hm.", text: "Grüße, 世界 👋 'quoted' \\ back\nline." }]);
    await client.sessions.send(id, [{ type: "user.message", content: says([{ text: "two" }]) }]);
    await reach(client, id, "session.status_idle", 2);
    return id;
  },
  "large-message": async (client) => {
    const id = await open(client);
    await ask(client, id, [{ text: "Read." }], LARGE_TEXT);
    return id;
  },
  "tool-round": async (client) => {
    const id = await open(client);
    const write = (name: string) => ({ name: "Write", input: { file_path: name, content: name } });
    await ask(client, id, [
      { text: "I write.", tools: [write("a.txt"), write("dir/b.txt")] },
      { tools: [{ name: "Bash", input: { command: "cat a.txt && cd dir && exit 3" } }] },
      { text: "It says {{last_result}}" },
    ]);
    return id;
  },
  files: async (client) => {
    const id = await open(client);
    await client.files.write(id, "bytes.bin", new Uint8Array([0, 1, 0xff, 0xfe, 39]));
    await client.files.write(id, "notes/größe.md", new TextEncoder().encode("# Größe\n"));
    await client.files.write(id, "gone.txt", new TextEncoder().encode("gone"));
    await client.files.remove(id, "gone.txt");
    await ask(client, id, [
      { tools: [{ name: "Bash", input: { command: "ln -s notes/größe.md link; ls" } }] },
    ]);
    return id;
  },
  "model-call-cut": async (client) => {
    const id = await open(client);
    await client.sessions.query(id, { message: slowly("said") });
    await reach(client, id, "span.model_request_start");
    const queued = { on_busy: "queue", message: says([{ text: "then this" }]) } as const;
    await client.sessions.query(id, queued);
    return id;
  },
  "tool-call-cut": async (client) => {
    const id = await open(client);
    const calls = ["echo one > one.txt", "sleep 3; echo two > two.txt"];
    const tools = calls.map((command) => ({ name: "Bash", input: { command } }));
    await client.sessions.query(id, {
      message: says([{ text: "Both.", tools }, { text: "Yes." }]),
    });
    await reach(client, id, "tool.started", 2);
    return id;
  },
  "client-call-waiting": async (client) => {
    const id = await open(client, {
      custom_tools: [{ name: "ask_person", description: "asks", input_schema: { type: "object" } }],
    });
    const tools = [{ name: "ask_person", input: { question: "which?" } }];
    await client.sessions.query(id, { message: says([{ tools }, { text: "{{last_result}}" }]) });
    await reach(client, id, "session.status_idle");
    return id;
  },
  "retry-cut": async (client) => {
    const id = await open(client, { retry_delay: 30 });
    const error = { status: 529, type: "overloaded_error", message: "Overloaded", times: 1 };
    await client.sessions.query(id, { message: says([{ text: "At last.", error }]) });
    await reach(client, id, "session.status_rescheduled");
    return id;
  },
  rewound: async (client) => {
    const id = await open(client);
    const writes = (text: string) => ({
      tools: [{ name: "Write", input: { file_path: "a.txt", content: text.repeat(900) } }],
    });
    await ask(client, id, [writes("one"), { text: "One." }]);
    await client.branches.createCheckpoint(id, "one");
    await ask(client, id, [{ tools: [{ name: "Bash", input: { command: "rm a.txt" } }] }]);
    await client.branches.rewind(id, { to_message: 2 });
    await ask(client, id, [{ text: "Another way. ".repeat(200) }]);
    return id;
  },
  interrupted: async (client) => {
    const id = await open(client);
    await client.sessions.query(id, { message: slowly("never finished") });
    await reach(client, id, "span.model_request_start");
    await client.sessions.interrupt(id);
    await reach(client, id, "session.status_idle");
    return id;
  },
  terminated: async (client) => {
    const id = await open(client, { name: "ended", metadata: { team: "blue" } });
    await ask(client, id, [{ text: "Goodbye." }]);
    await client.sessions.update(id, { name: "renamed" });
    await client.sessions.terminate(id);
    return id;
  },
};

async function open(client: Client, changes: SessionCreate = {}): Promise<string> {
  const tools = ["Read", "Write", "Bash"] as const;
  const { id } = await client.sessions.create({
    model: "offline-script",
    tools: [...tools],
    allowed_tools: [...tools],
    ...changes,
  });
  return id;
}

/** A message that tells the offline model what to say: see its script scenario. */
function says(steps: readonly object[]): InputBlock[] {
  return [{ type: "text", text: JSON.stringify(steps) }];
}

function slowly(text: string): InputBlock[] {
  return says([{ text, chunks: 1, delay_ms: 3_000 }]);
}

async function ask(client: Client, id: string, steps: readonly object[], more = ""): Promise<void> {
  const rest: InputBlock[] = more === "" ? [] : [{ type: "text", text: more }];
  const message = [...says(steps), ...rest];
  const answer = await client.sessions.query(id, { message }, { wait: WAIT_SECONDS });
  if (answer.result?.stop_reason !== "end_turn") throw new Error(`turn of ${id} did not end well`);
}

/** Waits until the log holds so many events of the type. */
async function reach(client: Client, id: string, type: EventType, count = 1): Promise<void> {
  const deadline_ms = Date.now() + STATE_MS_MAX;
  while ((await client.sessions.events(id, { types: [type] })).data.length < count) {
    if (Date.now() > deadline_ms) throw new Error(`session ${id} never reached ${type}`);
    await sleep(POLL_MS);
  }
}
