// A stream of unknown length into an object store: at once when it is small, else in equal parts, of
// which one is held at a time. What is not finished is aborted, so that no half object is ever seen.
import { ARCHIVE_PART_BYTES } from "../contract/limits.ts";

export interface Upload {
  /** Numbers begin with 1. The bytes are the caller's again when it has resolved. */
  part(number: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  complete(): Promise<void>;
  abort(): Promise<void>;
}

export interface UploadTarget {
  put(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  begin(): Promise<Upload>;
}

/** Reads the stream to its end or cancels it. Throws what it or the target throws. */
export async function upload(
  stream: ReadableStream<Uint8Array>,
  target: UploadTarget,
): Promise<{ size_bytes: number }> {
  const part = new Uint8Array(ARCHIVE_PART_BYTES);
  let filled = 0;
  let sent = 0;
  let parts: Upload | undefined;
  const send = async () => {
    parts ??= await target.begin();
    await parts.part(sent / ARCHIVE_PART_BYTES + 1, part.subarray(0, filled));
    sent += filled;
    filled = 0;
  };
  try {
    for await (const chunk of stream) {
      for (let at = 0; at < chunk.byteLength; ) {
        // A full part waits for the byte after it: it may be the whole.
        if (filled === part.byteLength) await send();
        const piece = chunk.subarray(at, at + part.byteLength - filled);
        part.set(piece, filled);
        filled += piece.byteLength;
        at += piece.byteLength;
      }
    }
    if (parts === undefined) {
      await target.put(part.subarray(0, filled));
      return { size_bytes: filled };
    }
    await send();
    await parts.complete();
    return { size_bytes: sent };
  } catch (error) {
    // The failure that is told is the first; parts that stay behind are the bucket's to expire.
    await parts?.abort().catch(() => undefined);
    throw error;
  }
}
