// The line at given times: what each call answers, step by step.
import { describe, expect, it } from "vitest";
import { Line } from "../../src/account/line.ts";
import { CALLED_LEASE_MS, PLACE_LEASE_MS, WAITING_LEASE_MS } from "../../src/contract/limits.ts";
import { withLine, withSql } from "./bench.ts";

const one = { interactive: 1, background: 1 };
const granted = { granted: true, called: [] };
const busy = { granted: false, called: [] };

describe("standing in line", () => {
  it("[ACCT-3] who comes first runs first, also within one millisecond", () =>
    withLine(one, (line) => {
      const names = ["z", "a", "m", "b", "y"];
      expect(line.enter("first", "interactive", 1000)).toEqual(granted);
      for (const name of names) expect(line.enter(name, "interactive", 1000)).toEqual(busy);
      const order: string[] = [];
      for (let [next] = line.leave("first", "interactive", 1001); next !== undefined; ) {
        order.push(next);
        expect(line.enter(next, "interactive", 1002)).toEqual(granted);
        [next] = line.leave(next, "interactive", 1003);
      }
      expect(order).toEqual(names);
    }));

  it("[ACCT-3] a clock that steps back lets nobody overtake", () =>
    withLine(one, (line) => {
      line.enter("runs", "interactive", 100_000);
      line.enter("earlier", "interactive", 100_000);
      line.enter("later", "interactive", 40_000);
      expect(line.leave("runs", "interactive", 40_001)).toEqual(["earlier"]);
    }));

  it("[ACCT-4] asking again keeps the place, and the position in line", () =>
    withLine(one, (line) => {
      expect(line.enter("a", "interactive", 0)).toEqual(granted);
      expect(line.enter("b", "interactive", 1)).toEqual(busy);
      expect(line.enter("c", "interactive", 2)).toEqual(busy);
      expect(line.enter("b", "interactive", 3)).toEqual(busy);
      expect(line.enter("a", "interactive", 4)).toEqual(granted);
      expect(line.leave("a", "interactive", 5)).toEqual(["b"]);
      expect(line.count("interactive", 5)).toEqual({ running: 0, waiting: 2 });
    }));

  it("[ACCT-4] leaving twice, or without having come, frees nothing twice", () =>
    withLine(one, (line) => {
      for (const name of ["a", "b", "c"]) line.enter(name, "interactive", 0);
      expect(line.leave("stranger", "interactive", 1)).toEqual([]);
      expect(line.leave("a", "interactive", 1)).toEqual(["b"]);
      expect(line.leave("a", "interactive", 2)).toEqual([]);
      expect(line.leave("b", "interactive", 3)).toEqual(["c"]);
    }));

  it("[ACCT-2] one mode does not take the other's places", () =>
    withLine({ interactive: 1, background: 2 }, (line) => {
      expect(line.enter("a", "interactive", 0)).toEqual(granted);
      expect(line.enter("b", "interactive", 0)).toEqual(busy);
      expect(line.enter("c", "background", 0)).toEqual(granted);
      expect(line.enter("d", "background", 0)).toEqual(granted);
      expect(line.enter("e", "background", 0)).toEqual(busy);
      expect(line.leave("c", "background", 1)).toEqual(["e"]);
      expect(line.count("interactive", 1)).toEqual({ running: 1, waiting: 1 });
    }));
});

describe("leases", () => {
  it("[ACCT-5] a place that is not renewed is free again after its lease, and not before", () =>
    withLine(one, (line) => {
      line.enter("dead", "interactive", 0);
      expect(line.enter("b", "interactive", PLACE_LEASE_MS - 1)).toEqual(busy);
      expect(line.enter("b", "interactive", PLACE_LEASE_MS)).toEqual(granted);
      // Should it live after all, it is one that comes anew.
      expect(line.enter("dead", "interactive", PLACE_LEASE_MS)).toEqual(busy);
    }));

  it("[ACCT-5] a renewed place lasts, however long the turn", () =>
    withLine(one, (line) => {
      for (let now_ms = 0; now_ms < 20 * PLACE_LEASE_MS; now_ms += PLACE_LEASE_MS - 1) {
        expect(line.enter("long", "interactive", now_ms)).toEqual(granted);
        expect(line.enter("other", "interactive", now_ms + PLACE_LEASE_MS - 2)).toEqual(busy);
      }
    }));

  it("[ACCT-5] one in line that stopped asking is not called, and comes anew", () =>
    withLine(one, (line) => {
      line.enter("runs", "interactive", 0);
      line.enter("gone", "interactive", 0);
      line.enter("waits", "interactive", 1);
      for (let now_ms = 0; now_ms <= WAITING_LEASE_MS; now_ms += PLACE_LEASE_MS / 2) {
        line.enter("runs", "interactive", now_ms);
      }
      line.enter("waits", "interactive", WAITING_LEASE_MS - 1);
      expect(line.count("interactive", WAITING_LEASE_MS)).toEqual({ running: 1, waiting: 1 });
      expect(line.enter("gone", "interactive", WAITING_LEASE_MS)).toEqual(busy);
      expect(line.leave("runs", "interactive", WAITING_LEASE_MS)).toEqual(["waits"]);
    }));
});

describe("being called", () => {
  it("[ACCT-6] a free place is kept for the next in line, and a newcomer does not take it", () =>
    withLine(one, (line) => {
      line.enter("a", "interactive", 0);
      line.enter("b", "interactive", 0);
      expect(line.leave("a", "interactive", 100)).toEqual(["b"]);
      expect(line.enter("new", "interactive", 101)).toEqual(busy);
      expect(line.enter("new", "interactive", 99 + CALLED_LEASE_MS)).toEqual(busy);
      expect(line.enter("b", "interactive", 99 + CALLED_LEASE_MS)).toEqual(granted);
    }));

  it("[ACCT-6] a newcomer gets what is free beyond those who stand in line", () =>
    withLine({ interactive: 3, background: 1 }, (line) => {
      for (const name of ["a", "b", "c", "d"]) line.enter(name, "interactive", 0);
      expect(line.leave("a", "interactive", 1)).toEqual(["d"]);
      expect(line.leave("b", "interactive", 1)).toEqual([]);
      expect(line.enter("new", "interactive", 2)).toEqual(granted);
      expect(line.enter("d", "interactive", 2)).toEqual(granted);
    }));

  it("[ACCT-6] one that does not come blocks nobody, and keeps its position", () =>
    withLine(one, (line) => {
      for (const name of ["a", "late", "c", "d"]) line.enter(name, "interactive", 0);
      expect(line.leave("a", "interactive", 0)).toEqual(["late"]);
      expect(line.enter("c", "interactive", CALLED_LEASE_MS)).toEqual(granted);
      expect(line.enter("late", "interactive", CALLED_LEASE_MS + 1)).toEqual(busy);
      expect(line.leave("c", "interactive", CALLED_LEASE_MS + 2)).toEqual(["late"]);
    }));

  it("[ACCT-6] whoever asks brings those to their place whose place became free meanwhile", () =>
    withLine({ interactive: 2, background: 1 }, (line) => {
      for (const name of ["a", "b", "c", "d"]) line.enter(name, "interactive", 0);
      const asked = line.enter("new", "interactive", PLACE_LEASE_MS);
      expect(asked).toEqual({ granted: false, called: ["c", "d"] });
    }));
});

describe("cost", () => {
  it("[ACCT-18] what an ask reads and writes does not grow with the line", () =>
    withSql((sql) => {
      const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = [];
      const exec: SqlStorage["exec"] = (query, ...values) => {
        const cursor = sql.exec(query, ...values);
        cursors.push(cursor);
        return cursor as never;
      };
      const line = new Line({ exec } as SqlStorage, { interactive: 10, background: 10 });
      const cost = (act: () => unknown) => {
        cursors.length = 0;
        act();
        const sum = (of: "rowsRead" | "rowsWritten") =>
          cursors.reduce((total, cursor) => total + cursor[of], 0);
        return { read: sum("rowsRead"), written: sum("rowsWritten") };
      };
      line.enter("first", "interactive", 0);
      // A row and its place in the index; then the row alone.
      expect(cost(() => line.enter("second", "interactive", 0)).written).toBe(2);
      expect(cost(() => line.enter("second", "interactive", 1)).written).toBe(1);
      for (let n = 0; n < 2000; n += 1) line.enter(`s${n}`, "interactive", 1);
      for (const act of [
        () => line.enter("first", "interactive", 2),
        () => line.enter("s1999", "interactive", 2),
        () => line.enter("new", "interactive", 2),
        () => line.leave("first", "interactive", 2),
      ]) {
        const { read, written } = cost(act);
        expect(read).toBeLessThan(60);
        expect(written).toBeLessThan(6);
      }
    }));
});
