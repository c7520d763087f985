// `sessions query` and `sessions watch`: asking a session something, and following what it does.
import { type Command, Option } from "commander";
import type { OnBusy } from "../contract/session.ts";
import { given, textArgument, wholeNumber } from "./arguments.ts";
import { type Context, contextOf } from "./context.ts";
import { CliError, EXIT } from "./exit.ts";
import { type FollowState, follow, reportEnd, reportLeft } from "./follow.ts";
import { type GuardOptions, guardsOf, setGuards, withGuardOptions } from "./guards.ts";
import { done, keyValueTable, notice, print } from "./output.ts";

const ON_BUSY: readonly OnBusy[] = ["queue", "reject", "interrupt", "steer"];

/** Adds `query` and `watch` to the `sessions` commands. */
export function addQueryCommands(sessions: Command): void {
  withGuardOptions(
    sessions.command("query").description("send a message and watch the answer come"),
  )
    .argument("<session>", "id of the session")
    .argument("<prompt...>", "what to ask; - reads it from standard input")
    .option("--fork", "send it to a fork, made for it: this session stays as it is")
    .option("--no-follow", "only send it")
    .addOption(
      new Option("--on-busy <what>", "when a turn is running already (default: queue)").choices(
        ON_BUSY,
      ),
    )
    .action(query);
  sessions
    .command("watch")
    .description("follow a session: its last message and all that comes after")
    .argument("<session>", "id of the session")
    .option("--after <seq>", "begin after this event; 0 for the whole log", wholeNumber)
    .option("--until-idle", "leave once no turn is running")
    .action(watch);
}

interface QueryOptions extends GuardOptions {
  follow: boolean;
  fork?: boolean;
  onBusy?: OnBusy;
}

async function query(
  id: string,
  words: string[],
  options: QueryOptions,
  command: Command,
): Promise<void> {
  const context = contextOf(command);
  const message = await textArgument(words.join(" "));
  if (message.trim() === "") throw new CliError(EXIT.usage, "the prompt is empty");
  if (options.fork === true && Object.keys(guardsOf(options)).length > 0) {
    throw new CliError(
      EXIT.usage,
      "with --fork these options would change the session that is forked: use `fork` first",
    );
  }
  await setGuards(context.client, id, options);
  const receipt = await context.client.sessions.query(id, {
    message,
    ...given({ fork: options.fork, on_busy: options.onBusy }),
  });
  if (!options.follow) {
    print(context.json, receipt, () =>
      keyValueTable(done(`Message ${receipt.receipt}`), [
        ["Session", receipt.id],
        ["Message", receipt.message_id],
        ["Seq", `${receipt.seq}`],
        ["Status", receipt.status],
      ]),
    );
    return;
  }
  if (receipt.id !== id && !context.json) notice(`forked: ${receipt.id}`);
  const isQueued = receipt.receipt === "queued";
  if (isQueued) notice("queued: a turn is running already");
  const end = await follow(context, receipt.id, {
    // For scripts the message itself is the first event; a person has just typed it.
    after: context.json ? receipt.seq - 1 : receipt.seq,
    seq: receipt.seq,
    onlyOwn: isQueued,
    until: ({ turn }) => turn.end !== null,
  });
  if (end.left) reportLeft(receipt.id);
  else reportEnd(receipt.id, end);
}

async function watch(
  id: string,
  options: { after?: number; untilIdle?: boolean },
  command: Command,
): Promise<void> {
  const context = contextOf(command);
  const end = await follow(context, id, {
    after: options.after ?? (await lastPlaceSeq(context, id)) - 1,
    seq: null,
    onlyOwn: false,
    until: (state) => isOver(state) || (options.untilIdle === true && isIdle(state)),
  });
  if (end.left) reportLeft(id);
  else if (isOver(end)) notice("the session is over: nothing more will come");
  else if (end.turn.turn !== null) reportEnd(id, end);
}

/**
 * The `seq` of the newest message of a person, or of a rewind behind it, which may have hidden it; 1, the
 * log's beginning, when there is none.
 */
async function lastPlaceSeq({ client }: Context, id: string): Promise<number> {
  const { data } = await client.sessions.events(id, {
    types: ["user.message", "session.rewound"],
    order: "desc",
    limit: 1,
  });
  return data[0]?.seq ?? 1;
}

/** Whether all is seen of a session that nothing can happen to any more. */
function isOver({ snapshot, seq, turn }: FollowState): boolean {
  // What a session that was restored, or its parent, had ended with is not the end of its log.
  if (snapshot === null || seq < snapshot.as_of) return false;
  if (turn.end === "terminated") return true;
  return snapshot.status === "terminated" || snapshot.status === "archived";
}

/** Whether all is seen of a session in which no turn runs. */
function isIdle({ snapshot, seq, turn }: FollowState): boolean {
  if (snapshot === null || seq < snapshot.as_of) return false;
  return turn.turn === null ? snapshot.status !== "processing" : turn.end !== null;
}
