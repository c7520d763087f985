// What hooks add to a tool call. The built-in ones: a service that has them beside one whose operator has
// switched them off. And a custom hook before and one after each call, answered by a server on this
// machine that has nothing to say, beside sessions of the same service without them.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { HookCreate } from "../../src/contract/hook.ts";
import type { Client } from "../client.ts";
import { type Conversation, converse } from "../conversation.ts";
import { BARE_RULES } from "../permission-cases.ts";
import type { Row } from "../row.ts";
import { type Side, type Sides, startLedge } from "../sides.ts";
import {
  ADDED_MS_MAX,
  CALLS_PER_TURN,
  callRows,
  noSamples,
  sample,
  warmUp,
} from "../tool-turns.ts";

const SWITCHES = ["ENABLE_AUDIT_HOOK", "ENABLE_METRICS_HOOK", "ENABLE_PERSISTENCE_HOOK"];
const SWITCHED_OFF = Object.fromEntries(SWITCHES.map((name) => [name, "false"]));
const SESSION = { model: "offline-script", ...BARE_RULES };
const POINTS = ["PreToolUse", "PostToolUse"] as const;

/** Rows for a tool call with the built-in hooks, and with two custom ones. */
export async function hooks({ ledge }: Sides, quick: boolean): Promise<Row[]> {
  const folder = (name: string) => join(ledge.folder, "..", name);
  const service = await startLedge(folder("hooks"));
  try {
    const builtIn = await ofBuiltIn(service, folder("no-hooks"), quick);
    return [...builtIn, ...(await ofCustom(service, quick))];
  } finally {
    await service.stop();
  }
}

function amountOf(quick: boolean) {
  return quick ? { rounds: 1, turns: 5 } : { rounds: 2, turns: 10 };
}

async function ofBuiltIn(on: Side, folder: string, quick: boolean): Promise<Row[]> {
  const off = await startLedge(folder, { settings: SWITCHED_OFF });
  try {
    const { rounds, turns } = amountOf(quick);
    const open = (side: Side) => () => converse(side.client, SESSION);
    for (const side of [off, on]) await warmUp(side.client, open(side));
    const samples = { ledge: noSamples(), floor: noSamples() };
    for (let round = 0; round < rounds; round++) {
      await sample(off, open(off), turns, samples.floor);
      await sample(on, open(on), turns, samples.ledge);
    }
    return callRows("a tool call with the built-in hooks", samples, ADDED_MS_MAX);
  } finally {
    await off.stop();
  }
}

async function ofCustom(service: Side, quick: boolean): Promise<Row[]> {
  const receiver = await startReceiver();
  const { client } = service;
  const bare = () => converse(client, SESSION);
  const hooked = async () => {
    const conversation = await converse(client, SESSION);
    await register(client, conversation, receiver.url);
    return conversation;
  };
  try {
    const { rounds, turns } = amountOf(quick);
    await checkCalled(client, await warmUp(client, hooked));
    await warmUp(client, bare);
    const samples = { ledge: noSamples(), floor: noSamples() };
    for (let round = 0; round < rounds; round++) {
      await sample(service, bare, turns, samples.floor);
      await sample(service, hooked, turns, samples.ledge);
    }
    return callRows("a tool call with a custom hook before and after it", samples, null);
  } finally {
    await receiver.close();
  }
}

async function register(client: Client, { id }: Conversation, url: string): Promise<void> {
  for (const event of POINTS) {
    const hook = { name: `bench ${event}`, event, url, session_id: id };
    await client.post("/hooks-config", hook satisfies Partial<HookCreate>);
  }
}

/** Throws when a hook was not called for every call. */
async function checkCalled(client: Client, session_id: string): Promise<void> {
  const { body } = await client.get(`/sessions/${session_id}`);
  const { hook_execution_count } = JSON.parse(body) as { hook_execution_count: number };
  const expected = POINTS.length * CALLS_PER_TURN;
  if (hook_execution_count !== expected) {
    throw new Error(`hooks were called ${hook_execution_count} times, expected ${expected}`);
  }
}

/** A server that answers every hook with no objection. */
async function startReceiver(): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    request.resume().once("end", () => {
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
