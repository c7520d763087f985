// Going back and branching off: places in a log, checkpoints, what a rewind changes, and who was
// forked from whom.
import { z } from "zod";
import { messageInput } from "./content.ts";
import { DIFFED_FILES_MAX, NAME_CHARS_MAX } from "./limits.ts";
import { messagePlace, sessionResource } from "./session.ts";

const name = z.string().min(1).max(NAME_CHARS_MAX);
const seq = z.int().min(1);

export const forkInput = z
  .strictObject({
    name: name.optional(),
    fork_at_message: messagePlace
      .optional()
      .describe("the last message to take along, by its index or id; its tool calls come with it"),
    fork_at_seq: seq
      .optional()
      .describe("the last event to take along; brought back to the end of a whole step"),
    include_working_directory: z.boolean().optional().describe("without it, true"),
    message: messageInput.optional().describe("the fork's first message of its own"),
  })
  .refine(({ fork_at_message, fork_at_seq }) => fork_at_message == null || fork_at_seq == null, {
    path: ["fork_at_seq"],
    message: "expected fork_at_message or fork_at_seq, not both",
  });
export type ForkInput = z.infer<typeof forkInput>;

/** Where to fork, as far as the caller says; at the end without either. */
export type ForkPoint = Pick<ForkInput, "fork_at_message" | "fork_at_seq">;

const lineageNode = z.object({
  id: z.string(),
  name: z.string().nullable(),
  status: sessionResource.shape.status,
  parent_session_id: z.string().nullable(),
  forked_at_seq: z.int().nullable(),
  depth: z.int().describe("0 for the root; the list is the tree, depth first, oldest first"),
  message_count: z.int(),
  total_cost_usd: z.number().nullable().describe("what it has cost itself"),
  created_at: z.iso.datetime(),
});
export const lineage = z
  .object({
    root_session_id: z.string(),
    data: z.array(lineageNode),
    total_cost_usd: z.number().nullable().describe("of all of them; each call counts once"),
    is_cut: z.boolean().describe("true when the tree is larger than is shown"),
  })
  .meta({ id: "Lineage" });
export type Lineage = z.infer<typeof lineage>;

export const checkpointInput = z.strictObject({ name });

export const checkpointResource = z
  .object({
    id: z.string(),
    session_id: z.string(),
    name: z.string().nullable().describe("null for one that was made at a turn's end"),
    seq: z.int().describe("the last event that belongs to it"),
    message_index: z.int().nullable().describe("the last message then; null before the first"),
    turn_number: z.int(),
    file_count: z.int(),
    size_bytes: z.int().describe("of the files then"),
    is_active: z.boolean().describe("false when a rewind has hidden it"),
    created_at: z.iso.datetime(),
  })
  .meta({ id: "Checkpoint" });
export type CheckpointResource = z.infer<typeof checkpointResource>;

const fileVersion = z.object({ hash: z.string(), size_bytes: z.int(), mode: z.int() }).nullable();
const fileDifference = z.object({
  path: z.string(),
  change: z.enum(["added", "changed", "removed"]),
  before: fileVersion,
  after: fileVersion,
  diff: z
    .string()
    .nullable()
    .describe("unified; null for what is no text, or too large to be compared"),
});
export type FileDifference = z.infer<typeof fileDifference>;

/** What is different between two places, `to` as seen from `from`. */
export const comparison = z
  .object({
    from_seq: z.int(),
    to_seq: z.int(),
    added: z.int(),
    changed: z.int(),
    removed: z.int(),
    files: z.array(fileDifference).describe(`the first ${DIFFED_FILES_MAX}`),
  })
  .meta({ id: "Comparison" });
export type Comparison = z.infer<typeof comparison>;

const whatAndHow = {
  files: z.boolean().optional().describe("bring files back to what they were; true without it"),
  conversation: z.boolean().optional().describe("leave out what was said since; true without it"),
  dry_run: z.boolean().optional().describe("only tell what would change"),
};

export const rewindInput = z
  .strictObject({
    checkpoint_id: z.string().min(1).max(100).optional(),
    to_seq: seq.optional().describe("the last event that stays"),
    to_message: messagePlace.optional().describe("the last message that stays, by index or id"),
    ...whatAndHow,
  })
  .refine(
    ({ checkpoint_id, to_seq, to_message }) =>
      [checkpoint_id, to_seq, to_message].filter((place) => place !== undefined).length === 1,
    { path: ["to_seq"], message: "expected one of checkpoint_id, to_seq and to_message" },
  )
  .refine(({ files, conversation }) => files !== false || conversation !== false, {
    path: ["files"],
    message: "expected files, conversation or both to be rewound",
  });
export type RewindInput = z.infer<typeof rewindInput>;

export const undoInput = z.strictObject({
  seq: seq
    .optional()
    .describe("the `session.rewound` to take back, which may be an undo itself; the last without"),
  dry_run: whatAndHow.dry_run,
});
export type UndoInput = z.infer<typeof undoInput>;

/** What a rewind changes, or would change. */
export const rewindResult = z
  .object({
    session_id: z.string(),
    dry_run: z.boolean(),
    seq: z.int().nullable().describe("of the `session.rewound`; null for a dry run"),
    to_seq: z.int().describe("the last event that stays, at the end of a whole step"),
    conversation: z.boolean(),
    files: z.boolean(),
    messages_dropped: z.int(),
    messages: z
      .array(
        z.object({
          id: z.string(),
          index: z.int(),
          role: z.enum(["user", "assistant"]),
          preview: z.string(),
        }),
      )
      .describe("those that leave the active path, the first of them"),
    messages_restored: z.int().describe("those that an undo brings back"),
    files_changed: z
      .array(
        z.object({
          path: z.string(),
          change: z.enum(["restored", "reverted", "removed"]),
          size_bytes: z.int().nullable(),
        }),
      )
      .describe("the first of them: brought back, set to what they were, taken away"),
    files_changed_count: z.int(),
    effects: z
      .array(
        z.object({
          seq: z.int(),
          kind: z.enum(["client_tool", "hook", "mcp", "request"]),
          name: z.string(),
          description: z.string(),
        }),
      )
      .describe("what happened outside of the session since then: a rewind cannot take it back"),
    closes: z.object({
      turn: z.int().nullable().describe("a turn that waits and is ended"),
      permission_ids: z
        .array(z.string())
        .describe("questions that nobody needs to answer any more"),
      input_seqs: z.array(z.int()).describe("messages that no turn has taken up"),
    }),
  })
  .meta({ id: "Rewind" });
export type RewindResult = z.infer<typeof rewindResult>;
