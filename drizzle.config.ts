import { defineConfig } from "drizzle-kit";

// `npm run db:generate` writes what changed in the schema as the next SQL file of migrations/.
export default defineConfig({
  dialect: "sqlite",
  schema: "./src/db/schema.ts",
  out: "./migrations",
});
