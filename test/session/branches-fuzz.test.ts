// Any sequence of turns, changes by hand, rewinds, undos, checkpoints, compactions, forks and deaths of the
// object, from seeds, against a plain model.
import { env } from "cloudflare:workers";
import { it } from "vitest";
import { Random } from "../simulation/random.ts";
import { openSession } from "../support/session.ts";
import { fork, rewind, undo } from "./branches/going.ts";
import {
  byHand,
  checkpoint,
  compaction,
  comparison,
  death,
  stopped,
  turn,
} from "./branches/play.ts";
import { expectSame, learn, newWorld, rest, type World } from "./branches/world.ts";

/** The suite plays its own; BRANCH_SEEDS=5000-5199 in the environment plays these, and more acts of each. */
const given = /^(\d+)-(\d+)$/.exec(env.TEST_BRANCH_SEEDS);
const [FIRST, LAST, ACTS] = given === null ? [1, 40, 12] : [Number(given[1]), Number(given[2]), 24];
const SEEDS = Array.from({ length: LAST - FIRST + 1 }, (_, index) => FIRST + index);
const FORKS_MAX = 3;

type Act = (random: Random, world: World) => Promise<World | null> | Promise<void>;
const acts: Record<keyof typeof WEIGHTS, Act> = {
  ...{ turn, byHand, rewind, undo, checkpoint, compaction, stopped, fork, death, comparison },
};
const WEIGHTS = {
  ...{ turn: 30, byHand: 12, rewind: 16, undo: 10, checkpoint: 5 },
  ...{ compaction: 4, stopped: 4, fork: 7, death: 5, comparison: 6 },
};

const LOOKUP = { name: "lookup", description: "asks", input_schema: { type: "object" as const } };
const tools = ["Read", "Write", "Edit", "Bash", "TodoWrite"];

async function playSeed(seed: number): Promise<void> {
  const random = new Random(seed);
  const session = await openSession({ tools, allowed_tools: tools, custom_tools: [LOOKUP] });
  const worlds = [newWorld(session)];
  await learn(worlds[0] as World);
  const done: string[] = [];
  for (let left = ACTS; left > 0; left -= 1) {
    const at = random.between(0, worlds.length - 1);
    const world = worlds[at] as World;
    const act = random.weighted(WEIGHTS);
    if (act === "fork" && worlds.length > FORKS_MAX) continue;
    if (act === "undo" && world.rewinds.size === 0) continue;
    done.push(`${act} ${at} at ${world.last_seq}`);
    const told = `seed ${seed}: ${done.join(", ")}`;
    try {
      const child = (await acts[act](random, world)) ?? null;
      for (const each of child === null ? [world] : [world, child]) {
        await expectSame(each, told);
        await rest(each);
      }
      if (child !== null) worlds.push(child);
    } catch (error) {
      throw new Error(`${told}\n${error instanceof Error ? error.message : error}`, {
        cause: error,
      });
    }
  }
  for (const [at, world] of worlds.entries()) {
    await expectSame(world, `seed ${seed}, at the end, ${at}: ${done.join(", ")}`);
  }
}

for (const seed of SEEDS) {
  it(
    `[REWIND-11] whatever is done, messages and files are those of a plain model (seed ${seed})`,
    () => playSeed(seed),
    60_000,
  );
}
