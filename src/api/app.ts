// The HTTP API, put together. The order is the policy: every answer gets an id and its headers,
// what is public stands before the line, and past the line nothing runs without a caller.
import { methodNotAllowed } from "hono/method-not-allowed";
import { LedgeError } from "../contract/errors.ts";
import { admin } from "./admin.ts";
import { approvals } from "./approvals.ts";
import { archives } from "./archives.ts";
import { audit } from "./audit.ts";
import { authenticate } from "./auth.ts";
import { branches } from "./branches.ts";
import { router } from "./context.ts";
import { conversation } from "./conversation.ts";
import { directory } from "./directory.ts";
import { documentation, health } from "./docs.ts";
import { knownHost, socketOrigin } from "./door.ts";
import { errorResponse } from "./error.ts";
import { events, ticketedStream } from "./events.ts";
import { files } from "./files.ts";
import { crossOrigin, requestId, securityHeaders, settings } from "./headers.ts";
import { hookExecutions } from "./hook-executions.ts";
import { hooksConfig } from "./hooks-config.ts";
import { keys } from "./keys.ts";
import { metrics } from "./metrics.ts";
import { permissions } from "./permissions.ts";
import { policiesConfig } from "./policies-config.ts";
import { BASE_PATH } from "./session-links.ts";
import { sessions } from "./sessions.ts";
import { storage } from "./storage.ts";
import { turns } from "./turns.ts";
import { usage } from "./usage.ts";

export const app = router();

app.onError(errorResponse);
app.notFound((c) =>
  errorResponse(new LedgeError("not_found", "there is nothing at this address"), c),
);

app.use(requestId, securityHeaders, settings, knownHost, crossOrigin, socketOrigin);
app.route("/", health);
app.route(BASE_PATH, documentation(describe));
app.route(BASE_PATH, ticketedStream);

app.use(`${BASE_PATH}/*`, authenticate);
app.use(
  `${BASE_PATH}/*`,
  methodNotAllowed({
    app,
    onMethodNotAllowed: (c, methods) => {
      const refusal = new LedgeError(
        "method_not_allowed",
        `this address takes ${methods.join(", ")}`,
      );
      const response = errorResponse(refusal, c);
      response.headers.set("allow", methods.join(", "));
      return response;
    },
  }),
);
// The fixed names under /sessions come before those that take any id.
for (const resource of [
  ...[keys, directory, sessions, branches, archives, turns, events, conversation, files],
  ...[approvals, permissions, hookExecutions, metrics, audit, usage, admin],
  ...[hooksConfig, policiesConfig, storage],
]) {
  app.route(BASE_PATH, resource);
}

app.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
  type: "http",
  scheme: "bearer",
  description: "an API key or a JWT",
});
app.openAPIRegistry.registerComponent("securitySchemes", "api_key", {
  type: "apiKey",
  in: "header",
  name: "x-api-key",
});

/** The API's description in OpenAPI 3.1, made from the routes themselves. */
export function describe() {
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Ledge",
      version: "1",
      description: "Sessions of Claude agents. Every failure answers with the schema `Error`.",
    },
  });
}
