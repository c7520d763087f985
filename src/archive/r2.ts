// Archives in an R2 bucket.
import type { ArchiveSource, ArchiveStore, ByteRange } from "./source.ts";
import { upload } from "./upload.ts";

export class R2Store implements ArchiveStore {
  readonly #bucket: R2Bucket;

  constructor(bucket: R2Bucket) {
    this.#bucket = bucket;
  }

  write(key: string, bytes: ReadableStream<Uint8Array>): Promise<{ size_bytes: number }> {
    return upload(bytes, {
      put: async (whole) => void (await this.#bucket.put(key, whole)),
      begin: async () => {
        const multipart = await this.#bucket.createMultipartUpload(key);
        const parts: R2UploadedPart[] = [];
        return {
          part: async (number, part) => void parts.push(await multipart.uploadPart(number, part)),
          complete: async () => void (await multipart.complete(parts)),
          abort: () => multipart.abort(),
        };
      },
    });
  }

  async open(key: string): Promise<ArchiveSource | null> {
    const head = await this.#bucket.head(key);
    if (head === null) return null;
    const read = async (range?: ByteRange) => {
      const object = await this.#bucket.get(key, range === undefined ? {} : { range });
      if (object === null) throw new Error("the archive is no longer in the bucket");
      return object.body;
    };
    return { size_bytes: head.size, read };
  }

  async delete(key: string): Promise<void> {
    await this.#bucket.delete(key);
  }
}
