// The Worker's bindings, of which nothing on Node has any: `src/env.ts` names the type.
interface Env {
  readonly [binding: string]: unknown;
}
