// A session's frames as a conversation in the terminal: the answer as it comes, tool calls as they
// run. A frame may come again after a broken connection as a draft; no character is printed twice.
import type { StreamFrame } from "../client.ts";
import type { ResultBlock } from "../contract/content.ts";
import type { EventOf, SessionEvent } from "../contract/event.ts";
import type { SnapshotFrame } from "../contract/stream.ts";
import { courseRemark } from "./course.ts";
import { clean, type Style, short } from "./output.ts";

const RESULT_LINES_MAX = 5;
const LINE_CHARS_MAX = 160;
const INPUT_CHARS_MAX = 100;

export class ConversationPrinter {
  readonly #write: (text: string) => void;
  readonly #style: Style;
  /** What is on the screen of each message that the log has not confirmed yet, by event id. */
  readonly #previews = new Map<string, string>();
  /** Each tool call as it was printed, by event id. */
  readonly #calls = new Map<string, string>();
  #lastCall: string | null = null;
  #lastSeq: number;
  /** A snapshot whose draft belongs below events that are still to come. */
  #held: SnapshotFrame | null = null;
  #atLineStart = true;

  /** Prints onto `write` what comes after the event `after`; `style` colors what it may. */
  constructor(write: (text: string) => void, style: Style, after: number) {
    this.#write = write;
    this.#style = style;
    this.#lastSeq = after;
  }

  /** Prints what a frame adds to what is on the screen. */
  frame(frame: StreamFrame): void {
    if ("seq" in frame) {
      this.#event(frame);
      this.#lastSeq = frame.seq;
      if (this.#held !== null) this.#draft(this.#held);
    } else if (frame.type === "stream.snapshot") {
      this.#draft(frame);
    } else if (frame.type === "event_delta" && frame.delta.content.type === "text") {
      const shown = this.#previews.get(frame.event_id) ?? "";
      this.#message(frame.event_id, shown + clean(frame.delta.content.text));
    }
  }

  /** Begins a new line unless one has just begun. */
  freshLine(): void {
    if (!this.#atLineStart) this.#put("\n");
  }

  #put(text: string): void {
    if (text === "") return;
    this.#write(text);
    this.#atLineStart = text.endsWith("\n");
  }

  #line(text: string): void {
    this.freshLine();
    this.#put(`${text}\n`);
  }

  #draft(snapshot: SnapshotFrame): void {
    this.#held = this.#lastSeq < snapshot.as_of ? snapshot : null;
    if (this.#held !== null) return;
    for (const { event_id, content } of snapshot.draft?.events ?? []) {
      if (content.type === "text") this.#message(event_id, clean(content.text));
    }
  }

  /** Brings what is on the screen of a message up to `text`. */
  #message(event_id: string, text: string): void {
    const shown = this.#previews.get(event_id);
    if (shown === undefined) this.freshLine();
    this.#put(text.startsWith(shown ?? "") ? text.slice((shown ?? "").length) : `\n${text}`);
    this.#previews.set(event_id, text);
  }

  #event(event: SessionEvent): void {
    switch (event.type) {
      case "user.message": {
        const text = clean(textOf(event.content)).replaceAll("\n", "\n  ");
        this.#line(this.#style("bold", `> ${text}`));
        return;
      }
      case "agent.message":
        this.#message(event.id, clean(textOf(event.content)));
        this.#previews.delete(event.id);
        this.freshLine();
        return;
      case "agent.tool_use":
      case "agent.custom_tool_use": {
        const call = `${clean(event.name)}(${inputSummary(event.name, event.input)})`;
        this.#calls.set(event.id, call);
        this.#lastCall = event.id;
        this.#line(`${this.#style("cyan", "⏺")} ${call}`);
        return;
      }
      case "agent.tool_result":
        this.#result(event);
        return;
      case "permission.requested": {
        const call = this.#calls.get(event.tool_use_id) ?? clean(event.tool_name);
        this.#line(this.#style("yellow", `? may it run ${call}? (${event.permission_id})`));
        return;
      }
      case "hook.executed":
        if (event.error !== null) {
          const what = `${event.hook_event} hook ${event.hook_name}: ${event.error}`;
          this.#line(this.#style("dim", clean(what)));
        }
        return;
      case "hook.applied": {
        const { hook_event, blocked, stopped, system_message } = event;
        const by = blocked ?? stopped;
        if (by !== undefined) {
          const what = `${hook_event} hook ${by.hook_name}: ${by.reason}`;
          this.#line(this.#style("yellow", `! ${clean(what)}`));
        }
        if (system_message !== undefined) this.#line(clean(system_message));
        return;
      }
      case "session.error":
        this.#line(this.#style("red", `! ${clean(event.error.message)}${retryNote(event)}`));
        return;
      case "span.model_request_end":
        if (event.is_error && this.#previews.size > 0) {
          this.#previews.clear();
          this.#line(this.#style("dim", "(cut off: the text above is taken back)"));
        }
        return;
      default: {
        // The rest of the log is bookkeeping.
        const remark = courseRemark(event);
        if (remark !== null) this.#line(this.#style("yellow", remark));
      }
    }
  }

  #result(event: EventOf<"agent.tool_result">): void {
    // Calls that run side by side settle in any order: say whose result this is.
    const isNearest = this.#lastCall === event.tool_use_id;
    const of = isNearest ? "" : `${this.#calls.get(event.tool_use_id) ?? "another call"}: `;
    const block = resultBlock(of, clean(textOf(event.content)));
    this.#line(this.#style(event.is_error ? "red" : "dim", block));
  }
}

function retryNote(event: EventOf<"session.error">): string {
  const retry = event.error.retry_status;
  if (retry.type !== "retrying") return "";
  return ` (trying again, ${retry.attempt} of ${retry.max_attempts})`;
}

/** The text blocks of a message or a result, one after the other. */
export function textOf(content: readonly ({ type: string } | ResultBlock)[]): string {
  return content
    .map((block) => {
      if ("text" in block && typeof block.text === "string") return block.text;
      return `[${block.type}]`;
    })
    .join("");
}

/** Of each tool, the field of its input that says most. */
const TELLING: Readonly<Record<string, string>> = {
  Bash: "command",
  Read: "file_path",
  Write: "file_path",
  Edit: "file_path",
  Glob: "pattern",
  Grep: "pattern",
};

/** A tool's input in one line of at most `chars_max`: the field that says most, else the whole of it. */
export function inputSummary(tool: string, input: unknown, chars_max = INPUT_CHARS_MAX): string {
  const value = tellingField(tool, input);
  return short(value ?? JSON.stringify(input) ?? "", chars_max);
}

/** Whether such a line shows all that there is of an input. */
export function isWholeInput(tool: string, input: unknown, chars_max: number): boolean {
  const value = tellingField(tool, input);
  const isAlone = value === undefined || Object.keys(input as object).length === 1;
  const text = value ?? JSON.stringify(input) ?? "";
  return isAlone && text === short(text, chars_max);
}

function tellingField(tool: string, input: unknown): string | undefined {
  const fields = (typeof input === "object" && input !== null ? input : {}) as {
    [field: string]: unknown;
  };
  const value = fields[TELLING[tool] ?? ""];
  return typeof value === "string" ? value : undefined;
}

function resultBlock(of: string, text: string): string {
  if (text.trim() === "") return `  ⎿ ${of}(no output)`;
  const lines = text.replace(/\n+$/, "").split("\n");
  const shown = lines.slice(0, RESULT_LINES_MAX).map((line) => {
    return line.length <= LINE_CHARS_MAX ? line : `${line.slice(0, LINE_CHARS_MAX - 1)}…`;
  });
  const rest = lines.length - shown.length;
  if (rest > 0) shown.push(`… ${rest} more ${rest === 1 ? "line" : "lines"}`);
  return `  ⎿ ${of}${shown.join("\n    ")}`;
}
