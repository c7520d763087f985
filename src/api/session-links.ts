// The addresses of a session: the object knows what it is, the API knows where it is found.
import type { SessionResource, SessionSnapshot } from "../contract/session.ts";

export const BASE_PATH = "/api/v1";

export function linksOf(session: Pick<SessionSnapshot, "id" | "parent_session_id">) {
  const self = `${BASE_PATH}/sessions/${session.id}`;
  const parent = session.parent_session_id;
  return {
    self,
    query: `${self}/query`,
    messages: `${self}/messages`,
    tool_calls: `${self}/tool-calls`,
    stream: `${self}/stream`,
    events: `${self}/events`,
    files: `${self}/files`,
    ...(parent === null ? {} : { parent: `${BASE_PATH}/sessions/${parent}` }),
  };
}

export function withLinks(snapshot: SessionSnapshot): SessionResource {
  return { ...snapshot, _links: linksOf(snapshot) };
}
