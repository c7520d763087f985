// The account of the session's user: it has room, or not just now, or no money left this month. Whoever
// stands in line is woken some time, or asks again by itself.
import type { Admission } from "../../src/contract/account.ts";
import type { EngineParts } from "../../src/session/engine.ts";
import { controlsOf } from "./hooks.ts";
import { Injected, type Instance, type World } from "./world.ts";

const VERDICTS = { granted: 90, busy: 6, spent: 2, away: 2 };

/** The account as an instance of the object sees it. */
export function accountOf(world: World, instance: Instance): EngineParts["account"] {
  return {
    async enter({ controls_version }) {
      const verdict = world.random.weighted(VERDICTS);
      await world.pause(instance, "the account's word", world.random.pick([0, 1, 40]));
      world.count(`account: ${verdict}`);
      const controls = controlsOf(world);
      const isNews = controls.version !== controls_version;
      return { ...wordOf(world, verdict), ...(isNews ? { controls } : {}) };
    },
    async forget() {
      await world.pause(instance, "leaving the account for good", 1);
    },
    async controls() {
      await world.pause(instance, "the account's word", world.random.pick([0, 1, 40]));
      if (world.random.chance(0.02)) throw new Injected("the account is not there");
      return controlsOf(world);
    },
    async leave() {
      await world.pause(instance, "leaving the account", world.random.pick([0, 1, 40]));
      if (world.random.chance(0.02)) throw new Injected("the account is not there");
    },
  };
}

function wordOf(world: World, verdict: keyof typeof VERDICTS): Admission {
  switch (verdict) {
    case "away":
      throw new Injected("the account is not there");
    case "spent":
      return { verdict, resets_at: new Date(world.wall_ms + 120_000).toISOString() };
    default:
      return { verdict };
  }
}
