// docs/rules.md and the tests agree: every rule is tested, and every test cites a rule that exists.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const ID = /[A-Z]+-\d+/;

function rulesOfPage(): string[] {
  const page = readFileSync(join(root, "docs/rules.md"), "utf8");
  return [...page.matchAll(/^- \*\*([A-Z]+-\d+)\*\*/gm)].map((match) => match[1] ?? "");
}

function rulesOfTests(): { id: string; file: string }[] {
  const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".test.ts"),
  );
  return files.flatMap((file) => {
    const text = readFileSync(join(root, "test", file), "utf8");
    return [...text.matchAll(new RegExp(`["\`]\\[(${ID.source})\\]`, "g"))].map((match) => ({
      id: match[1] ?? "",
      file,
    }));
  });
}

const stated = rulesOfPage();
const cited = rulesOfTests();

it("[ARCH-5] every rule of docs/rules.md is cited by a test", () => {
  const tested = new Set(cited.map(({ id }) => id));
  expect(stated.filter((id) => !tested.has(id))).toEqual([]);
});

it("[ARCH-6] every rule that a test cites is stated once in docs/rules.md", () => {
  expect(cited.filter(({ id }) => !stated.includes(id))).toEqual([]);
  expect(stated.filter((id, index) => stated.indexOf(id) !== index)).toEqual([]);
});

it("[ARCH-7] docs/reliability.md answers every complaint, and names only rules that exist", () => {
  const page = readFileSync(join(root, "docs/reliability.md"), "utf8");
  const answers = [...page.matchAll(/^\| T\d+ \| .* \| (.*) \|$/gm)].map((match) => match[1] ?? "");
  expect(answers.length).toBeGreaterThan(25);
  expect(answers.filter((answer) => answer.length < 5)).toEqual([]);
  const named = answers.flatMap((answer) => answer.match(new RegExp(ID, "g")) ?? []);
  expect(named.filter((id) => !stated.includes(id))).toEqual([]);
});
