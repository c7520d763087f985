// The four questions as whole tool rounds with made-up results: what the tools say decides what the
// answer says, a missing tool is named, and a failed one ends the round.
import type { ToolUseBlock } from "@anthropic-ai/sdk/resources/messages/messages";
import { describe, expect, it } from "vitest";
import { ask, client, type FakeTools, playRound, textOf, tool } from "./support.ts";

const FILES = "What files are in the current directory?";
const ANALYZE = "Analyze the main.py file and summarize its functionality";
const SEARCH = "Search for ERROR in application.log from the last hour";
const COUNT = "Find all Python files, count lines of code, and create a summary report";

/** Tools that answer by name, or by name and the start of the command. */
function tools(results: Record<string, string | { error: string }>): FakeTools {
  return ({ name, input }: ToolUseBlock) => {
    const command = (input as { command?: string }).command;
    const key = command === undefined ? name : `Bash ${command.split(" ")[0]}`;
    return results[key] ?? { error: `no fake for ${key}` };
  };
}

const LS = `total 5
drwxr-xr-x 1 user user     0 Jan  1 00:00 .
drwxr-xr-x 1 user user     0 Jan  1 00:00 ..
-rw-r--r-- 1 user user    28 Nov 20 10:05 application.log
-rw-r--r-- 1 user user    10 Nov 20 10:05 my notes.md
drwxr-xr-x 1 user user     0 Nov 20 10:05 pkg`;

describe("What files are in the current directory?", () => {
  it("[EMU-10] lists the directory and names what is in it", async () => {
    const round = await playRound(ask(FILES), tools({ "Bash ls": LS }));
    expect(round.calls).toEqual([
      [{ name: "Bash", input: { command: "ls -la", description: expect.any(String) } }],
    ]);
    expect(round.answer).toBe(
      "There are 3 entries in /workspace:\n\n- application.log\n- my notes.md\n- pkg/",
    );
  });

  it("[EMU-10] says so when there is one, or none", async () => {
    const [head = "", ...lines] = LS.split("\n");
    const one = [head, ...lines.slice(0, 3)].join("\n");
    expect((await playRound(ask(FILES), tools({ "Bash ls": one }))).answer).toBe(
      "There is 1 entry in /workspace:\n\n- application.log",
    );
    const none = [head, ...lines.slice(0, 2)].join("\n");
    expect((await playRound(ask(FILES), tools({ "Bash ls": none }))).answer).toBe(
      "/workspace is empty.",
    );
  });

  it("[EMU-10] uses Glob where there is no Bash", async () => {
    const request = ask(FILES, { tools: [tool("Glob")], system: "Working directory: /home/me\n" });
    const round = await playRound(request, tools({ Glob: "/home/me/a.py\n/home/me/b/c.txt" }));
    expect(round.calls).toEqual([[{ name: "Glob", input: { pattern: "**/*" } }]]);
    expect(round.answer).toBe(
      "There are 2 entries in /home/me:\n\n- /home/me/a.py\n- /home/me/b/c.txt",
    );
  });
});

const MAIN = `"""Reads orders and prints a total."""
import sys
from pathlib import Path


class Order:
    """One line of the order book."""

    def price(self):
        return self.count * self.unit


def load(path: Path) -> list[Order]:
    """
    Reads every order of a file.

    Blank lines are skipped.
    """
    return []


async def main():
    print(sum(order.price() for order in load(Path(sys.argv[1]))))


if __name__ == "__main__":
    main()`;

const numbered = (source: string) =>
  source
    .split("\n")
    .map((line, index) => `${String(index + 1).padStart(6)}\t${line}`)
    .join("\n");

describe("Analyze the … file", () => {
  it("[EMU-10] reads it, finds its definitions and tells what it does", async () => {
    const request = ask(ANALYZE, {
      system: [{ type: "text", text: "You work.\nWorking directory: /srv/app\nDate: today" }],
    });
    const round = await playRound(request, tools({ Read: numbered(MAIN), Grep: "2:import sys" }));
    const path = "/srv/app/main.py";
    expect(round.calls).toEqual([
      [{ name: "Read", input: { file_path: path } }],
      [
        {
          name: "Grep",
          input: {
            pattern: "^def |^class |^import |^from ",
            path,
            output_mode: "content",
            "-n": true,
          },
        },
      ],
    ]);
    expect(round.answer).toBe(`**main.py** has 27 lines.

Its purpose, in its own words:
- Reads orders and prints a total.

Imports:
- \`import sys\`
- \`from pathlib import Path\`

Classes:
- \`Order\`: One line of the order book.

Functions:
- \`load(path: Path)\`: Reads every order of a file.
- \`main()\`

Run as a program, it does:
- \`main()\``);
  });

  it("[EMU-10] tells of another file another thing, without Grep too", async () => {
    const prompt = "Please analyse the notes/todo.txt file";
    const round = await playRound(
      ask(prompt, { tools: [tool("Read")] }),
      tools({ Read: "buy milk\nrest\n" }),
    );
    expect(round.calls).toEqual([
      [{ name: "Read", input: { file_path: "/workspace/notes/todo.txt" } }],
    ]);
    expect(round.answer).toBe(
      "**notes/todo.txt** has 2 lines.\n\nI found no Python definitions in it.",
    );
  });
});

const ERRORS = `3:2026-11-20 08:41:06 ERROR [db] Timeout after 30s
9:2026-11-20 08:41:08 ERROR [db] Connection to "primary" lost
12:2026-11-20 09:10:00 ERROR [db] Connection to "replica" lost
15:2026-11-20 09:41:07 ERROR [api] Request 17 failed`;

describe("Search for … from the last hour", () => {
  it("[EMU-10] asks for the last entry and the matches at once, and counts back from it", async () => {
    const round = await playRound(
      ask(SEARCH),
      tools({ "Bash tail": "2026-11-20 09:41:07 ERROR [api] Request 17 failed", Grep: ERRORS }),
    );
    expect(round.calls).toEqual([
      [
        {
          name: "Bash",
          input: { command: "tail -n 1 application.log", description: expect.any(String) },
        },
        {
          name: "Grep",
          input: {
            pattern: "ERROR",
            path: "/workspace/application.log",
            output_mode: "content",
            "-n": true,
          },
        },
      ],
    ]);
    expect(
      round.answer,
    ).toBe(`3 ERROR lines in application.log in the hour up to the log's last entry (2026-11-20 09:41:07), and 1 older one:

    2026-11-20 08:41:08 ERROR [db] Connection to "primary" lost
    2026-11-20 09:10:00 ERROR [db] Connection to "replica" lost
    2026-11-20 09:41:07 ERROR [api] Request 17 failed

By kind:
- 2 × [db] Connection to … lost
- 1 × [api] Request N failed`);
  });

  it("[EMU-10] a later last entry leaves the lines outside the hour", async () => {
    const round = await playRound(
      ask(SEARCH),
      tools({ "Bash tail": "2026-11-20T12:00:00Z INFO bye", Grep: ERRORS }),
    );
    expect(round.answer).toBe(
      "No ERROR lines in application.log in the hour up to the log's last entry (2026-11-20 12:00:00); 4 older ones.",
    );
  });
});

describe("Find all Python files, count lines of code, and create a summary report", () => {
  const glob = "/workspace/main.py\n/workspace/pkg/it's.py";
  const wc = "  12 main.py\n   30 pkg/it's.py\n   42 total\n";
  const fakes = { Glob: glob, "Bash wc": wc, Write: "File created" };

  it("[EMU-10] finds, counts, writes the report and names it, in four model calls", async () => {
    const round = await playRound(ask(COUNT), tools(fakes));
    expect(round.calls).toEqual([
      [{ name: "Glob", input: { pattern: "**/*.py" } }],
      [
        {
          name: "Bash",
          input: { command: "wc -l main.py 'pkg/it'\\''s.py'", description: expect.any(String) },
        },
      ],
      [
        {
          name: "Write",
          input: {
            file_path: "/workspace/summary_report.md",
            content: `# Summary report

2 Python files, 42 lines in all.
The largest is pkg/it's.py with 30.

| File | Lines |
| --- | ---: |
| pkg/it's.py | 30 |
| main.py | 12 |
| **Total** | **42** |
`,
          },
        },
      ],
    ]);
    expect(round.answer).toBe(
      "I wrote /workspace/summary_report.md: 2 Python files, 42 lines in all.",
    );
  });

  it("[EMU-10] other counts make another report", async () => {
    const round = await playRound(ask(COUNT), tools({ ...fakes, "Bash wc": "7 main.py\n" }));
    expect(round.answer).toContain("1 Python file, 7 lines in all");
  });

  it("[EMU-10] writes no report about nothing", async () => {
    const round = await playRound(ask(COUNT), tools({ Glob: "No files found" }));
    expect(round.answer).toBe("There are no Python files here, so I wrote no report.");
    expect(round.calls).toHaveLength(1);
  });
});

describe("when it cannot go on", () => {
  it.each([
    [FILES, ["Read"], "Bash"],
    [ANALYZE, ["Bash"], "Read"],
    [SEARCH, ["Read"], "Bash and Grep"],
    [COUNT, ["Glob", "Bash"], "Write"],
  ])("[EMU-11] %s with %j says that it would need %s", async (prompt, names, missing) => {
    const round = await playRound(ask(prompt, { tools: names.map(tool) }), tools({}));
    expect(round.calls).toEqual([]);
    expect(round.answer).toContain(`I would need ${missing},`);
  });

  it.each(["offline-parallel", "offline-thinking"])(
    "[EMU-11] %s calls no tool that is not offered",
    async (model) => {
      const round = await playRound(ask("use a tool", { model, tools: [tool("Read")] }), tools({}));
      expect(round.calls).toEqual([]);
      expect(round.answer).toContain("I would need Bash,");
    },
  );

  it("[EMU-11] tool_choice none takes the tools away", async () => {
    const message = await client().messages.create(ask(FILES, { tool_choice: { type: "none" } }));
    expect(message.stop_reason).toBe("end_turn");
    expect(textOf(message)).toContain("I would need Bash,");
  });

  it.each([
    [
      FILES,
      { "Bash ls": { error: "Exit code 2\nls: denied" } },
      "Bash failed: Exit code 2\nls: denied",
    ],
    [ANALYZE, { Read: { error: "File does not exist." } }, "Read failed: File does not exist."],
    [SEARCH, { "Bash tail": "x", Grep: { error: "not allowed" } }, "Grep failed: not allowed"],
    [COUNT, { Glob: "a.py", "Bash wc": { error: "Exit code 1" } }, "Bash failed: Exit code 1"],
  ])("[EMU-12] %s ends with what failed", async (prompt, results, words) => {
    const round = await playRound(ask(prompt), tools(results));
    expect(round.answer).toContain(words);
    expect(round.last.stop_reason).toBe("end_turn");
  });
});

describe("a conversation that goes on", () => {
  it("[EMU-10] the last prompt decides, and only what was called since it counts", async () => {
    const first = await playRound(ask(FILES), tools({ "Bash ls": LS }));
    const messages = [...first.messages, { role: "user" as const, content: FILES }];
    const second = await playRound(ask(FILES, { messages }), tools({ "Bash ls": "only.txt" }));
    expect(second.calls).toHaveLength(1);
    expect(second.answer).toContain("- only.txt");
    const plain = await client().messages.create(
      ask("", {
        messages: [...second.messages, { role: "user", content: "thank you 😀".repeat(50) }],
      }),
    );
    expect(textOf(plain)).toMatch(
      /^This is offline-sonnet, an offline model: no Claude wrote this answer\./,
    );
    expect(textOf(plain)).toContain("This conversation has 9 messages so far.");
  });

  it("[EMU-10] parallel calls take their commands from the prompt and report all results", async () => {
    const fakes: FakeTools = ({ input }) => `ran ${(input as { command: string }).command}`;
    const plain = await playRound(ask("go", { model: "offline-parallel" }), fakes);
    expect(plain.calls.map((calls) => calls.length)).toEqual([3]);
    expect(plain.answer).toBe(
      "3 commands ran:\n- echo one: ran echo one\n- echo two: ran echo two\n- echo three: ran echo three",
    );
    const named = await playRound(
      ask("run `pwd` and `id -u`", { model: "offline-parallel" }),
      fakes,
    );
    expect(named.answer).toBe("2 commands ran:\n- pwd: ran pwd\n- id -u: ran id -u");
  });
});

describe("thinking", () => {
  it("[EMU-9] comes back with the tool result and is answered", async () => {
    const round = await playRound(
      ask("use a tool", { model: "offline-thinking" }),
      () => "thought through",
    );
    expect(round.calls).toMatchObject([[{ name: "Bash" }]]);
    expect(round.last.content.map(({ type }) => type)).toEqual(["thinking", "text"]);
    expect(round.answer).toBe("The tool said: thought through");
  });

  it("[EMU-9] altered on its way back it is refused, whichever part was altered", async () => {
    const request = ask("why?", { model: "offline-thinking" });
    const { content } = await client().messages.create(request);
    const send = (altered: object) => {
      const [thought, ...rest] = content;
      const messages = [
        ...request.messages,
        { role: "assistant" as const, content: [{ ...thought, ...altered } as never, ...rest] },
        { role: "user" as const, content: "and?" },
      ];
      return client().messages.create({ ...request, messages });
    };
    expect((await send({})).stop_reason).toBe("end_turn");
    await expect(send({ thinking: "something else" })).rejects.toThrow("Invalid `signature`");
    await expect(send({ signature: "offline_00" })).rejects.toThrow("Invalid `signature`");
  });

  it("[EMU-9] dropped in the middle of a tool round it is missed", async () => {
    const request = ask("use a tool", { model: "offline-thinking" });
    const { content } = await client().messages.create(request);
    const calls = content.filter(({ type }) => type === "tool_use");
    const tool_use_id = calls[0]?.type === "tool_use" ? calls[0].id : "";
    const messages = [
      ...request.messages,
      { role: "assistant" as const, content: calls },
      { role: "user" as const, content: [{ type: "tool_result" as const, tool_use_id }] },
    ];
    await expect(client().messages.create({ ...request, messages })).rejects.toThrow(
      "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`",
    );
  });

  it("[EMU-9] redacted thinking comes back too, and none comes when thinking is off", async () => {
    const request = ask("use a tool, redacted", { model: "offline-thinking" });
    const round = await playRound(request, () => "ok");
    expect(round.last.content.map(({ type }) => type)).toEqual(["redacted_thinking", "text"]);
    const off = await client().messages.create({ ...request, thinking: { type: "disabled" } });
    expect(off.content.map(({ type }) => type)).toEqual(["tool_use"]);
  });
});
