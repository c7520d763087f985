// How values, failures and words on the command line are written and read.
import { CommanderError, InvalidArgumentError } from "commander";
import { describe, expect, it } from "vitest";
import { collect, collectPair, isoTime, wholeNumber } from "../../src/cli/arguments.ts";
import { CliError, EXIT, explainFailure } from "../../src/cli/exit.ts";
import { asDocument } from "../../src/cli/files.ts";
import {
  clean,
  cost,
  duration,
  keyValueTable,
  listTable,
  short,
  size,
  time,
} from "../../src/cli/output.ts";
import { lagRemark } from "../../src/cli/session-view.ts";
import { LedgeApiError, UnreachableError } from "../../src/client.ts";

describe("[CLI-1] values read the same everywhere", () => {
  it.each([
    [cost(null), "unknown"],
    [cost(0), "$0.00"],
    [cost(0.00123), "$0.0012"],
    [cost(1.5), "$1.50"],
    [duration(null), "–"],
    [duration(12.4), "12 ms"],
    [duration(4210), "4.2 s"],
    [duration(125_000), "2 min 5 s"],
    [size(0), "0 B"],
    [size(1536), "1.5 KiB"],
    [size(5 * 1024 * 1024), "5.0 MiB"],
    [time(null), "–"],
    [time("2026-11-20T08:12:31.123Z"), "2026-11-20 08:12:31"],
    [short("a\n  b\tc", 10), "a b c"],
    [short("abcdefghij", 5), "abcd…"],
  ])("%s is %s", (written, expected) => {
    expect(written).toBe(expected);
  });
});

it("[CLI-2] what an agent wrote cannot move the cursor, color the terminal, ring its bell or turn the direction of writing", () => {
  expect(clean("a\u001b[31mred\u001b]0;title\u0007\r\u009b2Jb\n\tc")).toBe(
    "a[31mred]0;title2Jb\n\tc",
  );
  expect(clean("rm \u202e\u2066fr-\u2069 a\u200f")).toBe("rm fr- a");
  expect(keyValueTable("t", [["Name", "\u001b[2Jx"]])).not.toContain("\u001b");
  expect(listTable(["Name"], [["\u001b[2Jx"]], "none")).not.toContain("\u001b");
  expect(listTable(["Name"], [], "none")).toBe("none");
});

describe("[CLI-3] each kind of failure has its exit code", () => {
  it.each([
    [new LedgeApiError(400, "invalid_request_error", "bad"), 1],
    [new LedgeApiError(401, "authentication_error", "bad"), 3],
    [new LedgeApiError(403, "permission_error", "bad"), 3],
    [new LedgeApiError(404, "not_found_error", "bad"), 4],
    [new LedgeApiError(409, "conflict_error", "bad"), 5],
    [new LedgeApiError(413, "request_too_large", "bad"), 1],
    [new LedgeApiError(500, "api_error", "bad"), 1],
    [new UnreachableError("http://127.0.0.1:1", new Error("refused")), 6],
    [new CliError(EXIT.usage, "bad"), 2],
    [new CommanderError(1, "commander.unknownOption", "bad"), 2],
    [new CommanderError(0, "commander.helpDisplayed", "help"), 0],
  ])("%s ends with %i", (error, exit_code) => {
    expect(explainFailure(error)?.exit_code).toBe(exit_code);
  });

  it("[CLI-4] a bug of the command itself is not explained away", () => {
    expect(explainFailure(new TypeError("x is not a function"))).toBeNull();
  });

  it("[CLI-5] a service that is not there is told with how to start one, or where to look", () => {
    const here = explainFailure(new UnreachableError("http://127.0.0.1:8787", null));
    expect(here).toMatchObject({
      message: "cannot reach http://127.0.0.1:8787",
      hint: "is the service running? `npm run dev` starts one",
    });
    expect(explainFailure(new UnreachableError("https://ledge.example", null))?.hint).toContain(
      "--url",
    );
  });
});

it("[PLANE-19] a list that is behind is printed with a remark, and a current one without", () => {
  const as_of = "2026-11-20T10:00:00.000Z";
  const at_ms = Date.parse(as_of);
  expect(lagRemark(as_of, at_ms + 9_000)).toBeNull();
  expect(lagRemark(as_of, at_ms + 60_000)).toMatch(/^as of .*: your sessions may have said more/);
  expect(lagRemark(null, at_ms)).toContain("not known");
});

describe("[CLI-6] options read their words strictly", () => {
  it("takes repeated and comma-separated values, and leaves a rule's own commas alone", () => {
    expect(collect("Bash(a,b), Grep", collect("Read", undefined))).toEqual([
      "Read",
      "Bash(a,b)",
      "Grep",
    ]);
    expect(collectPair("a=b=c", { x: "1" })).toEqual({ x: "1", a: "b=c" });
    expect(wholeNumber("120")).toBe(120);
    expect(isoTime("2027-01-31")).toBe("2027-01-31T00:00:00.000Z");
  });

  it.each([
    () => collectPair("no pair", undefined),
    () => wholeNumber("-1"),
    () => wholeNumber("1e3"),
    () => isoTime("tomorrow"),
    () => isoTime("1"),
  ])("refuses %s", (read) => {
    expect(read).toThrow(InvalidArgumentError);
  });
});

it("[CLI-7] a file in a JSON document is text when it is text, else base64, byte for byte", () => {
  const text = new TextEncoder().encode("\ufeffgrün\n");
  expect(asDocument("a", text)).toMatchObject({ encoding: "utf8", content: "\ufeffgrün\n" });
  const binary = asDocument("b", new Uint8Array([0xff, 0x00]));
  expect(binary).toMatchObject({ encoding: "base64", content: "/wA=", size_bytes: 2 });
});
