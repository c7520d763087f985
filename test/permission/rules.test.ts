// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are command lines.
// The rule syntax of Claude Code, line by line as it was measured, and what a hostile command line
// would make of it.
import { expect, it } from "vitest";
import { isRemoved } from "../../src/agent/permission/decide.ts";
import { guardRule, parseRule, permissionRule } from "../../src/contract/rule.ts";
import { allowedBy, bash, call, deniedBy, read, rules, write } from "./cases.ts";

const ALLOWED: [rules: string[], command: string, decision: string][] = [
  [["Bash(mkdir:*)"], "mkdir -p q1", "allow"],
  [["Bash(mkdir *)"], "mkdir -p q", "allow"],
  [["Bash(mkdir *)"], "mkdir", "allow"],
  [["Bash(mkdir -p q3)"], "mkdir -p q3", "allow"],
  [["Bash(mkdir -p q3)"], "mkdir -p q4", "deny"],
  [["Bash(mkdir:*)"], "mkdirx q", "deny"],
  [["Bash(mkdir:*)"], "mkdir a && touch a/z", "deny"],
  [["Bash(mkdir:*)", "Bash(touch:*)"], "mkdir a && touch a/z", "allow"],
  [["Bash(mkdir:*)"], "FOO=1 mkdir q", "deny"],
  [["Bash(mkdir:*)"], "mkdir $(touch x)", "deny"],
  [["Bash(mkdir:*)"], "mkdir q > out.txt", "deny"],
  [["Bash(mkdir:*)"], "timeout 5 mkdir q", "allow"],
  [["Bash"], "FOO=1 anything > x", "allow"],
  [["Bash(*)"], "$(anything)", "allow"],
];

it.each(ALLOWED)("[PERM-3] allow %j makes of `%s`: %s", (allowed, command, decision) => {
  expect(allowedBy(allowed, bash(command))).toBe(decision);
});

it("[PERM-3] the lines of the measured table that are about files and denials hold", () => {
  expect(deniedBy(["Bash(rm:*)"], bash("echo a; rm -f x"))).toBe("deny");
  expect(isRemoved(rules({ disallowed_tools: ["Bash"] }), "Bash")).toBe(true);
  expect(isRemoved(rules({ disallowed_tools: ["Bash(rm:*)"] }), "Bash")).toBe(false);
  for (const rule of ["Read(.env)", "Read(./.env)"]) {
    for (const path of [".env", "/workspace/.env", "src/../.env", "./.env"]) {
      expect(deniedBy([rule], read(path))).toBe("deny");
    }
    expect(deniedBy([rule], bash("cat .env"))).toBe("deny");
    expect(deniedBy([rule], read("/workspace/env"))).toBe("allow");
  }
  for (const rule of ["Edit(src/**)", "Edit(./src/**)"]) {
    expect(allowedBy([rule], write("/workspace/src/a/b.ts"))).toBe("allow");
    expect(allowedBy([rule], write("/workspace/lib/a.ts"))).toBe("deny");
  }
  expect(allowedBy(["Edit(//tmp/**)"], write("/tmp/a/b"))).toBe("allow");
  expect(allowedBy(["Edit(/src/**)"], write("/workspace/src/a"))).toBe("deny");
  expect(allowedBy(["Write(w2.txt)"], write("/workspace/w2.txt"))).toBe("deny");
  expect(allowedBy(["Write"], write("/workspace/w2.txt"))).toBe("allow");
});

const SLIPS = [
  "\\rm x",
  '"rm" x',
  "r''m x",
  "$'rm' x",
  "$'\\x72m' x",
  "r\\\nm x",
  "command rm x",
  "builtin command rm x",
  "env rm x",
  "env -i A=1 rm x",
  "env -u HOME rm x",
  "sudo -u root rm x",
  "nohup nice -n 5 rm x",
  "timeout -k 5 10s rm x",
  "time rm x",
  "! rm x",
  "exec rm x",
  "ls | xargs rm",
  "ls | xargs -n 1 -I {} rm {}",
  "echo rm x | xargs env",
  "env -S 'rm x'",
  "bash -c 'rm x'",
  'sh -ec "cd a; rm x"',
  "bash -c 'bash -c \"rm x\"'",
  "echo 'rm x' | bash",
  "bash <<< 'rm x'",
  "bash <<E\nrm x\nE",
  "echo 'rm x' > s; . ./s",
  "eval 'rm x'",
  "eval r'm' x",
  "alias q='rm x'; shopt -s expand_aliases; q",
  "BASH_ALIAS_q='rm x'; shopt -s expand_aliases; q",
  "trap 'rm x' EXIT",
  "rm${IFS}x",
  "X=rm; $X x",
  "{rm,-f,x}",
  "/bin/rm x",
  "rm\\\n  x",
  "cat <<\\E\n  E\nE\nrm x",
  "echo a; rm x",
  "echo a && rm x",
  "false || rm x",
  "echo a | rm x",
  "echo a & rm x",
  "echo a\nrm x",
  "(rm x)",
  "{ rm x; }",
  "f() { rm x; }; f",
  "if true; then rm x; fi",
  "for i in 1; do rm x; done",
  "while rm x; do :; done",
  "case a in a) rm x;; esac",
  "echo $(rm x)",
  "echo `rm x`",
  'echo "$(rm x)"',
  "echo <(rm x)",
  "echo ${a:-$(rm x)}",
  "echo ${a[$(rm x)]}",
  "echo $((a[$(rm x)]))",
  "let 'a=b[$(rm x)]'",
  "[[ -f $(rm x) ]]",
  "cat <<E\n$(rm x)\nE",
  "a=($(rm x))",
  "FOO=1 rm x",
  "rm x > out",
  "find . -name a -exec rm {} \\;",
  "rm x; 'unterminated",
];

it.each(SLIPS)("[PERM-4] Bash(rm:*) denies %j", (command) => {
  expect(deniedBy(["Bash(rm:*)"], bash(command))).toBe("deny");
});

it.each([
  ...SLIPS,
  "mkdir a\nrm x",
  "mkdir a; rm x",
  "mkdir `x`",
  "mkdir <(x)",
  "mkdir a 2> b",
  "mkdir a < b",
  "mkdir ${x@P}",
  "mkdir ${x:=y}",
  "mkdir $((x))",
  "mkdir() { :; }; mkdir",
  "$X mkdir",
  '"mkdir x" y',
  "mkd\u{456}r x",
  "xargs mkdir",
  "X=1",
  "",
  "mkdir 'x",
])("[PERM-5] Bash(mkdir:*) does not allow %j", (command) => {
  expect(allowedBy(["Bash(mkdir:*)"], bash(command))).toBe("deny");
});

it.each([
  "mkdir 'a b' \"c\" $X ~/d e*",
  "mkdir a 2>&1",
  "mkdir a >/dev/null 2>&1",
  "(mkdir a) && { mkdir b; } | mkdir c & mkdir d",
  "if mkdir a; then mkdir b; fi",
  "\\mkdir a # rm x",
  "mkdir ';' '|' 'rm x'",
])("[PERM-5] Bash(mkdir:*) allows %j", (command) => {
  expect(allowedBy(["Bash(mkdir:*)"], bash(command))).toBe("allow");
});

it.each([
  "echo rm",
  "grep -r rm src",
  "ls rmdir",
  "rmdir x",
  "echo 'rm x'",
  "cat rm.txt",
  "git rm x",
])("[PERM-4] Bash(rm:*) leaves %j alone", (command) => {
  expect(deniedBy(["Bash(rm:*)"], bash(command))).toBe("allow");
});

it.each([
  "cat .env",
  "cat ./.env src/../.env",
  "cd src && cat ../.env",
  "head -n1 <.env",
  "cat '.env'",
  "cat .e\\nv",
  "cat .{env,x}",
  "cat .en?",
  "cat $PWD/.env",
  "grep . --file=.env",
  "cp .env x",
  "bash -c 'cat .env'",
  "base64 ~/.env",
  "source .env",
  "cat src/.env",
  "while read l; do echo $l; done < .env",
  "cat .env; 'unterminated",
])("[PERM-6] Read(.env) stops %j", (command) => {
  expect(deniedBy(["Read(.env)"], bash(command))).toBe("deny");
});

it.each(["echo .env", "ls -a", "cat env", "cat *", "touch a", "cat src/*.ts"])(
  "[PERM-6] Read(.env) leaves %j alone",
  (command) => {
    expect(deniedBy(["Read(.env)"], bash(command))).toBe("allow");
  },
);

it.each([
  "echo a > lib/x",
  "echo a >> /workspace/lib/x",
  "echo a &> lib/x",
  "echo a | tee lib/x",
  "cp a lib/x",
  "mv a lib",
  "rm -r lib",
  "touch lib/x",
  "sed -i s/a/b/ lib/x",
  "cd lib; touch x",
  "dd of=lib/x",
  "{ echo a; } > lib/x",
  "find lib -delete",
])("[PERM-6] Edit(lib/**) stops %j", (command) => {
  expect(deniedBy(["Edit(lib/**)"], bash(command))).toBe("deny");
});

it.each(["cat lib/x", "sed s/a/b/ lib/x", "touch lib2/x", "echo lib/x"])(
  "[PERM-6] Edit(lib/**) leaves %j alone",
  (command) => {
    expect(deniedBy(["Edit(lib/**)"], bash(command))).toBe("allow");
  },
);

it("[PERM-7] a path rule speaks of the file itself, whatever link or spelling leads there", () => {
  const real_path = "/workspace/.env";
  expect(deniedBy(["Read(.env)"], call("Read", { file_path: "a" }, { real_path }))).toBe("deny");
  const inSrc = call("Write", { file_path: "/workspace/src/a" }, { real_path });
  expect(allowedBy(["Edit(src/**)"], inSrc)).toBe("deny");
  expect(allowedBy(["Edit(src/**)"], write("/workspace/src/../x"))).toBe("deny");
  expect(deniedBy(["Read(secret/)"], call("Grep", { pattern: "x", path: "secret" }))).toBe("deny");
  expect(deniedBy(["Read(secret)"], read("/workspace/a/secret/deep/x"))).toBe("deny");
  const below = call("Read", { file_path: "../.env" }, { directory: "/workspace/src" });
  expect(deniedBy(["Read(./.env)"], below)).toBe("deny");
  expect(deniedBy(["Write(.env)"], call("Edit", { file_path: ".env" }))).toBe("deny");
});

it("[PERM-8] rules for servers and domains name theirs and no others", () => {
  const tool = call("mcp__git__push", {});
  for (const rule of ["mcp__git", "mcp__git__*", "mcp__git__push"]) {
    expect(allowedBy([rule], tool)).toBe("allow");
    expect(deniedBy([rule], tool)).toBe("deny");
  }
  for (const rule of ["mcp__gi", "mcp__git__pull", "mcp__git2__*"]) {
    expect(allowedBy([rule], tool)).toBe("deny");
  }
  const fetch = (url: string) => call("WebFetch", { url });
  const rule = ["WebFetch(domain:example.com)"];
  expect(allowedBy(rule, fetch("https://example.com/a"))).toBe("allow");
  expect(allowedBy(rule, fetch("https://example.com.evil.test/a"))).toBe("deny");
  expect(allowedBy(rule, fetch("https://user:example.com@evil.test"))).toBe("deny");
  expect(allowedBy(rule, fetch("example.com"))).toBe("deny");
});

it.each(["", "1Bash", "Bash(", "Bash()", "Bash( )", "Bash(a)b", "Ba sh", "TodoWrite(x)", "Foo__*"])(
  "[PERM-9] %j is no rule, and is refused",
  (text) => {
    expect(parseRule(text).problem).toContain("expected");
    expect(permissionRule.safeParse(text).success).toBe(false);
  },
);

it("[PERM-9] a guard that could match nothing is refused", () => {
  expect(guardRule.safeParse("Read(/etc/passwd)").error?.issues[0]?.message).toContain("write //");
  expect(guardRule.safeParse("Read(//etc/passwd)").success).toBe(true);
  expect(permissionRule.safeParse("Edit(/src/**)").success).toBe(true);
  expect(parseRule("Bash(echo (a))").rule).toEqual({ tool_name: "Bash", content: "echo (a)" });
});
