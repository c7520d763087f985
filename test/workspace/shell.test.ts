// The shell over a stage: what its commands do to files, where it stands afterwards, and how a
// command line that would not end is ended.
import { describe, expect, it } from "vitest";
import type { ShellResult } from "../../src/agent/tool.ts";
import { WORKSPACE_BYTES_MAX } from "../../src/contract/limits.ts";
import { createShell } from "../../src/workspace/shell.ts";
import type { Stage } from "../../src/workspace/stage.ts";
import { bytes, text, withWorkspace } from "./workbench.ts";

const RUN_MS_MAX = 10_000;
const TEST_MS_MAX = 30_000;

interface Options {
  cwd?: string;
  timeout_ms?: number;
  signal?: AbortSignal;
}

function runIn(stage: Stage, command: string, options: Options = {}): Promise<ShellResult> {
  return createShell(stage).run(command, {
    cwd: options.cwd ?? "/workspace",
    timeout_ms: options.timeout_ms ?? 20_000,
    signal: options.signal ?? new AbortController().signal,
  });
}

/** Runs one command line in a workspace with two small files. */
async function run(command: string, options: Options = {}): Promise<ShellResult> {
  return withWorkspace(
    async ({ workspace, change }) => {
      await change(async (stage) => {
        await stage.write("main.py", bytes("import os\n\nprint('é')\n"));
        await stage.write("logs/app.log", bytes("INFO a\nERROR b\nINFO c\n"));
      });
      return runIn(workspace.stage(), command, options);
    },
    { clock: "real" },
  );
}

describe("commands", () => {
  it.each([
    ["echo hi | tr a-z A-Z", "HI\n"],
    ["cat main.py | wc -l", "3\n"],
    ["grep -rn ERROR logs", "logs/app.log:2:ERROR b\n"],
    ["rg -c INFO logs", "logs/app.log:2\n"],
    ["find . -name '*.py'", "./main.py\n"],
    ["sed -n 3p main.py", "print('é')\n"],
    ["awk '/INFO/ {n++} END {print n}' logs/app.log", "2\n"],
    ["jq -c .a <<< '{\"a\":[1,2]}'", "[1,2]\n"],
    ["sort -r logs/app.log | head -1", "INFO c\n"],
    ["cd logs && ls && cd .. && ls", "app.log\nlogs\nmain.py\n"],
    ["mkdir -p a/b && cp main.py a/b && mv a/b c && cat c/main.py | head -1", "import os\n"],
    ["ln -s main.py link && cat link | head -1 && readlink link", "import os\nmain.py\n"],
    ["printf '#!/bin/bash\\necho $1; exit 3' > s.sh; chmod +x s.sh; ./s.sh x; echo $?", "x\n3\n"],
    ["bash s.sh 2>/dev/null || echo none", "none\n"],
    ["cat <<'END' > f\n  kept\nEND\ncat f", "  kept\n"],
    ["gzip main.py && zcat main.py.gz | head -1", "import os\n"],
    ["cat < <(echo a; echo b)", "a\nb\n"],
    ["for f in *; do echo $f; done", "logs\nmain.py\n"],
    ["echo $HOME $TMPDIR", "/workspace /tmp\n"],
    ["which grep; /bin/echo ok", "/usr/bin/grep\nok\n"],
    ["echo x > /tmp/x; cat /tmp/x", "x\n"],
    ["echo x > new/dir/f; cat new/dir/f", "x\n"],
    ["rm -rf logs; ls", "main.py\n"],
    ["rm -rf /workspace; ls -a; pwd", ".\n..\n/workspace\n"],
  ])("[SHELL-1] %s", async (command, stdout) => {
    expect(await run(command)).toMatchObject({ stdout, stderr: "", exit_code: 0 });
  });

  it.each([
    ["exit 7", 7, ""],
    ["false", 1, ""],
    ["nosuch", 127, "bash: nosuch: command not found\n"],
    ["cat nope", 1, "cat: nope: No such file or directory\n"],
    ["if then", 2, "syntax error"],
    ["curl https://example.com", 127, "curl: command not found"],
    ["wget example.com", 127, "wget: command not found"],
    ["python3 -c 1", 127, "bash: python3: command not found\n"],
    ["while true; do :; done", 126, "bash: too many commands executed (>10000)\n"],
  ])("[SHELL-2] %s ends with its exit code and says why", async (command, exit_code, stderr) => {
    const result = await run(command);
    expect(result.exit_code).toBe(exit_code);
    expect(result.stderr).toContain(stderr);
  });

  it("[SHELL-3] what a command changes is staged: durable only with the commit", async () => {
    await withWorkspace(async ({ workspace, commit }) => {
      const stage = workspace.stage();
      await runIn(stage, "mkdir d; echo x > d/f; chmod 600 d/f");
      expect(workspace.manifest()).toEqual([]);
      await commit(stage);
      expect(workspace.manifest()).toMatchObject([
        { path: "/workspace/d", kind: "directory" },
        { path: "/workspace/d/f", kind: "file", mode: 0o600, size_bytes: 2 },
      ]);
      const later = workspace.stage();
      await runIn(later, "rm -r d");
      expect(text(await workspace.read("d/f"))).toBe("x\n");
    });
  });

  it("[SHELL-3] bytes pass through commands unchanged", async () => {
    await withWorkspace(async ({ workspace }) => {
      const stage = workspace.stage();
      const every = Uint8Array.from({ length: 256 }, (_, index) => index);
      await stage.write("f", every.slice());
      const { stdout } = await runIn(
        stage,
        "cat f > g; cp g h; cat h >> g; md5sum < f; md5sum < h",
      );
      expect(await stage.read("h")).toEqual(every);
      expect((await stage.read("g")).byteLength).toBe(512);
      const [first, second] = stdout.split("\n");
      expect(first).toBe(second);
    });
  });

  it("[SHELL-4] /dev/null takes everything and gives nothing back", async () => {
    expect(
      await run("echo lost > /dev/null; echo err 2> /dev/null >&2; cat /dev/null"),
    ).toMatchObject({ stdout: "", exit_code: 0 });
    expect(await run("ls nope > /dev/null 2>&1 || echo failed")).toMatchObject({
      stdout: "failed\n",
      stderr: "",
    });
  });
});

describe("places", () => {
  it.each([
    ["pwd", "/workspace/logs", "/workspace/logs"],
    ["cd ..", "/workspace/logs", "/workspace"],
    ["cd /tmp && ls", "/workspace", "/tmp"],
    ["(cd logs)", "/workspace", "/workspace"],
    ["cd logs; false", "/workspace", "/workspace/logs"],
    ["cd logs; exit 3", "/workspace", "/workspace"],
    ["cd nope", "/workspace", "/workspace"],
    ["PWD=/nowhere", "/workspace", "/workspace"],
    ["mkdir d; cd d; rm -r ../d", "/workspace", "/workspace"],
  ])("[SHELL-5] %s from %s ends in %s", async (command, cwd, end) => {
    expect((await run(command, { cwd })).cwd).toBe(end);
  });

  it.each([
    ["echo x > /etc/passwd", "EACCES"],
    ["echo x >> /usr/x", "EACCES"],
    ["mkdir /x", "EACCES"],
    ["cp main.py /x", "EACCES"],
    ["touch /etc/x", "EACCES"],
    ["ln -s / out; echo x > out/y", "EACCES"],
    ["rm -r /tmp", "EBUSY"],
    ["rmdir /workspace", "not empty"],
  ])("[SHELL-6] %s fails: nothing outside can be changed", async (command, errno) => {
    const result = await run(`${command}; true`);
    expect(result.stderr).toContain(errno);
    expect((await run(`${command} && echo done`)).stdout).toBe("");
  });

  it("[SHELL-6] a redirection that cannot be opened keeps what was printed before", async () => {
    const result = await run("echo before; echo x > /etc/x; echo after");
    expect(result).toMatchObject({ stdout: "before\n", exit_code: 126 });
  });

  it("[SHELL-7] a full workspace is a failed command, not a thrown error", async () => {
    await withWorkspace(async ({ workspace, storage }) => {
      storage.sql.exec(
        `INSERT INTO entries VALUES ('/workspace', 'full', 'file', 'hash', NULL, ?, 420, 0, 1)`,
        WORKSPACE_BYTES_MAX,
      );
      const result = await runIn(workspace.stage(), "echo x > f");
      expect(result.exit_code).not.toBe(0);
      expect(result.stderr).toContain("WORKSPACE_BYTES_MAX");
    });
  });
});

describe("runaways", () => {
  it.each([
    ["an endless loop", "while true; do :; done"],
    ["an endless arithmetic loop", "for ((;;)); do ((i++)); done"],
    ["nested loops", "for i in {1..9999}; do for j in {1..9999}; do x=$j; done; done"],
    ["until", "until false; do x=1; done"],
    ["a fork bomb", ":(){ :|:& };:"],
    ["recursion", "f() { f; }; f"],
    ["a script that runs itself", "echo 'bash r.sh' > r.sh; bash r.sh"],
    ["a script that sources itself", "echo '. ./s.sh' > s.sh; . ./s.sh"],
    ["eval of itself", 'x=\'eval "$x"\'; eval "$x"'],
    ["string doubling", "x=a; while true; do x=$x$x; done"],
    ["a growing array", "while true; do a+=(1 2 3); done"],
    ["a wide format", "printf '%999999999d' 1"],
    ["seq", "seq 1 1000000000 | wc -l"],
    ["awk, while", "awk 'BEGIN { while (1) x++ }'"],
    ["awk, for", "awk 'BEGIN { for (;;); }'"],
    ["awk, nested", "awk 'BEGIN { for (;i<90000;i++) for (j=0;j<90000;j++) x++ }'"],
    ["awk, recursion", "awk 'function f(n) { return f(n+1) } BEGIN { f(1) }'"],
    [
      "awk, exponential",
      "awk 'function f(n) { return n<2?n:f(n-1)+f(n-2) } BEGIN { print f(40) }'",
    ],
    ["awk, string doubling", "awk 'BEGIN { s=\"a\"; while (1) s=s s }'"],
    ["awk, again and again", "while true; do awk 'BEGIN { while (i<50000) i++ }'; done"],
    ["sed, branch", "echo a | sed ':a;ba'"],
    ["sed, doubling", "echo a | sed ':a;s/a/aa/g;ta'"],
    ["sed, growing", "echo a | sed ':a;s/a/ab/;ta'"],
    ["jq, recursion", "jq -n 'def f: f; f'"],
    ["jq, repeat", "jq -n '[repeat(1)]'"],
    ["jq, while", "jq -n '[0 | while(true; . + 1)]'"],
    ["jq, until", "jq -n '0 | until(false; . + 1)'"],
    ["jq, string doubling", "jq -n '\"a\" | until(false; . + .)'"],
    ["jq, range", "jq -n '[range(1e9)] | length'"],
    ["endless output", "while true; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done"],
    ["a loop in timeout", "timeout 5 bash -c 'while true; do :; done'"],
    [
      "reading much again and again",
      "for i in {1..20}; do x=$x$x$RANDOM; done; echo $x > b; while true; do cat b; done",
    ],
  ])(
    "[SHELL-8] %s ends with an error",
    async (_name, command) => {
      const started_at = Date.now();
      const result = await run(command);
      expect(result.exit_code).not.toBe(0);
      expect(result.stderr).not.toBe("");
      expect(Date.now() - started_at).toBeLessThan(RUN_MS_MAX);
    },
    TEST_MS_MAX,
  );

  it.each([
    ["[[ $x =~ ^(a+)+b$ ]]"],
    ["[[ $x == *a*a*a*a*a*a*a*a*b ]]"],
    ["case $x in *a*a*a*a*a*a*a*a*b) ;; *) false;; esac"],
    ["grep -E '^(a|a)*b$' <<< $x"],
    ["grep -P '(a+)+b' <<< $x"],
    ["echo $x | sed -nE '/(a*)*b/q1'; false"],
    ["touch $x; ls *a*a*a*a*a*a*a*a*b"],
  ])(
    "[SHELL-9] %s takes no exponential time",
    async (test) => {
      const started_at = Date.now();
      const result = await run(`x=$(printf 'a%.0s' {1..120}); ${test}`);
      expect(result.exit_code).not.toBe(0);
      expect(Date.now() - started_at).toBeLessThan(RUN_MS_MAX);
    },
    TEST_MS_MAX,
  );

  it(
    "[SHELL-10] what was printed before a command line is stopped is kept",
    async () => {
      const loop = await run("echo before; awk 'BEGIN { for (;;); }'; echo after");
      expect(loop).toMatchObject({ stdout: "before\n", exit_code: 126 });
      expect(loop.stderr).toContain("stopped after");
      const sleep = await run("echo before; sleep 60; echo after", { timeout_ms: 50 });
      expect(sleep).toMatchObject({ stdout: "before\n", exit_code: 124 });
      expect(sleep.stderr).toContain("timed out after 50 ms");
    },
    TEST_MS_MAX,
  );

  it(
    "[SHELL-11] a sleep ends when its time is up or the call is aborted",
    async () => {
      const controller = new AbortController();
      const started_at = Date.now();
      const running = run("sleep 600", { signal: controller.signal });
      setTimeout(() => controller.abort(), 50);
      expect(await running).toMatchObject({ exit_code: 124, stderr: "bash: interrupted\n" });
      expect(await run("sleep 600", { timeout_ms: 50 })).toMatchObject({ exit_code: 124 });
      expect(await run("true", { signal: AbortSignal.abort() })).toMatchObject({ exit_code: 124 });
      expect(Date.now() - started_at).toBeLessThan(RUN_MS_MAX);
    },
    TEST_MS_MAX,
  );

  it(
    "[SHELL-12] a long run of file operations lets other work of the object in",
    async () => {
      await withWorkspace(async ({ workspace }) => {
        let isDone = false;
        let turns = 0;
        const other = (async () => {
          for (; !isDone; turns++) await scheduler.wait(0);
        })();
        await runIn(workspace.stage(), "for i in {1..2000}; do echo $i > f$i; done; ls | wc -l");
        isDone = true;
        await other;
        expect(turns).toBeGreaterThan(5);
      });
    },
    TEST_MS_MAX,
  );
});
