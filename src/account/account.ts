// The Durable Object of one user: the one place where their running sessions and their spending are
// counted, so that a limit holds exactly, and where what they set for all their sessions is kept. It
// keeps no timer; what has lapsed is judged when asked.
import { DurableObject } from "cloudflare:workers";
import type {
  AccountHeard,
  AccountUsage,
  Admission,
  Entry,
  SessionHeard,
  SessionUse,
} from "../contract/account.ts";
import type { Controls, UserPolicies } from "../contract/controls.ts";
import type { HookCreate, HookResource, HookUpdate } from "../contract/hook.ts";
import { settingsOf } from "../env.ts";
import { now } from "../runtime.ts";
import { ControlStore, type HookWithSecret } from "./controls.ts";
import { Heard } from "./heard.ts";
import { Line, type PlaceLimits, type PlaceMode } from "./line.ts";
import { Ledger, resetsAt } from "./spending.ts";
import type { AccountDoor } from "./stub.ts";
import { createAccountTables, hasAccountTables } from "./tables.ts";

/** What an account is made of once a session has entered. */
interface Parts {
  readonly line: Line;
  readonly ledger: Ledger;
  readonly heard: Heard;
}

export class Account extends DurableObject<Env> implements AccountDoor {
  readonly #controls: ControlStore;
  #parts: Parts | undefined;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#controls = new ControlStore(ctx.storage);
    if (hasAccountTables(ctx.storage.sql)) this.#open();
  }

  #open(): Parts {
    const { sql } = this.ctx.storage;
    createAccountTables(sql);
    this.#parts = {
      line: new Line(sql, this.#limits()),
      ledger: new Ledger(sql),
      heard: new Heard(sql),
    };
    return this.#parts;
  }

  #limits(): PlaceLimits {
    const settings = settingsOf(this.env);
    return {
      interactive: settings.MAX_CONCURRENT_INTERACTIVE_SESSIONS,
      background: settings.MAX_CONCURRENT_BACKGROUND_SESSIONS,
    };
  }

  async enter(use: SessionUse): Promise<Entry> {
    const admission = this.#admit(use);
    if (use.controls_version === this.#controls.version) return admission;
    return { ...admission, controls: this.#controls.of(use.session_id) };
  }

  #admit(use: SessionUse): Admission {
    const { line, ledger } = this.#parts ?? this.#open();
    const now_ms = now();
    ledger.record(use, now_ms);
    const budget_usd = settingsOf(this.env).USER_MONTHLY_BUDGET_USD;
    if (budget_usd !== null && ledger.spent(now_ms) >= budget_usd) {
      this.#giveBack(line, use, now_ms);
      return { verdict: "spent", resets_at: resetsAt(now_ms) };
    }
    const { granted, called } = this.ctx.storage.transactionSync(() =>
      line.enter(use.session_id, placeMode(use), now_ms),
    );
    this.#wake(called);
    return { verdict: granted ? "granted" : "busy" };
  }

  async leave(use: SessionUse): Promise<void> {
    const { line, ledger, heard } = this.#parts ?? this.#open();
    const now_ms = now();
    ledger.record(use, now_ms);
    heard.record(use, now_ms);
    this.#giveBack(line, use, now_ms);
  }

  async usage(): Promise<AccountUsage> {
    const now_ms = now();
    const count = (mode: PlaceMode) =>
      this.#parts?.line.count(mode, now_ms) ?? { running: 0, waiting: 0 };
    const [interactive, background] = [count("interactive"), count("background")];
    const spent_usd = this.#parts?.ledger.spent(now_ms) ?? 0;
    const budget_usd = settingsOf(this.env).USER_MONTHLY_BUDGET_USD;
    return {
      running: { interactive: interactive.running, background: background.running },
      waiting: { interactive: interactive.waiting, background: background.waiting },
      max_running: this.#limits(),
      spent_usd,
      budget_usd,
      remaining_usd: budget_usd === null ? null : Math.max(0, budget_usd - spent_usd),
      resets_at: resetsAt(now_ms),
    };
  }

  async controls(session_id: string): Promise<Controls> {
    return this.#controls.of(session_id);
  }

  async forget(use: SessionUse): Promise<void> {
    this.#controls.forget(use.session_id);
    // One that never entered has left nothing.
    if (this.#parts === undefined) return;
    await this.leave(use);
    this.#parts.heard.forget(use.session_id);
  }

  async policies(): Promise<UserPolicies> {
    return this.#controls.policies();
  }

  async setPolicies(policies: UserPolicies): Promise<UserPolicies> {
    return this.#controls.setPolicies(policies);
  }

  async hooks(session_id: string | null): Promise<HookResource[]> {
    return this.#controls.hooks(session_id);
  }

  async hook(id: string): Promise<HookResource | null> {
    return this.#controls.hook(id);
  }

  async addHook(
    named: Pick<HookResource, "id" | "user_id">,
    created: HookCreate,
  ): Promise<HookWithSecret | null> {
    return this.#controls.addHook(named, created, now());
  }

  async updateHook(id: string, changes: HookUpdate): Promise<HookResource | null> {
    return this.#controls.updateHook(id, changes, now());
  }

  async rotateHookSecret(id: string): Promise<HookWithSecret | null> {
    return this.#controls.rotateSecret(id, now());
  }

  async removeHook(id: string): Promise<boolean> {
    return this.#controls.removeHook(id);
  }

  async heard(): Promise<AccountHeard> {
    const running = this.#parts?.line.sessions(now()) ?? [];
    const rested = this.#parts?.heard.list() ?? [];
    return { running, rested: rested.filter(({ session_id }) => !running.includes(session_id)) };
  }

  async listed(sessions: readonly SessionHeard[]): Promise<void> {
    this.#parts?.heard.listed(sessions);
  }

  #giveBack(line: Line, use: SessionUse, now_ms: number): void {
    const called = this.ctx.storage.transactionSync(() =>
      line.leave(use.session_id, placeMode(use), now_ms),
    );
    this.#wake(called);
  }

  #wake(session_ids: readonly string[]): void {
    for (const id of session_ids) {
      // A session that cannot be reached asks again by its own timer, and blocks nobody until then.
      const told = this.env.SESSIONS.getByName(id)
        .admitted()
        .catch(() => undefined);
      this.ctx.waitUntil(told);
    }
  }
}

function placeMode(use: SessionUse): PlaceMode {
  return use.mode === "background" ? "background" : "interactive";
}
