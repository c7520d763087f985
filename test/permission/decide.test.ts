// The order in which a call is decided, and what each mode makes of each kind of tool.
import { expect, it } from "vitest";
import type { PermissionMode } from "../../src/contract/session.ts";
import { bash, call, OPERATORS, read, verdict, write } from "./cases.ts";

const MODES: [PermissionMode, read: string, write: string, bash: string][] = [
  ["default", "allow", "ask", "ask"],
  ["acceptEdits", "allow", "allow", "ask"],
  ["plan", "allow", "deny", "deny"],
  ["dontAsk", "deny", "deny", "deny"],
  ["bypassPermissions", "allow", "allow", "allow"],
];

it.each(MODES)(
  "[PERM-10] in %s a Read is %s, a Write is %s and a command is %s",
  (mode, ...want) => {
    const asked = [read("a"), write("a"), bash("ls")];
    const got = asked.map((each) => verdict({ permission_mode: mode }, each).decision);
    expect(got).toEqual(want);
  },
);

it("[PERM-11] deny rules come first, then policies, ask rules, the mode, allow rules, and a person", () => {
  const rm = bash("rm -rf a");
  const all = {
    disallowed_tools: ["Bash(rm:*)"],
    ask_tools: ["Bash(rm:*)"],
    allowed_tools: ["Bash(rm:*)"],
    permission_mode: "bypassPermissions",
  } as const;
  const steps = [
    verdict({ ...all, disallowed_tools: [...all.disallowed_tools] } as never, rm, OPERATORS),
    verdict({ ...all, disallowed_tools: [] } as never, rm, OPERATORS),
    verdict({ ...all, disallowed_tools: [] } as never, rm),
    verdict({ ...all, disallowed_tools: [], ask_tools: [] } as never, rm),
    verdict({ allowed_tools: ["Bash(rm:*)"] }, rm),
    verdict({}, rm),
  ];
  expect(steps.map(({ decision, decided_by, rule }) => [decision, decided_by, rule])).toEqual([
    ["deny", "rule", "Bash(rm:*)"],
    ["deny", "policy", "CommandPolicy"],
    ["ask", "rule", "Bash(rm:*)"],
    ["allow", "mode", undefined],
    ["allow", "rule", "Bash(rm:*)"],
    ["ask", "mode", undefined],
  ]);
});

it("[PERM-11] an ask rule where nobody may be asked is a denial", () => {
  const changes = { ask_tools: ["Bash"], permission_mode: "dontAsk" } as const;
  expect(verdict({ ...changes, ask_tools: ["Bash"] }, bash("ls"))).toMatchObject({
    decision: "deny",
    decided_by: "mode",
  });
});

it("[PERM-11] input that nobody has checked is decided all the same", () => {
  for (const input of [null, undefined, 1, "x", [], {}, { command: 1 }, { file_path: {} }]) {
    for (const tool of ["Bash", "Read", "Write", "Glob", "WebFetch", "mcp__a__b", ""]) {
      const rules = ["Bash(rm:*)", "Read(.env)", "Edit(a/**)", "WebFetch(domain:a.b)"];
      const changes = { disallowed_tools: rules, allowed_tools: rules };
      expect(["allow", "ask"]).toContain(verdict(changes, call(tool, input)).decision);
    }
  }
});

it("[PERM-20] the rules that together cover a line are named, and no others", () => {
  const allowed_tools = ["Bash(git:*)", "Bash(cat:*)", "Bash(head:*)", "Bash(cat x)"];
  const named = (line: string) => verdict({ allowed_tools }, bash(line)).rule;
  expect(named("cat x | head -n 1")).toBe("Bash(cat:*), Bash(head:*)");
  expect(named("head y")).toBe("Bash(head:*)");
  expect(named("cat x && rm y")).toBeUndefined();
});
