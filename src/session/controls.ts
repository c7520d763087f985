// What the user has set for their sessions, as this one heard it last. Their account tells it with each
// admission that finds it changed, and when a turn goes on after a wait; until then the last word holds.
import { type Controls, NO_CONTROLS } from "../contract/controls.ts";
import type { Hook } from "../contract/hook.ts";
import { isOn, type OperatorHooks } from "./hooks/table.ts";
import type { Store } from "./store.ts";

/** What the operator has set for hooks. */
export interface HookSwitches {
  /** Whether the hooks that users register are called. */
  readonly has_custom_hooks: boolean;
  readonly operator_hooks: OperatorHooks;
}

export class HeardControls {
  readonly #store: Store;
  readonly #switches: HookSwitches;
  #heard: Controls | null | undefined;

  constructor(store: Store, switches: HookSwitches) {
    this.#store = store;
    this.#switches = switches;
  }

  /** What was heard last; null before the account has answered once. */
  heard(): Controls | null {
    if (this.#heard === undefined) this.#heard = this.#store.object<Controls>("controls");
    return this.#heard;
  }

  /** Keeps what an account has answered: what holds now, or nothing where that was known. */
  keep(answered: Controls | undefined): void {
    const known = this.heard();
    const next = answered ?? known ?? NO_CONTROLS;
    if (known !== null && known.version === next.version) return;
    this.#store.set("controls", JSON.stringify(next));
    this.#heard = next;
  }

  /** The hooks that are called in a session, of those that its user has registered. */
  hooks(config: { readonly hooks_enabled: readonly string[] }): readonly Hook[] {
    const hooks = this.heard()?.hooks ?? [];
    const { has_custom_hooks, operator_hooks } = this.#switches;
    if (hooks.length === 0 || !has_custom_hooks) return [];
    const notifies = isOn(operator_hooks, config, "notification");
    return notifies ? hooks : hooks.filter(({ event }) => event !== "Notification");
  }
}
