// What hooks are sent of a large input.
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import type { HookInput } from "../../src/contract/hook.ts";
import { HOOK_INPUT_BYTES_MAX } from "../../src/contract/limits.ts";
import { call, hookAt, INPUT, SECRET, saying } from "./calling.ts";
import type { Received } from "./receiver.ts";

describe("[HOOKCALL-10] an input too large is sent with its long texts cut, and says so", () => {
  async function sent(input: HookInput): Promise<Record<string, unknown>> {
    const { received } = await call(hookAt(saying("{}")), { input });
    const { body, headers } = received[0] as Received;
    expect(new TextEncoder().encode(body).byteLength).toBeLessThanOrEqual(HOOK_INPUT_BYTES_MAX);
    return new Webhook(SECRET).verify(body, headers) as Record<string, unknown>;
  }

  it("one that fits is whole", async () => {
    const input = { ...INPUT, tool_input: { content: "ä".repeat(450_000) } };
    expect(await sent(input)).toEqual(input);
  });

  it("one long text beside short ones", async () => {
    const tool_input = { file_path: "/workspace/a", content: "ä".repeat(600_000) };
    const body = await sent({ ...INPUT, tool_input });
    expect(body).toMatchObject({
      ...INPUT,
      ledge_cut: true,
      tool_input: { file_path: "/workspace/a" },
    });
    const { content } = body.tool_input as { content: string };
    expect(content).toMatch(/^ä+…$/);
    expect(content.length).toBe(100_000);
  });

  it("many texts", async () => {
    const edits = Array.from({ length: 2_000 }, () => ({ new_string: "\n".repeat(5_000) }));
    const body = await sent({ ...INPUT, tool_input: { edits } });
    const cut = (body.tool_input as { edits: { new_string: string }[] }).edits;
    expect(body.ledge_cut).toBe(true);
    expect(cut).toHaveLength(2_000);
    expect(new Set(cut.map(({ new_string }) => new_string.length))).toEqual(new Set([100]));
  });

  it("more numbers than fit", async () => {
    const body = await sent({ ...INPUT, tool_input: { rows: new Array(600_000).fill(1) } });
    expect(body).toMatchObject({ session_id: INPUT.session_id, ledge_cut: true });
    expect(body.tool_input).toMatch(/^\{"rows":\[1,1.*…$/);
  });
});
