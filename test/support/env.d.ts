// What the test runner adds to the Worker's bindings.
declare namespace Cloudflare {
  interface Env {
    TEST_MIGRATIONS: import("cloudflare:test").D1Migration[];
    TEST_BRANCH_SEEDS: string;
  }
}
