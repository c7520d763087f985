// The policies: what each denies in every mode, and that a session adds to them and takes none away.
import { expect, it } from "vitest";
import type { Call } from "../../src/agent/permission/rule.ts";
import type { PolicySettings } from "../../src/agent/policy/table.ts";
import { bash, call, NO_POLICIES, OPERATORS, read, verdict, write } from "./cases.ts";

function free(asked: Call, settings: PolicySettings = OPERATORS, custom_policies: string[] = []) {
  return verdict({ permission_mode: "bypassPermissions", custom_policies }, asked, settings);
}

it.each([
  "rm -rf a",
  "rm -fr a",
  "rm -r -f a",
  "rm a -rf",
  "rm -Rfv a",
  "rm --recursive --force a",
  "rm --recursive -f a",
  "echo a; \\rm -rf b",
  "bash -c 'rm -rf a'",
  "find . -exec rm -rf {} +",
  "ls | xargs rm -rf",
  "sudo rm a",
  "sudo -n rm a",
  "sudo /bin/rm a",
  "format c:",
  "dd if=a of=b",
  "X=rm; $X -rf a",
  "rm -rf a; 'unterminated",
])("[PERM-12] CommandPolicy stops %j whatever the mode", (command) => {
  expect(free(bash(command))).toMatchObject({ decision: "deny", rule: "CommandPolicy" });
});

it.each(["rm a", "rm -r a", "rm -f a", "echo rm -rf", "sudo ls", "ls --format=x", "git add ."])(
  "[PERM-12] CommandPolicy leaves %j alone",
  (command) => {
    expect(free(bash(command)).decision).toBe("allow");
  },
);

it("[PERM-13] FileAccessPolicy closes the restricted paths to every tool and command", () => {
  const closed = [
    read("/etc/passwd"),
    read("/etc/../etc/shadow"),
    write("/workspace/.ssh/id"),
    call("Grep", { pattern: "x", path: ".ssh" }),
    call("Read", { file_path: "a" }, { real_path: "/etc/passwd" }),
    bash("cat /etc/passwd"),
    bash("cat < ~/.ssh/id"),
    bash("cat /etc/pass*"),
    bash("cat .ss?/id .ss*"),
    bash("echo a >> .ssh/keys"),
    bash("cd .aws && cat credentials"),
  ];
  for (const asked of closed) {
    expect(free(asked)).toMatchObject({ decision: "deny", rule: "FileAccessPolicy" });
  }
  for (const asked of [
    read("/etc/hosts"),
    read("/workspace/.aws/config"),
    bash("cat *; wc src/*"),
  ]) {
    expect(free(asked).decision).toBe("allow");
  }
});

it("[PERM-14] ToolAllowlistPolicy and NetworkPolicy stop what they are for", () => {
  const settings = { ...NO_POLICIES, tool_allowlist: ["Read", "mcp__git"] };
  const listed = (asked: Call) => free(asked, settings, ["ToolAllowlistPolicy"]).decision;
  expect([read("a"), call("mcp__git__log", {}), write("a")].map(listed)).toEqual([
    "allow",
    "allow",
    "deny",
  ]);
  const offline = (asked: Call) => free(asked, NO_POLICIES, ["NetworkPolicy"]).decision;
  const calls = [call("WebFetch", {}), call("mcp__a__b", {}), bash("env curl x"), bash("ls")];
  expect(calls.map(offline)).toEqual(["deny", "deny", "deny", "allow"]);
});

it("[PERM-15] a session adds policies and takes none of the operator's away", () => {
  expect(free(bash("curl x"), OPERATORS).decision).toBe("allow");
  expect(free(bash("curl x"), OPERATORS, ["NetworkPolicy"]).decision).toBe("deny");
  expect(free(bash("rm -rf a"), OPERATORS, ["NetworkPolicy"]).rule).toBe("CommandPolicy");
  expect(free(bash("rm -rf a"), NO_POLICIES).decision).toBe("allow");
});
