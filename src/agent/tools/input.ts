// What is wrong with a tool's input, one line for each field, in the words Claude Code has for it.
import type { z } from "zod";

type Issue = z.core.$ZodIssue;

export function inputProblems(issues: readonly Issue[], input: unknown): string[] {
  return issues.flatMap((issue) => problemsOf(issue, input));
}

function problemsOf(issue: Issue, input: unknown): string[] {
  const field = `\`${nameOf(issue.path)}\``;
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map(
        (key) => `An unexpected parameter \`${nameOf([...issue.path, key])}\` was provided`,
      );
    case "invalid_type": {
      if (issue.path.length === 0) return ["The input must be an object"];
      const given = valueAt(input, issue.path);
      if (given === undefined) return [`The required parameter ${field} is missing`];
      const type = typeOf(given);
      return [
        `The parameter ${field} type is expected as \`${issue.expected}\` but provided as \`${type}\``,
      ];
    }
    default:
      if (valueAt(input, issue.path) === undefined) {
        return [`The required parameter ${field} is missing`];
      }
      return [`The parameter ${field} is not valid: ${issue.message}`];
  }
}

function nameOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === "number") return `${name}[${key}]`;
    return name === "" ? String(key) : `${name}.${String(key)}`;
  }, "");
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key],
    input,
  );
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
