// The folders are the architecture: which may import which is a table, and this test reads it.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";

const src = join(import.meta.dirname, "../../src");

/** Folder (or file) of src → what it may import from src, beside itself. */
const ALLOWED: Record<string, readonly string[]> = {
  contract: [],
  "env.ts": ["contract", "emulator"],
  "runtime.ts": ["contract"],
  "deflate.ts": ["contract"],
  "bytes.ts": [],
  "zlib.ts": ["bytes.ts"],
  "client.ts": ["contract", "client"],
  client: ["contract", "client.ts"],
  agent: ["contract"],
  emulator: ["contract"],
  workspace: ["contract", "agent", "bytes.ts", "deflate.ts", "zlib.ts"],
  account: ["contract", "env.ts", "runtime.ts"],
  egress: ["contract", "env.ts", "runtime.ts"],
  archive: ["contract", "bytes.ts", "zlib.ts"],
  session: [
    "contract",
    "archive",
    "agent",
    "workspace",
    "emulator",
    "account",
    "egress",
    "deflate.ts",
    "env.ts",
    "runtime.ts",
  ],
  db: ["contract", "runtime.ts"],
  jobs: ["contract", "archive", "db", "session", "egress", "env.ts", "runtime.ts"],
  api: [
    "contract",
    "archive",
    "session",
    "account",
    "egress",
    "db",
    "jobs",
    "env.ts",
    "runtime.ts",
  ],
  cli: ["contract", "client.ts", "client"],
  "worker.ts": ["api", "jobs", "session", "account", "contract"],
};

const IMPORT = /^\s*(?:import|export)\b[^;]*?from\s+"([^"]+)"/gm;

interface Import {
  file: string;
  from: string;
  to: string;
}

function importsOfSource(): Import[] {
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(?<!\.d)\.ts$/.test(file),
  );
  return files.flatMap((file) =>
    [...readFileSync(join(src, file), "utf8").matchAll(IMPORT)].map((match) => ({
      file,
      from: file.split("/")[0] ?? file,
      to: match[1] ?? "",
    })),
  );
}

const imports = importsOfSource();

it("[ARCH-1] a folder imports only what the architecture's table allows", () => {
  expect(imports.length).toBeGreaterThan(100);
  const forbidden = imports
    .filter(({ to }) => to.startsWith("."))
    .map(({ file, from, to }) => {
      const target = relative(src, join(dirname(join(src, file)), to)).split("/")[0] ?? "";
      return { file, from, target };
    })
    .filter(({ from, target }) => target !== from && !ALLOWED[from]?.includes(target));
  expect(forbidden).toEqual([]);
});

it("[ARCH-2] contract imports zod only, and the core imports nothing of Cloudflare", () => {
  const foreign = imports.filter(({ to }) => !to.startsWith("."));
  expect(foreign.filter(({ from, to }) => from === "contract" && to !== "zod")).toEqual([]);
  const core = foreign.filter(({ from }) => from === "agent" || from === "contract");
  expect(core.filter(({ to }) => to.startsWith("cloudflare:"))).toEqual([]);
});

it("[ARCH-3] the core reads no clock and makes no randomness", () => {
  const ambient = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\b|\brandomUUID\b|\brandomBytes\b/;
  const core = new Set(
    imports.filter(({ from }) => from === "agent" || from === "contract").map(({ file }) => file),
  );
  expect([...core].filter((file) => ambient.test(readFileSync(join(src, file), "utf8")))).toEqual(
    [],
  );
});

it("[ARCH-4] only the log inserts events", () => {
  const inserting = [...new Set(imports.map(({ file }) => file))].filter((file) =>
    /INSERT (?:OR \w+ )?INTO events\b/i.test(readFileSync(join(src, file), "utf8")),
  );
  expect(inserting).toEqual(["session/log.ts"]);
});
