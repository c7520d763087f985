// A page of a list: what every list answers. The cursor is opaque and belongs to one order and
// filter.
import { z } from "zod";

export function page<T extends z.ZodType>(entry: T) {
  return z.object({ data: z.array(entry), next_cursor: z.string().nullable() });
}

/** A list that follows what it tells of through a queue says how far it has come. */
export function followingPage<T extends z.ZodType>(entry: T) {
  return page(entry).extend({
    page: z.int().optional(),
    page_size: z.int().optional(),
    total: z.int().optional(),
    as_of: z.iso
      .datetime()
      .nullable()
      .describe(
        "everything that your sessions said before this time is in the list; null: not known now",
      ),
  });
}
