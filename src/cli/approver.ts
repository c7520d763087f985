// Asks the person at the terminal what a followed session waits for, one request after the other, while its
// stream goes on: who is answered for elsewhere meanwhile is told so. Leaving changes nothing.
import { type Client, LedgeApiError, type StreamFrame, UnreachableError } from "../client.ts";
import type { PermissionAnswer } from "../contract/permission.ts";
import { askWhile } from "./ask.ts";
import { clean, notice, style, time } from "./output.ts";
import { inputSummary, isWholeInput } from "./printer.ts";
import { NOTHING_WAITS, type Request, type Waiting } from "./waiting.ts";

const INPUT_CHARS_MAX = 300;

export interface ApproverOptions {
  client: Client;
  session_id: string;
  /** Ctrl-C at a question. */
  onInterrupt: () => void;
  /** A question is off the screen; `error` when it ended in a way that nobody foresaw. */
  onDone: (error: unknown) => void;
}

export class Approver {
  readonly #options: ApproverOptions;
  /** What the person has left waiting, and what has an answer that the stream has yet to tell of, by id. */
  readonly #dealtWith = new Map<string, "left" | "answered">();
  #asked: Request | null = null;
  #question = new AbortController();
  #waiting = NOTHING_WAITS;
  #isClosed = false;

  constructor(options: ApproverOptions) {
    this.#options = options;
  }

  /** Whether a question stands on the screen. */
  get isAsking(): boolean {
    return this.#asked !== null;
  }

  /** Whether there is something to ask, or an answer from which the turn has yet to go on. */
  holds(waiting: Waiting): boolean {
    const isAnswered = waiting.open.some(({ id }) => this.#dealtWith.get(id) === "answered");
    const isLeft = this.#next(waiting) === undefined;
    return this.isAsking || waiting.isResuming || isAnswered || !isLeft;
  }

  /** Takes a question back that was answered elsewhere, or asks the next one once the turn is at rest. */
  see(frame: StreamFrame, waiting: Waiting): void {
    this.#waiting = waiting;
    const asked = this.#asked;
    if (asked === null) {
      this.#askNext();
    } else if (frame.type === "permission.decided" && frame.permission_id === asked.id) {
      const who = frame.decided_by === "user" ? "somebody else" : clean(frame.decided_by);
      this.#takeBack(`answered meanwhile: ${frame.decision}, by ${who}`);
    } else if (waiting.isLive && !waiting.open.some(({ id }) => id === asked.id)) {
      this.#takeBack("nobody is asked any more: the turn was stopped");
    }
  }

  /** Takes any question off the screen. */
  close(): void {
    this.#isClosed = true;
    this.#question.abort();
  }

  #next({ isLive, isResting, open }: Waiting): Request | undefined {
    return isLive && isResting ? open.find(({ id }) => !this.#dealtWith.has(id)) : undefined;
  }

  #askNext(): void {
    const next = this.#next(this.#waiting);
    if (next !== undefined) void this.#ask(next).then(this.#done, this.#done);
  }

  readonly #done = (error?: unknown): void => {
    this.#asked = null;
    this.#options.onDone(error);
    if (error === undefined && !this.#isClosed) this.#askNext();
  };

  #takeBack(why: string): void {
    if (this.#question.signal.aborted) return;
    this.#question.abort();
    notice(`\n${why}`);
  }

  async #ask(request: Request): Promise<void> {
    this.#asked = request;
    this.#question = new AbortController();
    notice(questionOf(request));
    for (;;) {
      const given = await this.#answer(request);
      if (given === "again") continue;
      if (given === "left") this.#dealtWith.set(request.id, "left");
      if (given === "left" || (await this.#send(request, given))) return;
    }
  }

  async #line(question: string): Promise<string | null> {
    const { signal } = this.#question;
    const onInterrupt = () => {
      this.#isClosed = true;
      this.#options.onInterrupt();
    };
    return await askWhile(question, { signal, onInterrupt });
  }

  async #answer(request: Request): Promise<PermissionAnswer | "left" | "again"> {
    const line = await this.#line("> ");
    switch (line?.toLowerCase()) {
      case undefined:
      case "l":
        return "left";
      case "a":
        return { decision: "allow" };
      case "s":
        return { decision: "allow", remember: "session" };
      case "d": {
        const reason = await this.#line("reason for the model (may be empty): ");
        if (reason === null) return "left";
        return { decision: "deny", ...(reason === "" ? {} : { reason }) };
      }
      case "v":
        notice(clean(JSON.stringify(request.input_data, null, 2)));
        return "again";
      default:
        notice(`please type one letter: ${CHOICES}`);
        return "again";
    }
  }

  /** Whether the request is dealt with; if not it is asked again. */
  async #send(request: Request, given: PermissionAnswer): Promise<boolean> {
    const { client, session_id } = this.#options;
    // What comes on the stream from here on is this answer, and no reason to take the question back.
    this.#question.abort();
    try {
      await client.permissions.answer(session_id, request.id, given);
      this.#dealtWith.set(request.id, "answered");
      return true;
    } catch (error) {
      if (!(error instanceof LedgeApiError || error instanceof UnreachableError)) throw error;
      notice(`not taken: ${clean(error.message)}`);
      const status = error instanceof LedgeApiError ? error.status : null;
      if (status === 400) {
        this.#question = new AbortController();
        return false;
      }
      // A conflict means that somebody else was first.
      this.#dealtWith.set(request.id, status === 409 ? "answered" : "left");
      return true;
    }
  }
}

const CHOICES = "[a]llow once · allow for the [s]ession · [d]eny · [l]eave it waiting";

function questionOf({ tool_name, input_data, reason, expires_at }: Request): string {
  const isWhole = isWholeInput(tool_name, input_data, INPUT_CHARS_MAX);
  const input = inputSummary(tool_name, input_data, INPUT_CHARS_MAX);
  return [
    style("yellow", `? ${clean(tool_name)}(${input})`),
    `  ${clean(reason).replace(/\s+/g, " ")}`,
    `  denied by itself at ${time(expires_at)} UTC`,
    `  ${CHOICES}${isWhole ? "" : " · [v]iew all of the input"}`,
  ].join("\n");
}
