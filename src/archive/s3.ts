// Archives in any S3-compatible store, addressed by path. Requests are signed with the digest of what they
// carry, so that a part which was damaged on its way is refused. What a store answers to a failure can hold
// the key's id and the text that was signed: only its code and status are told on.
import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import { S3_RETRIES, S3_RETRY_MS_FIRST } from "../contract/limits.ts";
import type { ArchiveSource, ArchiveStore, ByteRange } from "./source.ts";
import { type Upload, upload } from "./upload.ts";

export interface S3Account {
  /** Without the bucket. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

interface Call {
  readonly query?: string;
  readonly body?: Uint8Array<ArrayBuffer> | string;
  readonly headers?: Record<string, string>;
  /** Statuses that are answers beside 2xx. */
  readonly accept?: readonly number[];
}

export class S3Store implements ArchiveStore {
  readonly #client: AwsClient;
  readonly #bucket: string;

  constructor({ endpoint, bucket, region, accessKeyId, secretAccessKey }: S3Account) {
    this.#client = new AwsClient({
      accessKeyId,
      secretAccessKey,
      region,
      service: "s3",
      retries: S3_RETRIES,
      initRetryMs: S3_RETRY_MS_FIRST,
    });
    this.#bucket = `${endpoint.replace(/\/+$/, "")}/${bucket}`;
  }

  write(key: string, bytes: ReadableStream<Uint8Array>): Promise<{ size_bytes: number }> {
    return upload(bytes, {
      put: async (whole) => void (await this.#text("PUT", key, { body: whole })),
      begin: () => this.#begin(key),
    });
  }

  async open(key: string): Promise<ArchiveSource | null> {
    const head = await this.#call("HEAD", key, { accept: [404] });
    if (head.status === 404) return null;
    const size_bytes = Number(head.headers.get("content-length") ?? Number.NaN);
    if (!Number.isSafeInteger(size_bytes))
      throw new Error("S3 does not say how long the archive is");
    return { size_bytes, read: (range) => this.#read(key, range) };
  }

  async delete(key: string): Promise<void> {
    await this.#text("DELETE", key, { accept: [404] });
  }

  async #read(key: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>> {
    const headers: Record<string, string> = {};
    if (range !== undefined) {
      headers.range = `bytes=${range.offset}-${range.offset + range.length - 1}`;
    }
    const response = await this.#call("GET", key, { headers });
    const isPart = response.status === 206;
    if (response.body === null || isPart !== (range !== undefined)) {
      await response.body?.cancel();
      throw new Error(`S3 answered GET with ${response.status} where a range was asked for or not`);
    }
    return response.body;
  }

  async #begin(key: string): Promise<Upload> {
    const begun = await this.#text("POST", key, { query: "uploads=" });
    const id = /<UploadId>([^<]+)<\/UploadId>/.exec(begun)?.[1];
    if (id === undefined) throw new Error("S3 began an upload without an id");
    const upload = `uploadId=${encodeURIComponent(unescaped(id))}`;
    const etags: string[] = [];
    return {
      part: async (number, part) => {
        const query = `partNumber=${number}&${upload}`;
        const response = await this.#call("PUT", key, { query, body: part });
        await response.body?.cancel();
        const etag = response.headers.get("etag");
        if (etag === null) throw new Error("S3 took a part without an etag");
        etags.push(etag);
      },
      complete: async () => {
        const parts = etags.map(
          (etag, index) =>
            `<Part><PartNumber>${index + 1}</PartNumber><ETag>${escaped(etag)}</ETag></Part>`,
        );
        const body = `<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`;
        const answer = await this.#text("POST", key, { query: upload, body });
        // It may begin to answer before it is done, with 200, and fail then.
        if (!answer.includes("<CompleteMultipartUploadResult")) {
          throw new Error(`S3 did not complete the upload${codeOf(answer)}`);
        }
      },
      abort: async () => void (await this.#text("DELETE", key, { query: upload, accept: [404] })),
    };
  }

  async #text(method: string, key: string, call: Call): Promise<string> {
    return (await this.#call(method, key, call)).text();
  }

  async #call(method: string, key: string, call: Call): Promise<Response> {
    const path = key.split("/").map(encodeURIComponent).join("/");
    const url = `${this.#bucket}/${path}${call.query === undefined ? "" : `?${call.query}`}`;
    const digest = createHash("sha256")
      .update(call.body ?? "")
      .digest("hex");
    const response = await this.#client
      .fetch(url, {
        method,
        headers: { ...call.headers, "x-amz-content-sha256": digest },
        ...(call.body === undefined ? {} : { body: call.body }),
      })
      .catch(() => {
        throw new Error(`S3 could not be reached for ${method}`);
      });
    if (response.ok || call.accept?.includes(response.status)) return response;
    const code = codeOf(await response.text().catch(() => ""));
    throw new Error(`S3 answered ${method} with ${response.status}${code}`);
  }
}

/** The error's code in an answer, as ` AccessDenied`, and nothing else of it. */
function codeOf(xml: string): string {
  const code = /<Code>([A-Za-z]{1,64})<\/Code>/.exec(xml)?.[1];
  return code === undefined ? "" : ` ${code}`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
