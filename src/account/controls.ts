// What a user has set for all their sessions: hooks and policies. Every change makes the version grow;
// a session that knows another version is given what holds for it now.
import { type Controls, NO_POLICIES, type UserPolicies } from "../contract/controls.ts";
import type { Hook, HookCreate, HookResource, HookUpdate } from "../contract/hook.ts";
import { HOOKS_MAX } from "../contract/limits.ts";
import { randomBytes } from "../runtime.ts";
import { createControlTables, hasControlTables } from "./tables.ts";

/** A hook together with the secret that signs its calls. */
export interface HookWithSecret {
  readonly hook: HookResource;
  readonly secret: string;
}

interface HookRow extends Record<string, SqlStorageValue> {
  resource: string;
  secret: string;
}

/** The controls of one account, over its tables. Time is given, in milliseconds. */
export class ControlStore {
  readonly #storage: DurableObjectStorage;
  /** Kept here too: every session asks for it with every model call. 0 before anything was set. */
  #version = 0;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    if (hasControlTables(storage.sql)) this.#version = this.#stored().version;
  }

  get version(): number {
    return this.#version;
  }

  /** What holds in a session. */
  of(session_id: string): Controls {
    const hooks = this.#rows("session_id IS NULL OR session_id = ?", session_id)
      .map(withSecret)
      .filter(({ hook }) => hook.enabled)
      .map(calledHook);
    return { version: this.#version, policies: this.policies(), hooks };
  }

  policies(): UserPolicies {
    return this.#version === 0 ? NO_POLICIES : this.#stored().policies;
  }

  setPolicies(policies: UserPolicies): UserPolicies {
    this.#change((sql) => {
      sql.exec("UPDATE controls SET policies = ?", JSON.stringify(policies));
    });
    return policies;
  }

  /** Hooks in the order of their registration: those of one session, or all of them. */
  hooks(session_id: string | null): HookResource[] {
    const rows =
      session_id === null ? this.#rows("true") : this.#rows("session_id = ?", session_id);
    return rows.map((row) => withSecret(row).hook);
  }

  hook(id: string): HookResource | null {
    return this.#find(id)?.hook ?? null;
  }

  /**
   * Registers a hook under `id`, with a secret made here; null when there are HOOKS_MAX already. An id
   * that is registered gives what is there: a request that is made again goes on with it.
   */
  addHook(
    { id, user_id }: Pick<HookResource, "id" | "user_id">,
    created: HookCreate,
    now_ms: number,
  ): HookWithSecret | null {
    const known = this.#find(id);
    if (known !== null) return known;
    if (this.hooks(null).length >= HOOKS_MAX) return null;
    const at = new Date(now_ms).toISOString();
    const { session_id = null, ...registration } = created;
    const hook = { id, user_id, session_id, ...registration, created_at: at, updated_at: at };
    const secret = newSecret();
    this.#change((sql) => {
      sql.exec(
        "INSERT INTO hooks (id, session_id, resource, secret) VALUES (?, ?, ?, ?)",
        ...[id, session_id, JSON.stringify(hook), secret],
      );
    });
    return { hook, secret };
  }

  /** The hook with its changes; null when there is none. */
  updateHook(id: string, changes: HookUpdate, now_ms: number): HookResource | null {
    return this.#put(id, changes, now_ms)?.hook ?? null;
  }

  /** Gives a hook another secret; null when there is none. */
  rotateSecret(id: string, now_ms: number): HookWithSecret | null {
    return this.#put(id, {}, now_ms, newSecret());
  }

  /** False when there was none. */
  removeHook(id: string): boolean {
    if (this.#find(id) === null) return false;
    this.#change((sql) => {
      sql.exec("DELETE FROM hooks WHERE id = ?", id);
    });
    return true;
  }

  /** Removes the hooks of a session that is no more. */
  forget(session_id: string): void {
    if (this.#rows("session_id = ?", session_id).length === 0) return;
    this.#change((sql) => {
      sql.exec("DELETE FROM hooks WHERE session_id = ?", session_id);
    });
  }

  #put(
    id: string,
    changes: HookUpdate,
    now_ms: number,
    new_secret?: string,
  ): HookWithSecret | null {
    const known = this.#find(id);
    if (known === null) return null;
    const updated_at = new Date(now_ms).toISOString();
    // JSON holds no undefined: a field is given or it is not there.
    const hook = { ...known.hook, ...changes, updated_at } as HookResource;
    const secret = new_secret ?? known.secret;
    this.#change((sql) => {
      const resource = JSON.stringify(hook);
      sql.exec("UPDATE hooks SET resource = ?, secret = ? WHERE id = ?", resource, secret, id);
    });
    return { hook, secret };
  }

  #find(id: string): HookWithSecret | null {
    const [row] = this.#rows("id = ?", id);
    return row === undefined ? null : withSecret(row);
  }

  #rows(condition: string, ...bound: string[]): HookRow[] {
    // Reading makes no tables.
    if (this.#version === 0) return [];
    const rows = this.#storage.sql.exec<HookRow>(
      `SELECT resource, secret FROM hooks WHERE ${condition} ORDER BY id`,
      ...bound,
    );
    return rows.toArray();
  }

  #stored(): Pick<Controls, "version" | "policies"> {
    const { version, policies } = this.#storage.sql
      .exec<{ version: number; policies: string }>("SELECT version, policies FROM controls")
      .one();
    return { version, policies: JSON.parse(policies) as UserPolicies };
  }

  /** Makes a change and the next version in one transaction. */
  #change(write: (sql: SqlStorage) => void): void {
    const { sql } = this.#storage;
    this.#version = this.#storage.transactionSync(() => {
      createControlTables(sql, JSON.stringify(NO_POLICIES));
      write(sql);
      return sql
        .exec<{ version: number }>("UPDATE controls SET version = version + 1 RETURNING version")
        .one().version;
    });
  }
}

/** As Standard Webhooks writes one: 32 bytes in base64 behind a prefix. */
function newSecret(): string {
  return `whsec_${btoa(String.fromCharCode(...randomBytes(32)))}`;
}

function withSecret({ resource, secret }: HookRow): HookWithSecret {
  return { hook: JSON.parse(resource) as HookResource, secret };
}

function calledHook({ hook, secret }: HookWithSecret): Hook {
  const { id, name, event, matcher, url, timeout_seconds, max_retries, on_failure } = hook;
  return { id, name, event, matcher, url, timeout_seconds, max_retries, on_failure, secret };
}
