// When a server that could not take a call wants to be asked again.

/** What the header `Retry-After` asks for, in seconds or as a date; 0 when it asks for nothing. */
export function retryAfterMs(headers: Headers, now_ms: number): number {
  const asked = headers.get("retry-after")?.trim() ?? "";
  if (/^\d+$/.test(asked)) return Number(asked) * 1000;
  const at_ms = Date.parse(asked);
  return Number.isNaN(at_ms) ? 0 : Math.max(0, at_ms - now_ms);
}
