// How forks, comparisons, rewinds and transfers look in a terminal, and how places are written.
import { InvalidArgumentError } from "commander";
import { describe, expect, it } from "vitest";
import { storageRows } from "../../src/cli/archive-view.ts";
import { comparedPlace, messagePlace, rewindPlace } from "../../src/cli/arguments.ts";
import { diffTable, diffText, rewindText, treeText } from "../../src/cli/branch-view.ts";
import { clean, type Style } from "../../src/cli/output.ts";
import { barText } from "../../src/cli/progress.ts";
import type { Comparison } from "../../src/contract/branch.ts";
import { aNode, aRewind, aStorage } from "./samples.ts";

const plain: Style = (_format, text) => text;
/** Shows what would be colored, and how. */
const marked: Style = (format, text) => `<${String(format)}>${text}`;

it("[CLI-49] a lineage is drawn as a tree, with what each fork is and the session itself marked", () => {
  const data = [
    aNode("sesn_a", 0, { name: "one\u001b[2J" }),
    aNode("sesn_b", 1),
    aNode("sesn_c", 2, { total_cost_usd: null }),
    aNode("sesn_d", 2),
    aNode("sesn_e", 3),
    aNode("sesn_f", 1, { status: "archived", message_count: 1 }),
    aNode("sesn_g", 2),
  ];
  const lineage = { root_session_id: "sesn_a", data, total_cost_usd: 0.5, is_cut: false };
  expect(treeText(lineage, "sesn_d", plain)).toBe(
    [
      "sesn_a  one[2J · completed · 4 messages · cost $0.10",
      "├─ sesn_b  completed · 4 messages · cost $0.10 · forked at seq 9",
      "│  ├─ sesn_c  completed · 4 messages · cost unknown · forked at seq 9",
      "│  └─ sesn_d  completed · 4 messages · cost $0.10 · forked at seq 9  ◀ this one",
      "│     └─ sesn_e  completed · 4 messages · cost $0.10 · forked at seq 9",
      "└─ sesn_f  archived · 1 message · cost $0.10 · forked at seq 9",
      "   └─ sesn_g  completed · 4 messages · cost $0.10 · forked at seq 9",
      "in all: cost $0.50",
    ].join("\n"),
  );
});

describe("[CLI-50] a comparison is shown as unified diffs", () => {
  const version = (size_bytes: number, mode = 0o644) => ({ hash: "h", size_bytes, mode });
  const comparison: Comparison = {
    ...{ from_seq: 4, to_seq: 9, added: 1, changed: 2, removed: 0 },
    files: [
      {
        path: "a.txt",
        change: "changed",
        before: version(8),
        after: version(9),
        diff: "--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n same\n--- old\n+new\u001b[31m\n",
      },
      { path: "run.sh", change: "changed", before: version(5), after: version(5, 0o755), diff: "" },
      { path: "b.png", change: "added", before: null, after: version(2048), diff: null },
    ],
  };

  it("colored by what a line is, which its first sign alone does not say", () => {
    expect(diffText(comparison, marked, clean).split("\n")).toEqual([
      "<bold>changed a.txt",
      ...["<bold>--- a/a.txt", "<bold>+++ b/a.txt", "<cyan>@@ -1,2 +1,2 @@", " same"],
      ...["<red>--- old", "<green>+new[31m", ""],
      ...["<bold>changed run.sh (mode 644 → 755)", ""],
      ...["<bold>added b.png", "(no text, or too large: – → 2.0 KiB)"],
    ]);
  });

  it("or counted, the header's lines left out", () => {
    const lines = diffTable(comparison).split("\n");
    expect(lines[3]).toMatch(/a\.txt\s+│ changed │ \+1 -1 │ 8 B → 9 B/);
    expect(lines[4]).toMatch(/run\.sh │ changed │ \+0 -0 │/);
    expect(lines[5]).toMatch(/b\.png\s+│ added\s+│ –\s+│ – → 2\.0 KiB/);
  });
});

it("[CLI-51] what a rewind changes is told in full, and what of it is only counted is said", () => {
  expect(rewindText(aRewind())).toBe(
    [
      "messages that leave the conversation:",
      "  #4 user: say it[2J again",
      "  … 2 more",
      "files:",
      "  reverted a.txt (8 B)",
      "  removed b.txt",
      "what cannot be undone:",
      "  deploy (client_tool, seq 14): a client ran it",
      "what waits and is closed:",
      "  turn 3",
      "  1 question",
    ].join("\n"),
  );
});

it("[CLI-52] a transfer shows its share, its bytes and the rate of this run", () => {
  const mib = 1024 * 1024;
  const transfer = { what: "downloading", total_bytes: 10 * mib, from_bytes: 4 * mib };
  expect(barText(transfer, 6 * mib, 1000)).toBe(
    "downloading ████████████░░░░░░░░ 60% · 6.0 MiB of 10.0 MiB · 2.0 MiB/s",
  );
  expect(barText(transfer, 4 * mib, 0)).toContain(" 40% · 4.0 MiB of 10.0 MiB · 0 B/s");
  expect(barText({ ...transfer, total_bytes: 0, from_bytes: 0 }, 0, 5)).toContain(" 100% ");
});

it("[CLI-53] what a session takes reads without knowing the fields", () => {
  expect(storageRows(aStorage())).toEqual([
    ["Database", "2.0 MiB"],
    ["Log", "120 events, 80.0 KiB (20.0 KiB stored)"],
    ["Workspace", "1 file, 8 B"],
    ["Earlier files", "3 versions, 24 B that are in no file now"],
    ["Contents", "4 different, 32 B (32 B stored, 0 B of it in object storage)"],
    ["Archive", "none"],
    ["Legal hold", "yes: nobody can erase it"],
    ["Archived at", "2027-05-19 08:00:00, if nothing changes"],
    ["Erased at", "never"],
  ]);
});

describe("[CLI-54] places in a session are written strictly", () => {
  it("checkpoints, events and messages", () => {
    expect(rewindPlace("ckpt_0a")).toEqual({ checkpoint_id: "ckpt_0a" });
    expect(rewindPlace("seq:12")).toEqual({ to_seq: 12 });
    expect(rewindPlace("message:0")).toEqual({ to_message: 0 });
    expect(rewindPlace("message:msg_0a")).toEqual({ to_message: "msg_0a" });
    expect(["ckpt_0a", "seq:12", "12", "now"].map(comparedPlace)).toEqual([
      ...["ckpt_0a", "12", "12", "now"],
    ]);
  });

  it.each([
    () => rewindPlace("12"),
    () => rewindPlace("seq:x"),
    () => rewindPlace("message:"),
    () => comparedPlace("then"),
    () => messagePlace("-1"),
  ])("refuses %s", (read) => {
    expect(read).toThrow(InvalidArgumentError);
  });
});
