// What the kill test prints: a line for each session of a round, and the recovery times of all of them;
// and where it keeps those of its last long run.
import { join } from "node:path";
import { keep, today } from "../kept.ts";
import { PROJECT } from "../wrangler.ts";
import type { Answered } from "./approval.ts";
import type { Branched } from "./branch.ts";
import { BACK_MS_MAX, type Outcome, type Round } from "./round.ts";

/** The lines of one round: one for each session, and one more for each violation. */
export function linesOf(number: number, round: Round): string {
  const { killed_at_ms, kills, restart_ms, outcomes, answered, branched } = round;
  const how = `killed${kills === 2 ? " twice, first" : ""} at ${killed_at_ms} ms`;
  return [
    `round ${number}: ${how}, restart ${restart_ms} ms`,
    ...outcomes.map((outcome) => `  ${lineOf(outcome)}`),
    `  ${lineOfQuestion(answered)}`,
    `  ${lineOfBranch(branched)}`,
  ].join("\n");
}

function lineOfQuestion({ was_open, killed_after, violations }: Answered): string {
  const again =
    killed_after === null
      ? ""
      : `, killed again ${killed_after.ms} ms after the answer was ${killed_after.what}`;
  return [
    `the question was ${was_open ? "open" : "not asked yet"} at the first kill, then allowed${again}`,
    ...violations.map((violation) => `\n    VIOLATION ${violation}`),
  ].join("");
}

function lineOfBranch({ act, ms, violations }: Branched): string {
  return [
    `a fork, its rewind and the undo, killed ${ms} ms after the ${act} was asked for`,
    ...violations.map((violation) => `\n    VIOLATION ${violation}`),
  ].join("");
}

function lineOf({ last_event, cursor, back_ms, ended_ms, violations }: Outcome): string {
  const times =
    back_ms === null
      ? "no event after it"
      : `back ${back_ms} ms and ended ${ended_ms} ms after it answered`;
  return [
    `after ${last_event} (reader at ${cursor}), ${times}`,
    ...violations.map((violation) => `\n    VIOLATION ${violation}`),
  ].join("");
}

/** Every sentence that any session of these rounds broke. */
export function violationsIn(rounds: readonly Round[]): string[] {
  return rounds.flatMap(({ outcomes, answered, branched }) => [
    ...outcomes.flatMap(({ violations }) => violations),
    ...answered.violations,
    ...branched.violations,
  ]);
}

/** Counts and times over all rounds, as a Markdown list. */
export function summaryOf(rounds: readonly Round[], seed: number): string {
  const sessions = rounds.reduce((sum, { outcomes }) => sum + outcomes.length, 0);
  const cut = rounds.flatMap(({ outcomes, restart_ms }) =>
    outcomes.flatMap(({ back_ms, ended_ms }) =>
      back_ms === null ? [] : { back_ms, ended_ms: ended_ms ?? 0, restart_ms },
    ),
  );
  const row = (what: string, values: readonly number[]) => {
    const sorted = values.toSorted((one, other) => one - other);
    const p50 = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
    return `- ${what}: p50 ${p50} ms, max ${sorted.at(-1) ?? Number.NaN} ms`;
  };
  const compactions = rounds.flatMap(({ outcomes }) => outcomes.map((one) => one.compactions));
  const inTime = cut.filter(({ ended_ms }) => ended_ms <= BACK_MS_MAX).length;
  const open = rounds.filter(({ answered }) => answered.was_open).length;
  const again = (what: string) =>
    rounds.filter(({ answered }) => answered.killed_after?.what === what).length;
  const acts = ["fork", "rewind", "undo"].map(
    (act) =>
      `${rounds.filter(({ branched }) => branched.act === act).length} under ${act === "undo" ? "an" : "a"} ${act}`,
  );
  return [
    `${rounds.length} rounds of seed ${seed}: ${sessions} sessions, ${cut.length} of them killed in their turn, ${violationsIn(rounds).length} violations.`,
    "",
    row(
      "from the kill until `/healthz` answers again",
      rounds.map((round) => round.restart_ms),
    ),
    row(
      "from then until the turn goes on",
      cut.map(({ back_ms }) => back_ms),
    ),
    row(
      "from the kill until the turn goes on",
      cut.map(({ restart_ms, back_ms }) => restart_ms + back_ms),
    ),
    row(
      "from the answer of `/healthz` to the turn's end",
      cut.map(({ ended_ms }) => ended_ms),
    ),
    `- contexts summarised on the way: ${compactions.reduce((sum, count) => sum + count, 0)}`,
    `- questions answered after a kill: ${rounds.length}, of which ${open} were open at it; killed again while the answer was under way: ${again("sent")}, once it was taken: ${again("taken")}`,
    `- killed while a branch was made or left: ${acts.join(", ")}`,
    `- ended within ${BACK_MS_MAX} ms of that answer: ${inTime} of ${cut.length}`,
  ].join("\n");
}

/** Puts a summary into docs/reliability.md, in the place of the one before. Throws when its place is gone. */
export function keepSummary(summary: string): void {
  keep(join(PROJECT, "docs/reliability.md"), "test:kill", `${today()}, ${summary}`);
}
