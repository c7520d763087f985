// Contents of files that are stored compressed: when they are, that they come back as they were, that
// damage to one is found and costs that one file, and that writing it anew mends it.
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { DEFLATED_BYTES_MAX, STORED_VALUE_BYTES_MAX } from "../../src/contract/limits.ts";
import { hashOf } from "../../src/workspace/blobs.ts";
import { noise } from "../support/noise.ts";
import { bytes, failure, PREFIX, randomOf, text, withWorkspace } from "./workbench.ts";

const OVER = 1000;
const LINE = "export const answer = 42; // All the words of a long file.\n";
const prose = (size_bytes: number) =>
  bytes(LINE.repeat(1 + size_bytes / LINE.length)).slice(0, size_bytes);
const ROW = "SELECT hash, body, encoding, size_bytes FROM blobs";

describe("a content that is stored", () => {
  it.each<[string, Uint8Array, "as it is" | "deflate" | "R2"]>([
    ["of nothing", new Uint8Array(), "as it is"],
    ["at the threshold", prose(OVER), "as it is"],
    ["above the threshold", prose(OVER + 1), "deflate"],
    ["without a pattern", noise(100_000, 7), "as it is"],
    [
      "whose middle has no pattern",
      new Uint8Array([...prose(50_000), ...noise(50_000, 7), ...prose(50_000)]),
      "as it is",
    ],
    ["of bytes that are no text, and shrink", new Uint8Array(5000).fill(0xff), "deflate"],
    ["too big for a row as it is", prose(STORED_VALUE_BYTES_MAX + 1), "deflate"],
    ["too big for a row, without a pattern", noise(STORED_VALUE_BYTES_MAX + 1, 7), "R2"],
    ["too big to be deflated", prose(DEFLATED_BYTES_MAX + 1), "R2"],
  ])(
    "[COMPRESS-4] %s is compressed where that pays, and read as it was",
    async (_, content, form) => {
      await withWorkspace(async ({ workspace, storage, change }) => {
        const hash = hashOf(content);
        await change((stage) => stage.write("f", content.slice()));
        const row = storage.sql.exec(ROW).one();
        expect(row).toMatchObject({ hash, size_bytes: content.byteLength });
        expect(row.encoding).toBe(form === "deflate" ? "deflate" : null);
        expect(row.body === null).toBe(form === "R2");
        expect((await env.BLOBS.head(PREFIX + hash)) !== null).toBe(form === "R2");
        if (form === "deflate") {
          const { byteLength } = row.body as ArrayBuffer;
          expect(byteLength).toBeLessThanOrEqual((content.byteLength * 7) / 8);
        }
        expect(hashOf(await workspace.read("f"))).toBe(hash);
        expect(await workspace.stat("f")).toMatchObject({ hash, size_bytes: content.byteLength });
        await env.BLOBS.delete(PREFIX + hash);
      });
    },
  );

  it.each([1, 2, 3, 4])(
    "[COMPRESS-4] seed %i: contents of all sizes and kinds come back",
    async (seed) => {
      const random = randomOf(seed);
      await withWorkspace(async ({ workspace, change }) => {
        const written = new Map<string, string>();
        await change(async (stage) => {
          for (let file = 0; file < 40; file += 1) {
            const size_bytes = Math.floor(10 ** (random() * 5));
            const content = random() < 0.5 ? prose(size_bytes) : noise(size_bytes, file);
            const values = 1 + Math.floor(random() * 255);
            const made = content.map((byte) => byte % values);
            written.set(`${file}`, hashOf(made));
            await stage.write(`${file}`, made);
          }
        });
        for (const [path, hash] of written) expect(hashOf(await workspace.read(path))).toBe(hash);
      });
    },
  );

  it("[COMPRESS-6] stays readable whatever the threshold is later, and is stored once", async () => {
    await withWorkspace(
      async ({ workspace, storage, change }) => {
        await change((stage) => stage.write("plain", prose(5000)));
        expect(storage.sql.exec(ROW).one().encoding).toBeNull();
        // What earlier versions stored has no encoding either.
        expect(await workspace.read("plain")).toEqual(prose(5000));
      },
      { compress_over: Number.POSITIVE_INFINITY },
    );
  });
});

describe("damage to a content", () => {
  const content = prose(3000).map((byte, index) => (index % 7 === 0 ? 65 + (index % 26) : byte));

  it("[COMPRESS-5] is found at every byte, whichever bit it is, and the error names the file", async () => {
    const random = randomOf(7);
    await withWorkspace(async ({ workspace, storage, change, damaged }) => {
      await change((stage) => stage.write("notes/a.txt", content.slice()));
      const stored = new Uint8Array(storage.sql.exec(ROW).one().body as ArrayBuffer);
      expect(stored.byteLength).toBeGreaterThan(100);
      let silent = 0;
      for (let at = 0; at < stored.byteLength; at += 1) {
        const flipped = stored.slice();
        flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(random() * 8));
        for (const wrong of [flipped, stored.slice(0, at)]) {
          storage.sql.exec("UPDATE blobs SET body = ?", wrong.buffer);
          // The bits that fill deflate's last byte say nothing: then it is the same content.
          const read = await workspace.read("notes/a.txt").catch((error: Error) => error);
          if (read instanceof Error) expect(read.message).toContain("notes/a.txt");
          else expect(read).toEqual(content);
          if (!(read instanceof Error)) silent += 1;
        }
      }
      expect(silent).toBeLessThanOrEqual(1);
      expect(damaged.length).toBe(2 * stored.byteLength - silent);
      expect(damaged[0]).toBe("/workspace/notes/a.txt");
    });
  });

  it.each<[string, string]>([
    ["has other bytes", "UPDATE blobs SET body = zeroblob(length(body)) WHERE hash = ?"],
    ["is empty", "UPDATE blobs SET body = x'' WHERE hash = ?"],
    [
      "is that of another",
      "UPDATE blobs SET body = (SELECT body FROM blobs b WHERE b.hash <> blobs.hash LIMIT 1) WHERE hash = ?",
    ],
    ["says it is as it was written", "UPDATE blobs SET encoding = NULL WHERE hash = ?"],
    ["says it is encoded otherwise", "UPDATE blobs SET encoding = 'zstd' WHERE hash = ?"],
    ["has another size", "UPDATE blobs SET size_bytes = size_bytes + 1 WHERE hash = ?"],
    ["has an absurd size", "UPDATE blobs SET size_bytes = -9e15 WHERE hash = ?"],
    ["is gone", "DELETE FROM blobs WHERE hash = ?"],
  ])(
    "[COMPRESS-5] whose row %s costs that file, and writing it anew mends it",
    async (_, statement) => {
      await withWorkspace(async ({ workspace, storage, change }) => {
        await change(async (stage) => {
          await stage.write("hurt.txt", content.slice());
          await stage.write("whole.txt", prose(4000));
          await stage.write("small.txt", bytes("small"));
        });
        const listed = workspace.list("");
        storage.sql.exec(statement, hashOf(content));
        expect(await failure(() => workspace.read("hurt.txt"))).toEqual({
          code: "internal",
          message: expect.stringMatching(/EIO: .*damaged.*"\/workspace\/hurt.txt"/),
        });
        expect(workspace.list("")).toEqual(listed);
        expect(text(await workspace.read("small.txt"))).toBe("small");
        await change((stage) => stage.write("other.txt", bytes("new")));

        // The same content is no change of the file: preparing it is all that is done.
        const stage = workspace.stage();
        await stage.write("hurt.txt", content.slice());
        await stage.prepare();
        expect(stage.changed()).toEqual([]);
        expect(await workspace.read("hurt.txt")).toEqual(content);
        if (!statement.includes("SELECT"))
          expect(await workspace.read("whole.txt")).toEqual(prose(4000));
      });
    },
  );

  it("[COMPRESS-5] a small content that is stored as it is, is held against its hash as well", async () => {
    await withWorkspace(async ({ workspace, storage, change }) => {
      await change((stage) => stage.write("small.txt", bytes("small")));
      storage.sql.exec("UPDATE blobs SET body = x'736d616c6d'");
      expect((await failure(() => workspace.read("small.txt"))).code).toBe("internal");
      await change((stage) => stage.write("small.txt", bytes("small")));
      expect(text(await workspace.read("small.txt"))).toBe("small");
    });
  });

  it("[COMPRESS-5] one too big for a row as it is, is mended in its row", async () => {
    await withWorkspace(async ({ workspace, storage, change }) => {
      const big = prose(STORED_VALUE_BYTES_MAX + 1);
      await change((stage) => stage.write("big.txt", big.slice()));
      storage.sql.exec("UPDATE blobs SET body = zeroblob(100)");
      expect((await failure(() => workspace.read("big.txt"))).code).toBe("internal");
      await change((stage) => stage.write("big.txt", big.slice()));
      expect(hashOf(await workspace.read("big.txt"))).toBe(hashOf(big));
    });
  });
});
