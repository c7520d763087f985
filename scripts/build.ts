// Builds what the repository does not hold: the `ai-agent` command as one file for Node 20, and the
// assets of the API's documentation page. npm runs it after every install (`prepare`).
import { chmodSync, copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { PROJECT } from "./wrangler.ts";

const API_DOCS_ASSETS = ["swagger-ui.css", "swagger-ui-bundle.js"];

/** Bundles the command to `outfile` and makes it executable. */
export async function buildCli(outfile: string): Promise<void> {
  await build({
    entryPoints: [join(PROJECT, "src/cli/main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    // Bundled CommonJS packages ask for Node's modules through `require`.
    banner: {
      js: [
        "#!/usr/bin/env node",
        'import { createRequire } from "node:module";',
        "const require = createRequire(import.meta.url);",
      ].join("\n"),
    },
    legalComments: "none",
    logLevel: "warning",
  });
  chmodSync(outfile, 0o755);
}

/** Copies Swagger UI out of its package to `folder`. */
export function copyApiDocsAssets(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const packageFile = fileURLToPath(import.meta.resolve("swagger-ui-dist/package.json"));
  for (const name of API_DOCS_ASSETS) {
    copyFileSync(join(dirname(packageFile), name), join(folder, name));
  }
}

if (import.meta.main) {
  await buildCli(join(PROJECT, "dist/ai-agent.js"));
  copyApiDocsAssets(join(PROJECT, "dist/assets/api-docs"));
}
