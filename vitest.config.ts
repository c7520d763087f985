import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

// Three projects: everything that runs on the edge is tested on workerd, once more with a collector of
// traces beside it, and what runs on Node on Node. Calls of other people's servers are tested on both:
// each runtime has a fetch of its own.
const onNode = ["architecture", "archive/node", "cli", "scripts", "journey"].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);
const onBoth = "test/egress/**/*.test.ts";
const receiver = "test/egress/receiver.ts";
const s3Server = "test/archive/s3-server.ts";

const bindings = {
  TEST_MIGRATIONS: await readD1Migrations("migrations"),
  TEST_BRANCH_SEEDS: process.env.BRANCH_SEEDS ?? "",
  ENVIRONMENT: "development",
  ADMIN_API_KEY: "admin-key-of-the-tests",
  JWT_SECRET: "jwt-secret-of-the-tests-0123456789abcdef",
  ALLOW_BYPASS_PERMISSIONS: "true",
  ALLOW_PRIVATE_EGRESS: "true",
};
const wrangler = { configPath: "./wrangler.toml" };
const onWorkerd = { setupFiles: ["test/support/setup.ts"] };

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [cloudflareTest({ wrangler, miniflare: { bindings } })],
        test: {
          ...onWorkerd,
          name: "workerd",
          include: ["test/**/*.test.ts"],
          exclude: [...onNode, "test/trace/**"],
          globalSetup: [receiver, s3Server],
        },
      },
      {
        plugins: [
          cloudflareTest(({ inject }) => ({
            wrangler,
            miniflare: {
              bindings: {
                ...bindings,
                OTEL_EXPORTER_OTLP_ENDPOINT: inject<string>("collector_url"),
                OTEL_EXPORTER_OTLP_TIMEOUT: "1000",
                OTEL_EXPORTER_OTLP_HEADERS: "api-key=key%20of%20the%20collector,x-team=ledge",
              },
            },
          })),
        ],
        test: {
          ...onWorkerd,
          name: "traces",
          include: ["test/trace/**/*.test.ts"],
          globalSetup: ["test/trace/collector.ts"],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "node",
          include: [...onNode, onBoth],
          globalSetup: [receiver],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
