// What a workspace may hold: over a limit the change is refused by the limit's name, and what makes
// a full workspace smaller is always let through.
import { expect, it } from "vitest";
import {
  FILE_BYTES_MAX,
  WORKSPACE_BYTES_MAX,
  WORKSPACE_ENTRIES_MAX,
} from "../../src/contract/limits.ts";
import { bytes, failure, withWorkspace } from "./workbench.ts";

const FILL = `INSERT INTO entries (parent, name, kind, hash, target, size_bytes, mode, modified_at_ms)
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
  SELECT '/workspace', 'f' || i, 'file', 'hash', NULL, ?, 420, 0 FROM n`;

it("[WS-13] more entries than WORKSPACE_ENTRIES_MAX are refused", async () => {
  await withWorkspace(async ({ workspace, storage, change }) => {
    storage.sql.exec(FILL, WORKSPACE_ENTRIES_MAX - 1, 0);
    await change((stage) => stage.write("last", bytes("")));
    const stage = workspace.stage();
    const refused = await failure(() => stage.write("over", bytes("")));
    expect(refused.code).toBe("too_large");
    expect(refused.message).toContain("WORKSPACE_ENTRIES_MAX");
    await stage.write("last", bytes("the same entry"));
    stage.remove("f1", { recursive: false });
    await stage.write("instead", bytes(""));
  });
});

it("[WS-13] more bytes than WORKSPACE_BYTES_MAX are refused", async () => {
  await withWorkspace(async ({ workspace, storage }) => {
    storage.sql.exec(FILL, 16, WORKSPACE_BYTES_MAX / 16);
    const stage = workspace.stage();
    const refused = await failure(() => stage.write("over", bytes("x")));
    expect(refused.code).toBe("too_large");
    expect(refused.message).toContain("WORKSPACE_BYTES_MAX");
    await stage.write("f1", bytes("smaller"));
    await stage.write("over", bytes("x"));
  });
});

it("[WS-13] a file of more than FILE_BYTES_MAX is refused", async () => {
  await withWorkspace(async ({ workspace }) => {
    const refused = await failure(() =>
      workspace.stage().write("over", new Uint8Array(FILE_BYTES_MAX + 1)),
    );
    expect(refused.code).toBe("too_large");
    expect(refused.message).toContain("FILE_BYTES_MAX");
  });
});

it("[WS-13] one call cannot hold more than STAGED_BYTES_MAX in memory", async () => {
  await withWorkspace(async ({ workspace }) => {
    const stage = workspace.stage();
    const half = new Uint8Array(30 * 1024 * 1024);
    await stage.write("a", half);
    await stage.write("b", half);
    const refused = await failure(() => stage.write("c", half));
    expect(refused.code).toBe("too_large");
    expect(refused.message).toContain("STAGED_BYTES_MAX");
    await stage.write("b", bytes("small again"));
    await stage.write("c", half);
  });
});
