// A copy of the project to deploy from, so that a test writes nothing into the real one, and a
// record of every process that a deployment starts.
import { spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT } from "../../scripts/wrangler.ts";
import { type Cloudflare, TOKEN } from "./cloudflare.ts";

const COPIED = ["dist", "migrations", "package.json", "scripts", "src", "wrangler.toml"];

/** Runs in every process: notes how it was started, and leads workers.dev to the stand-in. */
const PRELOAD = `
import { appendFileSync } from "node:fs";
const secrets = ["ADMIN_API_KEY", "ANTHROPIC_API_KEY", "JWT_SECRET"];
const line = { argv: process.argv, secrets: secrets.filter((name) => process.env[name]) };
appendFileSync(process.env.PROCESSES, JSON.stringify(line) + "\\n");
const real = globalThis.fetch;
globalThis.fetch = (input, init) =>
  real(
    typeof input === "string"
      ? input.replace(/^https:.*workers\\.dev/, process.env.CLOUDFLARE_API_BASE_URL)
      : input,
    init,
  );
`;

interface Process {
  argv: string[];
  /** The names of the secrets that its environment held. */
  secrets: string[];
}

export interface Project {
  /** Runs `npm run deploy` with these settings and none of this process's own. */
  deploy(
    settings: Record<string, string>,
    ...args: string[]
  ): Promise<{ code: number | null; output: string }>;
  /** What every run printed so far. */
  outputs(): string[];
  processes(): Process[];
  /** The files that runs left in the project and in the folder for temporary ones. */
  written(): string[];
  remove(): void;
}

/** Copies the project to a temporary folder; its dependencies are the real project's. */
export function copyProject(cloudflare: Cloudflare): Project {
  const folder = mkdtempSync(join(tmpdir(), "ledge-deploy-test-"));
  const root = join(folder, "project");
  const record = join(folder, "processes");
  const preload = join(folder, "preload.mjs");
  for (const name of COPIED) cpSync(join(PROJECT, name), join(root, name), { recursive: true });
  for (const name of ["home", "tmp"]) mkdirSync(join(folder, name));
  symlinkSync(join(PROJECT, "node_modules"), join(root, "node_modules"));
  writeFileSync(preload, PRELOAD);
  writeFileSync(record, "");

  const environment = {
    PATH: process.env.PATH,
    HOME: join(folder, "home"),
    TMPDIR: join(folder, "tmp"),
    NODE_OPTIONS: `--import ${preload}`,
    NODE_COMPILE_CACHE: join(folder, "compiled"),
    PROCESSES: record,
    CLOUDFLARE_API_BASE_URL: cloudflare.url,
    CLOUDFLARE_API_TOKEN: TOKEN,
    WRANGLER_CACHE_DIR: join(folder, "wrangler-cache"),
    npm_config_registry: cloudflare.url,
  };
  const outputs: string[] = [];
  const files = () => [root, environment.TMPDIR].flatMap(filesBelow);
  const copied = new Set(files());
  return {
    deploy: async (settings, ...args) => {
      const script = spawn(process.execPath, ["scripts/deploy.ts", ...args], {
        cwd: root,
        env: { ...environment, ...settings },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      for (const stream of [script.stdout, script.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => {
          output += text;
        });
      }
      const code = await new Promise<number | null>((resolve) => script.once("close", resolve));
      outputs.push(output);
      return { code, output };
    },
    outputs: () => outputs,
    processes: () =>
      readFileSync(record, "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Process),
    written: () => files().filter((path) => !copied.has(path)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Links are not followed: behind the one to the dependencies, other processes write. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}
