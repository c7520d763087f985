// The tables of docs/guides/permissions.md are run as they stand on the page.
import { expect, it } from "vitest";
import { combinedPolicies } from "../../src/agent/policy/combine.ts";
import { userPolicies } from "../../src/contract/controls.ts";
import { bash, OPERATORS, read, verdict, write } from "./cases.ts";

const PAGES = import.meta.glob("../../docs/guides/permissions.md", {
  query: "?raw",
  import: "default",
  eager: true,
});

interface Example {
  field: string;
  rules: string[];
  call: string;
  decision: string;
}

/** Every row of a table whose columns are a field, a call and what happens. */
function examples(page: string): Example[] {
  let field: string | null = null;
  return page.split("\n").flatMap((line) => {
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
    const [, first = "", call = "", decision = ""] = cells;
    if (cells.length !== 5) field = null;
    else if (call === "call") field = first.replaceAll("`", "");
    else if (field !== null && !first.startsWith("---")) {
      const rules = [...first.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
      return [{ field, rules, call, decision }];
    }
    return [];
  });
}

function callOf(text: string) {
  const path = /`(.+)`/.exec(text)?.[1] ?? "";
  if (text.startsWith("Read")) return read(path);
  return text.startsWith("Write") ? write(path) : bash(path);
}

const [page = ""] = Object.values(PAGES);
const rows = examples(page);

it("[PERM-17] the guide has examples of each kind", () => {
  const fields = new Set(rows.map((row) => row.field));
  expect([...fields].sort()).toEqual([
    ...["allowed_tools", "blocked_commands", "custom_policies", "disallowed_tools"],
    ...["restricted_paths", "tool_allowlist"],
  ]);
  expect(rows.length).toBeGreaterThan(25);
});

it.each(rows)("[PERM-17] as the guide says: $rules makes of $call: $decision", (row) => {
  const { field, rules, call, decision } = row;
  if (!(field in userPolicies.shape)) {
    return expect(verdict({ [field]: rules }, callOf(call), OPERATORS).decision).toBe(decision);
  }
  const settings = combinedPolicies(OPERATORS, userPolicies.parse({ [field]: rules }));
  return expect(verdict({}, callOf(call), settings).decision).toBe(decision);
});
