// The line against a plain model of it: lists and maps, everything swept at every step.
import { expect, it } from "vitest";
import { Line, type PlaceMode } from "../../src/account/line.ts";
import { CALLED_LEASE_MS, PLACE_LEASE_MS, WAITING_LEASE_MS } from "../../src/contract/limits.ts";
import { Random } from "../simulation/random.ts";
import { withSql } from "./bench.ts";

const LIMITS = { interactive: 2, background: 3 };
const SEEDS = 60;
const STEPS = 150;

/** One mode's places, as a person would keep them on paper. */
class Paper {
  readonly limit: number;
  /** Session → when its place is free again. */
  readonly running = new Map<string, number>();
  /** Everybody in line, in the order in which they came. */
  line: { name: string; asked_ms: number; called_ms: number | null }[] = [];

  constructor(limit: number) {
    this.limit = limit;
  }

  sweep(now_ms: number): void {
    for (const [name, until_ms] of this.running) {
      if (until_ms <= now_ms) this.running.delete(name);
    }
    this.line = this.line.filter(({ asked_ms, called_ms }) => {
      const since_ms = called_ms === null ? asked_ms : called_ms + CALLED_LEASE_MS;
      return since_ms + WAITING_LEASE_MS > now_ms;
    });
  }

  held(now_ms: number): number {
    const kept = this.line.filter((one) => isKept(one.called_ms, now_ms));
    return this.running.size + kept.length;
  }

  call(now_ms: number): string[] {
    const free = Math.max(0, this.limit - this.held(now_ms));
    const next = this.line.filter((one) => one.called_ms === null).slice(0, free);
    for (const one of next) one.called_ms = now_ms;
    return next.map((one) => one.name);
  }

  enter(name: string, now_ms: number): { granted: boolean; called: string[] } {
    this.sweep(now_ms);
    const mine = this.line.find((one) => one.name === name);
    let holds = this.running.has(name);
    if (mine !== undefined && isKept(mine.called_ms, now_ms)) holds = true;
    else if (mine !== undefined) Object.assign(mine, { asked_ms: now_ms, called_ms: null });
    else if (!holds) this.line.push({ name, asked_ms: now_ms, called_ms: null });
    const called = this.call(now_ms);
    const granted = holds || called.includes(name);
    if (granted) {
      this.line = this.line.filter((one) => one.name !== name);
      this.running.set(name, now_ms + PLACE_LEASE_MS);
    }
    return { granted, called: called.filter((one) => one !== name) };
  }

  leave(name: string, now_ms: number): string[] {
    this.sweep(now_ms);
    this.running.delete(name);
    this.line = this.line.filter((one) => one.name !== name);
    return this.call(now_ms);
  }

  count(now_ms: number): { running: number; waiting: number } {
    this.sweep(now_ms);
    return { running: this.running.size, waiting: this.line.length };
  }
}

function isKept(called_ms: number | null, now_ms: number): boolean {
  return called_ms !== null && called_ms + CALLED_LEASE_MS > now_ms;
}

function play(sql: SqlStorage, seed: number): void {
  let line = new Line(sql, LIMITS);
  const random = new Random(seed);
  const papers = {
    interactive: new Paper(LIMITS.interactive),
    background: new Paper(LIMITS.background),
  };
  let now_ms = 1_000_000;
  for (let step = 0; step < STEPS; step += 1) {
    const mode: PlaceMode = random.pick(["interactive", "background"]);
    const name = `${mode}-${random.between(1, 7)}`;
    const where = `seed ${seed}, step ${step}, ${name} at ${now_ms}`;
    switch (random.weighted({ enter: 12, leave: 4, soon: 6, lapse: 2, long: 0.3, restart: 1 })) {
      case "enter":
        expect(line.enter(name, mode, now_ms), where).toEqual(papers[mode].enter(name, now_ms));
        break;
      case "leave":
        expect(line.leave(name, mode, now_ms), where).toEqual(papers[mode].leave(name, now_ms));
        break;
      case "soon":
        now_ms += random.between(0, CALLED_LEASE_MS);
        break;
      case "lapse":
        now_ms += random.pick([CALLED_LEASE_MS, PLACE_LEASE_MS, PLACE_LEASE_MS - 1]);
        break;
      case "long":
        now_ms += WAITING_LEASE_MS;
        break;
      case "restart":
        line = new Line(sql, LIMITS);
        break;
    }
    const counted = line.count(mode, now_ms);
    expect(counted, where).toEqual(papers[mode].count(now_ms));
    expect(counted.running, where).toBeLessThanOrEqual(LIMITS[mode]);
  }
}

it(`[ACCT-7] does what a plain model does (seeds 1 to ${SEEDS})`, async () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    await withSql((sql) => play(sql, seed));
  }
}, 60_000);
