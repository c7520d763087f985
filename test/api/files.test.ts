import { packTar } from "modern-tar";
import { describe, expect, it } from "vitest";
import { fileEntry, filesImported } from "../../src/contract/file.ts";
import { FILE_BODY_BYTES_MAX } from "../../src/contract/limits.ts";
import { page } from "../../src/contract/page.ts";
import { type Client, call, exactly, expectError, newUser } from "../support/api.ts";

async function newSession(): Promise<{ user: Client; at: string }> {
  const user = await newUser();
  const made = await user.post("/sessions", {});
  expect(made.status).toBe(201);
  return { user, at: `/sessions/${(made.body as { id: string }).id}/files` };
}

describe("files", () => {
  it("[API-52] what is written is read back, whatever stands in its name", async () => {
    const { user, at } = await newSession();
    const names = [
      "a.txt",
      "deep/er/b.txt",
      "with space",
      "100%",
      "ünï/文.txt",
      "a+b&c=d?e#f",
      "%2e",
    ];
    for (const name of names) {
      const encoded = name.split("/").map(encodeURIComponent).join("/");
      const written = await user.put(`${at}/${encoded}`, `in ${name}`);
      expect(exactly(fileEntry, written.body)).toMatchObject({ path: name, kind: "file" });
      expect((await user.get(`${at}/${encoded}`)).body).toBe(`in ${name}`);
      expect((await user.get(`${at}/${encodeURIComponent(name)}`)).body).toBe(`in ${name}`);
    }
    const listed = exactly(page(fileEntry), (await user.get(at)).body);
    const tops = [...new Set(names.map((name) => name.split("/")[0]))].sort();
    expect(listed.data.map((entry) => entry.path).sort()).toEqual(tops);
    const below = exactly(page(fileEntry), (await user.get(`${at}?path=deep/er`)).body);
    expect(below.data.map((entry) => entry.path)).toEqual(["deep/er/b.txt"]);
  });

  it("[API-53] bytes come out as they went in, as a download that no browser interprets", async () => {
    const { user, at } = await newSession();
    const html = "<script>alert(1)</script>";
    const written = await user.put(`${at}/it's (here).html`, html);
    const { hash, size_bytes } = exactly(fileEntry, written.body);
    expect(size_bytes).toBe(html.length);
    const read = await user.get(`${at}/it's (here).html`);
    expect(read.body).toBe(html);
    expect(Object.fromEntries(read.headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": "attachment; filename*=UTF-8''it%27s%20%28here%29.html",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      etag: `"${hash}"`,
    });
    const empty = await user.put(`${at}/empty`, "");
    expect(exactly(fileEntry, empty.body).size_bytes).toBe(0);
    expect((await user.get(`${at}/empty`)).body).toBe("");
  });

  it("[API-54] a deleted file is gone, and what is not there is a 404", async () => {
    const { user, at } = await newSession();
    await user.put(`${at}/a`, "x");
    expect((await user.delete(`${at}/a`)).status).toBe(204);
    expectError(await user.get(`${at}/a`), 404, "not_found_error");
    expectError(await user.delete(`${at}/a`), 404, "not_found_error");
    expectError(await user.get(`${at}?path=nowhere`), 404, "not_found_error");
  });

  it("[API-54] a deleted symlink is gone, also one that points nowhere", async () => {
    const { user, at } = await newSession();
    const link = { name: "link", type: "symlink", linkname: "nowhere", size: 0 } as const;
    const body = await packTar([{ header: link }]);
    await call("POST", `${at}/import`, { token: user.token, body });
    expect((await user.get(at)).body).toMatchObject({ data: [{ path: "link" }] });
    expect((await user.delete(`${at}/link`)).status).toBe(204);
    expect((await user.get(at)).body).toMatchObject({ data: [] });
  });

  it("[API-55] a path that leads out or cannot be decoded is refused", async () => {
    const { user, at } = await newSession();
    const paths = [
      "..%2Fx",
      "a%2F..%2F..%2Fx",
      "..%2f..%2fetc%2fpasswd",
      "%2e%2e%2fx",
      "%ff",
      "a%00b",
    ];
    for (const path of paths) {
      for (const answer of [
        await user.put(`${at}/${path}`, "x"),
        await user.get(`${at}/${path}`),
      ]) {
        expectError(answer, 400, "invalid_request_error");
      }
    }
    expect((await user.get(at)).body).toEqual({ data: [], next_cursor: null });
  });

  it("[API-56] a file over the limit is refused, announced or not, and leaves nothing", async () => {
    const { user, at } = await newSession();
    const chunk = new Uint8Array(1024 * 1024);
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (sent++ > FILE_BODY_BYTES_MAX / chunk.byteLength + 8) controller.close();
        else controller.enqueue(chunk);
      },
    });
    expectError(await user.put(`${at}/a`, body), 413, "request_too_large");
    const announced = await call("PUT", `${at}/a`, {
      token: user.token,
      body: new Uint8Array(FILE_BODY_BYTES_MAX + 1),
    });
    expectError(announced, 413, "request_too_large");
    expect((await user.get(at)).body).toEqual({ data: [], next_cursor: null });
  });

  it("[API-57] a tar is unpacked into a directory; what is no tar changes nothing", async () => {
    const { user, at } = await newSession();
    const tar = await packTar([
      { header: { name: "src/a.py", size: 2, type: "file" }, body: "ab" },
      { header: { name: "b.txt", size: 1, type: "file" }, body: "c" },
    ]);
    const gzipped = new Response(tar).body?.pipeThrough(new CompressionStream("gzip"));
    for (const [into, body] of [
      ["plain", tar],
      ["zipped", await new Response(gzipped).bytes()],
    ] as const) {
      const answer = await call("POST", `${at}/import?into=${into}`, { token: user.token, body });
      expect(exactly(filesImported, answer.body)).toMatchObject({ file_count: 2 });
      expect((await user.get(`${at}/${into}/src/a.py`)).body).toBe("ab");
    }
    const rubbish = await call("POST", `${at}/import?into=x`, {
      token: user.token,
      body: "this is no archive at all".repeat(100),
    });
    expectError(rubbish, 400, "invalid_request_error");
    expectError(await user.get(`${at}?path=x`), 404, "not_found_error");
  });
});
