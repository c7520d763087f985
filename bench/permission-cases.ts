// What the permission measures ask about: calls as a coding agent makes them, and the 64 rules of a
// careful user that allow every one of them. All of the commands exist in a session's shell.

interface CaseOfCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const SOURCE = "// Says hello.\nexport const hello = (name: string) => name.trim();\n".repeat(10);

const bash = (command: string): CaseOfCall => ({ name: "Bash", input: { command } });
const path = (name: string) => `/workspace/${name}`;

/** In an order in which each finds the files that it needs. */
export const CALLS: readonly CaseOfCall[] = [
  { name: "Write", input: { file_path: path("src/hello.ts"), content: SOURCE } },
  { name: "Read", input: { file_path: path("src/hello.ts") } },
  {
    name: "Edit",
    input: {
      ...{ file_path: path("src/hello.ts"), replace_all: true },
      ...{ old_string: "name: string", new_string: "who: string" },
    },
  },
  { name: "Glob", input: { pattern: "src/**/*.ts" } },
  { name: "Grep", input: { pattern: "export const", path: path("src"), output_mode: "content" } },
  bash("ls -la src"),
  bash("cat src/hello.ts | head -n 20"),
  bash('grep -rn "hello" src --include="*.ts" | wc -l'),
  bash('find src -name "*.ts" -not -path "*/node_modules/*" | sort'),
  bash("mkdir -p build && cp src/hello.ts build/hello.ts && sed -n 1,20p build/hello.ts"),
  bash("timeout 30 sort src/hello.ts | tail -n 5; ls build"),
  bash("diff src/hello.ts build/hello.ts && echo same || echo different"),
];

const each = (tool_name: string, contents: readonly string[]) =>
  contents.map((content) => `${tool_name}(${content})`);

export const BARE_RULES = {
  allowed_tools: ["Read", "Write", "Edit", "Glob", "Grep", "Bash"],
  disallowed_tools: [],
  ask_tools: [],
};

/** 64 rules with content: 24 deny, 8 ask, 32 allow. */
export const CONTENT_RULES = {
  disallowed_tools: [
    ...each("Bash", [
      "curl:*",
      "wget:*",
      "ssh:*",
      "scp:*",
      "sudo:*",
      "chmod 777:*",
      "npm publish:*",
    ]),
    ...each("Bash", [
      "git push *--force*",
      "git reset --hard*",
      "* > /dev/sd*",
      "kubectl delete *",
    ]),
    ...each("Read", [".env", ".env.*", "secrets/**", "**/*.pem", "**/id_rsa", "~/.netrc"]),
    ...each("Edit", [".github/**", "migrations/**", "**/*.lock", "package-lock.json", "dist/**"]),
    ...each("WebFetch", ["domain:pastebin.com", "domain:transfer.sh"]),
  ],
  ask_tools: [
    ...each("Bash", ["git push:*", "npm install:*", "docker:*", "terraform *", "gh pr merge *"]),
    ...each("Edit", ["package.json", "wrangler.toml", "tsconfig*.json"]),
  ],
  allowed_tools: [
    ...each("Bash", ["git status", "git diff:*", "git log:*", "git show:*", "git add:*"]),
    ...each("Bash", ["npm test", "npm test:*", "npm run lint", "npm run check:*", "npx tsc *"]),
    ...each("Bash", ["ls:*", "cat:*", "head:*", "tail:*", "wc:*", "sort:*", "diff:*", "echo:*"]),
    ...each("Bash", ["grep *", "find src *", "sed -n *", "mkdir -p *", "cp src/* build/*"]),
    ...each("Read", ["src/**", "test/**", "docs/**"]),
    ...each("Edit", ["src/**", "test/**", "docs/**", "build/**"]),
    ...["Glob", "Grep"],
  ],
};

export const ALL_POLICIES = {
  policies: ["FileAccessPolicy", "CommandPolicy", "ToolAllowlistPolicy", "NetworkPolicy"],
  restricted_paths: ["/etc/passwd", "/etc/shadow", "~/.ssh", "~/.aws/credentials"],
  blocked_commands: ["rm -rf", "sudo rm", "format", "dd"],
  tool_allowlist: [...BARE_RULES.allowed_tools, "TodoWrite"],
  user_tool_allowlist: null,
  tool_calls_per_minute: 60,
  tool_budget_usd: 10,
} as const;
