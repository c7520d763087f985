// What archives are kept in and read out of, whoever runs it: the one small interface of all stores.

/** Bytes `offset` to `offset + length`, which lie inside of the object; `length` is at least 1. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

export interface ArchiveSource {
  readonly size_bytes: number;
  /** The whole, or a part of it; as often as one likes. Throws an Error when the store fails. */
  read(range?: ByteRange): Promise<ReadableStream<Uint8Array>>;
}

export interface ArchiveStore {
  /**
   * Stores the stream under the key: all of it or, when it or the store fails, nothing. The stream is
   * read to its end or cancelled.
   */
  write(key: string, bytes: ReadableStream<Uint8Array>): Promise<{ size_bytes: number }>;
  /** Null when there is none. */
  open(key: string): Promise<ArchiveSource | null>;
  /** Also when there is none. */
  delete(key: string): Promise<void>;
}
