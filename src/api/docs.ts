// What needs no key: whether the service is up, and its description for machines and for people.
import { createRoute, z } from "@hono/zod-openapi";
import { html } from "hono/html";
import { router } from "./context.ts";
import { json } from "./route.ts";
import { BASE_PATH } from "./session-links.ts";

export const health = router();

const healthz = createRoute({
  method: "get",
  path: "/healthz",
  summary: "Whether the service is up",
  responses: { 200: json("It is", z.object({ status: z.literal("ok") })) },
});
health.openapi(healthz, (c) => c.json({ status: "ok" as const }, 200));

/** The description, made when first asked for, and a page that shows it. */
export function documentation(describe: () => object) {
  const docs = router();
  let description: string | undefined;
  docs.get("/openapi.json", (c) => {
    description ??= JSON.stringify(describe());
    return c.body(description, 200, { "content-type": "application/json" });
  });
  docs.get("/docs", (c) => {
    // One script is written into the page; the request's id, never used twice, lets it run.
    const nonce = c.get("request_id");
    c.header("content-security-policy", policyOf(nonce));
    return c.html(pageWith(nonce));
  });
  return docs;
}

/** Swagger UI comes from our own assets and sets styles as it goes. */
function policyOf(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function pageWith(nonce: string) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Ledge API</title>
<link rel="stylesheet" href="/api-docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="/api-docs/swagger-ui-bundle.js"></script>
<script nonce="${nonce}">
SwaggerUIBundle({ url: "${BASE_PATH}/openapi.json", dom_id: "#api", deepLinking: true });
</script>
</body>
</html>
`;
}
