// Members as a tar stream and back. Names and times that the old header cannot hold are written as pax
// records, which every tar of today reads.
import { createTarDecoder, createTarPacker, type ParsedTarEntry, type TarHeader } from "modern-tar";
import { streamOf } from "../bytes.ts";
import { LedgeError } from "../contract/errors.ts";
import { type Member, PERMISSION_BITS } from "./member.ts";

/** What a name of the old header may be: everything else goes into a pax record. */
const PLAIN = /^[\x20-\x7e]{1,100}$/;
/** The last second that the old header can say: eleven octal digits. */
const PLAIN_SECONDS_MAX = 0o77777777777;

/** The tar of the members, in their order. It fails as they do, and lets go of them when it is cancelled. */
export function packTar(members: AsyncIterable<Member>): ReadableStream<Uint8Array> {
  const { readable, controller } = createTarPacker();
  const packing = async () => {
    for await (const member of members) {
      const writer = controller.add(headerOf(member)).getWriter();
      for await (const chunk of member.body()) await writer.write(chunk);
      await writer.close();
    }
    controller.finalize();
  };
  packing().catch((error: unknown) => controller.error(error));
  return readable;
}

function headerOf({ path, kind, size_bytes, mode, mtime_ms, target }: Member): TarHeader {
  const name = kind === "directory" ? `${path}/` : path;
  const seconds = mtime_ms / 1000;
  const isPlainTime = Number.isInteger(seconds) && seconds >= 0 && seconds <= PLAIN_SECONDS_MAX;
  const pax = {
    ...(PLAIN.test(name) ? {} : { path: name }),
    ...(target === null || PLAIN.test(target) ? {} : { linkpath: target }),
    ...(isPlainTime ? {} : { mtime: String(seconds) }),
  };
  return {
    name,
    type: kind,
    size: size_bytes,
    mode,
    mtime: new Date(Math.min(Math.max(Math.floor(seconds), 0), PLAIN_SECONDS_MAX) * 1000),
    ...(target === null ? {} : { linkname: target }),
    ...(Object.keys(pax).length === 0 ? {} : { pax }),
  };
}

/**
 * The members of a tar, streamed. Their names are as they are stored, but for a directory's last `/`.
 * Throws `invalid_request` for entries that are neither file nor directory nor symlink, and an Error for
 * bytes that are no tar.
 */
export async function* readTar(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Member> {
  const entries = streamOf(chunks).pipeThrough(createTarDecoder({ strict: true }));
  for await (const entry of entries) {
    yield memberOf(entry);
    // What was not read is skipped; after a body that was read to its end this does nothing.
    if (!entry.body.locked) await entry.body.cancel();
  }
}

function memberOf({ header, body }: ParsedTarEntry): Member {
  const kind = header.type ?? "file";
  if (kind !== "file" && kind !== "directory" && kind !== "symlink") {
    throw new LedgeError("invalid_request", `${kind} entries are not accepted: ${header.name}`);
  }
  // Read here, since the decoder's Date is cut to the millisecond below.
  const seconds = Number(header.pax?.mtime ?? Number.NaN);
  return {
    path: kind === "directory" ? header.name.replace(/\/$/, "") : header.name,
    kind,
    size_bytes: kind === "file" ? header.size : 0,
    mode: (header.mode ?? 0) & PERMISSION_BITS,
    mtime_ms: Number.isFinite(seconds) ? Math.round(seconds * 1000) : timeOf(header),
    target: kind === "symlink" ? (header.linkname ?? "") : null,
    body: () => body,
  };
}

function timeOf({ mtime }: TarHeader): number {
  const ms = mtime?.getTime() ?? 0;
  return Number.isFinite(ms) ? ms : 0;
}
