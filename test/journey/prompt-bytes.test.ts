// What a service sends its model, on the wire: each request begins with the bytes of the one before,
// across turns, tool rounds and a restart; only a compaction begins anew, and says so.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Service, startService } from "../../scripts/service.ts";
import { localSettings } from "../../scripts/settings.ts";
import { createClient } from "../../src/client.ts";
import { type ModelServer, startModelServer } from "./model-requests.ts";

let folder: string;
let service: Service;
let model: ModelServer;
const start = (port?: number) => {
  const variables = { ANTHROPIC_BASE_URL: model.url, ANTHROPIC_API_KEY: "key-of-the-test" };
  const settings = localSettings(variables, "");
  return startService({ settings, persist_to: folder, ...(port === undefined ? {} : { port }) });
};
const client = () => createClient({ baseUrl: service.url, token: service.admin_key });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ledge-bytes-"));
  model = await startModelServer();
  service = await start();
});
afterAll(async () => {
  await service?.stop();
  model?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** A request's tools and system, and its messages as they stand on the wire without their end. */
function partsOf(body: string) {
  const { messages, tools, system, model: name } = JSON.parse(body) as Record<string, unknown>;
  const told = JSON.stringify(messages);
  expect(body, "the messages are on the wire as they are compared").toContain(told);
  return { fixed: JSON.stringify([name, tools, system]), messages: told.slice(0, -1) };
}

/** Whether `now` goes on where `before` ended; a last message of the user's may have grown. */
function continues(before: string, now: string): boolean {
  return now.startsWith(before) || now.startsWith(before.replace(/\]\}$/, ","));
}

it("[CACHE-2] on the wire each request begins with the one before, also after a restart", async () => {
  const { id } = await client().sessions.create({
    model: "offline-script",
    tools: ["Bash", "Write"],
    allowed_tools: ["Bash", "Write"],
    system_prompt: "Be brief.",
  });
  const bash = (command: string) => ({ name: "Bash", input: { command } });
  const ask = (steps: unknown[]) =>
    client().sessions.query(id, { message: JSON.stringify(steps) }, { wait: 30 });
  await ask([
    { thinking: "hm", text: "I look.", tools: [bash("echo ä"), bash("ls")] },
    { text: "ok" },
  ]);
  await ask([{ tools: [bash("printf 'a\\tb\\u0000'")] }, { text: "{{last_result}}" }]);
  const port = Number(new URL(service.url).port);
  await service.stop();
  service = await start(port);
  await ask([{ tools: [bash("cat nothing")] }, { text: "after the restart" }]);

  const parts = model.bodies.map(partsOf);
  expect(parts).toHaveLength(6);
  expect(new Set(parts.map(({ fixed }) => fixed)).size).toBe(1);
  for (const [index, { messages }] of parts.slice(1).entries()) {
    expect(continues(parts[index]?.messages ?? "", messages), `request ${index + 2}`).toBe(true);
  }
  const { data: spans } = await client().sessions.events(id, {
    types: ["span.model_request_start"],
    limit: 1000,
  });
  expect(spans.every((span) => "cache_drift" in span && span.cache_drift === null)).toBe(true);
});

it("[CACHE-3] a request for a summary goes on with the same bytes, and the one behind it begins anew", async () => {
  const { id } = await client().sessions.create({ model: "offline-script", tools: ["Bash"] });
  const ask = (text: string) =>
    client().sessions.query(id, { message: JSON.stringify([{ text }]) }, { wait: 30 });
  const first = model.bodies.length;
  await ask("a long answer ".repeat(500));
  await client().sessions.compact(id);
  await expect.poll(async () => (await client().sessions.get(id)).status).toBe("active");
  await ask("and on");
  await ask("and on again");
  const parts = model.bodies.slice(first).map(partsOf);
  expect(new Set(parts.map(({ fixed }) => fixed)).size).toBe(1);
  const [turn, summary, after, last] = parts.map(({ messages }) => messages);
  expect(continues(turn ?? "", summary ?? "")).toBe(true);
  expect(continues(summary ?? "", after ?? "")).toBe(false);
  expect(continues(after ?? "", last ?? "")).toBe(true);
  expect((after ?? "").length).toBeLessThan((summary ?? "").length / 2);
});

it("[CACHE-4] a fork goes on with its parent's bytes, and a rewound session with those of the place it went back to", async () => {
  const { id } = await client().sessions.create({
    model: "offline-script",
    tools: ["Bash", "Write"],
    allowed_tools: ["Bash", "Write"],
    system_prompt: "Be brief.",
  });
  const bash = (command: string) => ({ name: "Bash", input: { command } });
  const ask = async (of: string, ...steps: unknown[]) => {
    const first = model.bodies.length;
    await client().sessions.query(of, { message: JSON.stringify(steps) }, { wait: 30 });
    return model.bodies.slice(first).map(partsOf);
  };
  const post = async (path: string, body: unknown) => {
    const response = await fetch(`${service.url}/api/v1/sessions/${id}/${path}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${service.admin_key}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(body),
    });
    expect(response.ok, await response.clone().text()).toBe(true);
    return (await response.json()) as { id: string };
  };
  const one = await ask(
    id,
    { thinking: "hm", tools: [bash("echo ä"), bash("ls")] },
    { text: "one" },
  );
  const two = await ask(id, { tools: [bash("printf 'a\\tb\\u0000'")] }, { text: "two" });
  const [first] = one;
  const last_of_one = one.at(-1)?.messages ?? "";
  const last_of_two = two.at(-1)?.messages ?? "";
  const sent = async (of: string, text: string, before: string) => {
    const [request] = await ask(of, { text });
    expect(request?.fixed).toBe(first?.fixed);
    expect(continues(before, request?.messages ?? ""), text).toBe(true);
    return request?.messages ?? "";
  };
  const at_end = await post("fork", {});
  const at_one = await post("fork", { fork_at_message: 4 });
  const in_fork = await sent(at_end.id, "in the fork", last_of_two);
  expect(in_fork).toContain("two");
  expect(await sent(at_one.id, "in another", last_of_one)).not.toContain("two");

  await post("rewind", { to_message: 4 });
  expect(await sent(id, "after the rewind", last_of_one)).not.toContain("two");
  await post("rewind/undo", {});
  const undone = await sent(id, "after the undo", last_of_two);
  expect(undone).toBe(in_fork.replace("in the fork", "after the undo"));

  for (const of of [id, at_end.id, at_one.id]) {
    const { data: spans } = await client().sessions.events(of, {
      types: ["span.model_request_start"],
      limit: 1000,
    });
    const drifts = spans.flatMap((span) => ("cache_drift" in span ? [span.cache_drift] : []));
    expect(
      drifts.every((drift) => drift === null),
      JSON.stringify(drifts),
    ).toBe(true);
  }
});
