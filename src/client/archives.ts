// The client's calls for archives: sealing a session, fetching the file, bringing sessions back, and what
// a session takes where it is stored.
import type { z } from "zod";
import type { ArchiveResource, archiveInput, SessionStorage } from "../contract/archive.ts";
import type { SessionResource } from "../contract/session.ts";
import { type CallJson, sessionPath } from "./calls.ts";
import { type DownloadOptions, download } from "./download.ts";
import type { HttpOptions } from "./http.ts";

export function archiveCalls(options: HttpOptions, json: CallJson) {
  const at = (id: string) => `${sessionPath(id)}/archive`;
  return {
    /** Has an ended session archived. It is done when `get` says `completed`. */
    create: (id: string, input: z.infer<typeof archiveInput> = {}) =>
      json<ArchiveResource>({ method: "POST", path: at(id), json: input }),
    get: (id: string) => json<ArchiveResource>({ method: "GET", path: at(id) }),
    /** The archive's bytes. When the connection breaks they go on where they were. */
    download: (id: string, from: DownloadOptions = {}): AsyncGenerator<Uint8Array> =>
      download(options, `${at(id)}/download`, from),
    /** Makes the session live again: the same id, the same events and files. */
    restore: (id: string) => json<SessionResource>({ method: "POST", path: `${at(id)}/restore` }),
    /**
     * Makes a session out of an archive, under a new id; without `name` it is called what it was. Not sent
     * again by itself: an archive may be imported more than once. Node's own fetch holds all of a body
     * in memory: for a large one give the client another.
     */
    import: (archive: Blob, name?: string) =>
      json<SessionResource>({
        method: "POST",
        path: "/sessions/import",
        query: { name },
        bytes: archive,
        headers: { "content-type": "application/octet-stream" },
      }),
    /** What a session takes, in bytes, and how long it is kept. */
    storage: (id: string) =>
      json<SessionStorage>({ method: "GET", path: `${sessionPath(id)}/storage` }),
  };
}
