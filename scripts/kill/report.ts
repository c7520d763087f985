// What the kill test prints: a line for each round, and the recovery times of all of them.
import { BACK_MS_MAX, type Round } from "./round.ts";

/** The line of one round, and one more for each violation. */
export function lineOf(number: number, round: Round): string {
  const { killed_at_ms, kills, last_event, cursor, restart_ms, back_ms, ended_ms } = round;
  const times =
    back_ms === null
      ? "no event after it"
      : `back ${back_ms} ms and ended ${ended_ms} ms after it answered`;
  return [
    `round ${number}: killed${kills === 2 ? " twice, first" : ""} at ${killed_at_ms} ms`,
    `after ${last_event} (reader at ${cursor}), restart ${restart_ms} ms, ${times}`,
    ...round.violations.map((violation) => `\n  VIOLATION ${violation}`),
  ].join(", ");
}

/** Counts and times over all rounds. */
export function summaryOf(rounds: readonly Round[], seed: number): string {
  const cut = rounds.filter(({ back_ms }) => back_ms !== null);
  const row = (what: string, values: readonly number[]) => {
    const sorted = values.toSorted((one, other) => one - other);
    const p50 = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
    return `  ${what}: p50 ${p50} ms, max ${sorted.at(-1) ?? Number.NaN} ms`;
  };
  const back = cut.map((round) => round.back_ms ?? 0);
  const ended = cut.map((round) => round.ended_ms ?? 0);
  const violations = rounds.reduce((sum, round) => sum + round.violations.length, 0);
  return [
    `${rounds.length} rounds of seed ${seed}, ${cut.length} killed in the turn, ${violations} violations`,
    row(
      "kill to answering again",
      rounds.map(({ restart_ms }) => restart_ms),
    ),
    row("answering to back at work", back),
    row(
      "kill to back at work",
      cut.map((round) => round.restart_ms + (round.back_ms ?? 0)),
    ),
    row("answering to the turn's end", ended),
    `  ended within ${BACK_MS_MAX} ms of answering: ${ended.filter((ms) => ms <= BACK_MS_MAX).length} of ${cut.length}`,
  ].join("\n");
}
