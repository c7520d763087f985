import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

// Two projects: everything that runs on the edge is tested on workerd, what runs on Node on Node.
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
              },
            },
          }),
        ],
        test: {
          name: "workerd",
          include: ["test/**/*.test.ts"],
          exclude: onNode,
          setupFiles: ["test/support/setup.ts"],
        },
      },
      { test: { name: "node", include: onNode, testTimeout: 60_000, hookTimeout: 60_000 } },
    ],
  },
});
