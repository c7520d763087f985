// Every route that openapi.json describes, for suites that must hold on each of them: a new route is under test
// at once, or fails the suite until it is told what to send.
import description from "../../docs/api/openapi.json";
import { newId } from "../../src/runtime.ts";

/** A route as openapi.json describes it. */
export interface Operation {
  method: string;
  path: string;
  scope: string;
  takes_json: boolean;
  takes_bytes: boolean;
  /** Its query parameters; `choices` are the values of one that takes no others. */
  queries: { name: string; choices: string[] }[];
}

interface Parameter {
  in: string;
  name: string;
  schema: { enum?: string[]; items?: { enum?: string[] } };
}

/** Every route but health, which asks for no key. */
export const operations: Operation[] = Object.entries(description.paths)
  .filter(([path]) => path !== "/healthz")
  .flatMap(([path, methods]) =>
    Object.entries<Record<string, unknown>>(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      scope: String(operation["x-required-scope"]),
      takes_json: JSON.stringify(operation.requestBody ?? {}).includes("application/json"),
      takes_bytes: JSON.stringify(operation.requestBody ?? {}).includes("application/octet-stream"),
      queries: ((operation.parameters ?? []) as Parameter[])
        .filter((parameter) => parameter.in === "query")
        .map(({ name, schema }) => ({ name, choices: schema.enum ?? schema.items?.enum ?? [] })),
    })),
  );

/** A body that each route would take; `id` is the session that the request is about. */
export function bodyFor(operation: Operation, id: string): unknown {
  switch (`${operation.method} ${operation.path}`) {
    case "POST /api/v1/keys":
      return { name: "n", scopes: ["read"] };
    case "POST /api/v1/sessions":
    case "PATCH /api/v1/sessions/{id}":
      return { name: "n" };
    case "POST /api/v1/sessions/{id}/query":
      return { message: "hello" };
    case "POST /api/v1/sessions/{id}/events":
      return { events: [{ type: "user.interrupt" }] };
    case "POST /api/v1/sessions/{id}/permissions/{permission_id}":
      return { decision: "allow" };
    case "POST /api/v1/sessions/{id}/archive":
    case "POST /api/v1/sessions/{id}/compact":
    case "POST /api/v1/sessions/{id}/fork":
    case "POST /api/v1/sessions/{id}/rewind/undo":
      return {};
    case "POST /api/v1/sessions/{id}/rewind":
      return { to_seq: 1 };
    case "POST /api/v1/sessions/{id}/checkpoints":
      return { name: "n" };
    case "POST /api/v1/hooks-config":
      return { name: "n", event: "Stop", url: "https://hooks.example.com/" };
    case "PATCH /api/v1/hooks-config/{id}":
    case "PUT /api/v1/policies-config":
      return {};
    case "POST /api/v1/stream-tickets":
      return { session_id: id };
    default:
      throw new Error(`this test needs a body for ${operation.method} ${operation.path}`);
  }
}

/** What stands in a path beside the session's id. A new parameter needs a value here. */
const PARTS: Readonly<Record<string, () => string>> = {
  path: () => "notes/a.txt",
  message_id: () => newId("msg"),
  permission_id: () => newId("perm"),
  tool_call_id: () => newId("sevt"),
  checkpoint_id: () => newId("sevt").replace("sevt_", "ckpt_"),
};

/** The path of a request about `id`; `parts` are the other things it names, new ones without them. */
export function pathOf(
  { path }: Operation,
  id: string,
  parts: Readonly<Record<string, string>> = {},
): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const part = name === "id" ? id : (parts[name] ?? PARTS[name]?.());
    if (part === undefined) throw new Error(`${path} needs a value for {${name}}`);
    return part;
  });
}

/** What a route asks for in its query, where it cannot do without. */
export function queryFor({ path }: Operation): string {
  return path.endsWith("/compare") ? "?from=1" : "";
}

export const nameOf = ({ method, path }: Operation) => `${method} ${path}`;

/** Those that concern one session. */
export const aboutASession = operations.filter(
  ({ path }) => path.startsWith("/api/v1/sessions/{id}") || path === "/api/v1/stream-tickets",
);
