// A failure as the wire shows it: every answer that is no success has this body.
import { z } from "zod";
import { ERROR_KINDS, type ErrorType } from "./errors.ts";

const types = [...new Set(Object.values(ERROR_KINDS).map((kind): ErrorType => kind.type))];

export const errorBody = z
  .object({
    type: z.literal("error"),
    error: z.object({
      type: z.enum(types),
      message: z.string(),
      details: z
        .looseObject({
          issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
        })
        .optional(),
    }),
    request_id: z.string(),
  })
  .meta({ id: "Error" });
export type ErrorBody = z.infer<typeof errorBody>;
