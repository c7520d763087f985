import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

// Two projects: everything that runs on the edge is tested on workerd, what runs on Node on Node. Calls
// of other people's servers are tested on both: each runtime has a fetch of its own.
const onBoth = "test/egress/**/*.test.ts";
const receiver = ["test/egress/receiver.ts"];
const onNode = ["architecture", "cli", "scripts", "journey"].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations("migrations"),
                ENVIRONMENT: "development",
                ADMIN_API_KEY: "admin-key-of-the-tests",
                JWT_SECRET: "jwt-secret-of-the-tests-0123456789abcdef",
                ALLOW_BYPASS_PERMISSIONS: "true",
                ALLOW_PRIVATE_EGRESS: "true",
              },
            },
          }),
        ],
        test: {
          name: "workerd",
          include: ["test/**/*.test.ts"],
          exclude: onNode,
          setupFiles: ["test/support/setup.ts"],
          globalSetup: receiver,
        },
      },
      {
        test: {
          name: "node",
          include: [...onNode, onBoth],
          globalSetup: receiver,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
