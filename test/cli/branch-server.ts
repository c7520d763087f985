// A service on loopback that knows the contract of branches and archives and nothing behind it: it takes
// only what the contract allows, and answers what a test gives it, which the contract must allow as well.
import type { IncomingMessage, ServerResponse } from "node:http";
import { expect } from "vitest";
import { z } from "zod";
import { archiveInput, archiveResource, sessionStorage } from "../../src/contract/archive.ts";
import {
  checkpointInput,
  checkpointResource,
  comparison,
  forkInput,
  lineage,
  rewindInput,
  rewindResult,
  undoInput,
} from "../../src/contract/branch.ts";
import { eventSchema } from "../../src/contract/event.ts";
import { messageResource, toolCallResource } from "../../src/contract/message.ts";
import { followingPage, page } from "../../src/contract/page.ts";
import { queryInput, queryReceipt, sessionResource } from "../../src/contract/session.ts";
import { type AiAgent, buildAiAgent, type Ended } from "./ai-agent.ts";
import { type LogServer, serve } from "./log-server.ts";

/** Method and the path's end, behind the session's id → what is taken and what is answered. */
const CONTRACT: Record<string, { takes?: z.ZodType; answers: z.ZodType }> = {
  "POST /fork": { takes: forkInput, answers: sessionResource },
  "GET /forks": { answers: followingPage(sessionResource) },
  "GET /lineage": { answers: lineage },
  "GET /checkpoints": { answers: page(checkpointResource) },
  "POST /checkpoints": { takes: checkpointInput, answers: checkpointResource },
  "GET /compare": { answers: comparison },
  "POST /rewind": { takes: rewindInput, answers: rewindResult },
  "POST /rewind/undo": { takes: undoInput, answers: rewindResult },
  "POST /query": { takes: queryInput, answers: queryReceipt },
  "GET /events": { answers: page(eventSchema) },
  "GET /messages": { answers: page(messageResource) },
  "GET /tool-calls": { answers: page(toolCallResource) },
  "POST /archive": { takes: archiveInput, answers: archiveResource },
  "GET /archive": { answers: archiveResource },
  "POST /archive/restore": { answers: sessionResource },
  "GET /storage": { answers: sessionStorage },
};

export interface Asked {
  /** Such as `POST /rewind`. */
  what: string;
  query: Record<string, string>;
  body: unknown;
}

/** What is answered to each call, by its name in the contract, or by its number among such calls. */
type Answers = Record<string, unknown | ((asked: Asked, nth: number) => unknown)>;

interface BranchServer extends LogServer {
  /** Every call so far. */
  asked: Asked[];
  /** Takes the place of all answers so far. */
  answer(answers: Answers): void;
}

type TakeRaw = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface CommandsOnContract {
  agent: AiAgent;
  server: BranchServer;
  /** Runs a `sessions` command to its end. */
  sessions(...args: string[]): Promise<Ended>;
  /** Runs one that must end well, and returns its output and what it asked the service. */
  done(answers: Answers, ...args: string[]): Promise<Ended & { asked: Asked[] }>;
  stop(): Promise<void>;
}

/** Builds the command and serves the contract to it; for `takeRaw` see `serveBranches`. */
export async function startOnContract(takeRaw: TakeRaw): Promise<CommandsOnContract> {
  const server = await serveBranches(takeRaw);
  const agent = await buildAiAgent({ AI_AGENT_URL: server.url, AI_AGENT_KEY: "lk_test" });
  const sessions = (...args: string[]) => agent.run(["sessions", ...args]);
  return {
    agent,
    server,
    sessions,
    done: async (answers, ...args) => {
      server.answer(answers);
      const ended = await sessions(...args);
      expect(ended, args.join(" ")).toMatchObject({ code: 0 });
      return { ...ended, asked: [...server.asked] };
    },
    stop: async () => {
      agent.remove();
      await server.stop();
    },
  };
}

/** Serves the contract; `takeRaw` takes the calls that are no JSON and says whether one was. */
async function serveBranches(takeRaw: TakeRaw): Promise<BranchServer> {
  const asked: Asked[] = [];
  let answers: Answers = {};
  const server = await serve([], (request, response) => {
    if (takeRaw(request, response)) return;
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.once("end", () => {
      try {
        const url = new URL(request.url ?? "", "http://x");
        const what = `${request.method} ${url.pathname.replace(/^\/api\/v1\/sessions\/\w+/, "")}`;
        const contract = CONTRACT[what];
        if (contract === undefined) throw new Error(`no ${what} in the contract`);
        const text = Buffer.concat(chunks).toString();
        const body: unknown = text === "" ? undefined : JSON.parse(text);
        if (contract.takes === undefined) z.undefined().parse(body);
        else contract.takes.parse(body);
        const call = { what, query: Object.fromEntries(url.searchParams), body };
        asked.push(call);
        const nth = asked.filter((each) => each.what === what).length;
        const given = answers[what];
        const answer = typeof given === "function" ? given(call, nth) : given;
        response.end(JSON.stringify(contract.answers.parse(answer)));
      } catch (error) {
        response.writeHead(400);
        const message = error instanceof Error ? error.message : String(error);
        response.end(JSON.stringify({ error: { type: "invalid_request_error", message } }));
      }
    });
  });
  return {
    ...server,
    asked,
    answer: (given) => {
      asked.length = 0;
      answers = given;
    },
  };
}
