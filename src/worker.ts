// The Worker's table of contents: HTTP, the queue, the clock, and the objects that hold a session and
// a user.
import { app } from "./api/app.ts";
import type { Published } from "./contract/published.ts";
import { check } from "./jobs/check.ts";
import { consume } from "./jobs/consume.ts";

export { Account } from "./account/account.ts";
export { Session } from "./session/session.ts";

export default {
  fetch: app.fetch,
  queue: consume,
  scheduled: check,
} satisfies ExportedHandler<Env, Published>;
