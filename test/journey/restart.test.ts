// A service that is stopped in the middle of a turn, as a deployment or a person does it, and started again:
// the session goes on by itself, and what it said and did before is neither lost nor done again.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Service, startService } from "../../scripts/service.ts";
import { localSettings } from "../../scripts/settings.ts";
import { createClient } from "../../src/client.ts";

const BACK_MS_MAX = 20_000;

let folder: string;
let service: Service;
const start = (port?: number) =>
  startService({
    settings: localSettings({}, ""),
    persist_to: folder,
    ...(port === undefined ? {} : { port }),
  });
const client = () => createClient({ baseUrl: service.url, token: service.admin_key });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ledge-restart-"));
  service = await start();
});
afterAll(async () => {
  await service?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const bash = (command: string) => ({ name: "Bash", input: { command } });
const PLAY = [
  { text: "I begin.", tools: [bash("echo one >> notes")] },
  {
    text: "a slow thought ".repeat(20).trim(),
    chunks: 60,
    delay_ms: 40,
    tools: [bash("echo two >> notes")],
  },
  { tools: [bash("cat notes")] },
  { text: "Notes: {{last_result}}" },
];

it("[JOURNEY-3] a service stopped in the middle of a turn goes on with it when it is started again", async () => {
  const { id } = await client().sessions.create({
    ...{ model: "offline-script", tools: ["Bash"], allowed_tools: ["Bash"] },
  });
  await client().sessions.query(id, { message: JSON.stringify(PLAY) });
  // The second answer streams for more than two seconds.
  await sleep(800);
  expect((await client().sessions.get(id)).status).toBe("processing");
  const port = Number(new URL(service.url).port);
  await service.stop();
  service = await start(port);

  // Reading wakes nobody: only the alarm takes the turn up.
  const ended = async () => (await client().sessions.get(id)).last_stop_reason;
  await expect.poll(ended, { timeout: BACK_MS_MAX, interval: 100 }).toBe("end_turn");
  const { data: events } = await client().sessions.events(id, { limit: 1000 });
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  const texts = events.flatMap((event) =>
    event.type === "agent.message" ? event.content.map((block) => block.text) : [],
  );
  expect(texts).toEqual([PLAY[0]?.text, PLAY[1]?.text, "Notes: one\ntwo"]);
  expect(events.filter(({ type }) => type === "session.recovered")).toHaveLength(1);
  expect(events.filter(({ type }) => type === "session.status_idle")).toHaveLength(1);
});
