// What an account of the stand-in for Cloudflare holds, and how each service answers. D1's SQL
// really runs, and nothing can be made twice, as in the real one.
import { randomUUID } from "node:crypto";
import { DatabaseSync } from "node:sqlite";

interface Upload {
  bindings: Record<string, unknown>[];
  migrations?: { new_tag: string };
}

interface Worker {
  /** Oldest first. */
  uploads: Upload[];
  secrets: Map<string, string>;
  migration_tag?: string | undefined;
}

export interface Account {
  databases: { name: string; uuid: string; sql: DatabaseSync }[];
  buckets: string[];
  queues: { queue_name: string; queue_id: string; consumers: Record<string, unknown>[] }[];
  workers: Map<string, Worker>;
}

/** A request: `{method} /{path[0]}/{path[1]}/…`, below the account. */
export interface Call {
  method: string;
  path: string[];
  query: URLSearchParams;
  body: Response;
}

/** An answer of the API that is an error: its status, code and message. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** D1: `/d1/database` and `/d1/database/{id}/query`. */
export async function answerD1({ databases }: Account, call: Call): Promise<unknown> {
  const [, , id] = call.path;
  if (id === undefined && call.method === "GET") {
    const size = Number(call.query.get("per_page"));
    const start = (Number(call.query.get("page")) - 1) * size;
    return databases.slice(start, start + size).map(({ name, uuid }) => ({ name, uuid }));
  }
  const { name = "", sql = "" } = (await call.body.json()) as Record<string, string>;
  if (id === undefined) {
    if (databases.some((database) => database.name === name)) {
      throw new Refusal(400, 7502, `Database with name '${name}' already exists`);
    }
    const database = { name, uuid: randomUUID(), sql: new DatabaseSync(":memory:") };
    databases.push(database);
    return { name, uuid: database.uuid };
  }
  const database = databases.find(({ uuid }) => uuid === id);
  if (database === undefined) throw new Refusal(404, 7404, "The database could not be found");
  const asks = /^\s*SELECT/i.test(sql);
  if (!asks) database.sql.exec(sql);
  const results = asks ? database.sql.prepare(sql).all() : [];
  return [{ results, success: true, meta: { duration: 0 } }];
}

/** R2: `/r2/buckets`. The list ends after 20, as the real one does when not asked for more. */
export async function answerR2({ buckets }: Account, call: Call): Promise<unknown> {
  if (call.method === "GET") return { buckets: buckets.slice(0, 20).map((name) => ({ name })) };
  const { name } = (await call.body.json()) as { name: string };
  if (buckets.includes(name)) {
    const message = "The bucket you tried to create already exists, and you own it.";
    throw new Refusal(409, 10004, message);
  }
  buckets.push(name);
  return {};
}

/** Queues: `/queues` and `/queues/{id}/consumers`. */
export async function answerQueues({ queues }: Account, call: Call): Promise<unknown> {
  if (call.method === "GET") {
    const names = call.query.getAll("name");
    return queues
      .filter(({ queue_name }) => names.length === 0 || names.includes(queue_name))
      .map((queue) => ({ ...queue, producers: [], producers_total_count: 0 }))
      .map((queue) => ({ ...queue, consumers_total_count: queue.consumers.length }));
  }
  const sent = (await call.body.json()) as Record<string, unknown>;
  const queue = queues.find(({ queue_id }) => queue_id === call.path[1]);
  if (queue !== undefined) {
    const owner = { script: sent.script_name, environment: "production" };
    queue.consumers = [{ ...sent, ...owner, consumer_id: "1" }];
    return queue.consumers[0];
  }
  const queue_name = String(sent.queue_name);
  if (queues.some((other) => other.queue_name === queue_name)) {
    throw new Refusal(409, 11009, `Queue name '${queue_name}' is already taken`);
  }
  queues.push({ queue_name, queue_id: randomUUID(), consumers: [] });
  return {};
}

/** Workers: `/workers/services/{name}` and `/workers/scripts/{name}/…`. */
export async function answerWorkers({ workers }: Account, call: Call): Promise<unknown> {
  const [, kind, name = "", part] = call.path;
  if (kind === "subdomain") return { subdomain: "tests" };
  if (call.method === "PUT" && part === undefined) return await upload(workers, name, call.body);
  if (part === "assets-upload-session") return { jwt: "assets", buckets: [] };
  const worker = workers.get(name);
  if (worker === undefined) throw new Refusal(404, 10007, "This Worker does not exist");
  if (kind === "services") {
    const { migration_tag } = worker;
    const script = { tag: "1", migration_tag, last_deployed_from: "wrangler" };
    return { default_environment: { environment: "production", script } };
  }
  switch (part) {
    case "versions":
      return await upload(workers, name, call.body);
    case "secrets":
      return [...worker.secrets.keys()].map((secret) => ({ name: secret, type: "secret_text" }));
    case "deployments":
      return { deployments: [] };
    case "settings":
      return { bindings: worker.uploads.at(-1)?.bindings };
    case "subdomain":
      return { enabled: true, previews_enabled: false };
    default:
      return {};
  }
}

/** Keeps the secrets that an upload says nothing of, as the real one does. */
async function upload(workers: Account["workers"], name: string, body: Response): Promise<unknown> {
  const form = await body.formData();
  const metadata = JSON.parse(String(form.get("metadata"))) as Upload;
  const worker: Worker = workers.get(name) ?? { uploads: [], secrets: new Map() };
  for (const binding of metadata.bindings) {
    if (binding.type === "secret_text") worker.secrets.set(`${binding.name}`, `${binding.text}`);
  }
  worker.uploads.push(metadata);
  worker.migration_tag = metadata.migrations?.new_tag ?? worker.migration_tag;
  workers.set(name, worker);
  return { id: randomUUID(), deployment_id: randomUUID(), resources: { script: { etag: "1" } } };
}
