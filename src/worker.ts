// The Worker's table of contents: HTTP, the queues, the clock, and the objects that hold a session and
// a user.
import { app } from "./api/app.ts";
import { check } from "./jobs/check.ts";
import { consume } from "./jobs/consume.ts";
import { retain } from "./jobs/retain.ts";
import { exportTraces } from "./jobs/traces.ts";

export { Account } from "./account/account.ts";
export { Session } from "./session/session.ts";

/** The queue of traces has the Worker's name before this, and its dead letters `-dead` behind. */
const TRACES_QUEUE = /-traces(-dead)?$/;

export default {
  fetch: app.fetch,
  queue: (batch, env) =>
    TRACES_QUEUE.test(batch.queue) ? exportTraces(batch, env) : consume(batch, env),
  scheduled: (controller, env, context) => {
    // Each by itself: one that fails takes nothing from the other.
    for (const job of [check, retain]) context.waitUntil(job(controller, env));
  },
} satisfies ExportedHandler<Env>;
