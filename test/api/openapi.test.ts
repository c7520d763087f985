import { expect, describe as group, it } from "vitest";
import committed from "../../docs/api/openapi.json";
import configuration from "../../docs/guides/configuration.md?raw";
import { app, describe } from "../../src/api/app.ts";
import { settingsSchema } from "../../src/env.ts";

group("openapi.json", () => {
  it("[API-22] the committed description is what the routes say", () => {
    expect(JSON.parse(JSON.stringify(describe()))).toEqual(committed);
  });

  it("[API-23] describes every route that is served, and only those", () => {
    const served = app.routes
      .filter((route) => route.method !== "ALL")
      .map((route) => `${route.method} ${route.path.replace(/:(\w+)(?:\{[^}]*\})?/g, "{$1}")}`);
    const described = Object.entries(committed.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const undescribed = ["GET /api/v1/docs", "GET /api/v1/openapi.json"];
    expect([...new Set(served)].sort()).toEqual([...described, ...undescribed].sort());
  });

  it("[API-24] everything but health asks for a key and names its scope", () => {
    for (const [path, operations] of Object.entries(committed.paths)) {
      for (const operation of Object.values<Record<string, unknown>>(operations)) {
        const open = path === "/healthz";
        expect(operation["x-required-scope"] === undefined, path).toBe(open);
        expect(operation.security, path).toEqual(
          open ? undefined : [{ bearer: [] }, { api_key: [] }],
        );
      }
    }
  });
});

group("configuration.md", () => {
  it("[API-25] has a row for every setting, and no other", () => {
    const rows = [...configuration.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
    expect(rows).toEqual(Object.keys(settingsSchema.shape));
  });
});
