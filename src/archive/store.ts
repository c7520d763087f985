// Which store archives are kept in: the R2 bucket, or any S3-compatible one.
import { R2Store } from "./r2.ts";
import { S3Store } from "./s3.ts";
import type { ArchiveStore } from "./source.ts";

/** The settings of src/env.ts that choose a store. */
export interface StoreSettings {
  readonly STORAGE_PROVIDER: "r2" | "s3";
  readonly S3_ENDPOINT?: string | undefined;
  readonly S3_BUCKET?: string | undefined;
  readonly S3_REGION: string;
  readonly S3_ACCESS_KEY_ID?: string | undefined;
  readonly S3_SECRET_ACCESS_KEY?: string | undefined;
}

/** The store that the operator has set. Throws an Error when S3 is set without what it needs. */
export function archiveStoreOf(settings: StoreSettings, bucket: R2Bucket): ArchiveStore {
  if (settings.STORAGE_PROVIDER === "r2") return new R2Store(bucket);
  const { S3_ENDPOINT: endpoint, S3_BUCKET: name } = settings;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = settings;
  if (!endpoint || !name || !accessKeyId || !secretAccessKey) {
    throw new Error("STORAGE_PROVIDER is s3 without the settings that it needs");
  }
  const region = settings.S3_REGION;
  return new S3Store({ endpoint, bucket: name, region, accessKeyId, secretAccessKey });
}
