// `npm run deploy` against a stand-in for Cloudflare: the real script and the real wrangler, from
// an empty account to a Worker, through failures, and once more.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cloudflare, startCloudflare } from "./cloudflare.ts";
import { copyProject, type Project } from "./project.ts";

const RUN_MS_MAX = 180_000;
const ANTHROPIC_API_KEY = "sk-ant-of-the-deployment-test";
const JWT_SECRET = "jwt-secret-of-the-deployment-test-0123456789";
const ADMIN_KEY = /admin_[\w-]{43}/g;

const MAKES = /^POST \/(d1\/database|r2\/buckets|queues)$/;
/** The first upload creates the Worker, later ones add a version. */
const UPLOADS = /^(PUT \/workers\/scripts\/ledge|POST \/workers\/scripts\/ledge\/versions)$/;

describe("a deployment", { timeout: RUN_MS_MAX }, () => {
  let cloudflare: Cloudflare;
  let project: Project;
  beforeAll(async () => {
    cloudflare = await startCloudflare();
    project = copyProject(cloudflare);
  });
  afterAll(async () => {
    project.remove();
    await cloudflare.stop();
  });

  /** What was asked of Cloudflare since the last time, other than to look. */
  function takeWrites(): string[] {
    return cloudflare.calls.splice(0).filter((call) => !call.startsWith("GET "));
  }

  it("[DEPLOY-1] a wrong setting is named before Cloudflare is asked anything", async () => {
    const { code, output } = await project.deploy({ JWT_SECRET: "short" });
    expect(code).toBe(1);
    expect(output).toContain("JWT_SECRET: expected at least 32 characters");
    expect(output).not.toContain("short");
    expect(cloudflare.calls).toEqual([]);
  });

  it("[DEPLOY-1] without a login it stops and says how to log in", async () => {
    const { code, output } = await project.deploy({ ANTHROPIC_API_KEY, CLOUDFLARE_API_TOKEN: "" });
    expect(code).toBe(1);
    expect(output).toContain("not logged in to Cloudflare");
    expect(output).toContain("npx wrangler login");
    expect(output).toContain("CLOUDFLARE_API_TOKEN");
    expect(cloudflare.calls).toEqual([]);
  });

  it("[DEPLOY-1] without a key and a terminal to ask on it makes nothing", async () => {
    const { code, output } = await project.deploy({});
    expect(code).toBe(1);
    expect(output).toContain("give ANTHROPIC_API_KEY in the environment");
    expect(takeWrites()).toEqual([]);
  });

  it("[DEPLOY-2] a dry run says what is to be done and changes nothing", async () => {
    const { code, output } = await project.deploy({ ANTHROPIC_API_KEY }, "--dry-run");
    expect(code).toBe(0);
    for (const command of [
      "wrangler d1 create ledge",
      "wrangler r2 bucket create ledge-blobs",
      "wrangler queues create ledge-events",
      "wrangler queues create ledge-events-dead",
      "wrangler queues create ledge-traces",
      "wrangler queues create ledge-traces-dead",
      "wrangler d1 migrations apply DB --remote",
      "wrangler deploy",
    ]) {
      expect(output).toContain(command);
    }
    expect(output).not.toMatch(ADMIN_KEY);
    expect(takeWrites()).toEqual([]);
    expect(project.written()).toEqual([]);
  });

  it("[DEPLOY-3] a step that fails ends the run with Cloudflare's reason", async () => {
    cloudflare.refuseNext(/^POST \/queues$/);
    const { code, output } = await project.deploy({ ANTHROPIC_API_KEY });
    expect(code).toBe(1);
    expect(output).toContain("queue ledge-events could not be made");
    expect(output).toContain("refused for the test");
    expect(takeWrites()).toEqual(["POST /d1/database", "POST /r2/buckets", "POST /queues"]);
  });

  let admin_key = "";

  it("[DEPLOY-3] the next run makes what is missing, in order, the Worker last", async () => {
    // The upload is through when this is refused: the Worker has its key, and the run fails.
    cloudflare.refuseNext(/^POST \/queues\/.*\/consumers$/);
    const { code, output } = await project.deploy({ ANTHROPIC_API_KEY, JWT_SECRET });
    expect(code).toBe(1);
    expect(output).toContain("the Worker could not be deployed");

    const database = cloudflare.databases[0];
    expect(takeWrites().filter((call) => MAKES.test(call) || UPLOADS.test(call))).toEqual([
      "POST /queues",
      "POST /queues",
      "POST /queues",
      "POST /queues",
      "PUT /workers/scripts/ledge",
    ]);
    expect(cloudflare.databases.map(({ name }) => name)).toEqual(["ledge"]);
    expect(cloudflare.buckets).toEqual(["ledge-blobs"]);
    expect(cloudflare.queues.map(({ queue_name }) => queue_name)).toEqual([
      "ledge-events",
      "ledge-traces",
      "ledge-events-dead",
      "ledge-traces-dead",
    ]);
    const tables = database?.sql.prepare("SELECT name FROM sqlite_master").all();
    expect(tables).toContainEqual({ name: "api_keys" });

    const worker = cloudflare.workers.get("ledge");
    expect(worker?.uploads).toHaveLength(1);
    expect(worker?.uploads[0]?.migrations?.new_tag).toBe("v2");
    expect(worker?.uploads[0]?.bindings).toEqual(
      expect.arrayContaining([
        { type: "d1", name: "DB", id: database?.uuid },
        { type: "r2_bucket", name: "BLOBS", bucket_name: "ledge-blobs" },
        { type: "queue", name: "EVENTS", queue_name: "ledge-events" },
        { type: "secret_text", name: "ANTHROPIC_API_KEY", text: ANTHROPIC_API_KEY },
        { type: "secret_text", name: "JWT_SECRET", text: JWT_SECRET },
      ]),
    );
    admin_key = worker?.secrets.get("ADMIN_API_KEY") ?? "";
    expect(output.match(ADMIN_KEY)).toEqual([admin_key]);
  });

  it("[DEPLOY-3] a run completes what others began, and makes nothing twice", async () => {
    const { code, output } = await project.deploy({});
    expect(output).toContain("Ledge answers at https://ledge.tests.workers.dev");
    expect(code).toBe(0);
    const writes = takeWrites();
    expect(writes.filter((call) => MAKES.test(call))).toEqual([]);
    expect(writes.filter((call) => UPLOADS.test(call))).toHaveLength(1);
    expect(cloudflare.workers.get("ledge")?.uploads[1]?.migrations).toBeUndefined();
    expect(cloudflare.queues[0]?.consumers).toMatchObject([
      { script: "ledge", dead_letter_queue: "ledge-events-dead" },
    ]);
  });

  it("[DEPLOY-4] secrets that the environment does not set are kept", () => {
    const { uploads, secrets } = cloudflare.workers.get("ledge") ?? {};
    expect(uploads).toHaveLength(2);
    expect(uploads?.[1]?.bindings.filter(({ type }) => type === "secret_text")).toEqual([]);
    expect([...(secrets ?? [])].sort()).toEqual([
      ["ADMIN_API_KEY", admin_key],
      ["ANTHROPIC_API_KEY", ANTHROPIC_API_KEY],
      ["JWT_SECRET", JWT_SECRET],
    ]);
  });

  it("[DEPLOY-5] no secret reaches an argument, the output, another process or a file", () => {
    const processes = project.processes();
    const files = project.written().map((path) => readFileSync(path, "utf8"));
    expect(files).toHaveLength(1);
    for (const secret of [ANTHROPIC_API_KEY, JWT_SECRET, admin_key]) {
      expect(processes.filter(({ argv }) => argv.join(" ").includes(secret))).toEqual([]);
      expect(files.filter((text) => text.includes(secret))).toEqual([]);
      const times_told = secret === admin_key ? 1 : 0;
      expect(project.outputs().join("\n").split(secret)).toHaveLength(times_told + 1);
    }
    const children = processes.filter(({ argv }) => !argv[1]?.endsWith("/scripts/deploy.ts"));
    expect(children.length).toBeGreaterThan(30);
    expect(children.filter(({ secrets }) => secrets.length > 0)).toEqual([]);
  });
});
