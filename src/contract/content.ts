// What people and tools put into a conversation: the input blocks of the Messages API that Ledge takes.
import { z } from "zod";
import { TEXT_CHARS_MAX } from "./limits.ts";

/** Half a surrogate pair is no text: the Messages API would refuse it on every later call. */
const text = z
  .string()
  .max(TEXT_CHARS_MAX)
  .refine((value) => value.isWellFormed(), "expected well-formed Unicode text");

const textBlock = z.strictObject({ type: z.literal("text"), text: text.min(1) });

function base64Source<T extends string>(media_types: readonly [T, ...T[]]) {
  return z.strictObject({
    type: z.literal("base64"),
    media_type: z.enum(media_types),
    data: z.base64(),
  });
}
const urlSource = z.strictObject({ type: z.literal("url"), url: z.url({ protocol: /^https$/ }) });

const imageBlock = z.strictObject({
  type: z.literal("image"),
  source: z.discriminatedUnion("type", [
    base64Source(["image/jpeg", "image/png", "image/gif", "image/webp"]),
    urlSource,
  ]),
});
const documentBlock = z.strictObject({
  type: z.literal("document"),
  source: z.discriminatedUnion("type", [base64Source(["application/pdf"]), urlSource]),
  title: z.string().max(500).nullable().default(null),
});

const inputBlock = z.discriminatedUnion("type", [textBlock, imageBlock, documentBlock]);
export type InputBlock = z.infer<typeof inputBlock>;

export const inputBlocks = z.array(inputBlock).min(1).max(100);

/** A message as a client may write it: plain text, or content blocks. */
export const messageInput = z.union([text.min(1), inputBlocks]);

/** Both ways of writing a message, as blocks. */
export function blocksOf(input: z.infer<typeof messageInput>): InputBlock[] {
  return typeof input === "string" ? [{ type: "text", text: input }] : input;
}

/** What is said in blocks, as far as it is text. */
export function textsOf(blocks: readonly { type: string; text?: unknown }[]): string[] {
  return blocks.flatMap(({ type, text }) => (type === "text" ? String(text) : []));
}

/** A block that came from the model: kept as received, so that it can be sent back byte for byte. */
export const modelBlock = z.looseObject({ type: z.string() });
export type ModelBlock = z.infer<typeof modelBlock>;

export const resultBlock = z.discriminatedUnion("type", [textBlock.extend({ text }), imageBlock]);
export type ResultBlock = z.infer<typeof resultBlock>;
