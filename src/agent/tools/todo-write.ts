// TodoWrite: the model's own list of what is to be done, kept with the session.
import { z } from "zod";
import { TEXT_CHARS_MAX, TODOS_MAX } from "../../contract/limits.ts";
import type { Tool } from "../tool.ts";
import { done } from "./answer.ts";

const text = z
  .string()
  .min(1)
  .max(TEXT_CHARS_MAX / TODOS_MAX);
const input = z.strictObject({
  todos: z
    .array(
      z.strictObject({
        content: text.describe("What is to be done, as an imperative"),
        status: z.enum(["pending", "in_progress", "completed"]),
        activeForm: text.describe("The same as what is being done, shown while it is in progress"),
      }),
    )
    .max(TODOS_MAX)
    .describe("The whole list, which replaces the one before"),
});

export const todoWriteTool: Tool<typeof input> = {
  name: "TodoWrite",
  description: `Keeps a list of the steps of a longer task, so that it can be followed.

- Every call gives the whole list.
- Have exactly one item in_progress, and mark it completed as soon as it is done.
- Leave it out for a task of one or two steps.`,
  input,
  rerunnable: true,
  async run({ todos }, context) {
    context.memory.set("todos", todos);
    return done(
      "Todos have been modified successfully. Ensure that you continue to use the todo list to track your progress. Please proceed with the current tasks if applicable",
    );
  },
};
