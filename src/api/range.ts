// The range of bytes that a request asks for, as RFC 9110 §14.1.2 writes it: one range, since nobody needs
// more of a file that is read from one end to the other.
import { LedgeError } from "../contract/errors.ts";

/**
 * The part of a file of `size_bytes` that the `range` header names; null for the whole, which is also what a
 * header in another unit or of several ranges gets. Throws `range_not_satisfiable` for one behind the end.
 */
export function rangeIn(
  header: string | undefined,
  size_bytes: number,
): { offset: number; length: number } | null {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return null;
  const isSuffix = first === "";
  const offset = isSuffix ? Math.max(0, size_bytes - Number(last)) : Number(first);
  const end = isSuffix || last === "" ? size_bytes : Math.min(Number(last) + 1, size_bytes);
  if (!isSuffix && last !== "" && Number(last) < offset) return null;
  if (offset >= end) {
    throw new LedgeError(
      "range_not_satisfiable",
      `range: expected bytes of a file of ${size_bytes}`,
    );
  }
  return { offset, length: end - offset };
}
