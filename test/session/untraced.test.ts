// A service whose operator wants no traces.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import type { Session } from "../../src/session/session.ts";
import { Store } from "../../src/session/store.ts";
import { caughtUp } from "../support/plane.ts";
import { openSession, script } from "../support/session.ts";

it("[OTEL-14] without an endpoint no span is made, sent or kept", async () => {
  expect(env).not.toHaveProperty("OTEL_EXPORTER_OTLP_ENDPOINT");
  const session = await openSession();
  const sent = await runInDurableObject(session.object(), (one: Session) =>
    vi.spyOn((one as unknown as { env: Env }).env.TRACES, "send"),
  );
  await session.ended(await session.query(script({ text: "Hello." })));
  await caughtUp(session);
  expect(sent).not.toHaveBeenCalled();
  await runInDurableObject(session.object(), (_: Session, { storage }) => {
    const store = new Store(storage);
    expect(store.get("publication")).toBeDefined();
    expect(store.get("tracing")).toBeUndefined();
  });
});
