// The Worker's table of contents: HTTP, the queue, and the object that holds one session.
import { app } from "./api/app.ts";
import type { Published } from "./contract/published.ts";
import { consume } from "./jobs/consume.ts";

export { Session } from "./session/session.ts";

export default {
  fetch: app.fetch,
  queue: consume,
} satisfies ExportedHandler<Env, Published>;
