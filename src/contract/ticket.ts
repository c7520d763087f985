// A stream ticket: how a browser, which cannot set headers on a WebSocket or an EventSource, proves
// who it is. One use, for one session, good for a minute, with the rights of the one who asked.
import { z } from "zod";

export const ticketCreate = z.strictObject({ session_id: z.string() });

export const ticket = z
  .object({ ticket: z.string(), expires_at: z.iso.datetime() })
  .meta({ id: "StreamTicket" });
